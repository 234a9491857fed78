import { bindingConstraint, LOG_WIDTH } from "./constraint-log.ts";
import { DECISION_IDS } from "./constraints.ts";
import { addOutcomes, standingOf, STANDINGS } from "./outcomes.ts";
import { FIRST_YEAR } from "./parameters.ts";
import type { Readiness } from "./readiness.ts";
import { blockOf, type Running } from "./running.ts";
import { QUEUE_STAGES } from "./state.ts";
import { addRow, MONEY, TRACED, YEARS, type Trace } from "./trace.ts";

/** Adds the counties simulated here to the sums of their blocks. */
export function recordCounties(
  { counties, team, blocks }: Running,
  readiness: readonly Readiness[],
  year: number,
): void {
  const { bindingConstraints } = team.board;
  for (const c of team.own) {
    const state = counties[c]!;
    const { weight, payers, constraintLog } = state;
    const { sums, money, constraints } = blocks[blockOf(c)]!;
    addOutcomes(state, readiness[c]!, year, sums);
    // Uses that are no spending come last in the payers' amounts and are left out.
    for (let k = 0; k < MONEY; k++) money[k]! += weight * payers.amounts[k]!;
    for (let k = 0; k < LOG_WIDTH; k++) constraints[k]! += weight * constraintLog[k]!;
    for (let d = 0; d < DECISION_IDS.length; d++)
      bindingConstraints[c * DECISION_IDS.length + d] = bindingConstraint(constraintLog, d);
  }
}

/** Adds the blocks up, in their order, and notes where every county stands (rule LOG-7). */
export function recordNation(
  { counties, provinceOf, team }: Running,
  readiness: readonly Readiness[],
  year: number,
  trace: Trace,
): void {
  const y = year - FIRST_YEAR;
  const { sums, bindingConstraints } = team.board;
  const provinces = trace.certifiedByProvince.length / YEARS.length;
  for (let at = 0; at < sums.length; at += TRACED) addRow(trace, y, sums.subarray(at, at + TRACED));
  counties.forEach((state, c) => {
    const { certifiedYear, lastStage } = state.queue;
    trace.standings[y * STANDINGS.length + standingOf(state, readiness[c]!)]! += state.weight;
    trace.stages[y * counties.length + c] = QUEUE_STAGES.indexOf(certifiedYear > 0 ? "certified" : lastStage);
    trace.bindingItems[y * counties.length + c] = readiness[c]!.binding;
    if (certifiedYear > 0) trace.certifiedByProvince[y * provinces + provinceOf[c]!]! += state.weight;
  });
  trace.bindingConstraints.set(bindingConstraints, y * bindingConstraints.length);
}
