import { deferredAcceptance } from "../../core/deferred-acceptance.ts";
import { exp } from "../../core/elementary.ts";
import { columnLength } from "../../core/philox.ts";
import { toUniform } from "../../core/stream.ts";
import type { YearContext } from "../context.ts";
import { lowest } from "../lowest.ts";
import { isPreparing } from "../queue.ts";
import { ruralPayEffect } from "../rural-pay.ts";
import { placeTeacher, setSecondSite } from "../staff-counts.ts";
import { isSpecialist, type Staffing } from "../staffing.ts";
import { idsOf, isCountyHeld, VILLAGE, type CountyState } from "../state.ts";
import { SPECIALISTS_PER_PUPIL } from "../subjects.ts";
import { halfBelow, yearLots } from "../year-lots.ts";

/** Share of teachers at overstaffed schools whom the county reassigns in a year: school-held and county-held (assumed). */
const REASSIGNED = [0.08, 0.25] as const;
/** A preparing county reassigns this much faster (ratio, assumed). */
const REASSIGNED_PREPARING = 2;
/** Teachers outside villages look for a post elsewhere this much less often than village teachers (ratio, assumed so that moves down to villages are 4.5 % of the moves between villages and town or seat, P164). */
const LOOKING_ELSEWHERE = 0.1;
/** Worth of a school in village, town and seat; a step from village to town is the unit (assumed). */
const SETTING_VALUE = [0, 1, 1.6] as const;
/** Worth of a km of way from the seat, of a standard deviation of school quality, and scale of a teacher's own taste (assumed). */
const PER_KM = -0.02;
const PER_QUALITY = 0.5;
const TASTE_SCALE = 0.7;

/**
 * Voluntary transfer and reassignment by the county, one stage. Rules TRA-1 to TRA-5.
 *
 * Some teachers look for another school and apply where they would be better off by more than the cost of moving; schools
 * with open posts take the best placed (deferred acceptance, PE, music and art apart from the others). Then the county
 * reassigns teachers of overstaffed schools to schools that still lack staff. Nobody who came this year, by rotation or
 * otherwise, moves again.
 *
 * Writes `teachers`, `posts`, `sites.departures`, `tally`. Who looks and who is reassigned goes by the word kept from the year's
 * block; each applicant draws one uniform per site with open posts.
 */
export function transfer(state: CountyState, context: YearContext, posts: Staffing, stage: number): void {
  const { teachers, sites } = state;
  const rate = context.value("teachers.transfer_rate");
  const pace = isPreparing(state.queue, context.year) ? REASSIGNED_PREPARING : 1;
  const looking: number[] = [];
  const surplus: number[] = [];
  const lots = yearLots(teachers, context).transfer;
  // Most lots are too high for anything, and are left at that.
  const isOver = overstaffed(state, posts, stage);
  const [lookHalf, half] = [halfBelow(rate), halfBelow(Math.max(rate, isOver ? pace * REASSIGNED[1] : 0))];
  for (let t = 0; t < teachers.count; t++) {
    if (lots[t]! >>> 1 > half || teachers.stage[t] !== stage || teachers.exchangeUntil[t]! > 0) continue;
    if (teachers.arrivedYear[t] === context.year) continue;
    const site = teachers.site[t]!;
    if (lots[t]! >>> 1 > lookHalf && !isOver?.[site]) continue;
    const draw = toUniform(lots[t]!);
    if (draw < (sites.setting[site] === VILLAGE ? rate : LOOKING_ELSEWHERE * rate)) looking.push(t);
    if (isOver?.[site] && draw < pace * REASSIGNED[isCountyHeld(teachers, t, context.year) ? 1 : 0]) surplus.push(t);
  }
  if (looking.length > 0) transferVoluntarily(state, context, posts, stage, looking);
  if (surplus.length > 0) reassign(state, context, posts, stage, surplus);
}

/** 1 for each site with clearly more teachers of the stage than its target (rule TRA-2); nothing if there is none. */
function overstaffed({ sites }: CountyState, { headcount, target }: Staffing, stage: number): Uint8Array | undefined {
  const isOver = new Uint8Array(sites.count);
  for (let site = 0; site < sites.count; site++)
    if (headcount[site * 2 + stage]! > target[site * 2 + stage]! * 1.15 + 1) isOver[site] = 1;
  return isOver.includes(1) ? isOver : undefined;
}

/** Two markets: PE, music and art teachers for the posts of sites short of them, then all others for the posts left. */
function transferVoluntarily(
  state: CountyState,
  context: YearContext,
  posts: Staffing,
  stage: number,
  looking: readonly number[],
): void {
  const { teachers, sites, tally } = state;
  const pull = pullOf(siteWorth(state, context));
  for (const special of [true, false]) {
    const applicants = looking.filter((t) => isSpecialist(teachers.subject[t]!) === special);
    if (applicants.length === 0) continue;
    const open = openPosts(state, posts, stage, special);
    const { sites: wished, liking } = wishesOf(state, context, applicants, open, pull);
    const places = wished.map((site) => open[site]!);
    const match = deferredAcceptance(liking, places, (_, a, b) =>
      isPlacedBefore(state, applicants[a]!, applicants[b]!),
    );
    applicants.forEach((t, i) => {
      if (match[i] === undefined || match[i]! < 0) return;
      const to = wished[match[i]!]!;
      tally.transferred++;
      if (sites.setting[to] === VILLAGE && sites.setting[teachers.site[t]!] !== VILLAGE) tally.transferredDown++;
      moveTo(state, context.year, t, to);
    });
  }
}

/** Posts below target by site; for specialists no more than the site lacks to 0.9 per 100 pupils. */
function openPosts({ sites }: CountyState, posts: Staffing, stage: number, special: boolean): Int32Array {
  const open = new Int32Array(sites.count);
  for (let site = 0; site < sites.count; site++) {
    const at = site * 2 + stage;
    const below = Math.max(0, Math.floor(posts.target[at]! - posts.headcount[at]!));
    const lacking = Math.ceil(SPECIALISTS_PER_PUPIL * sites.enrolment[at]! - posts.specialists[at]!);
    open[site] = special ? Math.min(below, Math.max(0, lacking)) : below;
  }
  return open;
}

/** What a school is worth to a teacher, own taste apart: setting, way to the seat, village bonus and housing, quality (rule TRA-1). */
export function siteWorth(state: CountyState, context: YearContext): Float64Array {
  const { sites } = state;
  const extra = -ruralPayEffect(state, context);
  const worth = new Float64Array(sites.count);
  for (let site = 0; site < sites.count; site++) {
    const setting = sites.setting[site] as 0 | 1 | 2;
    const x = sites.x[site]!;
    const y = sites.y[site]!;
    worth[site] =
      SETTING_VALUE[setting] +
      PER_KM * 1.3 * Math.sqrt(x * x + y * y) +
      (setting === VILLAGE ? extra : 0) +
      PER_QUALITY * sites.quality[site]!;
  }
  return worth;
}

/** e^(worth / taste scale) of every site. */
export function pullOf(worth: Float64Array): Float64Array {
  return worth.map((value) => exp(value / TASTE_SCALE));
}

/** Sites with open posts, and how much each applicant likes them. */
export interface Wishes {
  readonly sites: readonly number[];
  /** e^(gain / taste scale), 0 where the teacher would not be better off: index `applicant × sites + site`. */
  readonly liking: Float64Array;
}

/**
 * How much applicants like the sites with open posts where they would be better off than now by more than the cost (rule TRA-1):
 *
 *     worth + scale · log(u / (1 − u)) > own worth + cost,   both sides taken as e^(… / scale), which spares the logarithm
 *
 * Draws one uniform per applicant and site with open posts.
 * @param pull e^(worth / scale) of every site.
 */
export function wishesOf(
  { teachers }: CountyState,
  context: YearContext,
  applicants: readonly number[],
  open: ArrayLike<number>,
  pull: Float64Array,
): Wishes {
  const tastes = context.stream("teacher.transfer");
  const ids = idsOf(teachers, applicants);
  const hurdle = exp(context.value("teachers.transfer_cost") / TASTE_SCALE);
  const least = new Float64Array(applicants.length);
  for (let i = 0; i < least.length; i++) least[i] = pull[teachers.site[applicants[i]!]!]! * hurdle;
  const sites: number[] = [];
  for (let site = 0; site < open.length; site++) if (open[site]! > 0) sites.push(site);
  const liking = new Float64Array(applicants.length * sites.length);
  let words: Uint32Array = new Uint32Array(0);
  let block = -1;
  sites.forEach((site, s) => {
    // One block of words serves four sites.
    if (block !== site >>> 2) words = tastes.columns(ids, ids.length, (block = site >>> 2));
    const first = (site & 3) * columnLength(ids.length);
    for (let i = 0; i < ids.length; i++) {
      const u = toUniform(words[first + i]!);
      const there = (u * pull[site]!) / (1 - u);
      if (there > least[i]! && site !== teachers.site[applicants[i]!]) liking[i * sites.length + s] = there;
    }
  });
  return { sites, liking };
}

/** Schools rank applicants by title, then backbone award, then years at their school, then id (rule TRA-4). */
export function isPlacedBefore({ teachers }: CountyState, a: number, b: number): boolean {
  const order =
    teachers.title[b]! - teachers.title[a]! ||
    teachers.isBackbone[b]! - teachers.isBackbone[a]! ||
    teachers.arrivedYear[a]! - teachers.arrivedYear[b]! ||
    teachers.id[a]! - teachers.id[b]!;
  return order < 0;
}

/** Teachers of overstaffed sites go to the site with the widest gap relative to its target, in the order of the lot (TRA-2). */
function reassign(
  state: CountyState,
  context: YearContext,
  posts: Staffing,
  stage: number,
  surplus: readonly number[],
): void {
  const { teachers, tally } = state;
  const { target } = posts;
  const open = openPosts(state, posts, stage, false);
  const widestFirst = Array.from(open, (_, site) => site)
    .filter((site) => open[site]! > 0)
    .map((site) => ({ site, gap: open[site]! / target[site * 2 + stage]! }))
    .sort((a, b) => b.gap - a.gap || a.site - b.site);
  for (const t of lowest(surplus, surplus.length, yearLots(teachers, context).rotation, teachers.id)) {
    if (teachers.arrivedYear[t] === context.year) continue;
    const post = widestFirst.find(({ site }) => open[site]! > 0);
    if (!post) return;
    open[post.site]!--;
    tally.reassigned++;
    moveTo(state, context.year, t, post.site);
  }
}

/** Moves a teacher and the post for good. */
function moveTo(state: CountyState, year: number, t: number, to: number): void {
  const { teachers, sites } = state;
  sites.departures[teachers.site[t]! * 2 + teachers.stage[t]!]!++;
  setSecondSite(state, t, -1);
  placeTeacher(state, t, to, to, year);
  teachers.isUnwilling[t] = 0;
}
