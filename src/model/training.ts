import type { YearContext } from "./context.ts";

/** Hours of training a year that the training money of the law pays for, and the hours asked for in five years (教督〔2017〕6号; rule TRN-2). */
const HOURS_A_YEAR = 72;
export const HOURS_IN_FIVE_YEARS = 360;
/** Training money at which a year brings `HOURS_A_YEAR`, as a share of operating money. */
const LEGAL_SHARE = 0.05;
/** Teachers attend up to this much more than what is paid for (share, assumed). */
const EXTRA_ATTENDANCE = 0.3;

/** Hours of training that this year's money pays for (hours; rule TRN-1). */
export function hoursPaid(context: YearContext): number {
  return (HOURS_A_YEAR * context.value("teachers.training_share")) / LEGAL_SHARE;
}

/** Hours of the last five years after one more year: a fifth is forgotten, the year's are added; `u` in 0–1 is attendance. */
export function trainedFor(hours: number, year: number, u: number): number {
  return (0.8 * hours + year * (1 + EXTRA_ATTENDANCE * u) + 0.5) | 0;
}
