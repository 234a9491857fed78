import { differentialCoefficients } from "./differential-coefficient.ts";
import { judgeSchools } from "./school-rule.ts";
import type { StageRule } from "./stage-rule.ts";
import { RESOURCE_INDICATORS, type StageTable } from "./stage-table.ts";
import { TIE } from "./tolerance.ts";

/** Indicators per school in every array of a stage table. */
const WIDTH = RESOURCE_INDICATORS.length;

/**
 * What the resource rules say of one stage of one county. A buffer that is filled again and again:
 * the arrays may be longer than the schools assessed last, whose number is `count`.
 *
 * Margins are relative: 0.1 is a tenth better than required, −0.1 a tenth worse; they are 0 or more exactly where the
 * test is met. NaN marks what could not be assessed.
 */
export interface StageAssessment {
  count: number;
  /** Indicator values, school-major (`i × 7 + k`), unrounded, in the indicators' units. */
  readonly values: Float64Array;
  /** Indicators below their threshold, by school. */
  readonly missed: Uint8Array;
  /** Indicators that could not be assessed, by school. */
  readonly notAssessed: Uint8Array;
  /** 1 where the school meets the school rule with everything assessed. */
  readonly schoolPasses: Uint8Array;
  /** 1 where the school fails whatever the unassessed indicators are; neither mark: undecided. */
  readonly schoolFails: Uint8Array;
  /** Least margin of the school, its lowest indicators being held to their floors; NaN if nothing was assessed. */
  readonly schoolMargin: Float64Array;
  failingSchools: number;
  undecidedSchools: number;
  /**
   * Worst margin of each indicator over the schools, counted where it matters: in each school the indicators that may be
   * missed (the lowest one under the 6-of-7 rule) are held to their floor instead of their threshold. If all is
   * assessed, every entry is 0 or more exactly when every school passes. Infinity where no school was assessed.
   */
  readonly worstMargin: Float64Array;
  /** Enrolment-weighted county mean of each indicator. */
  readonly mean: Float64Array;
  /** Differential coefficient of each indicator over the schools that reported it. */
  readonly coefficient: Float64Array;
  /** 1 − coefficient ÷ limit. */
  readonly coefficientMargin: Float64Array;
}

/** A buffer for `assessStage` with room for `capacity` schools. */
export function createStageAssessment(capacity: number): StageAssessment {
  return {
    count: 0,
    values: new Float64Array(capacity * WIDTH),
    missed: new Uint8Array(capacity),
    notAssessed: new Uint8Array(capacity),
    schoolPasses: new Uint8Array(capacity),
    schoolFails: new Uint8Array(capacity),
    schoolMargin: new Float64Array(capacity),
    failingSchools: 0,
    undecidedSchools: 0,
    worstMargin: new Float64Array(WIDTH),
    mean: new Float64Array(WIDTH),
    coefficient: new Float64Array(WIDTH),
    coefficientMargin: new Float64Array(WIDTH),
  };
}

/**
 * Judges one stage of one county by the resource rules: every school's indicators, the school rule, and the seven
 * differential coefficients. Allocates nothing if `out` is given.
 *
 * School rule: a school passes if it meets at least `indicatorsToMeet` of the seven thresholds and every other one
 * reaches its floor. An amount that was not reported (NaN), or a school without pupils, is not assessed and never counts
 * as met: such a school does not pass, but fails only if what it did report fails.
 *
 * @throws RangeError if `out` has room for fewer schools than the table holds.
 */
export function assessStage(
  table: StageTable,
  rule: StageRule,
  out: StageAssessment = createStageAssessment(table.count),
): StageAssessment {
  const { count } = table;
  if (out.missed.length < count) {
    throw new RangeError(`buffer has room for ${out.missed.length} schools; expected at least ${count}`);
  }
  out.count = count;
  judgeSchools(table, rule, out);
  differentialCoefficients(out.values, table.pupils, count, WIDTH, out.mean, out.coefficient);
  const limit = rule.coefficientLimit * (1 + TIE);
  for (let k = 0; k < WIDTH; k++) out.coefficientMargin[k] = 1 - out.coefficient[k] / limit;
  return out;
}
