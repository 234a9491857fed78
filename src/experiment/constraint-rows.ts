import { DECISION_WIDTH, LOG_WIDTH } from "../model/constraint-log.ts";
import { CONSTRAINT_IDS, DECISION_IDS, type Constraint, type Decision } from "../model/constraints.ts";
import { YEARS } from "../model/trace.ts";
import type { ConstraintRow } from "./comparison-summary.ts";
import type { RatioFactors } from "./outcome-values.ts";
import type { Results } from "./summarise.ts";
import type { ScenarioNumbers } from "./world-numbers.ts";

/**
 * What every decision wanted and got in each scenario and year (mean over worlds, the nation), what each constraint kept back, and in
 * which share of the counties it was the one that bound.
 */
export function constraintRows({ numbers, tallies, scenarioIds, factors, counties }: Results): ConstraintRow[] {
  return scenarioIds.flatMap((scenario, s) =>
    DECISION_IDS.flatMap((decision, d) =>
      YEARS.map((year, y) => {
        const own = numbers.of(s);
        const scale = scaleOf(decision, own, y, factors);
        const first = y * LOG_WIDTH + d * DECISION_WIDTH;
        const amounts = Array.from({ length: DECISION_WIDTH }, (_, k) =>
          own("constraints", first + k).reduce((sum, amount, w) => sum + (scale(w) / numbers.worlds) * amount, 0),
        );
        const bound = (y * DECISION_IDS.length + d) * CONSTRAINT_IDS.length;
        const all = numbers.worlds * counties.reduce((sum, { weight }) => sum + weight, 0);
        return {
          scenario,
          decision,
          year,
          wanted: amounts[0]!,
          got: amounts[1]!,
          short: byConstraint((k) => amounts[2 + k]!),
          bindingShare: byConstraint((k) => tallies[s]!.binding[bound + k]! / all),
        };
      }),
    ),
  );
}

/** Brings a world's sums over the sample to the nation: schools for closures, teachers for hires and rotation, pupils for places and money. */
function scaleOf(
  decision: Decision,
  numbers: ScenarioNumbers,
  y: number,
  factors: RatioFactors,
): (world: number) => number {
  switch (decision) {
    case "hire":
    case "rotate":
      return () => factors.teachers;
    case "close":
      return () => factors.schools;
    case "place":
    case "build": {
      const ratios = numbers("pupilRatio", y);
      return (world) => ratios[world]!;
    }
    default:
      return decision satisfies never;
  }
}

function byConstraint(value: (position: number) => number): Record<Constraint, number> {
  return Object.fromEntries(CONSTRAINT_IDS.map((id, k) => [id, value(k)])) as Record<Constraint, number>;
}
