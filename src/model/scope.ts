import { TEACHING_POINT } from "./state.ts";

/** Teaching points below this enrolment are outside the standard (pupils; 2017 edition). */
export const SMALLEST_IN_SCOPE = 50;

/** True for a teaching point that the standard leaves out. */
export function isSmallPoint(kind: number, pupils: number): boolean {
  return kind === TEACHING_POINT && pupils < SMALLEST_IN_SCOPE;
}
