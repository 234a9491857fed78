import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apportion } from "../../src/core/apportion.ts";
import { binomial, logFactorial, poisson } from "../../src/core/distributions.ts";
import { normal, normalProbability, normalQuantile, studentT3 } from "../../src/core/normal.ts";
import { drawWithoutReplacement, multinomial } from "../../src/core/urn.ts";
import { openStream } from "../../src/core/stream.ts";

/**
 * | mutant                                            | killed by                                  |
 * | ------------------------------------------------- | ------------------------------------------ |
 * | binomial by a rounded normal                      | chi-square, every row                      |
 * | squeeze `us >= 0.07` loosened to 0                | chi-square, rejection rows                 |
 * | p above one half not mirrored back                | chi-square, mirrored rows                  |
 * | multinomial by weight over the full sum           | multinomial means                          |
 * | drawing with replacement                          | variance of the hypergeometric             |
 * | urn bound ignored                                 | no more of a kind than the urn holds       |
 * | quantile's sign above one half                    | quantile table                             |
 */
const stream = openStream([7, 11], 3, 2030, 1);
const N = 40_000;

describe("binomial and Poisson", () => {
  it("draws whole numbers of successes: 0 of 0, all of n at p = 1", () => {
    expect([binomial(0, 0.5, stream, 1), binomial(9, 0, stream, 1), binomial(9, 1, stream, 1)]).toEqual([0, 0, 9]);
    expect(binomial(-3, 0.5, stream, 1)).toBe(0);
    expect(binomial(5, NaN, stream, 1)).toBe(0);
    expect([poisson(0, stream, 1), poisson(-1, stream, 1)]).toEqual([0, 0]);
  });

  it.each([
    ["one coin", 1, 0.3],
    ["inversion", 12, 0.25],
    ["inversion, rare", 4000, 0.0005],
    ["inversion, mirrored", 30, 0.8],
    ["just below the switch", 40, 0.249],
    ["just above the switch", 40, 0.251],
    ["rejection", 200, 0.4],
    ["rejection, mirrored", 500, 0.9],
    ["rejection, large", 100_000, 0.01],
  ])("binomial fits the exact probabilities by chi-square: %s", (_name, n, p) => {
    const pmf = (x: number) =>
      Math.exp(logFactorial(n) - logFactorial(x) - logFactorial(n - x) + x * Math.log(p) + (n - x) * Math.log1p(-p));
    expectFit((i) => binomial(n, p, stream, i), pmf, n);
  });

  it.each([0.4, 3, 9.9, 10.1, 60, 2000])("Poisson of mean %d fits the exact probabilities by chi-square", (mean) => {
    const pmf = (x: number) => Math.exp(x * Math.log(mean) - mean - logFactorial(x));
    expectFit((i) => poisson(mean, stream, i), pmf, Math.ceil(mean + 12 * Math.sqrt(mean) + 20));
  });

  it("log factorials agree with the products up to 170!", () => {
    let product = 1;
    for (let n = 1; n <= 170; n++) {
      product *= n;
      expect(Math.abs(logFactorial(n) / Math.log(product) - 1) || 0).toBeLessThan(1e-12);
    }
  });
});

/** Chi-square over cells of at least 10 expected draws; within 4 standard deviations of its degrees of freedom. */
function expectFit(draw: (i: number) => number, pmf: (x: number) => number, most: number): void {
  const seen = new Float64Array(most + 1);
  for (let i = 0; i < N; i++) seen[Math.min(most, draw(i))]!++;
  let chi = 0;
  let cells = 0;
  let [expected, count, left] = [0, 0, N];
  for (let x = 0; x <= most; x++) {
    expected += N * pmf(x);
    count += seen[x]!;
    if (expected < 10 && x < most) continue;
    if (left - expected < 10 && x < most) continue;
    left -= expected;
    chi += (count - expected) ** 2 / Math.max(expected, 1e-9);
    cells++;
    [expected, count] = [0, 0];
  }
  expect(chi - (cells - 1)).toBeLessThan(4 * Math.sqrt(2 * (cells - 1)) + 4);
}

describe("multinomial", () => {
  it("splits a whole number without losing or adding one, and adds to what is there", () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.array(fc.nat(100), { minLength: 1, maxLength: 12 }),
        fc.nat(1_000_000),
        (n, weights, entity) => {
          const out = new Int32Array(weights.length).fill(5);
          multinomial(n, weights, out, stream, entity);
          expect(out.reduce((a, b) => a + b, 0)).toBe(n + 5 * weights.length);
          weights.forEach((w, i) => {
            if (w === 0 && weights.some((other) => other > 0)) expect(out[i]).toBe(5);
          });
        },
      ),
    );
  });

  it("gives each class its share on average", () => {
    const weights = [1, 0, 4, 2, 3];
    const out = new Int32Array(5);
    for (let i = 0; i < 5000; i++) multinomial(20, weights, out, stream, i);
    weights.forEach((w, i) => {
      const p = w / 10;
      expect(Math.abs(out[i]! / 100_000 - p)).toBeLessThanOrEqual(4 * Math.sqrt((p * (1 - p)) / 100_000));
    });
  });

  it("without any weight everything goes to the last class", () => {
    const out = new Int32Array(3);
    multinomial(7, [0, 0, 0], out, stream, 1);
    expect(Array.from(out)).toEqual([0, 0, 7]);
  });
});

describe("drawing without replacement", () => {
  it("takes exactly the sample, and no more of a kind than the urn holds", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(60), { minLength: 1, maxLength: 9 }),
        fc.nat(100),
        fc.nat(1_000_000),
        (urn, percent, entity) => {
          const sample = Math.floor((urn.reduce((a, b) => a + b, 0) * percent) / 100);
          const out = new Int32Array(urn.length);
          drawWithoutReplacement(Int32Array.from(urn), sample, out, stream, entity);
          expect(out.reduce((a, b) => a + b, 0)).toBe(sample);
          urn.forEach((held, i) => expect(out[i]).toBeLessThanOrEqual(held));
        },
      ),
    );
  });

  it.each([3, 8])("has the hypergeometric mean and variance for a sample of %d of 10", (sample) => {
    const M = 20_000;
    const draws = Float64Array.from({ length: M }, (_, i) => {
      const out = new Int32Array(2);
      drawWithoutReplacement(Int32Array.of(4, 6), sample, out, stream, i);
      return out[0]!;
    });
    const mean = draws.reduce((a, b) => a + b, 0) / M;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (M - 1);
    const exact = (sample * 0.4 * 0.6 * (10 - sample)) / 9;
    expect(Math.abs(mean - sample * 0.4)).toBeLessThan(4 * Math.sqrt(exact / M));
    // The variance of a sample variance is at most (kurtosis − 1)·σ⁴/N; 3 bounds the kurtosis here.
    expect(Math.abs(variance - exact)).toBeLessThan(4 * exact * Math.sqrt(2 / M));
  });

  it("refuses a sample larger than the urn", () => {
    expect(() => drawWithoutReplacement(Int32Array.of(1, 2), 4, new Int32Array(2), stream, 1)).toThrow(
      "the urn holds 3",
    );
  });
});

describe("normal", () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.95, 1.6448536269514722],
    [0.001, -3.090232306167813],
    [1e-9, -5.997807015007686],
    [0.02425, -1.972961051311885],
  ])("quantile of %d is %d", (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1.15e-9 * Math.max(1, Math.abs(z)) * 2);
  });

  it("probability and quantile undo each other; the halves mirror", () => {
    for (let i = 1; i < 1000; i++) {
      const p = i / 1000;
      expect(Math.abs(normalProbability(normalQuantile(p)) - p)).toBeLessThan(8e-8);
      expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 8);
    }
    expect([normalProbability(-40), normalProbability(40)]).toEqual([0, 1]);
  });

  it.each([0, 1, -0.1, NaN])("has no quantile at %d", (p) => {
    expect(() => normalQuantile(p)).toThrow(RangeError);
  });

  it("draws have mean 0 and variance 1; Student's t has the quartiles of 3 degrees of freedom", () => {
    const z = Float64Array.from({ length: N }, (_, i) => normal(stream, i));
    const mean = z.reduce((a, b) => a + b, 0) / N;
    const square = z.reduce((sum, x) => sum + x * x, 0) / N;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(N));
    expect(Math.abs(square - 1)).toBeLessThan(4 * Math.sqrt(2 / N));
    let below = 0;
    for (let i = 0; i < N; i++) if (studentT3(stream, i) < 0.7648923284) below++;
    expect(Math.abs(below / N - 0.75)).toBeLessThan(4 * Math.sqrt((0.75 * 0.25) / N));
  });
});

describe("apportion", () => {
  it("gives whole seats by largest remainder", () => {
    expect(Array.from(apportion(10, [1, 1, 1]))).toEqual([4, 3, 3]);
    expect(Array.from(apportion(7, [5, 3, 1]))).toEqual([4, 2, 1]);
  });

  it("sums exactly, stays within one of the quota, gives nothing to no weight", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 }), (total, weights) => {
        const shares = apportion(total, weights);
        const sum = weights.reduce((a, b) => a + b, 0);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
        weights.forEach((w, i) => {
          const quota = sum > 0 ? (total * w) / sum : total / weights.length;
          expect(Math.abs(shares[i]! - quota)).toBeLessThan(1);
        });
      }),
    );
  });

  it("ties go to the earlier entry, and without weights to everyone alike", () => {
    expect(Array.from(apportion(1, [2, 2]))).toEqual([1, 0]);
    expect(Array.from(apportion(5, [0, 0, 0]))).toEqual([2, 2, 1]);
    expect(Array.from(apportion(0, []))).toEqual([]);
  });

  it.each([[[]], [[-1]], [[NaN]], [[Infinity]]])("refuses weights %j", (weights) => {
    expect(() => apportion(3, weights)).toThrow(RangeError);
  });
});
