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
  own: readonly Trace[],
  baseline: readonly Trace[],
  years: readonly number[],
  members?: readonly number[],
): EquityRow[] {
  return years.flatMap((year) =>
    CATEGORIES.flatMap((category) =>
      (Object.keys(WORSE) as EquityMeasure[]).flatMap((measure) => {
        const values = own.map((trace) => exposure(trace, year, category, measure));
        const before = baseline.map((trace) => exposure(trace, year, category, measure));
        const paired = values.map((value, w) => value - before[w]!);
        if (paired.some(Number.isNaN)) return [];
        const { mean: difference, standardError } = spreadOf(paired, members);
        const verdict = verdictOn(paired, difference, WORSE[measure], members);
        const pupils = spreadOf(own.map((trace) => exposureSum(trace, year, category, "pupils"))).mean;
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
  paired: readonly number[],
  difference: number,
  worse: "more" | "less",
  members: readonly number[] | undefined,
): EquityRow["verdict"] {
  if (paired.every((value) => value === 0)) return "same";
  if (!isSignSettled(paired, members)) return "not settled";
  return difference > 0 === (worse === "more") ? "loses" : "gains";
}

/** Mean over the pupils of a category, boarding over those of grades 1–3; NaN if it has none or is not counted. */
function exposure(trace: Trace, year: number, category: Category, measure: Measure): number {
  if (COUNTED_BY_GROUP.has(measure) && !BY_GROUP.has(category)) return NaN;
  const pupils = exposureSum(trace, year, category, measure === "youngBoarders" ? "youngPupils" : "pupils");
  return pupils > 0 ? exposureSum(trace, year, category, measure) / pupils : NaN;
}

/** Sum over the pupils of a category (weighted persons times the measure). */
export function exposureSum(trace: Trace, year: number, category: Category, measure: Measure): number {
  const at = (year - YEARS[0]!) * EXPOSURES + CATEGORIES.indexOf(category) * MEASURES.length;
  return trace.exposures[at + MEASURES.indexOf(measure)]!;
}

/** Levels beside dispersion, one row an indicator, stage and year. */
export function levelRows(
  scenario: string,
  own: readonly Trace[],
  baseline: readonly Trace[],
  years: readonly number[],
  members?: readonly number[],
): LevelRow[] {
  return years.flatMap((year) =>
    STAGE_INDICATORS.map(({ stage, indicator }, k) => {
      const part = (trace: Trace, name: (typeof LEVEL_PARTS)[number]) =>
        trace.levels[(year - YEARS[0]!) * LEVELS + k * LEVEL_PARTS.length + LEVEL_PARTS.indexOf(name)]!;
      const level = (trace: Trace) => part(trace, "mean") / part(trace, "pupils");
      const coefficient = (trace: Trace) => part(trace, "coefficient") / part(trace, "counties");
      const apart = (value: (trace: Trace) => number) => own.map((trace, w) => value(trace) - value(baseline[w]!));
      const [levels, coefficients] = [apart(level), apart(coefficient)];
      const [levelDifference, coefficientDifference] = [spreadOf(levels).mean, spreadOf(coefficients).mean];
      return {
        scenario,
        stage,
        indicator,
        year,
        level: spreadOf(own.map(level)).mean,
        coefficient: spreadOf(own.map(coefficient)).mean,
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
