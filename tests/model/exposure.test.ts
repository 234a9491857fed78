import { describe, expect, it } from "vitest";
import {
  addExposures,
  CATEGORIES,
  EXPOSURES,
  MEASURES,
  type Category,
  type Measure,
} from "../../src/model/exposure.ts";
import { addLevels, LEVELS } from "../../src/model/levels.ts";
import { assessStage } from "../../src/standard/assess-stage.ts";
import { EDITION_2017 } from "../../src/standard/editions/2017.ts";
import { stageRule } from "../../src/standard/stage-rule.ts";
import * as m from "../../src/model/state.ts";
import { county } from "./worlds.ts";

// Mutants killed: EQU-1: the weight left out; a category swapped; backbone teachers per school instead of per 100 pupils;
// migrants counted as in-county movers. EQU-2: levels not weighted by pupils.

function exposures(state: m.CountyState) {
  const out = new Float64Array(EXPOSURES);
  addExposures(state, out);
  return (category: Category, measure: Measure) =>
    out[CATEGORIES.indexOf(category) * MEASURES.length + MEASURES.indexOf(measure)]!;
}

describe("what pupils meet", () => {
  it("EQU-1 pupils of each kind, with the class, teachers, quality and way of their school", () => {
    const state = county({
      weight: 2,
      sites: [{ setting: m.SEAT, pupils: [], quality: 0.5 }],
      teachers: [
        { site: 0, isBackbone: true, degree: m.BACHELOR },
        { site: 0, degree: m.BELOW_COLLEGE },
      ],
    });
    const put = (residency: number, home: number, income: number, n: number) =>
      (state.pupils[m.cell(0, 1, income * m.KINDS + residency * m.HOMES + home)] = n);
    put(m.LOCAL, m.SEAT, 0, 20);
    put(m.LEFT_BEHIND, m.VILLAGE, m.LOW_INCOME, 10);
    put(m.MIGRANT, m.TOWN, 0, 10);
    state.sites.enrolment[0] = 40;
    state.sites.classes[0] = 2;
    state.sites.travelKm.set([9, 4, 1]);
    const group = (residency: number, home: number, income: number) => income * m.KINDS + residency * m.HOMES + home;
    state.youngBoarders[group(m.LOCAL, m.SEAT, 0)] = 3;
    state.youngBoarders[group(m.LEFT_BEHIND, m.VILLAGE, m.LOW_INCOME)] = 4;
    state.turnedBack[group(m.MIGRANT, m.TOWN, 0)] = 5;
    const met = exposures(state);
    expect(["local", "left-behind", "migrant"].map((c) => met(c as Category, "pupils"))).toEqual([40, 20, 20]);
    expect([met("low-income", "pupils"), met("ordinary-income", "pupils")]).toEqual([20, 60]);
    expect([met("home-village", "travelKm"), met("home-town", "travelKm")]).toEqual([20 * 9, 20 * 4]);
    expect(met("in-county-mover", "pupils")).toBe(20);
    expect(["local", "left-behind", "migrant"].map((c) => met(c as Category, "youngBoarders"))).toEqual([6, 8, 0]);
    expect([met("ordinary-income", "youngBoarders"), met("low-income", "youngBoarders")]).toEqual([6, 8]);
    expect(["migrant", "home-town", "ordinary-income"].map((c) => met(c as Category, "refusals"))).toEqual([
      10, 10, 10,
    ]);
    expect([met("home-village", "youngBoarders"), met("in-county-mover", "youngBoarders")]).toEqual([8, 0]);
    expect(met("left-behind", "youngPupils")).toBe(20);
    expect(met("local", "classSize") / met("local", "pupils")).toBe(20);
    expect(met("local", "qualifiedTeachers") / met("local", "pupils")).toBe(0.5);
    expect(met("local", "backboneTeachers") / met("local", "pupils")).toBe(2.5);
    expect(met("migrant", "quality") / met("migrant", "pupils")).toBe(0.5);
  });

  it("EQU-1 sending schools gave more backbone teachers to rotation than they got, receiving schools fewer", () => {
    const state = county({ sites: [{ pupils: [10] }, { pupils: [20] }, { pupils: [40] }] });
    state.sites.backboneBalance.set([-2, 1, 0]);
    const met = exposures(state);
    expect([met("sending-school", "pupils"), met("receiving-school", "pupils")]).toEqual([10, 20]);
  });
});

describe("levels beside dispersion", () => {
  it("EQU-2 levels are summed over pupils, coefficients over counties", () => {
    const rule = stageRule(EDITION_2017, "primary");
    const one = (pupils: number, amount: number) => {
      const table = {
        stage: "primary" as const,
        count: 1,
        pupils: Float64Array.of(pupils),
        amounts: new Float64Array(7).fill(amount),
      };
      return assessStage(table, rule);
    };
    const out = new Float64Array(LEVELS);
    const [large, small] = [one(100, 500), one(50, 100)];
    addLevels([large], [100], 1, out);
    addLevels([small], [50], 2, out);
    const mean = (100 * large.mean[0]! + 2 * 50 * small.mean[0]!) / 200;
    expect(out[0]! / out[1]!).toBeCloseTo(mean, 12);
    expect([out[2], out[3]]).toEqual([0, 3]);
  });
});
