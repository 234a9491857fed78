import type { CountyAttributes } from "../model/parameter-table.ts";
import type { ParameterId } from "../model/parameters.ts";
import type { SettingName } from "../model/site-table.ts";
import type { ResolvedScenario } from "../scenarios/scenario.ts";
import { columnValues, decidingAct, settingColumns, TABLE_YEARS, type ValueTrace } from "../scenarios/trace-values.ts";
import type { Places } from "./places.ts";

/** Where two scenarios give a parameter different values. */
export interface ParameterDiff {
  readonly id: ParameterId;
  /** Present where the settings of a county differ from one another. */
  readonly setting?: SettingName;
  /** Counties in which the values differ in a year shown. */
  readonly counties: number;
  /** The county whose values are shown: the one asked for, or the first that differs. */
  readonly county: Pick<CountyAttributes, "code" | "name">;
  readonly a: DiffSide;
  readonly b: DiffSide;
}

interface DiffSide {
  /** By year; null where only the run can give the value. */
  readonly values: readonly (number | null)[];
  /** `file:line` of the rules that acted in that county, in order. */
  readonly origins: readonly string[];
}

/** What `resolve --diff --json` and `params diff --json` print. */
export interface ScenarioDiff {
  readonly a: Pick<ResolvedScenario, "id" | "title">;
  readonly b: Pick<ResolvedScenario, "id" | "title">;
  readonly years: readonly number[];
  readonly of: number;
  /** True where the values of one county were asked for. */
  readonly isOneCounty: boolean;
  readonly parameters: readonly ParameterDiff[];
}

interface Selection {
  readonly ids: readonly ParameterId[];
  readonly years: readonly number[];
  /** Row of the county asked for. */
  readonly row: number | undefined;
}

/** Compares the values of two scenarios in every county, or in one. */
export function diffValues(
  a: ResolvedScenario,
  b: ResolvedScenario,
  { counties, baselineOf }: Places,
  { ids, years, row }: Selection,
): ScenarioDiff {
  const traces = [a.trace(counties, baselineOf), b.trace(counties, baselineOf)] as const;
  const rows = row === undefined ? counties.map((_, k) => k) : [row];
  const groups = pairRows(rows, ...traces);
  const parameters = ids.flatMap((id) => {
    const [first, ...settings] = settingColumns(id).map(({ column, setting }) => {
      const found = diffColumn(column, years, traces, groups);
      if (found === undefined) return undefined;
      const { first: shown, ...rest } = found;
      const { code, name } = counties[shown]!;
      return { id, ...(setting && { setting }), ...rest, county: { code, name } };
    });
    const content = (one: ParameterDiff | undefined) => one && JSON.stringify([one.counties, one.a, one.b]);
    return [first, ...settings.filter((one) => content(one) !== content(first))].filter((one) => one !== undefined);
  });
  const head = ({ id, title }: ResolvedScenario) => ({ id, title });
  return { a: head(a), b: head(b), years, of: rows.length, isOneCounty: row !== undefined, parameters };
}

/** Where a column differs, shown for the first county in which it does; undefined where it is the same everywhere. */
function diffColumn(
  column: number,
  years: readonly number[],
  traces: readonly [ValueTrace, ValueTrace],
  groups: readonly { readonly first: number; readonly size: number }[],
): { first: number; counties: number; a: DiffSide; b: DiffSide } | undefined {
  const differing = groups.filter(({ first }) => {
    const [left, right] = traces.map((trace) => sideOf(trace, first, column, years));
    return (
      JSON.stringify(left!.values) !== JSON.stringify(right!.values) ||
      // What the run gives is the same only where the same rules give it.
      (left!.values.includes(null) && left!.origins.join() !== right!.origins.join())
    );
  });
  if (differing.length === 0) return undefined;
  const { first } = differing[0]!;
  const [left, right] = traces.map((trace) => sideOf(trace, first, column, years));
  return { first, counties: differing.reduce((sum, { size }) => sum + size, 0), a: left!, b: right! };
}

function sideOf({ table, acts }: ValueTrace, row: number, column: number, years: readonly number[]): DiffSide {
  const profile = table.profileOf[row]!;
  const own = acts[profile]!.filter((act) => act.column === column);
  const values = columnValues(table.profiles[profile]!, column);
  return {
    values: years.map((year) => {
      const at = decidingAct(own, column, year);
      return at !== undefined && own[at]!.isLive ? null : values[TABLE_YEARS.indexOf(year)]!;
    }),
    origins: own.map(({ change: { origin } }) => `${origin.file}:${origin.line}`),
  };
}

/** Counties that share a profile in both scenarios, by their first row, in order. */
function pairRows(rows: readonly number[], a: ValueTrace, b: ValueTrace) {
  const groups = new Map<string, { readonly first: number; size: number }>();
  for (const row of rows) {
    const key = `${a.table.profileOf[row]} ${b.table.profileOf[row]}`;
    const group = groups.get(key);
    if (group) group.size++;
    else groups.set(key, { first: row, size: 1 });
  }
  return [...groups.values()];
}
