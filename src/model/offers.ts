import { cumulate, split, weightedClasses } from "../core/urn.ts";
import {
  enrol,
  firstWay,
  hasTurned,
  lotteryAddress,
  nearness,
  roomAt,
  turn,
  turnedFrom,
  wayBetween,
  type Desk,
} from "./desk.ts";
import { APPLICANTS, applications, groupOfApplicant, tierOf, turnAway } from "./lottery.ts";
import { follow, inCell, inHand, inTurned } from "./pupil-trail.ts";
import { HOMES, VILLAGE } from "./state.ts";

/** Where those turned away may ask: schools of the setting they chose, of the whole county, or only the nearest with room. */
export type Search = "setting" | "county" | "nearest";

/** Scratch columns by site, grown to the largest county met. */
const hall = {
  sites: 0,
  /** Schools with room in this round, in order of site. */
  open: new Int32Array(0),
  /** Schools one family may ask now with their weights, and how many of a kind ask each. */
  candidates: new Int32Array(0),
  choice: weightedClasses(0),
  /**
   * The list of candidates holds for every reach from `within` (the longest way on it) to below `beyond` (the shortest left out for its
   * length), with or without village schools.
   */
  within: 0,
  beyond: 0,
  hasVillages: false,
  counts: new Int32Array(0),
  /** Last entry of the lists by the site asked now; −1: none. */
  lastAt: new Int32Array(0),
};

/** Who asks where in one round, `entries` long: the site asked first, the site asked now, kind of applicant and number. */
let entries = 0;
let origins = new Int32Array(0);
let targets = new Int32Array(0);
let kinds = new Uint8Array(0);
let numbers = new Int32Array(0);
/** The entry before each one at the same site; −1: none. */
let before = new Int32Array(0);
/** Those who ask one school. */
let asking = applications(APPLICANTS);

function openHall(sites: number): void {
  if (hall.sites >= sites) return;
  const n = (hall.sites = sites + 16);
  hall.open = new Int32Array(n);
  hall.candidates = new Int32Array(n);
  hall.choice = weightedClasses(n);
  hall.counts = new Int32Array(n);
  hall.lastAt = new Int32Array(n);
}

/** Makes room for the lists: no entry is empty, so there are no more than children turned away. */
function openLists(most: number): void {
  entries = 0;
  if (origins.length >= most) return;
  const n = 2 * most;
  origins = new Int32Array(n);
  targets = new Int32Array(n);
  kinds = new Uint8Array(n);
  numbers = new Int32Array(n);
  before = new Int32Array(n);
  asking = applications(n + APPLICANTS);
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
  openHall(desk.state.sites.count);
  openLists(desk.turned);
  let open = 0;
  for (let i = 0; i < all.length; i++) if (roomAt(desk, all[i]!) > 0) hall.open[open++] = all[i]!;
  if (open === 0) return false;
  for (let i = 0; i < all.length; i++) {
    const origin = all[i]!;
    if (!hasTurned(origin)) continue;
    hall.within = Infinity; // No list yet.
    for (let home = 0; home < HOMES; home++) {
      if (!isAsking(origin, home, includes)) continue;
      const found = findCandidates(desk, search, origin, home, open);
      if (found > 0) askFrom(desk, origin, home, includes);
    }
  }
  return entries > 0;
}

function isAsking(origin: number, home: number, includes: (kind: number) => boolean): boolean {
  for (let kind = home; kind < APPLICANTS; kind += HOMES)
    if (turnedFrom(origin, kind) > 0 && includes(kind)) return true;
  return false;
}

/** Children of a home who asked `origin` first draw one of the candidates. */
function askFrom(desk: Desk, origin: number, home: number, includes: (kind: number) => boolean): void {
  const { candidates, choice, counts } = hall;
  const { context, round, grade, redraw } = desk;
  for (let kind = home; kind < APPLICANTS; kind += HOMES) {
    const n = turnedFrom(origin, kind);
    if (n === 0 || !includes(kind)) continue;
    counts.fill(0, 0, choice.count);
    split(n, choice, counts, redraw, ((round * 9 + grade) * 4096 + origin) * APPLICANTS + kind);
    turn(desk, origin, kind, -n);
    let left = n;
    for (let i = 0; i < choice.count; i++) {
      if (counts[i] === 0) continue;
      if (context.trail) follow(context, inTurned(origin, kind), inHand(entries), counts[i]!, left);
      left -= counts[i]!;
      origins[entries] = origin;
      targets[entries] = candidates[i]!;
      kinds[entries] = kind;
      numbers[entries++] = counts[i]!;
    }
  }
}

/**
 * Lists the schools with room that children of a home who asked `origin` first may ask now, in order of site, with their weights: the weight
 * within the setting × e^(−b_d·way/λ) of the way between the two schools. Returns their number.
 */
function findCandidates(desk: Desk, search: Search, origin: number, home: number, open: number): number {
  const { choice } = hall;
  const reach = desk.limitKm - firstWay(desk, origin, home);
  // Families of towns and seats do not ask village schools of themselves.
  const asksVillages = search !== "county" || home === VILLAGE;
  // Another home of the same origin may well have the same list.
  if (asksVillages === hall.hasVillages && reach >= hall.within && reach < hall.beyond) return choice.count;
  hall.hasVillages = asksVillages;
  cumulate(choice, listCandidates(desk, search, origin, asksVillages, reach, open));
  return choice.count;
}

function listCandidates(
  desk: Desk,
  search: Search,
  origin: number,
  asksVillages: boolean,
  reach: number,
  open: number,
): number {
  const { weight } = desk.schools;
  const { setting } = desk.state.sites;
  const { candidates, choice } = hall;
  const own = setting[origin]!;
  const isInSetting = search === "setting";
  const isNearest = search === "nearest";
  let found = 0;
  let within = -Infinity;
  let beyond = Infinity;
  for (let i = 0; i < open; i++) {
    const site = hall.open[i]!;
    if (isInSetting ? setting[site] !== own : !asksVillages && setting[site] === VILLAGE) continue;
    const way = wayBetween(desk, origin, site);
    if (way > reach) {
      if (way < beyond) beyond = way;
      continue;
    }
    if (isNearest) {
      if (found > 0 && way >= within) continue;
      found = 0;
      within = way;
    } else if (way > within) within = way;
    candidates[found] = site;
    // A school of no weight still takes children who have no other.
    choice.weights[found++] = Math.max(weight[site]! * nearness(origin, site), 1e-300);
  }
  hall.within = within;
  hall.beyond = beyond;
  return found;
}

/** Schools answer: all who ask are admitted if there is room, otherwise tier by tier; the others stay on the list. */
function answer(desk: Desk): void {
  const { lastAt } = hall;
  const { context, schools, grade } = desk;
  lastAt.fill(-1);
  for (let e = 0; e < entries; e++) {
    before[e] = lastAt[targets[e]!]!;
    lastAt[targets[e]!] = e;
  }
  for (const site of schools.all) {
    if (lastAt[site] === -1) continue;
    let total = 0;
    for (let e = lastAt[site]!; e >= 0; e = before[e]!) total += numbers[e]!;
    const room = roomAt(desk, site);
    if (total > room) turnSomeAway(desk, site, room);
    for (let e = lastAt[site]!; e >= 0; e = before[e]!) {
      const n = numbers[e]!;
      if (n === 0) continue;
      enrol(desk, origins[e]!, site, kinds[e]!, n);
      if (context.trail) follow(context, inHand(e), inCell(site, grade, groupOfApplicant(kinds[e]!)), n, n);
    }
  }
}

/** Takes those for whom a site has no room out of its list and puts them back among those turned away. */
function turnSomeAway(desk: Desk, site: number, room: number): void {
  const setting = desk.state.sites.setting[site]!;
  asking.length = 0;
  for (let e = hall.lastAt[site]!; e >= 0; e = before[e]!) {
    asking.counts[asking.length] = numbers[e]!;
    asking.tiers[asking.length++] = tierOf(kinds[e]!, setting);
  }
  turnAway(asking, room, desk.lottery, lotteryAddress(desk, site));
  let i = 0;
  for (let e = hall.lastAt[site]!; e >= 0; e = before[e]!) {
    const back = asking.rejected[i++]!;
    if (back === 0) continue;
    turn(desk, origins[e]!, kinds[e]!, back);
    if (desk.context.trail) follow(desk.context, inHand(e), inTurned(origins[e]!, kinds[e]!), back, numbers[e]!);
    numbers[e]! -= back;
  }
}
