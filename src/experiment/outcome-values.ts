import { SUMS, type SumName } from "../model/outcomes.ts";
import { YEARS, type Trace } from "../model/trace.ts";
import { exposureSum } from "./equity.ts";
import { OUTCOMES, type OutcomeId } from "./comparison-summary.ts";

/** Every outcome, in the order of its catalogue. */
export const OUTCOME_IDS = Object.keys(OUTCOMES) as readonly OutcomeId[];

/** Factors that bring weighted sample sums of 2020 to the nation's totals (1 in a full nation). */
export interface RatioFactors {
  readonly primaryPupils: number;
  readonly juniorPupils: number;
  readonly schools: number;
  readonly teachingPoints: number;
  readonly teachers: number;
}

export const NO_FACTORS: RatioFactors = {
  primaryPupils: 1,
  juniorPupils: 1,
  schools: 1,
  teachingPoints: 1,
  teachers: 1,
};

/** Totals of 2020 that a sample's sums are scaled to (persons, schools, sites). */
export type RatioTotals = Readonly<Record<keyof RatioFactors, number>>;

/** Totals of 2020 over the sample's weighted sums in a world, which are the same in all worlds; 1 where there is nothing to scale to. */
export function ratioFactors(trace: Trace, totals: RatioTotals | undefined): RatioFactors {
  if (!totals) return NO_FACTORS;
  const factor = (name: keyof RatioFactors) => {
    const sum = sumOf(trace, name, 0);
    return sum > 0 ? totals[name] / sum : 1;
  };
  return {
    primaryPupils: factor("primaryPupils"),
    juniorPupils: factor("juniorPupils"),
    schools: factor("schools"),
    teachingPoints: factor("teachingPoints"),
    teachers: factor("teachers"),
  };
}

const POSITION = new Map<string, number>(SUMS.map((name, i) => [name, i]));

/** Sum over counties of one quantity in one year of a trace. */
export function sumOf(trace: Trace, name: SumName, yearIndex: number): number {
  return trace.sums[yearIndex * SUMS.length + POSITION.get(name)!]!;
}

/** Ratio that brings head counts of pupils, and money, from the sample's sums to the nation's. */
export function pupilRatio(trace: Trace, yearIndex: number, factors: RatioFactors): number {
  const primary = sumOf(trace, "primaryPupils", yearIndex);
  const junior = sumOf(trace, "juniorPupils", yearIndex);
  const all = primary + junior;
  return all > 0 ? (factors.primaryPupils * primary + factors.juniorPupils * junior) / all : 0;
}

/**
 * The nation's outcome in one year of one world. Shares and means are ratios of weighted sums; totals of pupils, schools,
 * points and teachers are scaled by the ratio of 2020 (a ratio estimate), other head counts by the pupils' ratio.
 */
export function outcomeValue(trace: Trace, outcome: OutcomeId, yearIndex: number, factors: RatioFactors): number {
  const sum = (name: SumName) => sumOf(trace, name, yearIndex);
  const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
  const pupils = pupilRatio(trace, yearIndex, factors);
  switch (outcome) {
    case "certifiedShare":
      return ratio(sum("certified"), sum("counties"));
    case "readyShare":
      return ratio(sum("ready"), sum("counties"));
    case "tierCertifiedShare":
      return ratio(sum("tierCertified"), sum("counties"));
    case "closedSites":
      return sum("closedSites") * factors.schools;
    case "travelKm":
      return ratio(sum("villageKm"), sum("villagePupils"));
    case "boarders":
      return ratio(sum("boarders"), sum("pupils"));
    case "youngBoarders":
      return sum("youngBoarders") * pupils;
    case "largeClasses":
      return ratio(sum("largeClasses"), sum("classes"));
    case "unplacedPupils":
      return sum("unplaced") * pupils;
    case "unplacedNoRoom":
    case "unplacedTooFar":
    case "unplacedRefused":
    case "longCommuters":
      return sum(outcome) * pupils;
    case "refusedMigrants":
      return sum("refusedMigrants") * pupils;
    case "backboneGap":
      return ratio(
        ratio(sum("villageBackbone"), sum("villageSchoolPupils")),
        ratio(sum("seatBackbone"), sum("seatSchoolPupils")),
      );
    case "qualityMean":
      return ratio(sum("quality"), sum("pupils"));
    case "qualityVillage":
      return ratio(sum("villageQuality"), sum("villageSchoolPupils"));
    case "spending":
      return sum("spending") * pupils;
    case "migrantPupils":
      return exposureSum(trace, YEARS[yearIndex]!, "migrant", "pupils") * pupils;
    case "leftBehindPupils":
      return exposureSum(trace, YEARS[yearIndex]!, "left-behind", "pupils") * pupils;
    case "surplusTeachers":
    case "unfilledPosts":
    case "specialistsShort":
    case "rotatedUnwilling":
      return sum(outcome) * factors.teachers;
    case "primaryPupils":
    case "juniorPupils":
    case "schools":
    case "teachingPoints":
    case "teachers":
      return sum(outcome) * factors[outcome];
    default:
      return outcome satisfies never;
  }
}
