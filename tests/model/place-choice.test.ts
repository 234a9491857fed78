import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeChances, type PlaceTerms } from "../../src/model/place-choice.ts";
import { SEAT, TOWN, VILLAGE } from "../../src/model/state.ts";
import { sum } from "./worlds.ts";

/**
 * | mutant                                  | killed by |
 * | --------------------------------------- | --------- |
 * | lower settings allowed                  | CHO-1     |
 * | ways beyond 6 km weighed in full        | CHO-1     |
 * | crowding attracts                       | CHO-1     |
 * | settings without a school get a chance  | CHO-1     |
 */
const PLAIN: PlaceTerms = {
  quality: [0, 0, 0],
  way: [0, 0, 0],
  crowding: [0, 0, 0],
  qualityWeight: 0.5,
  distanceWeight: 0.3,
  crowdingWeight: 0.1,
};

function chances(home: number, terms: Partial<PlaceTerms> = {}, taste = [0, 0, 0]): number[] {
  const out = new Float64Array(3);
  placeChances(home, { ...PLAIN, ...terms }, taste, out);
  return Array.from(out);
}

const odds = (home: number, setting: number, terms: Partial<PlaceTerms>, taste?: number[]) => {
  const p = chances(home, terms, taste);
  return Math.log(p[setting]! / p[home]!);
};

describe("choice of a setting", () => {
  it("CHO-1 without differences every allowed setting is as likely as another", () => {
    expect(chances(VILLAGE).map((p) => p * 3)).toEqual([1, 1, 1]);
    expect(chances(TOWN)).toEqual([0, 0.5, 0.5]);
    expect(chances(SEAT)).toEqual([0, 0, 1]);
  });

  it("CHO-1 log odds are the difference of quality, way up to 6 km, crowding and taste", () => {
    expect(odds(VILLAGE, TOWN, { quality: [0, 0.4, 0] })).toBeCloseTo(0.2, 12);
    expect(odds(VILLAGE, SEAT, { way: [1, 0, 5] })).toBeCloseTo(-0.3 * 4, 12);
    expect(odds(VILLAGE, SEAT, { way: [0, 0, 50] })).toBeCloseTo(-0.3 * 6, 12);
    expect(odds(TOWN, SEAT, { crowding: [0, 0, 2] })).toBeCloseTo(-0.2, 12);
    expect(odds(VILLAGE, TOWN, {}, [0.7, 9, 9])).toBeCloseTo(0.7, 12);
    expect(odds(VILLAGE, SEAT, {}, [9, 0.7, 9])).toBeCloseTo(0.7, 12);
    expect(odds(TOWN, SEAT, {}, [9, 9, 0.7])).toBeCloseTo(0.7, 12);
  });

  it("CHO-1 settings without a school get nothing; if none is left the highest that has one takes all", () => {
    expect(chances(VILLAGE, { quality: [NaN, 0, 0] })).toEqual([0, 0.5, 0.5]);
    expect(chances(SEAT, { quality: [0, 0, NaN] })).toEqual([0, 1, 0]);
    expect(chances(TOWN, { quality: [0, NaN, NaN] })).toEqual([1, 0, 0]);
    expect(chances(VILLAGE, { quality: [NaN, NaN, NaN] })).toEqual([0, 0, 1]);
  });

  it("CHO-1 chances are never negative and sum to 1", () => {
    const value = fc.integer({ min: -500, max: 500 }).map((n) => n / 100);
    const triple = fc.tuple(value, value, value);
    fc.assert(
      fc.property(fc.nat(2), triple, triple, triple, (home, quality, way, taste) => {
        const p = chances(home, { quality, way: way.map(Math.abs) }, taste);
        expect(p.every((chance) => chance >= 0)).toBe(true);
        expect(sum(p)).toBeCloseTo(1, 12);
      }),
    );
  });
});
