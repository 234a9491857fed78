import type { Issue } from "../core/issue.ts";
import { FIXED_NAMES } from "../model/formula-inputs.ts";
import { isBySetting } from "../model/parameters.ts";
import { SETTINGS } from "../model/site-table.ts";
import type { CountyAttributes } from "../model/parameter-table.ts";
import type { AttributeSource } from "./attributes.ts";
import { writeAttributes } from "./attributes.ts";
import { didYouMean } from "./fields.ts";
import type { Formulas } from "./formulas.ts";
import { attributeSlots } from "./formulas.ts";
import { fail } from "./place.ts";
import type { ChangeSpec, Target } from "./spec.ts";

/** The settings a target holds in each county as bits (1 village, 2 town, 4 seat), in county order; 0 where it holds none. */
export type Members = Uint8Array;

/** All settings of a county. */
const ALL = (1 << SETTINGS.length) - 1;

/** Decides what a target holds in every county; each target is asked once. */
export function membership(source: AttributeSource, formulas: Formulas, issues: Issue[]) {
  const { counties } = source;
  const asked = new Map<Target, Members>();
  const known = (words: (county: CountyAttributes) => readonly string[]) => new Set(counties.flatMap(words));
  const codes = new Set(counties.map((county) => county.code));
  const membersOf = (target: Target): Members => {
    let members = asked.get(target);
    if (members === undefined) {
      members = evaluateTarget(target);
      asked.set(target, members);
    }
    return members;
  };
  const evaluateTarget = (target: Target): Members => {
    for (const code of target.county ?? []) {
      if (codes.has(code)) continue;
      fail(issues, target.place, "region-matches-nothing", `no county has the code "${code}"`, {
        expected: `one of the ${counties.length} counties of this run`,
        suggestion: didYouMean(code, codes, issues),
      });
    }
    checkKnown(
      target,
      "prefecture",
      known(({ prefecture }) => (prefecture === undefined ? [] : [prefecture])),
      issues,
    );
    checkKnown(
      target,
      "tag",
      known(({ tags = [] }) => tags),
      issues,
    );
    const test = testOf(target, source, formulas);
    const settings = target.setting?.reduce((bits, setting) => bits | (1 << SETTINGS.indexOf(setting)), 0) ?? ALL;
    const members = Uint8Array.from(counties, (_, row) => (test(row) ? settings : 0));
    if (isEmpty(members)) {
      fail(issues, target.place, "region-matches-nothing", "this where matches no county", {
        expected: "at least one",
      });
    } else if (target.except) {
      const excepted = membersOf(target.except);
      members.forEach((isIn, county) => (members[county] = isIn & ~excepted[county]!));
      if (isEmpty(members)) {
        fail(
          issues,
          target.place,
          "region-matches-nothing",
          "this where matches no county once its except is taken out",
        );
      }
    }
    return members;
  };
  return membersOf;
}

const isEmpty = (members: Members) => members.every((settings) => settings === 0);

/** Notes words of a target that no county of the run has; the counties of the built-in nation have neither prefectures nor tags. */
function checkKnown(target: Target, key: "prefecture" | "tag", known: ReadonlySet<string>, issues: Issue[]): void {
  for (const word of target[key] ?? []) {
    if (known.has(word)) continue;
    const names = [...known].sort();
    fail(issues, target.place, "region-matches-nothing", `no county has the ${key} "${word}"`, {
      expected:
        names.length > 0
          ? `one of ${names.slice(0, 12).join(", ")}${names.length > 12 ? ", …" : ""}`
          : `a county table with ${key === "tag" ? "a tags column" : "six-digit codes"}; the counties of this run have no ${key}`,
      suggestion: didYouMean(word, known, issues),
    });
  }
}

/** The condition comes last: it may ask for schools that have to be built. */
function testOf(target: Target, source: AttributeSource, formulas: Formulas): (row: number) => boolean {
  const [province, prefecture, county, tag, type, region] = [
    target.province,
    target.prefecture,
    target.county,
    target.tag,
    target.type,
    target.region,
  ].map((values) => values && new Set<string>(values));
  const condition = target.condition && formulas.get(target.condition);
  const slots = condition ? attributeSlots(condition) : [];
  const frame = new Float64Array(FIXED_NAMES.length);
  return (row) => {
    const place = source.counties[row]!;
    if (province && !province.has(place.province)) return false;
    if (prefecture && !prefecture.has(place.prefecture ?? "")) return false;
    if (tag && !place.tags?.some((word) => tag.has(word))) return false;
    if (county && !county.has(place.code)) return false;
    if (type && !type.has(place.kind)) return false;
    if (region && !region.has(place.region)) return false;
    if (condition === undefined) return true;
    writeAttributes(source, row, slots, frame);
    return Boolean(condition.run(frame));
  };
}

/** The rule of a change that acts in each county and column of its parameter: a position among the rules, or −1. */
export interface Choice {
  /** 1 where all columns of a county take the same rule, else 4: the parameter's first column, village, town and seat. */
  readonly width: 1 | 4;
  /** Index `county × width + column`. */
  readonly rules: Int16Array;
}

/**
 * The rule that acts in each county: the last one whose target holds it. The first column of a parameter takes only rules that
 * hold all settings. Undefined where one rule acts everywhere.
 */
export function chooseRules(
  change: ChangeSpec,
  count: number,
  membersOf: (target: Target) => Members,
  issues: Issue[],
): Choice | undefined {
  const targets = [change.where, ...change.rules.map((rule) => rule.where)];
  if (targets.every((target) => target === undefined)) return undefined;
  const width = isBySetting(change.parameter) && targets.some(namesSetting) ? 4 : 1;
  const outer = change.where && membersOf(change.where);
  const rules = new Int16Array(count * width).fill(-1);
  change.rules.forEach((rule, index) => {
    const inner = rule.where && membersOf(rule.where);
    let matched = 0;
    for (let county = 0; county < count; county++) {
      const settings = (outer?.[county] ?? ALL) & (inner?.[county] ?? ALL);
      if (settings === 0) continue;
      if (settings === ALL) rules[county * width] = index;
      for (let column = 1; column < width; column++) {
        if ((settings & (1 << (column - 1))) !== 0) rules[county * width + column] = index;
      }
      matched++;
    }
    // A target that is empty by itself has been reported.
    if (matched === 0 && outer && !isEmpty(outer) && inner && !isEmpty(inner)) {
      fail(issues, rule.place, "region-matches-nothing", `this rule of ${change.parameter} matches no county`, {
        expected: "a rule's where that overlaps the where of its change",
      });
    }
  });
  return { width, rules };
}

/** Position of the rule that acts in a county in a column of its parameter (0 the first, then village, town, seat), or −1. */
export function ruleAt(choice: Choice | undefined, county: number, column: number): number {
  if (choice === undefined) return 0;
  return choice.rules[county * choice.width + (choice.width === 1 ? 0 : column)]!;
}

/** True if a target, or what it leaves out, names settings. */
export function namesSetting(target: Target | undefined): boolean {
  return target !== undefined && (target.setting !== undefined || namesSetting(target.except));
}
