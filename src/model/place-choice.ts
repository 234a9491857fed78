import { exp } from "../core/elementary.ts";
import { SEAT, TOWN, VILLAGE } from "./state.ts";

/** What a family weighs when it chooses between schools in the village, in town and at the seat (rule CHO-1). */
export interface PlaceTerms {
  /** Mean perceived quality of open schools by setting (SD); NaN where the stage has no school there. */
  readonly quality: ArrayLike<number>;
  /** Way in km by setting for this family. */
  readonly way: ArrayLike<number>;
  /** Largest share of a class by which schools of the setting exceed the regulated size, in tens of pupils. */
  readonly crowding: ArrayLike<number>;
  readonly qualityWeight: number;
  readonly distanceWeight: number;
  readonly crowdingWeight: number;
}

/** Daily ways are weighed up to this length; beyond it a family boards or moves, which the taste carries (km, assumed). */
const LONGEST_COMMUTE = 6;

/**
 * Chances of the three settings for a family at home in `home`: a logit over
 *
 *     V = b_q·Q − b_d·min(way, 6) − b_c·crowding + taste
 *
 * A family may choose its own setting or a higher one. Settings without a school of the stage get no chance; if none is
 * left, all chance goes to the highest setting that has one.
 *
 * @param taste Logit intercepts: [village→town, village→seat, town→seat].
 * @param out Filled with three chances that sum to 1.
 */
export function placeChances(home: number, terms: PlaceTerms, taste: ArrayLike<number>, out: Float64Array): void {
  let sum = 0;
  for (let setting = VILLAGE; setting <= SEAT; setting++) {
    out[setting] = 0;
    if (setting < home || Number.isNaN(terms.quality[setting]!)) continue;
    const appeal =
      home === VILLAGE
        ? setting === TOWN
          ? taste[0]!
          : setting === SEAT
            ? taste[1]!
            : 0
        : setting > home
          ? taste[2]!
          : 0;
    out[setting] = exp(utility(terms, setting) + appeal);
    sum += out[setting]!;
  }
  if (sum === 0) {
    const fallback = [SEAT, TOWN, VILLAGE].find((setting) => !Number.isNaN(terms.quality[setting]!)) ?? SEAT;
    out[fallback] = 1;
    return;
  }
  for (let setting = VILLAGE; setting <= SEAT; setting++) out[setting]! /= sum;
}

function utility(terms: PlaceTerms, setting: number): number {
  return (
    terms.qualityWeight * terms.quality[setting]! -
    terms.distanceWeight * Math.min(terms.way[setting]!, LONGEST_COMMUTE) -
    terms.crowdingWeight * terms.crowding[setting]!
  );
}
