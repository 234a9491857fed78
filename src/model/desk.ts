import { exp } from "../core/elementary.ts";
import type { Stream } from "../core/stream.ts";
import { enrolmentByHome } from "./cells.ts";
import { isOff } from "./constraint-switches.ts";
import type { YearContext } from "./context.ts";
import { APPLICANTS, groupOfApplicant } from "./lottery.ts";
import { travelLimit } from "./place-choice.ts";
import { gradesTaught, largestSchool, places, type OpenSchools } from "./schools.ts";
import { cell, gradeEnrolment, HOMES, homeOf, VILLAGE, wayKm, type CountyState } from "./state.ts";

/** Admission to the grades of a span, one after the other; its columns by site are those of `clerk`. */
export interface Desk {
  readonly state: CountyState;
  readonly context: YearContext;
  readonly schools: OpenSchools;
  /** Draws of first choices by setting, of lotteries and of later choices. */
  readonly first: readonly Stream[];
  readonly lottery: Stream;
  readonly redraw: Stream;
  /** False where places are no limit: rooms appear as needed (rule LOG-11). */
  readonly hasPlaceLimit: boolean;
  /** Longest way the county may assign (km), and how much a km weighs between schools (logit ÷ nesting). */
  readonly limitKm: number;
  readonly perKm: number;
  grade: number;
  /** Class size offered (pupils), and whether schools keep to whole classes and to the largest size of the standard. */
  size: number;
  isStrict: boolean;
  /** Rounds of offers so far: part of the address of the next one's draws. */
  round: number;
  /** Children turned away who still ask (persons). */
  turned: number;
}

/** Scratch columns, grown to the largest county met; reset by `openStage` and `openGrade`. */
const clerk = {
  sites: 0,
  /** Places left by site; −1 until asked for. */
  room: new Int32Array(0),
  /** Pupils of the grade by site; −1 until asked for. */
  enrolled: new Int32Array(0),
  /** Those turned away: index `site of first choice × APPLICANTS + kind`; and their number by site of first choice. */
  turned: new Int32Array(0),
  turnedAt: new Int32Array(0),
  /** Pupils of the stage by home, index `site × 3 + home`; −1 until asked for. */
  heads: new Int32Array(0),
  /** Ways between sites and their weight e^(−b_d·way/λ): index `from × sites + to`; a row is cleared when first asked for, −1: not measured. */
  way: new Float64Array(0),
  nearness: new Float64Array(0),
  isCleared: new Uint8Array(0),
};

/** Prepares the clerk for one stage of a county. */
export function openStage({ sites }: CountyState): void {
  if (clerk.sites < sites.count) {
    const n = (clerk.sites = sites.count + 16);
    clerk.room = new Int32Array(n);
    clerk.enrolled = new Int32Array(n);
    clerk.turned = new Int32Array(n * APPLICANTS);
    clerk.turnedAt = new Int32Array(n);
    clerk.heads = new Int32Array(n * HOMES);
    clerk.way = new Float64Array(n * n);
    clerk.nearness = new Float64Array(n * n);
    clerk.isCleared = new Uint8Array(n);
  }
  clerk.heads.fill(-1);
  clerk.isCleared.fill(0);
  clerk.turned.fill(0);
  clerk.turnedAt.fill(0);
}

/** Class size of the standard by stage (pupils). */
export function regulatedSize(stage: number): number {
  return stage === 0 ? 45 : 50;
}

/** Opens admission to a span of grades. */
export function openDesk(state: CountyState, context: YearContext, schools: OpenSchools): Desk {
  const { stream, value } = context;
  const perKm = value(schools.stage === 0 ? "choice.distance_weight_primary" : "choice.distance_weight_junior");
  return {
    state,
    context,
    schools,
    first: [stream("place.village"), stream("place.town"), stream("place.seat")],
    lottery: stream("place.lottery"),
    redraw: stream("place.redraw"),
    hasPlaceLimit: !isOff(value, "seats"),
    limitKm: travelLimit(value),
    perKm: perKm / value("choice.nesting"),
    grade: 0,
    size: 0,
    isStrict: false,
    round: 0,
    turned: 0,
  };
}

/** Turns to a grade, at the regulated class size; nobody has been turned away yet. */
export function openGrade(desk: Desk, grade: number, isStrict: boolean): void {
  desk.grade = grade;
  desk.round = 0;
  clerk.enrolled.fill(-1);
  offerSize(desk, regulatedSize(desk.schools.stage), isStrict);
}

/** Offers another class size from now on. */
export function offerSize(desk: Desk, size: number, isStrict: boolean): void {
  desk.size = size;
  desk.isStrict = isStrict;
  clerk.room.fill(-1);
}

/** Places a school still has in the grade at the class size offered (persons). */
export function roomAt(desk: Desk, site: number): number {
  const { state, schools, grade, size, isStrict } = desk;
  const known = clerk.room[site]!;
  if (known >= 0) return known;
  if (clerk.enrolled[site]! < 0) clerk.enrolled[site] = gradeEnrolment(state.pupils, site, grade);
  const all = desk.hasPlaceLimit ? places(state, site, schools.stage, size, isStrict) : freePlaces(desk, site);
  return (clerk.room[site] = Math.max(0, all - clerk.enrolled[site]!));
}

/** More places than anyone asks for. */
const ENDLESS = 1_000_000_000;

/** Places in the grade where rooms appear as needed: those of the largest school the standard allows, and beyond it for any larger class size. */
function freePlaces({ state, schools, size }: Desk, site: number): number {
  if (size > regulatedSize(schools.stage)) return ENDLESS;
  const kind = state.sites.kind[site]!;
  return Math.floor(largestSchool(kind) / gradesTaught(kind));
}

/** Children of a kind who asked a site first and were turned away (persons). */
export function turnedFrom(origin: number, kind: number): number {
  return clerk.turned[origin * APPLICANTS + kind]!;
}

/** True if anyone who asked a site first has no place yet. */
export function hasTurned(origin: number): boolean {
  return clerk.turnedAt[origin]! > 0;
}

/** Counts children of a kind among those turned away from their first choice; with n < 0 takes them off the list. */
export function turn(desk: Desk, origin: number, kind: number, n: number): void {
  clerk.turned[origin * APPLICANTS + kind]! += n;
  clerk.turnedAt[origin]! += n;
  desk.turned += n;
}

/** Address of the draws of a school in a round of offers. */
export function lotteryAddress({ round, grade }: Desk, site: number): number {
  return (round * 9 + grade) * 8192 + site;
}

/** Way in km from a home to a site of first choice. */
export function firstWay({ state, schools }: Desk, origin: number, home: number): number {
  const setting = state.sites.setting[origin]!;
  return home === VILLAGE && setting === VILLAGE ? state.sites.catchmentKm[origin]! : schools.way[home * 3 + setting]!;
}

/** Way in km between a site of first choice and another. */
export function wayBetween(desk: Desk, origin: number, site: number): number {
  const known = clerk.isCleared[origin] ? clerk.way[origin * clerk.sites + site]! : -1;
  return known >= 0 ? known : measure(desk, origin, site);
}
/** How much a way that has been asked for weighs (0–1). */
export function nearness(origin: number, site: number): number {
  return clerk.nearness[origin * clerk.sites + site]!;
}

function measure({ state, perKm }: Desk, origin: number, site: number): number {
  const row = origin * clerk.sites;
  if (!clerk.isCleared[origin]) clerk.way.fill(-1, row, row + state.sites.count);
  clerk.isCleared[origin] = 1;
  const km = wayKm(state.sites, origin, site);
  clerk.way[row + site] = km;
  clerk.nearness[row + site] = exp(-perKm * km);
  return km;
}

/** Gives children a place: they join the pupils of the grade, and their way is mixed into that of their school, stage and home. */
export function enrol(desk: Desk, origin: number, site: number, kind: number, n: number): void {
  if (n === 0) return;
  const { state, schools, grade } = desk;
  const { travelKm } = state.sites;
  const home = homeOf(kind);
  const km = firstWay(desk, origin, home) + (origin === site ? 0 : wayBetween(desk, origin, site));
  const before = headsAt(state, site, schools.stage, home);
  const at = (site * 2 + schools.stage) * 3 + home;
  travelKm[at] = (travelKm[at]! * before + km * n) / (before + n);
  clerk.heads[site * HOMES + home] = before + n;
  state.pupils[cell(site, grade, groupOfApplicant(kind))]! += n;
  clerk.room[site]! -= n;
  clerk.enrolled[site]! += n;
}

function headsAt({ pupils }: CountyState, site: number, stage: number, home: number): number {
  const known = clerk.heads[site * HOMES + home]!;
  return known >= 0 ? known : enrolmentByHome(pupils, site, stage, home);
}
