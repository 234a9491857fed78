import type { QueueState } from "./state.ts";

/** Years before its planned year in which a county works towards the standard (assumed). */
export const PREPARATION_YEARS = 5;

/** The queue of a county that has not yet taken part in anything. */
export function emptyQueue(planYear: number): QueueState {
  return {
    certifiedYear: 0,
    tierYear: 0,
    certifiedTier: 0,
    planYear,
    mayApplyFrom: 0,
    waitingSince: 0,
    cureBy: 0,
    relaxations: 0,
    isWarned: false,
    lastStage: "not-ready",
  };
}

/**
 * True while a county works towards the standard: from five years before its planned year until it is certified under the same
 * standard (a certificate of a lower tier does not end it), and wherever a monitoring report warned it (CER-19).
 */
export function isPreparing(queue: QueueState, year: number): boolean {
  return (queue.certifiedYear === 0 && year >= queue.planYear - PREPARATION_YEARS) || queue.isWarned;
}

/** Which certificate a county holds; the second kind is shown beside the first, never added to it (CER-18). */
export function certificateOf(queue: QueueState): "same-standard" | "differentiated" | "none" {
  if (queue.certifiedYear > 0) return "same-standard";
  return queue.tierYear > 0 ? "differentiated" : "none";
}
