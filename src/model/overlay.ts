import { columnsOf } from "./columns.ts";
import type { Overlay } from "./parameter-table.ts";
import { FIRST_YEAR, LAST_YEAR, PARAMETERS, type ParameterId } from "./parameters.ts";

const YEARS = LAST_YEAR - FIRST_YEAR + 1;

/**
 * A value after a draw has replaced it, been added to it or multiplied it: held to the parameter's range and, where only
 * whole numbers make sense, rounded, halves up.
 */
export function drawnValue(parameter: ParameterId, as: Overlay["as"], value: number, draw: number): number {
  const { range, isInteger } = PARAMETERS[parameter];
  const drawn = as === "set" ? draw : as === "add" ? value + draw : value * draw;
  const held = Math.min(range[1], Math.max(range[0], drawn));
  return isInteger ? Math.round(held) : held;
}

/** Applies the draws of a county and year, in order, to its row and to the values of its schools (rule VAL-2). */
export function applyOverlays(
  overlays: readonly Overlay[],
  county: number,
  year: number,
  row: Float64Array,
  bySchool: ReadonlyMap<ParameterId, Float64Array> | undefined,
): void {
  for (const { parameter, as, values } of overlays) {
    const draw = values[county * YEARS + (year - FIRST_YEAR)]!;
    for (const column of columnsOf(parameter)) row[column] = drawnValue(parameter, as, row[column]!, draw);
    const sites = bySchool?.get(parameter);
    if (sites === undefined) continue;
    for (let site = 0; site < sites.length; site++) {
      if (!Number.isNaN(sites[site]!)) sites[site] = drawnValue(parameter, as, sites[site]!, draw);
    }
  }
}
