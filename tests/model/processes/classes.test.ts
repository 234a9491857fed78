import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formClasses } from "../../../src/model/processes/classes.ts";
import { NINE_YEAR, TEACHING_POINT } from "../../../src/model/state.ts";
import { county, school, staff, sum } from "../worlds.ts";

/**
 * | mutant                                       | killed by |
 * | -------------------------------------------- | --------- |
 * | 50 a class in the primary stage              | CLA-1     |
 * | floor instead of ceiling                     | CLA-1     |
 * | rooms shared by pupils, not by what is wanted| CLA-2     |
 * | all classes of a mixed grade counted large   | CLA-2     |
 * | mixed classes for all sites                  | CLA-3     |
 * | smaller classes without teachers, or rooms   | EST-6     |
 * | smaller classes under any policy             | EST-6     |
 */
function classes(pupils: number[], rooms: number, kind = NINE_YEAR) {
  const { sites } = county({ sites: [{ kind, pupils, rooms }] });
  return {
    classes: Array.from(sites.classes),
    largest: Array.from(sites.largestClass),
    large: Array.from(sites.largeClasses),
    wanted: sites.classesWanted[0],
    enrolment: Array.from(sites.enrolment),
  };
}

describe("classes", () => {
  it("a nine-year school of 91 first graders and 101 seventh graders: an example", () => {
    expect(classes([91, 0, 0, 0, 0, 0, 101], 20)).toEqual({
      classes: [3, 3],
      largest: [31, 34],
      large: [0, 0],
      wanted: 6,
      enrolment: [91, 101],
    });
  });

  it("CLA-1 a grade forms as many classes as 45 or 50 a class need, if there are rooms", () => {
    expect(classes([45], 9).classes[0]).toBe(1);
    expect(classes([46], 9).classes[0]).toBe(2);
    expect(classes([0, 0, 0, 0, 0, 0, 50], 9).classes[1]).toBe(1);
    expect(classes([0, 0, 0, 0, 0, 0, 51], 9).classes[1]).toBe(2);
    expect(classes([], 9)).toMatchObject({ classes: [0, 0], wanted: 0 });
  });

  it("CLA-2 short rooms: one for every grade, the rest by what each wants above one", () => {
    // Wanted 4, 1, 1, 1; six rooms: two more for the first grade.
    expect(classes([180, 45, 45, 45], 6)).toMatchObject({
      classes: [6, 0],
      wanted: 7,
      largest: [60, 0],
      large: [3, 0],
    });
    expect(classes([180, 45, 45, 45], 2)).toMatchObject({ classes: [4, 0], largest: [180, 0], large: [1, 0] });
    // 91 pupils in two rooms: 45 and 46, one of them large.
    expect(classes([91], 2)).toMatchObject({ classes: [2, 0], largest: [46, 0], large: [1, 0] });
  });

  it("CLA-2 never more classes than rooms or grades, and sizes that hold everyone", () => {
    const grade = fc.nat(400);
    fc.assert(
      fc.property(fc.tuple(...Array<typeof grade>(9).fill(grade)), fc.integer({ min: 1, max: 80 }), (pupils, rooms) => {
        const seen = classes(pupils, rooms);
        const taught = pupils.filter((n) => n > 0).length;
        expect(sum(seen.classes)).toBeLessThanOrEqual(Math.max(rooms, taught));
        expect(sum(seen.classes)).toBeGreaterThanOrEqual(taught);
        expect(sum(seen.enrolment)).toBe(sum(pupils));
        expect(seen.classes[0]! * seen.largest[0]!).toBeGreaterThanOrEqual(seen.enrolment[0]!);
        expect(seen.large[0]! > 0).toBe(seen.largest[0]! > 45);
        expect(seen.large[1]! > 0).toBe(seen.largest[1]! > 50);
      }),
    );
  });

  it("EST-6 where posts are kept for smaller classes, as many as rooms and teachers of the stage allow", () => {
    const formed = (primary: number, junior: number, rooms = 60, values: object = {}) => {
      const pupils = [80, 80, 80, 80, 80, 80, 100, 100, 100];
      const teachers = [...staff(primary, { site: 0 }), ...staff(junior, { site: 0, stage: 1 })];
      const state = county({ sites: [{ kind: NINE_YEAR, pupils, rooms }], teachers });
      // Three primary and four junior teachers to a class of regulated size.
      const ratios = { "teachers.pupils_per_teacher_primary": 15, "teachers.pupils_per_teacher_junior": 12.5 };
      formClasses(
        state,
        school({ ...ratios, "teachers.surplus_policy": 2, "teachers.small_class_size": 35, ...values }),
      );
      expect(state.sites.classesWanted[0]).toBe(18);
      return [...state.sites.classes, ...state.sites.largestClass];
    };
    expect(formed(54, 36)).toEqual([18, 9, 27, 34]);
    expect(formed(47, 24)).toEqual([15, 6, 40, 50]);
    expect(formed(54, 36, 25)).toEqual([18, 7, 27, 50]);
    expect(formed(54, 36, 18)).toEqual([12, 6, 40, 50]);
    expect(formed(10, 10)).toEqual([12, 6, 40, 50]);
    expect(formed(54, 36, 60, { "teachers.small_class_size": 45 })).toEqual([12, 9, 40, 34]);
    for (const policy of [0, 1]) expect(formed(54, 36, 60, { "teachers.surplus_policy": policy })[0]).toBe(12);
  });

  it("CLA-3 a teaching point counts a class for every 25 pupils begun at most", () => {
    expect(classes([6, 6, 6, 7], 4, TEACHING_POINT).classes[0]).toBe(1);
    expect(classes([6, 6, 7, 7], 4, TEACHING_POINT).classes[0]).toBe(2);
    expect(classes([30], 4, TEACHING_POINT).classes[0]).toBe(1);
    expect(classes([6, 6, 6, 7], 4).classes[0]).toBe(4);
  });
});
