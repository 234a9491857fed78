import { binomial } from "../../core/distributions.ts";
import type { Stream } from "../../core/stream.ts";
import { cumulate, multinomial, split as splitOver, weightedClasses } from "../../core/urn.ts";
import { noteDecision } from "../constraint-log.ts";
import type { YearContext } from "../context.ts";
import { bandOf } from "../boarding.ts";
import { openDesk, openGrade, openStage, type Desk } from "../desk.ts";
import { offerFirst } from "../first-choice.ts";
import { APPLICANTS, byPoints } from "../lottery.ts";
import { offerAgain } from "../offers.ts";
import { countUnplaced, placeTurnedAway, WITHOUT_PLACE } from "../overflow.ts";
import { CHANCES, driftTaste, settingChances } from "../place-choice.ts";
import { follow, inRelocating, inWaiting, inWanting, type Pool } from "../pupil-trail.ts";
import { isPreparing } from "../queue.ts";
import { openSchools } from "../schools.ts";
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
  const lists = openLists(state, context);
  const taste = new Float64Array(3);
  for (const [first, end] of SPANS) {
    const schools = openSchools(state, first, context.value, noise);
    if (first !== POINT_GRADES) {
      openStage(state);
      driftTaste(state, schools, context.value);
      for (let k = 0; k < 3; k++) taste[k] = state.placeTaste[schools.stage * 3 + k]! + context.shock.flow;
    }
    const desk = openDesk(state, context, schools);
    for (let grade = first; grade < end; grade++) {
      // Families judge the grades of a band alike.
      if (grade === first || bandOf(grade) !== bandOf(grade - 1))
        settingChances(schools, grade, context.value, taste, chances);
      admitGrade(desk, lists, grade);
    }
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
const chance = weightedClasses(3);
const split = new Int32Array(3);

/** How migrants apply this year, and the draws of who chooses which setting and applies how. */
interface Lists {
  /** Chance that a migrant child applies by points, not by residence. */
  readonly byPoints: number;
  readonly choice: Stream;
  readonly tier: Stream;
}

function openLists({ attributes }: CountyState, { value, stream }: YearContext): Lists {
  const isDistrict = attributes.kind === "district" || attributes.kind === "zone";
  const entry = value(isDistrict ? "migration.entry_share_district" : "migration.entry_share_county");
  const byPoints = 1 - value("choice.residence_tier_share") * entry;
  return { byPoints, choice: stream("choice"), tier: stream("place.tier") };
}

function admitGrade(desk: Desk, lists: Lists, grade: number): void {
  const { state, context } = desk;
  const { waiting, relocating } = state;
  const first = grade * GROUPS;
  let total = 0;
  for (let i = first; i < first + GROUPS; i++) total += waiting[i]! + relocating[i]!;
  if (total === 0) return;
  wanting.fill(0);
  for (let group = 0; group < GROUPS; group++) {
    if (waiting[first + group]! + relocating[first + group]! > 0) chooseSetting(desk, lists, grade, group);
  }
  waiting.fill(0, first, first + GROUPS);
  relocating.fill(0, first, first + GROUPS);
  openGrade(desk, grade, isPreparing(state.queue, context.year));
  offerFirst(desk, wanting);
  offerAgain(desk, "setting");
  placeTurnedAway(desk);
}

/** The children of a group choose settings (rule CHO-1); without any school within the limit they have no place. */
function chooseSetting({ state, context, schools }: Desk, lists: Lists, grade: number, group: number): void {
  const at = grade * GROUPS + group;
  const [waiting, relocating] = [state.waiting[at]!, state.relocating[at]!];
  const own = (incomeOf(group) * HOMES + homeOf(group)) * 3;
  for (let setting = 0; setting < 3; setting++) chance.weights[setting] = chances[own + setting]!;
  cumulate(chance, 3);
  // Who is on the way to the seat goes there, unless the seat has no school of the grade or lies too far away.
  const moving = chance.weights[SEAT]! > 0 ? relocating : 0;
  const relocated = inRelocating(grade, group);
  if (moving > 0) apply(context, lists, grade, group, SEAT, moving, 3, relocated, moving);
  let choosing = waiting + relocating - moving;
  if (choosing === 0) return;
  const pool = inWaiting(grade, group);
  if (context.trail) follow(context, relocated, pool, relocating, relocating);
  if (chance.cumulative[SEAT] === 0) {
    const reason = schools.all.length > 0 ? "unplacedTooFar" : "unplacedNoRoom";
    countUnplaced({ state }, choosing, reason);
    follow(context, pool, WITHOUT_PLACE[reason], choosing, choosing);
    return;
  }
  split.fill(0);
  splitOver(choosing, chance, split, lists.choice, at);
  for (let setting = 0; setting < 3; setting++) {
    const n = split[setting]!;
    if (n > 0) apply(context, lists, grade, group, setting, n, setting, pool, choosing);
    choosing -= n;
  }
}

/**
 * Children of a group apply for schools of a setting, migrants by residence or by points as each family can (rule ADM-5).
 * @param k Number of the draw: the setting, or 3 for those on their way to the seat.
 * @param pool Where they are so far, with `all` children.
 */
function apply(
  context: YearContext,
  lists: Lists,
  grade: number,
  group: number,
  setting: number,
  n: number,
  k: number,
  pool: Pool,
  all: number,
): void {
  const first = setting * APPLICANTS;
  let points = 0;
  if (residencyOf(group) === MIGRANT) {
    points = binomial(n, lists.byPoints, lists.tier, (grade * GROUPS + group) * 4 + k);
    wanting[first + byPoints(group)]! += points;
    if (context.trail) follow(context, pool, inWanting(setting, byPoints(group)), points, all);
  }
  wanting[first + group]! += n - points;
  if (context.trail) follow(context, pool, inWanting(setting, group), n - points, all - points);
}
