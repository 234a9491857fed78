import { binomial } from "../../core/distributions.ts";
import { enrolmentByHome, siteEnrolment } from "../cells.ts";
import type { YearContext } from "../context.ts";
import { moveEquipment } from "../equipment.ts";
import { gradesTaught } from "../schools.ts";
import {
  cell,
  GRADES,
  GROUPS,
  JUNIOR,
  NINE_YEAR,
  PRIMARY,
  teaches,
  TEACHING_POINT,
  VILLAGE,
  wayKm,
  type CountyState,
  stageEnrolment,
} from "../state.ts";

/** A village school below this size that cannot close becomes a teaching point of grades 1–4 (pupils; the standard's line). */
const SMALLEST_SCHOOL = 50;

/**
 * Closes schools into receiving schools. Rules NET-1 to NET-8.
 *
 * A site is a candidate if its enrolment is below the threshold of its kind; each year a share of candidates is proposed.
 * It closes only if an open receiving school with room for all its pupils lies within the travel limit and, in a village,
 * consent is given; otherwise the reason is counted, and a village school below 50 pupils becomes a teaching point, which the
 * standard leaves out. A site without pupils closes. Equipment and teachers go to the receiving
 * school, rooms and grounds do not; a share of the pupils leaves for the seat instead.
 *
 * Writes `sites`, `pupils`, `relocating`, `teachers.site`, `tally`. Draws one uniform for proposal and one for consent per site.
 */
export function consolidate(state: CountyState, context: YearContext): void {
  const { sites, tally } = state;
  const proposal = context.stream("closure.proposal");
  const consent = context.stream("closure.consent");
  const travelLimit = context.value("consolidation.travel_limit_km");
  const rate = context.value("consolidation.proposal_rate");
  const consentShare = context.value("consolidation.consent_share");
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site] || sites.kind[site] === NINE_YEAR || isFilling(sites, site, context.year)) continue;
    const enrolment = siteEnrolment(state.sites, site);
    if (enrolment >= threshold(sites.kind[site]!, context)) continue;
    if (enrolment > 0 && proposal.uniform(site) >= rate) continue;
    const receiver = findReceiver(state, site, enrolment);
    const needsConsent = enrolment > 0 && sites.setting[site] === VILLAGE;
    if (receiver < 0) tally.closuresBlockedByPlaces++;
    else if (enrolment > 0 && wayKm(sites, site, receiver) > travelLimit) tally.closuresBlockedByTravel++;
    else if (needsConsent && consent.uniform(site) >= consentShare) tally.closuresBlockedByConsent++;
    else {
      close(state, context, site, receiver);
      continue;
    }
    if (sites.kind[site] === PRIMARY && sites.setting[site] === VILLAGE && enrolment < SMALLEST_SCHOOL)
      sites.kind[site] = TEACHING_POINT;
  }
  if (tally.closedSites > 0) moveTeachers(state, context.year);
}

/** True for a founded school until its first pupils have reached its last grade (WRK-11). */
function isFilling({ openedYear, kind }: CountyState["sites"], site: number, year: number): boolean {
  return openedYear[site]! > 0 && year < openedYear[site]! + gradesTaught(kind[site]!);
}

function threshold(kind: number, context: YearContext): number {
  if (kind === TEACHING_POINT) return context.value("consolidation.min_pupils_point");
  return context.value(kind === JUNIOR ? "consolidation.min_pupils_junior" : "consolidation.min_pupils_primary");
}

/** Teachers of schools closed this year follow to the receiving school, or to the one that received that. */
function moveTeachers({ sites, teachers }: CountyState, year: number): void {
  const final = (site: number) => {
    let at = site;
    while (!sites.isOpen[at]) at = sites.receiver[at]!;
    return at;
  };
  for (let t = 0; t < teachers.count; t++) {
    if (!sites.isOpen[teachers.homeSite[t]!]) teachers.homeSite[t] = final(teachers.homeSite[t]!);
    if (sites.isOpen[teachers.site[t]!]) continue;
    teachers.site[t] = final(teachers.site[t]!);
    teachers.arrivedYear[t] = year;
  }
}

/** The nearest open school of the stage, no teaching point, with places for all; −1 if there is none. */
function findReceiver(state: CountyState, site: number, enrolment: number): number {
  const { sites } = state;
  const stage = sites.kind[site] === JUNIOR ? 1 : 0;
  const regulated = stage === 0 ? 45 : 50;
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
    const room = sites.rooms[other]! * regulated - siteEnrolment(state.sites, other);
    if (room < enrolment) continue;
    best = other;
    bestWay = way;
  }
  return best;
}

function close(state: CountyState, context: YearContext, site: number, receiver: number): void {
  const { sites, tally } = state;
  movePupils(state, context, site, receiver);
  sites.isOpen[site] = 0;
  sites.receiver[site] = receiver;
  moveEquipment(sites, site, receiver);
  sites.multimediaRooms[site] = 0;
  moveCatchment(state, site, receiver);
  for (let stage = 0; stage < 2; stage++) {
    for (const row of [site, receiver]) sites.enrolment[row * 2 + stage] = stageEnrolment(state.pupils, row, stage);
  }
  replaceCentral(state.centralPrimary, state, site, 0);
  replaceCentral(state.centralJunior, state, site, 1);
  tally.closedSites++;
  if (context.year >= 2025) tally.closedSince2025++;
}

function movePupils(state: CountyState, context: YearContext, site: number, receiver: number): void {
  const { pupils, sites } = state;
  const leaving = context.stream("closure.pupils");
  const share = context.value("consolidation.leaver_share");
  const way = wayKm(sites, site, receiver);
  for (let stage = 0; stage < 2; stage++) {
    for (let home = 0; home < 3; home++) mixMoved(state, site, receiver, stage, home, way);
  }
  for (let grade = 0; grade < GRADES; grade++) {
    for (let group = 0; group < GROUPS; group++) {
      const from = cell(site, grade, group);
      const n = pupils[from]!;
      if (n === 0) continue;
      const gone = binomial(n, share, leaving, from);
      state.relocating[grade * GROUPS + group]! += gone;
      pupils[cell(receiver, grade, group)]! += n - gone;
      pupils[from] = 0;
    }
  }
}

/** The moved pupils' way grows by the way between the two schools. */
function mixMoved(state: CountyState, site: number, receiver: number, stage: number, home: number, way: number): void {
  const { travelKm } = state.sites;
  const before = enrolmentByHome(state.pupils, receiver, stage, home);
  const moved = enrolmentByHome(state.pupils, site, stage, home);
  if (moved === 0) return;
  const to = (receiver * 2 + stage) * 3 + home;
  travelKm[to] = (travelKm[to]! * before + (travelKm[(site * 2 + stage) * 3 + home]! + way) * moved) / (before + moved);
}

/** The closed school's village children now belong to the receiving school's catchment, if that is a village school. */
function moveCatchment({ sites }: CountyState, site: number, receiver: number): void {
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

/** A township whose central school closed takes the receiving one. */
function replaceCentral(central: Int16Array, { sites }: CountyState, site: number, stage: number): void {
  for (let t = 0; t < central.length; t++) {
    if (central[t] !== site) continue;
    const receiver = sites.receiver[site]!;
    central[t] = teaches(sites.kind[receiver]!, stage) ? receiver : -1;
  }
}
