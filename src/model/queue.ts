import type { QueueState } from "./state.ts";

/** Years before its planned year in which a county works towards the standard (assumed). */
const PREPARATION_YEARS = 5;

/** True while a county prepares for certification: from five years before its planned year until it is certified. */
export function isPreparing(queue: QueueState, year: number): boolean {
  return queue.certifiedYear === 0 && year >= queue.planYear - PREPARATION_YEARS;
}
