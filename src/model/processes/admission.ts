import { binomial } from "../../core/distributions.ts";
import { multinomial } from "../../core/urn.ts";
import { noteDecision } from "../constraint-log.ts";
import type { YearContext } from "../context.ts";
import { openDesk, openStage } from "../desk.ts";
import { APPLICANTS, byPoints } from "../lottery.ts";
import { offerAgain, offerFirst } from "../offers.ts";
import { countUnplaced, placeTurnedAway, WITHOUT_PLACE } from "../overflow.ts";
import { CHANCES, driftTaste, settingChances } from "../place-choice.ts";
import { follow, inRelocating, inWaiting, inWanting, type Pool } from "../pupil-trail.ts";
import { isPreparing } from "../queue.ts";
import { openSchools, type OpenSchools } from "../schools.ts";
import {
  FIRST_JUNIOR_GRADE,
  GRADES,
  GROUPS,
  homeOf,
  HOMES,
  incomeOf,
  INCOMES,
  KINDS,
  MIGRANT,
  POINT_GRADES,
  residencyOf,
  SEAT,
  TOWN,
  VILLAGE,
  type CountyState,
} from "../state.ts";

/** Arriving migrant families settle at the seat rather than in town (assumed: four in five). */
const ARRIVALS_AT_SEAT = 0.8;
const ARRIVAL_SHARES = Float64Array.of(ARRIVALS_AT_SEAT, 1 - ARRIVALS_AT_SEAT);
/** Spans of grades taught by the same schools: with teaching points, without them, junior stage. */
const SPANS = [
  [0, POINT_GRADES],
  [POINT_GRADES, FIRST_JUNIOR_GRADE],
  [FIRST_JUNIOR_GRADE, GRADES],
] as const;

/**
 * Families choose a place and a school, and schools admit. Rules CHO-1 to CHO-4, ADM-1 to ADM-8.
 *
 * Everyone without a school this autumn chooses a setting (grades 1 and 7, arrivals) and a school there by a nested logit. A school
 * with more applicants than places of the regulated class size admits tier by tier, the last tier by lot. Those turned away ask
 * schools of the setting with room; who finds none falls under the county's rule: larger classes, the nearest school with room, or
 * refusal. Whoever is left has no place, which is reported with its reason.
 *
 * Reads sites; writes `pupils`, `waiting`, `relocating`, `placeTaste`, `sites.travelKm`, `pupilFlows.arrivals`, `.returners`,
 * `.unplaced`, `tally.unplaced…`, `constraintLog` (rule LOG-5).
 */
export function admit(state: CountyState, context: YearContext): void {
  receiveArrivals(state, context);
  const asking = sum(state.waiting) + sum(state.relocating);
  const noise = context.stream("perceived-quality");
  const taste = new Float64Array(3);
  for (const [first, end] of SPANS) {
    const schools = openSchools(state, first, context.value, noise);
    if (first !== POINT_GRADES) {
      openStage(state);
      driftTaste(state, schools, context.value);
      for (let k = 0; k < 3; k++) taste[k] = state.placeTaste[schools.stage * 3 + k]! + context.shock.flow;
    }
    for (let grade = first; grade < end; grade++) admitGrade(state, context, schools, taste, grade);
  }
  const { refusedHere, unplaced, unplacedTooFar } = state.tally;
  noteDecision(state.constraintLog, "place", asking + refusedHere, [
    ["entry-rule", asking],
    ["travel-limit", asking - unplacedTooFar],
    ["seats", asking - unplaced],
  ]);
}

function sum(counts: Int32Array): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  return total;
}

/** Puts this year's arrivals from other counties among the waiting. */
function receiveArrivals(state: CountyState, { nation, stream }: YearContext): void {
  const split = new Int32Array(2);
  const s = stream("place.arrival");
  for (let lane = 0; lane < GRADES * INCOMES; lane++) {
    const arriving = nation.arrivals[lane]!;
    if (arriving === 0) continue;
    split.fill(0);
    multinomial(arriving, ARRIVAL_SHARES, split, s, lane);
    const first = Math.floor(lane / INCOMES) * GROUPS + (lane % INCOMES) * KINDS + MIGRANT * HOMES;
    state.waiting[first + SEAT]! += split[0]!;
    state.waiting[first + TOWN]! += split[1]!;
    state.pupilFlows.arrivals += arriving;
  }
  for (let lane = 0; lane < GRADES * INCOMES; lane++) {
    const first = Math.floor(lane / INCOMES) * GROUPS + (lane % INCOMES) * KINDS;
    state.waiting[first + VILLAGE]! += nation.returners[lane]!;
    state.pupilFlows.returners += nation.returners[lane]!;
  }
}

/** Children of a grade by the setting they choose: index `setting × APPLICANTS + kind of applicant`. */
const wanting = new Int32Array(3 * APPLICANTS);
const chances = new Float64Array(CHANCES);
const split = new Int32Array(3);

function admitGrade(
  state: CountyState,
  context: YearContext,
  schools: OpenSchools,
  taste: Float64Array,
  grade: number,
): void {
  const { waiting, relocating } = state;
  const first = grade * GROUPS;
  let total = 0;
  for (let group = 0; group < GROUPS; group++) total += waiting[first + group]! + relocating[first + group]!;
  if (total === 0) return;
  settingChances(schools, grade, context.value, taste, chances);
  wanting.fill(0);
  for (let group = 0; group < GROUPS; group++) {
    if (waiting[first + group]! + relocating[first + group]! === 0) continue;
    const at = (incomeOf(group) * HOMES + homeOf(group)) * 3;
    const chance = chances.subarray(at, at + 3);
    // Who is on the way to the seat goes there, unless the seat has no school of the grade or lies too far away.
    const moving = chance[SEAT]! > 0 ? relocating[first + group]! : 0;
    const relocated = inRelocating(grade, group);
    if (moving > 0) apply(state, context, grade, group, SEAT, moving, 3, relocated, moving);
    let choosing = waiting[first + group]! + relocating[first + group]! - moving;
    if (choosing === 0) continue;
    const pool = inWaiting(grade, group);
    follow(context, relocated, pool, relocating[first + group]!, relocating[first + group]!);
    if (chance[VILLAGE]! + chance[TOWN]! + chance[SEAT]! === 0) {
      const reason = schools.all.length > 0 ? "unplacedTooFar" : "unplacedNoRoom";
      countUnplaced({ state }, choosing, reason);
      follow(context, pool, WITHOUT_PLACE[reason], choosing, choosing);
      continue;
    }
    split.fill(0);
    multinomial(choosing, chance, split, context.stream("choice"), first + group);
    for (let setting = 0; setting < 3; setting++) {
      if (split[setting]! > 0) apply(state, context, grade, group, setting, split[setting]!, setting, pool, choosing);
      choosing -= split[setting]!;
    }
  }
  waiting.fill(0, first, first + GROUPS);
  relocating.fill(0, first, first + GROUPS);
  const desk = openDesk(state, context, schools, grade, isPreparing(state.queue, context.year));
  offerFirst(desk, wanting);
  offerAgain(desk, "setting");
  placeTurnedAway(desk);
}

/**
 * Children of a group apply for schools of a setting, migrants by residence or by points as each family can (rule ADM-5).
 * @param k Number of the draw: the setting, or 3 for those on their way to the seat.
 * @param pool Where they are so far, with `all` children.
 */
function apply(
  { attributes }: CountyState,
  context: YearContext,
  grade: number,
  group: number,
  setting: number,
  n: number,
  k: number,
  pool: Pool,
  all: number,
): void {
  const { value, stream } = context;
  let points = 0;
  if (residencyOf(group) === MIGRANT) {
    const isDistrict = attributes.kind === "district" || attributes.kind === "zone";
    const entry = value(isDistrict ? "migration.entry_share_district" : "migration.entry_share_county");
    const byResidence = value("choice.residence_tier_share") * entry;
    points = binomial(n, 1 - byResidence, stream("place.tier"), (grade * GROUPS + group) * 4 + k);
    wanting[setting * APPLICANTS + byPoints(group)]! += points;
    follow(context, pool, inWanting(setting, byPoints(group)), points, all);
  }
  wanting[setting * APPLICANTS + group]! += n - points;
  follow(context, pool, inWanting(setting, group), n - points, all - points);
}
