import type { Issue } from "../core/issue.ts";
import type { CountyAttributes } from "../model/parameter-table.ts";
import { didYouMean } from "./fields.ts";
import type { Formulas } from "./formulas.ts";
import { ATTRIBUTE_NAMES, writeAttributes } from "./formulas.ts";
import { fail } from "./place.ts";
import type { ChangeSpec, Target } from "./spec.ts";

/** 1 for each county in a set, 0 for the others, in county order. */
export type Members = Uint8Array;

/** Decides which counties a target holds; each target is asked once. */
export function membership(counties: readonly CountyAttributes[], formulas: Formulas, issues: Issue[]) {
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
    const test = testOf(target, formulas);
    const members = Uint8Array.from(counties, (county) => Number(test(county)));
    if (!members.includes(1)) {
      fail(issues, target.place, "region-matches-nothing", "this where matches no county", {
        expected: "at least one",
      });
    } else if (target.except) {
      const excepted = membersOf(target.except);
      members.forEach((isIn, county) => (members[county] = isIn & (1 - excepted[county]!)));
      if (!members.includes(1)) {
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

function testOf(target: Target, formulas: Formulas): (county: CountyAttributes) => boolean {
  const [province, prefecture, county, tag, type, region] = [
    target.province,
    target.prefecture,
    target.county,
    target.tag,
    target.type,
    target.region,
  ].map((values) => values && new Set<string>(values));
  const condition = target.condition && formulas.get(target.condition);
  const frame = new Float64Array(ATTRIBUTE_NAMES.length);
  return (place) => {
    if (province && !province.has(place.province)) return false;
    if (prefecture && !prefecture.has(place.prefecture ?? "")) return false;
    if (tag && !place.tags?.some((word) => tag.has(word))) return false;
    if (county && !county.has(place.code)) return false;
    if (type && !type.has(place.kind)) return false;
    if (region && !region.has(place.region)) return false;
    if (condition === undefined) return true;
    writeAttributes(place, frame);
    return Boolean(condition.run(frame));
  };
}

/**
 * The rule of a change that acts in each county: the last one whose target holds it, or −1.
 * Undefined where one rule acts everywhere.
 */
export function chooseRules(
  change: ChangeSpec,
  count: number,
  membersOf: (target: Target) => Members,
  issues: Issue[],
): Int16Array | undefined {
  const targets = [change.where, ...change.rules.map((rule) => rule.where)];
  if (targets.every((target) => target === undefined)) return undefined;
  const outer = change.where && membersOf(change.where);
  const chosen = new Int16Array(count).fill(-1);
  change.rules.forEach((rule, index) => {
    const inner = rule.where && membersOf(rule.where);
    let matched = 0;
    for (let county = 0; county < count; county++) {
      if (outer?.[county] === 0 || inner?.[county] === 0) continue;
      chosen[county] = index;
      matched++;
    }
    // A target that is empty by itself has been reported.
    if (matched === 0 && outer?.includes(1) && inner?.includes(1)) {
      fail(issues, rule.place, "region-matches-nothing", `this rule of ${change.parameter} matches no county`, {
        expected: "a rule's where that overlaps the where of its change",
      });
    }
  });
  return chosen;
}
