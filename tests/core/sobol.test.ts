import { describe, expect, it } from "vitest";
import { pearsonOfRank } from "../../src/core/rank-correlation.ts";
import { SOBOL_DIMENSIONS, sobolWord } from "../../src/core/sobol.ts";
import { isPositiveDefinite } from "../../src/core/symmetric.ts";

/**
 * Known answers by scipy 1.17, unscrambled, 32 bits.
 *
 * | mutant                                 | killed by                       |
 * | -------------------------------------- | ------------------------------- |
 * | plain instead of Gray-code order       | first points                    |
 * | polynomial read from the wrong end     | first points, known answers     |
 * | one dimension off                      | known answers                   |
 */
describe("the Sobol sequence", () => {
  it("the first points of the first three dimensions", () => {
    const points = [0, 1, 2, 3, 4].map((point) => [0, 1, 2].map((dimension) => sobolWord(dimension, point) / 2 ** 32));
    expect(points).toEqual([
      [0, 0, 0],
      [0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25],
      [0.25, 0.75, 0.75],
      [0.375, 0.375, 0.625],
    ]);
  });

  it("points far out, in dimensions up to the last", () => {
    const words = (point: number) => [0, 1, 2, 3, 9, 63, 199, 255].map((dimension) => sobolWord(dimension, point));
    expect(SOBOL_DIMENSIONS).toBe(256);
    expect(words(5)).toEqual([
      3758096384, 3758096384, 536870912, 1610612736, 536870912, 2684354560, 1610612736, 3758096384,
    ]);
    expect(words(1000)).toEqual([
      943718400, 415236096, 2227175424, 2906652672, 297795584, 1916796928, 3619684352, 1069547520,
    ]);
  });

  it("the first 256 points have one coordinate in each of 256 equal intervals, in every dimension", () => {
    for (let dimension = 0; dimension < SOBOL_DIMENSIONS; dimension++) {
      const cells = new Set(Array.from({ length: 256 }, (_, point) => sobolWord(dimension, point) >>> 24));
      expect(cells.size).toBe(256);
    }
  });

  it("ends where the table ends", () => {
    expect(() => sobolWord(256, 0)).toThrow("dimension is 256; expected 0–255");
  });
});

describe("correlations", () => {
  it("rank correlation to that of the normal copula: 2 sin(πρ/6)", () => {
    expect([0, 1, -1].map(pearsonOfRank)).toEqual([0, 1, -1].map((rho) => expect.closeTo(rho, 15)));
    // The golden ratio's inverse: 2·sin(18°).
    expect(pearsonOfRank(0.6)).toBeCloseTo(0.6180339887498949, 15);
  });

  it("a matrix is positive definite or not", () => {
    expect(isPositiveDefinite([1, 0.5, 0.5, 1], 2)).toBe(true);
    expect(isPositiveDefinite([1, 1, 1, 1], 2)).toBe(false);
    expect(isPositiveDefinite([1, 0.9, 0.9, 0.9, 1, -0.9, 0.9, -0.9, 1], 3)).toBe(false);
  });
});
