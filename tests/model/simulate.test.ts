import { describe, expect, it } from "vitest";
import { normal } from "../../src/core/normal.ts";
import { openStream } from "../../src/core/stream.ts";
import { COLUMNS } from "../../src/model/columns.ts";
import { SUMS, type SumName } from "../../src/model/outcomes.ts";
import { registryValue } from "../../src/model/parameters.ts";
import { cloneCounty } from "../../src/model/clone.ts";
import { simulateWorld } from "../../src/model/simulate.ts";
import { PE } from "../../src/model/state.ts";
import { streamNumber } from "../../src/model/streams.ts";
import { sumIn, YEARS, type Trace } from "../../src/model/trace.ts";
import { sampledNation, smallNation, tableOf, type Values } from "./nation.ts";
import { county, PRIMARY_CLASSES, staff, sum } from "./worlds.ts";

/**
 * | mutant                                         | killed by                           |
 * | ---------------------------------------------- | ----------------------------------- |
 * | a column shared between scenarios              | a table that changes nothing        |
 * | Math.random() in a process                     | same seed twice                     |
 * | a lever read before its year                   | a lever from 2025                   |
 * | draws keyed by row of the county               | another county                      |
 * | province effect by county                      | UNC-1                               |
 */
const nation = smallNation(["45", "33"], 2);
const base = tableOf(nation);
const KEY = [2026, 1] as const;
const LEVERS: Values = {
  "rotation.share": 0.3,
  "consolidation.min_pupils_primary": 200,
  "funding.equipment_programme": 500,
  "teachers.rural_bonus_share": 0.4,
};

function yearsOf({ sums }: Trace, first: number, last: number): number[] {
  return Array.from(sums.subarray((first - 2020) * SUMS.length, (last - 2019) * SUMS.length));
}

describe("twin worlds", () => {
  const [plain, twin, late] = simulateWorld(
    nation,
    [base, tableOf(nation), tableOf(nation, LEVERS, { from: 2025 })],
    KEY,
  );

  it("a table that changes nothing gives the identical trace", () => {
    expect(twin).toEqual(plain);
    const other = tableOf(nation, { "rotation.share": registryValue("rotation.share", 2030) }, { where: (c) => c > 0 });
    expect(simulateWorld(nation, [other], KEY)[0]).toEqual(plain);
  });

  it("the same seed twice gives the identical trace, another seed another one; the nation is not touched", () => {
    const before = nation.counties.map((state) => cloneCounty(state));
    expect(simulateWorld(nation, [base], KEY)[0]).toEqual(plain);
    expect(simulateWorld(nation, [base], [2026, 2])[0]).not.toEqual(plain);
    expect(nation.counties).toEqual(before);
  });

  it("a scenario's trace does not depend on the scenarios beside it", () => {
    expect(simulateWorld(nation, [tableOf(nation, LEVERS, { from: 2025 })], KEY)[0]).toEqual(late);
  });

  it("a lever that acts from 2025 leaves 2020–2024 as they were", () => {
    expect(yearsOf(late!, 2020, 2024)).toEqual(yearsOf(plain!, 2020, 2024));
    expect(yearsOf(late!, 2025, 2035)).not.toEqual(yearsOf(plain!, 2025, 2035));
  });

  it("a lever in one county leaves another as it was, when families stay and nobody waits in a queue", () => {
    const apart: Values = {
      "migration.leave_rate": 0,
      "migration.return_share": 0,
      "migration.return_share_strict": 0,
      "migration.return_rate": 0,
      "certification.capacity": 0,
    };
    const still = tableOf(nation, apart);
    const lever = tableOf(nation, { ...apart, ...LEVERS }, { where: (c) => c === 0 });
    lever.profiles[0]!.set(still.profiles[1]!);
    const others = { ...nation, counties: nation.counties.map((state, c) => ({ ...state, weight: c === 0 ? 0 : 1 })) };
    // Weight 0 leaves the first county out of the sums, though it runs like the others.
    const [a, b] = simulateWorld(others, [still, lever], KEY);
    expect(b!.sums).toEqual(a!.sums);
    expect(b!.standings).toEqual(a!.standings);
  });
});

describe("money", () => {
  it("what central, province and county pay on all lines is the year's spending", () => {
    const [trace] = simulateWorld(nation, [base], KEY);
    const width = trace!.money.length / YEARS.length;
    for (const year of YEARS) {
      const paid = sum(trace!.money.subarray((year - 2020) * width, (year - 2019) * width));
      expect(paid).toBe(sumIn(trace!, "spending", year));
      expect(paid).toBeGreaterThan(1e8);
    }
  });
});

describe("a sample of the nation", () => {
  it("runs from 2020 to 2035 in balance, and its counts stay plausible", () => {
    const sample = sampledNation(0.008);
    const [trace] = simulateWorld(sample, [tableOf(sample)], KEY);
    const units = sum(sample.counties.map(({ weight }) => weight));
    expect(units).toBeCloseTo(2895, 6);
    for (const year of YEARS) {
      expect(sumIn(trace!, "counties", year)).toBeCloseTo(2895, 6);
      const shares: SumName[] = ["certified", "ready", "newCertificates"];
      for (const name of shares) expect(sumIn(trace!, name, year)).toBeLessThanOrEqual(2895.001);
      expect(sumIn(trace!, "largeClasses", year)).toBeLessThanOrEqual(sumIn(trace!, "classes", year));
      expect(sumIn(trace!, "boarders", year)).toBeLessThan(sumIn(trace!, "pupils", year));
      const pupils = sumIn(trace!, "primaryPupils", year) + sumIn(trace!, "juniorPupils", year);
      expect(sumIn(trace!, "pupils", year)).toBeCloseTo(pupils, 3);
      expect(sum(trace!.standings.subarray((year - 2020) * 16, (year - 2019) * 16))).toBeCloseTo(2895, 6);
    }
    expect(sumIn(trace!, "primaryPupils", 2035)).toBeLessThan(0.7 * sumIn(trace!, "primaryPupils", 2020));
  });
});

describe("province effects", () => {
  it("UNC-1 one effect multiplies area, grounds and equipment of all sites of a province", () => {
    // Schools whose area and grounds are just what is asked: a county is ready exactly where the effect is not below 1.
    const school = { pupils: PRIMARY_CLASSES, teachingArea: 1080, sportsArea: 1800, equipment: 2_000_000 };
    const teachers = [0, 1].flatMap((site) => [
      ...staff(4, { site, subject: PE, isBackbone: true }),
      ...staff(11, { site }),
    ]);
    const member = (id: number, province: string, weight: number) =>
      county({ id, weight, attributes: { province }, sites: [school, school], teachers });
    const counties = [member(1, "45", 1), member(2, "45", 1), member(3, "33", 10)];
    const pair = { counties, provinces: ["33", "45"], coverage: 1 };
    const idle: Values = { "funding.capital_share": 0, "funding.preparation_share": 0, "shocks.province_sd": 0.5 };
    const seen = new Set<number>();
    for (let key = 0; key < 12; key++) {
      const effects = openStream([key, 0], streamNumber("shock.province"), 2020, 0);
      const isUp = (province: number) => (normal(effects, province) >= 0 ? 1 : 0);
      const ready = sumIn(simulateWorld(pair, [tableOf(pair, idle)], [key, 0])[0]!, "ready", 2020);
      expect(ready).toBe(2 * isUp(45) + 10 * isUp(33));
      seen.add(ready);
    }
    expect([...seen].sort((x, y) => x - y)).toEqual([0, 2, 10, 12]);
  });

  it("every parameter has a column in every profile", () => {
    expect(base.profiles[0]).toHaveLength(YEARS.length * COLUMNS);
  });
});
