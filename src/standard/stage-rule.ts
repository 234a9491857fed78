import type { QualityEdition } from "./editions/edition.ts";
import type { Stage } from "./stage-table.ts";

/** The resource rules of one stage in flat arrays, one entry per indicator in the order of `RESOURCE_INDICATORS`. */
export interface StageRule {
  readonly stage: Stage;
  /** Thresholds in the indicators' units. */
  readonly thresholds: Float64Array;
  /** What an indicator that is allowed to be missed must still reach, same units. */
  readonly floors: Float64Array;
  /** 1 ÷ threshold, and threshold ÷ floor: the same numbers in the form the arithmetic wants. */
  readonly inverseThresholds: Float64Array;
  readonly floorLifts: Float64Array;
  /** Pupils an amount is divided by: 1 or 100. */
  readonly per: Float64Array;
  /** Indicators of the seven that a school must meet (count). */
  readonly indicatorsToMeet: number;
  /** Largest differential coefficient allowed. */
  readonly coefficientLimit: number;
}

/** Departures from the edition, for what-if questions about the strictness of the standard. */
export interface StageRuleOverrides {
  readonly indicatorsToMeet?: number;
  /** Floor as a share of the threshold, 0–1. */
  readonly floorShare?: number;
  readonly coefficientLimit?: number;
}

/**
 * The rule of one stage under an edition. Make it once and reuse it.
 *
 * @throws RangeError if `indicatorsToMeet` is not a whole number between 0 and 7.
 */
export function stageRule(edition: QualityEdition, stage: Stage, overrides: StageRuleOverrides = {}): StageRule {
  const { indicators, schoolRule } = edition;
  const indicatorsToMeet = overrides.indicatorsToMeet ?? schoolRule.indicatorsToMeet;
  if (!Number.isInteger(indicatorsToMeet) || indicatorsToMeet < 0 || indicatorsToMeet > indicators.length) {
    throw new RangeError(`indicators to meet is ${indicatorsToMeet}; expected a whole number from 0 to 7`);
  }
  const { floorShare } = overrides;
  const thresholds = Float64Array.from(indicators, (indicator) => indicator.threshold[stage]);
  const floors = Float64Array.from(indicators, ({ threshold, floor }) =>
    floorShare === undefined ? floor[stage] : floorShare * threshold[stage],
  );
  return {
    stage,
    thresholds,
    floors,
    inverseThresholds: thresholds.map((threshold) => 1 / threshold),
    floorLifts: thresholds.map((threshold, k) => threshold / floors[k]),
    per: Float64Array.from(indicators, (indicator) => indicator.per),
    indicatorsToMeet,
    coefficientLimit: overrides.coefficientLimit ?? edition.coefficientLimit[stage],
  };
}
