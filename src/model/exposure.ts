import { isInCountyMover } from "./cells.ts";
import {
  cell,
  FIRST_JUNIOR_GRADE,
  GROUPS,
  homeOf,
  HOMES,
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

const YOUNG = MEASURES.indexOf("youngPupils");
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

const WIDTH = MEASURES.length;
/** What the pupils of the county at hand met, by group and for the three categories that groups do not decide; unweighted. */
const byGroup = new Float64Array(GROUPS * WIDTH);
const apart = new Float64Array(3 * WIDTH);
const MOVER = 0;
const SENDING = 1;
const RECEIVING = 2;
const APART = [MOVER, SENDING, RECEIVING].map((k) =>
  CATEGORIES.indexOf((["in-county-mover", "sending-school", "receiving-school"] as const)[k]!),
);
/** Pupils of the stage at hand by group, and those of them in grades 1–3; what they meet. */
const counts = new Int32Array(GROUPS);
const young = new Int32Array(GROUPS);
const met = new Float64Array(WIDTH);

/**
 * Adds what the pupils of one county met this year, weighted by the county: mean class size, share of teachers with the degree the
 * standard asks for, backbone teachers per 100 pupils, quality (SD) and way (km), each summed over pupils; boarders of grades 1–3, and children refused by another county. Rule EQU-1.
 */
export function addExposures(state: CountyState, out: Float64Array): void {
  const { sites, weight } = state;
  const staff = staffMet(state);
  byGroup.fill(0);
  apart.fill(0);
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    for (let stage = 0; stage < 2; stage++) {
      const at = site * 2 + stage;
      if (!teaches(sites.kind[site]!, stage) || sites.enrolment[at] === 0) continue;
      met[1] = sites.enrolment[at]! / Math.max(1, sites.classes[at]!);
      met[2] = staff.qualified[at]!;
      met[3] = staff.backbone[at]!;
      met[4] = sites.quality[site]!;
      addStage(state, site, stage);
    }
  }
  for (let group = 0; group < GROUPS; group++)
    for (const category of KIND_OF[group]!) addRow(byGroup, group, weight, out, category);
  for (let k = 0; k < APART.length; k++) addRow(apart, k, weight, out, APART[k]!);
  addCounted(state, out);
}

/** Adds the pupils of a stage at a site to their groups, and to those who move within the county or whose school gave or got teachers. */
function addStage(state: CountyState, site: number, stage: number): void {
  const { sites } = state;
  countGroups(state.pupils, site, stage);
  const setting = sites.setting[site]!;
  const rotation = sites.backboneBalance[site]!;
  for (let group = 0; group < GROUPS; group++) {
    const n = counts[group]!;
    if (n === 0) continue;
    met[5] = sites.travelKm[(site * 2 + stage) * HOMES + (group % HOMES)]!;
    addMet(byGroup, group, n, young[group]!);
    if (isInCountyMover(group, setting)) addMet(apart, MOVER, n, young[group]!);
    if (rotation !== 0) addMet(apart, rotation < 0 ? SENDING : RECEIVING, n, young[group]!);
  }
}

/** Counts the pupils of a stage by group (persons): three grades of junior school; three young grades and three more of primary. */
function countGroups(pupils: Int32Array, site: number, stage: number): void {
  const first = cell(site, stage === 0 ? 0 : FIRST_JUNIOR_GRADE, 0);
  for (let group = 0; group < GROUPS; group++) {
    const at = first + group;
    const lower = pupils[at]! + pupils[at + GROUPS]! + pupils[at + 2 * GROUPS]!;
    young[group] = stage === 0 ? lower : 0;
    counts[group] =
      stage === 0 ? lower + pupils[at + 3 * GROUPS]! + pupils[at + 4 * GROUPS]! + pupils[at + 5 * GROUPS]! : lower;
  }
}

/** Categories of residency, income and home of each group. */
const KIND_OF: readonly (readonly number[])[] = Array.from({ length: GROUPS }, (_, group) => {
  const residency = residencyOf(group);
  return [
    residency === MIGRANT ? 2 : residency === LEFT_BEHIND ? 1 : 0,
    incomeOf(group) === LOW_INCOME ? 4 : 3,
    homeOf(group) === SEAT ? 7 : homeOf(group) === TOWN ? 6 : 5,
  ];
});

function addMet(sums: Float64Array, row: number, n: number, ofThemYoung: number): void {
  const at = row * WIDTH;
  sums[at]! += n;
  for (let m = 1; m <= 5; m++) sums[at + m]! += n * met[m]!;
  sums[at + YOUNG]! += ofThemYoung;
}

function addRow(sums: Float64Array, row: number, weight: number, out: Float64Array, category: number): void {
  for (let m = 0; m < WIDTH; m++) out[category * WIDTH + m]! += weight * sums[row * WIDTH + m]!;
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

function staffMet({ sites, staff }: CountyState): StaffMet {
  const qualified = new Float64Array(sites.count * 2);
  const backbone = new Float64Array(sites.count * 2);
  for (let at = 0; at < qualified.length; at++) {
    if (staff.headcount[at]! > 0) qualified[at] = staff.qualified[at]! / staff.headcount[at]!;
    if (sites.enrolment[at]! > 0) backbone[at] = staff.backbone[at]! * (100 / sites.enrolment[at]!);
  }
  return { qualified, backbone };
}
