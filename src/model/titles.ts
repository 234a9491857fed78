import type { YearContext } from "./context.ts";
import { TITLE_YEARS, titleYearColumn } from "./staff-counts.ts";
import { TITLES, type CountyState } from "./state.ts";

export const THIRD = 0;
export const SECOND = 1;
export const FIRST = 2;
export const SENIOR = 3;

/** School years in a title before the next may be given: to second, first and senior (assumed). */
export const YEARS_IN_TITLE = [3, 5, 5] as const;

/**
 * Chance that a teacher who has been long enough in a title is promoted this year (rules TIT-1 to TIT-3): second is given to
 * everyone; first and senior as there are places open among those who wait. Village teachers also wait for the places kept for them.
 *
 * @returns Index `title × 2 + (1 in villages)`.
 */
export function promotionChances(state: CountyState, context: YearContext): Float64Array {
  const { teachers, staff } = state;
  const held = new Int32Array(TITLES.length * 2);
  const eligible = new Int32Array(TITLES.length * 2);
  for (let at = 0; at < held.length; at++) {
    const wait = YEARS_IN_TITLE[(at >> 1) as 0 | 1 | 2];
    const last = wait === undefined ? -1 : titleYearColumn(context.year - wait);
    for (let column = 0; column < TITLE_YEARS; column++) {
      const n = staff.titles[at * TITLE_YEARS + column]!;
      held[at]! += n;
      if (column <= last) eligible[at]! += n;
    }
  }
  let village = 0;
  for (let at = 1; at < held.length; at += 2) village += held[at]!;
  const chances = new Float64Array(TITLES.length * 2);
  chances[THIRD * 2] = 1;
  chances[THIRD * 2 + 1] = 1;
  const reserve = context.value("teachers.rural_title_quota") * village;
  for (const title of [FIRST, SENIOR]) {
    const share = context.value(title === FIRST ? "teachers.first_title_share" : "teachers.senior_title_share");
    // Village teachers above their own part of the general places fill the places kept for them.
    const kept = Math.min(reserve, Math.max(0, held[title * 2 + 1]! - share * village));
    const open = Math.max(0, share * teachers.count - (held[title * 2]! + held[title * 2 + 1]! - kept));
    const below = (title - 1) * 2;
    const waiting = eligible[below]! + eligible[below + 1]!;
    const general = waiting > 0 ? Math.min(1, open / waiting) : 0;
    chances[below] = general;
    chances[below + 1] = Math.min(
      1,
      general + (eligible[below + 1]! > 0 ? (reserve - kept) / eligible[below + 1]! : 0),
    );
  }
  return chances;
}
