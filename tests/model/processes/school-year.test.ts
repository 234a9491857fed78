import { describe, expect, it } from "vitest";
import { normal } from "../../../src/core/normal.ts";
import { teachYear } from "../../../src/model/processes/school-year.ts";
import { cell, KINDS, PE, TOWN, VILLAGE, type CountyState } from "../../../src/model/state.ts";
import { recountStaff } from "../../../src/model/staff-counts.ts";
import { county, fourErrors, preparing, PRIMARY_CLASSES, school, staff, sum, type TeacherRow } from "../worlds.ts";

/**
 * | mutant                                       | killed by |
 * | -------------------------------------------- | --------- |
 * | pull not weighted by 1 − r                   | QUA-1     |
 * | backbone effect around 0 instead of 15 %     | QUA-1     |
 * | shock left out or not centred                | QUA-1     |
 * | rotation effects not bounded                 | QUA-2     |
 * | sender and receiver swapped                  | QUA-2     |
 * | variance instead of its change               | QUA-3     |
 * | lags not shifted, or shifted after the change | QUA-4    |
 * | urban effect for rural members, leaders too  | QUA-5     |
 * | screens work in full without a teacher       | QUA-5     |
 * | peers against none instead of the county     | QUA-5     |
 * | large classes praised                        | SAT-1     |
 * | a bus does not shorten the felt way          | SAT-1     |
 * | effort the same everywhere                   | POL-1     |
 * | settled items reopened                       | POL-1     |
 * | backbone neutral at 16.5 %, or effect a tenth off | QUA-1     |
 * | 11 % of the effort elsewhere                 | POL-1     |
 */
const VALUES = {
  "quality.persistence": 0.8,
  "quality.class_size_effect": -0.03,
  "quality.turnover_effect": -0.08,
  "rotation.receiver_effect": 0,
  "rotation.sender_effect": 0,
  "quality.between_school_share": 0.1,
  "quality.peer_effect": 0,
  "satisfaction.mean": 87,
  "satisfaction.quality_effect": 1.5,
  "satisfaction.class_effect": -10,
  "satisfaction.closure_effect": -2,
  "satisfaction.distance_effect": 0,
} as const;

/** 400 equal schools of 240 pupils, so that means are sharp: the shock's standard error is 0.03/√400. */
const N = 400;
const ERRORS = 4 * (0.03 / Math.sqrt(N));

function many(teachers: (site: number) => TeacherRow[], quality = 0.5, pupils = PRIMARY_CLASSES): CountyState {
  const sites = Array.from({ length: N }, () => ({ pupils, quality, rooms: 6 }));
  const state = county({ sites, teachers: sites.flatMap((_, site) => teachers(site)) });
  state.sites.baseQuality.fill(0.1);
  return state;
}

const ordinary = (site: number) => [...staff(3, { site, subject: PE, isBackbone: true }), ...staff(17, { site })];

function meanAfter(state: CountyState, values: object = {}): number {
  teachYear(state, school({ ...VALUES, ...values }));
  return sum(state.sites.quality) / N;
}

describe("the school year", () => {
  it("quality falls back towards that of 2020: an example", () => {
    // r·0.5 + (1 − r)·(0.1 + 0.03): 15 % backbone teachers are neutral, specialists are enough.
    const state = many(ordinary);
    expect(Math.abs(meanAfter(state) - (0.8 * 0.5 + 0.2 * 0.13))).toBeLessThan(ERRORS);
    const spread = Math.sqrt(sum(state.sites.quality.map((q) => (q - 0.426) ** 2)) / N);
    expect(Math.abs(spread - 0.03)).toBeLessThan((4 * 0.03) / Math.sqrt(2 * N));
  });

  it("QUA-1 staff, specialists, class size and turnover pull on it", () => {
    const base = 0.8 * 0.5 + 0.2 * 0.13;
    const none = many((site) => staff(20, { site }));
    expect(Math.abs(meanAfter(none) - (base + 0.2 * (-0.075 - 0.06)))).toBeLessThan(ERRORS);
    const crowded = many((site) => [...ordinary(site), ...ordinary(site)], 0.5, [55, 55, 55, 55, 55, 55]);
    expect(Math.abs(meanAfter(crowded) - (base + 0.2 * -0.03))).toBeLessThan(ERRORS);
    const left = many(ordinary);
    left.sites.departures.fill(5);
    expect(Math.abs(meanAfter(left) - (base + 0.2 * -0.08 * 0.5))).toBeLessThan(ERRORS);
    left.sites.departures.fill(0);
    const empty = county({
      sites: [
        { pupils: [], quality: 0.5 },
        { isOpen: false, quality: 0.4 },
      ],
    });
    teachYear(empty, school(VALUES));
    expect(Array.from(empty.sites.quality)).toEqual([0.5, 0.4]);
  });

  it("QUA-1 to the last digit, the shock of 0.03 taken off", () => {
    const state = county({
      sites: [{ pupils: PRIMARY_CLASSES.map((n) => n + 15), quality: 0.5, rooms: 6 }],
      teachers: [
        ...staff(6, { site: 0, isBackbone: true, quality: 1 }),
        ...staff(3, { site: 0, subject: PE }),
        ...staff(11, { site: 0 }),
      ],
    });
    state.sites.baseQuality.fill(0.1);
    state.sites.baseTeachers.fill(0.2);
    state.sites.departures.fill(4, 0, 1);
    const context = school({ ...VALUES, "teachers.quality_sd": 0.1, "principals.new_effect": 0 });
    teachYear(state, context);
    // Staff of 0.3 against 0.2, backbone 30 %, three specialists for 330 pupils, ten above 45, a fifth gone.
    const pull = 0.1 + 0.1 * (0.3 - 0.2) + 0.05 * 1.5 + 0.03 - 0.03 * 1 - 0.08 * 0.2;
    const shock = 0.03 * normal(context.stream("quality"), 0);
    expect(state.sites.quality[0]).toBeCloseTo(0.8 * 0.5 + 0.2 * pull + shock, 9);
  });

  it("QUA-2 rotation adds the receiver's and the sender's effect, within a tenth", () => {
    const base = 0.8 * 0.5 + 0.2 * 0.13;
    const effect = (rotatedIn: number, rotatedOut: number) => {
      const state = many(ordinary);
      state.sites.rotatedIn.fill(rotatedIn);
      state.sites.rotatedOut.fill(rotatedOut);
      return meanAfter(state, { "rotation.receiver_effect": 0.03, "rotation.sender_effect": -0.02 }) - base;
    };
    expect(Math.abs(effect(2, 0) - 0.03)).toBeLessThan(ERRORS);
    expect(Math.abs(effect(0, 4) + 0.04)).toBeLessThan(ERRORS);
    expect(Math.abs(effect(2, 2) - 0.01)).toBeLessThan(ERRORS);
    expect(Math.abs(effect(20, 0) - 0.1)).toBeLessThan(ERRORS);
    expect(Math.abs(effect(0, 20) + 0.1)).toBeLessThan(ERRORS);
  });

  it("QUA-3 the between-school share follows the change of the variance between schools", () => {
    const share = (qualities: number[], change: Partial<CountyState> = {}) => {
      const sites = qualities.map((quality) => ({ pupils: PRIMARY_CLASSES, quality }));
      const state = { ...county({ sites }), ...change };
      teachYear(state, school(VALUES));
      return state.betweenSchoolShare;
    };
    expect(share([0, 0])).toBeCloseTo(0.1, 12);
    expect(share([0.3, -0.3])).toBeCloseTo(0.1 + 0.9 * 0.09, 12);
    expect(share([0.3, -0.3], { qualityVariance2020: 0.09, varianceEffect: 0.02 })).toBeCloseTo(0.12, 12);
    expect([share([3, -3]), share([0, 0], { varianceEffect: -1 })]).toEqual([0.6, 0.01]);
  });

  it("QUA-4 families see the quality of one and two years ago", () => {
    const state = county({ sites: [{ pupils: PRIMARY_CLASSES, quality: 0.3 }], teachers: staff(20, { site: 0 }) });
    state.sites.qualityAgo.set([0.2, 0.1]);
    teachYear(state, school(VALUES));
    expect(Array.from(state.sites.qualityAgo)).toEqual([0.3, 0.2]);
    expect(state.sites.quality[0]).not.toBe(0.3);
  });

  it("QUA-5 group, lessons by screen, a new principal and peers pull on it", () => {
    const effect = (change: (state: CountyState) => void, values: object = {}) => {
      const [plain, changed] = [many(ordinary), many(ordinary)];
      change(changed);
      return (meanAfter(changed, values) - meanAfter(plain, values)) / 0.2;
    };
    const network = {
      "groups.urban_effect": 0.05,
      "groups.rural_effect": -0.04,
      "ict.effect": 0.08,
      "ict.without_teacher": 0.25,
      "principals.new_effect": -0.03,
    };
    const join = ({ sites }: CountyState) => sites.group.fill(0);
    // All but the leading school of 400.
    expect(effect(join, network)).toBeCloseTo((0.05 * 399) / 400, 10);
    const rural = (state: CountyState) => {
      join(state);
      state.sites.setting.fill(VILLAGE);
    };
    expect(effect(rural, network)).toBeCloseTo((-0.04 * 399) / 400, 10);
    expect(effect(({ sites }) => sites.hasIct.fill(1), network)).toBeCloseTo(0.08, 10);
    const visited = (state: CountyState) => {
      state.sites.hasIct.fill(1);
      state.teachers.homeSite.fill(-1);
      recountStaff(state);
    };
    expect(effect(visited, network)).toBeCloseTo(0.02, 10);
    expect(effect(({ sites }) => sites.principalSince.fill(2025), network)).toBeCloseTo(-0.03, 10);

    // One pupil in four is of low income: all at every fourth school, or a quarter everywhere.
    const quality = (share: (site: number) => number) => {
      const state = many(ordinary);
      for (let site = 0; site < N; site++) {
        for (let grade = 0; grade < 6; grade++) {
          const low = 40 * share(site);
          state.pupils[cell(site, grade, TOWN)] = 40 - low;
          state.pupils[cell(site, grade, KINDS + TOWN)] = low;
        }
      }
      teachYear(state, school({ ...VALUES, "quality.peer_effect": -0.1 }));
      return state.sites.quality;
    };
    const even = quality(() => 0.25);
    const apart = quality((site) => (site % 4 === 0 ? 1 : 0));
    expect(even[0]).toBeCloseTo(quality(() => 0)[0]!, 10);
    expect(apart[0]! - even[0]!).toBeCloseTo(0.2 * -0.1 * 0.75, 10);
    expect(apart[1]! - even[1]!).toBeCloseTo(0.2 * 0.1 * 0.25, 10);
  });

  it("SAT-1 satisfaction follows quality, large classes, closures and preparation, within bounds", () => {
    const points = (change: (state: CountyState) => void, values: object = {}) => {
      const state = county({
        sites: [
          { pupils: PRIMARY_CLASSES, quality: 0.2 },
          { pupils: PRIMARY_CLASSES, quality: 0.2 },
        ],
      });
      change(state);
      teachYear(state, school({ ...VALUES, ...values }));
      return state.satisfaction;
    };
    expect(points(() => {})).toBeCloseTo(87.3, 12);
    expect(points((state) => state.sites.largeClasses.set([3]))).toBeCloseTo(87.3 - 2.5, 12);
    expect(points((state) => (state.tally.closedSites = 2))).toBeCloseTo(87.3 - 1, 12);
    expect(points(preparing)).toBeCloseTo(88.8, 12);
    const strong = { "satisfaction.quality_effect": 3, "satisfaction.closure_effect": -4 };
    expect(points((state) => (state.tally.closedSites = 2), strong)).toBeCloseTo(87.6 - 2, 12);
    // Every way is 2 km; 60 of the 480 pupils ride a bus and feel half of theirs.
    const far = { "satisfaction.distance_effect": -0.1 };
    expect(points(() => {}, far)).toBeCloseTo(87.3 - 0.2, 12);
    expect(points((state) => (state.sites.busRiders[1] = 60), far)).toBeCloseTo(87.3 - 0.1 * (2 - 60 / 480), 12);
    expect(points(() => {}, { "satisfaction.mean": 100 })).toBe(99);
    expect(points((state) => state.sites.quality.fill(-40))).toBe(40);
  });

  it("POL-1 open items are settled with the yearly effort, a tenth of it elsewhere, for good", () => {
    const settled = (prepares: boolean) => {
      let items = 0;
      for (let id = 0; id < 200; id++) {
        const state = county({ sites: [{}] });
        if (prepares) preparing(state);
        state.policy.fill(0);
        teachYear(state, school({ ...VALUES, "certification.effort": 0.5 }, { county: id }));
        items += sum(state.policy);
      }
      return items / 2400;
    };
    expect(Math.abs(settled(true) - 0.5)).toBeLessThan(fourErrors(0.5, 2400));
    expect(Math.abs(settled(false) - 0.05)).toBeLessThan(fourErrors(0.05, 2400));
    // Item by item: settled exactly where the draw lies below a tenth.
    for (let id = 0; id < 200; id++) {
      const state = county({ sites: [{}] });
      state.policy.fill(0);
      const context = school({ ...VALUES, "certification.effort": 1 }, { county: id });
      teachYear(state, context);
      const draws = context.stream("policy.effort");
      expect(Array.from(state.policy)).toEqual(Array.from(state.policy, (_, k) => (draws.uniform(k) < 0.1 ? 1 : 0)));
    }
    const kept = county({ sites: [{}] });
    teachYear(kept, school({ ...VALUES, "certification.effort": 0 }));
    expect(sum(kept.policy)).toBe(12);
  });
});
