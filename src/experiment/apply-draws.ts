import { parameterIndex } from "../model/context.ts";
import type { ParameterTable, Uncertainty } from "../model/parameter-table.ts";
import { PARAMETERS, PARAMETER_IDS } from "../model/parameters.ts";
import { quantileOf } from "./design.ts";

/**
 * The parameter table of one world: every uncertain parameter set, added to or scaled in all counties and years, held to its
 * range and, where only whole numbers make sense, rounded.
 * @param design One row of uniforms per uncertainty, one number per world.
 */
export function applyDraws(
  table: ParameterTable,
  uncertainties: readonly Uncertainty[],
  design: readonly Float64Array[],
  world: number,
): ParameterTable {
  const width = PARAMETER_IDS.length;
  const profiles = table.profiles.map((profile) => profile.slice());
  uncertainties.forEach(({ parameter, distribution, as }, i) => {
    const { range, isInteger } = PARAMETERS[parameter];
    const draw = quantileOf(distribution, design[i]![world]!);
    for (const profile of profiles) {
      for (let at = parameterIndex(parameter); at < profile.length; at += width) {
        const value = as === "set" ? draw : as === "add" ? profile[at]! + draw : profile[at]! * draw;
        const held = Math.min(range[1], Math.max(range[0], value));
        profile[at] = isInteger ? Math.round(held) : held;
      }
    }
  });
  return { profileOf: table.profileOf, profiles };
}
