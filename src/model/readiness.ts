import { normalProbability } from "../core/normal.ts";
import { assessStage, createStageAssessment, type StageAssessment } from "../standard/assess-stage.ts";
import { EDITION_2017 } from "../standard/editions/2017.ts";
import { stageRule } from "../standard/stage-rule.ts";
import { siteEnrolment } from "./cells.ts";
import type { YearContext } from "./context.ts";
import { createObservation, observe, type Observation } from "./observe.ts";
import { FIRST_QUALITY_POLICY_ITEM, NINE_YEAR, POLICY_ITEMS, TEACHING_POINT, type CountyState } from "./state.ts";

const RULES = [stageRule(EDITION_2017, "primary"), stageRule(EDITION_2017, "junior")] as const;

/** Groups of the standard's items, each with one signed margin; the least is what binds. */
export const ITEMS = [
  "qualifiedTeachers",
  "backboneTeachers",
  "specialistTeachers",
  "teachingArea",
  "sportsArea",
  "equipmentValue",
  "multimediaRooms",
  "balance",
  "schoolSize",
  "classSize",
  "artRooms",
  "government",
  "quality",
  "satisfaction",
] as const;
export type Item = (typeof ITEMS)[number];
const BALANCE = 7;
export const SCHOOL_SIZE = 8;
const CLASS_SIZE = 9;
const ART_ROOMS = 10;
const GOVERNMENT = 11;
const QUALITY = 12;
const SATISFACTION = 13;
/** Items a county can make look better than they are: titles, borrowed equipment, grounds off the site. */
const CHEAP_ITEMS = [1, 4, 5] as const;
/** Largest part of a requirement that can be hidden when `gaming_share` is 1 (assumed). */
const MOST_HIDDEN = 0.5;

/** How far a county is from the standard in one year. */
export interface Readiness {
  /** Relative margin of each item (≥ 0: met), in truth and as reported. */
  readonly margins: Float64Array;
  readonly reported: Float64Array;
  /** Position in ITEMS of the least true margin. */
  binding: number;
  isReady: boolean;
  looksReady: boolean;
  /** True where the report hides a shortfall. */
  hides: boolean;
  /** True if a school is above the ordinary size limit but within the transitional one. */
  isRelaxed: boolean;
  /** The county's own forecast of passing the national stages if it applies (share). */
  forecast: number;
  /** Schools in scope, and those that fail the school rule in truth. */
  schools: number;
  failingSchools: number;
}

/** Buffers for one county at a time. */
export interface Assessor {
  readonly observation: Observation;
  readonly stages: readonly [StageAssessment, StageAssessment];
}

/** Makes buffers for counties of up to `capacity` sites. */
export function createAssessor(capacity: number): Assessor {
  return {
    observation: createObservation(capacity),
    stages: [createStageAssessment(capacity), createStageAssessment(capacity)],
  };
}

/**
 * Holds a county's September return against the 2017 edition (rules CER-1 to CER-4). A margin is value ÷ requirement − 1, or
 * 1 − value ÷ limit. `gaming` is the share (0–1) this county is ready to hide.
 */
export function assessCounty(state: CountyState, context: YearContext, assessor: Assessor, gaming: number): Readiness {
  const { stages, observation } = assessor;
  observe(state, observation);
  const margins = new Float64Array(ITEMS.length).fill(Infinity);
  let schools = 0;
  let failingSchools = 0;
  for (const stage of [0, 1] as const) {
    if (observation.tables[stage].count === 0) continue;
    assessStage(observation.tables[stage], RULES[stage], stages[stage]);
    schools += stages[stage].count;
    failingSchools += stages[stage].failingSchools;
    for (let k = 0; k < BALANCE; k++) {
      margins[k] = Math.min(margins[k]!, stages[stage].worstMargin[k]!);
      margins[BALANCE] = Math.min(margins[BALANCE]!, stages[stage].coefficientMargin[k]!);
    }
  }
  siteMargins(state, margins);
  const strictSize = margins[SCHOOL_SIZE]!;
  if (context.year <= LAST_RELAXED_YEAR) margins[SCHOOL_SIZE] = 1 - (1 - strictSize) / RELAXED_SIZE;
  margins[GOVERNMENT] = governmentMargin(state, context);
  margins[QUALITY] = qualityMargin(state, context);
  margins[SATISFACTION] = state.satisfaction / 85 - 1;
  const reported = margins.slice();
  let hides = false;
  for (const k of CHEAP_ITEMS) {
    if (reported[k]! >= 0 || reported[k]! < -gaming * MOST_HIDDEN) continue;
    reported[k] = 0;
    hides = true;
  }
  const binding = leastOf(margins);
  return {
    margins,
    reported,
    binding,
    isReady: margins[binding]! >= 0,
    looksReady: reported[leastOf(reported)]! >= 0,
    hides,
    isRelaxed: strictSize < 0 && margins[SCHOOL_SIZE]! >= 0,
    forecast: forecastPass(state, context),
    schools,
    failingSchools,
  };
}

function leastOf(values: Float64Array): number {
  let least = 0;
  for (let k = 1; k < values.length; k++) if (values[k]! < values[least]!) least = k;
  return least;
}

/**
 * Last school year whose round allows schools built by 2010 up to 2,400 pupils (nine-year 3,000), to be cured within three
 * years. The rule speaks of the three years after the procedure was issued; the year is assumed, as is that the schools are old.
 */
const LAST_RELAXED_YEAR = 2026;
const RELAXED_SIZE = 1.2;

/** School size (2,000; nine-year 2,500), class size (45; 50) and one music and one art room per twelve classes. */
function siteMargins({ sites }: CountyState, margins: Float64Array): void {
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const n = siteEnrolment(sites, site);
    if (n === 0) continue;
    margins[SCHOOL_SIZE] = Math.min(margins[SCHOOL_SIZE]!, 1 - n / (sites.kind[site] === NINE_YEAR ? 2500 : 2000));
    const largest = Math.max(sites.largestClass[site * 2]! / 45, sites.largestClass[site * 2 + 1]! / 50);
    margins[CLASS_SIZE] = Math.min(margins[CLASS_SIZE]!, 1 - largest);
    if (sites.kind[site] === TEACHING_POINT) continue;
    const dozens = Math.ceil((sites.classes[site * 2]! + sites.classes[site * 2 + 1]!) / 12);
    const rooms = Math.min(sites.musicRooms[site]!, sites.artRooms[site]!);
    margins[ART_ROOMS] = Math.min(margins[ART_ROOMS]!, rooms / dozens - 1);
  }
}

/** Unsettled policy items count a twelfth each; rotation and training are held to their numbers. Paper rotation counts. */
function governmentMargin({ policy, tally }: CountyState, context: YearContext): number {
  let open = 0;
  for (let k = 0; k < FIRST_QUALITY_POLICY_ITEM; k++) open += 1 - policy[k]!;
  const rotated = tally.eligibleForRotation > 0 ? tally.rotated / tally.eligibleForRotation : 1;
  const backbone = tally.rotated > 0 ? tally.rotatedBackbone / tally.rotated : 1;
  // Half a person is forgiven, since a whole number of teachers can miss a tenth by less than one.
  const slack = tally.eligibleForRotation > 0 ? 0.5 / tally.eligibleForRotation : 0;
  const backboneSlack = tally.rotated > 0 ? 0.5 / tally.rotated : 0;
  return Math.min(
    open > 0 ? -open / POLICY_ITEMS.length : 0.05,
    (rotated + slack) / 0.1 - 1,
    (backbone + backboneSlack) / 0.2 - 1,
    context.value("funding.small_school_floor") / 100 - 1,
  );
}

/** Unsettled policy items, retention of 95 % and training money of 5 %. The difference rate is measured nationally, not here. */
function qualityMargin({ policy, retention }: CountyState, context: YearContext): number {
  let open = 0;
  for (let k = FIRST_QUALITY_POLICY_ITEM; k < POLICY_ITEMS.length; k++) open += 1 - policy[k]!;
  return Math.min(
    open > 0 ? -open / POLICY_ITEMS.length : 0.05,
    retention / 0.95 - 1,
    context.value("teachers.training_share") / 0.05 - 1,
  );
}

/** Schools in the national monitoring sample of a county (12 primary, 8 junior) and pupils in each. */
const MONITORED_SCHOOLS = 20;
const MONITORED_PUPILS = 30;

/** Standard error of the measured difference rate at a true share b: √(2/(J−1))·(b + (1−b)/n) (one-way random effects). */
export function monitoringError(share: number): number {
  return Math.sqrt(2 / (MONITORED_SCHOOLS - 1)) * (share + (1 - share) / MONITORED_PUPILS);
}

/** Chance of passing monitoring and both surveys, as the county itself would reckon it. */
function forecastPass(state: CountyState, context: YearContext): number {
  const monitoring = normalProbability((0.15 - state.betweenSchoolShare) / monitoringError(state.betweenSchoolShare));
  const p = state.satisfaction / 100;
  const survey = normalProbability((p - 0.85) / Math.sqrt((p * (1 - p)) / context.value("certification.survey_size")));
  return monitoring * survey * survey;
}
