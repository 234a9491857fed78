import { describe, expect, it } from "vitest";
import { chiSquare } from "../../src/core/chi-square.ts";
import { normal } from "../../src/core/normal.ts";
import { openStream } from "../../src/core/stream.ts";
import {
  DIFFERENCE_LIMIT,
  measuredDifference,
  monitoredSchools,
  monitoringChance,
} from "../../src/model/monitoring.ts";
import { fourErrors } from "./worlds.ts";

/**
 * Mutants killed:
 * CER-3: the chance under a normal law; the true share instead of the measured one
 * CER-12: degrees of freedom J instead of J − 1; W without its own number; share of variances instead of the unbiased estimate
 */
const stream = openStream([3, 9], 1, 2025, 0);

/** The measured share of J schools with n pupils each, pupil by pupil: school effects, scores, analysis of variance. */
function bruteForce(share: number, schools: number, pupils: number, world: number): number {
  const draws = openStream([world, 4], 2, 2025, 0);
  const means: number[] = [];
  let within = 0;
  for (let j = 0; j < schools; j++) {
    const effect = Math.sqrt(share) * normal(draws, j, 4000);
    const scores = Array.from({ length: pupils }, (_, i) => effect + Math.sqrt(1 - share) * normal(draws, j, i));
    const mean = scores.reduce((sum, score) => sum + score, 0) / pupils;
    within += scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
    means.push(mean);
  }
  const grand = means.reduce((sum, mean) => sum + mean, 0) / schools;
  const b = (pupils * means.reduce((sum, mean) => sum + (mean - grand) ** 2, 0)) / (schools - 1);
  const w = within / (schools * (pupils - 1));
  return (b - w) / (b + (pupils - 1) * w);
}

/** Mean and variance of a sample, each with four standard errors. */
function moments(values: readonly number[]) {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const central = (k: number) => values.reduce((sum, value) => sum + (value - mean) ** k, 0) / n;
  const variance = central(2);
  return {
    mean,
    variance,
    meanError: 4 * Math.sqrt(variance / n),
    varianceError: 4 * Math.sqrt((central(4) - variance * variance) / n),
  };
}

describe("national monitoring", () => {
  it("CER-12 the measured share has the mean and variance of 20 schools with 30 pupils each, simulated pupil by pupil", () => {
    for (const share of [0.05, 0.12, 0.3]) {
      const drawn = moments(Array.from({ length: 20_000 }, (_, i) => measuredDifference(share, 20, stream, i)));
      const brute = moments(Array.from({ length: 2000 }, (_, world) => bruteForce(share, 20, 30, world)));
      expect(Math.abs(drawn.mean - brute.mean)).toBeLessThan(Math.hypot(drawn.meanError, brute.meanError));
      expect(Math.abs(drawn.variance - brute.variance)).toBeLessThan(
        Math.hypot(drawn.varianceError, brute.varianceError),
      );
    }
  });

  it("CER-3 the forecast of monitoring is the share of measurements below the limit", () => {
    for (const [share, schools] of [
      [0.08, 20],
      [0.12, 20],
      [0.15, 20],
      [0.22, 20],
      [0.12, 6],
    ] as const) {
      let below = 0;
      for (let i = 0; i < 20_000; i++) if (measuredDifference(share, schools, stream, i) < DIFFERENCE_LIMIT) below++;
      const chance = monitoringChance(share, schools);
      expect(Math.abs(below / 20_000 - chance), `${share}`).toBeLessThan(fourErrors(chance, 20_000) + 0.003);
    }
  });

  it("CER-12 the sample is 12 primary and 8 junior schools, or all where there are fewer", () => {
    expect([
      monitoredSchools(40, 20),
      monitoredSchools(5, 20),
      monitoredSchools(40, 3),
      monitoredSchools(1, 0),
    ]).toEqual([20, 13, 15, 2]);
  });

  it("chi-square numbers have mean k and variance 2k, below and above the change of method", () => {
    for (const degrees of [3, 19, 580]) {
      const seen = moments(Array.from({ length: 10_000 }, (_, i) => chiSquare(degrees, stream, i)));
      expect(Math.abs(seen.mean - degrees)).toBeLessThan(seen.meanError);
      expect(Math.abs(seen.variance - 2 * degrees)).toBeLessThan(seen.varianceError);
    }
  });
});
