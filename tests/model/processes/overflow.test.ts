import { describe, expect, it } from "vitest";
import { countyEnrolment } from "../../../src/model/cells.ts";
import { admit } from "../../../src/model/processes/admission.ts";
import * as m from "../../../src/model/state.ts";
import { county, preparing, school, sum } from "../worlds.ts";
import { enrolled, NO_DRIFT, ROOMS, wait, world } from "./waiting.ts";

/**
 * Mutants killed:
 * ADM-6: no second class size · migrants in classes of 66 too · town children in village schools
 * ADM-7: farthest instead of nearest · classes grow all the same · refusal of nobody
 * ADM-8: limit ignored · limit without the first way · reasons mixed up · unplaced not counted
 */

describe("children whom full schools turn away", () => {
  it("ADM-6 first other schools, then larger classes, up to 66 for residents; whoever is left is unplaced", () => {
    const after = (n: number, residency = m.LOCAL) => {
      const state = world([ROOMS(6), ROOMS(6, m.SEAT)]);
      wait(state, n, m.TOWN, { residency });
      admit(state, school({ ...NO_DRIFT, "places.overflow_class_size": 60 }));
      expect(countyEnrolment(state)).toBe(n - state.pupilFlows.unplaced);
      expect(state.tally).toMatchObject({
        unplaced: state.pupilFlows.unplaced,
        unplacedNoRoom: state.pupilFlows.unplaced,
      });
      return enrolled(state);
    };
    expect(after(47)).toEqual([47, 0]);
    expect(after(94)).toEqual([47, 47]);
    expect(sum(after(126))).toBe(126);
    expect(after(200)).toEqual([69, 69]);
    expect(after(200, m.LEFT_BEHIND)).toEqual([69, 69]);
    expect(after(200, m.MIGRANT)).toEqual([63, 63]);
  });

  it("ADM-6 a preparing county leaves its limits only where nothing else helps", () => {
    const state = preparing(world([ROOMS(9)]));
    wait(state, 90, m.TOWN);
    admit(state, school({ ...NO_DRIFT, "places.overflow_class_size": 60 }));
    expect(enrolled(state)).toEqual([90]);
  });

  it("ADM-6 children of the town do not ask village schools, children of a village do", () => {
    const village = { ...ROOMS(60, m.VILLAGE), catchment: 1 };
    const state = world([ROOMS(6), village]);
    wait(state, 69, m.TOWN);
    admit(state, school(NO_DRIFT));
    expect(enrolled(state)).toEqual([69, 0]);
    const back = county({ sites: [ROOMS(6), village] });
    back.placeTaste.fill(50);
    wait(back, 60, m.VILLAGE);
    admit(back, school(NO_DRIFT));
    expect(enrolled(back)).toEqual([47, 13]);
  });

  it("ADM-7 under the rule of the nearest school they go there, in classes of regulated size", () => {
    const sites = [ROOMS(6), { ...ROOMS(6, m.SEAT), x: 9 }, { ...ROOMS(6, m.VILLAGE), x: 3, catchment: 1 }];
    const state = world(sites);
    wait(state, 47 + 47 + 20, m.TOWN);
    admit(state, school({ ...NO_DRIFT, "places.overflow_rule": 1 }));
    expect(enrolled(state)).toEqual([47, 20, 47]);
    expect(state.sites.travelKm[2 * 6 + m.TOWN]).toBeCloseTo(1 + 1.3 * 3, 12);
    const full = world(sites);
    wait(full, 200, m.TOWN);
    admit(full, school({ ...NO_DRIFT, "places.overflow_rule": 1 }));
    expect(enrolled(full)).toEqual([47, 47, 47]);
    expect(full.tally).toMatchObject({ unplaced: 59, unplacedNoRoom: 59, unplacedTooFar: 0, unplacedRefused: 0 });
  });

  it("ADM-7 under the rule of refusal classes do not grow and nobody is sent elsewhere", () => {
    const state = world([ROOMS(6), ROOMS(6, m.SEAT)]);
    wait(state, 60, m.TOWN);
    admit(state, school({ ...NO_DRIFT, "places.overflow_rule": 2 }));
    expect(enrolled(state)).toEqual([47, 0]);
    expect(state.tally).toMatchObject({ unplaced: 13, unplacedRefused: 13 });
  });

  it("ADM-8 nobody is sent beyond the limit: unplaced, not a school 100 km away", () => {
    for (const rule of [0, 1]) {
      const state = world([ROOMS(6), { ...ROOMS(6, m.SEAT), x: 100 }]);
      wait(state, 80, m.TOWN);
      admit(state, school({ ...NO_DRIFT, "places.overflow_rule": rule }));
      expect(enrolled(state)).toEqual([rule === 0 ? 69 : 47, 0]);
      expect(state.tally).toMatchObject({ unplacedTooFar: rule === 0 ? 11 : 33, unplacedNoRoom: 0 });
      expect(state.tally.unplaced).toBe(state.tally.unplacedTooFar);
    }
    const alone = county({ sites: [ROOMS(6, m.SEAT)] });
    alone.wayKm[m.SEAT] = 100;
    wait(alone, 30, m.VILLAGE);
    alone.relocating[m.VILLAGE] = 5;
    admit(alone, school(NO_DRIFT));
    expect(enrolled(alone)).toEqual([0]);
    expect(alone.tally).toMatchObject({ unplaced: 35, unplacedTooFar: 35 });
    expect(alone.pupilFlows.unplaced).toBe(35);
    const without = county({ sites: [{ kind: m.JUNIOR }] });
    wait(without, 30, m.VILLAGE);
    admit(without, school(NO_DRIFT));
    expect(without.tally).toMatchObject({ unplaced: 30, unplacedNoRoom: 30 });
  });

  it("ADM-8 the limit counts the way to the school asked first and the way on", () => {
    const sent = (limit: number) => {
      const village = { ...ROOMS(6, m.VILLAGE), catchment: 1 };
      const state = world([village, { ...village, catchment: 0, x: 10 }]);
      wait(state, 60, m.VILLAGE);
      admit(state, school({ ...NO_DRIFT, "places.overflow_rule": 2, "places.travel_limit_km": limit }));
      return state.tally.unplaced;
    };
    // 1.2 km to the school of the catchment and 13 km on.
    expect(sent(14.3)).toBe(0);
    expect(sent(14.1)).toBe(13);
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
