import { describe, expect, it } from "vitest";
import { recruit } from "../../../src/model/processes/recruitment.ts";
import { staffing } from "../../../src/model/staffing.ts";
import { ART, BACHELOR, JUNIOR, PE } from "../../../src/model/state.ts";
import { column, county, fourErrors, preparing, school, staff, sum, type SiteRow, type TeacherRow } from "../worlds.ts";

/**
 * | mutant                                        | killed by |
 * | --------------------------------------------- | --------- |
 * | class floor for every school                  | EST-1     |
 * | surplus not shared                            | EST-2     |
 * | the whole gap hired                           | HIR-1     |
 * | replacement not limited                       | HIR-1     |
 * | hires by target instead of need               | HIR-2     |
 * | new teachers older than 28, or backbone       | HIR-3     |
 * | specialists hired everywhere alike            | HIR-4     |
 * | new teachers keep the lots of an old row      | HIR-3     |
 */
const RATIOS = {
  "teachers.pupils_per_teacher_primary": 20,
  "teachers.pupils_per_teacher_junior": 15,
  "teachers.teachers_per_class_small": 2,
  "teachers.transfer_rate": 0,
  "teachers.replacement_rate": 0,
  "teachers.specialist_hire_share": 0,
} as const;
/** A primary school of 6 × n pupils. */
const of = (n: number, more: Partial<SiteRow> = {}): SiteRow => ({
  pupils: Array<number>(6).fill(n),
  rooms: 60,
  ...more,
});

function run(sites: SiteRow[], teachers: TeacherRow[], values: object = {}, prepares = false) {
  const state = county({ sites, teachers });
  if (prepares) preparing(state);
  recruit(state, school({ ...RATIOS, ...values }));
  return state;
}

describe("staffing", () => {
  it("EST-1 pupils over the ratio; small schools by class; at least one", () => {
    const target = (row: SiteRow) => Array.from(staffing(county({ sites: [row] }), school(RATIOS)).target);
    expect(target(of(40))).toEqual([12, 0]);
    expect(target(of(33))).toEqual([12, 0]);
    expect(target({ pupils: [34, 34, 33, 33, 33, 33] })).toEqual([10, 0]);
    expect(target(of(4))).toEqual([4, 0]);
    expect(target({ pupils: [3] })).toEqual([2, 0]);
    expect(target({ kind: JUNIOR, pupils: [0, 0, 0, 0, 0, 0, 150, 150, 150] })).toEqual([0, 30]);
    expect(target({ pupils: [] })).toEqual([0, 0]);
    expect(target({ ...of(40), isOpen: false })).toEqual([0, 0]);
    const single = staffing(
      county({ sites: [{ pupils: [3] }] }),
      school({ ...RATIOS, "teachers.teachers_per_class_small": 0.5 }),
    );
    expect(single.target[0]).toBe(1);
  });

  it("EST-2 a surplus is shared over schools by what they aim at", () => {
    const state = county({ sites: [of(40), of(80)], teachers: staff(54, { site: 0 }) });
    const { target, aimed, headcount } = staffing(state, school(RATIOS));
    expect([target[0], target[2]]).toEqual([18, 36].map((n) => expect.closeTo(n, 10) as unknown));
    expect(aimed[0]).toBe(36);
    expect(headcount[0]).toBe(54);
  });
});

describe("hiring", () => {
  it("HIR-1 half of the gap, or the replaced leavers up to 4 % of the staff", () => {
    const gap = run([of(200)], staff(40, { site: 0 }));
    expect(gap.teacherFlows.hired).toBe(10);
    expect(gap.teachers.count).toBe(50);
    const enough = (leavers: number, share: number) => {
      const state = county({ sites: [of(200)], teachers: staff(100, { site: 0 }) });
      state.sites.departures[0] = leavers;
      recruit(state, school({ ...RATIOS, "teachers.replacement_rate": share }));
      return state.teacherFlows.hired;
    };
    expect([enough(3, 1), enough(4, 0.5), enough(50, 1), enough(0, 1), enough(3, 0)]).toEqual([3, 2, 4, 0, 0]);
  });

  it("HIR-3 a new teacher has lots of their own, whatever stood in the row before", () => {
    const lots = (garbage: number) => {
      const state = county({ sites: [of(200)], teachers: staff(40, { site: 0 }) });
      for (const name of ["transferDraw", "rotationDraw", "designationDraw"] as const) {
        state.teachers[name].fill(garbage, 40);
      }
      recruit(state, school(RATIOS));
      const names = ["transferDraw", "rotationDraw", "designationDraw"] as const;
      return names.flatMap((name) => column(state.teachers, name).slice(40));
    };
    expect(lots(7)).toEqual(lots(0));
    expect(new Set(lots(0)).size).toBe(30);
  });

  it("HIR-2 hires go where most is missing", () => {
    // 1.25 × 60 − 60 = 15 and 1.25 × 60 − 30 = 45 missing; half of the gap of 30.
    const state = run([of(200), of(200)], [...staff(60, { site: 0 }), ...staff(30, { site: 1 })]);
    const hired = column(state.teachers, "site").slice(90);
    expect([hired.filter((s) => s === 0).length, hired.filter((s) => s === 1).length]).toEqual([4, 11]);
  });

  it("HIR-3 who is hired: young, mostly women with a degree, no title, an id of their own", () => {
    const { teachers } = run([of(2000)], [{ site: 0, id: 1 }]);
    const rows = Array.from({ length: teachers.count - 1 }, (_, i) => i + 1);
    expect(rows.length).toBeGreaterThan(250);
    const ages = rows.map((t) => 2026 + 8 / 12 - 1900 - teachers.birthMonth[t]! / 12);
    expect(Math.min(...ages)).toBeGreaterThan(21.9);
    expect(Math.max(...ages)).toBeLessThan(28.1);
    const share = (column: ArrayLike<number>, value: number) =>
      rows.filter((t) => column[t] === value).length / rows.length;
    expect(Math.abs(share(teachers.isFemale, 1) - 0.8)).toBeLessThan(fourErrors(0.8, rows.length));
    expect(Math.abs(share(teachers.degree, BACHELOR) - 0.93)).toBeLessThan(fourErrors(0.93, rows.length));
    expect(share(teachers.isBackbone, 0)).toBe(1);
    expect(share(teachers.arrivedYear, 2026)).toBe(1);
    expect(new Set(column(teachers, "id")).size).toBe(teachers.count);
  });

  it("HIR-4 specialists at their share, and 2.5 times it where a school lacks them", () => {
    const specialists = (existing: number) => {
      const teachers = [...staff(existing, { site: 0, subject: PE }), ...staff(1000 - existing, { site: 0 })];
      const state = run([of(10_000, { rooms: 2000 })], teachers, { "teachers.specialist_hire_share": 0.2 });
      const subjects = column(state.teachers, "subject").slice(1000);
      return [subjects.filter((s) => s >= PE && s <= ART).length / subjects.length, subjects.length] as const;
    };
    const [enough, n] = specialists(600);
    expect(n).toBe(1000);
    expect(Math.abs(enough - 0.2)).toBeLessThan(fourErrors(0.2, n));
    // 540 wanted and 40 there: the first 500 hires at one half, the others at a fifth.
    const [short] = specialists(40);
    expect(Math.abs(short - 0.35)).toBeLessThan(fourErrors(0.35, n));
    expect(sum([enough, short])).toBeGreaterThan(0);
  });
});
