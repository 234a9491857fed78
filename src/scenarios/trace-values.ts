import { columnsOf, COLUMNS } from "../model/columns.ts";
import type { ParameterTable } from "../model/parameter-table.ts";
import { FIRST_YEAR, LAST_YEAR, type ParameterId } from "../model/parameters.ts";
import { SETTINGS, type SettingName } from "../model/site-table.ts";
import type { AttributeSource } from "./attributes.ts";
import { bindChanges } from "./bind.ts";
import { describeChange } from "./describe.ts";
import { firstYearOfRule } from "./evaluate.ts";
import type { Formulas } from "./formulas.ts";
import type { AppliedChange } from "./scenario.ts";
import type { ChangeSpec, RuleSpec, StatedBalance } from "./spec.ts";

/** One rule that acted on a column of a parameter in some counties. */
export interface ValueAct {
  /** The rule in words, with the file and line it was written at. */
  readonly change: AppliedChange;
  /** Position of the rule among the changes of its scenario. */
  readonly index: number;
  /** Column of the profile (see columns.ts). */
  readonly column: number;
  /** True where only the run can evaluate it. */
  readonly isLive: boolean;
  /** Values of the column by year from `FIRST_YEAR`, after the rule; without it where it is live. */
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
 * @throws InputError for whatever `bindChanges` refuses.
 */
export function traceValues(
  changes: readonly ChangeSpec[],
  formulas: Formulas,
  source: AttributeSource,
  balances?: readonly StatedBalance[],
): ValueTrace {
  const described = changes.flatMap(describeChange);
  const firstIndex = new Map<ChangeSpec, number>();
  changes.reduce((index, change) => (firstIndex.set(change, index), index + change.rules.length), 0);
  const acts: ValueAct[][] = [];
  const table = bindChanges(changes, formulas, source, balances, (action) => {
    const { profile, change, rule, column, isLive, values } = action;
    const index = firstIndex.get(change)! + change.rules.indexOf(rule);
    (acts[profile] ??= []).push({
      change: described[index]!,
      index,
      column,
      isLive,
      values: columnValues(values, column),
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

/** Values of one column by year from `FIRST_YEAR`, in one profile. */
export function columnValues(profile: Float64Array, column: number): readonly number[] {
  return TABLE_YEARS.map((_, k) => profile[k * COLUMNS + column]!);
}

/** Columns of a parameter with the setting each is for; the first is for whatever asks for no setting. */
export function settingColumns(
  id: ParameterId,
): readonly { readonly column: number; readonly setting?: SettingName }[] {
  return columnsOf(id).map((column, k) => ({ column, ...(k > 0 && { setting: SETTINGS[k - 1]! }) }));
}

function activeYears(change: ChangeSpec, rule: RuleSpec): readonly boolean[] {
  const from = firstYearOfRule(change, rule);
  const { to = LAST_YEAR, after } = change;
  return TABLE_YEARS.map((year) => year >= from && (year <= to || after === "hold"));
}

/** Position in a profile's acts of the one that decides a column in a year; undefined where the registry does. */
export function decidingAct(acts: readonly ValueAct[], column: number, year: number): number | undefined {
  const at = acts.findLastIndex((act) => act.column === column && act.isActive[year - FIRST_YEAR]);
  return at < 0 ? undefined : at;
}
