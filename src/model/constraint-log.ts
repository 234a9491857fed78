import { CONSTRAINT_IDS, DECISION_IDS, type Constraint, type Decision } from "./constraints.ts";

/** Numbers a decision leaves in the log: wanted, got, then what each constraint kept back, in the order of `CONSTRAINT_IDS`. */
export const DECISION_WIDTH = 2 + CONSTRAINT_IDS.length;
/** Numbers of a whole log: index `decision × DECISION_WIDTH + …`, decisions in the order of `DECISION_IDS`. */
export const LOG_WIDTH = DECISION_IDS.length * DECISION_WIDTH;

const FIRST = Object.fromEntries(DECISION_IDS.map((id, d) => [id, d * DECISION_WIDTH])) as Record<Decision, number>;
const OFFSET = Object.fromEntries(CONSTRAINT_IDS.map((id, k) => [id, 2 + k])) as Record<Constraint, number>;

/** The log of a county-year in which nothing has been decided. */
export function emptyLog(): Float64Array {
  return new Float64Array(LOG_WIDTH);
}

/**
 * Notes a decision whose limits are met one after another, in the order of the procedure (rule LOG-1): of what the limits before
 * it let through, each keeps back what exceeds it. What is left is got, so that wanted − got is the sum of what was kept back.
 *
 * @param wanted Whole number in the unit of the decision.
 * @param limits Each constraint with the most it lets through (whole, or Infinity); one may occur twice.
 */
export function noteDecision(
  log: Float64Array,
  decision: Decision,
  wanted: number,
  limits: readonly (readonly [Constraint, number])[] = [],
): void {
  const first = FIRST[decision];
  let left = wanted;
  for (const [constraint, most] of limits) {
    const through = Math.max(0, Math.min(left, most));
    log[first + OFFSET[constraint]]! += left - through;
    left = through;
  }
  log[first]! += wanted;
  log[first + 1]! += left;
}

/**
 * The constraint that binds a decision of the county-year (rule LOG-7): the one that kept back most, the first of `CONSTRAINT_IDS`
 * among equals.
 * @returns Its position in `CONSTRAINT_IDS` plus one; 0 where all that was wanted was got.
 */
export function bindingConstraint(log: Float64Array, decision: number): number {
  const first = decision * DECISION_WIDTH + 2;
  let binding = 0;
  let most = 0;
  for (let k = 0; k < CONSTRAINT_IDS.length; k++) {
    if (log[first + k]! <= most) continue;
    most = log[first + k]!;
    binding = k + 1;
  }
  return binding;
}
