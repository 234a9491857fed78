import type { StageAssessment } from "../standard/assess-stage.ts";
import { EDITION_2017 } from "../standard/editions/2017.ts";
import { RESOURCE_INDICATORS } from "../standard/stage-table.ts";
import { siteEnrolment } from "./cells.ts";
import type { Observation } from "./observe.ts";
import { isSpecialist } from "./staffing.ts";
import { SEAT, type CountyState } from "./state.ts";

const WIDTH = RESOURCE_INDICATORS.length;
const SPECIALISTS = 2;
const SPORTS = 4;
const THRESHOLDS = EDITION_2017.indicators.map(({ threshold, per }) => [
  threshold.primary / per,
  threshold.junior / per,
]);
/** Enrolment of schools that may count itinerant specialists (2017 edition, transitional rules). */
const SMALL_SCHOOL = { from: 50, to: 99 } as const;

/** Bit of each relaxation that a certificate can rest on. */
export const RELAXATION_BITS = { schoolSize: 1, sportsArea: 2, specialistTeachers: 4 } as const;

/**
 * Relaxations of the September return that failing schools have a title to: bits of RELAXATION_BITS. In districts, schools at the
 * seat without land may count roof, underground and leased grounds; schools of 50–99 pupils PE and arts teachers whose
 * second school they are (CER-2).
 */
export function entitledRelaxations(
  state: CountyState,
  observation: Observation,
  stages: readonly StageAssessment[],
): number {
  let bits = 0;
  for (const stage of [0, 1] as const) {
    for (let row = 0; row < stages[stage]!.count; row++) {
      if (!stages[stage]!.schoolFails[row]) continue;
      if (mayCountGrounds(state, observation, stage, row)) bits |= RELAXATION_BITS.sportsArea;
      if (mayCountItinerants(state, observation, stage, row)) bits |= RELAXATION_BITS.specialistTeachers;
    }
  }
  return bits;
}

/**
 * Adds to the return of failing schools what they may count; the additional grounds are a share of their own (assumed).
 * Returns the relaxations that added something, as bits.
 */
export function addRelaxedAmounts(
  state: CountyState,
  observation: Observation,
  stages: readonly StageAssessment[],
  grounds: number,
): number {
  let bits = 0;
  for (const stage of [0, 1] as const) {
    const { amounts } = observation.tables[stage];
    const rowOf = new Map<number, number>();
    for (let row = 0; row < stages[stage]!.count; row++) {
      if (!stages[stage]!.schoolFails[row]) continue;
      if (mayCountItinerants(state, observation, stage, row)) rowOf.set(observation.siteOf[stage][row]!, row);
      if (grounds === 0 || !mayCountGrounds(state, observation, stage, row)) continue;
      amounts[row * WIDTH + SPORTS]! *= 1 + grounds;
      bits |= RELAXATION_BITS.sportsArea;
    }
    if (rowOf.size > 0 && countItinerants(state, stage, rowOf, amounts)) bits |= RELAXATION_BITS.specialistTeachers;
  }
  return bits;
}

/** Adds the half of specialists of a stage to the row of the small school that is their second (ITI-3); true if there were any. */
function countItinerants(
  { teachers }: CountyState,
  stage: number,
  rowOf: ReadonlyMap<number, number>,
  amounts: Float64Array,
): boolean {
  let isAdded = false;
  for (let t = 0; t < teachers.count; t++) {
    if (teachers.secondSite[t]! < 0 || teachers.stage[t] !== stage || !isSpecialist(teachers.subject[t]!)) continue;
    const row = rowOf.get(teachers.secondSite[t]!);
    if (row === undefined) continue;
    amounts[row * WIDTH + SPECIALISTS]! += 0.5;
    isAdded = true;
  }
  return isAdded;
}

function mayCountGrounds(
  { sites, attributes }: CountyState,
  observation: Observation,
  stage: 0 | 1,
  row: number,
): boolean {
  const site = observation.siteOf[stage][row]!;
  const isCore = attributes.kind === "district" && sites.setting[site] === SEAT && !sites.canGrow[site];
  return isCore && isShort(observation, stage, row, SPORTS);
}

function mayCountItinerants({ sites }: CountyState, observation: Observation, stage: 0 | 1, row: number): boolean {
  const n = siteEnrolment(sites, observation.siteOf[stage][row]!);
  return n >= SMALL_SCHOOL.from && n <= SMALL_SCHOOL.to && isShort(observation, stage, row, SPECIALISTS);
}

function isShort({ tables }: Observation, stage: 0 | 1, row: number, k: number): boolean {
  const { amounts, pupils } = tables[stage];
  return amounts[row * WIDTH + k]! < THRESHOLDS[k]![stage]! * pupils[row]!;
}
