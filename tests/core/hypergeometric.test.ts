import { describe, expect, it } from "vitest";
import { logFactorial } from "../../src/core/distributions.ts";
import { hypergeometric } from "../../src/core/hypergeometric.ts";
import { openStream } from "../../src/core/stream.ts";

/**
 * | mutant                                                | killed by                        |
 * | ----------------------------------------------------- | -------------------------------- |
 * | rarer kind not mirrored back                          | chi-square, `mostly good` rows   |
 * | smaller part of the sample not mirrored back          | chi-square, `most of the urn`    |
 * | first squeeze loosened                                | chi-square, rejection rows       |
 * | drawn with replacement (binomial)                     | chi-square, every row but one    |
 * | ratio of probabilities off by one                     | chi-square, inversion rows       |
 */
const stream = openStream([7, 11], 3, 2030, 2);
const DRAWS = 60_000;

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

describe("hypergeometric", () => {
  it("knows the answers that need no chance", () => {
    expect(hypergeometric(0, 9, 4, stream, 1)).toBe(0);
    expect(hypergeometric(9, 0, 4, stream, 1)).toBe(4);
    expect(hypergeometric(5, 6, 11, stream, 1)).toBe(5);
    expect(hypergeometric(5, 6, 0, stream, 1)).toBe(0);
  });

  it("draws the same numbers for the same address on every machine", () => {
    const small = Array.from({ length: 12 }, (_, i) => hypergeometric(7, 20, 9, stream, i));
    const large = Array.from({ length: 8 }, (_, i) => hypergeometric(400, 900, 300, stream, i));
    expect({ small, large }).toMatchInlineSnapshot(`
      {
        "large": [
          93,
          90,
          87,
          89,
          95,
          92,
          91,
          87,
        ],
        "small": [
          3,
          2,
          3,
          1,
          3,
          3,
          2,
          2,
          2,
          2,
          4,
          2,
        ],
      }
    `);
  });

  it.each([
    ["one of two", 1, 1, 1],
    ["inversion", 4, 6, 3],
    ["inversion, mostly good", 40, 5, 9],
    ["inversion, most of the urn", 30, 12, 37],
    ["inversion, both", 90, 6, 80],
    ["inversion, rare", 12, 4000, 600],
    ["just below the switch", 60, 60, 19],
    ["just above the switch", 60, 60, 21],
    ["rejection", 50, 80, 40],
    ["rejection, mostly good", 300, 90, 70],
    ["rejection, most of the urn", 70, 90, 130],
    ["rejection, both", 400, 120, 390],
    ["rejection, large", 20_000, 70_000, 5_000],
    ["rejection, narrow", 12, 12, 12],
    ["rejection, the whole range", 21, 21, 21],
  ])("fits the exact probabilities by chi-square: %s", (_name, good, bad, sample) => {
    const most = Math.min(good, sample);
    const least = Math.max(0, sample - bad);
    const seen = new Float64Array(most + 1);
    for (let i = 0; i < DRAWS; i++) seen[hypergeometric(good, bad, sample, stream, i)]!++;
    for (let x = 0; x < least; x++) expect(seen[x]).toBe(0);
    let [chi, cells, expected, count, left] = [0, 0, 0, 0, DRAWS];
    for (let x = least; x <= most; x++) {
      expected += DRAWS * Math.exp(logChoose(good, x) + logChoose(bad, sample - x) - logChoose(good + bad, sample));
      count += seen[x]!;
      // Rare numbers are put together, at both ends, until ten draws are expected.
      if (x < most && (expected < 10 || left - expected < 10)) continue;
      left -= expected;
      chi += (count - expected) ** 2 / expected;
      cells++;
      [expected, count] = [0, 0];
    }
    expect(chi - (cells - 1)).toBeLessThan(4 * Math.sqrt(2 * (cells - 1)) + 4);
  });

  it("gives every sample its chance when classes are drawn one after the other", () => {
    // 2 of {1, 1, 2}: a pair of the first two in 1 of 6 samples, which the chain must reproduce.
    let pairs = 0;
    for (let i = 0; i < DRAWS; i++) {
      const first = hypergeometric(1, 3, 2, stream, i);
      if (first === 1 && hypergeometric(1, 2, 1, stream, i, 64) === 1) pairs++;
    }
    expect(Math.abs(pairs / DRAWS - 1 / 6)).toBeLessThan(4 * Math.sqrt(5 / 36 / DRAWS));
  });
});
