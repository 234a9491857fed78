import { spendingOf } from "./accounts.ts";
import { boardersOf } from "./boarding.ts";
import { enrolmentByHome, siteEnrolment } from "./cells.ts";
import { isMember } from "./processes/education-groups.ts";
import { certificateOf } from "./queue.ts";
import { ITEMS, type Readiness } from "./readiness.ts";
import { meanQuality } from "./school-quality.ts";
import { SEAT, TEACHING_POINT, VILLAGE, type CountyState } from "./state.ts";

/** Sums over counties from which the nation's outcomes are made; each is weighted by the county's weight. */
export const SUMS = [
  "counties",
  "certified",
  "ready",
  "closedSites",
  "villagePupils",
  "villageKm",
  "pupils",
  "boarders",
  "youngBoarders",
  "classes",
  "largeClasses",
  "unplaced",
  "refusedMigrants",
  "villageSchoolPupils",
  "villageBackbone",
  "seatSchoolPupils",
  "seatBackbone",
  "quality",
  "villageQuality",
  "spending",
  "primaryPupils",
  "juniorPupils",
  "schools",
  "teachingPoints",
  "teachers",
  "newCertificates",
  "blockedByTravel",
  "blockedByPlaces",
  "blockedByConsent",
  "becamePoints",
  "keptPoints",
  "boardedByClosure",
  "busRiders",
  "groupMembers",
  "ictSites",
  "tierCertified",
  "unplacedNoRoom",
  "unplacedTooFar",
  "unplacedRefused",
  "longCommuters",
  "surplusTeachers",
  "unfilledPosts",
  "specialistsShort",
  "rotatedUnwilling",
] as const;
export type SumName = (typeof SUMS)[number];
const POSITION = Object.fromEntries(SUMS.map((name, i) => [name, i])) as Record<SumName, number>;

/** What a county's standing is, for the table of binding items: certified, waiting, or the item that binds. */
export const STANDINGS = ["certified", "queue", ...ITEMS] as const;

/** Counts of the year that are summed as they are. */
const COUNTED = [
  "unplaced",
  "unplacedNoRoom",
  "unplacedTooFar",
  "unplacedRefused",
  "youngBoarders",
  "longCommuters",
  "refusedMigrants",
  "surplusTeachers",
  "unfilledPosts",
  "specialistsShort",
  "rotatedUnwilling",
] as const satisfies readonly (SumName & keyof CountyState["tally"])[];

/** Adds one county and year to the sums. */
export function addOutcomes(state: CountyState, readiness: Readiness, year: number, sums: Float64Array): void {
  const { weight, tally, ledger } = state;
  const add = (name: SumName, amount: number) => (sums[POSITION[name]]! += weight * amount);
  add("counties", 1);
  add("certified", state.queue.certifiedYear > 0 ? 1 : 0);
  add("newCertificates", state.queue.certifiedYear === year ? 1 : 0);
  add("ready", readiness.isReady ? 1 : 0);
  add("closedSites", tally.closedSince2025);
  add("tierCertified", certificateOf(state.queue) === "differentiated" ? 1 : 0);
  for (const name of COUNTED) add(name, tally[name]);
  addClosures(state, add);
  add("teachers", state.teachers.count);
  add("spending", spendingOf(ledger));
  addSites(state, add);
  addBackbone(state, add);
}

function addSites(state: CountyState, add: (name: SumName, amount: number) => void): void {
  const { sites, pupils } = state;
  let all = 0;
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const primary = sites.enrolment[site * 2]!;
    const junior = sites.enrolment[site * 2 + 1]!;
    all += primary + junior;
    add("primaryPupils", primary);
    add("juniorPupils", junior);
    add(sites.kind[site] === TEACHING_POINT ? "teachingPoints" : "schools", 1);
    add("classes", sites.classes[site * 2]! + sites.classes[site * 2 + 1]!);
    add("largeClasses", sites.largeClasses[site * 2]! + sites.largeClasses[site * 2 + 1]!);
    add("boarders", boardersOf(state, site));
    for (let stage = 0; stage < 2; stage++) {
      const n = enrolmentByHome(pupils, site, stage, VILLAGE);
      add("villagePupils", n);
      add("villageKm", n * sites.travelKm[(site * 2 + stage) * 3 + VILLAGE]!);
    }
    if (sites.setting[site] === VILLAGE) add("villageSchoolPupils", primary + junior);
    if (sites.setting[site] === SEAT) add("seatSchoolPupils", primary + junior);
  }
  add("pupils", all);
  add("quality", all * meanQuality(state));
  add("villageQuality", villagePupilsAt(state) * meanQuality(state, (site) => sites.setting[site] === VILLAGE));
}

/** What kept sites open this year, what closures left behind, and who is in groups and before screens. */
function addClosures({ sites, tally }: CountyState, add: (name: SumName, amount: number) => void): void {
  add("blockedByTravel", tally.closuresBlockedByTravel);
  add("blockedByPlaces", tally.closuresBlockedByPlaces);
  add("blockedByConsent", tally.closuresBlockedByConsent);
  add("becamePoints", tally.becamePoints);
  add("keptPoints", tally.keptPoints);
  add("boardedByClosure", tally.boardedByClosure);
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    add("busRiders", sites.busRiders[site]!);
    if (isMember(sites, site)) add("groupMembers", 1);
    add("ictSites", sites.hasIct[site]!);
  }
}

function villagePupilsAt({ sites }: CountyState): number {
  let sum = 0;
  for (let site = 0; site < sites.count; site++)
    if (sites.isOpen[site] && sites.setting[site] === VILLAGE) sum += siteEnrolment(sites, site);
  return sum;
}

function addBackbone({ sites, staff }: CountyState, add: (name: SumName, amount: number) => void): void {
  let village = 0;
  let seat = 0;
  for (let at = 0; at < staff.backbone.length; at++) {
    const setting = sites.setting[at >> 1]!;
    if (setting === VILLAGE) village += staff.backbone[at]!;
    else if (setting === SEAT) seat += staff.backbone[at]!;
  }
  add("villageBackbone", village);
  add("seatBackbone", seat);
}

/** Position of a county in STANDINGS. */
export function standingOf(state: CountyState, readiness: Readiness): number {
  if (state.queue.certifiedYear > 0) return 0;
  return readiness.looksReady ? 1 : 2 + readiness.binding;
}
