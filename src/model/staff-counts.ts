import { isSpecialist } from "./staffing.ts";
import { BACHELOR, COLLEGE, TITLES, VILLAGE, type CountyState } from "./state.ts";

/**
 * Teachers counted by site and stage (index `site × 2 + stage`), kept up whenever a teacher comes, goes, moves or changes, so that
 * nobody has to go through all teachers to know them. `recountStaff` gives the same numbers.
 */
export interface StaffCounts {
  readonly headcount: Int32Array;
  /** PE, music and art teachers: one at the own school, or half there and half at the second one (rule ITI-3). */
  readonly specialists: Float64Array;
  /** The halves among `specialists` whose own school is another. */
  readonly visiting: Float64Array;
  readonly backbone: Int32Array;
  /** Teachers on exchange from another school, which holds their post. */
  readonly guests: Int32Array;
  /** Teachers with the degree the standard asks for: college for primary, bachelor for junior schools. */
  readonly qualified: Int32Array;
  /** Sum of the teachers' quality (standard deviations between teachers; rule QLT-2); exact, since quality comes in steps. */
  readonly quality: Float64Array;
  /** Teachers by title, place and year of the title: index `(title × 2 + (1 in villages)) × TITLE_YEARS + titleYearColumn`. */
  readonly titles: Int32Array;
}

/** Years of titles that are told apart: those up to 2010 are one, and 2036 is the last. */
export const TITLE_YEARS = 27;
const FIRST_TITLE_YEAR = 2010;

/** Column of a title's year among `TITLE_YEARS`. */
export function titleYearColumn(year: number): number {
  return Math.max(0, year - FIRST_TITLE_YEAR);
}

/** What staff is counted from. */
export type Staffed = Pick<CountyState, "teachers" | "sites" | "staff">;

/** Counts of a county without teachers. */
export function emptyStaff(sites: number): StaffCounts {
  return {
    headcount: new Int32Array(sites * 2),
    specialists: new Float64Array(sites * 2),
    visiting: new Float64Array(sites * 2),
    backbone: new Int32Array(sites * 2),
    guests: new Int32Array(sites * 2),
    qualified: new Int32Array(sites * 2),
    quality: new Float64Array(sites * 2),
    titles: new Int32Array(TITLES.length * 2 * TITLE_YEARS),
  };
}

/** The counts of a county's teachers. */
export function staffOf({ teachers, sites }: Omit<Staffed, "staff">): StaffCounts {
  const staff = emptyStaff(sites.count);
  recountStaff({ teachers, sites, staff });
  return staff;
}

/** Counts all teachers anew. */
export function recountStaff(state: Staffed): void {
  for (const column of Object.values(state.staff) as Int32Array[]) column.fill(0);
  for (let t = 0; t < state.teachers.count; t++) countTeacher(state, t, 1);
}

/** Adds a teacher to every count (1) or takes them out (−1). */
export function countTeacher(state: Staffed, t: number, times: 1 | -1): void {
  const { teachers, staff } = state;
  const at = teachers.site[t]! * 2 + teachers.stage[t]!;
  staff.headcount[at]! += times;
  staff.backbone[at]! += times * teachers.isBackbone[t]!;
  staff.quality[at]! += times * teachers.quality[t]!;
  if (teachers.homeSite[t] !== teachers.site[t]) staff.guests[at]! += times;
  if (isQualified(teachers.degree[t]!, teachers.stage[t]!)) staff.qualified[at]! += times;
  if (isSpecialist(teachers.subject[t]!)) countSpecialist(state, t, times);
  countTitle(state, t, times);
}

/** Adds a teacher to the count of PE, music and art teachers or takes them out. */
export function countSpecialist({ teachers, staff }: Staffed, t: number, times: 1 | -1): void {
  const stage = teachers.stage[t]!;
  const second = teachers.secondSite[t]!;
  staff.specialists[teachers.site[t]! * 2 + stage]! += second < 0 ? times : 0.5 * times;
  if (second < 0) return;
  staff.specialists[second * 2 + stage]! += 0.5 * times;
  staff.visiting[second * 2 + stage]! += 0.5 * times;
}

/** Adds a teacher to the count of titles or takes them out. */
export function countTitle({ teachers, sites, staff }: Staffed, t: number, times: 1 | -1): void {
  const place = sites.setting[teachers.site[t]!] === VILLAGE ? 1 : 0;
  staff.titles[(teachers.title[t]! * 2 + place) * TITLE_YEARS + titleYearColumn(teachers.titleYear[t]!)]! += times;
}

/** True for the degree that the standard asks of a stage. */
export function isQualified(degree: number, stage: number): boolean {
  return degree >= (stage === 0 ? COLLEGE : BACHELOR);
}

/** Lets a teacher teach at another site from this year on; their post is at `home`. */
export function placeTeacher(state: Staffed, t: number, site: number, home: number, year: number): void {
  const { teachers, sites, staff } = state;
  const stage = teachers.stage[t]!;
  const from = teachers.site[t]! * 2 + stage;
  const to = site * 2 + stage;
  const special = isSpecialist(teachers.subject[t]!);
  const changesPlace = (sites.setting[from >> 1] === VILLAGE) !== (sites.setting[site] === VILLAGE);
  if (special) countSpecialist(state, t, -1);
  if (changesPlace) countTitle(state, t, -1);
  if (teachers.homeSite[t] !== teachers.site[t]) staff.guests[from]!--;
  move(staff.headcount, from, to, 1);
  move(staff.quality, from, to, teachers.quality[t]!);
  if (teachers.isBackbone[t]) move(staff.backbone, from, to, 1);
  if (isQualified(teachers.degree[t]!, stage)) move(staff.qualified, from, to, 1);
  teachers.site[t] = site;
  teachers.homeSite[t] = home;
  teachers.arrivedYear[t] = year;
  if (home !== site) staff.guests[to]!++;
  if (changesPlace) countTitle(state, t, 1);
  if (special) countSpecialist(state, t, 1);
}

function move(counts: Int32Array | Float64Array, from: number, to: number, amount: number): void {
  counts[from]! -= amount;
  counts[to]! += amount;
}

/** Gives an itinerant teacher a second site (−1: none). */
export function setSecondSite(state: Staffed, t: number, site: number): void {
  const { teachers } = state;
  if (teachers.secondSite[t] === site) return;
  const isCounted = isSpecialist(teachers.subject[t]!);
  if (isCounted) countSpecialist(state, t, -1);
  teachers.secondSite[t] = site;
  if (isCounted) countSpecialist(state, t, 1);
}

/** Designates a backbone teacher. */
export function makeBackbone({ teachers, staff }: Staffed, t: number): void {
  teachers.isBackbone[t] = 1;
  staff.backbone[teachers.site[t]! * 2 + teachers.stage[t]!]!++;
}

/** Sum of a count over all sites and stages. */
export function totalOf(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < counts.length; at++) sum += counts[at]!;
  return sum;
}
