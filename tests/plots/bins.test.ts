import { describe, expect, it } from "vitest";
import { binOf, differenceBins, shareBins } from "../../src/plots/bins.ts";

describe("shareBins", () => {
  it.each([
    ["spread out", Array.from({ length: 31 }, (_, k) => k / 31)],
    ["narrow", Array.from({ length: 31 }, (_, k) => 0.2 + k / 1000)],
    ["all alike", Array.from({ length: 31 }, () => 0.25)],
    ["all zero", Array.from({ length: 31 }, () => 0)],
    ["all one", Array.from({ length: 31 }, () => 1)],
    ["none", []],
  ])("%s: five to seven bins with rising thresholds inside 0–1", (_, values) => {
    const { thresholds } = shareBins(values);
    expect(thresholds.length).toBeGreaterThanOrEqual(4);
    expect(thresholds.length).toBeLessThanOrEqual(6);
    expect(thresholds).toEqual([...new Set(thresholds)].sort((a, b) => a - b));
    expect(thresholds[0]).toBeGreaterThan(0);
    expect(thresholds.at(-1)).toBeLessThan(1);
  });

  it("puts a value on a threshold into the higher bin", () => {
    expect([0.09, 0.1, 0.35].map((value) => binOf({ thresholds: [0.1, 0.2, 0.3] }, value))).toEqual([0, 1, 3]);
  });
});

describe("differenceBins", () => {
  it("is symmetric about zero with a grey middle", () => {
    const bins = differenceBins([0.01, -0.02, 0.05, 0.11]);
    expect(bins.thresholds.map((value) => -value).reverse()).toEqual(bins.thresholds);
    expect(binOf(bins, 0)).toBe(3);
  });
});
