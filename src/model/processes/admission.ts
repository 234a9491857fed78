import { drawWithoutReplacement, multinomial } from "../../core/urn.ts";
import type { Stream } from "../../core/stream.ts";
import { mixWay } from "../cells.ts";
import type { YearContext } from "../context.ts";
import { placeChances } from "../place-choice.ts";
import { isPreparing } from "../queue.ts";
import { openSchools, places, type OpenSchools } from "../schools.ts";
import {
  cell,
  FIRST_JUNIOR_GRADE,
  GRADES,
  gradeEnrolment,
  GROUPS,
  homeOf,
  HOMES,
  INCOMES,
  KINDS,
  residencyOf,
  MIGRANT,
  SEAT,
  TOWN,
  VILLAGE,
  type CountyState,
} from "../state.ts";

/** Class size up to which residents are placed whatever the county accepts: the line of the super-large class (pupils). */
const LARGEST_CLASS = 66;
/** Arriving migrant families settle at the seat rather than in town (assumed: four in five). */
const ARRIVALS_AT_SEAT = 0.8;

/**
 * Families choose a place and a school, and schools admit. Rules CHO-1, ADM-1 to ADM-6.
 *
 * Everyone without a school this autumn chooses a setting by a logit (grades 1 and 7, arrivals); within it, villages follow
 * catchments and towns and seats the number of rooms. A school with more applicants than places of the regulated class size
 * holds a lottery, residents before migrants. Those turned away go to schools of the setting with room, then to
 * other settings, and only then do classes grow to the accepted limit; residents are placed in classes of up to 66 all the
 * same, and whoever is left has no place, which is reported.
 *
 * Reads sites; writes `pupils`, `waiting`, `relocating`, `sites.travelKm`, `pupilFlows.arrivals`, `.returners`, `.unplaced`.
 */
export function admit(state: CountyState, context: YearContext): void {
  receiveArrivals(state, context);
  for (let stage = 0; stage < 2; stage++) {
    const schools = openSchools(state, stage);
    const chances = settingChances(state, context, schools, stage);
    for (
      let grade = stage === 0 ? 0 : FIRST_JUNIOR_GRADE;
      grade < (stage === 0 ? FIRST_JUNIOR_GRADE : GRADES);
      grade++
    ) {
      admitGrade(state, context, schools, chances, stage, grade);
    }
  }
}

/** Puts this year's arrivals from other counties among the waiting. */
function receiveArrivals(state: CountyState, { nation, stream }: YearContext): void {
  const split = new Int32Array(2);
  const s = stream("place.arrival");
  for (let lane = 0; lane < GRADES * INCOMES; lane++) {
    const arriving = nation.arrivals[lane]!;
    if (arriving === 0) continue;
    split.fill(0);
    multinomial(arriving, [ARRIVALS_AT_SEAT, 1 - ARRIVALS_AT_SEAT], split, s, lane);
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

/** Chance of each setting by home: index `home × 3 + setting`. */
function settingChances(state: CountyState, context: YearContext, schools: OpenSchools, stage: number): Float64Array {
  const drift = context.value("demography.urbanisation_drift");
  const { placeTaste } = state;
  for (let k = 0; k < 3; k++) placeTaste[stage * 3 + k]! += drift;
  const taste = [0, 1, 2].map((k) => placeTaste[stage * 3 + k]! + context.shock.flow);
  const out = new Float64Array(9);
  const chances = new Float64Array(3);
  for (let home = 0; home < HOMES; home++) {
    const terms = {
      quality: schools.quality,
      crowding: schools.crowding,
      way: state.wayKm.subarray(home * 3, home * 3 + 3),
      qualityWeight: context.value("choice.quality_weight"),
      distanceWeight: context.value(stage === 0 ? "choice.distance_weight_primary" : "choice.distance_weight_junior"),
      crowdingWeight: context.value("choice.crowding_weight"),
    };
    placeChances(home, terms, taste, chances);
    out.set(chances, home * 3);
  }
  return out;
}

/** Counts wanting a setting, by group: index `setting × 9 + group`. */
const wanting = new Int32Array(3 * GROUPS);

function admitGrade(
  state: CountyState,
  context: YearContext,
  schools: OpenSchools,
  chances: Float64Array,
  stage: number,
  grade: number,
): void {
  wanting.fill(0);
  let total = 0;
  const split = new Int32Array(3);
  const choice = context.stream("choice");
  for (let group = 0; group < GROUPS; group++) {
    const waiting = state.waiting[grade * GROUPS + group]!;
    const relocating = state.relocating[grade * GROUPS + group]!;
    total += waiting + relocating;
    wanting[SEAT * GROUPS + group]! += relocating;
    if (waiting === 0) continue;
    split.fill(0);
    const home = homeOf(group);
    multinomial(waiting, chances.subarray(home * 3, home * 3 + 3), split, choice, grade * GROUPS + group);
    for (let setting = 0; setting < 3; setting++) wanting[setting * GROUPS + group]! += split[setting]!;
  }
  state.waiting.fill(0, grade * GROUPS, (grade + 1) * GROUPS);
  state.relocating.fill(0, grade * GROUPS, (grade + 1) * GROUPS);
  if (total === 0) return;
  const regulated = regulatedSize(stage);
  const accepted = Math.max(regulated, context.value("places.overflow_class_size"));
  for (const limit of [regulated, accepted]) {
    if (placeEverywhere(state, context, schools, stage, grade, limit)) return;
  }
  // Residents have a right to a place: for them classes grow to the bound of the largest classes known.
  const migrants = wanting.map((count, i) => (residencyOf(i % GROUPS) === MIGRANT ? count : 0));
  for (let i = 0; i < wanting.length; i++) wanting[i]! -= migrants[i]!;
  if (anyWaiting()) placeEverywhere(state, context, schools, stage, grade, Math.max(accepted, LARGEST_CLASS));
  for (let i = 0; i < wanting.length; i++) {
    state.pupilFlows.unplaced += wanting[i]! + migrants[i]!;
    state.tally.unplaced += wanting[i]! + migrants[i]!;
  }
}

/** Offers places at one class size, then lets those turned away try elsewhere twice; true if everyone is placed. */
function placeEverywhere(
  state: CountyState,
  context: YearContext,
  schools: OpenSchools,
  stage: number,
  grade: number,
  limit: number,
): boolean {
  const isRegulated = limit === regulatedSize(stage);
  for (let attempt = 0; attempt < 3; attempt++) {
    if (attempt > 0) turnElsewhere();
    for (const setting of [VILLAGE, TOWN, SEAT]) {
      placeInSetting(state, context, schools, setting, stage, grade, limit, isRegulated && attempt === 0, attempt);
    }
    if (!anyWaiting()) return true;
  }
  return false;
}

/** Class size of the standard by stage (pupils). */
function regulatedSize(stage: number): number {
  return stage === 0 ? 45 : 50;
}

function anyWaiting(): boolean {
  for (let i = 0; i < wanting.length; i++) if (wanting[i]! > 0) return true;
  return false;
}

/** Those still without a school turn to another setting at once: village and seat to town, town to the seat. */
function turnElsewhere(): void {
  for (let group = 0; group < GROUPS; group++) {
    const [village, town, seat] = [VILLAGE, TOWN, SEAT].map((setting) => wanting[setting * GROUPS + group]!) as [
      number,
      number,
      number,
    ];
    wanting[VILLAGE * GROUPS + group] = 0;
    wanting[TOWN * GROUPS + group] = village + seat;
    wanting[SEAT * GROUPS + group] = town;
  }
}

const counts = new Int32Array(GROUPS);

/**
 * Places the wanting of a setting: first by the setting's own weights, then in proportion to the places left.
 * Whoever finds no room at this class size stays among the wanting.
 */
function placeInSetting(
  state: CountyState,
  context: YearContext,
  schools: OpenSchools,
  setting: number,
  stage: number,
  grade: number,
  limit: number,
  isFirstRound: boolean,
  attempt: number,
): void {
  const isStrict = isPreparing(state.queue, context.year) && !(limit > regulatedSize(stage) && attempt === 2);
  const rows = schools.rows[setting]!.filter((site) => schools.lastGrade[site]! >= grade);
  if (rows.length === 0) return;
  for (let round = isFirstRound ? 0 : 1; round < 2; round++) {
    let total = 0;
    for (let group = 0; group < GROUPS; group++) total += wanting[setting * GROUPS + group]!;
    if (total === 0) return;
    const room = rows.map((site) =>
      Math.max(0, places(state, site, stage, limit, isStrict) - gradeEnrolment(state.pupils, site, grade)),
    );
    const roomSum = room.reduce((a, b) => a + b, 0);
    if (roomSum === 0) return;
    const weights = round === 0 ? rows.map((site) => schools.weight[site]!) : room;
    const salt = (((limit * 3 + attempt) * 3 + setting) * 2 + round) * GRADES + grade;
    offer(state, context, rows, weights, room, setting, stage, grade, salt);
  }
}

/** One round of offers: families draw a school, schools admit up to their room, the rest go back to the wanting. */
function offer(
  state: CountyState,
  context: YearContext,
  rows: readonly number[],
  weights: readonly number[],
  room: readonly number[],
  setting: number,
  stage: number,
  grade: number,
  salt: number,
): void {
  const stream = context.stream(setting === VILLAGE ? "place.village" : setting === TOWN ? "place.town" : "place.seat");
  const lottery = context.stream("place.lottery");
  const applicants = new Int32Array(rows.length * GROUPS);
  const bySite = new Int32Array(rows.length);
  for (let group = 0; group < GROUPS; group++) {
    const n = wanting[setting * GROUPS + group]!;
    if (n === 0) continue;
    wanting[setting * GROUPS + group] = 0;
    bySite.fill(0);
    multinomial(n, weights, bySite, stream, salt * GROUPS + group);
    for (let i = 0; i < rows.length; i++) applicants[i * GROUPS + group] = bySite[i]!;
  }
  for (let i = 0; i < rows.length; i++) {
    let total = 0;
    for (let group = 0; group < GROUPS; group++) total += counts[group] = applicants[i * GROUPS + group]!;
    if (total === 0) continue;
    if (total > room[i]!) turnAway(total - room[i]!, setting, lottery, salt * 8192 + rows[i]!);
    enrol(state, rows[i]!, stage, grade, setting);
  }
}

/** Takes the surplus out of `counts`: migrants first, drawn by lot, then residents by lot. */
function turnAway(surplus: number, setting: number, lottery: Stream, entity: number): void {
  const isMigrant = (group: number) => residencyOf(group) === MIGRANT;
  const migrants = counts.map((n, group) => (isMigrant(group) ? n : 0));
  const residents = counts.map((n, group) => (isMigrant(group) ? 0 : n));
  const fromMigrants = Math.min(
    surplus,
    migrants.reduce((sum, n) => sum + n, 0),
  );
  const rejected = new Int32Array(GROUPS);
  drawWithoutReplacement(migrants, fromMigrants, rejected, lottery, entity);
  drawWithoutReplacement(residents, surplus - fromMigrants, rejected, lottery, entity, 40_960);
  for (let group = 0; group < GROUPS; group++) {
    counts[group]! -= rejected[group]!;
    wanting[setting * GROUPS + group]! += rejected[group]!;
  }
}

/** Counts the admitted in and mixes their way to school. */
function enrol(state: CountyState, site: number, stage: number, grade: number, setting: number): void {
  for (let home = 0; home < HOMES; home++) {
    const isOwnVillage = setting === VILLAGE && home === VILLAGE;
    let newcomers = 0;
    for (let group = home; group < GROUPS; group += HOMES) newcomers += counts[group]!;
    mixWay(
      state,
      site,
      stage,
      home,
      newcomers,
      isOwnVillage ? state.sites.catchmentKm[site]! : state.wayKm[home * 3 + setting]!,
    );
  }
  for (let group = 0; group < GROUPS; group++) state.pupils[cell(site, grade, group)]! += counts[group]!;
}
