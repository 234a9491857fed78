import type { AttributionRow } from "./comparison-summary.ts";
import type { HiddenRuns } from "./hidden-runs.ts";
import { shapleyValues } from "./shapley.ts";
import { isSignSettled, spreadOf } from "./spread.ts";
import { OUTCOME_IDS } from "./outcome-values.ts";
import { worldValues, type Results } from "./summarise.ts";

/**
 * The part of every package in a scenario's difference from the baseline, for every outcome: its Shapley value in each world, then mean and
 * Monte-Carlo error over worlds. The parts of an outcome and year add up to the paired difference.
 */
export function attributionRows(
  results: Results,
  { scenario, players, positions }: NonNullable<HiddenRuns["attribution"]>,
  years: readonly number[],
): AttributionRow[] {
  return OUTCOME_IDS.flatMap((outcome) =>
    years.flatMap((year) => {
      const worth = positions.map((position) => worldValues(results, position, outcome, year));
      const byWorld = Array.from({ length: results.numbers.worlds }, (_, w) =>
        shapleyValues(worth.map((values) => values[w]!)),
      );
      return players.map(({ id, title }, p) => {
        const parts = byWorld.map((values) => values[p]!);
        const { mean, standardError } = spreadOf(parts, results.members);
        return {
          scenario,
          package: id,
          title,
          outcome,
          year,
          value: mean,
          standardError,
          isSettled: isSignSettled(parts, results.members),
        };
      });
    }),
  );
}
