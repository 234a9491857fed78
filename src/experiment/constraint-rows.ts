import { DECISION_WIDTH, LOG_WIDTH } from "../model/constraint-log.ts";
import { CONSTRAINT_IDS, DECISION_IDS, type Constraint, type Decision } from "../model/constraints.ts";
import { YEARS, type Trace } from "../model/trace.ts";
import type { ConstraintRow } from "./comparison-summary.ts";
import { pupilRatio, type RatioFactors } from "./outcome-values.ts";
import type { Results } from "./summarise.ts";

/**
 * What every decision wanted and got in each scenario and year (mean over worlds, the nation), what each constraint kept back, and in
 * which share of the counties it was the one that bound.
 */
export function constraintRows({ traces, scenarioIds, factors, counties }: Results): ConstraintRow[] {
  return scenarioIds.flatMap((scenario, s) =>
    DECISION_IDS.flatMap((decision, d) =>
      YEARS.map((year, y) => {
        const amounts = new Float64Array(DECISION_WIDTH);
        const binding = new Float64Array(CONSTRAINT_IDS.length);
        for (const world of traces) {
          const trace = world[s]!;
          const scale = scaleOf(decision, trace, y, factors) / traces.length;
          const first = y * LOG_WIDTH + d * DECISION_WIDTH;
          amounts.forEach((_, k) => (amounts[k]! += scale * trace.constraints[first + k]!));
          addBinding(trace, y, d, counties, binding);
        }
        const all = traces.length * counties.reduce((sum, { weight }) => sum + weight, 0);
        return {
          scenario,
          decision,
          year,
          wanted: amounts[0]!,
          got: amounts[1]!,
          short: byConstraint((k) => amounts[2 + k]!),
          bindingShare: byConstraint((k) => binding[k]! / all),
        };
      }),
    ),
  );
}

/** Brings sums over the sample to the nation: schools for closures, teachers for hires and rotation, pupils for places and money. */
function scaleOf(decision: Decision, trace: Trace, y: number, factors: RatioFactors): number {
  switch (decision) {
    case "hire":
    case "rotate":
      return factors.teachers;
    case "close":
      return factors.schools;
    case "place":
    case "build":
      return pupilRatio(trace, y, factors);
    default:
      return decision satisfies never;
  }
}

/** Adds the weights of the counties in which each constraint binds a decision. */
function addBinding(trace: Trace, y: number, decision: number, counties: Results["counties"], out: Float64Array): void {
  counties.forEach(({ weight }, c) => {
    const code = trace.bindingConstraints[(y * counties.length + c) * DECISION_IDS.length + decision]!;
    if (code > 0) out[code - 1]! += weight;
  });
}

function byConstraint(value: (position: number) => number): Record<Constraint, number> {
  return Object.fromEntries(CONSTRAINT_IDS.map((id, k) => [id, value(k)])) as Record<Constraint, number>;
}
