import { describe, expect, it } from "vitest";
import { planCertification } from "../../../src/model/plan.ts";
import type { Region } from "../../../src/model/parameter-table.ts";
import { county, sum } from "../worlds.ts";

/**
 * | mutant                                  | killed by |
 * | --------------------------------------- | --------- |
 * | worst developed first                   | CER-5     |
 * | the same span for all regions           | CER-5     |
 * | early certificates in every province    | CER-5     |
 * | slips not cut at six, or of wrong mean  | CER-6     |
 */
function plan(n: number, region: Region, slip: number, province = "45", weight = 1) {
  const counties = Array.from({ length: n }, (_, i) => {
    const state = county({ id: i + 1, weight, attributes: { region, province }, sites: [{}] });
    return { ...state, development: -4 * i };
  });
  planCertification(counties, () => slip, [1, 9]);
  return counties.map(({ queue }) => queue);
}

describe("the plan of certification", () => {
  it("CER-5 provinces plan their best developed counties first, over 7, 10 or 11 years from 2023", () => {
    for (const [region, span] of [
      ["east", 7],
      ["central", 10],
      ["northeast", 10],
      ["west", 11],
    ] as const) {
      const years = plan(110, region, 0).map(({ planYear }) => planYear);
      expect(years).toEqual([...years].sort((a, b) => a - b));
      expect([years[0], years.at(-1)]).toEqual([2023, 2022 + span]);
    }
  });

  it("CER-5 the order within a province carries noise of 0.4 standard deviations of development", () => {
    const counties = Array.from({ length: 2 }, (_, i) => ({
      ...county({ id: i + 1, sites: [{}] }),
      development: i === 0 ? 0.4 * Math.SQRT2 : 0,
    }));
    let inOrder = 0;
    for (let key = 0; key < 1000; key++) {
      planCertification(counties, () => 0, [key, 1]);
      if (counties[0]!.queue.planYear < counties[1]!.queue.planYear) inOrder++;
    }
    // The difference of two noises has standard deviation 0.4·√2: one of them gives Φ(1).
    expect(Math.abs(inOrder / 1000 - 0.8413)).toBeLessThan(4 * Math.sqrt((0.8413 * 0.1587) / 1000));
  });

  it("CER-5 Zhejiang's best two were certified in 2019, in a sample by lot", () => {
    const early = (province: string, n: number, weight: number) =>
      plan(n, "east", 0, province, weight).map(({ certifiedYear }) => certifiedYear);
    expect(early("33", 90, 1)).toEqual([2019, 2019, ...Array<number>(88).fill(0)]);
    expect(sum(early("45", 90, 1))).toBe(0);
    expect(early("33", 9, 10).filter((year) => year === 2019).length).toBeLessThanOrEqual(1);
  });

  it("CER-6 plans slip by a geometric number of years with the stated mean, at most six", () => {
    const slips = (mean: number) => {
      const straight = plan(3000, "west", 0);
      return plan(3000, "west", mean).map(({ planYear }, i) => planYear - straight[i]!.planYear);
    };
    const seen = slips(1);
    // P(slip = k) = ½^(k+1), the tail heaped on six: mean 1 − 2^−6, variance below 2.
    expect(Math.abs(sum(seen) / 3000 - (1 - 1 / 64))).toBeLessThan(4 * Math.sqrt(2 / 3000));
    expect([Math.min(...seen), Math.max(...seen)]).toEqual([0, 6]);
    expect(Math.abs(seen.filter((slip) => slip === 0).length / 3000 - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 3000));
    expect(new Set(slips(0))).toEqual(new Set([0]));
  });
});
