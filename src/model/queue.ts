import type { QueueStage, QueueState } from "./state.ts";

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

/** The ladder of the same standard: each rung contains the next. */
export const RUNGS = ["uncertified", "ready", "applied", "nominated", "reviewed", "certified"] as const;

const RUNG_OF: Readonly<Record<QueueStage, number>> = {
  withdrawn: 0,
  "certified-tier": 0,
  "not-ready": 0,
  "not-planned": 1,
  suspended: 1,
  "did-not-apply": 1,
  "failed-city": 2,
  "failed-province": 2,
  "not-nominated": 2,
  waiting: 3,
  "failed-monitoring": 4,
  "failed-survey": 4,
  "failed-audit": 4,
  "failed-review": 4,
  certified: 5,
};

/**
 * Position in RUNGS of the highest rung a year's stage reached: P(ready) counts rungs ≥ 1 (by the county's own report),
 * P(applies | ready) rungs ≥ 2 of these, and so on; stages `not-nominated` and `waiting` are those lost to places (CER-16).
 */
export function rungOf(stage: QueueStage): number {
  return RUNG_OF[stage];
}
