import { siteEnrolment } from "../cells.ts";
import { noteDecision } from "../constraint-log.ts";
import type { Constraint } from "../constraints.ts";
import type { YearContext } from "../context.ts";
import { moveEquipment } from "../equipment.ts";
import { gradesTaught } from "../schools.ts";
import { JUNIOR, NINE_YEAR, PRIMARY, stageEnrolment, TEACHING_POINT, VILLAGE, type CountyState } from "../state.ts";
import { ageMoved, moveCatchment, movePupils, moveTeachers, replaceCentral, sendBuses } from "./closure-moves.ts";
import { rankProposals, SMALLEST_SCHOOL, THRESHOLD } from "./closure-ranking.ts";
import { destinationOf, stageOf, type Destination } from "./receiving-school.ts";

/**
 * Closes schools into receiving schools. Rules NET-1 to NET-12.
 *
 * A site is a candidate if its enrolment is below the threshold of its kind; each year a share of candidates is proposed, in the
 * order of the county's rule. It closes only if an open receiving school with room for all its pupils lies within the travel
 * limit (or has beds, where the county allows it) and, in a village, consent is given; otherwise the reason is counted, and a
 * village school below 50 pupils becomes a teaching point, which the standard leaves out. The lowest grades may stay at
 * the village as a teaching point. A site without pupils closes. Equipment and teachers go to the receiving school, rooms and
 * grounds do not; a share of the pupils leaves for the seat instead.
 *
 * Writes `sites`, `pupils`, `relocating`, `teachers.site`, `tally`, `constraintLog`. Draws one uniform for proposal and one for consent per site.
 */
export function consolidate(state: CountyState, context: YearContext): void {
  const { sites, tally } = state;
  ageMoved(state);
  const lot = context.stream("closure.proposal");
  const isDrawn = (site: number) =>
    lot.uniform(site) < context.valueAt("consolidation.proposal_rate", sites.setting[site]!);
  const empty: number[] = [];
  const candidates: number[] = [];
  for (let site = 0; site < sites.count; site++) {
    if (!isCandidate(state, context, site)) continue;
    (siteEnrolment(sites, site) === 0 ? empty : candidates).push(site);
  }
  const order = [...empty, ...rankProposals(state, context, candidates, isDrawn)];
  if (context.value("consolidation.rule") === THRESHOLD) order.sort((a, b) => a - b);
  const wasEmpty = new Set(empty);
  for (const site of order) {
    // Whoever has received pupils this summer may have grown above the threshold, or be no longer empty.
    if (!isCandidate(state, context, site)) continue;
    if (wasEmpty.has(site) && siteEnrolment(sites, site) > 0 && !isDrawn(site)) continue;
    settle(state, context, site);
  }
  if (tally.closedSites > 0) moveTeachers(state, context.year);
  sendBuses(state, context);
}

/** True for a founded school until its first pupils have reached its last grade (WRK-11). */
function isFilling({ openedYear, kind }: CountyState["sites"], site: number, year: number): boolean {
  return openedYear[site]! > 0 && year < openedYear[site]! + gradesTaught(kind[site]!);
}

/** True for an open site, no nine-year school, with fewer pupils than the threshold of its kind (rule NET-1). */
function isCandidate({ sites }: CountyState, context: YearContext, site: number): boolean {
  const kind = sites.kind[site]!;
  if (!sites.isOpen[site] || kind === NINE_YEAR || isFilling(sites, site, context.year)) return false;
  const name =
    kind === TEACHING_POINT
      ? "consolidation.min_pupils_point"
      : kind === JUNIOR
        ? "consolidation.min_pupils_junior"
        : "consolidation.min_pupils_primary";
  return siteEnrolment(sites, site) < context.valueAt(name, sites.setting[site]!);
}

/** Closes a proposed site, keeps its lowest grades, or counts why it stays; each proposal is a wish in the log (rule LOG-4). */
function settle(state: CountyState, context: YearContext, site: number): void {
  const { sites, tally } = state;
  const enrolment = siteEnrolment(sites, site);
  const destination = destinationOf(state, context, site);
  const needsConsent = destination.moving > 0 && sites.setting[site] === VILLAGE;
  const stays = (why: Constraint) => noteDecision(state.constraintLog, "close", 1, [[why, 0]]);
  if (destination.moving === 0 && enrolment > 0) {
    keepPoint(state, site);
    stays("policy-cap");
  } else if (destination.block === "places") {
    tally.closuresBlockedByPlaces++;
    stays("seats");
  } else if (destination.block !== "none") {
    tally.closuresBlockedByTravel++;
    stays(destination.block === "beds" ? "beds" : "travel-limit");
  } else if (
    needsConsent &&
    context.stream("closure.consent").uniform(site) >= context.valueAt("consolidation.consent_share", VILLAGE)
  ) {
    tally.closuresBlockedByConsent++;
    stays("consent");
  } else {
    close(state, context, site, destination);
    if (sites.isOpen[site]) stays("policy-cap");
    else noteDecision(state.constraintLog, "close", 1);
  }
  if (!sites.isOpen[site] || sites.kind[site] !== PRIMARY) return;
  if (sites.setting[site] === VILLAGE && enrolment < SMALLEST_SCHOOL) {
    sites.kind[site] = TEACHING_POINT;
    tally.becamePoints++;
  }
}

/** The site stays for its lowest grades (rule NET-9). */
function keepPoint({ sites, tally }: CountyState, site: number): void {
  sites.kind[site] = TEACHING_POINT;
  tally.keptPoints++;
}

function close(state: CountyState, context: YearContext, site: number, destination: Destination): void {
  const { sites, tally } = state;
  const { receiver, firstMoving, boards } = destination;
  const moved = movePupils(state, context, site, receiver, firstMoving);
  if (boards) {
    sites.boarders[receiver * 2 + stageOf(state, site)]! += moved;
    tally.boardedByClosure += moved;
  }
  for (let stage = 0; stage < 2; stage++) {
    for (const row of [site, receiver]) sites.enrolment[row * 2 + stage] = stageEnrolment(state.pupils, row, stage);
  }
  replaceCentral(state, site, receiver);
  if (firstMoving > 0) {
    keepPoint(state, site);
    return;
  }
  sites.isOpen[site] = 0;
  sites.receiver[site] = receiver;
  moveEquipment(sites, site, receiver);
  sites.multimediaRooms[site] = 0;
  moveCatchment(state, site, receiver);
  tally.closedSites++;
  if (context.year >= 2025) tally.closedSince2025++;
}
