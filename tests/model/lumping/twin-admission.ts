import type { YearContext } from "../../../src/model/context.ts";
import { CHANCES, driftTaste, settingChances } from "../../../src/model/place-choice.ts";
import { isPreparing } from "../../../src/model/queue.ts";
import { openSchools, places, type OpenSchools } from "../../../src/model/schools.ts";
import * as m from "../../../src/model/state.ts";
import { choose, shuffle, streamOf, writeCounts, type Child, type Twin } from "./twin-child.ts";
import { headsOf } from "./twin-year.ts";

/** A child who asks for a place: the school asked first and now, and whether the family applies by points. */
interface Asking {
  readonly child: Child;
  readonly byPoints: boolean;
  first: number;
  now: number;
}

/** Admission to one grade. */
interface Desk {
  readonly twin: Twin;
  readonly state: m.CountyState;
  readonly context: YearContext;
  readonly schools: OpenSchools;
  readonly heads: Float64Array;
  readonly room: (site: number) => number;
  readonly enrolled: Float64Array;
  size: number;
  isStrict: boolean;
  turned: Asking[];
}

/** Rules ADM-1 to ADM-8 under "larger classes", child by child. */
export function admitOneByOne(twin: Twin, state: m.CountyState, context: YearContext): void {
  receive(twin, state, context);
  const byGrade = Array.from({ length: m.GRADES }, () => [] as Child[]);
  for (const child of twin.children) byGrade[child.grade]!.push(child);
  let heads: Float64Array = new Float64Array(0);
  const taste = new Float64Array(3);
  for (const [first, end] of [
    [0, 4],
    [4, 6],
    [6, 9],
  ] as const) {
    const schools = openSchools(state, first, context.value, streamOf(twin.random));
    if (first !== 4) {
      heads = headsOf(twin, schools.stage, state.sites.count);
      driftTaste(state, schools, context.value);
      for (let k = 0; k < 3; k++) taste[k] = state.placeTaste[schools.stage * 3 + k]! + context.shock.flow;
    }
    for (let grade = first; grade < end; grade++)
      admitGrade(twin, byGrade[grade]!, state, context, schools, taste, grade, heads);
  }
  twin.children = twin.children.filter((child) => child.site >= 0);
  for (const child of twin.children) child.isMoving = false;
  writeCounts(twin, state);
}

function receive({ children, random }: Twin, { pupilFlows }: m.CountyState, { nation }: YearContext): void {
  const add = (lane: number, home: number, residency: number) =>
    children.push({ site: -1, grade: lane >> 1, income: lane & 1, residency, home, isMoving: false });
  for (let lane = 0; lane < 18; lane++) {
    for (let i = 0; i < nation.arrivals[lane]!; i++) add(lane, random() < 0.8 ? m.SEAT : m.TOWN, m.MIGRANT);
    for (let i = 0; i < nation.returners[lane]!; i++) add(lane, m.VILLAGE, m.LOCAL);
    pupilFlows.arrivals += nation.arrivals[lane]!;
    pupilFlows.returners += nation.returners[lane]!;
  }
}

function admitGrade(
  twin: Twin,
  children: readonly Child[],
  state: m.CountyState,
  context: YearContext,
  schools: OpenSchools,
  taste: Float64Array,
  grade: number,
  heads: Float64Array,
): void {
  const { value } = context;
  const { random } = twin;
  const asking: Asking[] = [];
  const chances = new Float64Array(CHANCES);
  settingChances(schools, grade, value, taste, chances);
  const residence = value("choice.residence_tier_share") * value("migration.entry_share_county");
  const enrolled = new Float64Array(state.sites.count);
  for (const child of children) {
    if (child.site >= 0) enrolled[child.site]!++;
    else {
      const own = chances.subarray((child.income * 3 + child.home) * 3, (child.income * 3 + child.home) * 3 + 3);
      const setting = child.isMoving && own[m.SEAT]! > 0 ? m.SEAT : choose(own, random);
      const first = schools.rows[setting]![choose(schools.choices[setting]!.weights, random)]!;
      const byPoints = child.residency === m.MIGRANT && random() >= residence;
      asking.push({ child, byPoints, first, now: first });
    }
  }
  if (asking.length === 0) return;
  const desk: Desk = {
    ...{ twin, state, context, schools, heads, enrolled },
    size: schools.stage === 0 ? 45 : 50,
    isStrict: isPreparing(state.queue, context.year),
    turned: [],
    room: (site) => Math.max(0, places(state, site, schools.stage, desk.size, desk.isStrict) - enrolled[site]!),
  };
  answer(desk, asking);
  askAgain(desk, true);
  enlarge(desk);
}

/** ADM-5: each school takes the tiers in order, and lots decide within the one that does not fit. */
function answer(desk: Desk, asking: readonly Asking[]): void {
  const { sites } = desk.state;
  for (const site of desk.schools.all) {
    const list = asking.filter(({ now }) => now === site);
    if (list.length === 0) continue;
    const tier = ({ child, byPoints }: Asking) =>
      byPoints ? 2 : child.residency !== m.MIGRANT && child.home === sites.setting[site] ? 0 : 1;
    shuffle(list, desk.twin.random).sort((a, b) => tier(a) - tier(b));
    const room = desk.room(site);
    list.forEach((one, rank) => (rank < room ? place(desk, one, site) : desk.turned.push(one)));
  }
}

function place({ state, heads, schools, enrolled }: Desk, { child, first }: Asking, site: number): void {
  const { travelKm } = state.sites;
  const km = firstWay(state, schools, first, child.home) + m.wayKm(state.sites, first, site);
  const before = heads[site * 3 + child.home]!++;
  const at = (site * 2 + schools.stage) * 3 + child.home;
  travelKm[at] = (travelKm[at]! * before + km) / (before + 1);
  child.site = site;
  enrolled[site]!++;
}

function firstWay({ sites }: m.CountyState, { way }: OpenSchools, first: number, home: number): number {
  const setting = sites.setting[first]!;
  return home === m.VILLAGE && setting === m.VILLAGE ? sites.catchmentKm[first]! : way[home * 3 + setting]!;
}

/** ADM-4 and ADM-8: everyone turned away asks a school with room within reach, round by round, until nobody can. */
function askAgain(desk: Desk, isWithinSetting: boolean): void {
  for (;;) {
    const asking: Asking[] = [];
    const idle: Asking[] = [];
    for (const one of desk.turned) {
      const sites = candidates(desk, one, isWithinSetting);
      if (sites.length === 0) idle.push(one);
      else {
        one.now =
          sites[
            choose(
              sites.map((site) => weight(desk, one, site)),
              desk.twin.random,
            )
          ]!;
        asking.push(one);
      }
    }
    desk.turned = idle;
    if (asking.length === 0) return;
    answer(desk, asking);
  }
}

function candidates(desk: Desk, { child, first }: Asking, isWithinSetting: boolean): number[] {
  const { state, schools, context } = desk;
  const { setting } = state.sites;
  return schools.all.filter((site) => {
    if (isWithinSetting && setting[site] !== setting[first]) return false;
    if (!isWithinSetting && setting[site] === m.VILLAGE && child.home !== m.VILLAGE) return false;
    const way = firstWay(state, schools, first, child.home) + m.wayKm(state.sites, first, site);
    return desk.room(site) > 0 && way <= context.value("places.travel_limit_km");
  });
}

function weight({ state, schools, context }: Desk, { first }: Asking, site: number): number {
  const { value } = context;
  const perKm = value(schools.stage === 0 ? "choice.distance_weight_primary" : "choice.distance_weight_junior");
  return schools.weight[site]! * Math.exp((-perKm * m.wayKm(state.sites, first, site)) / value("choice.nesting"));
}

/** ADM-6: any school of the county, then the accepted size, then, for residents, classes of 66. */
function enlarge(desk: Desk): void {
  if (desk.turned.length === 0) return;
  askAgain(desk, false);
  const wasStrict = desk.isStrict;
  const accepted = Math.max(desk.size, desk.context.value("places.overflow_class_size"));
  const grow = (size: number) => {
    for (const isStrict of wasStrict ? [true, false] : [false]) {
      if (desk.turned.length === 0) return;
      Object.assign(desk, { size, isStrict });
      askAgain(desk, false);
    }
  };
  grow(accepted);
  giveUp(desk, ({ child }) => child.residency === m.MIGRANT);
  grow(Math.max(accepted, 66));
  giveUp(desk, () => true);
}

function giveUp(desk: Desk, isOut: (one: Asking) => boolean): void {
  const { tally, pupilFlows } = desk.state;
  const out = desk.turned.filter(isOut).length;
  desk.turned = desk.turned.filter((one) => !isOut(one));
  const hasRoom = desk.schools.all.some((site) => desk.room(site) > 0);
  pupilFlows.unplaced += out;
  tally.unplaced += out;
  tally[hasRoom ? "unplacedTooFar" : "unplacedNoRoom"] += out;
}
