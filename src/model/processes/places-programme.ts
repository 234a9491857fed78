import { noteDecision } from "../constraint-log.ts";
import type { YearContext } from "../context.ts";
import { SEAT, TEACHING_POINT, TOWN, VILLAGE, type CountyState } from "../state.ts";
import {
  found,
  mostRooms,
  neededSchool,
  PUPILS_PER_ROOM,
  roomsShort,
  smallestSchool,
  spareRows,
} from "./new-school.ts";
import type { Project } from "./projects.ts";

/** Rooms added at once to a school that is not itself crowded (assumed). */
const ROOMS_AT_ONCE = 6;

/** Cost of a class room with all that belongs to it: places × cost of a place, dearer in districts (whole yuan). */
function roomCost(state: CountyState, context: YearContext): number {
  const isDistrict = state.attributes.kind === "district" || state.attributes.kind === "zone";
  return Math.round(PUPILS_PER_ROOM * context.value(isDistrict ? "places.cost_district" : "places.cost_county"));
}

/**
 * Orders rooms where classes are too large, seat first, for at most `money` (yuan). Rooms a setting lacks go to a new school if
 * its schools are full, then to its own crowded sites as long as these stay under the largest school the standard allows, then
 * to the setting's smallest schools (WRK-2, WRK-3, WRK-10). What is wanted and ordered goes to the log (LOG-6).
 */
export function buildPlaces(state: CountyState, context: YearContext, money: number): void {
  const { sites } = state;
  const cost = roomCost(state, context);
  const payable = Math.floor(Math.max(money, state.cash) / cost);
  let left = Math.floor(money / cost);
  let bought = 0;
  let wanted = 0;
  for (const setting of [SEAT, TOWN, VILLAGE]) {
    let short = 0;
    const rows: number[] = [];
    for (let site = 0; site < sites.count; site++) {
      if (!sites.isOpen[site] || sites.setting[site] !== setting || sites.kind[site] === TEACHING_POINT) continue;
      rows.push(site);
      short += roomsShort(state, site);
    }
    if (short === 0) continue;
    wanted += short;
    const founded = foundSchools(state, context, setting, left);
    short -= founded;
    left -= founded;
    bought += founded;
    rows.sort((a, b) => roomsShort(state, b) - roomsShort(state, a) || sites.rooms[a]! - sites.rooms[b]! || a - b);
    for (const site of rows) {
      const own = roomsShort(state, site);
      const rooms = Math.min(
        short,
        left,
        own > 0 ? short : ROOMS_AT_ONCE,
        mostRooms(sites.kind[site]!) - sites.rooms[site]!,
      );
      const ordered = orderRooms(state, context, site, rooms);
      short -= ordered;
      left -= ordered;
      bought += ordered;
    }
  }
  const spent = bought * cost;
  // Beside the share of capital, rules keep rooms back: the largest school allowed, one order at a time.
  noteDecision(state.constraintLog, "build", wanted * cost, [
    ["budget-capital", payable * cost],
    ["policy-cap", spent],
  ]);
  state.cash -= spent;
  state.ledger.places += spent;
}

/** Orders rooms for a site. One order at a time: a new one would put off the opening of the rooms under way. */
function orderRooms({ sites }: CountyState, context: YearContext, site: number, rooms: number): number {
  if (rooms <= 0 || sites.roomsBuilding[site]! > 0) return 0;
  sites.roomsBuilding[site] = rooms;
  sites.roomsReady[site] = context.year + context.value("places.lead_years");
  return rooms;
}

/** Founds the schools a seat or town needs, as far as `rooms` can be paid and rows are spare; returns the rooms ordered. */
function foundSchools(state: CountyState, context: YearContext, setting: number, rooms: number): number {
  let ordered = 0;
  for (const need of schoolsNeeded(state, context, setting)) {
    const size = Math.min(need.rooms, rooms - ordered);
    if (size < smallestSchool(need.stage) || spareRows(state) === 0) continue;
    found(state, context, need, size);
    ordered += size;
  }
  return ordered;
}

function schoolsNeeded(state: CountyState, context: YearContext, setting: number) {
  if (setting === VILLAGE || context.value("places.new_schools") === 0) return [];
  return ([0, 1] as const).flatMap((stage) => neededSchool(state, setting, stage) ?? []);
}

/** Rooms and new schools as projects, for objectives under which places compete with gaps (WRK-9). */
export function placeProjects(state: CountyState, context: YearContext): Project[] {
  const { sites } = state;
  const common = { kind: 0, unitCost: roomCost(state, context), line: "places" } as const;
  const projects: Project[] = [];
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site] || sites.kind[site] === TEACHING_POINT || sites.roomsBuilding[site]! > 0) continue;
    const short = roomsShort(state, site);
    const units = Math.min(short, mostRooms(sites.kind[site]!) - sites.rooms[site]!);
    if (units <= 0) continue;
    const lack = short / sites.classesWanted[site]!;
    projects.push({ ...common, site, units, least: 1, lack, buy: (n) => orderRooms(state, context, site, n) });
  }
  const needs = [SEAT, TOWN].flatMap((setting) => schoolsNeeded(state, context, setting));
  for (const need of needs.slice(0, spareRows(state))) {
    const lack = roomsShort(state, need.relieves) / sites.classesWanted[need.relieves]!;
    const buy = (rooms: number) => found(state, context, need, rooms);
    projects.push({ ...common, site: need.relieves, units: need.rooms, least: smallestSchool(need.stage), lack, buy });
  }
  return projects;
}
