import { normalProbability } from "../core/normal.ts";
import { assessStage, createStageAssessment, type StageAssessment } from "../standard/assess-stage.ts";
import { EDITION_2017 } from "../standard/editions/2017.ts";
import { stageRule } from "../standard/stage-rule.ts";
import type { YearContext } from "./context.ts";
import { governmentMargin, qualityMargin, rotationMargin, siteMargins } from "./county-margins.ts";
import { HIDDEN_ITEMS, hideShortfalls, PAPER_ROTATION } from "./gaming.ts";
import { monitoredSchools, monitoringChance } from "./monitoring.ts";
import { createObservation, observe, type Observation } from "./observe.ts";
import { addRelaxedAmounts, entitledRelaxations, RELAXATION_BITS } from "./relaxed-return.ts";
import type { CountyState } from "./state.ts";
import { tierOf } from "./tiers.ts";

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
/** Items up to this one come from the September return and may be credited by tier. */
const BALANCE = 7;
const SCHOOL_SIZE = 8;
const GOVERNMENT = 11;
const QUALITY = 12;
const SATISFACTION = 13;
/** How far a county is from the standard in one year. */
export interface Readiness {
  /** Relative margin of each item (≥ 0: met): by the full standard, with transitional relaxations (the truth of the round), as reported. */
  readonly strict: Float64Array;
  readonly margins: Float64Array;
  readonly reported: Float64Array;
  /** Position in ITEMS of the least true margin. */
  binding: number;
  isReady: boolean;
  looksReady: boolean;
  /** Schools in which the report hides a shortfall, by HIDDEN_ITEMS; for rotation 1 where paper makes the tenth. */
  readonly hidden: Int32Array;
  /** Bits of RELAXATION_BITS: what a certificate of this year would rest on, and what falls short by the full standard. */
  relaxations: number;
  uncured: number;
  /** The county's own forecast of passing the national stages if it applies (share). */
  forecast: number;
  /** School sites in scope, and those that fail the school rule in truth: by the standard, and by the thresholds of the tier. */
  schools: number;
  failingSchools: number;
  failingAtTier: number;
  /** Schools in the national monitoring sample. */
  monitored: number;
  /** Tier under differentiated certification (1: none), what its thresholds are lowered by (share), and whether the report meets them. */
  tier: 1 | 2 | 3;
  credit: number;
  looksReadyAtTier: boolean;
}

/** Buffers for one county at a time. */
export interface Assessor {
  readonly observation: Observation;
  readonly stages: readonly [StageAssessment, StageAssessment];
  /** Least margin of each site's schools. */
  readonly siteMargin: Float64Array;
  /** Levels and coefficients of the return in truth, before relaxations and misreports enter the buffers of `stages`. */
  readonly truth: readonly [Levels, Levels];
}

/** Mean and differential coefficient of each indicator of a stage. */
export type Levels = Pick<StageAssessment, "mean" | "coefficient">;

/** Makes buffers for counties of up to `capacity` sites. */
export function createAssessor(capacity: number): Assessor {
  return {
    observation: createObservation(capacity),
    stages: [createStageAssessment(capacity), createStageAssessment(capacity)],
    siteMargin: new Float64Array(capacity),
    truth: [emptyLevels(), emptyLevels()],
  };
}

function emptyLevels(): Levels {
  return { mean: new Float64Array(BALANCE), coefficient: new Float64Array(BALANCE) };
}

/**
 * Holds a county's September return against the 2017 edition (rules CER-1 to CER-4). A margin is value ÷ requirement − 1, or
 * 1 − value ÷ limit. `gaming` is the largest part of a threshold (share) this county is ready to hide.
 */
export function assessCounty(state: CountyState, context: YearContext, assessor: Assessor, gaming: number): Readiness {
  const { tables } = observe(state, assessor.observation);
  const strict = itemMargins(state, context, assessor);
  assessor.truth.forEach(({ mean, coefficient }, stage) => {
    mean.set(assessor.stages[stage as 0 | 1].mean);
    coefficient.set(assessor.stages[stage as 0 | 1].coefficient);
  });
  const margins = strict.slice();
  const entitled = entitledRelaxations(state, assessor.observation, assessor.stages);
  const relaxations = relax(state, context, assessor, margins, entitled);
  const tier = context.value("certification.differentiated") > 0.5 ? tierOf(state.attributes, state.wealth) : 1;
  const credit = tier === 1 ? 0 : context.value(`certification.tier${tier}_credit`);
  const { schools, failing, failingAtTier } = countSites(assessor, credit);
  const hidden = new Int32Array(HIDDEN_ITEMS.length);
  const reported = report(state, assessor, gaming, margins, hidden);
  const binding = leastOf(margins);
  const monitored = monitoredSchools(tables[0].count, tables[1].count);
  return {
    strict,
    margins,
    reported,
    binding,
    isReady: margins[binding]! >= 0,
    looksReady: reported[leastOf(reported)]! >= 0,
    hidden,
    relaxations,
    uncured: strict[SCHOOL_SIZE]! < 0 ? entitled | RELAXATION_BITS.schoolSize : entitled,
    forecast: forecastPass(state, context, monitored),
    schools,
    failingSchools: failing,
    failingAtTier,
    monitored,
    tier,
    credit,
    looksReadyAtTier: leastMargin(reported, credit) >= 0,
  };
}

/** Least margin where the requirements of the September return are lowered by a credit (share). */
export function leastMargin(margins: Float64Array, credit: number): number {
  let least = Infinity;
  for (let k = 0; k < margins.length; k++) least = Math.min(least, margins[k]! + (k <= BALANCE ? credit : 0));
  return least;
}

/** Every item by the full standard. */
function itemMargins(state: CountyState, context: YearContext, assessor: Assessor): Float64Array {
  const margins = new Float64Array(ITEMS.length);
  resourceMargins(assessor, margins);
  const { schoolSize, classSize, artRooms } = siteMargins(state);
  margins.set([schoolSize, classSize, artRooms], SCHOOL_SIZE);
  margins[GOVERNMENT] = governmentMargin(state, context);
  margins[QUALITY] = qualityMargin(state, context);
  margins[SATISFACTION] = state.satisfaction / 85 - 1;
  return margins;
}

/** Assesses both stages of the return as it stands; enters the seven indicators and the balance. */
function resourceMargins({ observation, stages }: Assessor, margins: Float64Array): void {
  margins.fill(Infinity, 0, BALANCE + 1);
  for (const stage of [0, 1] as const) {
    stages[stage].count = 0;
    if (observation.tables[stage].count === 0) continue;
    assessStage(observation.tables[stage], RULES[stage], stages[stage]);
    for (let k = 0; k < BALANCE; k++) {
      margins[k] = Math.min(margins[k]!, stages[stage].worstMargin[k]!);
      margins[BALANCE] = Math.min(margins[BALANCE]!, stages[stage].coefficientMargin[k]!);
    }
  }
}

/** Old schools may have 2,400 pupils, nine-year 3,000 (that all schools are old is assumed). */
const RELAXED_SIZE = 1.2;

/**
 * Applies the transitional relaxations while they last (CER-2): changes the margins and returns, as bits, those a certificate would rest on.
 *
 * @param entitled Relaxations that the county has a title to by the full standard.
 */
function relax(
  state: CountyState,
  context: YearContext,
  assessor: Assessor,
  margins: Float64Array,
  entitled: number,
): number {
  if (context.year > context.value("certification.relaxed_until")) return 0;
  const grounds = context.value("certification.city_core_grounds");
  const added = entitled !== 0 ? addRelaxedAmounts(state, assessor.observation, assessor.stages, grounds) : 0;
  if (added !== 0) resourceMargins(assessor, margins);
  const size = margins[SCHOOL_SIZE]!;
  margins[SCHOOL_SIZE] = 1 - (1 - size) / RELAXED_SIZE;
  return size < 0 && margins[SCHOOL_SIZE]! >= 0 ? added | RELAXATION_BITS.schoolSize : added;
}

/** Sites in scope and those whose least margin, over the stages they teach, is negative or beyond the tier's credit. */
function countSites({ observation, stages, siteMargin }: Assessor, credit: number) {
  siteMargin.fill(NaN);
  let schools = 0;
  for (const stage of [0, 1] as const) {
    for (let row = 0; row < stages[stage].count; row++) {
      const site = observation.siteOf[stage][row]!;
      const margin = stages[stage].schoolMargin[row]!;
      if (Number.isNaN(siteMargin[site]!)) schools++;
      if (!(siteMargin[site]! <= margin)) siteMargin[site] = margin;
    }
  }
  let failing = 0;
  let failingAtTier = 0;
  for (const margin of siteMargin) {
    if (margin < 0) failing++;
    if (margin < -credit) failingAtTier++;
  }
  return { schools, failing, failingAtTier };
}

/**
 * The margins a county reports. It hides shortfalls of cheap items only where everything that cannot be hidden is met, so that hiding
 * can pay; coefficients are those of the reported amounts. Exchanges on paper are in every report (CER-4).
 */
function report(
  { tally }: CountyState,
  assessor: Assessor,
  gaming: number,
  margins: Float64Array,
  hidden: Int32Array,
): Float64Array {
  const { rotated, rotatedOnPaper, eligibleForRotation } = tally;
  if (rotatedOnPaper > 0 && rotationMargin(rotated - rotatedOnPaper, eligibleForRotation) < 0)
    hidden[PAPER_ROTATION] = 1;
  const reported = margins.slice();
  const { observation, stages } = assessor;
  const failing = stages[0].count * stages[0].failingSchools + stages[1].count * stages[1].failingSchools;
  if (gaming === 0 || failing === 0) return reported;
  for (let k = BALANCE + 1; k < ITEMS.length; k++) if (margins[k]! < 0) return reported;
  for (const stage of [0, 1] as const) {
    if (stages[stage].count === 0) continue;
    hideShortfalls(observation.tables[stage], RULES[stage], stages[stage].schoolFails, gaming, hidden);
  }
  resourceMargins(assessor, reported);
  return reported;
}

function leastOf(values: Float64Array): number {
  let least = 0;
  for (let k = 1; k < values.length; k++) if (values[k]! < values[least]!) least = k;
  return least;
}

/** Chance of passing monitoring and both surveys, as the county itself would reckon it (CER-3). */
function forecastPass(state: CountyState, context: YearContext, monitored: number): number {
  const p = state.satisfaction / 100;
  const survey = normalProbability((p - 0.85) / Math.sqrt((p * (1 - p)) / context.value("certification.survey_size")));
  return monitoringChance(state.betweenSchoolShare, monitored) * survey * survey;
}
