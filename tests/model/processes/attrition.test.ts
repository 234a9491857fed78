import { describe, expect, it } from "vitest";
import { bonusFactor, leaveTeaching, retirementMonth } from "../../../src/model/processes/attrition.ts";
import { BACHELOR, BELOW_COLLEGE, COLLEGE, TOWN, VILLAGE } from "../../../src/model/state.ts";
import { column, county, fourErrors, school, staff, sum, type TeacherRow } from "../worlds.ts";

/**
 * | mutant                                          | killed by |
 * | ----------------------------------------------- | --------- |
 * | reform for everyone                             | RET-1     |
 * | delay without its upper end                     | RET-1     |
 * | women retire at 60                              | RET-1     |
 * | rural and urban rates swapped                   | EXI-1     |
 * | bonus acts from zero                            | EXI-2     |
 * | exchange ignored, or on the probability scale   | EXI-3     |
 * | two levels at once, or over 45                  | UPG-1     |
 * | a column forgotten when rows move               | the row example |
 */
const month = (year: number, calendarMonth: number) => (year - 1900) * 12 + calendarMonth - 1;
const NONE = { "teachers.exit_rate_rural": 0, "teachers.exit_rate_urban": 0, "teachers.upgrade_rate": 0 } as const;
const SITES = [{ setting: TOWN }, { setting: VILLAGE }];

function world(n: number, row: TeacherRow) {
  const rows = staff(n, row).map((teacher, id) => ({ ...teacher, id: id + 1 }));
  const state = county({ sites: SITES, teachers: rows });
  return state;
}

describe("attrition", () => {
  it("a woman born in January 1969 retires in 2024, her row is filled by the last one: an example", () => {
    const teachers = [
      { site: 0, born: 1969, isFemale: true, id: 11 },
      { site: 1, born: 1990, id: 12, isBackbone: true, degree: COLLEGE, arrived: 2015, lot: 9, exchangeUntil: 2027 },
    ];
    const state = county({ sites: SITES, teachers });
    leaveTeaching(state, school(NONE, { year: 2024 }));
    expect(state.teachers.count).toBe(1);
    expect(state.teacherFlows).toMatchObject({ retired: 1, exited: 0 });
    expect(Array.from(state.sites.departures)).toEqual([1, 0, 0, 0]);
    const names = ["id", "site", "homeSite", "isBackbone", "degree", "arrivedYear", "lot", "exchangeUntil"] as const;
    expect(names.map((name) => state.teachers[name][0])).toEqual([12, 1, 1, 1, COLLEGE, 2015, 9, 2027]);
    expect(state.teachers.birthMonth[0]).toBe(month(1990, 1));
  });

  it.each([
    ["a man born in January 1960", month(1960, 1), 0, month(2020, 1)],
    ["a man born in December 1964", month(1964, 12), 0, month(2024, 12)],
    ["a man born in January 1965", month(1965, 1), 0, month(2025, 2)],
    ["a man born in April 1965", month(1965, 4), 0, month(2025, 5)],
    ["a man born in May 1965", month(1965, 5), 0, month(2025, 7)],
    ["a man born in December 1976", month(1976, 12), 0, month(2039, 12)],
    ["a man born in 1990", month(1990, 3), 0, month(2053, 3)],
    ["a woman born in December 1969", month(1969, 12), 1, month(2024, 12)],
    ["a woman born in January 1970", month(1970, 1), 1, month(2025, 2)],
    ["a woman born in 1985", month(1985, 6), 1, month(2043, 6)],
  ])("RET-1 %s retires by the decision of 2024", (_who, birth, isFemale, retires) => {
    expect(retirementMonth(birth, isFemale)).toBe(retires);
  });

  it("EXI-1 teachers of villages and of other sites leave at their own rates", () => {
    const values = { ...NONE, "teachers.exit_rate_rural": 0.1, "teachers.exit_rate_urban": 0.04 };
    for (const [site, p] of [
      [0, 0.04],
      [1, 0.1],
    ] as const) {
      const state = world(8000, { site });
      leaveTeaching(state, school(values));
      expect(Math.abs(state.teacherFlows.exited / 8000 - p)).toBeLessThan(fourErrors(p, 8000));
      expect(state.teachers.count).toBe(8000 - state.teacherFlows.exited);
      expect(state.sites.departures[site * 2]).toBe(state.teacherFlows.exited);
    }
  });

  it("EXI-2 a bonus acts above 15 % of pay, by e^−0.12 for ten points, on village teachers", () => {
    expect([bonusFactor(0), bonusFactor(0.15)]).toEqual([1, 1]);
    expect(bonusFactor(0.25)).toBeCloseTo(Math.exp(-0.12), 12);
    const values = { ...NONE, "teachers.exit_rate_rural": 0.15, "teachers.rural_bonus_share": 0.6 };
    const state = world(8000, { site: 1 });
    leaveTeaching(state, school(values));
    const p = 0.15 * Math.exp(-0.54);
    expect(Math.abs(state.teacherFlows.exited / 8000 - p)).toBeLessThan(fourErrors(p, 8000));
  });

  it("EXI-3 an exchange raises the log odds of exit", () => {
    const state = world(8000, { site: 0, homeSite: 1, exchangeUntil: 2028 });
    leaveTeaching(state, school({ ...NONE, "teachers.exit_rate_urban": 0.1, "rotation.exit_effect": 1 }));
    const odds = (0.1 / 0.9) * Math.E;
    const p = odds / (1 + odds);
    expect(Math.abs(state.teacherFlows.exited / 8000 - p)).toBeLessThan(fourErrors(p, 8000));
  });

  it("UPG-1 a teacher under 45 without a bachelor's degree gains one level at the yearly rate", () => {
    const raised = (row: Partial<TeacherRow>) => {
      const state = world(4000, { site: 0, ...row });
      leaveTeaching(state, school({ ...NONE, "teachers.upgrade_rate": 0.2 }));
      const before = row.degree ?? BACHELOR;
      const degrees = column(state.teachers, "degree");
      expect(degrees.every((degree) => degree === before || degree === before + 1)).toBe(true);
      return sum(degrees) - 4000 * before;
    };
    expect(Math.abs(raised({ degree: COLLEGE }) / 4000 - 0.2)).toBeLessThan(fourErrors(0.2, 4000));
    expect(Math.abs(raised({ degree: BELOW_COLLEGE }) / 4000 - 0.2)).toBeLessThan(fourErrors(0.2, 4000));
    expect(raised({ degree: BACHELOR })).toBe(0);
    expect(raised({ degree: COLLEGE, born: 1981 })).toBe(0);
  });

  it("keeps lots for later steps that are independent of who stayed", () => {
    const state = world(8000, { site: 0 });
    leaveTeaching(state, school({ ...NONE, "teachers.exit_rate_urban": 0.1 }));
    for (const name of ["transferDraw", "rotationDraw", "designationDraw"] as const) {
      const lots = column(state.teachers, name).map((word) => word / 2 ** 32);
      // Uniform on (0, 1): mean ½, standard deviation 1/√12.
      expect(Math.abs(sum(lots) / lots.length - 0.5)).toBeLessThan(4 / Math.sqrt(12 * lots.length));
    }
  });
});
