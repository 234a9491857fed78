import type { Issue } from "../core/issue.ts";
import { COLUMNS, columnsOf, registryProfile } from "../model/columns.ts";
import { FRAME_SIZE } from "../model/formula-inputs.ts";
import type { CountyAttributes, ParameterTable } from "../model/parameter-table.ts";
import type { Parameter } from "../model/parameters/parameter.ts";
import { FIRST_YEAR, LAST_YEAR, PARAMETERS } from "../model/parameters.ts";
import type { AttributeSource } from "./attributes.ts";
import { writeAttributes } from "./attributes.ts";
import { collectLiveSteps } from "./bind-live.ts";
import { firstYearOfRule, valuesAfter } from "./evaluate.ts";
import type { Formulas } from "./formulas.ts";
import { attributeSlots, isLive, refuseBaseline } from "./formulas.ts";
import type { Choice } from "./members.ts";
import { chooseRules, membership, ruleAt } from "./members.ts";
import { fail, throwErrors } from "./place.ts";
import type { ChangeSpec, RuleSpec, StatedBalance } from "./spec.ts";
import { checkShares } from "./stated-balance.ts";

const YEARS = LAST_YEAR - FIRST_YEAR + 1;
/** Profiles a `Uint16Array` can tell apart. */
const MOST_PROFILES = 65_536;

/** A rule that acts, as an observer of the binding is told of it. */
export interface RuleInAction {
  readonly profile: number;
  readonly change: ChangeSpec;
  readonly rule: RuleSpec;
  /** Column of the profile; a parameter may have one for each setting. */
  readonly column: number;
  /** True where only the run can evaluate it. */
  readonly isLive: boolean;
  /** The profile's values after it. */
  readonly values: Float64Array;
}

/** Told of every rule that acts, in order. */
export type RuleObserver = (action: RuleInAction) => void;

/**
 * The value of every parameter in every county, setting and year under changes applied in order. Counties in which the same
 * rules act, with the same attributes where a formula reads them, share a profile. What only a run can evaluate, and what
 * later changes make of it, goes into the table's formulas.
 * @param balances What is stated of balancing shares; absent where shares that exceed one are no mistake of the author.
 * @throws InputError if a target matches no county, a change leaves its parameter's range, shares do not add up to one, or a formula needs schools that are not at hand.
 */
export function bindChanges(
  changes: readonly ChangeSpec[],
  formulas: Formulas,
  source: AttributeSource,
  balances?: readonly StatedBalance[],
  observe?: RuleObserver,
): ParameterTable {
  const issues: Issue[] = [];
  if (!source.baselineOf) refuseBaseline(formulas, issues);
  throwErrors(issues);
  const { counties } = source;
  const membersOf = membership(source, formulas, issues);
  const choices = changes.map((change) => chooseRules(change, counties.length, membersOf, issues));
  throwErrors(issues);
  const { profileOf, representatives, sizes } = groupCounties(changes, choices, formulas, source);
  const registry = registryProfile();
  const work: Work = { formulas, frame: new Float64Array(FRAME_SIZE), blamed: new Set(), effective: new Set(), issues };
  const live = collectLiveSteps(changes, formulas, representatives.length);
  const slots = changes.flatMap(({ rules }) => rules.flatMap((rule) => slotsOf(rule, formulas)));
  const profiles = representatives.map((row, profile) => {
    const values = registry.slice();
    const isNation = representatives.length === 1;
    const where = { county: counties[row]!, size: sizes[profile]!, isNation };
    writeAttributes(source, row, slots, work.frame);
    changes.forEach((change, k) => {
      columnsOf(change.parameter).forEach((column, i) => {
        const index = ruleAt(choices[k], row, i);
        if (index < 0) return;
        const rule = change.rules[index]!;
        const isLive = live.take(k, index, profile, column, i);
        if (isLive) work.effective.add(change);
        else applyRule(change, rule, column, values, where, work);
        observe?.({ profile, change, rule, column, isLive, values });
      });
    });
    return values;
  });
  const steps = live.formulas(profileOf, source, issues);
  throwErrors(issues);
  const table = { profileOf, profiles, ...(steps.length > 0 && { formulas: steps }) };
  if (balances) checkShares(table, counties, changes, balances, membersOf, issues);
  if (balances) checkEffects(changes, work);
  throwErrors(issues);
  return table;
}

/** Groups counties that no change tells apart; profiles are numbered in the order their first county comes. */
function groupCounties(
  changes: readonly ChangeSpec[],
  choices: readonly (Choice | undefined)[],
  formulas: Formulas,
  source: AttributeSource,
) {
  const { counties } = source;
  const slotsRead = changes.map((change) => change.rules.map((rule) => slotsOf(rule, formulas)));
  const frame = new Float64Array(FRAME_SIZE);
  const profileOf = new Uint16Array(counties.length);
  const profileOfKey = new Map<string, number>();
  const representatives: number[] = [];
  const sizes: number[] = [];
  counties.forEach((_, row) => {
    let key = "";
    choices.forEach((choice, k) => {
      const width = choice?.width ?? 1;
      for (let column = 0; column < width; column++) {
        const index = ruleAt(choice, row, column);
        if (choice) key += `${index},`;
        const slots = slotsRead[k]![index] ?? [];
        if (slots.length === 0) continue;
        writeAttributes(source, row, slots, frame);
        for (const slot of slots) key += `${frame[slot]},`;
      }
    });
    let profile = profileOfKey.get(key);
    if (profile === undefined) {
      profile = representatives.length;
      if (profile >= MOST_PROFILES) throw new RangeError(`counties differ in more than ${MOST_PROFILES} ways`);
      profileOfKey.set(key, profile);
      representatives.push(row);
      sizes.push(0);
    }
    profileOf[row] = profile;
    sizes[profile]!++;
  });
  return { profileOf, representatives, sizes };
}

/** Slots of the attributes a rule's formula reads; a formula that runs live has them county by county and splits no profile. */
function slotsOf({ operation }: RuleSpec, formulas: Formulas): readonly number[] {
  if (operation.kind !== "expr" || isLive(operation.formula, formulas)) return [];
  return attributeSlots(formulas.get(operation.formula)!);
}

interface Where {
  readonly county: CountyAttributes;
  /** Counties that share the profile. */
  readonly size: number;
  readonly isNation: boolean;
}

/** What the profiles of one table share while it is filled. */
interface Work {
  readonly formulas: Formulas;
  /** Holds the attributes of the profile's county in its first slots. */
  readonly frame: Float64Array;
  /** Rules that have been reported, once each. */
  readonly blamed: Set<RuleSpec>;
  /** Changes that gave some county and year another value. */
  readonly effective: Set<ChangeSpec>;
  readonly issues: Issue[];
}

/** An override that changes no value anywhere is a mistake of its author; what is set from outside a file may well agree with it. */
function checkEffects(changes: readonly ChangeSpec[], { effective, issues }: Work): void {
  for (const change of changes) {
    const isFromOutside = change.writtenIn === change.place.file;
    if (!change.isOverride || isFromOutside || effective.has(change)) continue;
    fail(
      issues,
      change.place,
      "override-no-effect",
      `override: true, but ${change.parameter} has the same values without it`,
      {
        suggestion: "remove the change, or mend its value, window or target",
      },
    );
  }
}

/** Applies one rule to a column of a profile; whole-number parameters are rounded, halves up, in every year the change acts. */
function applyRule(
  change: ChangeSpec,
  rule: RuleSpec,
  column: number,
  values: Float64Array,
  where: Where,
  { formulas, frame, blamed, effective, issues }: Work,
): void {
  const cell = (k: number) => k * COLUMNS + column;
  const { isInteger }: Parameter = PARAMETERS[change.parameter];
  const formula = rule.operation.kind === "expr" ? formulas.get(rule.operation.formula) : undefined;
  const before = Float64Array.from({ length: YEARS }, (_, k) => values[cell(k)]!);
  const after = valuesAfter(change, rule, before, { formula, frame });
  for (let k = firstYearOfRule(change, rule) - FIRST_YEAR; k < YEARS; k++) {
    const value = isInteger ? Math.round(after[k]!) : after[k]!;
    if (value !== before[k]) effective.add(change);
    values[cell(k)] = value;
    if (!blamed.has(rule) && !isInRange(change.parameter, value)) {
      blamed.add(rule);
      noteOutOfRange(change, rule, FIRST_YEAR + k, value, where, issues);
    }
  }
}

function isInRange(id: ChangeSpec["parameter"], value: number): boolean {
  const [low, high] = PARAMETERS[id].range;
  return value >= low && value <= high;
}

function noteOutOfRange(
  change: ChangeSpec,
  rule: RuleSpec,
  year: number,
  value: number,
  where: Where,
  issues: Issue[],
) {
  const { parameter } = change;
  const { range, unit } = PARAMETERS[parameter];
  const { county, size, isNation } = where;
  const others = size > 1 ? ` and ${size - 1} more` : "";
  const place = isNation ? "" : ` in ${county.name} (${county.code})${others}`;
  const code = Number.isNaN(value) ? "not-a-number" : "value-out-of-range";
  const got = Number.isNaN(value) ? "no number" : `${value} ${unit}`;
  fail(issues, rule.place, code, `${parameter} becomes ${got} in ${year}${place}`, {
    expected: `${range[0]} to ${range[1]} ${unit}`,
  });
}
