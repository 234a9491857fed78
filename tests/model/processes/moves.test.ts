import { describe, expect, it } from "vitest";
import { countyEnrolment } from "../../../src/model/cells.ts";
import { registryValue, type ParameterId } from "../../../src/model/parameters.ts";
import { acceptance, attraction, exchangeFamilies } from "../../../src/model/processes/intercounty.ts";
import { leave } from "../../../src/model/processes/leave.ts";
import { cell, GROUPS, HOMES, LEFT_BEHIND, MIGRANT, SEAT, TOWN, type CountyState } from "../../../src/model/state.ts";
import { county, fourErrors, school, sum } from "../worlds.ts";

/**
 * | mutant                                          | killed by |
 * | ----------------------------------------------- | --------- |
 * | push the same in districts and counties         | MIG-1     |
 * | acceptance of the province only                 | MIG-2     |
 * | refused children leave all the same             | MIG-3     |
 * | refused migrants become left behind             | MIG-3     |
 * | all migrants return                             | MIG-4     |
 * | seat pupils move to the seat                    | MIG-4     |
 * | 67 % in the nation instead of the province      | MIG-5     |
 * | entry share left out of attraction              | MIG-5     |
 * | returners by residents only                     | MIG-6     |
 */
const STILL = { "migration.leave_rate": 0, "migration.within_county_rate": 0, "migration.return_share": 0 } as const;
const BIG = [0, 20_000, 20_000, 0, 0, 0, 0, 20_000, 0];

function pool(attributes: object = {}): CountyState {
  return county({ attributes, sites: [{ pupils: BIG, setting: TOWN, rooms: 2000 }] });
}

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

  it("MIG-2 a share of those who try is accepted", () => {
    const state = pool();
    leave(state, school({ ...STILL, "migration.leave_rate": 0.1 }, { nation: { acceptance: 0.6 } }));
    const { leavers } = state.pupilFlows;
    const tried = leavers + state.tally.refusedMigrants;
    expect(Math.abs(leavers / tried - 0.6)).toBeLessThan(fourErrors(0.6, tried));
  });

  it("MIG-2 acceptance is 0.67 of the province's and 0.33 of the nation's entry share", () => {
    const open = county({ attributes: { province: "44", population: 100 }, sites: [{}] });
    const shut = county({ attributes: { province: "45", population: 300 }, sites: [{}] });
    const entry = (c: number, id: ParameterId) => (id === "migration.entry_share_county" ? [1, 0.2][c]! : 0);
    const nation = (100 * 1 + 300 * 0.2) / 400;
    expect(Array.from(acceptance([open, shut], entry))).toEqual([
      expect.closeTo(0.67 + 0.33 * nation, 12),
      expect.closeTo(0.67 * 0.2 + 0.33 * nation, 12),
    ]);
  });

  it("MIG-3 the refused stay, half of the local children as left behind", () => {
    const state = pool();
    state.pupils[cell(0, 3, MIGRANT * HOMES + TOWN)] = 10_000;
    leave(state, school({ ...STILL, "migration.leave_rate": 0.1 }, { nation: { acceptance: 0 } }));
    expect(countyEnrolment(state)).toBe(70_000);
    expect(state.pupils[cell(0, 3, MIGRANT * HOMES + TOWN)]).toBe(10_000);
    let leftBehind = 0;
    for (let grade = 0; grade < 9; grade++) leftBehind += state.pupils[cell(0, grade, LEFT_BEHIND * HOMES + TOWN)]!;
    expect(Math.abs(leftBehind / 60_000 - 0.06)).toBeLessThan(fourErrors(0.06, 60_000));
    expect(state.tally.refusedMigrants).toBeGreaterThan(leftBehind);
  });

  it("MIG-4 migrants due for grade 7 return home with the stated chance", () => {
    const state = pool();
    state.waiting[6 * GROUPS + MIGRANT * HOMES + SEAT] = 20_000;
    state.waiting[6 * GROUPS + SEAT] = 500;
    state.waiting[0 * GROUPS + MIGRANT * HOMES + SEAT] = 500;
    leave(state, school({ ...STILL, "migration.return_share": 0.1 }));
    expect(Math.abs(sum(state.returning) / 20_000 - 0.1)).toBeLessThan(fourErrors(0.1, 20_000));
    expect(state.pupilFlows.leavers).toBe(sum(state.returning));
    expect(sum(state.waiting)).toBe(21_000 - sum(state.returning));
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
});

describe("arriving in a county", () => {
  const value = (_: number, id: ParameterId) => registryValue(id, 2026);
  const sender = (province: string, out: number) => {
    const state = county({ id: 1, attributes: { province, population: 0 }, sites: [{}] });
    state.outbound[6] = out;
    return state;
  };
  const receiver = (province: string, population: number, more: object = {}) =>
    county({ attributes: { province, population, ...more }, sites: [{}] });

  it("MIG-5 attraction is residents × share from elsewhere × entry share × weight", () => {
    const state = county({ attributes: { population: 1000, migrantShare: 0.3 }, weight: 4, sites: [{}] });
    const zone = receiver("45", 1000, { kind: "zone", migrantShare: 0.3 });
    expect(Array.from(attraction([state, zone], value))).toEqual([1000 * 0.3 * 0.9 * 4, 1000 * 0.3 * 0.65]);
  });

  it("MIG-5 two in three stay in the province, and everyone arrives in the same grade", () => {
    const counties = [sender("45", 30_000), receiver("45", 1000), receiver("45", 3000), receiver("44", 4000)];
    const { byGrade, residual } = exchangeFamilies(counties, value, [3, 4], 2026);
    const arrived = counties.map((_, c) => byGrade[c * 18 + 6]!);
    expect(sum(arrived)).toBe(30_000);
    expect(sum(byGrade)).toBe(30_000);
    expect(residual).toBe(0);
    const expected = [0, 0.25 * 0.67 + 0.33 / 8, 0.75 * 0.67 + (3 * 0.33) / 8, 0.33 / 2];
    expected.forEach((p, c) => expect(Math.abs(arrived[c]! / 30_000 - p)).toBeLessThanOrEqual(fourErrors(p, 30_000)));
  });

  it("MIG-5 in a sample arrivals follow the weights and the residual is what rounding leaves", () => {
    const counties = [sender("45", 3000), county({ id: 9, weight: 10, attributes: { population: 50 }, sites: [{}] })];
    const { byGrade, residual } = exchangeFamilies(counties, value, [3, 4], 2026);
    expect(sum(byGrade) * 10 + residual).toBe(3000);
    expect(Math.abs(residual)).toBeLessThan(20);
  });

  it("MIG-6 returners go where village children are left behind", () => {
    const home = receiver("44", 2000);
    const counties = [sender("45", 0), receiver("45", 1000), home];
    counties[0]!.returning[0] = 9000;
    home.leftBehindShare[0] = 0.6;
    const { returners } = exchangeFamilies(counties, value, [3, 4], 2026);
    expect(sum(returners)).toBe(9000);
    // 1,000 × 0.3 against 2,000 × 0.6.
    expect(Math.abs(returners[4]! / 9000 - 0.8)).toBeLessThan(fourErrors(0.8, 9000));
  });
});
