import { parameterIndex } from "../model/context.ts";
import { OFF, SWITCHES, type Switch } from "../model/constraint-switches.ts";
import type { ParameterTable } from "../model/parameter-table.ts";
import { FIRST_POLICY_YEAR, FIRST_YEAR, PARAMETER_IDS } from "../model/parameters.ts";

/**
 * The tables of a ladder's rungs: first with all limits of `order` taken away from 2025 on, then each rung with one more of them put
 * back. Limits not named stay; the last rung is the table itself. Earlier years are the hindcast, which all rungs share.
 */
export function rungTables(table: ParameterTable, order: readonly Switch[]): ParameterTable[] {
  return [...order.map((_, rung) => withoutLimits(table, order.slice(rung))), table];
}

function withoutLimits(table: ParameterTable, limits: readonly Switch[]): ParameterTable {
  const columns = limits.map((limit) => parameterIndex(SWITCHES[limit].parameter));
  const width = PARAMETER_IDS.length;
  const profiles = table.profiles.map((profile) => {
    const switched = profile.slice();
    for (let row = (FIRST_POLICY_YEAR - FIRST_YEAR) * width; row < switched.length; row += width)
      for (const column of columns) switched[row + column] = OFF;
    return switched;
  });
  return { ...table, profiles };
}
