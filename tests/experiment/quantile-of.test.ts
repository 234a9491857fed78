import { describe, expect, it } from "vitest";
import { quantileOf } from "../../src/experiment/quantile-of.ts";
import type { Distribution } from "../../src/model/parameter-table.ts";

/**
 * Known answers of the kinds without a closed form by scipy 1.17.
 *
 * | mutant                                     | killed by                          |
 * | ------------------------------------------ | ---------------------------------- |
 * | 90 % points taken for 95 %                 | interval90, lognormal              |
 * | triangular branches swapped                | triangular                         |
 * | lognormal about the mean of low and high   | lognormal                          |
 * | variance for standard deviation            | beta                               |
 * | mode weighted once instead of four times   | pert                               |
 * | weights read one value late                | discrete                           |
 */
const at = (distribution: Distribution, ...us: number[]) => us.map((u) => quantileOf(distribution, u));
const near = (...values: number[]) => values.map((value) => expect.closeTo(value, 7));

describe("quantiles of the distributions", () => {
  it("uniform", () => {
    expect(at({ kind: "uniform", low: 2, high: 6 }, 0, 0.25, 1)).toEqual([2, 3, 6]);
  });

  it("triangular: ends, mode and the median of a symmetric one; a point", () => {
    const d = { kind: "triangular", low: 0, mode: 1, high: 4 } as const;
    expect(at(d, 0, 0.25, 1)).toEqual([0, 1, 4]);
    expect(quantileOf(d, 0.0625)).toBeCloseTo(0.5, 12);
    expect(quantileOf(d, 1 - 0.0625)).toBeCloseTo(4 - Math.sqrt(0.75), 12);
    expect(quantileOf({ kind: "triangular", low: 0, mode: 5, high: 10 }, 0.5)).toBe(5);
    expect(quantileOf({ kind: "triangular", low: 3, mode: 3, high: 3 }, 0.4)).toBe(3);
  });

  it("normal, and interval90 by its 5 % and 95 % points", () => {
    expect(quantileOf({ kind: "normal", mean: 10, sd: 2 }, 0.5)).toBe(10);
    expect(quantileOf({ kind: "normal", mean: 10, sd: 2 }, 0.841344746)).toBeCloseTo(12, 6);
    expect(at({ kind: "interval90", low: -1, high: 5 }, 0.05, 0.5, 0.95)).toEqual(near(-1, 2, 5));
  });

  it("lognormal by its 5 % and 95 % points: the median is their geometric mean", () => {
    const d = { kind: "lognormal", low: 1, high: 10 } as const;
    expect(at(d, 0.05, 0.5, 0.9, 0.95)).toEqual(near(1, 3.1622776601683795, 7.754682386924595, 10));
  });

  it("beta by mean and standard deviation", () => {
    const d = { kind: "beta", mean: 0.3, sd: 0.1 } as const;
    expect(at(d, 0.05, 0.5, 0.95)).toEqual(near(0.14746956555924104, 0.29322017994366467, 0.4757971104214103));
    expect(quantileOf({ kind: "beta", mean: 0.5, sd: 1 / Math.sqrt(12) }, 0.25)).toBeCloseTo(0.25, 10);
  });

  it("pert by low, mode and high", () => {
    const d = { kind: "pert", low: 1, mode: 2, high: 6 } as const;
    expect(at(d, 0.05, 0.5, 0.95)).toEqual(near(1.2948869380590862, 2.3833612969625944, 4.106383620080951));
    expect(quantileOf({ kind: "pert", low: 0, mode: 0, high: 1 }, 0.5)).toBeCloseTo(1 - 0.5 ** 0.2, 10);
  });

  it("discrete: each value for its part of the weights", () => {
    const d = { kind: "discrete", values: [-1, 2, 7], weights: [1, 2, 1] } as const;
    expect(at(d, 0.001, 0.25, 0.2501, 0.75, 0.7501, 0.999)).toEqual([-1, -1, 2, 2, 7, 7]);
    expect(quantileOf({ kind: "discrete", values: [0, 1], weights: [0.1, 0.2] }, 1 - 1e-16)).toBe(1);
  });

  it("rise with u", () => {
    const kinds: Distribution[] = [
      { kind: "uniform", low: 0, high: 1 },
      { kind: "triangular", low: 0, mode: 0.7, high: 1 },
      { kind: "normal", mean: 0, sd: 1 },
      { kind: "interval90", low: 0, high: 1 },
      { kind: "lognormal", low: 0.5, high: 2 },
      { kind: "beta", mean: 0.9, sd: 0.2 },
      { kind: "pert", low: 0, mode: 0.9, high: 1 },
      { kind: "discrete", values: [0, 1, 5], weights: [1, 2, 3] },
    ];
    for (const d of kinds) {
      const values = at(d, ...Array.from({ length: 99 }, (_, i) => (i + 1) / 100));
      expect(values).toEqual([...values].sort((a, b) => a - b));
      expect(values[0]).toBeLessThan(values[98]!);
    }
  });
});
