import { isInCountyMover } from "./cells.ts";
import {
  cell,
  FIRST_JUNIOR_GRADE,
  GRADES,
  GROUPS,
  homeOf,
  incomeOf,
  LEFT_BEHIND,
  LOW_INCOME,
  MIGRANT,
  residencyOf,
  SEAT,
  teaches,
  TOWN,
  type CountyState,
} from "./state.ts";

/**
 * Who is looked at: pupils by residency, family income and home, pupils taught in a higher setting than the one they live in, and
 * pupils of the schools that gave more backbone teachers to rotation this year than they got (sending), or got more (receiving).
 */
export const CATEGORIES = [
  "local",
  "left-behind",
  "migrant",
  "ordinary-income",
  "low-income",
  "home-village",
  "home-town",
  "home-seat",
  "in-county-mover",
  "sending-school",
  "receiving-school",
] as const;
export type Category = (typeof CATEGORIES)[number];

/** What pupils of a category meet, summed over pupils. */
export const MEASURES = [
  "pupils",
  "classSize",
  "qualifiedTeachers",
  "backboneTeachers",
  "quality",
  "travelKm",
  "youngPupils",
  "youngBoarders",
  "refusals",
] as const;
export type Measure = (typeof MEASURES)[number];

const YOUNG_BOARDERS = MEASURES.indexOf("youngBoarders");
const REFUSALS = MEASURES.indexOf("refusals");
/** Categories that follow from a pupil's group alone, and measures that are counted for these only. */
export const BY_GROUP: ReadonlySet<Category> = new Set<Category>(CATEGORIES.slice(0, 8));
export const COUNTED_BY_GROUP: ReadonlySet<Measure> = new Set<Measure>(["youngBoarders", "refusals"]);

/** Width of the exposures of one year: index `category × MEASURES.length + measure`. */
export const EXPOSURES = CATEGORIES.length * MEASURES.length;

/** Share of qualified teachers and backbone teachers per 100 pupils at each site and stage: index `site × 2 + stage`. */
interface StaffMet {
  readonly qualified: Float64Array;
  readonly backbone: Float64Array;
}

/**
 * Adds what the pupils of one county met this year, weighted by the county: mean class size, share of teachers with the degree the
 * standard asks for, backbone teachers per 100 pupils, quality (SD) and way (km), each summed over pupils; boarders of grades 1–3, and children refused by another county. Rule EQU-1.
 */
export function addExposures(state: CountyState, out: Float64Array): void {
  const { sites, weight } = state;
  const staff = staffMet(state);
  const met = new Float64Array(MEASURES.length);
  met[0] = 1;
  addCounted(state, out);
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const rotation = sites.backboneBalance[site]!;
    for (let stage = 0; stage < 2; stage++) {
      const at = site * 2 + stage;
      if (!teaches(sites.kind[site]!, stage) || sites.enrolment[at] === 0) continue;
      met[1] = sites.enrolment[at]! / Math.max(1, sites.classes[at]!);
      met[2] = staff.qualified[at]!;
      met[3] = staff.backbone[at]!;
      met[4] = sites.quality[site]!;
      for (let group = 0; group < GROUPS; group++) {
        const n = pupilsOf(state, site, stage, group);
        if (n === 0) continue;
        met[6] = stage === 0 ? youngOf(state, site, group) / n : 0;
        met[5] = sites.travelKm[at * 3 + homeOf(group)]!;
        for (const category of KIND_OF[group]!) addMet(out, category, met, weight * n);
        if (isInCountyMover(group, sites.setting[site]!)) addMet(out, MOVER, met, weight * n);
        if (rotation !== 0) addMet(out, rotation < 0 ? SENDING : RECEIVING, met, weight * n);
      }
    }
  }
}

const MOVER = CATEGORIES.indexOf("in-county-mover");
const SENDING = CATEGORIES.indexOf("sending-school");
const RECEIVING = CATEGORIES.indexOf("receiving-school");
/** Categories of residency, income and home of each group. */
const KIND_OF: readonly (readonly number[])[] = Array.from({ length: GROUPS }, (_, group) => {
  const residency = residencyOf(group);
  return [
    residency === MIGRANT ? 2 : residency === LEFT_BEHIND ? 1 : 0,
    incomeOf(group) === LOW_INCOME ? 4 : 3,
    homeOf(group) === SEAT ? 7 : homeOf(group) === TOWN ? 6 : 5,
  ];
});

function addMet(out: Float64Array, category: number, met: Float64Array, pupils: number): void {
  for (let m = 0; m < MEASURES.length; m++) out[category * MEASURES.length + m]! += pupils * met[m]!;
}

/** Boarders of grades 1–3 and children refused elsewhere, who are counted by group and not by site. */
function addCounted({ youngBoarders, turnedBack, weight }: CountyState, out: Float64Array): void {
  for (let group = 0; group < GROUPS; group++) {
    for (const category of KIND_OF[group]!) {
      out[category * MEASURES.length + YOUNG_BOARDERS]! += weight * youngBoarders[group]!;
      out[category * MEASURES.length + REFUSALS]! += weight * turnedBack[group]!;
    }
  }
}

/** Pupils of a group in grades 1–3 of a site (persons). */
function youngOf({ pupils }: CountyState, site: number, group: number): number {
  return pupils[cell(site, 0, group)]! + pupils[cell(site, 1, group)]! + pupils[cell(site, 2, group)]!;
}

/** Pupils of a group in a stage of a site (persons). */
function pupilsOf({ pupils }: CountyState, site: number, stage: number, group: number): number {
  let n = 0;
  const last = stage === 0 ? FIRST_JUNIOR_GRADE : GRADES;
  for (let grade = stage === 0 ? 0 : FIRST_JUNIOR_GRADE; grade < last; grade++) n += pupils[cell(site, grade, group)]!;
  return n;
}

function staffMet({ sites, staff }: CountyState): StaffMet {
  const qualified = new Float64Array(sites.count * 2);
  const backbone = new Float64Array(sites.count * 2);
  for (let at = 0; at < qualified.length; at++) {
    if (staff.headcount[at]! > 0) qualified[at] = staff.qualified[at]! / staff.headcount[at]!;
    if (sites.enrolment[at]! > 0) backbone[at] = staff.backbone[at]! * (100 / sites.enrolment[at]!);
  }
  return { qualified, backbone };
}
