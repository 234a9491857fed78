import { spendingOf } from "./accounts.ts";
import { enrolmentByHome } from "./cells.ts";
import { isMember } from "./processes/education-groups.ts";
import { certificateOf } from "./queue.ts";
import { ITEMS, type Readiness } from "./readiness.ts";
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
  const add: Add = (name, amount) => (sums[POSITION[name]]! += weight * amount);
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

type Add = (name: SumName, amount: number) => void;

/** Pupils, classes, schools and ways of the open sites. */
function addSites({ sites, pupils }: CountyState, add: Add): void {
  let [primaryPupils, juniorPupils, schools, points, classes, large, boarders] = [0, 0, 0, 0, 0, 0, 0];
  let [villagePupils, villageKm, quality, villageQuality] = [0, 0, 0, 0];
  const bySetting = [0, 0, 0];
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const primary = sites.enrolment[site * 2]!;
    const junior = sites.enrolment[site * 2 + 1]!;
    const setting = sites.setting[site]!;
    primaryPupils += primary;
    juniorPupils += junior;
    if (sites.kind[site] === TEACHING_POINT) points++;
    else schools++;
    classes += sites.classes[site * 2]! + sites.classes[site * 2 + 1]!;
    large += sites.largeClasses[site * 2]! + sites.largeClasses[site * 2 + 1]!;
    boarders += sites.boarders[site * 2]! + sites.boarders[site * 2 + 1]!;
    bySetting[setting]! += primary + junior;
    quality += (primary + junior) * sites.quality[site]!;
    if (setting === VILLAGE) villageQuality += (primary + junior) * sites.quality[site]!;
    for (let stage = 0; stage < 2; stage++) {
      if (sites.enrolment[site * 2 + stage] === 0) continue;
      const n = enrolmentByHome(pupils, site, stage, VILLAGE);
      villagePupils += n;
      villageKm += n * sites.travelKm[(site * 2 + stage) * 3 + VILLAGE]!;
    }
  }
  add("primaryPupils", primaryPupils);
  add("juniorPupils", juniorPupils);
  add("pupils", primaryPupils + juniorPupils);
  add("schools", schools);
  add("teachingPoints", points);
  add("classes", classes);
  add("largeClasses", large);
  add("boarders", boarders);
  add("villagePupils", villagePupils);
  add("villageKm", villageKm);
  add("villageSchoolPupils", bySetting[VILLAGE]!);
  add("seatSchoolPupils", bySetting[SEAT]!);
  add("quality", quality);
  add("villageQuality", villageQuality);
}

/** What kept sites open this year, what closures left behind, and who is in groups and before screens. */
function addClosures({ sites, tally }: CountyState, add: Add): void {
  add("blockedByTravel", tally.closuresBlockedByTravel);
  add("blockedByPlaces", tally.closuresBlockedByPlaces);
  add("blockedByConsent", tally.closuresBlockedByConsent);
  add("becamePoints", tally.becamePoints);
  add("keptPoints", tally.keptPoints);
  add("boardedByClosure", tally.boardedByClosure);
  let [riders, members, screens] = [0, 0, 0];
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    riders += sites.busRiders[site]!;
    if (isMember(sites, site)) members++;
    screens += sites.hasIct[site]!;
  }
  add("busRiders", riders);
  add("groupMembers", members);
  add("ictSites", screens);
}

function addBackbone({ sites, staff }: CountyState, add: Add): void {
  const bySetting = [0, 0, 0];
  for (let site = 0; site < sites.count; site++)
    bySetting[sites.setting[site]!]! += staff.backbone[site * 2]! + staff.backbone[site * 2 + 1]!;
  add("villageBackbone", bySetting[VILLAGE]!);
  add("seatBackbone", bySetting[SEAT]!);
}

/** Position of a county in STANDINGS. */
export function standingOf(state: CountyState, readiness: Readiness): number {
  if (state.queue.certifiedYear > 0) return 0;
  return readiness.looksReady ? 1 : 2 + readiness.binding;
}
