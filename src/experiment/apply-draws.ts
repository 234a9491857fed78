import { COLUMNS, columnsOf } from "../model/columns.ts";
import { drawnValue } from "../model/overlay.ts";
import type { Overlay, ParameterTable, Uncertainty } from "../model/parameter-table.ts";
import { FIRST_YEAR, LAST_YEAR } from "../model/parameters.ts";
import { quantileOf } from "./design.ts";

/**
 * The parameter table of one world: every uncertain parameter set, added to or scaled in all counties, settings and years, held to
 * its range and, where only whole numbers make sense, rounded. A draw of a parameter that formulas give during the run acts on
 * what they give.
 * @param design One row of uniforms per uncertainty, one number per world.
 */
export function applyDraws(
  table: ParameterTable,
  uncertainties: readonly Uncertainty[],
  design: readonly Float64Array[],
  world: number,
): ParameterTable {
  const live = new Set(table.formulas?.map(({ parameter }) => parameter));
  const overlays: Overlay[] = [...(table.overlays ?? [])];
  const profiles = table.profiles.map((profile) => profile.slice());
  uncertainties.forEach(({ parameter, distribution, as }, i) => {
    const draw = quantileOf(distribution, design[i]![world]!);
    if (live.has(parameter)) {
      const cells = table.profileOf.length * (LAST_YEAR - FIRST_YEAR + 1);
      overlays.push({ parameter, as, values: new Float64Array(cells).fill(draw) });
      return;
    }
    for (const profile of profiles) {
      for (const column of columnsOf(parameter)) {
        for (let at = column; at < profile.length; at += COLUMNS) {
          profile[at] = drawnValue(parameter, as, profile[at]!, draw);
        }
      }
    }
  });
  return { ...table, profiles, ...(overlays.length > 0 && { overlays }) };
}
