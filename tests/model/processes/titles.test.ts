import { describe, expect, it } from "vitest";
import { designateBackbone } from "../../../src/model/processes/backbone-designation.ts";
import { assignSubjects } from "../../../src/model/processes/subject-assignment.ts";
import { ART, CORE, MUSIC, OTHER, PE, SCIENCE, TEACHING_POINT } from "../../../src/model/state.ts";
import { column, county, preparing, school, staff, sum, type SiteRow, type TeacherRow } from "../worlds.ts";

/**
 * | mutant                                     | killed by |
 * | ------------------------------------------ | --------- |
 * | more retrained than the school lacks       | SUB-1     |
 * | small points counted                       | SUB-1     |
 * | core or other teachers only, no science    | SUB-1     |
 * | limit of a preparing county for all        | SUB-2     |
 * | lots by row                                | SUB-2     |
 * | target doubled for every county            | BAC-1     |
 * | no yearly limit                            | BAC-2     |
 * | teachers of 27                             | BAC-2     |
 * | a preparing county draws lots everywhere   | BAC-3     |
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
    expect(specialists([BIG], staff(1000, { site: 0 }))).toBe(10);
    const state = county({ sites: [BIG], teachers: staff(1000, { site: 0 }) });
    assignSubjects(state, school());
    const lots = column(state.teachers, "designationDraw");
    const chosen = lots.filter((_, t) => state.teachers.subject[t] !== CORE);
    expect(chosen.sort((a, b) => a - b)).toEqual([...lots].sort((a, b) => a - b).slice(0, 2));
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
    const lots = column(state.teachers, "designationDraw");
    const chosen = lots.filter((_, t) => state.teachers.isBackbone[t]);
    expect(chosen.sort((a, b) => a - b)).toEqual([...lots].sort((a, b) => a - b).slice(0, 8));
    expect(at(false)).toBeLessThan(3);
  });
});
