import {
  BY_GROUP,
  CATEGORIES,
  COUNTED_BY_GROUP,
  EXPOSURES,
  MEASURES,
  type Category,
  type Measure,
} from "../model/exposure.ts";
import { LEVEL_PARTS, LEVELS, STAGE_INDICATORS } from "../model/levels.ts";
import { YEARS, type Trace } from "../model/trace.ts";
import { isSignSettled, spreadOf } from "./spread.ts";
import type { ScenarioNumbers } from "./world-numbers.ts";

/** Which way a measure is worse for the pupils it is about. */
export const WORSE: Readonly<Record<Exclude<Measure, "pupils" | "youngPupils">, "more" | "less">> = {
  classSize: "more",
  qualifiedTeachers: "less",
  backboneTeachers: "less",
  quality: "less",
  travelKm: "more",
  youngBoarders: "more",
  refusals: "more",
};
export type EquityMeasure = keyof typeof WORSE;

/** What pupils of a category meet in a scenario, and how that differs from the baseline in the same worlds. */
export interface EquityRow {
  readonly scenario: string;
  readonly category: Category;
  readonly measure: EquityMeasure;
  readonly year: number;
  readonly mean: number;
  readonly difference: number;
  readonly standardError: number;
  readonly verdict: "gains" | "loses" | "same" | "not settled";
  /** Mean number of pupils of the category (sample sums; only ratios between rows mean something). */
  readonly pupils: number;
}

/** Level and dispersion of one indicator over the nation's counties. */
export interface LevelRow {
  readonly scenario: string;
  readonly stage: string;
  readonly indicator: string;
  readonly year: number;
  /** Mean per pupil, and mean differential coefficient of counties. */
  readonly level: number;
  readonly coefficient: number;
  readonly levelDifference: number;
  readonly coefficientDifference: number;
  /** Balance is bought with a lower level: both differences are negative and settled. */
  readonly isLevellingDown: boolean;
}

/** Rows of one scenario against the baseline; for the baseline itself every difference is 0. */
export function equityRows(
  scenario: string,
  own: ScenarioNumbers,
  baseline: ScenarioNumbers,
  years: readonly number[],
  members?: readonly number[],
): EquityRow[] {
  return years.flatMap((year) =>
    CATEGORIES.flatMap((category) =>
      (Object.keys(WORSE) as EquityMeasure[]).flatMap((measure) => {
        const values = exposure(own, year, category, measure);
        const before = exposure(baseline, year, category, measure);
        const paired = values.map((value, w) => value - before[w]!);
        if (paired.some(Number.isNaN)) return [];
        const { mean: difference, standardError } = spreadOf(paired, members);
        const verdict = verdictOn(paired, difference, WORSE[measure], members);
        const pupils = spreadOf(own("exposures", exposureAt(year, category, "pupils"))).mean;
        return [
          {
            scenario,
            category,
            measure,
            year,
            mean: spreadOf(values).mean,
            difference,
            standardError,
            verdict,
            pupils,
          },
        ];
      }),
    ),
  );
}

function verdictOn(
  paired: Float64Array,
  difference: number,
  worse: "more" | "less",
  members: readonly number[] | undefined,
): EquityRow["verdict"] {
  if (paired.every((value) => value === 0)) return "same";
  if (!isSignSettled(paired, members)) return "not settled";
  return difference > 0 === (worse === "more") ? "loses" : "gains";
}

/** Mean over the pupils of a category in every world, boarding over those of grades 1–3; NaN if it has none or is not counted. */
function exposure(numbers: ScenarioNumbers, year: number, category: Category, measure: Measure): Float64Array {
  const isCounted = !COUNTED_BY_GROUP.has(measure) || BY_GROUP.has(category);
  const who = measure === "youngBoarders" ? "youngPupils" : "pupils";
  const pupils = numbers("exposures", exposureAt(year, category, who));
  const met = numbers("exposures", exposureAt(year, category, measure));
  return met.map((sum, w) => (isCounted && pupils[w]! > 0 ? sum / pupils[w]! : NaN));
}

/** Sum over the pupils of a category (weighted persons times the measure). */
export function exposureSum(trace: Trace, year: number, category: Category, measure: Measure): number {
  return trace.exposures[exposureAt(year, category, measure)]!;
}

/** Position of a sum among the exposures of a trace. */
function exposureAt(year: number, category: Category, measure: Measure): number {
  const at = (year - YEARS[0]!) * EXPOSURES + CATEGORIES.indexOf(category) * MEASURES.length;
  return at + MEASURES.indexOf(measure);
}

/** Levels beside dispersion, one row an indicator, stage and year. */
export function levelRows(
  scenario: string,
  own: ScenarioNumbers,
  baseline: ScenarioNumbers,
  years: readonly number[],
  members?: readonly number[],
): LevelRow[] {
  return years.flatMap((year) =>
    STAGE_INDICATORS.map(({ stage, indicator }, k) => {
      const first = (year - YEARS[0]!) * LEVELS + k * LEVEL_PARTS.length;
      const part = (numbers: ScenarioNumbers, name: (typeof LEVEL_PARTS)[number]) =>
        numbers("levels", first + LEVEL_PARTS.indexOf(name));
      const level = (numbers: ScenarioNumbers) => ratios(part(numbers, "mean"), part(numbers, "pupils"));
      const coefficient = (numbers: ScenarioNumbers) => ratios(part(numbers, "coefficient"), part(numbers, "counties"));
      const [ownLevels, ownCoefficients] = [level(own), coefficient(own)];
      const levels = differences(ownLevels, level(baseline));
      const coefficients = differences(ownCoefficients, coefficient(baseline));
      const [levelDifference, coefficientDifference] = [spreadOf(levels).mean, spreadOf(coefficients).mean];
      return {
        scenario,
        stage,
        indicator,
        year,
        level: spreadOf(ownLevels).mean,
        coefficient: spreadOf(ownCoefficients).mean,
        levelDifference,
        coefficientDifference,
        isLevellingDown:
          levelDifference < 0 &&
          coefficientDifference < 0 &&
          isSignSettled(levels, members) &&
          isSignSettled(coefficients, members),
      };
    }),
  );
}

const ratios = (parts: Float64Array, wholes: Float64Array) => parts.map((part, w) => part / wholes[w]!);
const differences = (own: Float64Array, before: Float64Array) => own.map((value, w) => value - before[w]!);
