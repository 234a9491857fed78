import type { StageAssessment } from "./assess-stage.ts";
import type { StageRule } from "./stage-rule.ts";
import { RESOURCE_INDICATORS, type StageTable } from "./stage-table.ts";
import { TIE } from "./tolerance.ts";

const WIDTH = RESOURCE_INDICATORS.length;

/** A quantity at its threshold stands this high over it, so that a margin of 0 or more is exactly a test that is met. */
const ONE = 1 - TIE;

/**
 * Values of every school and the school rule; fills the school columns, the counts and `worstMargin` of `out`.
 * The margin of an indicator is value ÷ threshold − 1; the indicators that may be missed are held to their floors.
 */
export function judgeSchools(table: StageTable, rule: StageRule, out: StageAssessment): void {
  out.failingSchools = 0;
  out.undecidedSchools = 0;
  if (rule.indicatorsToMeet === WIDTH - 1) judgeSixOfSeven(table, rule, out);
  else judgeAnyOfSeven(table, rule, out);
}

/**
 * The rule of the standard, one indicator excused, written out for the seven indicators. It gives what `judgeAnyOfSeven`
 * gives in under half the time, and is the innermost work of every simulated county.
 */
function judgeSixOfSeven({ count, pupils, amounts }: StageTable, rule: StageRule, out: StageAssessment): void {
  const { per, inverseThresholds: inverse } = rule;
  const { values, worstMargin } = out;
  const s0 = per[0];
  const s1 = per[1];
  const s2 = per[2];
  const s3 = per[3];
  const s4 = per[4];
  const s5 = per[5];
  const s6 = per[6];
  const i0 = inverse[0];
  const i1 = inverse[1];
  const i2 = inverse[2];
  const i3 = inverse[3];
  const i4 = inverse[4];
  const i5 = inverse[5];
  const i6 = inverse[6];
  let w0 = Infinity;
  let w1 = Infinity;
  let w2 = Infinity;
  let w3 = Infinity;
  let w4 = Infinity;
  let w5 = Infinity;
  let w6 = Infinity;
  for (let school = 0, base = 0; school < count; school++, base += WIDTH) {
    // Values, and margins over the thresholds.
    const enrolment = pupils[school] > 0 ? pupils[school] : NaN;
    const v0 = (amounts[base + 0] * s0) / enrolment;
    const v1 = (amounts[base + 1] * s1) / enrolment;
    const v2 = (amounts[base + 2] * s2) / enrolment;
    const v3 = (amounts[base + 3] * s3) / enrolment;
    const v4 = (amounts[base + 4] * s4) / enrolment;
    const v5 = (amounts[base + 5] * s5) / enrolment;
    const v6 = (amounts[base + 6] * s6) / enrolment;
    const m0 = v0 * i0 - ONE;
    const m1 = v1 * i1 - ONE;
    const m2 = v2 * i2 - ONE;
    const m3 = v3 * i3 - ONE;
    const m4 = v4 * i4 - ONE;
    const m5 = v5 * i5 - ONE;
    const m6 = v6 * i6 - ONE;
    values[base + 0] = v0;
    values[base + 1] = v1;
    values[base + 2] = v2;
    values[base + 3] = v3;
    values[base + 4] = v4;
    values[base + 5] = v5;
    values[base + 6] = v6;
    // The lowest margin, which is excused, and the second lowest; NaN is less than nothing and so passed over.
    let lowest = Infinity;
    let second = Infinity;
    let at = 0;
    if (m0 < second) {
      if (m0 < lowest) {
        second = lowest;
        lowest = m0;
        at = 0;
      } else second = m0;
    }
    if (m1 < second) {
      if (m1 < lowest) {
        second = lowest;
        lowest = m1;
        at = 1;
      } else second = m1;
    }
    if (m2 < second) {
      if (m2 < lowest) {
        second = lowest;
        lowest = m2;
        at = 2;
      } else second = m2;
    }
    if (m3 < second) {
      if (m3 < lowest) {
        second = lowest;
        lowest = m3;
        at = 3;
      } else second = m3;
    }
    if (m4 < second) {
      if (m4 < lowest) {
        second = lowest;
        lowest = m4;
        at = 4;
      } else second = m4;
    }
    if (m5 < second) {
      if (m5 < lowest) {
        second = lowest;
        lowest = m5;
        at = 5;
      } else second = m5;
    }
    if (m6 < second) {
      if (m6 < lowest) {
        second = lowest;
        lowest = m6;
        at = 6;
      } else second = m6;
    }
    const lifted = (lowest + ONE) * rule.floorLifts[at] - ONE;
    // Worst margins over the schools.
    if (m0 < w0) w0 = at !== 0 ? m0 : lifted < w0 ? lifted : w0;
    if (m1 < w1) w1 = at !== 1 ? m1 : lifted < w1 ? lifted : w1;
    if (m2 < w2) w2 = at !== 2 ? m2 : lifted < w2 ? lifted : w2;
    if (m3 < w3) w3 = at !== 3 ? m3 : lifted < w3 ? lifted : w3;
    if (m4 < w4) w4 = at !== 4 ? m4 : lifted < w4 ? lifted : w4;
    if (m5 < w5) w5 = at !== 5 ? m5 : lifted < w5 ? lifted : w5;
    if (m6 < w6) w6 = at !== 6 ? m6 : lifted < w6 ? lifted : w6;
    // Where the second lowest is met at most one is missed; one NaN makes the sum NaN.
    const missed = second >= 0 ? (lowest < 0 ? 1 : 0) : missedIndicators(values, base, rule);
    const isComplete = m0 + m1 + m2 + m3 + m4 + m5 + m6 < Infinity;
    record(out, school, missed, isComplete ? 0 : unassessedIndicators(values, base), second < lifted ? second : lifted);
  }
  worstMargin[0] = w0;
  worstMargin[1] = w1;
  worstMargin[2] = w2;
  worstMargin[3] = w3;
  worstMargin[4] = w4;
  worstMargin[5] = w5;
  worstMargin[6] = w6;
}

/** The rule for any number of indicators to meet. */
function judgeAnyOfSeven({ count, pupils, amounts }: StageTable, rule: StageRule, out: StageAssessment): void {
  const { values, worstMargin } = out;
  worstMargin.fill(Infinity);
  for (let school = 0, base = 0; school < count; school++, base += WIDTH) {
    const enrolment = pupils[school] > 0 ? pupils[school] : NaN;
    for (let k = 0; k < WIDTH; k++) values[base + k] = (amounts[base + k] * rule.per[k]) / enrolment;
    const excused = lowestIndicators(values, base, rule);
    let least = Infinity;
    for (let k = 0; k < WIDTH; k++) {
      const ratio = values[base + k] * rule.inverseThresholds[k];
      const margin = excused & (1 << k) ? ratio * rule.floorLifts[k] - ONE : ratio - ONE;
      if (margin < least) least = margin;
      if (margin < worstMargin[k]) worstMargin[k] = margin;
    }
    record(out, school, missedIndicators(values, base, rule), unassessedIndicators(values, base), least);
  }
}

/** Enters one school's outcome. A school fails if its least margin is negative, whatever it left out. */
function record(out: StageAssessment, school: number, missed: number, notAssessed: number, least: number): void {
  const fails = least < 0;
  out.missed[school] = missed;
  out.notAssessed[school] = notAssessed;
  out.schoolMargin[school] = notAssessed === WIDTH ? NaN : least;
  out.schoolFails[school] = fails ? 1 : 0;
  out.schoolPasses[school] = !fails && notAssessed === 0 ? 1 : 0;
  if (fails) out.failingSchools++;
  else if (notAssessed > 0) out.undecidedSchools++;
}

/** Indicators of one school below their threshold (count). */
function missedIndicators(values: Float64Array, base: number, rule: StageRule): number {
  let missed = 0;
  for (let k = 0; k < WIDTH; k++) if (values[base + k] * rule.inverseThresholds[k] - ONE < 0) missed++;
  return missed;
}

/** Indicators of one school without a value (count). */
function unassessedIndicators(values: Float64Array, base: number): number {
  let missing = 0;
  for (let k = 0; k < WIDTH; k++) if (Number.isNaN(values[base + k])) missing++;
  return missing;
}

/** The indicators of one school that may be missed, those lowest over their thresholds, as bits. */
function lowestIndicators(values: Float64Array, base: number, rule: StageRule): number {
  let chosen = 0;
  for (let round = rule.indicatorsToMeet; round < WIDTH; round++) {
    let lowest = Infinity;
    let at = -1;
    for (let k = 0; k < WIDTH; k++) {
      const ratio = values[base + k] * rule.inverseThresholds[k];
      if (ratio < lowest && !(chosen & (1 << k))) {
        lowest = ratio;
        at = k;
      }
    }
    if (at < 0) break;
    chosen |= 1 << at;
  }
  return chosen;
}
