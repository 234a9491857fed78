import { siteEnrolment } from "../cells.ts";
import type { YearContext } from "../context.ts";
import { largestSchool } from "../schools.ts";
import { HOMES, JUNIOR, NINE_YEAR, PRIMARY, TEACHING_POINT, type CountyState } from "../state.ts";
import { buyEquipment } from "../equipment.ts";
import { EQUIPMENT, MULTIMEDIA, SPORTS_AREA, TEACHING_AREA, thresholdFor } from "./gaps.ts";

/** Rooms of the smallest school that is founded: two classes a grade of a primary, three of a junior school (assumed). */
const SMALLEST = [12, 9] as const;
/** Pupils a room is built for. */
export const PUPILS_PER_ROOM = 45;

/** A school that a setting needs: the stage it teaches, its rooms, and the site it is to relieve. */
export interface NeededSchool {
  readonly stage: 0 | 1;
  readonly rooms: number;
  readonly relieves: number;
}

/** Fewest rooms of a founded school of a stage. */
export function smallestSchool(stage: 0 | 1): number {
  return SMALLEST[stage];
}

/** Most rooms a site may have. */
export function mostRooms(kind: number): number {
  return Math.floor(largestSchool(kind) / PUPILS_PER_ROOM);
}

/** Rooms a site lacks, those under construction counted, to teach every grade in classes of regulated size. */
export function roomsShort({ sites }: CountyState, site: number): number {
  return Math.max(0, sites.classesWanted[site]! - sites.rooms[site]! - sites.roomsBuilding[site]!);
}

/**
 * The school a setting needs for a stage (WRK-10): all its schools of the stage stand at the largest size the standard allows
 * and still lack rooms for a school, and none is under construction. Nine-year schools count with the primary stage (assumed).
 */
export function neededSchool(state: CountyState, setting: number, stage: 0 | 1): NeededSchool | undefined {
  const { sites } = state;
  let short = 0;
  let relieves = -1;
  for (let site = 0; site < sites.count; site++) {
    const kind = sites.kind[site]!;
    const isOfStage = stage === 1 ? kind === JUNIOR : kind === PRIMARY || kind === NINE_YEAR;
    if (sites.setting[site] !== setting || !isOfStage) continue;
    if (isUnderConstruction(state, site)) return undefined;
    if (!sites.isOpen[site]) continue;
    if (sites.rooms[site]! + sites.roomsBuilding[site]! < mostRooms(kind)) return undefined;
    short += roomsShort(state, site);
    if (relieves < 0 || roomsShort(state, site) > roomsShort(state, relieves)) relieves = site;
  }
  const rooms = Math.min(short, mostRooms(PRIMARY));
  return rooms >= SMALLEST[stage] ? { stage, rooms, relieves } : undefined;
}

/** True for a row of the site table that has never been a school. */
function isSpare({ sites }: CountyState, site: number): boolean {
  return !sites.isOpen[site] && sites.receiver[site]! < 0 && sites.openedYear[site] === 0;
}

/** Rows of the site table that can still become a school. */
export function spareRows(state: CountyState): number {
  let rows = 0;
  for (let site = 0; site < state.sites.count; site++) if (isSpare(state, site)) rows++;
  return rows;
}

function isUnderConstruction({ sites }: CountyState, site: number): boolean {
  return !sites.isOpen[site] && sites.receiver[site]! < 0 && sites.openedYear[site]! > 0;
}

/**
 * Founds a school in a spare row (WRK-10), at most a kilometre east or west and north or south of the school it relieves; it opens after the lead time.
 * Takes the first spare row; there must be one. Draws two uniforms by the row, which is permanent.
 */
export function found(state: CountyState, context: YearContext, need: NeededSchool, rooms: number): void {
  const { sites } = state;
  let site = 0;
  while (!isSpare(state, site)) site++;
  const stream = context.stream("new-site");
  sites.kind[site] = need.stage === 0 ? PRIMARY : JUNIOR;
  sites.setting[site] = sites.setting[need.relieves]!;
  sites.township[site] = sites.township[need.relieves]!;
  sites.x[site] = sites.x[need.relieves]! + 2 * stream.uniform(site, 0) - 1;
  sites.y[site] = sites.y[need.relieves]! + 2 * stream.uniform(site, 1) - 1;
  sites.roomsBuilding[site] = rooms;
  sites.openedYear[site] = context.year + context.value("places.lead_years");
  sites.roomsReady[site] = sites.openedYear[site]!;
}

/**
 * Opens the founded schools whose year has come (WRK-11): with the rooms ordered, stocks at the thresholds of the 2017 edition
 * for full classes (paid with the places), no beds, and the mean quality of its setting.
 */
export function openFounded(state: CountyState, year: number): void {
  const { sites, tally } = state;
  for (let site = 0; site < sites.count; site++) {
    if (!isUnderConstruction(state, site) || sites.openedYear[site]! > year) continue;
    const rooms = sites.roomsBuilding[site]!;
    const pupils = rooms * PUPILS_PER_ROOM;
    const ask = (indicator: number) =>
      Math.ceil(sites.kind[site] === JUNIOR ? thresholdFor(0, pupils, indicator) : thresholdFor(pupils, 0, indicator));
    sites.rooms[site] = rooms;
    sites.roomsBuilding[site] = 0;
    sites.teachingArea[site] = ask(TEACHING_AREA);
    sites.sportsArea[site] = ask(SPORTS_AREA);
    sites.multimediaRooms[site] = ask(MULTIMEDIA);
    sites.musicRooms[site] = sites.artRooms[site] = Math.ceil(rooms / 12);
    buyEquipment(sites, site, ask(EQUIPMENT));
    sites.canGrow[site] = 1;
    sites.principalSince[site] = year;
    furnishWithQuality(state, site);
    const ways = state.wayKm;
    for (let at = 0; at < 2 * HOMES; at++) {
      sites.travelKm[site * 2 * HOMES + at] = ways[(at % HOMES) * 3 + sites.setting[site]!]!;
    }
    sites.isOpen[site] = 1;
    tally.newSites++;
  }
}

/** Pupil-weighted mean quality and tendency of the open schools of the new school's setting. */
function furnishWithQuality({ sites }: CountyState, site: number): void {
  let weight = 0;
  let quality = 0;
  let base = 0;
  for (let other = 0; other < sites.count; other++) {
    if (!sites.isOpen[other] || sites.setting[other] !== sites.setting[site] || sites.kind[other] === TEACHING_POINT)
      continue;
    const n = siteEnrolment(sites, other);
    weight += n;
    quality += n * sites.quality[other]!;
    base += n * sites.baseQuality[other]!;
  }
  sites.quality[site] = weight > 0 ? quality / weight : 0;
  sites.baseQuality[site] = weight > 0 ? base / weight : 0;
  sites.qualityAgo.fill(sites.quality[site]!, site * 2, site * 2 + 2);
}
