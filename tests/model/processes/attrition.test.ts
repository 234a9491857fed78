import { describe, expect, it } from "vitest";
import { leaveTeaching, retirementMonth } from "../../../src/model/processes/attrition.ts";
import { exitOdds } from "../../../src/model/exit-odds.ts";
import { ruralPayEffect } from "../../../src/model/rural-pay.ts";
import { BACHELOR, BELOW_COLLEGE, COLLEGE, NINE_YEAR, TOWN, VILLAGE } from "../../../src/model/state.ts";
import { yearLots } from "../../../src/model/year-lots.ts";
import { column, county, fourErrors, school, staff, sum, type TeacherRow } from "../worlds.ts";

/**
 * | mutant                                          | killed by |
 * | ----------------------------------------------- | --------- |
 * | reform for everyone                             | RET-1     |
 * | delay without its upper end                     | RET-1     |
 * | women retire at 60                              | RET-1     |
 * | rural and urban rates swapped                   | EXI-1     |
 * | bonus acts from zero                            | EXI-2     |
 * | housing money ignored, or not over pay          | EXI-2     |
 * | exchange or age ignored, or on the probability scale | EXI-3 |
 * | every exchange counted unwilling                | EXI-4     |
 * | class size of the other stage                   | EXI-5     |
 * | a new effect for every teacher                  | EXI-6     |
 * | training not forgotten, or not by money         | TRN-1     |
 * | everyone counted as trained                     | TRN-2     |
 * | two levels at once, or over 45                  | UPG-1     |
 * | a column forgotten when rows move               | the row example |
 * | young at thirty                                 | EXI-3     |
 * | 45 in junior schools too                        | EXI-5     |
 */
const month = (year: number, calendarMonth: number) => (year - 1900) * 12 + calendarMonth - 1;
const NONE = {
  "teachers.exit_rate_rural": 0,
  "teachers.exit_rate_urban": 0,
  "teachers.upgrade_rate": 0,
  "teachers.exit_county_sd": 0,
} as const;
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
      {
        ...{
          site: 1,
          born: 1990,
          id: 12,
          isBackbone: true,
          degree: COLLEGE,
          arrived: 2015,
          lot: 9,
          exchangeUntil: 2027,
        },
        ...{ title: 3, titleYear: 2019, quality: 0.75, isUnwilling: true },
      },
    ];
    const state = county({ sites: SITES, teachers });
    leaveTeaching(state, school(NONE, { year: 2024 }));
    expect(state.teachers.count).toBe(1);
    expect(state.teacherFlows).toMatchObject({ retired: 1, exited: 0 });
    expect(Array.from(state.sites.departures)).toEqual([1, 0, 0, 0]);
    const names = ["id", "site", "homeSite", "isBackbone", "degree", "arrivedYear", "lot", "exchangeUntil"] as const;
    expect(names.map((name) => state.teachers[name][0])).toEqual([12, 1, 1, 1, COLLEGE, 2015, 9, 2027]);
    expect(state.teachers.birthMonth[0]).toBe(month(1990, 1));
    const { title, titleYear, quality, isUnwilling } = state.teachers;
    expect([title[0], titleYear[0], quality[0], isUnwilling[0]]).toEqual([3, 2019, 0.75, 1]);
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
    const values = { ...NONE, "teachers.exit_rate_rural": 0.15, "teachers.rural_bonus_share": 0.6 };
    const state = world(8000, { site: 1 });
    leaveTeaching(state, school(values));
    const odds = (0.15 / 0.85) * Math.exp(-0.54);
    const p = odds / (1 + odds);
    expect(Math.abs(state.teacherFlows.exited / 8000 - p)).toBeLessThan(fourErrors(p, 8000));
  });

  it("EXI-2 housing money counts over the cost of a teacher; the parameter sets the size", () => {
    const effect = (values: object) => ruralPayEffect(county({ sites: SITES }), school(values));
    const values = { "teachers.rural_bonus_share": 0.1, "teachers.cost": 100_000 };
    expect(effect({ ...values, "teachers.rural_housing": 15_000 })).toBeCloseTo(-0.12, 12);
    expect(effect({ ...values, "teachers.rural_housing": 5_000 })).toBeCloseTo(0, 12);
    expect(effect({ ...values, "teachers.rural_housing": 15_000, "teachers.exit_pay_effect": -0.2 })).toBeCloseTo(-0.2);
  });

  /** Share of 8,000 teachers of one kind who leave at a base rate of 10 % and given effects. */
  const leaving = (row: Partial<TeacherRow>, values: object) => {
    const state = world(8000, { site: 0, ...row });
    leaveTeaching(state, school({ ...NONE, "teachers.exit_rate_urban": 0.1, ...values }));
    return state.teacherFlows.exited / 8000;
  };
  const raised = (logOdds: number) => {
    const odds = (0.1 / 0.9) * Math.exp(logOdds);
    return odds / (1 + odds);
  };
  const expectShare = (share: number, p: number) => expect(Math.abs(share - p)).toBeLessThan(fourErrors(p, 8000));

  it("EXI-3 being under 30, and being on an exchange, raise the log odds of exit", () => {
    const away = { homeSite: 1, exchangeUntil: 2028 };
    const values = { "teachers.exit_young_effect": 0.7, "teachers.exit_away_effect": 1, "rotation.exit_effect": 3 };
    expectShare(leaving({}, values), 0.1);
    expectShare(leaving(away, values), raised(1));
    expectShare(leaving({ born: 1998 }, values), raised(0.7));
    // Exactly thirty years old in September 2026, and a month younger.
    expectShare(leaving({ born: 1900 + 1160.5 / 12 }, values), 0.1);
    expectShare(leaving({ born: 1900 + 1161.5 / 12 }, values), raised(0.7));
    expectShare(leaving({ ...away, born: 1998 }, values), raised(1.7));
  });

  it("EXI-4 more so where the teacher did not ask for the exchange", () => {
    const values = { "teachers.exit_away_effect": 0.5, "rotation.exit_effect": 1 };
    expectShare(leaving({ exchangeUntil: 2028, isUnwilling: true }, values), raised(1.5));
    expectShare(leaving({ exchangeUntil: 2028 }, values), raised(0.5));
  });

  it("EXI-5 a largest class above the regulated size raises the log odds by an effect for every ten pupils", () => {
    const values = { ...NONE, "teachers.exit_rate_urban": 0.1, "teachers.exit_class_effect": 0.5 };
    for (const [largest, p] of [
      [45, 0.1],
      [65, raised(1)],
    ] as const) {
      const state = world(8000, { site: 0 });
      state.sites.largestClass.set([largest, 90]);
      leaveTeaching(state, school(values));
      expectShare(state.teacherFlows.exited / 8000, p);
    }
    const nine = county({ sites: [{ kind: NINE_YEAR }] });
    nine.sites.largestClass.set([55, 55]);
    const context = school(values);
    const [primary, junior] = exitOdds(nine, context);
    expect(primary).toBeCloseTo((0.1 / 0.9) * Math.exp(0.5), 12);
    expect(junior).toBeCloseTo((0.1 / 0.9) * Math.exp(0.25), 12);
  });

  it("EXI-6 all log odds of a county move together from year to year", () => {
    const values = { "teachers.exit_county_sd": 1 };
    const shares = [2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032].map((year) => {
      const state = world(2000, { site: 0 });
      leaveTeaching(state, school({ ...NONE, "teachers.exit_rate_urban": 0.1, ...values }, { year }));
      return state.teacherFlows.exited / 2000;
    });
    const effects = shares.map((p) => Math.log(p / (1 - p)) - Math.log(0.1 / 0.9));
    // Standard normal: the mean of squares is 1 with a standard error of √(2/8).
    expect(Math.abs(sum(effects.map((x) => x * x)) / 8 - 1)).toBeLessThan(4 * Math.sqrt(2 / 8));
    expect(Math.max(...effects) - Math.min(...effects)).toBeGreaterThan(0.8);
  });

  it("TRN-1 a year brings 72 hours where the money is 5 %, up to 30 % more by attendance; a fifth is forgotten", () => {
    const hours = (share: number, before: number) => {
      const state = world(2000, { site: 0, trainingHours: before });
      leaveTeaching(state, school({ ...NONE, "teachers.training_share": share }));
      return column(state.teachers, "trainingHours");
    };
    expect(Math.min(...hours(0.05, 360))).toBe(360);
    expect(Math.max(...hours(0.05, 360))).toBe(288 + Math.round(72 * (1 + (0.3 * 255) / 256)));
    expect(sum(hours(0.05, 0)) / 2000).toBeCloseTo(72 * 1.15, 0);
    expect(sum(hours(0.025, 100)) / 2000).toBeCloseTo(80 + 36 * 1.15, 0);
    expect(Math.max(...hours(0, 100))).toBe(80);
  });

  it("TRN-2 those who reach 360 hours are counted", () => {
    const trained = (row: Partial<TeacherRow>, share: number) => {
      const state = world(500, { site: 0, ...row });
      leaveTeaching(state, school({ ...NONE, "teachers.training_share": share }));
      return state.tally.trained;
    };
    expect(trained({}, 0.05)).toBe(500);
    expect(trained({}, 0.035)).toBe(0);
    const some = trained({}, 0.045);
    expect(some).toBeGreaterThan(50);
    expect(some).toBeLessThan(450);
    expect(trained({ trainingHours: 340 }, 0.05)).toBeLessThan(400);
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
    const context = school({ ...NONE, "teachers.exit_rate_urban": 0.1 });
    leaveTeaching(state, context);
    for (const name of ["transfer", "rotation", "designation"] as const) {
      const words = yearLots(state.teachers, context)[name].subarray(0, state.teachers.count);
      const lots = Array.from(words, (word) => word / 2 ** 32);
      // Uniform on (0, 1): mean ½, standard deviation 1/√12.
      expect(Math.abs(sum(lots) / lots.length - 0.5)).toBeLessThan(4 / Math.sqrt(12 * lots.length));
    }
  });
});
