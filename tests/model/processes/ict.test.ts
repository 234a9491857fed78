import { describe, expect, it } from "vitest";
import { equipIct, ictCost, localTeachers } from "../../../src/model/processes/ict.ts";
import { JUNIOR, SEAT, TEACHING_POINT, TOWN, VILLAGE } from "../../../src/model/state.ts";
import { county, fourErrors, school, sum, type SiteRow, type TeacherRow } from "../worlds.ts";

/**
 * | mutant                                        | killed by |
 * | --------------------------------------------- | --------- |
 * | schools in town equipped                      | ICT-1     |
 * | lots drawn anew every year                    | ICT-1     |
 * | closed sites equipped                         | ICT-1     |
 * | visiting teachers count as local              | ICT-2     |
 * | one teacher is enough                         | ICT-2     |
 * | teachers of the other stage count             | ICT-2     |
 */
const POINT: SiteRow = { kind: TEACHING_POINT, setting: VILLAGE, pupils: [5, 5, 5, 5] };

describe("lessons by screen", () => {
  it("ICT-1 a share of village schools and teaching points is equipped, by a lot for life", () => {
    const equipped = (rows: readonly SiteRow[], share: number, key = 2) => {
      const state = county({ sites: rows });
      equipIct(state, school({ "ict.share": share }, { key: [1, key] }));
      return state;
    };
    const rows = [
      POINT,
      { setting: VILLAGE },
      { setting: TOWN },
      { ...POINT, setting: TOWN },
      { setting: SEAT },
      { ...POINT, isOpen: false },
    ];
    expect(Array.from(equipped(rows, 1).sites.hasIct)).toEqual([1, 1, 0, 1, 0, 0]);
    expect(Array.from(equipped(rows, 0).sites.hasIct)).toEqual([0, 0, 0, 0, 0, 0]);
    const many = Array.from({ length: 300 }, () => POINT);
    const state = equipped(many, 0.3);
    expect(Math.abs(sum(state.sites.hasIct) / 300 - 0.3)).toBeLessThan(fourErrors(0.3, 300));
    const before = Array.from(state.sites.hasIct);
    equipIct(state, school({ "ict.share": 0.5 }, { year: 2031, key: [1, 9] }));
    expect(sum(state.sites.hasIct)).toBeGreaterThan(sum(before));
    expect(before.every((has, site) => has <= state.sites.hasIct[site]!)).toBe(true);
    equipIct(state, school({ "ict.share": 0.3 }, { year: 2032 }));
    expect(Array.from(state.sites.hasIct)).toEqual(before);
    expect(ictCost(state, school({ "ict.cost": 20_000.4 }))).toBe(20_000 * sum(before));
  });

  it("ICT-2 a local teacher of the stage and one more make the lessons work in full", () => {
    const local = (teachers: readonly TeacherRow[], row: SiteRow = POINT) => {
      const state = county({ sites: [row, { setting: TOWN }], teachers });
      state.sites.hasIct[0] = 1;
      return localTeachers(state)[0];
    };
    const here = { site: 0 };
    const visitor = { site: 0, homeSite: 1 };
    expect(local([here, here])).toBe(1);
    expect(local([here, visitor])).toBe(1);
    expect(local([here])).toBe(0);
    expect(local([visitor, visitor])).toBe(0);
    expect(local([{ site: 0, stage: 1 }, visitor])).toBe(0);
    expect(local([{ site: 0, stage: 1 }, visitor], { kind: JUNIOR, setting: VILLAGE })).toBe(1);
    const bare = county({ sites: [POINT], teachers: [here, here] });
    expect(localTeachers(bare)[0]).toBe(0);
  });
});
