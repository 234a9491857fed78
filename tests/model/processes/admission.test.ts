import { describe, expect, it } from "vitest";
import { logFactorial } from "../../../src/core/distributions.ts";
import { admit } from "../../../src/model/processes/admission.ts";
import { places } from "../../../src/model/schools.ts";
import * as m from "../../../src/model/state.ts";
import { county, fourErrors, preparing, school, sum } from "../worlds.ts";
import { enrolled, NO_DRIFT, ROOMS, wait, world } from "./waiting.ts";

/**
 * Mutants killed:
 * ADM-1: arrivals settle in villages
 * ADM-2: drift added every second year · shock kept
 * ADM-3: those on their way choose again · catchments ignored
 * ADM-4: a preparing county admits into a part of a room · those turned away leave their setting at once · far schools as likely as near ones
 * ADM-5: residents turned away with migrants · migrants first · one tier for all residents · entry share ignored · lottery by order
 */
/** Chance of x successes in n trials. */
function binomialChance(n: number, p: number, x: number): number {
  return Math.exp(logFactorial(n) - logFactorial(x) - logFactorial(n - x)) * Math.pow(p, x) * Math.pow(1 - p, n - x);
}

describe("admission", () => {
  it("thirty children of a town start at its only school: an example", () => {
    const state = world([ROOMS(6)]);
    wait(state, 30, m.TOWN);
    admit(state, school(NO_DRIFT));
    expect(enrolled(state)).toEqual([30]);
    expect([sum(state.waiting), state.pupilFlows.unplaced]).toEqual([0, 0]);
    expect(state.sites.travelKm[m.TOWN]).toBe(1);
  });

  it("ADM-1 arrivals settle at the seat or in town as migrants, returners in villages", () => {
    const state = world([ROOMS(900, m.VILLAGE), ROOMS(9000), ROOMS(9000, m.SEAT)]);
    state.sites.catchment[0] = 1;
    state.sites.kind.fill(m.NINE_YEAR);
    const arrivals = new Int32Array(18);
    arrivals[2 * m.INCOMES] = 10_000;
    const returners = new Int32Array(18);
    returners[12] = 200;
    admit(state, school(NO_DRIFT, { nation: { arrivals, returners } }));
    expect(state.pupilFlows).toMatchObject({ arrivals: 10_000, returners: 200, unplaced: 0 });
    expect(state.pupils[m.cell(0, 6, m.VILLAGE)]).toBe(200);
    const atSeat = state.pupils[m.cell(2, 2, m.MIGRANT * m.HOMES + m.SEAT)]!;
    expect(Math.abs(atSeat / 10_000 - 0.8)).toBeLessThan(fourErrors(0.8, 10_000));
    expect(state.pupils[m.cell(1, 2, m.MIGRANT * m.HOMES + m.TOWN)]).toBe(10_000 - atSeat);
  });

  it("ADM-2 tastes drift for good, the shock acts in its year", () => {
    const state = county({ sites: [ROOMS(3000), ROOMS(3000, m.SEAT)] });
    const values = {
      "demography.urbanisation_drift": 0.2,
      "choice.distance_weight_primary": 0,
      "choice.drift_quality_response": 0,
    };
    const atSeat = (flow: number) => {
      state.pupils.fill(0);
      wait(state, 10_000, m.TOWN);
      admit(state, school(values, { shock: { flow } }));
      return enrolled(state)[1]! / 10_000;
    };
    const chance = (v: number) => 1 / (1 + Math.exp(-v));
    expect(Math.abs(atSeat(0.5) - chance(0.7))).toBeLessThan(fourErrors(0.5, 10_000));
    expect(Array.from(state.placeTaste)).toEqual(Array(6).fill(0.2));
    expect(Math.abs(atSeat(0) - chance(0.4))).toBeLessThan(fourErrors(0.5, 10_000));
  });

  it("ADM-3 villages follow catchments, towns rooms; those on their way go to the seat", () => {
    const state = world([
      { ...ROOMS(600, m.VILLAGE), catchment: 0.25 },
      { ...ROOMS(600, m.VILLAGE), catchment: 0.75 },
      ROOMS(3000),
      ROOMS(9000),
      ROOMS(600, m.SEAT),
    ]);
    wait(state, 2000, m.VILLAGE);
    wait(state, 10_000, m.TOWN);
    state.relocating[m.VILLAGE] = 40;
    admit(state, school(NO_DRIFT));
    const seen = enrolled(state);
    expect(sum(seen)).toBe(12_040);
    expect(seen[4]).toBe(40);
    expect(Math.abs(seen[0]! / 2000 - 0.25)).toBeLessThan(fourErrors(0.25, 2000));
    expect(Math.abs(seen[2]! / 10_000 - 0.25)).toBeLessThan(fourErrors(0.25, 10_000));
    expect(sum(state.relocating)).toBe(0);
  });

  it("ADM-4 whole classes and no school above the limit where a county prepares; a twentieth more elsewhere", () => {
    const state = county({ sites: [ROOMS(9), ROOMS(90), { ...ROOMS(90), kind: m.NINE_YEAR }, ROOMS(3)] });
    expect(places(state, 0, 0, 45, false)).toBe(Math.floor(1.5 * 45 * 1.05));
    expect(places(state, 0, 0, 45, true)).toBe(45);
    expect(places(state, 1, 0, 45, true)).toBe(Math.floor(2000 / 6));
    expect(places(state, 1, 0, 45, false)).toBe(Math.floor(15 * 45 * 1.05));
    expect(places(state, 2, 0, 45, true)).toBe(Math.floor(2500 / 9));
    expect(places(state, 3, 0, 45, false)).toBe(47);
    const strict = preparing(world([ROOMS(9), ROOMS(60)]));
    wait(strict, 378, m.TOWN);
    admit(strict, school(NO_DRIFT));
    expect(enrolled(strict)).toEqual([45, 333]);
  });

  it("ADM-4 those turned away ask schools of their setting with room, near ones rather than far ones", () => {
    const village = (catchment: number, x: number) => ({ ...ROOMS(6, m.VILLAGE), catchment, x });
    const state = world([village(0.96, 0), village(0.02, 10), village(0.02, 1), ROOMS(600, m.SEAT)]);
    wait(state, 90, m.VILLAGE);
    admit(state, school({ ...NO_DRIFT, "choice.distance_weight_primary": 1 }));
    const [first, far, near, seat] = enrolled(state);
    expect([first, sum([far!, near!]), seat]).toEqual([47, 43, 0]);
    expect(near! - far!).toBeGreaterThan(25);
    expect(state.tally.unplaced).toBe(0);
  });

  it("ADM-5 residents of the place come first, then movers and migrants with residence, then migrants by points", () => {
    const admitted = (counts: readonly [number, number, number], entry = 1) => {
      const state = world([ROOMS(6, m.SEAT)]);
      wait(state, counts[0], m.SEAT);
      state.relocating[m.VILLAGE] = counts[1];
      wait(state, counts[2], m.SEAT, { residency: m.MIGRANT });
      const values = {
        "places.overflow_rule": 2,
        "choice.residence_tier_share": 1,
        "migration.entry_share_county": entry,
      };
      admit(state, school({ ...NO_DRIFT, ...values }));
      return [m.SEAT, m.VILLAGE, m.MIGRANT * m.HOMES + m.SEAT].map((group) => state.pupils[m.cell(0, 0, group)]);
    };
    expect(admitted([40, 0, 30])).toEqual([40, 0, 7]);
    expect(admitted([60, 30, 30])).toEqual([47, 0, 0]);
    expect(admitted([20, 27, 30], 0)).toEqual([20, 27, 0]);
    const [own, movers, migrants] = admitted([20, 200, 200]);
    expect(own).toBe(20);
    expect(movers! + migrants!).toBe(27);
    expect(Math.min(movers!, migrants!)).toBeGreaterThan(2);
  });

  it("ADM-5 a migrant applies by residence with the stated chance times the entry share", () => {
    const values = { "choice.residence_tier_share": 0.5, "migration.entry_share_county": 0.8 };
    const seen = Array.from({ length: 300 }, (_, key) => {
      const small = world([ROOMS(6, m.SEAT)]);
      wait(small, 47, m.SEAT, { residency: m.MIGRANT });
      small.relocating[m.VILLAGE] = 47;
      admit(small, school({ ...NO_DRIFT, ...values, "places.overflow_rule": 2 }, { key: [key, 9] }));
      return small.pupils[m.cell(0, 0, m.MIGRANT * m.HOMES + m.SEAT)]!;
    });
    // 47 places for 47 movers and Binomial(47, 0.4) = 18.8 ± 3.4 migrants of the same tier: 47·X/(47 + X), near 13.3.
    const expected = sum(Array.from({ length: 48 }, (_, x) => (binomialChance(47, 0.4, x) * 47 * x) / (47 + x)));
    expect(Math.abs(sum(seen) / 300 - expected)).toBeLessThan(4 * Math.sqrt(9 / 300));
  });

  it("ADM-5 the lot decides within the tier: as many of each group as in an urn drawn without replacement", () => {
    const lots = Array.from({ length: 200 }, (_, key) => {
      const state = world([ROOMS(6)]);
      wait(state, 47, m.TOWN);
      wait(state, 47, m.TOWN, { residency: m.LEFT_BEHIND });
      admit(state, school({ ...NO_DRIFT, "places.overflow_rule": 2 }, { key: [key, 8] }));
      return state.pupils[m.cell(0, 0, m.TOWN)]!;
    });
    // Hypergeometric: half of 47 places for 94 children, variance 47·¼·47/93.
    const variance = (47 * 0.25 * 47) / 93;
    expect(Math.abs(sum(lots) / 200 - 23.5)).toBeLessThan(4 * Math.sqrt(variance / 200));
    const spread = sum(lots.map((n) => (n - 23.5) * (n - 23.5))) / 200;
    expect(Math.abs(spread / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 200));
  });
});
