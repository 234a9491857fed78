import { SPECIALISTS_PER_PUPIL } from "../subjects.ts";
import type { YearContext } from "../context.ts";
import { setSecondSite, totalOf } from "../staff-counts.ts";
import { isSpecialist } from "../staffing.ts";
import { wayKm, type CountyState } from "../state.ts";

/** Schools below this size may share a PE, music or art teacher (pupils of the stage; the standard's transitional rule). */
const SMALL_SCHOOL = 100;

/**
 * Shared itinerant teachers (走教). Rules ITI-1 to ITI-3.
 *
 * Of the PE, music and art teachers at sites with more than 0.9 per 100 pupils a share also serves the nearest small school of
 * the stage that has none, as long as the way is not too long and neither school is left short: each counts half at both.
 *
 * Writes `secondSite`, `staff`, anew every September. One uniform per teacher who could be shared decides whether and in which order.
 */
export function shareTeachers(state: CountyState, context: YearContext): void {
  const { teachers, sites } = state;
  if (totalOf(state.staff.visiting) > 0)
    for (let t = 0; t < teachers.count; t++) if (teachers.secondSite[t]! >= 0) setSecondSite(state, t, -1);
  const share = context.value("teachers.itinerant_share");
  if (share === 0) return;
  const radius = context.value("teachers.itinerant_radius_km");
  const { specialists } = state.staff;
  // Halves of a teacher a school has above what it needs, and halves that a small school is short of.
  const spare = new Float64Array(sites.count * 2);
  const short = new Float64Array(sites.count * 2);
  for (let at = 0; at < spare.length; at++) {
    const n = sites.enrolment[at]!;
    if (!sites.isOpen[at >>> 1] || n === 0) continue;
    const above = specialists[at]! - Math.ceil(SPECIALISTS_PER_PUPIL * n);
    spare[at] = 2 * Math.max(0, above);
    if (n < SMALL_SCHOOL) short[at] = 2 * Math.max(0, -above);
  }
  for (const t of drawShared(state, context, spare, share)) {
    const at = teachers.site[t]! * 2 + teachers.stage[t]!;
    if (spare[at]! <= 0) continue;
    const to = nearestShort(state, teachers.site[t]!, teachers.stage[t]!, short, radius);
    if (to < 0) continue;
    spare[at]!--;
    short[to * 2 + teachers.stage[t]!]!--;
    setSecondSite(state, t, to);
  }
}

/** Specialists of sites with some to spare whose draw is below the share, lowest first. */
function drawShared(
  { teachers }: CountyState,
  context: YearContext,
  spare: ArrayLike<number>,
  share: number,
): readonly number[] {
  const stream = context.stream("teacher.itinerant");
  const drawn: { t: number; u: number }[] = [];
  for (let t = 0; t < teachers.count; t++) {
    if (!isSpecialist(teachers.subject[t]!) || spare[teachers.site[t]! * 2 + teachers.stage[t]!]! <= 0) continue;
    const u = stream.uniform(teachers.id[t]!);
    if (u < share) drawn.push({ t, u });
  }
  return drawn.sort((a, b) => a.u - b.u || teachers.id[a.t]! - teachers.id[b.t]!).map(({ t }) => t);
}

/** The nearest site still short within the radius, −1 if there is none; equal ways by site. */
function nearestShort(
  { sites }: CountyState,
  from: number,
  stage: number,
  short: ArrayLike<number>,
  radius: number,
): number {
  let nearest = -1;
  let least = Infinity;
  for (let site = 0; site < sites.count; site++) {
    if (short[site * 2 + stage]! <= 0) continue;
    const way = wayKm(sites, from, site);
    if (way > radius || way >= least) continue;
    nearest = site;
    least = way;
  }
  return nearest;
}
