import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openStream } from "../../src/core/stream.ts";
import { composeChildren, settingTargets } from "../../src/data/world/composition.ts";
import { calibratedTaste } from "../../src/data/world/place-taste.ts";
import { accessUtility, boardingOdds, boardingTerms } from "../../src/model/boarding.ts";
import { groupShares, isInCountyMover } from "../../src/model/cells.ts";
import { CHANCES, driftTaste, placeChances, settingChances, type PlaceTerms } from "../../src/model/place-choice.ts";
import { openSchools, type Value } from "../../src/model/schools.ts";
import { JUNIOR, LEFT_BEHIND, LOCAL, MIGRANT, SEAT, TOWN, VILLAGE } from "../../src/model/state.ts";
import { county, school, sum, type SiteRow } from "./worlds.ts";

/**
 * Mutants killed:
 * CHO-1: lower settings allowed · cost attracts · cost for town families too · settings beyond 50 km chosen
 * CHO-1: tastes of the ordinary families alone calibrated
 * CHO-2: ways beyond 6 km weighed in full, or up to 6.6 · boarding without beds · catchment ways ignored
 * CHO-3: quality of this year · base quality counted twice · nesting ignored · crowding attracts · free share ignored
 * CHO-4: gap with the wrong sign · gaps of 2020 10 % off · drift turning round
 */
const PLAIN: PlaceTerms = { inclusive: [0, 0, 0], access: [0, 0, 0], cost: [0, 0, 0] };

function chances(home: number, terms: Partial<PlaceTerms> = {}, taste = [0, 0, 0]): number[] {
  const out = new Float64Array(3);
  placeChances(home, { ...PLAIN, ...terms }, taste, out);
  return Array.from(out);
}

const odds = (home: number, setting: number, terms: Partial<PlaceTerms>, taste?: number[]) => {
  const p = chances(home, terms, taste);
  return Math.log(p[setting]! / p[home]!);
};

const THREE: SiteRow[] = [{ setting: VILLAGE, catchment: 1 }, { setting: TOWN }, { setting: SEAT }];

/** Chances of a family of an income class and home in a county's grade 1. */
function chosen(
  sites: readonly SiteRow[],
  values: Parameters<typeof school>[0],
  income: number,
  home: number,
  ways?: number[],
) {
  const state = county({ sites });
  if (ways) state.wayKm.set(ways);
  const out = new Float64Array(CHANCES);
  const { value } = school(values);
  settingChances(openSchools(state, 0, value), 0, value, [0, 0, 0], out);
  return Array.from(out.subarray((income * 3 + home) * 3, (income * 3 + home) * 3 + 3));
}

describe("choice of a setting", () => {
  it("CHO-1 without differences every allowed setting is as likely as another", () => {
    expect(chances(VILLAGE).map((p) => p * 3)).toEqual([1, 1, 1]);
    expect(chances(TOWN)).toEqual([0, 0.5, 0.5]);
    expect(chances(SEAT)).toEqual([0, 0, 1]);
  });

  it("CHO-1 log odds are the difference of worth, access, cost and taste", () => {
    expect(odds(VILLAGE, TOWN, { inclusive: [0, 0.4, 0] })).toBeCloseTo(0.4, 12);
    expect(odds(VILLAGE, SEAT, { access: [-1, 0, -5] })).toBeCloseTo(-4, 12);
    expect(odds(TOWN, SEAT, { cost: [0, 0, 2] })).toBeCloseTo(-2, 12);
    expect(odds(VILLAGE, TOWN, {}, [0.7, 9, 9])).toBeCloseTo(0.7, 12);
    expect(odds(VILLAGE, SEAT, {}, [9, 0.7, 9])).toBeCloseTo(0.7, 12);
    expect(odds(TOWN, SEAT, {}, [9, 9, 0.7])).toBeCloseTo(0.7, 12);
  });

  it("CHO-1 settings without a school get nothing; if none is left the highest that has one takes all", () => {
    expect(chances(VILLAGE, { inclusive: [NaN, 0, 0] })).toEqual([0, 0.5, 0.5]);
    expect(chances(SEAT, { inclusive: [0, 0, NaN] })).toEqual([0, 1, 0]);
    expect(chances(TOWN, { inclusive: [0, NaN, NaN] })).toEqual([1, 0, 0]);
  });

  it("CHO-1 chances are never negative and sum to 1", () => {
    const value = fc.integer({ min: -500, max: 500 }).map((n) => n / 100);
    const triple = fc.tuple(value, value, value);
    fc.assert(
      fc.property(fc.nat(2), triple, triple, triple, (home, inclusive, access, taste) => {
        const p = chances(home, { inclusive, access }, taste);
        expect(p.every((chance) => chance >= 0)).toBe(true);
        expect(sum(p)).toBeCloseTo(1, 12);
      }),
    );
  });

  it("CHO-1 living in town costs low-income families of villages, more if housing is dear", () => {
    const values = { "choice.town_cost_low_income": 0.3, "choice.seat_cost_low_income": 0.8 };
    const shift = (home: number, setting: number, more = {}) => {
      const [rich, poor] = [0, 1].map((income) => chosen(THREE, { ...values, ...more }, income, home));
      return Math.log(poor![setting]! / poor![home]!) - Math.log(rich![setting]! / rich![home]!);
    };
    expect(shift(VILLAGE, TOWN)).toBeCloseTo(-0.3, 10);
    expect(shift(VILLAGE, SEAT)).toBeCloseTo(-0.8, 10);
    expect(shift(VILLAGE, SEAT, { "choice.housing_cost": 0.5 })).toBeCloseTo(-1.2, 10);
    expect(shift(TOWN, SEAT)).toBeCloseTo(0, 10);
  });

  it("CHO-1 nobody chooses a school beyond 50 km", () => {
    const far = [1, 4, 51, 2, 1, 8, 3, 3, 2];
    expect(chosen(THREE, {}, 0, VILLAGE, far)[SEAT]).toBe(0);
    expect(chosen(THREE, {}, 0, VILLAGE, far.with(2, 49))[SEAT]).toBeGreaterThan(0);
  });

  it("CHO-1 calibrated tastes repeat the shares of 2020 exactly, for all incomes together", () => {
    const attributes = county({ sites: THREE }).attributes;
    const census = { attributes, children: 30_000, age0: 1, ages1To4: 1, ages5To9: 1 } as never;
    const composition = composeChildren(census, openStream([1, 2], 3, 2020, 4));
    const targets = [0, 1].map((stage) => settingTargets(stage, census, [0.3, -0.5, 0]));
    const shares = groupShares(composition);
    const sites = [...THREE, ...THREE.map((row) => ({ ...row, kind: JUNIOR, catchment: 0, quality: 0.3, beds: 9 }))];
    const state = county({ sites: sites.map((row, i) => ({ ...row, pupils: i === 2 ? [330, 300] : [20] })) });
    state.sites.travelKm.fill(12);
    const { value } = school();
    const taste = calibratedTaste(state, shares, targets, value);
    for (const stage of [0, 1]) {
      const out = new Float64Array(CHANCES);
      const grade = stage * 6;
      settingChances(openSchools(state, grade, value), grade, value, taste.subarray(stage * 3, stage * 3 + 3), out);
      for (const home of [VILLAGE, TOWN]) {
        const [rich, poor] = [0, 9].map((income) => sum([0, 3, 6].map((kind) => shares[income + kind + home]!)));
        const low = poor! / (rich! + poor!);
        for (let setting = home; setting <= SEAT; setting++) {
          const at = home * 3 + setting;
          expect((1 - low) * out[at]! + low * out[9 + at]!).toBeCloseTo(targets[stage]![at]!, 12);
        }
      }
    }
  });
});

describe("the way", () => {
  const terms = boardingTerms(school().value, 0);

  it("CHO-2 a daily way weighs up to 6 km; beds add the worth of boarding where pupils may board", () => {
    const access = (way: number, beds: number) => accessUtility(terms, 3, 0, way, 6, beds);
    expect(access(4, 1)).toBeCloseTo(-0.35 * 4, 12);
    expect(access(20, 0)).toBeCloseTo(-0.35 * 6, 12);
    expect(access(20, 1)).toBeCloseTo(-0.35 * 6 + Math.log(1 + boardingOdds(terms, 3, 0, 20)), 12);
    expect(access(20, 0.5)).toBeCloseTo((access(20, 0) + access(20, 1)) / 2, 12);
  });

  it("CHO-2 the limit of 6 km holds for the chances of settings", () => {
    const rows: SiteRow[] = [{ setting: VILLAGE, catchment: 1 }, { setting: TOWN }];
    const toTown = (km: number) => chosen(rows, {}, 0, VILLAGE, [1, km, 12, 2, 1, 8, 3, 3, 2])[TOWN]!;
    expect([toTown(6.2), toTown(9)]).toEqual([toTown(6), toTown(6)]);
    expect(toTown(5.9)).toBeGreaterThan(toTown(6));
  });

  it("CHO-2 a longer way of the catchments sends village families to town", () => {
    const state = county({ sites: THREE });
    const { value } = school();
    const near = openSchools(state, 0, value).way[VILLAGE];
    state.sites.catchmentKm[0] = 5;
    expect([near, openSchools(state, 0, value).way[VILLAGE]]).toEqual([1.2, 5]);
    expect(openSchools(state, 6, value).way[VILLAGE]).toBe(1);
  });

  it("a mover within the county is a resident taught above the home setting", () => {
    const at = (residency: number, home: number, setting: number) => isInCountyMover(residency * 3 + home, setting);
    expect([at(LOCAL, VILLAGE, TOWN), at(LEFT_BEHIND, TOWN, SEAT)]).toEqual([true, true]);
    expect([at(LOCAL, TOWN, TOWN), at(MIGRANT, TOWN, SEAT), at(LOCAL, SEAT, TOWN)]).toEqual([false, false, false]);
  });
});

describe("choice of a school", () => {
  const TWO: SiteRow[] = [
    { setting: SEAT, rooms: 12 },
    { setting: SEAT, rooms: 36 },
  ];
  const ALL_FREE = { "choice.free_share": 1, "choice.quality_weight": 0.6, "choice.nesting": 0.6 };
  /** Chances of the two schools, after a change of the county. */
  function weights(
    values: Parameters<typeof school>[0],
    change: (state: ReturnType<typeof county>) => void = () => {},
  ) {
    const state = county({ sites: TWO });
    change(state);
    return Array.from(openSchools(state, 0, school(values).value).choices[SEAT]!.weights);
  }

  it("CHO-3 schools are drawn by rooms and by what changed since 2020", () => {
    expect(weights(ALL_FREE)).toEqual([0.25, 0.75]);
    expect(weights(ALL_FREE, ({ sites }) => [sites.quality, sites.baseQuality].forEach((q) => (q[0] = 0.4)))).toEqual([
      0.25, 0.75,
    ]);
    const better = (values: object) => {
      const [a, b] = weights({ ...ALL_FREE, ...values }, ({ sites }) => (sites.quality[0] = 0.4));
      return Math.log((3 * a!) / b!);
    };
    expect(better({})).toBeCloseTo(0.4, 12);
    expect(better({ "choice.nesting": 0.3 })).toBeCloseTo(0.8, 12);
    expect(better({ "choice.free_share": 0 })).toBe(0);
    const [crowded, empty] = weights(ALL_FREE, ({ sites }) => (sites.largestClass[0] = 65));
    expect(Math.log((3 * crowded!) / empty!)).toBeCloseTo((-0.15 * 2) / 0.6, 12);
    const quarter = weights({ ...ALL_FREE, "choice.free_share": 0.25 }, ({ sites }) => (sites.quality[0] = 0.4));
    const whole = weights(ALL_FREE, ({ sites }) => (sites.quality[0] = 0.4));
    expect(quarter[0]).toBeCloseTo(0.75 * 0.25 + (0.25 * whole[0]!) / sum(whole), 12);
  });

  it("CHO-3 families see the quality of two years ago with an error", () => {
    const state = county({ sites: TWO });
    state.sites.quality[0] = 0.4;
    state.sites.qualityAgo.set([0.3, 0.2], 0);
    const value: Value = school(ALL_FREE).value;
    expect(openSchools(state, 0, value).quality[SEAT]).toBeCloseTo(0.25 * 0.2, 12);
    const seen = Array.from({ length: 400 }, (_, key) => {
      const noise = openStream([key, 3], 5, 2026, 7);
      return openSchools(state, 0, school({ "choice.perception_noise": 0.1 }).value, noise).quality[SEAT]! - 0.05;
    });
    const sd = 0.1 * Math.sqrt(0.25 * 0.25 + 0.75 * 0.75);
    expect(Math.abs(sum(seen) / 400)).toBeLessThan((4 * sd) / 20);
    expect(Math.abs(sum(seen.map((x) => x * x)) / 400 / (sd * sd) - 1)).toBeLessThan(4 * Math.sqrt(2 / 400));
  });

  it("CHO-3 a setting is worth the quality of its schools, one good school among several more than their mean", () => {
    const worth = (quality: number[]) => {
      const state = county({ sites: [{ setting: SEAT }, { setting: SEAT }] });
      state.sites.quality.set(quality);
      return openSchools(state, 0, school(ALL_FREE).value).inclusive[SEAT]!;
    };
    expect(worth([0.5, 0.5])).toBeCloseTo(0.3, 12);
    expect(worth([1, 0])).toBeCloseTo(0.6 * Math.log((Math.E + 1) / 2), 12);
    const state = county({ sites: [{ setting: SEAT, quality: 0.5 }] });
    expect(openSchools(state, 0, school(ALL_FREE).value).inclusive[SEAT]).toBeCloseTo(0.3, 12);
  });

  it("CHO-4 the drift grows with the quality gap, falls with dear housing and never turns round", () => {
    const drifted = (seatQuality: number, values: object) => {
      const state = county({ sites: THREE });
      state.sites.quality[2] = seatQuality;
      const { value } = school({
        "demography.urbanisation_drift": 0.1,
        "choice.drift_quality_response": 0.5,
        ...values,
      });
      driftTaste(state, openSchools(state, 0, value), value);
      return state.placeTaste[1]!;
    };
    const plain = county({ sites: THREE });
    plain.sites.quality.set([0, 0.18, 0.34]);
    const { value } = school({ "demography.urbanisation_drift": 0.1, "choice.drift_quality_response": 0.5 });
    driftTaste(plain, openSchools(plain, 0, value), value);
    expect(Array.from(plain.placeTaste.slice(0, 3))).toEqual(
      [0.1, 0.1, 0.1].map((n) => expect.closeTo(n, 12) as unknown),
    );
    expect(drifted(0.34, {})).toBeCloseTo(0.1, 12);
    expect(drifted(0.54, {})).toBeCloseTo(0.11, 12);
    expect(drifted(0.34, { "choice.housing_cost": 1 })).toBeCloseTo(0.07, 12);
    expect(drifted(-9, {})).toBe(0);
    expect(drifted(9, { "demography.urbanisation_drift": 0 })).toBe(0);
  });
});
