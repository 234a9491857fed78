import { describe, expect, it } from "vitest";
import { countyEnrolment } from "../../../src/model/cells.ts";
import { admit } from "../../../src/model/processes/admission.ts";
import { places } from "../../../src/model/schools.ts";
import * as m from "../../../src/model/state.ts";
import { county, fourErrors, preparing, school, sum, type SiteRow } from "../worlds.ts";

/**
 * | mutant                                          | killed by |
 * | ----------------------------------------------- | --------- |
 * | arrivals settle in villages                     | ADM-1     |
 * | drift added every second year / shock kept      | ADM-2     |
 * | those on their way choose again                 | ADM-3     |
 * | catchments ignored                              | ADM-3     |
 * | a preparing county admits into a part of a room | ADM-4     |
 * | residents turned away with migrants             | ADM-5     |
 * | migrants admitted first                         | ADM-5     |
 * | no second class size                            | ADM-6     |
 * | unplaced not counted                            | ADM-6     |
 * | migrants in classes of 66 too                   | ADM-6     |
 */
const NO_DRIFT = { "demography.urbanisation_drift": 0 } as const;
const STAY = -50;

/** A county whose families all choose their own setting. */
function world(sites: readonly SiteRow[]): m.CountyState {
  const state = county({ sites });
  state.placeTaste.fill(STAY);
  return state;
}

function wait(state: m.CountyState, n: number, home: number, { grade = 0, residency = m.LOCAL } = {}): void {
  state.waiting[grade * m.GROUPS + residency * m.HOMES + home]! += n;
}

function enrolled(state: m.CountyState, grade = 0): number[] {
  return Array.from({ length: state.sites.count }, (_, site) => m.gradeEnrolment(state.pupils, site, grade));
}

const ROOMS = (rooms: number, setting = m.TOWN): SiteRow => ({ setting, rooms });

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
    const values = { "demography.urbanisation_drift": 0.2, "choice.distance_weight_primary": 0 };
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

  it("ADM-5 migrants are turned away before residents, each by lot", () => {
    const turnedAway = (residents: number, migrants: number) => {
      const state = world([ROOMS(6)]);
      wait(state, residents, m.TOWN);
      wait(state, migrants, m.TOWN, { residency: m.MIGRANT });
      admit(state, school({ ...NO_DRIFT, "places.overflow_class_size": 45 }));
      return [m.LOCAL, m.MIGRANT].map((r) => state.pupils[m.cell(0, 0, r * m.HOMES + m.TOWN)]);
    };
    expect(turnedAway(40, 30)).toEqual([40, 7]);
    expect(turnedAway(60, 30)).toEqual([60, 0]);
    expect(turnedAway(90, 30)).toEqual([69, 0]);
    const lots = Array.from({ length: 200 }, (_, key) => {
      const state = world([ROOMS(6)]);
      wait(state, 47, m.TOWN);
      wait(state, 47, m.TOWN, { residency: m.LEFT_BEHIND });
      admit(state, school({ ...NO_DRIFT, "places.overflow_class_size": 45 }, { key: [key, 8] }));
      return state.pupils[m.cell(0, 0, m.TOWN)]!;
    });
    // Hypergeometric: half of 69 places for 94 children, variance 69·¼·25/93.
    expect(Math.abs(sum(lots) / 200 - 34.5)).toBeLessThan(4 * Math.sqrt((69 * 0.25 * 25) / 93 / 200));
  });

  it("ADM-6 first other settings, then larger classes, up to 66 for residents; whoever is left is unplaced", () => {
    const after = (n: number, residency = m.LOCAL) => {
      const state = world([ROOMS(6), ROOMS(6, m.SEAT)]);
      wait(state, n, m.TOWN, { residency });
      admit(state, school({ ...NO_DRIFT, "places.overflow_class_size": 60 }));
      expect(countyEnrolment(state)).toBe(n - state.pupilFlows.unplaced);
      expect(state.tally.unplaced).toBe(state.pupilFlows.unplaced);
      return enrolled(state);
    };
    expect(after(47)).toEqual([47, 0]);
    expect(after(94)).toEqual([47, 47]);
    expect(sum(after(126))).toBe(126);
    expect(after(200)).toEqual([69, 69]);
    expect(after(200, m.LEFT_BEHIND)).toEqual([69, 69]);
    expect(after(200, m.MIGRANT)).toEqual([63, 63]);
  });

  it("ADM-6 pupils of grade 5 are not sent to a teaching point", () => {
    const point = { kind: m.TEACHING_POINT, ...ROOMS(4, m.VILLAGE), catchment: 1 };
    const state = world([point, ROOMS(6)]);
    wait(state, 20, m.VILLAGE, { grade: 4 });
    wait(state, 20, m.VILLAGE, { grade: 3 });
    admit(state, school(NO_DRIFT));
    expect([enrolled(state, 4), enrolled(state, 3)]).toEqual([
      [0, 20],
      [20, 0],
    ]);
  });
});
