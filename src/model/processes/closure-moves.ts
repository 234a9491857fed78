import { binomial } from "../../core/distributions.ts";
import { siteEnrolment } from "../cells.ts";
import type { YearContext } from "../context.ts";
import { placeTeacher } from "../staff-counts.ts";
import { follow, inCell, inRelocating } from "../pupil-trail.ts";
import {
  cell,
  FIRST_JUNIOR_GRADE,
  GRADES,
  GROUPS,
  HOMES,
  JUNIOR,
  teaches,
  VILLAGE,
  wayKm,
  type CountyState,
} from "../state.ts";

/** A closure moves pupils far, and a bus may bring them, if it lengthens their way by more than this (km; the walking limit of local rules). */
export const FAR_KM = 3;
/** Of the pupils a closure moved far, those of the last grade leave each year: one grade in six, in junior schools one in three. */
const STAYING = 5 / 6;
const STAYING_JUNIOR = 2 / 3;

/** A year later: who was moved this year was moved a year ago, and one grade of those moved far has left (rule NET-12). */
export function ageMoved({ sites }: CountyState): void {
  const { wayGrew, movedFar, kind, count } = sites;
  for (let site = 0; site < count; site++) {
    wayGrew[site * 2 + 1] = wayGrew[site * 2]!;
    wayGrew[site * 2] = 0;
    if (movedFar[site] === 0) continue;
    movedFar[site] = Math.floor(movedFar[site]! * (kind[site] === JUNIOR ? STAYING_JUNIOR : STAYING));
  }
}

/** Gives buses to a share of the pupils moved far, the share being that of the setting they go to school in (rule NET-12). */
export function sendBuses({ sites }: CountyState, context: YearContext): void {
  for (let site = 0; site < sites.count; site++) {
    const share = context.valueAt("consolidation.bus_share", sites.setting[site]!);
    const far = sites.isOpen[site] ? Math.min(sites.movedFar[site]!, siteEnrolment(sites, site)) : 0;
    sites.busRiders[site] = Math.round(share * far);
  }
}

/** Yearly cost of the school buses (yuan). */
export function busCost({ sites }: CountyState, context: YearContext): number {
  let riders = 0;
  for (let site = 0; site < sites.count; site++) riders += sites.busRiders[site]!;
  return riders * Math.round(context.value("consolidation.bus_cost"));
}

/**
 * Moves the pupils of a site from grade `first` on (position) to the receiver, but for those who leave for the seat (rule NET-8).
 * Draws one binomial per cell. Returns the number who went to the receiver.
 */
export function movePupils(
  state: CountyState,
  context: YearContext,
  site: number,
  receiver: number,
  first: number,
): number {
  const { pupils, sites } = state;
  const leaving = context.stream("closure.pupils");
  const share = context.value("consolidation.leaver_share");
  const way = wayKm(sites, site, receiver);
  for (let stage = 0; stage < 2; stage++) {
    for (let home = 0; home < HOMES; home++) mixMoved(state, site, receiver, stage, home, way, first);
  }
  let moved = 0;
  for (let grade = first; grade < GRADES; grade++) {
    for (let group = 0; group < GROUPS; group++) {
      const from = cell(site, grade, group);
      const n = pupils[from]!;
      if (n === 0) continue;
      const gone = binomial(n, share, leaving, from);
      state.relocating[grade * GROUPS + group]! += gone;
      pupils[cell(receiver, grade, group)]! += n - gone;
      follow(context, inCell(site, grade, group), inRelocating(grade, group), gone, n);
      follow(context, inCell(site, grade, group), inCell(receiver, grade, group), n - gone, n - gone);
      pupils[from] = 0;
      moved += n - gone;
    }
  }
  countMoved(state, site, receiver, moved, way);
  return moved;
}

/** Remembers whose way grew: this year's, and those whom an earlier closure had brought to the site. */
function countMoved({ sites }: CountyState, site: number, receiver: number, moved: number, way: number): void {
  const { wayGrew, movedFar } = sites;
  wayGrew[receiver * 2]! += moved;
  wayGrew[receiver * 2 + 1]! += Math.min(moved, wayGrew[site * 2 + 1]!);
  movedFar[receiver]! += way > FAR_KM ? moved : Math.min(moved, movedFar[site]!);
  wayGrew[site * 2] = 0;
  wayGrew[site * 2 + 1] = 0;
  movedFar[site] = 0;
}

/** The moved pupils' way grows by the way between the two schools. */
function mixMoved(
  state: CountyState,
  site: number,
  receiver: number,
  stage: number,
  home: number,
  way: number,
  first: number,
): void {
  const { travelKm } = state.sites;
  const moved = byHome(state.pupils, site, stage, home, first);
  if (moved === 0) return;
  const before = byHome(state.pupils, receiver, stage, home, 0);
  const to = (receiver * 2 + stage) * 3 + home;
  travelKm[to] = (travelKm[to]! * before + (travelKm[(site * 2 + stage) * 3 + home]! + way) * moved) / (before + moved);
}

/** Pupils of a stage and home at a site from grade `first` on (persons). */
function byHome(pupils: Int32Array, site: number, stage: number, home: number, first: number): number {
  let sum = 0;
  const last = stage === 0 ? FIRST_JUNIOR_GRADE : GRADES;
  for (let grade = Math.max(first, stage === 0 ? 0 : FIRST_JUNIOR_GRADE); grade < last; grade++) {
    for (let group = home; group < GROUPS; group += HOMES) sum += pupils[cell(site, grade, group)]!;
  }
  return sum;
}

/** The closed school's village children now belong to the receiving school's catchment, if that is a village school (rule NET-7). */
export function moveCatchment({ sites }: CountyState, site: number, receiver: number): void {
  const share = sites.catchment[site]!;
  sites.catchment[site] = 0;
  if (share === 0) return;
  const way = sites.catchmentKm[site]! + wayKm(sites, site, receiver);
  const before = sites.catchment[receiver]!;
  if (sites.setting[receiver] === VILLAGE) {
    sites.catchment[receiver] = before + share;
    sites.catchmentKm[receiver] = (sites.catchmentKm[receiver]! * before + way * share) / (before + share);
  } else shareOut(sites, share);
}

/** A catchment received in town has no village school left; the remaining village schools' catchments keep their proportions. */
function shareOut({ catchment, isOpen, count }: CountyState["sites"], share: number): void {
  if (share >= 1) return;
  for (let site = 0; site < count; site++) if (isOpen[site]) catchment[site]! /= 1 - share;
}

/** A township whose central school closed or was kept as a teaching point takes the receiving one (rule NET-7). */
export function replaceCentral(
  { centralPrimary, centralJunior, sites }: CountyState,
  site: number,
  receiver: number,
): void {
  [centralPrimary, centralJunior].forEach((central, stage) => {
    for (let t = 0; t < central.length; t++) {
      if (central[t] === site) central[t] = teaches(sites.kind[receiver]!, stage) ? receiver : -1;
    }
  });
}

/** Teachers of schools closed this year follow to the receiving school, or to the one that received that (rule NET-7). */
export function moveTeachers(state: CountyState, year: number): void {
  const { sites, teachers } = state;
  const final = (site: number) => {
    let at = site;
    while (!sites.isOpen[at]) at = sites.receiver[at]!;
    return at;
  };
  const { isOpen } = sites;
  const { homeSite, site, arrivedYear, count } = teachers;
  for (let t = 0; t < count; t++) {
    const stays = isOpen[site[t]!] === 1;
    if (stays && isOpen[homeSite[t]!]) continue;
    placeTeacher(state, t, final(site[t]!), final(homeSite[t]!), stays ? arrivedYear[t]! : year);
  }
}
