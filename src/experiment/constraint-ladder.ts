import type { Bilingual } from "../core/bilingual.ts";
import { COLUMNS, parameterIndex } from "../model/columns.ts";
import { OFF, SWITCH_IDS, SWITCHES, type Switch } from "../model/constraint-switches.ts";
import type { ParameterTable } from "../model/parameter-table.ts";
import { FIRST_POLICY_YEAR, FIRST_YEAR } from "../model/parameters.ts";
import type { LadderRow, OutcomeId } from "./comparison-summary.ts";
import type { HiddenRuns } from "./hidden-runs.ts";
import { isSignSettled, spreadOf } from "./spread.ts";
import { worldValues, type Results } from "./summarise.ts";

/**
 * The tables of a ladder's rungs: first with all limits of `order` taken away from 2025 on, then each rung with one more of them put
 * back. Limits not named stay; the last rung is the table itself. Earlier years are the hindcast, which all rungs share.
 */
export function rungTables(table: ParameterTable, order: readonly Switch[]): ParameterTable[] {
  return [...order.map((_, rung) => withoutLimits(table, order.slice(rung))), table];
}

function withoutLimits(table: ParameterTable, limits: readonly Switch[]): ParameterTable {
  const columns = limits.map((limit) => parameterIndex(SWITCHES[limit].parameter));
  const profiles = table.profiles.map((profile) => {
    const switched = profile.slice();
    for (let row = (FIRST_POLICY_YEAR - FIRST_YEAR) * COLUMNS; row < switched.length; row += COLUMNS)
      for (const column of columns) switched[row + column] = OFF;
    return switched;
  });
  return { ...table, profiles };
}

/** Mean of every rung, and what its limit adds or takes in the same worlds. A limit may raise an outcome: see docs/decisions/0017. */
export function ladderRows(
  results: Results,
  { scenario, order, positions }: NonNullable<HiddenRuns["ladder"]>,
  outcomes: readonly OutcomeId[],
  years: readonly number[],
): LadderRow[] {
  return outcomes.flatMap((outcome) =>
    years.flatMap((year) => {
      const rungs = positions.map((position) => worldValues(results, position, outcome, year));
      return rungs.map((values, rung): LadderRow => {
        const limit = order[rung - 1];
        const steps = values.map((value, w) => (rung === 0 ? 0 : value - rungs[rung - 1]![w]!));
        return {
          scenario,
          rung,
          ...(limit && { constraint: limit }),
          title: limit ? SWITCHES[limit].title : bottomTitle(order),
          outcome,
          year,
          mean: spreadOf(values).mean,
          step: spreadOf(steps).mean,
          standardError: spreadOf(rung === 0 ? values : steps, results.members).standardError,
          isSettled: isSignSettled(steps, results.members),
        };
      });
    }),
  );
}

/** The lowest rung in words; limits that are never taken away are none of the ladder's. */
function bottomTitle(order: readonly Switch[]): Bilingual {
  return order.length === SWITCH_IDS.length
    ? { zh: "没有任何约束", en: "no constraint" }
    : { zh: "没有下列约束", en: "none of the constraints below" };
}
