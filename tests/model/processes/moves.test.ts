import { describe, expect, it } from "vitest";
import type { CountyValue } from "../../../src/model/context.ts";
import { countyEnrolment } from "../../../src/model/cells.ts";
import { attraction, entryChance, openDestinations } from "../../../src/model/destinations.ts";
import { registryValue, type CountyParameterId } from "../../../src/model/parameters.ts";
import { exchangeFamilies } from "../../../src/model/processes/intercounty.ts";
import { leave } from "../../../src/model/processes/leave.ts";
import { provinceWayKm } from "../../../src/model/province-map.ts";
import {
  cell,
  GRADES,
  GROUPS,
  HOMES,
  KINDS,
  LEFT_BEHIND,
  LOCAL,
  MIGRANT,
  NINE_YEAR,
  SEAT,
  TOWN,
  type CountyState,
} from "../../../src/model/state.ts";
import { county, fourErrors, school, sum } from "../worlds.ts";

/**
 * | mutant                                          | killed by |
 * | ----------------------------------------------- | --------- |
 * | push the same in districts and counties         | MIG-1     |
 * | left-behind children fetched like any other     | MIG-1     |
 * | grades 1 and 7 may leave                        | MIG-1     |
 * | acceptance of the province only                 | MIG-2     |
 * | income classes swapped in the entry rule        | MIG-2     |
 * | free places do not matter                       | MIG-2     |
 * | refused children leave all the same             | MIG-3     |
 * | refused migrants become left behind             | MIG-3     |
 * | all migrants return; one share everywhere       | MIG-4     |
 * | seat pupils move to the seat                    | MIG-4     |
 * | mass or quality left out of attraction          | MIG-5     |
 * | way or bonus left out                           | MIG-6     |
 * | returners by residents only, or in grade 7 only | MIG-7     |
 * | refused counted by the weights of the admitted  | MIG-8     |
 * | reunited children leave the county              | MIG-9     |
 * | local pupils go home                            | MIG-9     |
 * | 44 km inside a province                         | MIG-6     |
 */
const STILL = {
  "migration.leave_rate": 0,
  "migration.within_county_rate": 0,
  "migration.return_share": 0,
  "migration.return_share_strict": 0,
  "migration.return_rate": 0,
  "migration.parent_return_rate": 0,
} as const;
const BIG = [0, 20_000, 20_000, 0, 0, 0, 0, 20_000, 0];

function pool(attributes: object = {}): CountyState {
  return county({ attributes, sites: [{ kind: NINE_YEAR, pupils: BIG, setting: TOWN, rooms: 2000 }] });
}

/** Pupils of a residency in all grades who live in town. */
function townPupils(state: CountyState, residency: number): number {
  let n = 0;
  for (let grade = 0; grade < GRADES; grade++) n += state.pupils[cell(0, grade, residency * HOMES + TOWN)]!;
  return n;
}

/** Registry values but for those given, the same in every county. */
const valuesOf =
  (values: Partial<Record<CountyParameterId, number>> = {}): CountyValue =>
  (_, id) =>
    values[id] ?? registryValue(id, 2026);
/** Families weigh residents alone; everyone gets in. */
const PLAIN = {
  "migration.mass_exponent": 1,
  "migration.quality_weight": 0,
  "migration.distance_elasticity": 0,
  "migration.same_province_bonus": 0,
  "migration.entry_share_county": 1,
  "migration.entry_share_district": 1,
  "migration.entry_gap_low_income": 0,
  "migration.places_weight": 0,
} as const;

describe("leaving a county", () => {
  it("MIG-1 pupils try to leave with the yearly rate times the push of the county's kind", () => {
    for (const [kind, push] of [
      ["county", 1.2],
      ["city", 1.2],
      ["district", 0.7],
      ["zone", 0.7],
    ] as const) {
      const state = pool({ kind });
      leave(state, school({ ...STILL, "migration.leave_rate": 0.1 }));
      const p = 0.1 * push;
      expect(Math.abs(state.pupilFlows.leavers / 60_000 - p)).toBeLessThan(fourErrors(p, 60_000));
      expect(sum(state.outbound)).toBe(state.pupilFlows.leavers);
      expect(countyEnrolment(state)).toBe(60_000 - state.pupilFlows.leavers);
      expect(state.outbound[14]).toBeGreaterThan(0);
    }
  });

  it("MIG-1 left-behind children are fetched more often; grades 1 and 7 wait for a place and stay", () => {
    const state = county({ sites: [{ pupils: [500, 20_000, 0, 0, 0, 0, 500], setting: SEAT, rooms: 2000 }] });
    state.pupils[cell(0, 2, LEFT_BEHIND * HOMES + SEAT)] = 20_000;
    leave(state, school({ ...STILL, "migration.leave_rate": 0.05, "migration.fetch_factor": 3 }));
    expect([state.outbound[0], state.outbound[12]]).toEqual([0, 0]);
    expect(Math.abs(state.outbound[2]! / 20_000 - 0.06)).toBeLessThan(fourErrors(0.06, 20_000));
    expect(Math.abs(state.outbound[4]! / 20_000 - 0.18)).toBeLessThan(fourErrors(0.18, 20_000));
  });

  it("MIG-2 a share of those who try is accepted, by income; a lever on it changes nothing else", () => {
    const acceptance = Float64Array.of(0.6, 0.2);
    const run = (chance: Float64Array) => {
      const state = pool();
      state.pupils[cell(0, 3, 9 + TOWN)] = 60_000;
      leave(state, school({ ...STILL, "migration.leave_rate": 0.1 }, { nation: { acceptance: chance } }));
      return state;
    };
    const state = run(acceptance);
    for (const income of [0, 1]) {
      const leavers = state.outbound.reduce((n, count, lane) => n + (lane % 2 === income ? count : 0), 0);
      const tried = leavers + sum(state.turnedBack.subarray(income * KINDS, (income + 1) * KINDS));
      expect(Math.abs(leavers / tried - acceptance[income]!)).toBeLessThan(fourErrors(acceptance[income]!, tried));
    }
    expect(sum(state.turnedBack)).toBe(state.tally.refusedMigrants);
    // Everyone here lives in town with their parents.
    state.turnedBack.forEach((n, group) => expect(n > 0).toBe(group % KINDS === LOCAL * HOMES + TOWN));
    const tried = (s: CountyState) => s.pupilFlows.leavers + s.tally.refusedMigrants;
    expect(tried(run(Float64Array.of(1, 1)))).toBe(tried(state));
  });

  it("MIG-2 acceptance is that of all counties a family may try, weighed by how likely it tries them", () => {
    const open = county({ attributes: { province: "44", population: 100 }, sites: [{}] });
    const shut = county({ attributes: { province: "45", population: 300 }, sites: [{}] });
    const value = (c: number, id: CountyParameterId) =>
      id === "migration.entry_share_county"
        ? [1, 0.2][c]!
        : valuesOf({ ...PLAIN, "migration.same_province_bonus": 1 })(c, id);
    const { acceptance, provinces } = openDestinations([open, shut], value);
    expect(provinces).toEqual(["44", "45"]);
    const e = Math.E;
    const [a, b] = [(100 * e + 300 * 0.2) / (100 * e + 300), (100 + 300 * e * 0.2) / (100 + 300 * e)];
    expect(Array.from(acceptance)).toEqual([a, a, b, b].map((p) => expect.closeTo(p, 12)));
  });

  it("MIG-2 low income lowers the odds to pass, unless all or none pass; fewer free places lower the chance of all", () => {
    const half = { ...PLAIN, "migration.entry_share_county": 0.5, "migration.entry_gap_low_income": 0.9 };
    const chance = (state: CountyState, values: Partial<Record<CountyParameterId, number>>, income: number) =>
      entryChance(state, 0, valuesOf(values), income);
    const empty = county({ sites: [{ pupils: [40], rooms: 12 }] });
    const odds = (p: number) => p / (1 - p);
    expect(Math.log(odds(chance(empty, half, 0)) / odds(chance(empty, half, 1)))).toBeCloseTo(0.9, 12);
    expect(chance(empty, half, 0)).toBeGreaterThan(0.5);
    for (const share of [0, 1])
      for (const income of [0, 1])
        expect(chance(empty, { ...half, "migration.entry_share_county": share }, income)).toBe(share);
    // One school with 540 places: 513 pupils leave a twentieth of them free, half of what is ample.
    const full = (pupils: number) => county({ sites: [{ pupils: [pupils], rooms: 12, setting: SEAT }] });
    const want = { ...PLAIN, "migration.places_weight": 0.6 };
    expect(chance(full(540), want, 0)).toBeCloseTo(0.4, 12);
    expect(chance(full(513), want, 0)).toBeCloseTo(0.7, 12);
    expect(chance(full(400), want, 0)).toBe(1);
  });

  it("MIG-3 the refused stay, a share of the local children as left behind", () => {
    const state = pool();
    state.pupils[cell(0, 3, MIGRANT * HOMES + TOWN)] = 10_000;
    const values = { ...STILL, "migration.leave_rate": 0.1, "migration.left_behind_if_refused": 0.25 };
    leave(state, school(values, { nation: { acceptance: new Float64Array(2) } }));
    expect(countyEnrolment(state)).toBe(70_000);
    expect(townPupils(state, MIGRANT)).toBe(10_000);
    const leftBehind = townPupils(state, LEFT_BEHIND);
    expect(Math.abs(leftBehind / 60_000 - 0.03)).toBeLessThan(fourErrors(0.03, 60_000));
    expect(state.tally.refusedMigrants).toBeGreaterThan(leftBehind);
  });

  it("MIG-4 migrants due for grade 7 return home with the stated chance, more where the examination rule is strict", () => {
    for (const [province, p] of [
      ["45", 0.1],
      ["44", 0.3],
      ["11", 0.5],
    ] as const) {
      const state = pool({ province });
      state.waiting[6 * GROUPS + MIGRANT * HOMES + SEAT] = 20_000;
      state.waiting[6 * GROUPS + SEAT] = 500;
      state.waiting[0 * GROUPS + MIGRANT * HOMES + SEAT] = 500;
      leave(state, school({ ...STILL, "migration.return_share": 0.1, "migration.return_share_strict": 0.5 }));
      expect(Math.abs(state.returning[12]! / 20_000 - p)).toBeLessThan(fourErrors(p, 20_000));
      expect(sum(state.returning)).toBe(state.returning[12]);
      expect(state.pupilFlows.leavers).toBe(sum(state.returning));
      expect(sum(state.waiting)).toBe(21_000 - sum(state.returning));
    }
  });

  it("MIG-4 pupils outside the seat move there outside grades 1 and 7", () => {
    const sites = [
      { pupils: [1000, 20_000, 0, 0, 0, 0, 1000], setting: TOWN },
      { pupils: [0, 20_000], setting: SEAT },
    ];
    const state = county({ sites });
    leave(state, school({ ...STILL, "migration.within_county_rate": 0.05 }));
    const moving = sum(state.relocating);
    expect(Math.abs(moving / 20_000 - 0.05)).toBeLessThan(fourErrors(0.05, 20_000));
    expect(state.relocating[GROUPS + TOWN]).toBe(moving);
    expect(countyEnrolment(state)).toBe(42_000);
  });

  it("MIG-9 parents of left-behind children come home, and migrant pupils go home; both in the county's books", () => {
    const state = pool();
    state.pupils[cell(0, 3, LEFT_BEHIND * HOMES + TOWN)] = 20_000;
    state.pupils[cell(0, 4, 9 + MIGRANT * HOMES + TOWN)] = 20_000;
    leave(state, school({ ...STILL, "migration.parent_return_rate": 0.1, "migration.return_rate": 0.05 }));
    const reunited = townPupils(state, LOCAL) - 60_000;
    expect(Math.abs(reunited / 20_000 - 0.1)).toBeLessThan(fourErrors(0.1, 20_000));
    expect(townPupils(state, LEFT_BEHIND)).toBe(20_000 - reunited);
    expect(Math.abs(state.returning[9]! / 20_000 - 0.05)).toBeLessThan(fourErrors(0.05, 20_000));
    expect(state.pupilFlows.leavers).toBe(state.returning[9]);
    expect(countyEnrolment(state)).toBe(100_000 - state.pupilFlows.leavers);
  });
});

const sender = (province: string, out: number) => {
  const state = county({ id: 1, attributes: { province, population: 0 }, sites: [{}] });
  state.outbound[6] = out;
  return state;
};
const receiver = (province: string, population: number, more: object = {}) =>
  county({ attributes: { province, population, ...more }, sites: [{}] });
const exchange = (counties: CountyState[], values: Partial<Record<CountyParameterId, number>> = PLAIN) =>
  exchangeFamilies(counties, openDestinations(counties, valuesOf(values)), [3, 4], 2026);

describe("arriving in a county", () => {
  it("MIG-5 attraction is mass to its power × quality × weight", () => {
    const state = county({ attributes: { population: 2000, migrantShare: 0.2 }, weight: 4, sites: [{}] });
    const good = county({
      attributes: { population: 2000, migrantShare: 0.2 },
      sites: [
        { pupils: [30], quality: 0.5 },
        { pupils: [10], quality: -0.5 },
        { pupils: [99], quality: 9, isOpen: false },
      ],
    });
    const values = valuesOf({ "migration.mass_exponent": 0.5, "migration.quality_weight": 2 });
    expect(attraction(state, 0, values)).toBeCloseTo(20 * 4, 9);
    expect(attraction(good, 0, values)).toBeCloseTo(20 * Math.exp(2 * 0.25), 9);
    expect(attraction(receiver("45", 0), 0, values)).toBe(0);
  });

  it("MIG-5 those who get in spread by attraction × chance to get in, everyone in the same grade", () => {
    const counties = [
      sender("45", 30_000),
      receiver("45", 1000),
      receiver("45", 3000, { kind: "zone" }),
      receiver("44", 4000),
    ];
    const { byGrade, residual } = exchange(counties, { ...PLAIN, "migration.entry_share_district": 0.5 });
    const arrived = counties.map((_, c) => byGrade[c * 18 + 6]!);
    expect(sum(arrived)).toBe(30_000);
    expect(sum(byGrade)).toBe(30_000);
    expect(residual).toBe(0);
    [0, 1000 / 6500, 1500 / 6500, 4000 / 6500].forEach((p, c) =>
      expect(Math.abs(arrived[c]! / 30_000 - p)).toBeLessThanOrEqual(fourErrors(p, 30_000)),
    );
  });

  it("MIG-5 in a sample arrivals follow the weights and the residual is what rounding leaves", () => {
    const counties = [sender("45", 3000), county({ id: 9, weight: 10, attributes: { population: 50 }, sites: [{}] })];
    const { byGrade, residual } = exchange(counties);
    expect(sum(byGrade) * 10 + residual).toBe(3000);
    expect(Math.abs(residual)).toBeLessThan(20);
  });

  it("MIG-6 the way between provinces and the bonus of the own province weigh in", () => {
    const counties = [sender("44", 50_000), receiver("44", 1000), receiver("45", 1000), receiver("23", 1000)];
    const { byGrade } = exchange(counties, {
      ...PLAIN,
      "migration.distance_elasticity": 0.5,
      "migration.same_province_bonus": Math.LN2,
    });
    const near = ["44", "45", "23"].map((to, i) => (i === 0 ? 2 : 1) / Math.sqrt(provinceWayKm("44", to)));
    near.forEach((weight, i) => {
      const p = weight / sum(near);
      expect(Math.abs(byGrade[(i + 1) * 18 + 6]! / 50_000 - p)).toBeLessThan(fourErrors(p, 50_000));
    });
  });

  it("MIG-6 40 km inside a province, 1,200 to one that the map does not show", () => {
    expect([provinceWayKm("44", "44"), provinceWayKm("99", "99")]).toEqual([40, 40]);
    expect([provinceWayKm("44", "99"), provinceWayKm("99", "44")]).toEqual([1200, 1200]);
  });

  it("MIG-6 ways are symmetric, shortest inside a province, and near what a map shows", () => {
    // Great circles between capitals: Guangzhou–Nanning 500 km, Beijing–Tianjin 110, Beijing–Urumqi 2,420, Harbin–Haikou 3,220.
    for (const [a, b, km] of [
      ["44", "45", 500],
      ["11", "12", 110],
      ["11", "65", 2420],
      ["23", "46", 3220],
    ] as const) {
      expect(Math.abs(provinceWayKm(a, b) / km - 1)).toBeLessThan(0.2);
      expect(provinceWayKm(b, a)).toBe(provinceWayKm(a, b));
      expect(provinceWayKm(a, a)).toBeLessThan(provinceWayKm(a, b));
    }
  });

  it("MIG-7 migrants who go home go where village children are left behind, in their grade", () => {
    const home = receiver("44", 2000);
    const counties = [sender("45", 0), receiver("45", 1000), home];
    counties[0]!.returning[12] = 9000;
    counties[0]!.returning[5] = 700;
    home.leftBehindShare[0] = 0.6;
    const { returners, residual } = exchange(counties);
    expect(sum(returners)).toBe(9700);
    expect(residual).toBe(0);
    expect(counties.reduce((n, _, c) => n + returners[c * 18 + 5]!, 0)).toBe(700);
    // 1,000 × 0.3 against 2,000 × 0.6.
    expect(Math.abs(returners[2 * 18 + 12]! / 9000 - 0.8)).toBeLessThan(fourErrors(0.8, 9000));
  });

  it("MIG-8 the refused are counted once more where they tried", () => {
    const open = receiver("45", 1000);
    const counties = [sender("45", 0), open, receiver("45", 3000, { kind: "zone" })];
    counties[0]!.turnedBack[0] = 6000;
    counties[0]!.turnedBack[KINDS] = 2000;
    const strict = { ...PLAIN, "migration.entry_share_district": 0.25, "migration.entry_share_county": 0.75 };
    const { refused, byGrade, residual } = exchange(counties, strict);
    expect(sum(refused)).toBe(8000);
    expect([sum(byGrade), residual]).toEqual([0, 0]);
    // 1,000 × 0.25 refused against 3,000 × 0.75.
    expect(Math.abs(refused[1]! / 8000 - 0.1)).toBeLessThan(fourErrors(0.1, 8000));
  });
});

describe("opening places", () => {
  /** A sender and two possible receivers through one year of moves. */
  function year(values: Partial<Record<CountyParameterId, number>>, rooms = 12) {
    const counties = [
      pool({ migrantShare: 0.001 }),
      county({ id: 8, attributes: { kind: "district" }, sites: [{ pupils: [540], rooms, setting: SEAT }] }),
      county({ id: 9, attributes: { province: "44" }, sites: [{ pupils: [40], rooms: 12, setting: SEAT }] }),
    ];
    const all = { ...STILL, "migration.leave_rate": 0.1, ...values };
    const destinations = openDestinations(counties, valuesOf(all));
    const first = destinations.provinces.indexOf("45") * 2;
    const acceptance = destinations.acceptance.subarray(first, first + 2);
    leave(counties[0]!, school(all, { nation: { acceptance } }));
    const moves = exchangeFamilies(counties, destinations, [3, 4], 2026);
    return {
      arrivals: sum(moves.byGrade.subarray(18, 36)),
      refusedHere: moves.refused[1]!,
      refused: counties[0]!.tally.refusedMigrants,
      leavers: counties[0]!.pupilFlows.leavers,
      leftBehind: townPupils(counties[0]!, LEFT_BEHIND),
    };
  }

  it.each([
    ["a milder entry rule", year({}), year({ "migration.entry_share_district": 0.95 })],
    ["rooms where there were none left", year({}), year({}, 16)],
  ])(
    "%s raises migrants and load at the destination, lowers refusals and left-behind children at home",
    (_, shut, open) => {
      expect(open.leavers).toBeGreaterThan(shut.leavers);
      expect(open.arrivals).toBeGreaterThan(shut.arrivals);
      expect(open.refusedHere).toBeLessThan(shut.refusedHere);
      expect(open.refused).toBeLessThan(shut.refused);
      expect(open.leftBehind).toBeLessThan(shut.leftBehind);
      expect(open.leavers + open.refused).toBe(shut.leavers + shut.refused);
    },
  );
});
