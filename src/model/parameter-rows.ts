import { COLUMNS, parameterIndex } from "./columns.ts";
import type { CountyValue } from "./context.ts";
import { applyFormulas } from "./live-formulas.ts";
import { applyOverlays } from "./overlay.ts";
import type { LiveFormula, ParameterTable } from "./parameter-table.ts";
import { FIRST_YEAR, type ParameterId } from "./parameters.ts";
import type { CountyState } from "./state.ts";

/** Effective values of a county in a year: its columns begin at `offset` of `values`, which counties may share. */
export interface ParameterRow {
  readonly values: Float64Array;
  readonly offset: number;
  /** Values by site of the parameters that a formula gives for schools; NaN for sites that are not open. */
  readonly bySchool?: ReadonlyMap<ParameterId, Float64Array> | undefined;
}

/** Effective values of all counties in a year. */
export interface ParameterRows {
  readonly rows: readonly ParameterRow[];
  /** Value of a parameter that has one value in a county. */
  readonly value: CountyValue;
}

const NONE: readonly LiveFormula[] = [];

/**
 * The values that hold in every county in a year: those of its profile, after the formulas and the draws of the table that act
 * there. Must be asked before the year begins, since formulas read what last year left. A profile is copied only where one acts.
 *
 * @param wasReady 1 for each county that met the standard in truth last year.
 * @throws Error if a formula leaves the range of its parameter.
 */
export function parameterRows(
  table: ParameterTable,
  counties: readonly CountyState[],
  year: number,
  wasReady: Uint8Array,
): ParameterRows {
  const { profiles, profileOf, formulas = NONE, overlays = [] } = table;
  const offset = (year - FIRST_YEAR) * COLUMNS;
  const acting = formulas.filter(({ shares }) => shares[year - FIRST_YEAR]! > 0);
  const rows = counties.map((state, county): ParameterRow => {
    const profile = profiles[profileOf[county]!]!;
    const own = acting.length === 0 ? NONE : acting.filter(({ members }) => members[county] !== 0);
    if (own.length === 0 && overlays.length === 0) return { values: profile, offset };
    const values = profile.slice(offset, offset + COLUMNS);
    const start = { state, county, year, wasReady: wasReady[county] === 1 };
    const bySchool = own.length === 0 ? undefined : applyFormulas(own, start, values);
    applyOverlays(overlays, county, year, values, bySchool);
    return { values, offset: 0, bySchool };
  });
  const value: CountyValue = (county, id) => {
    const row = rows[county]!;
    return row.values[row.offset + parameterIndex(id)]!;
  };
  return { rows, value };
}
