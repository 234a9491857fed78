/**
 * Where an uncertified county's year ended, in the order of the procedure; every uncertified county has one every year, a certified
 * one has `certified`. Every stage from `not-planned` on is ready by the county's own report.
 */
export const QUEUE_STAGES = [
  "withdrawn",
  "certified-tier",
  "not-ready",
  "not-planned",
  "suspended",
  "did-not-apply",
  "failed-city",
  "failed-province",
  "not-nominated",
  "waiting",
  "failed-monitoring",
  "failed-survey",
  "failed-audit",
  "failed-review",
  "certified",
] as const;
export type QueueStage = (typeof QUEUE_STAGES)[number];

/** Where a county stands in the certification procedure. */
export interface QueueState {
  /** School year in which the certificate under the same standard was given; 0 = not certified. */
  certifiedYear: number;
  /** School year of a certificate under differentiated thresholds, and its tier (2, 3); 0 = none. Never counted with the other. */
  tierYear: number;
  certifiedTier: number;
  /** Planned year, moved by slips. */
  planYear: number;
  /** First school year in which the county may apply again after a failure. */
  mayApplyFrom: number;
  /** School year since which a nominated county waits for review; 0 = not waiting. */
  waitingSince: number;
  /** School year in which a certificate given under transitional relaxations must meet the full standard; 0 = none. */
  cureBy: number;
  /** Relaxations the certificate rests on: bits of `RELAXATION_BITS`. */
  relaxations: number;
  /** True where a monitoring report shows that the county falls short: it prepares, even if certified or early. */
  isWarned: boolean;
  /** Where the last round ended. */
  lastStage: QueueStage;
}
