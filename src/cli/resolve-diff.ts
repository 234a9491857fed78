import type { CountyAttributes } from "../model/parameter-table.ts";
import type { ParameterId } from "../model/parameters.ts";
import type { ResolvedScenario } from "../scenarios/scenario.ts";
import { columnOf, TABLE_YEARS, type ValueTrace } from "../scenarios/trace-values.ts";

/** Where two scenarios give a parameter different values. */
export interface ParameterDiff {
  readonly id: ParameterId;
  /** Counties in which the values differ in a year shown. */
  readonly counties: number;
  /** The county whose values are shown: the one asked for, or the first that differs. */
  readonly county: Pick<CountyAttributes, "code" | "name">;
  readonly a: DiffSide;
  readonly b: DiffSide;
}

interface DiffSide {
  readonly values: readonly number[];
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
  counties: readonly CountyAttributes[],
  { ids, years, row }: Selection,
): ScenarioDiff {
  const [traceA, traceB] = [a.trace(counties), b.trace(counties)];
  const at = years.map((year) => TABLE_YEARS.indexOf(year));
  const rows = row === undefined ? counties.map((_, k) => k) : [row];
  const pairs = pairRows(rows, traceA, traceB);
  const valuesOf = (trace: ValueTrace, county: number, id: ParameterId) => {
    const column = columnOf(trace.table.profiles[trace.table.profileOf[county]!]!, id);
    return at.map((k) => column[k]!);
  };
  const parameters = ids.flatMap((id): ParameterDiff[] => {
    const differing = pairs.filter(({ first }) => {
      const [left, right] = [valuesOf(traceA, first, id), valuesOf(traceB, first, id)];
      return left.some((value, k) => value !== right[k]);
    });
    if (differing.length === 0) return [];
    const { first } = differing[0]!;
    const side = (trace: ValueTrace): DiffSide => ({
      values: valuesOf(trace, first, id),
      origins: trace.acts[trace.table.profileOf[first]!]!.filter(({ change }) => change.parameter === id).map(
        ({ change: { origin } }) => `${origin.file}:${origin.line}`,
      ),
    });
    const { code, name } = counties[first]!;
    const count = differing.reduce((sum, { size }) => sum + size, 0);
    return [{ id, counties: count, county: { code, name }, a: side(traceA), b: side(traceB) }];
  });
  const head = ({ id, title }: ResolvedScenario) => ({ id, title });
  return { a: head(a), b: head(b), years, of: rows.length, isOneCounty: row !== undefined, parameters };
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
