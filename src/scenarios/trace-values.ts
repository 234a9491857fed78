import type { CountyAttributes, ParameterTable } from "../model/parameter-table.ts";
import { FIRST_YEAR, LAST_YEAR, PARAMETER_IDS, type ParameterId } from "../model/parameters.ts";
import { bindChanges } from "./bind.ts";
import { describeChange } from "./describe.ts";
import { firstYearOfRule } from "./evaluate.ts";
import type { Formulas } from "./formulas.ts";
import type { AppliedChange } from "./scenario.ts";
import type { ChangeSpec, RuleSpec } from "./spec.ts";

/** One rule that acted on a parameter in some counties. */
export interface ValueAct {
  /** The rule in words, with the file and line it was written at. */
  readonly change: AppliedChange;
  /** Position of the rule among the changes of its scenario. */
  readonly index: number;
  /** Values of the parameter by year from `FIRST_YEAR`, after the rule. */
  readonly values: readonly number[];
  /** By year: whether the value rests on this rule, unless a later one acts too. */
  readonly isActive: readonly boolean[];
}

/** The value of every parameter in every county and year, and where each comes from. */
export interface ValueTrace {
  /** What `bind` gives. */
  readonly table: ParameterTable;
  /** Counties of each profile. */
  readonly sizes: readonly number[];
  /** Rules that acted in each profile, in the order they were applied; the last that is active in a year decides. */
  readonly acts: readonly (readonly ValueAct[])[];
}

/**
 * Binds changes as a run does, and notes every rule that acts.
 * @throws InputError if a target matches no county or a change leaves its parameter's range.
 */
export function traceValues(
  changes: readonly ChangeSpec[],
  formulas: Formulas,
  counties: readonly CountyAttributes[],
): ValueTrace {
  const described = changes.flatMap(describeChange);
  const firstIndex = new Map<ChangeSpec, number>();
  changes.reduce((index, change) => (firstIndex.set(change, index), index + change.rules.length), 0);
  const acts: ValueAct[][] = [];
  const table = bindChanges(changes, formulas, counties, (profile, change, rule, values) => {
    const index = firstIndex.get(change)! + change.rules.indexOf(rule);
    (acts[profile] ??= []).push({
      change: described[index]!,
      index,
      values: columnOf(values, change.parameter),
      isActive: activeYears(change, rule),
    });
  });
  const sizes = table.profiles.map(() => 0);
  for (const profile of table.profileOf) sizes[profile]!++;
  return { table, sizes, acts: sizes.map((_, profile) => acts[profile] ?? []) };
}

/** School years of a table, in order. */
export const TABLE_YEARS: readonly number[] = Array.from(
  { length: LAST_YEAR - FIRST_YEAR + 1 },
  (_, k) => FIRST_YEAR + k,
);

/** Values of one parameter by year from `FIRST_YEAR`, in one profile. */
export function columnOf(profile: Float64Array, parameter: ParameterId): readonly number[] {
  const column = PARAMETER_IDS.indexOf(parameter);
  return TABLE_YEARS.map((_, k) => profile[k * PARAMETER_IDS.length + column]!);
}

function activeYears(change: ChangeSpec, rule: RuleSpec): readonly boolean[] {
  const from = firstYearOfRule(change, rule);
  const { to = LAST_YEAR, after } = change;
  return TABLE_YEARS.map((year) => year >= from && (year <= to || after === "hold"));
}

/** Position in a profile's acts of the one that decides a parameter in a year; undefined where the registry does. */
export function decidingAct(acts: readonly ValueAct[], parameter: ParameterId, year: number): number | undefined {
  const at = acts.findLastIndex(
    ({ change, isActive }) => change.parameter === parameter && isActive[year - FIRST_YEAR],
  );
  return at < 0 ? undefined : at;
}
