import { describe, expect, it } from "vitest";
import { studentT3 } from "../../../src/core/normal.ts";
import { logit } from "../../../src/core/elementary.ts";
import { openStream } from "../../../src/core/stream.ts";
import { registryValue } from "../../../src/model/parameters.ts";
import { groupShares } from "../../../src/model/cells.ts";
import { enterCohort } from "../../../src/model/processes/births.ts";
import { shockOf } from "../../../src/model/shocks.ts";
import { simulateWorld } from "../../../src/model/simulate.ts";
import { birthIndex } from "../../../src/model/state.ts";
import { streamNumber } from "../../../src/model/streams.ts";
import { sumIn } from "../../../src/model/trace.ts";
import { smallNation, tableOf } from "../nation.ts";
import { county, school, sum } from "../worlds.ts";

/**
 * | mutant                                     | killed by      |
 * | ------------------------------------------ | -------------- |
 * | births of 2020 redrawn                     | DEM-1          |
 * | birth shock left out, or not cut at ±4     | DEM-1          |
 * | thirds of the two cohorts swapped          | DEM-2          |
 * | entrants floored instead of by chance      | DEM-2          |
 * | village share falls linearly               | DEM-3          |
 * | migrants counted on top of residents       | DEM-4          |
 * | left-behind share kept, or lowered linearly | DEM-5         |
 * | birth shock cut at ±5                      | DEM-1          |
 */
const world = () => county({ sites: [{ pupils: [40] }] });

describe("births and entry", () => {
  it("900 births a year give a cohort of 904 in 2026, all waiting for grade 1: an example", () => {
    const state = world();
    enterCohort(state, school({ "demography.entry_factor": 1.004 }));
    expect(state.pupilFlows.entrants).toBeGreaterThanOrEqual(903);
    expect(state.pupilFlows.entrants).toBeLessThanOrEqual(904);
    expect(sum(state.waiting)).toBe(state.pupilFlows.entrants);
    expect(sum(state.waiting.subarray(0, 18))).toBe(state.pupilFlows.entrants);
  });

  it("DEM-1 births follow the nation's, the county's share and the shock; 2020 is known", () => {
    const draws = Array.from({ length: 400 }, (_, seed) => {
      const state = world();
      const values = { "demography.births": 8_000_000 };
      enterCohort(state, school(values, { key: [seed, 1], shock: { births: Math.log(1.25) } }));
      return state.births[birthIndex(2026)]!;
    });
    // Poisson of mean 1,000: the mean of 400 has standard error √(1000/400).
    expect(Math.abs(sum(draws) / 400 - 1000)).toBeLessThan(4 * Math.sqrt(1000 / 400));
    const known = world();
    enterCohort(known, school({}, { year: 2020 }));
    expect(known.births[birthIndex(2020)]).toBe(900);
  });

  it("DEM-1 the county's birth shock is cut at four standard deviations", () => {
    const nation = smallNation(["45"], 1);
    const { id, birthShare } = nation.counties[0]!;
    const shocks = (seed: number) =>
      Array.from({ length: 8 }, (_, i) => {
        return studentT3(openStream([seed, 0], streamNumber("shock.county"), 2021 + i, 0), id, 4);
      });
    // A world in which the births of one year would be more than e^(0.3·9) ≈ 15 times the ordinary.
    let seed = 0;
    while (Math.max(...shocks(seed)) < 9) seed++;
    const year = 2021 + shocks(seed).findIndex((t) => t >= 9);
    const table = tableOf(nation, { "demography.county_birth_sd": 0.3, "migration.leave_rate": 0 });
    const [trace] = simulateWorld(nation, [table], [seed, 0]);
    const largest = registryValue("demography.births", 2021) * birthShare * Math.exp(0.3 * 4);
    // Without the cut some ten times the ordinary cohort would stand before places for three.
    expect(sumIn(trace!, "unplaced", year + 6)).toBeLessThan(largest);
    const shocksOf = (sd: number) =>
      Array.from(
        { length: 3000 },
        (_, k) => shockOf([k, 0], { id: 3 }, 2026, (p) => (p.endsWith("birth_sd") ? sd : 0)).births,
      );
    const drawn = shocksOf(0.1);
    expect([Math.max(...drawn), Math.min(...drawn)]).toEqual([0.4, -0.4]);
    expect(drawn.filter((x) => Math.abs(x) < 0.39).length).toBeGreaterThan(2800);
  });

  it("DEM-2 the cohort is a third of those born seven and two thirds of those born six years ago, in the mean", () => {
    const draws = Array.from({ length: 600 }, (_, seed) => {
      const state = world();
      state.births[birthIndex(2019)] = 100;
      state.births[birthIndex(2020)] = 40;
      enterCohort(state, school({ "demography.entry_factor": 1 }, { key: [seed, 9] }));
      return state.pupilFlows.entrants;
    });
    expect(new Set(draws)).toEqual(new Set([60]));
    const broken = Array.from({ length: 600 }, (_, seed) => {
      const state = world();
      enterCohort(state, school({ "demography.entry_factor": 1.0004 }, { key: [seed, 9] }));
      return state.pupilFlows.entrants - 900;
    });
    expect(new Set(broken)).toEqual(new Set([0, 1]));
    expect(Math.abs(sum(broken) / 600 - 0.36)).toBeLessThan(4 * Math.sqrt((0.36 * 0.64) / 600));
  });

  it("DEM-3 homes drift out of the village on the logit scale, town and seat in proportion", () => {
    const state = world();
    const before = logit(state.homeShare[0]!);
    enterCohort(state, school({ "demography.home_drift": 0.05 }));
    expect(logit(state.homeShare[0]!)).toBeCloseTo(before - 0.05, 12);
    expect(sum(state.homeShare)).toBeCloseTo(1, 12);
    expect(state.homeShare[2]! / state.homeShare[1]!).toBeCloseTo(2, 12);
    const still = world();
    enterCohort(still, school({ "demography.home_drift": 0 }));
    expect(Array.from(still.homeShare)).toEqual([0.4, 0.2, 0.4]);
  });

  it("DEM-4 the cohort splits over income, residency and home by the county's shares", () => {
    const state = world();
    const shares = groupShares(state);
    expect(sum(shares)).toBeCloseTo(1, 12);
    // Town: 0.2 of children, a tenth of them migrants, a fifth of the local ones left behind; three in ten have a low income.
    expect([shares[1], shares[4], shares[16]]).toEqual(
      [0.2 * 0.9 * 0.8 * 0.7, 0.2 * 0.9 * 0.2 * 0.7, 0.2 * 0.1 * 0.3].map(near),
    );
    state.births.fill(1_000_000);
    enterCohort(state, school({ "demography.home_drift": 0, "migration.left_behind_decline": 0 }));
    shares.forEach((p, group) => {
      const n = state.pupilFlows.entrants;
      expect(Math.abs(state.waiting[group]! / n - p)).toBeLessThanOrEqual(4 * Math.sqrt((p * (1 - p)) / n));
    });
  });

  it("DEM-5 the share left behind among entrants falls by its yearly part, before the cohort is split", () => {
    const state = world();
    for (let k = 0; k < 2; k++) enterCohort(state, school({ "migration.left_behind_decline": 0.1 }));
    [0.3, 0.2, 0.1].forEach((share, home) => expect(state.leftBehindShare[home]).toBeCloseTo(share * 0.81, 12));
    const none = world();
    none.births.fill(10_000);
    enterCohort(none, school({ "migration.left_behind_decline": 1 }));
    for (const group of [3, 4, 5, 12, 13, 14]) expect(none.waiting[group]).toBe(0);
  });
});

function near(value: number): unknown {
  return expect.closeTo(value, 12);
}
