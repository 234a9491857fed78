import type { YearContext } from "./context.ts";

/** Hours of training a year that the training money of the law pays for, and the hours asked for in five years (教督〔2017〕6号; rule TRN-2). */
const HOURS_A_YEAR = 72;
export const HOURS_IN_FIVE_YEARS = 360;
/** Training money at which a year brings `HOURS_A_YEAR`, as a share of operating money. */
const LEGAL_SHARE = 0.05;
/** Teachers attend up to this much more than what is paid for (share, assumed). */
const EXTRA_ATTENDANCE = 0.3;

/** Hours of training that a teacher gains this year, by attendance in 256 steps, from none beyond what is paid for (rule TRN-1). */
export function hoursGained(context: YearContext): Float64Array {
  const paid = (HOURS_A_YEAR * context.value("teachers.training_share")) / LEGAL_SHARE;
  const gained = new Float64Array(256);
  for (let step = 0; step < 256; step++) gained[step] = paid * (1 + EXTRA_ATTENDANCE * (step / 256));
  return gained;
}

/** Hours of the last five years after one more year: a fifth is forgotten, the year's are added. */
export function trainedFor(hours: number, gained: number): number {
  return (0.8 * hours + gained + 0.5) | 0;
}
