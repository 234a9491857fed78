import { describe, expect, it } from "vitest";
import { openYear } from "../../src/model/accounts.ts";
import { cloneCounty } from "../../src/model/clone.ts";
import type { ParameterId } from "../../src/model/parameters.ts";
import { shareTeachers } from "../../src/model/processes/itinerant.ts";
import { AFTER_MOVES, BEFORE_MOVES } from "../../src/model/schedule.ts";
import { recountStaff } from "../../src/model/staff-counts.ts";
import { ART, JUNIOR, MUSIC, PE, SEAT, VILLAGE } from "../../src/model/state.ts";
import { county, JUNIOR_CLASSES, preparing, school, staff, type SiteRow, type TeacherRow } from "./worlds.ts";

/** Levers that make teachers come, go, move and change in every way there is. */
const LIVELY: Partial<Record<ParameterId, number>> = {
  "rotation.share": 0.3,
  "rotation.service_years": 1,
  "rotation.spell_years": 2,
  "rotation.county_held_share": 0.5,
  "teachers.transfer_rate": 0.05,
  "teachers.backbone_share": 0.3,
  "teachers.upgrade_rate": 0.2,
  "consolidation.min_pupils_primary": 10,
  "consolidation.min_pupils_point": 10,
};

const EVERY_WAY = [
  "consolidation",
  "attrition",
  "rotation",
  "recruitment",
  "subject-assignment",
  "backbone-designation",
];

/** A school that closes, one short of specialists, one with some to spare, small ones near it, and a junior school. */
const SITES: SiteRow[] = [
  { pupils: [1, 1, 1, 1, 1, 1], setting: VILLAGE },
  { pupils: Array<number>(6).fill(200), rooms: 40 },
  { pupils: Array<number>(6).fill(80), rooms: 20, setting: SEAT, x: 3 },
  { pupils: [12, 12, 12, 12, 12, 12], x: 4 },
  { pupils: [10, 10, 10, 10, 10, 10], x: 5 },
  { pupils: [9, 9, 9, 9, 9, 9], x: 6 },
  { kind: JUNIOR, pupils: JUNIOR_CLASSES },
];
const TEACHERS: TeacherRow[] = [
  ...staff(4, { site: 0, quality: 0.5 }),
  ...staff(70, { site: 1, born: 1980, titleYear: 2012, degree: 1 }),
  ...staff(20, { site: 2, subject: PE, isBackbone: true, born: 1966 }),
  ...staff(20, { site: 2, title: 0, born: 1990 }),
  ...staff(5, { site: 3, born: 1996, title: 0 }),
  ...staff(4, { site: 4 }),
  ...staff(4, { site: 5 }),
  ...staff(12, { site: 6, stage: 1, degree: 1, born: 1985 }),
];

describe("staff counts", () => {
  it("are those of a recount after every step of ten years", () => {
    const state = preparing(county({ sites: SITES, teachers: TEACHERS }));
    const changed = new Set<string>();
    for (let year = 2021; year <= 2030; year++) {
      const context = school(LIVELY, { year });
      openYear(state.pupilFlows, state.teacherFlows, state.ledger, state.tally);
      state.ledger.otherRecurrent = 1e9;
      for (const step of [...BEFORE_MOVES, ...AFTER_MOVES]) {
        const before = cloneCounty(state);
        step.run(state, context);
        if (JSON.stringify(before.staff) !== JSON.stringify(state.staff)) changed.add(step.name);
        const recounted = cloneCounty(state);
        recountStaff(recounted);
        expect([year, step.name, state.staff]).toEqual([year, step.name, recounted.staff]);
      }
    }
    expect([...changed]).toEqual(expect.arrayContaining(EVERY_WAY));
    expect(state.staff.headcount.reduce((sum, n) => sum + n, 0)).toBe(state.teachers.count);
  });

  it("follow itinerant teachers from one September to the next", () => {
    const state = county({
      sites: [{ pupils: [20] }, { pupils: [20] }],
      teachers: staff(4, { site: 0, subject: PE }),
    });
    for (const [share, visiting] of [
      [1, 1],
      [0, 0],
    ] as const) {
      shareTeachers(state, school({ "teachers.itinerant_share": share }));
      expect(state.staff.visiting[2]).toBe(visiting);
      const recounted = cloneCounty(state);
      recountStaff(recounted);
      expect(state.staff).toEqual(recounted.staff);
    }
  });

  it("count an itinerant specialist half at each school, a guest where they teach, a degree by what the stage asks for", () => {
    const { staff: counts } = county({
      sites: [{}, {}],
      teachers: [
        { site: 0, subject: PE, secondSite: 1, quality: 0.5 },
        { site: 1, homeSite: 0, subject: MUSIC, isBackbone: true, quality: -2 },
        { site: 1, stage: 1, degree: 1, subject: ART },
        { site: 1, degree: 1 },
      ],
    });
    expect(Array.from(counts.headcount)).toEqual([1, 0, 2, 1]);
    expect(Array.from(counts.specialists)).toEqual([0.5, 0, 1.5, 1]);
    expect(Array.from(counts.visiting)).toEqual([0, 0, 0.5, 0]);
    expect(Array.from(counts.guests)).toEqual([0, 0, 1, 0]);
    expect(Array.from(counts.backbone)).toEqual([0, 0, 1, 0]);
    expect(Array.from(counts.qualified)).toEqual([1, 0, 2, 0]);
    expect(Array.from(counts.quality)).toEqual([0.5, 0, -2, 0]);
  });
});
