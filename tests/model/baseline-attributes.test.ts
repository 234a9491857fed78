import { describe, expect, it } from "vitest";
import { baselineAttributes } from "../../src/model/baseline-attributes.ts";
import { cloneCounty } from "../../src/model/clone.ts";
import { BASELINE_INPUTS } from "../../src/model/formula-inputs.ts";
import { JUNIOR, TEACHING_POINT, VILLAGE } from "../../src/model/state.ts";
import { county, staff } from "./worlds.ts";

const NAMES = Object.keys(BASELINE_INPUTS);
const state = county({
  sites: [
    { setting: VILLAGE, pupils: [20, 20, 20, 20, 20], equipment: 100_000, rooms: 5 },
    { pupils: [50, 50, 50, 50, 50, 50], equipment: 300_000, rooms: 6 },
    { kind: TEACHING_POINT, setting: VILLAGE, pupils: [10, 10], rooms: 2 },
  ],
  teachers: [...staff(2, { site: 0 }), ...staff(18, { site: 1 })],
});
const value = (name: string, of = state) => baselineAttributes(of)[NAMES.indexOf(`baseline.${name}`)];

describe("attributes of the initial world", () => {
  it("names both stages of every indicator after its id, and the qualified teachers by the short name", () => {
    expect(NAMES).toHaveLength(18);
    expect(NAMES.slice(0, 2)).toEqual(["baseline.teacher_cv_primary", "baseline.backbone_teachers_cv_primary"]);
    expect(NAMES).toContain("baseline.multimedia_rooms_cv_junior");
    for (const { title } of Object.values(BASELINE_INPUTS)) expect([title.zh, title.en].every(Boolean)).toBe(true);
  });

  it("are differential coefficients by pupils, small teaching points left out", () => {
    // 2 and 6 teachers per 100 pupils, weighed by 100 and 300 pupils: mean 5, variance (9·100 + 1·300) ÷ 400 = 3.
    expect(value("teacher_cv_primary")).toBeCloseTo(Math.sqrt(3) / 5, 12);
    expect(value("equipment_value_cv_primary")).toBe(0);
    expect(value("teacher_cv_junior")).toBe(0);
  });

  it("are the mean school, the share of pupils in villages and of large classes, and wealth", () => {
    expect(value("mean_school_size")).toBe(200);
    expect(value("village_share")).toBeCloseTo(120 / 420, 12);
    expect(value("large_class_share")).toBeCloseTo(6 / 12, 12);
    expect(value("wealth")).toBe(1);
  });

  it("form the classes the first year will form, without touching the state", () => {
    const raw = cloneCounty(state);
    raw.sites.classes.fill(0);
    raw.sites.largeClasses.fill(0);
    const before = cloneCounty(raw);
    expect(value("large_class_share", raw)).toBeCloseTo(6 / 12, 12);
    expect(raw).toEqual(before);
  });

  it("of a stage without schools are 0", () => {
    const junior = county({
      sites: [{ kind: JUNIOR, pupils: [0, 0, 0, 0, 0, 0, 45] }],
      teachers: staff(4, { site: 0, stage: 1 }),
    });
    expect(value("teacher_cv_primary", junior)).toBe(0);
    expect([...baselineAttributes(junior)].every(Number.isFinite)).toBe(true);
  });
});
