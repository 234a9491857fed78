import { REGULATED_SIZE } from "../class-size.ts";
import { siteEnrolment } from "../cells.ts";
import { isOff } from "../constraint-switches.ts";
import type { YearContext } from "../context.ts";
import { cell, gradeEnrolment, JUNIOR, teaches, TEACHING_POINT, VILLAGE, wayKm, type CountyState } from "../state.ts";

/** Grades 1–3 may not board: a receiver beyond the travel limit takes pupils from this grade on (position; 国办发 practice, assumed). */
const FIRST_BOARDING_GRADE = 3;

/** Where the pupils of a site would go, or why they cannot. */
export interface Destination {
  /** Receiving site; −1 where there is none. */
  readonly receiver: number;
  /** `beds`: too far for a daily way, and no school beyond the limit has the beds. */
  readonly block: "none" | "places" | "travel" | "beds";
  /** True where the pupils must board. */
  readonly boards: boolean;
  /** First grade that moves (position); lower grades stay at a village site that is kept as a teaching point. */
  readonly firstMoving: number;
  /** Pupils who move (persons). */
  readonly moving: number;
}

/** Stage of a site that may close: 1 for junior schools, 0 for primary schools and teaching points. */
export function stageOf(state: CountyState, site: number): number {
  return state.sites.kind[site] === JUNIOR ? 1 : 0;
}

/**
 * Where the pupils of a site would go if it closed (rules NET-3, NET-4, NET-9, NET-10): the nearest school of the stage with
 * places for all who move, within the travel limit; beyond it only to a school with free beds, only where the county allows it,
 * and only if none of grades 1–3 would have to go. Limits may be taken away (LOG-10, LOG-11).
 */
export function destinationOf(state: CountyState, context: YearContext, site: number): Destination {
  const { sites } = state;
  const kept = keptGrades(state, context, site);
  let staying = 0;
  for (let grade = 0; grade < kept; grade++) staying += gradeEnrolment(state.pupils, site, grade);
  const firstMoving = staying > 0 ? kept : 0;
  const moving = siteEnrolment(sites, site) - staying;
  const places = isOff(context.value, "seats") ? -Infinity : moving;
  const receiver = nearestSchool(state, site, places, 0);
  if (receiver < 0) return { receiver, block: "places", boards: false, firstMoving, moving };
  const limit = isOff(context.value, "travel")
    ? Infinity
    : context.valueAt("consolidation.travel_limit_km", sites.setting[site]!);
  if (moving === 0 || wayKm(sites, site, receiver) <= limit) {
    return { receiver, block: "none", boards: false, firstMoving, moving };
  }
  const mayBoard = context.value("consolidation.boarding_receiver") > 0 && !hasYoung(state, site, firstMoving);
  const boarding = mayBoard ? nearestSchool(state, site, places, moving) : -1;
  if (boarding < 0) return { receiver, block: mayBoard ? "beds" : "travel", boards: false, firstMoving, moving };
  return { receiver: boarding, block: "none", boards: true, firstMoving, moving };
}

/** Grades a village site of the primary stage keeps as a teaching point (0: none). */
function keptGrades({ sites }: CountyState, context: YearContext, site: number): number {
  if (sites.setting[site] !== VILLAGE || sites.kind[site] === JUNIOR) return 0;
  return context.valueAt("consolidation.keep_points_to_grade", VILLAGE);
}

/** True if a pupil of grades 1–3 would have to move. */
function hasYoung({ pupils }: CountyState, site: number, firstMoving: number): boolean {
  for (let at = cell(site, firstMoving, 0); at < cell(site, FIRST_BOARDING_GRADE, 0); at++)
    if (pupils[at]! > 0) return true;
  return false;
}

/** Beds of a site that nobody sleeps in (count). */
function freeBeds({ sites }: CountyState, site: number): number {
  return sites.beds[site]! - sites.boarders[site * 2]! - sites.boarders[site * 2 + 1]!;
}

/** The nearest open school of the stage, no teaching point, with places for so many pupils and so many beds; −1 if there is none. */
function nearestSchool(state: CountyState, site: number, places: number, beds: number): number {
  const { sites } = state;
  const stage = stageOf(state, site);
  const regulated = REGULATED_SIZE[stage as 0 | 1];
  let best = -1;
  let bestWay = Infinity;
  for (let other = 0; other < sites.count; other++) {
    if (
      other === site ||
      !sites.isOpen[other] ||
      sites.kind[other] === TEACHING_POINT ||
      !teaches(sites.kind[other]!, stage)
    )
      continue;
    const way = wayKm(sites, site, other);
    if (way >= bestWay) continue;
    const room = sites.rooms[other]! * regulated - siteEnrolment(sites, other);
    if (room < places || (beds > 0 && freeBeds(state, other) < beds)) continue;
    best = other;
    bestWay = way;
  }
  return best;
}
