import { exp } from "../core/elementary.ts";
import { isOff } from "./constraint-switches.ts";
import { accessUtility, boardingTerms } from "./boarding.ts";
import type { OpenSchools, Value } from "./schools.ts";
import { GRADES, HOMES, INCOMES, LOW_INCOME, SEAT, TOWN, VILLAGE, type CountyState } from "./state.ts";

/** What a family weighs when it chooses between schools in the village, in town and at the seat (rule CHO-1), by setting. */
export interface PlaceTerms {
  /** Worth of the schools there together (logit); NaN where the grade has no school within reach. */
  readonly inclusive: ArrayLike<number>;
  /** Utility of the daily way or of boarding there (logit). */
  readonly access: ArrayLike<number>;
  /** Disutility of what living there costs the family (logit). */
  readonly cost: ArrayLike<number>;
}

/** Daily ways are weighed up to this length; beyond it a family boards or moves, which the taste carries (km, assumed). */
const LONGEST_COMMUTE = 6;
/** Families choose of their own will no school farther away than this (km, assumed). */
const LONGEST_CHOSEN = 50;
/**
 * Gap of perceived quality at which tastes drift at their plain rate (SD): town over village, seat over village, seat over town.
 * The gaps of the initial world (assumed there).
 */
const REFERENCE_GAP = [0.18, 0.34, 0.16] as const;

/**
 * Chances of the three settings for a family at home in `home`, the upper level of a nested logit:
 *
 *     V = worth of the schools + access − cost + taste
 *
 * A family may choose its own setting or a higher one. Settings without a school of the grade get no chance; if none is
 * left, all chance goes to the highest setting that has one.
 *
 * @param taste Logit intercepts: [village→town, village→seat, town→seat].
 * @param out Filled with three chances that sum to 1.
 */
export function placeChances(home: number, terms: PlaceTerms, taste: ArrayLike<number>, out: Float64Array): void {
  let sum = 0;
  for (let setting = VILLAGE; setting <= SEAT; setting++) {
    out[setting] = 0;
    if (setting < home || Number.isNaN(terms.inclusive[setting]!)) continue;
    const at = tasteIndex(home, setting);
    const v = terms.inclusive[setting]! + terms.access[setting]! - terms.cost[setting]!;
    out[setting] = exp(v + (at < 0 ? 0 : taste[at]!));
    sum += out[setting]!;
  }
  if (sum === 0) {
    const fallback = [SEAT, TOWN, VILLAGE].find((setting) => !Number.isNaN(terms.inclusive[setting]!)) ?? SEAT;
    out[fallback] = 1;
    return;
  }
  for (let setting = VILLAGE; setting <= SEAT; setting++) out[setting]! /= sum;
}

/** Position of the taste of a home for a higher setting; −1 for the home setting itself. */
export function tasteIndex(home: number, setting: number): number {
  if (setting <= home) return -1;
  return home === VILLAGE ? setting - 1 : 2;
}

/** Longest way to a school that the county may assign (km; rules ADM-8, LOG-10). */
export function travelLimit(value: Value): number {
  return isOff(value, "travel") ? Infinity : value("places.travel_limit_km");
}

/** Chances of the settings in one grade: index `(income × 3 + home) × 3 + setting`; all 0 where no school lies within the limit. */
export const CHANCES = INCOMES * HOMES * 3;

/**
 * Chances of each setting in a grade by income class and home (rules CHO-1, CHO-2, ADM-8). A setting farther away than 50 km, or than the
 * limit of what the county may assign if that is longer, is not chosen; a home without any school within the limit has no chance at all.
 */
export function settingChances(
  { bedShare, inclusive, stage, way }: OpenSchools,
  grade: number,
  value: Value,
  taste: ArrayLike<number>,
  out: Float64Array,
): void {
  const boarding = boardingTerms(value, stage);
  const limit = travelLimit(value);
  const housing = 1 + value("choice.housing_cost");
  const costs = [0, value("choice.town_cost_low_income") * housing, value("choice.seat_cost_low_income") * housing];
  const terms = { inclusive: new Float64Array(3), access: new Float64Array(3), cost: new Float64Array(3) };
  const chances = new Float64Array(3);
  for (let income = 0; income < INCOMES; income++) {
    for (let home = 0; home < HOMES; home++) {
      let isWithin = false;
      for (let setting = VILLAGE; setting <= SEAT; setting++) {
        const km = way[home * 3 + setting]!;
        const hasSchool = !Number.isNaN(inclusive[setting]!);
        isWithin ||= hasSchool && km <= limit;
        terms.inclusive[setting] = km <= Math.max(limit, LONGEST_CHOSEN) ? inclusive[setting]! : NaN;
        terms.access[setting] = accessUtility(boarding, grade, income, km, LONGEST_COMMUTE, bedShare[setting]!);
        terms.cost[setting] = income === LOW_INCOME && home === VILLAGE ? costs[setting]! : 0;
      }
      if (isWithin) placeChances(home, terms, taste, chances);
      else chances.fill(0);
      for (let setting = VILLAGE; setting <= SEAT; setting++)
        out[(income * HOMES + home) * 3 + setting] = chances[setting]!;
    }
  }
}

/**
 * Tastes for schools in town drift for good (rules ADM-2 and CHO-4): the yearly step is stretched by the gap of perceived quality above
 * that of 2020 and cut by dearer housing, and never turns round.
 */
export function driftTaste({ placeTaste }: CountyState, { stage, quality }: OpenSchools, value: Value): void {
  const drift = value("demography.urbanisation_drift");
  const perGap = value("choice.drift_quality_response");
  const housing = value("choice.drift_housing_response") * value("choice.housing_cost");
  for (let home = VILLAGE; home <= TOWN; home++) {
    for (let setting = home + 1; setting <= SEAT; setting++) {
      const k = tasteIndex(home, setting);
      const gap = quality[setting]! - quality[home]!;
      const wider = Number.isNaN(gap) ? 0 : gap - REFERENCE_GAP[k]!;
      placeTaste[stage * 3 + k]! += drift * Math.max(0, 1 + perGap * wider - housing);
    }
  }
}

/** First grade of each node at which everyone chooses anew: school entry and junior school. */
export const NODE_GRADES = [0, GRADES - 3] as const;
