import { describe, expect, it } from "vitest";
import { outcomeValue, NO_FACTORS } from "../../src/experiment/outcome-values.ts";
import {
  bindingRows,
  certifiedRows,
  differenceRows,
  goalRows,
  outcomeRows,
  provinceRows,
  type Results,
} from "../../src/experiment/summarise.ts";
import { STANDINGS, SUMS, type SumName } from "../../src/model/outcomes.ts";
import { emptyTrace, YEARS, type Trace } from "../../src/model/trace.ts";
import { foldedOf } from "./folded.ts";

/**
 * | mutant                                       | killed by                             |
 * | -------------------------------------------- | ------------------------------------- |
 * | unpaired differences                         | a scenario equal to the baseline      |
 * | settled at one error instead of two          | the sign is settled                   |
 * | years before 2025 compared                   | differences start with the levers     |
 * | goal met only above its share                | goal chances                          |
 * | shares of binding items over worlds summed   | binding rows                          |
 * | factors left out of totals                   | outcomes                              |
 */
const UNITS = 40;

/** A trace of 40 counties in two provinces, `certified` of them certified in every year. */
function trace(certified: number, more: Partial<Record<SumName, number>> = {}): Trace {
  const out = emptyTrace(UNITS, 2);
  YEARS.forEach((_, y) => {
    const set = (name: SumName, value: number) => (out.sums[y * SUMS.length + SUMS.indexOf(name)] = value);
    set("counties", UNITS);
    set("certified", certified);
    for (const [name, value] of Object.entries(more)) set(name as SumName, value);
    out.standings[y * STANDINGS.length] = certified;
    out.standings[y * STANDINGS.length + 5] = UNITS - certified;
    out.certifiedByProvince[y * 2] = certified / 4;
    out.certifiedByProvince[y * 2 + 1] = (3 * certified) / 4;
  });
  return out;
}

function results(worlds: readonly (readonly Trace[])[]): Results {
  return {
    ...foldedOf(worlds),
    scenarioIds: worlds[0]!.map((_, s) => (s === 0 ? "baseline" : `s${s}`)),
    provinces: ["33", "45"],
    simulatedByProvince: [10, 30],
    unitsByProvince: [10, 30],
    counties: [],
  };
}

describe("rows of a comparison", () => {
  it("certified share: spread over worlds, and every world", () => {
    const { certifiedShare, worldShares } = certifiedRows(results([[trace(10)], [trace(20)], [trace(30)]]));
    expect(certifiedShare).toHaveLength(16);
    expect(certifiedShare[0]).toMatchObject({ scenario: "baseline", year: 2020, p50: 0.5 });
    expect(certifiedShare[0]!.mean).toBeCloseTo(0.5, 12);
    expect(worldShares.filter(({ year }) => year === 2035).map(({ share }) => share)).toEqual([0.25, 0.5, 0.75]);
  });

  it("a scenario equal to the baseline differs by exactly 0, and that is settled", () => {
    const worlds = [7, 13, 31].map((n) => [trace(n), trace(n)]);
    const rows = differenceRows(results(worlds));
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) {
      const { p05, p50, p95, mean, standardError } = row;
      expect([p05, p50, p95, mean, standardError]).toEqual([0, 0, 0, 0, 0]);
      expect(row).toMatchObject({ isSettled: true, varianceRatio: 0 });
    }
  });

  it("differences start with the levers, in 2025, and leave the baseline out", () => {
    const rows = differenceRows(results([[trace(1), trace(2), trace(3)]]));
    expect(new Set(rows.map(({ year }) => year))).toEqual(new Set(YEARS.filter((year) => year >= 2025)));
    expect(new Set(rows.map(({ scenario }) => scenario))).toEqual(new Set(["s1", "s2"]));
  });

  it("differences are paired: the noise of worlds cancels", () => {
    const worlds = [4, 12, 20, 28].map((n) => [trace(n), trace(n + 4)]);
    const row = differenceRows(results(worlds)).find(({ outcome }) => outcome === "certifiedShare")!;
    expect(row.mean).toBeCloseTo(0.1, 12);
    expect(row.standardError).toBeLessThan(1e-12);
    expect(row.varianceRatio).toBeLessThan(1e-12);
  });

  it("the sign is settled beyond two Monte-Carlo errors", () => {
    const settled = (changes: number[]) =>
      differenceRows(results(changes.map((d) => [trace(20), trace(20 + d)])))[0]!.isSettled;
    // Mean 1, standard deviation √(8/3), four worlds: the mean is 1.22 errors from 0.
    expect(settled([-1, 1, 1, 3])).toBe(false);
    expect(settled([1, 3, 3, 5])).toBe(true);
    expect(settled([-1, 1])).toBe(false);
    expect(settled([2, 2])).toBe(true);
  });

  it("goal chances are shares of worlds, the goal itself included, with the error of a proportion", () => {
    const aim = { metric: "certifiedShare", op: ">=", value: 0.5, scope: "nation" } as const;
    const goal = { id: "half", title: { zh: "半", en: "half" }, year: 2027, ...aim };
    const source = { basis: "assumption", title: "test" } as const;
    const rows = goalRows(results([[trace(10)], [trace(20)], [trace(30)], [trace(40)]]), [{ ...goal, source }]);
    expect(rows).toEqual([
      { scenario: "baseline", goal: "half", chance: 0.75, standardError: Math.sqrt((0.75 * 0.25) / 4) },
    ]);
  });

  it("binding rows sum to 1 in every scenario and year", () => {
    const rows = bindingRows(results([10, 17, 40].map((n) => [trace(n), trace(3)])));
    for (const scenario of ["baseline", "s1"]) {
      for (const year of YEARS) {
        const shares = rows.filter((row) => row.scenario === scenario && row.year === year).map(({ share }) => share);
        expect(shares).toHaveLength(STANDINGS.length);
        expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      }
    }
    expect(rows.find(({ item }) => item === "certified")!.share).toBeCloseTo((10 + 17 + 40) / 120, 12);
    expect(rows.find(({ item }) => item === STANDINGS[5])!.share).toBeCloseTo(1 - 67 / 120, 12);
  });

  it("provinces are shares of their own units", () => {
    const rows = provinceRows(results([[trace(20)], [trace(40)]]));
    expect(rows.find(({ province, year }) => province === "33" && year === 2020)).toMatchObject({
      share: 0.75,
      counties: 10,
    });
    expect(rows.find(({ province, year }) => province === "45" && year === 2035)!.share).toBeCloseTo(0.75, 12);
  });
});

describe("outcomes", () => {
  const counts = {
    pupils: 200,
    primaryPupils: 150,
    juniorPupils: 50,
    boarders: 30,
    unplaced: 4,
    closedSites: 6,
    schools: 3,
  };
  const factors = { ...NO_FACTORS, primaryPupils: 2, juniorPupils: 4, schools: 1.5 };
  const value = (outcome: Parameters<typeof outcomeValue>[1], more = {}, f = NO_FACTORS) =>
    outcomeValue(trace(10, { ...counts, ...more }), outcome, 0, f);

  it("shares and means are ratios of sums", () => {
    expect(value("certifiedShare")).toBe(0.25);
    expect(value("boarders")).toBe(0.15);
    expect(value("travelKm", { villageKm: 90, villagePupils: 30 })).toBe(3);
    expect(value("largeClasses", { classes: 40, largeClasses: 1 })).toBe(0.025);
    const backbone = { villageBackbone: 2, villageSchoolPupils: 100, seatBackbone: 6, seatSchoolPupils: 150 };
    expect(value("backboneGap", backbone)).toBeCloseTo(0.5, 12);
    expect(value("qualityMean", { quality: -20 })).toBe(-0.1);
  });

  it("totals are scaled by the ratios of 2020, head counts by that of pupils", () => {
    expect([value("primaryPupils", {}, factors), value("juniorPupils", {}, factors)]).toEqual([300, 200]);
    expect(value("closedSites", {}, factors)).toBe(9);
    expect(value("unplacedPupils", {}, factors)).toBe((4 * 500) / 200);
    expect(value("boarders", {}, factors)).toBe(0.15);
  });

  it("nothing over nothing is 0", () => {
    expect(value("travelKm")).toBe(0);
    expect(value("backboneGap")).toBe(0);
    expect(outcomeValue(emptyTrace(1, 1), "certifiedShare", 0, NO_FACTORS)).toBe(0);
  });

  it("every outcome has a row in every year", () => {
    const rows = outcomeRows(results([[trace(10, counts)]]));
    expect(rows.length % 16).toBe(0);
    expect(rows.every(({ mean }) => Number.isFinite(mean))).toBe(true);
  });
});
