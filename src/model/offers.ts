import { multinomial } from "../core/urn.ts";
import { enrol, firstWay, hasTurned, nearness, roomAt, turn, turnedFrom, wayBetween, type Desk } from "./desk.ts";
import { APPLICANTS, groupOfApplicant, tierOf, turnAway } from "./lottery.ts";
import { follow, inApplied, inCell, inHand, inTurned, inWanting } from "./pupil-trail.ts";
import { travelLimit } from "./place-choice.ts";
import { HOMES, SEAT, TOWN, VILLAGE } from "./state.ts";

/** Where those turned away may ask: schools of the setting they chose, of the whole county, or only the nearest with room. */
export type Search = "setting" | "county" | "nearest";

/** Who asks where in one round, `entries` long: the site asked first, the site asked now, kind of applicant and number. */
let entries = 0;
const origins: number[] = [];
const targets: number[] = [];
const kinds: number[] = [];
const numbers: number[] = [];
/** Last entry of the lists by the site asked now, and the entry before each one at the same site; −1: none. */
const lastAt: number[] = [];
const before: number[] = [];

/** Schools one family may ask now, their weights, and how many of a kind ask each. */
let candidates = new Int32Array(0);
let weights = new Float64Array(0);
let counts = new Int32Array(0);

const tiers = new Uint8Array(APPLICANTS);
const rejected = new Int32Array(APPLICANTS);

/**
 * First round: families that chose a setting draw one of its schools by weight, and schools admit up to their room
 * (rules CHO-3, ADM-3 and ADM-5).
 * @param wanting Children by setting and kind: index `setting × APPLICANTS + kind`.
 */
export function offerFirst(desk: Desk, wanting: Int32Array): void {
  const { context, schools, grade } = desk;
  for (let setting = VILLAGE; setting <= SEAT; setting++) {
    const rows = schools.rows[setting]!;
    if (rows.length === 0) continue;
    const stream = context.stream(
      setting === VILLAGE ? "place.village" : setting === TOWN ? "place.town" : "place.seat",
    );
    const bySite = new Int32Array(rows.length);
    const asked = new Int32Array(rows.length * APPLICANTS);
    for (let kind = 0; kind < APPLICANTS; kind++) {
      const n = wanting[setting * APPLICANTS + kind]!;
      if (n === 0) continue;
      bySite.fill(0);
      multinomial(n, schools.rowWeights[setting]!, bySite, stream, grade * APPLICANTS + kind);
      let wants = n;
      for (let i = 0; i < rows.length; i++) {
        asked[i * APPLICANTS + kind] = bySite[i]!;
        follow(context, inWanting(setting, kind), inApplied(rows[i]!, kind), bySite[i]!, wants);
        wants -= bySite[i]!;
      }
    }
    for (let i = 0; i < rows.length; i++)
      answerFirst(desk, rows[i]!, setting, asked.subarray(i * APPLICANTS, (i + 1) * APPLICANTS));
  }
  desk.round++;
}

function answerFirst(desk: Desk, site: number, setting: number, asked: Int32Array): void {
  let total = 0;
  for (let kind = 0; kind < APPLICANTS; kind++) total += asked[kind]!;
  if (total === 0) return;
  rejected.fill(0);
  const room = roomAt(desk, site);
  if (total > room) {
    for (let kind = 0; kind < APPLICANTS; kind++) tiers[kind] = tierOf(kind, setting);
    turnAway(asked, tiers, room, rejected, desk.context.stream("place.lottery"), lotteryAddress(desk, site));
  }
  for (let kind = 0; kind < APPLICANTS; kind++) {
    if (rejected[kind]! > 0) turn(desk, site, kind, rejected[kind]!);
    const admitted = asked[kind]! - rejected[kind]!;
    enrol(desk, site, site, kind, admitted);
    follow(desk.context, inApplied(site, kind), inTurned(site, kind), rejected[kind]!, asked[kind]!);
    follow(desk.context, inApplied(site, kind), inCell(site, desk.grade, groupOfApplicant(kind)), admitted, admitted);
  }
}

function lotteryAddress({ round, grade }: Desk, site: number): number {
  return (round * 9 + grade) * 8192 + site;
}

/**
 * Those turned away ask again, round by round, until all have a place or no school they may ask has room (rules ADM-4 and ADM-6).
 * A round that turns someone away fills a school, so the rounds end.
 */
export function offerAgain(desk: Desk, search: Search, includes: (kind: number) => boolean = everyone): void {
  while (desk.turned > 0 && ask(desk, search, includes)) {
    answer(desk);
    desk.round++;
  }
}

export function everyone(): boolean {
  return true;
}

/** Fills the lists of who asks where; false if nobody can ask anywhere. */
function ask(desk: Desk, search: Search, includes: (kind: number) => boolean): boolean {
  const { all } = desk.schools;
  const stream = desk.context.stream("place.redraw");
  entries = 0;
  if (candidates.length < all.length) {
    candidates = new Int32Array(2 * all.length);
    weights = new Float64Array(2 * all.length);
    counts = new Int32Array(2 * all.length);
  }
  for (const origin of all) {
    if (!hasTurned(origin)) continue;
    for (let home = 0; home < HOMES; home++) {
      const found = isAsking(origin, home, includes) ? findCandidates(desk, search, origin, home) : 0;
      if (found === 0) continue;
      const open = weights.subarray(0, found);
      for (let kind = home; kind < APPLICANTS; kind += HOMES) {
        const n = turnedFrom(origin, kind);
        if (n === 0 || !includes(kind)) continue;
        counts.fill(0, 0, found);
        multinomial(n, open, counts, stream, ((desk.round * 9 + desk.grade) * 4096 + origin) * APPLICANTS + kind);
        turn(desk, origin, kind, -n);
        let asking = n;
        for (let i = 0; i < found; i++) {
          if (counts[i] === 0) continue;
          follow(desk.context, inTurned(origin, kind), inHand(entries), counts[i]!, asking);
          asking -= counts[i]!;
          list(origin, candidates[i]!, kind, counts[i]!);
        }
      }
    }
  }
  return entries > 0;
}

function isAsking(origin: number, home: number, includes: (kind: number) => boolean): boolean {
  for (let kind = home; kind < APPLICANTS; kind += HOMES)
    if (turnedFrom(origin, kind) > 0 && includes(kind)) return true;
  return false;
}

function list(origin: number, target: number, kind: number, n: number): void {
  origins[entries] = origin;
  targets[entries] = target;
  kinds[entries] = kind;
  numbers[entries++] = n;
}

/**
 * Lists the schools that children of a home who asked `origin` first may ask now, in order of site, with their weights: the weight within
 * the setting × e^(−b_d·way/λ) of the way between the two schools. Returns their number.
 */
function findCandidates(desk: Desk, search: Search, origin: number, home: number): number {
  const { all, weight } = desk.schools;
  const { setting } = desk.state.sites;
  const reach = travelLimit(desk.context.value) - firstWay(desk, origin, home);
  let found = 0;
  let nearestWay = Infinity;
  for (let i = 0; i < all.length; i++) {
    const site = all[i]!;
    if (search === "setting" && setting[site] !== setting[origin]) continue;
    // Families of towns and seats do not ask village schools of themselves.
    if (search === "county" && setting[site] === VILLAGE && home !== VILLAGE) continue;
    if (roomAt(desk, site) === 0) continue;
    const way = wayBetween(desk, origin, site);
    if (way > reach) continue;
    if (search === "nearest") {
      if (way >= nearestWay) continue;
      nearestWay = way;
      found = 0;
    }
    candidates[found] = site;
    // A school of no weight still takes children who have no other.
    weights[found++] = Math.max(weight[site]! * nearness(origin, site), 1e-300);
  }
  return found;
}

/** Schools answer: all who ask are admitted if there is room, otherwise tier by tier; the others stay on the list. */
function answer(desk: Desk): void {
  for (const site of desk.schools.all) lastAt[site] = -1;
  for (let e = 0; e < entries; e++) {
    before[e] = lastAt[targets[e]!]!;
    lastAt[targets[e]!] = e;
  }
  for (const site of desk.schools.all) {
    if (lastAt[site] === -1) continue;
    let total = 0;
    for (let e = lastAt[site]!; e >= 0; e = before[e]!) total += numbers[e]!;
    const room = roomAt(desk, site);
    if (total > room) turnSomeAway(desk, site, room);
    for (let e = lastAt[site]!; e >= 0; e = before[e]!) {
      enrol(desk, origins[e]!, site, kinds[e]!, numbers[e]!);
      follow(desk.context, inHand(e), inCell(site, desk.grade, groupOfApplicant(kinds[e]!)), numbers[e]!, numbers[e]!);
    }
  }
}

/** Takes those for whom a site has no room out of its list and puts them back among those turned away. */
function turnSomeAway(desk: Desk, site: number, room: number): void {
  const asking: number[] = [];
  for (let e = lastAt[site]!; e >= 0; e = before[e]!) asking.push(e);
  const setting = desk.state.sites.setting[site]!;
  const back = new Int32Array(asking.length);
  turnAway(
    asking.map((e) => numbers[e]!),
    asking.map((e) => tierOf(kinds[e]!, setting)),
    room,
    back,
    desk.context.stream("place.lottery"),
    lotteryAddress(desk, site),
  );
  asking.forEach((e, i) => {
    if (back[i] === 0) return;
    turn(desk, origins[e]!, kinds[e]!, back[i]!);
    follow(desk.context, inHand(e), inTurned(origins[e]!, kinds[e]!), back[i]!, numbers[e]!);
    numbers[e]! -= back[i]!;
  });
}
