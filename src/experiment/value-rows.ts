import type { ParameterTable } from "../model/parameter-table.ts";
import { PARAMETER_IDS, type ParameterId } from "../model/parameters.ts";
import { YEARS } from "../model/trace.ts";

/** A parameter that some scenario changes: its values in one scenario and year over counties, before any draw. */
export interface ValueRow {
  readonly parameter: ParameterId;
  readonly scenario: string;
  readonly year: number;
  /** Smallest and largest value over counties; equal where all counties have one value. */
  readonly low: number;
  readonly high: number;
  /** True where the value differs from the first scenario's in some county. */
  readonly isChanged: boolean;
}

/**
 * Values of every parameter that differs between the scenarios in any county and year, at chosen years.
 * @param tables One per scenario, the baseline first, over the same counties.
 */
export function valueRows(
  scenarioIds: readonly string[],
  tables: readonly ParameterTable[],
  years: readonly number[],
): ValueRow[] {
  const baseline = tables[0]!;
  const changed = PARAMETER_IDS.filter((_, column) =>
    tables.some((table) => YEARS.some((_year, y) => differs(table, baseline, column, y))),
  );
  return changed.flatMap((parameter) => {
    const column = PARAMETER_IDS.indexOf(parameter);
    return tables.flatMap((table, s) =>
      years.map((year) => {
        const y = year - YEARS[0]!;
        const values = table.profiles.map((profile) => profile[cellOf(profile, column, y)]!);
        const isChanged = differs(table, baseline, column, y);
        return {
          parameter,
          scenario: scenarioIds[s]!,
          year,
          low: Math.min(...values),
          high: Math.max(...values),
          isChanged,
        };
      }),
    );
  });
}

/** Position of a parameter and year in a profile, however many columns a year has. */
function cellOf(profile: Float64Array, column: number, yearIndex: number): number {
  return (yearIndex * profile.length) / YEARS.length + column;
}

/** True if a parameter has another value in some county of one year. */
function differs(table: ParameterTable, baseline: ParameterTable, column: number, yearIndex: number): boolean {
  if (table === baseline) return false;
  return table.profileOf.some((profile, county) => {
    const own = table.profiles[profile]!;
    const other = baseline.profiles[baseline.profileOf[county]!]!;
    return own[cellOf(own, column, yearIndex)] !== other[cellOf(other, column, yearIndex)];
  });
}
