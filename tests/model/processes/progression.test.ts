import { describe, expect, it } from "vitest";
import { countyEnrolment } from "../../../src/model/cells.ts";
import { promote } from "../../../src/model/processes/progression.ts";
import { cell, gradeEnrolment, GROUPS, NINE_YEAR, TEACHING_POINT, TOWN, VILLAGE } from "../../../src/model/state.ts";
import { county, fourErrors, PRIMARY_CLASSES, school, sum } from "../worlds.ts";

/**
 * | mutant                                       | killed by |
 * | -------------------------------------------- | --------- |
 * | grade 9 drops out too                        | PRO-1     |
 * | drop-outs stay enrolled                      | PRO-1     |
 * | graduates counted after the shift            | PRO-2     |
 * | everyone goes on to grade 7                  | PRO-3     |
 * | pupils on their way all go on to grade 7     | PRO-3     |
 * | grade 6 moves into grade 7 of the same site  | PRO-4     |
 * | relocating pupils keep their grade           | PRO-4     |
 * | point pupils of grade 5 stay                 | PRO-5     |
 * | their way does not grow                      | PRO-5     |
 * | a central point takes itself for the centre  | PRO-5     |
 * | those without a centre skip a grade          | PRO-5     |
 * | points left before later rows have turned    | PRO-5     |
 */
const NO_LOSS = { "retention.dropout_rate": 0, "demography.grade7_progression": 1 } as const;
const NINE = { kind: NINE_YEAR, pupils: [11, 12, 13, 14, 15, 16, 17, 18, 19], rooms: 9 };

function grades(state: ReturnType<typeof county>, site = 0): number[] {
  return Array.from({ length: 9 }, (_, grade) => gradeEnrolment(state.pupils, site, grade));
}

describe("the turn of the year", () => {
  it("every grade takes the place of the next: an example", () => {
    const state = county({ sites: [NINE] });
    promote(state, school(NO_LOSS));
    expect(grades(state)).toEqual([0, 11, 12, 13, 14, 15, 0, 17, 18]);
    expect(state.waiting[6 * GROUPS + TOWN]).toBe(16);
    expect(state.pupilFlows).toMatchObject({ graduates: 19, dropouts: 0, notProgressed: 0 });
  });

  it("PRO-1 grades 7 and 8 drop out with the yearly chance", () => {
    const state = county({ sites: [{ kind: NINE_YEAR, pupils: [0, 0, 0, 0, 0, 0, 5000, 5000, 5000], rooms: 400 }] });
    promote(state, school({ ...NO_LOSS, "retention.dropout_rate": 0.04 }));
    const { dropouts, graduates } = state.pupilFlows;
    expect(graduates).toBe(5000);
    expect(Math.abs(dropouts / 10_000 - 0.04)).toBeLessThan(fourErrors(0.04, 10_000));
    expect(countyEnrolment(state)).toBe(10_000 - dropouts);
    const staying = (1 - dropouts / 10_000) ** 3;
    expect(state.retention).toBeCloseTo(0.67 * 0.985 + 0.33 * staying, 12);
  });

  it("PRO-2 grade 9 graduates, those on their way included", () => {
    const state = county({ sites: [NINE] });
    state.relocating[8 * GROUPS] = 4;
    promote(state, school(NO_LOSS));
    expect(state.pupilFlows.graduates).toBe(23);
  });

  it("PRO-3 grade 6 goes on with the stated chance and waits", () => {
    const state = county({ sites: [{ pupils: [0, 0, 0, 0, 0, 20_000], rooms: 900 }] });
    promote(state, school({ ...NO_LOSS, "demography.grade7_progression": 0.95 }));
    const stopped = state.pupilFlows.notProgressed;
    expect(Math.abs(stopped / 20_000 - 0.05)).toBeLessThan(fourErrors(0.05, 20_000));
    expect(sum(state.waiting)).toBe(20_000 - stopped);
    expect(sum(state.pupils)).toBe(0);
  });

  it("PRO-4 everyone else moves up one grade, those on their way too", () => {
    const state = county({ sites: [NINE, { isOpen: false }] });
    state.relocating[2 * GROUPS + VILLAGE] = 3;
    state.relocating[5 * GROUPS + VILLAGE] = 5;
    promote(state, school(NO_LOSS));
    expect(state.relocating[3 * GROUPS + VILLAGE]).toBe(3);
    expect(sum(state.relocating)).toBe(3);
    expect(state.waiting[6 * GROUPS + VILLAGE]).toBe(5);
    expect([grades(state)[0], grades(state)[6]]).toEqual([0, 0]);
  });

  it("PRO-5 a point's pupils join the central school after grade 4, and their way grows", () => {
    const point = { kind: TEACHING_POINT, setting: VILLAGE, pupils: [5, 6, 7, 8], x: 10 };
    const state = county({ sites: [{ pupils: PRIMARY_CLASSES, setting: TOWN }, point] });
    promote(state, school(NO_LOSS));
    expect(grades(state, 1)).toEqual([0, 5, 6, 7, 0, 0, 0, 0, 0]);
    expect(state.pupils[cell(0, 4, VILLAGE)]).toBe(8);
    expect(state.sites.travelKm[VILLAGE]).toBeCloseTo(2 + 13, 12);
    expect(countyEnrolment(state)).toBe(240 + 26);
  });

  it("PRO-5 holds whichever of point and central school stands first in the table", () => {
    const point = { kind: TEACHING_POINT, setting: VILLAGE, pupils: [5, 6, 7, 8] };
    const state = county({ sites: [point, { pupils: [0, 0, 0, 0, 0, 0], setting: TOWN }] });
    promote(state, school(NO_LOSS));
    expect(grades(state, 1)).toEqual([0, 0, 0, 0, 8, 0, 0, 0, 0]);
  });

  it("PRO-5 without a central school, or with one that became a point, they go to the seat in the same grade", () => {
    const point = { kind: TEACHING_POINT, setting: VILLAGE, pupils: [5, 6, 7, 8], rooms: 4 };
    const orphan = county({ sites: [point] });
    promote(orphan, school(NO_LOSS));
    expect(orphan.relocating[4 * GROUPS + VILLAGE]).toBe(8);
    const itself = county({ sites: [{ setting: VILLAGE, pupils: [8, 8, 8, 8, 8, 8] }] });
    itself.sites.kind[0] = TEACHING_POINT;
    promote(itself, school(NO_LOSS));
    expect(grades(itself)).toEqual([0, 8, 8, 8, 0, 0, 0, 0, 0]);
    expect([4, 5].map((grade) => itself.relocating[grade * GROUPS + VILLAGE])).toEqual([8, 8]);
    expect(countyEnrolment(itself)).toBe(48);
  });

  it("PRO-3 holds for grade-6 pupils on their way to another school too", () => {
    const state = county({ sites: [{ pupils: PRIMARY_CLASSES }] });
    state.relocating[5 * GROUPS + VILLAGE] = 10_000;
    const before = state.pupilFlows.notProgressed;
    promote(state, school({ ...NO_LOSS, "demography.grade7_progression": 0.9 }));
    const stopped = state.pupilFlows.notProgressed - before;
    const waiting = state.waiting[6 * GROUPS + VILLAGE]!;
    // The site's own forty finish too, but they live in town.
    expect(Math.abs(1 - waiting / 10_000 - 0.1)).toBeLessThan(fourErrors(0.1, 10_000));
    expect(stopped + sum(state.waiting.slice(6 * GROUPS, 7 * GROUPS))).toBe(10_040);
  });
});
