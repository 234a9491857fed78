import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { betaProbability, betaQuantile, logGamma } from "../../src/core/beta.ts";

/**
 * Known answers by scipy 1.17.
 *
 * | mutant                                        | killed by                       |
 * | --------------------------------------------- | ------------------------------- |
 * | the fraction used on the wrong side           | probabilities, mirror           |
 * | shapes swapped                                | quantiles, probabilities        |
 * | a term of Stirling's series left out          | log gamma                       |
 */
describe("the beta distribution", () => {
  it.each([
    [0.05, 2, 3, 0.09761146288641434],
    [0.5, 2, 3, 0.3857275681323895],
    [0.95, 40, 10, 0.8848822121141355],
    [0.999, 5, 0.4, 0.9999999950186056],
    [0.3, 1, 1, 0.3],
  ])("quantile %s of beta(%s, %s)", (p, a, b, value) => {
    expect(Math.abs(betaQuantile(p, a, b) - value)).toBeLessThan(1e-12);
  });

  it.each([
    [0.2, 2, 3, 0.18080000000000004],
    [0.7, 0.5, 0.5, 0.6309898804344546],
    [0.33, 1e4, 2e4, 0.11020551912742219],
  ])("probability at %s of beta(%s, %s)", (x, a, b, value) => {
    expect(betaProbability(x, a, b) / value).toBeCloseTo(1, 8);
  });

  it("log gamma", () => {
    expect(logGamma(1)).toBeCloseTo(0, 13);
    expect(logGamma(0.5)).toBeCloseTo(0.5723649429247, 13);
    expect(logGamma(3.25)).toBeCloseTo(0.9358019311087253, 13);
    expect(logGamma(100.5)).toBeCloseTo(361.43554046777757, 11);
  });

  it("quantile and probability undo one another, and mirror when the shapes change places", () => {
    const shape = fc.integer({ min: 5, max: 300 }).map((k) => k / 10);
    const percent = fc.integer({ min: 1, max: 99 }).map((k) => k / 100);
    fc.assert(
      fc.property(percent, shape, shape, (p, a, b) => {
        const x = betaQuantile(p, a, b);
        expect(betaProbability(x, a, b)).toBeCloseTo(p, 6);
        expect(betaQuantile(1 - p, b, a)).toBeCloseTo(1 - x, 10);
      }),
    );
  });

  it("refuses shapes that are not positive, and probabilities outside 0–1", () => {
    expect(() => betaProbability(0.5, 0, 1)).toThrow("shapes are 0 and 1");
    expect(() => betaQuantile(1, 2, 2)).toThrow("p is 1");
    expect(() => logGamma(0)).toThrow("x is 0");
    expect([betaProbability(0, 2, 2), betaProbability(1, 2, 2)]).toEqual([0, 1]);
  });
});
