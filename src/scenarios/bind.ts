import type { Issue } from "../core/issue.ts";
import type { CountyAttributes, ParameterTable } from "../model/parameter-table.ts";
import type { Parameter } from "../model/parameters/parameter.ts";
import { FIRST_YEAR, LAST_YEAR, PARAMETERS, PARAMETER_IDS, registryValue } from "../model/parameters.ts";
import { firstYearOfRule, valuesAfter } from "./evaluate.ts";
import type { Formulas } from "./formulas.ts";
import { attributeSlots, writeAttributes } from "./formulas.ts";
import { chooseRules, membership } from "./members.ts";
import { fail, throwErrors } from "./place.ts";
import type { ChangeSpec, RuleSpec } from "./spec.ts";

const YEARS = LAST_YEAR - FIRST_YEAR + 1;
/** Profiles a `Uint16Array` can tell apart. */
const MOST_PROFILES = 65_536;
/** Room for the fixed names of a formula and those of its `with`, all of which occur in its 500 characters. */
const FRAME_SIZE = 300;

/** Told of every rule that acts, in order: the profile, the change and rule, and the profile's values after it. */
export type RuleObserver = (profile: number, change: ChangeSpec, rule: RuleSpec, values: Float64Array) => void;

/**
 * The value of every parameter in every county and year under changes applied in order.
 * Counties in which the same rules act, with the same attributes where a formula reads them, share a profile.
 * @throws InputError if a target matches no county or a change leaves its parameter's range.
 */
export function bindChanges(
  changes: readonly ChangeSpec[],
  formulas: Formulas,
  counties: readonly CountyAttributes[],
  observe?: RuleObserver,
): ParameterTable {
  const issues: Issue[] = [];
  const membersOf = membership(counties, formulas, issues);
  const choices = changes.map((change) => chooseRules(change, counties.length, membersOf, issues));
  throwErrors(issues);
  const { profileOf, representatives, sizes } = groupCounties(changes, choices, formulas, counties);
  const registry = registryProfile();
  const work: Work = { formulas, frame: new Float64Array(FRAME_SIZE), blamed: new Set(), issues };
  const profiles = representatives.map((county, profile) => {
    const values = registry.slice();
    changes.forEach((change, k) => {
      const rule = change.rules[choices[k]?.[county] ?? 0];
      if (rule === undefined) return;
      const where = { county: counties[county]!, size: sizes[profile]!, isNation: representatives.length === 1 };
      applyRule(change, rule, values, where, work);
      observe?.(profile, change, rule, values);
    });
    return values;
  });
  throwErrors(issues);
  return { profileOf, profiles };
}

/** The registry's values in the layout of a profile. */
function registryProfile(): Float64Array {
  const values = new Float64Array(YEARS * PARAMETER_IDS.length);
  for (let k = 0; k < YEARS; k++) {
    PARAMETER_IDS.forEach((id, p) => (values[k * PARAMETER_IDS.length + p] = registryValue(id, FIRST_YEAR + k)));
  }
  return values;
}

/** Groups counties that no change tells apart; profiles are numbered in the order their first county comes. */
function groupCounties(
  changes: readonly ChangeSpec[],
  choices: readonly (Int16Array | undefined)[],
  formulas: Formulas,
  counties: readonly CountyAttributes[],
) {
  const attributesRead = changes.map((change) => change.rules.map((rule) => attributesOf(rule, formulas)));
  const frame = new Float64Array(FRAME_SIZE);
  const profileOf = new Uint16Array(counties.length);
  const profileOfKey = new Map<string, number>();
  const representatives: number[] = [];
  const sizes: number[] = [];
  counties.forEach((county, row) => {
    let key = "";
    writeAttributes(county, frame);
    choices.forEach((chosen, k) => {
      if (chosen) key += `${chosen[row]},`;
      for (const slot of attributesRead[k]![chosen?.[row] ?? 0] ?? []) key += `${frame[slot]},`;
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

/** Slots of the attributes a rule's formula reads. */
function attributesOf({ operation }: RuleSpec, formulas: Formulas): readonly number[] {
  const formula = operation.kind === "expr" ? formulas.get(operation.formula) : undefined;
  return formula === undefined ? [] : attributeSlots(formula);
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
  readonly frame: Float64Array;
  /** Rules that have been reported, once each. */
  readonly blamed: Set<RuleSpec>;
  readonly issues: Issue[];
}

/** Applies one rule to a profile; whole-number parameters are rounded, halves up, in every year the change acts. */
function applyRule(
  change: ChangeSpec,
  rule: RuleSpec,
  values: Float64Array,
  where: Where,
  { formulas, frame, blamed, issues }: Work,
): void {
  const column = PARAMETER_IDS.indexOf(change.parameter);
  const cell = (k: number) => k * PARAMETER_IDS.length + column;
  const { isInteger }: Parameter = PARAMETERS[change.parameter];
  writeAttributes(where.county, frame);
  const formula = rule.operation.kind === "expr" ? formulas.get(rule.operation.formula) : undefined;
  const before = Float64Array.from({ length: YEARS }, (_, k) => values[cell(k)]!);
  const after = valuesAfter(change, rule, before, { formula, frame });
  for (let k = firstYearOfRule(change, rule) - FIRST_YEAR; k < YEARS; k++) {
    const value = isInteger ? Math.round(after[k]!) : after[k]!;
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
