import { COLUMNS, columnsOf } from "../model/columns.ts";
import type { LiveFormula, ParameterTable } from "../model/parameter-table.ts";
import { PARAMETER_IDS, type ParameterId } from "../model/parameters.ts";
import { tableText } from "../model/table-text.ts";
import { YEARS } from "../model/trace.ts";

/** A parameter that some scenario changes: its values in one scenario and year over counties, before any draw. */
export interface ValueRow {
  readonly parameter: ParameterId;
  readonly scenario: string;
  readonly year: number;
  /** Smallest and largest value over counties and settings; equal where there is one value. */
  readonly low: number;
  readonly high: number;
  /** True where the value differs from the first scenario's in some county. */
  readonly isChanged: boolean;
  /** True where a formula gives the value during the run in some county: `low` and `high` are what it starts from. */
  readonly isLive?: true;
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
  const changed = PARAMETER_IDS.filter((parameter) =>
    tables.some((table) => YEARS.some((_year, y) => differs(table, baseline, parameter, y))),
  );
  return changed.flatMap((parameter) => {
    return tables.flatMap((table, s) =>
      years.map((year) => {
        const y = year - YEARS[0]!;
        const values = table.profiles.flatMap((profile) =>
          columnsRead(parameter).map((column) => profile[y * COLUMNS + column]!),
        );
        const isChanged = differs(table, baseline, parameter, y);
        const isLive = formulasOf(table, parameter, y).length > 0;
        return {
          parameter,
          scenario: scenarioIds[s]!,
          year,
          low: Math.min(...values),
          high: Math.max(...values),
          isChanged,
          ...(isLive && { isLive }),
        };
      }),
    );
  });
}

/** Columns a run reads of a parameter: its one column, or those of villages, towns and the seat. */
function columnsRead(parameter: ParameterId): readonly number[] {
  const columns = columnsOf(parameter);
  return columns.length > 1 ? columns.slice(1) : columns;
}

/** Formulas that give a parameter during the run in a year. */
function formulasOf({ formulas = [] }: ParameterTable, parameter: ParameterId, yearIndex: number): Live {
  return formulas.filter((formula) => formula.parameter === parameter && formula.shares[yearIndex]! > 0);
}

/** True if a parameter has another value in some county and setting of one year, or another formula gives it. */
function differs(table: ParameterTable, baseline: ParameterTable, parameter: ParameterId, yearIndex: number): boolean {
  if (table === baseline) return false;
  const [live, other] = [table, baseline].map((one) => formulasOf(one, parameter, yearIndex)) as [Live, Live];
  if (live.length + other.length > 0 && formulaText(live) !== formulaText(other)) return true;
  return columnsRead(parameter).some((column) => {
    const cell = yearIndex * COLUMNS + column;
    return table.profileOf.some(
      (profile, county) => table.profiles[profile]![cell] !== baseline.profiles[baseline.profileOf[county]!]![cell],
    );
  });
}

type Live = readonly LiveFormula[];
const formulaText = (formulas: Live) => tableText({ profileOf: new Uint16Array(0), profiles: [], formulas });
