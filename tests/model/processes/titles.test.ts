import { describe, expect, it } from "vitest";
import { designateBackbone } from "../../../src/model/processes/backbone-designation.ts";
import { leaveTeaching } from "../../../src/model/processes/attrition.ts";
import { assignSubjects } from "../../../src/model/processes/subject-assignment.ts";
import { ART, CORE, MUSIC, OTHER, PE, SCIENCE, TEACHING_POINT, VILLAGE } from "../../../src/model/state.ts";
import { FIRST, promotionChances, SECOND, SENIOR, THIRD } from "../../../src/model/titles.ts";
import { smallNation } from "../nation.ts";
import { yearLots } from "../../../src/model/year-lots.ts";
import { column, county, fourErrors, preparing, school, staff, sum, type SiteRow, type TeacherRow } from "../worlds.ts";

/**
 * | mutant                                     | killed by |
 * | ------------------------------------------ | --------- |
 * | more retrained than the school lacks       | SUB-1     |
 * | small points counted                       | SUB-1     |
 * | core or other teachers only, no science    | SUB-1     |
 * | limit of a preparing county for all        | SUB-2     |
 * | lots by row                                | SUB-2     |
 * | shortage before retraining                 | HIR-9     |
 * | second title by quota                      | TIT-1     |
 * | no waiting years                           | TIT-1, TIT-2 |
 * | places not counted against holders         | TIT-2     |
 * | places for villages open to all            | TIT-3     |
 * | target doubled for every county            | BAC-1     |
 * | no yearly limit                            | BAC-2     |
 * | teachers of 27                             | BAC-2     |
 * | a preparing county draws lots everywhere   | BAC-3     |
 * | 0.22 % retrained                           | SUB-2     |
 * | one more among those who wait              | TIT-2     |
 */
const BIG: SiteRow = { pupils: Array<number>(6).fill(500), rooms: 80 };
const isSpecialist = (subject: number) => subject >= PE && subject <= ART;

function specialists(sites: SiteRow[], teachers: TeacherRow[], prepares = true): number {
  const state = county({ sites, teachers });
  if (prepares) preparing(state);
  assignSubjects(state, school());
  return column(state.teachers, "subject").filter(isSpecialist).length;
}

describe("assignment of subjects", () => {
  it("two of 200 teachers are retrained where 27 are wanted: an example", () => {
    expect(specialists([BIG], staff(200, { site: 0 }))).toBe(2);
  });

  it("SUB-1 no more than a school lacks, from core and other subjects, in schools that count", () => {
    // 0.9 per 100 of 3,000: 27 wanted.
    const have = (n: number) => staff(n, { site: 0, subject: MUSIC });
    expect(specialists([BIG], [...have(26), ...staff(374, { site: 0 })])).toBe(27);
    expect(specialists([BIG], [...have(27), ...staff(373, { site: 0 })])).toBe(27);
    expect(specialists([BIG], [...have(20), ...staff(380, { site: 0, subject: OTHER })])).toBe(24);
    expect(specialists([BIG], [...have(20), ...staff(380, { site: 0, subject: SCIENCE })])).toBe(24);
    const point = (n: number): SiteRow => ({ kind: TEACHING_POINT, pupils: [n] });
    expect(specialists([point(49), BIG], [...staff(400, { site: 0 }), ...have(0)])).toBe(0);
    expect(specialists([point(50), BIG], staff(400, { site: 0 }))).toBe(1);
    expect(specialists([{ ...BIG, isOpen: false }], staff(400, { site: 0 }))).toBe(0);
  });

  it("SUB-2 at most 0.2 % of all teachers, 1 % in a preparing county, by lot", () => {
    expect(specialists([BIG], staff(1000, { site: 0 }), false)).toBe(2);
    expect(specialists([BIG], staff(4000, { site: 0 }), false)).toBe(8);
    expect(specialists([BIG], staff(1000, { site: 0 }))).toBe(10);
    const state = county({ sites: [BIG], teachers: staff(1000, { site: 0 }) });
    const context = school();
    assignSubjects(state, context);
    const lots = Array.from(yearLots(state.teachers, context).designation.subarray(0, 1000));
    const chosen = lots.filter((_, t) => state.teachers.subject[t] !== CORE);
    expect(chosen.sort((a, b) => a - b)).toEqual([...lots].sort((a, b) => a - b).slice(0, 2));
  });
});

describe("shortage of specialists", () => {
  it("HIR-9 what schools still lack after the year's retraining", () => {
    const short = (rows: TeacherRow[], sites: SiteRow[] = [BIG]) => {
      const state = county({ sites, teachers: rows });
      assignSubjects(state, school());
      return state.tally.specialistsShort;
    };
    // 27 wanted, two of 1,000 teachers retrained; a school that has more does not help another.
    expect(short(staff(1000, { site: 0 }))).toBe(25);
    expect(short(staff(200, { site: 0, subject: PE }))).toBe(0);
    expect(short([...staff(100, { site: 0, subject: PE }), ...staff(10, { site: 1 })], [BIG, BIG])).toBe(27);
  });
});

describe("titles", () => {
  const STAY = {
    "teachers.exit_rate_rural": 0,
    "teachers.exit_rate_urban": 0,
    "teachers.first_title_share": 0,
    "teachers.senior_title_share": 0,
  } as const;
  /** Titles after a year of teachers in a village (site 0) and a town (site 1). */
  const titles = (rows: readonly TeacherRow[], values: object = {}) => {
    const teachers = rows.map((row, t) => ({ ...row, id: t + 1 }));
    const state = county({ sites: [{ setting: VILLAGE }, {}], teachers });
    leaveTeaching(state, school({ ...STAY, ...values }, { year: 2026 }));
    const held = (title: number, site?: number) =>
      column(state.teachers, "title").filter(
        (n, t) => n === title && (site ?? state.teachers.site[t]) === state.teachers.site[t],
      ).length;
    return { held, state };
  };

  it("TIT-1 the second title is given to everyone after three years in the third", () => {
    expect(titles(staff(300, { site: 1, title: THIRD, titleYear: 2023 })).held(SECOND)).toBe(300);
    expect(titles(staff(300, { site: 1, title: THIRD, titleYear: 2024 })).held(SECOND)).toBe(0);
    const { state } = titles(staff(5, { site: 1, title: THIRD, titleYear: 2020 }));
    expect(column(state.teachers, "titleYear")).toEqual(Array(5).fill(2026));
  });

  it("TIT-2 first and senior titles by lot for open places, after five years in the title below", () => {
    const seconds = staff(4000, { site: 1, title: SECOND, titleYear: 2021 });
    const firsts = staff(1000, { site: 1, title: FIRST, titleYear: 2021 });
    const { held } = titles([...seconds, ...firsts], {
      "teachers.first_title_share": 0.4,
      "teachers.senior_title_share": 0.05,
    });
    // 2,000 places of first title, 1,000 taken, 4,000 wait; 250 senior places for 1,000.
    expect(Math.abs((4000 - held(SECOND)) / 4000 - 0.25)).toBeLessThan(fourErrors(0.25, 4000));
    expect(Math.abs(held(SENIOR) / 1000 - 0.25)).toBeLessThan(fourErrors(0.25, 1000));
    expect(titles(seconds).held(FIRST)).toBe(0);
    // Two places for five teachers, one taken, four who wait.
    const few = [...staff(4, { site: 0, title: SECOND, titleYear: 2021 }), { site: 0, title: FIRST, titleYear: 2025 }];
    const context = school({ "teachers.first_title_share": 0.4, "teachers.rural_title_quota": 0 });
    const chances = promotionChances(county({ sites: [{}], teachers: few }), context);
    expect(chances[SECOND * 2]).toBeCloseTo(0.25, 12);
    const early = staff(1000, { site: 1, title: SECOND, titleYear: 2022 });
    expect(titles(early, { "teachers.first_title_share": 0.8 }).held(FIRST)).toBe(0);
  });

  it("TIT-3 places kept for village teachers come on top, and village teachers above their part fill them", () => {
    const all = [0, 1].flatMap((site) => staff(2000, { site, title: SECOND, titleYear: 2015 }));
    const shares = { "teachers.first_title_share": 0.2, "teachers.rural_title_quota": 0.3 };
    const { held } = titles(all, shares);
    expect(Math.abs(held(FIRST, 1) / 2000 - 0.2)).toBeLessThan(fourErrors(0.2, 2000));
    expect(Math.abs(held(FIRST, 0) / 2000 - 0.5)).toBeLessThan(fourErrors(0.5, 2000));
    // 600 of the 1,000 village holders fill the places kept, so that nothing is open.
    const filled = [
      ...staff(1000, { site: 0, title: FIRST, titleYear: 2025 }),
      ...staff(400, { site: 1, title: FIRST, titleYear: 2025 }),
      ...staff(1000, { site: 0, title: SECOND, titleYear: 2015 }),
      ...staff(1600, { site: 1, title: SECOND, titleYear: 2015 }),
    ];
    expect(titles(filled, shares).held(FIRST)).toBe(1400);
    expect(titles(all, { ...shares, "teachers.rural_title_quota": 0 }).held(FIRST, 0)).toBeLessThan(500);
  });

  it("teachers of 2020 have titles by age, training and a quality", () => {
    const { teachers, tally } = smallNation(["45"], 1).counties[0]!;
    const share = (title: number) => column(teachers, "title").filter((n) => n === title).length / teachers.count;
    expect(share(SENIOR)).toBeGreaterThan(0.05);
    expect(share(SENIOR)).toBeLessThan(0.13);
    expect(share(FIRST)).toBeGreaterThan(0.33);
    expect(share(FIRST)).toBeLessThan(0.47);
    const young = column(teachers, "title").filter((_, t) => teachers.birthMonth[t]! > (1993 - 1900) * 12);
    expect(young.length).toBeGreaterThan(20);
    expect(Math.max(...young)).toBeLessThan(FIRST);
    const quality = column(teachers, "quality");
    expect(Math.abs(sum(quality) / teachers.count)).toBeLessThan(4 / Math.sqrt(teachers.count));
    expect(Math.min(...column(teachers, "trainingHours"))).toBeGreaterThanOrEqual(360);
    expect(tally.trained).toBe(teachers.count);
  });
});

describe("backbone teachers", () => {
  const designated = (state: ReturnType<typeof county>, values: object = {}) => {
    const before = sum(column(state.teachers, "isBackbone"));
    designateBackbone(state, school({ "teachers.backbone_share": 0.15, ...values }));
    return sum(column(state.teachers, "isBackbone")) - before;
  };

  it("BAC-1 up to the county's share, up to twice it while it prepares", () => {
    const world = (backbone: number) =>
      county({
        sites: [BIG],
        teachers: staff(200, { site: 0 }).map((row, t) => ({ ...row, isBackbone: t < backbone })),
      });
    expect([designated(world(28)), designated(world(30)), designated(world(40))]).toEqual([2, 0, 0]);
    expect([designated(preparing(world(57))), designated(preparing(world(60)))]).toEqual([3, 0]);
  });

  it("BAC-2 at most 4 % of the teachers in a year, none younger than 28", () => {
    expect(designated(county({ sites: [BIG], teachers: staff(200, { site: 0 }) }))).toBe(8);
    expect(designated(county({ sites: [BIG], teachers: staff(200, { site: 0, born: 1999 }) }))).toBe(0);
    expect(designated(county({ sites: [BIG], teachers: staff(200, { site: 0, born: 1998 }) }))).toBe(8);
  });

  it("BAC-3 a preparing county designates where there is less than one per 100 pupils first, then by lot", () => {
    const small = { pupils: [50, 50, 50, 50, 50] };
    const rows = [...staff(20, { site: 0 }), ...staff(180, { site: 1 })];
    const at = (prepares: boolean) => {
      const state = county({ sites: [small, { pupils: [], rooms: 1 }], teachers: rows });
      if (prepares) preparing(state);
      expect(designated(state)).toBe(8);
      const sites = column(state.teachers, "site").filter((_, t) => state.teachers.isBackbone[t]);
      return sites.filter((site) => site === 0).length;
    };
    // Three wanted at the first school; five more by lot over all 200.
    expect(at(true)).toBeGreaterThanOrEqual(3);
    const state = county({ sites: [small, { pupils: [], rooms: 1 }], teachers: rows });
    designated(state);
    const lots = Array.from(yearLots(state.teachers, school()).designation.subarray(0, 200));
    const chosen = lots.filter((_, t) => state.teachers.isBackbone[t]);
    expect(chosen.sort((a, b) => a - b)).toEqual([...lots].sort((a, b) => a - b).slice(0, 8));
    expect(at(false)).toBeLessThan(3);
  });
});
