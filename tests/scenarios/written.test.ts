import { describe, expect, it } from "vitest";
import { parseScenarioFile } from "../../src/scenarios/parse.ts";
import type { WrittenComparison, WrittenGoal, WrittenPackage, WrittenScenario } from "../../src/scenarios/written.ts";

const scenario = {
  junheng: 1,
  kind: "scenario",
  id: "push-for-balance",
  title: { zh: "冲刺优质均衡", en: "Push for balance" },
  extends: "baseline",
  include: ["packages/funding-formula"],
  policy: { start: 2025, stop: 2030, after: "hold" },
  source: { basis: "assumption", title: "a worked example" },
  levers: {
    "rotation.share": {
      phase_in: { years: 3, shape: "linear" },
      rules: [{ set: 0.15 }, { set: 0.2, where: { province: ["51", "52"], type: "county" } }],
    },
    "rotation.paper_share": 0.2,
    "rotation.rule": "volunteers-first",
    "funding.per_pupil": { scale: 1.1, where: { stage: "junior", prefecture: ["5105"] } },
    "funding.per_pupil_primary": [
      { path: { 2026: 760, 2030: 900 }, interp: "step" },
      { expr: "previous * k", with: { k: { path: { 2025: 1, 2030: 1.1 } } } },
    ],
  },
  assumptions: { "choice.quality_weight": { scale: 0.9, from: 2027 } },
  uncertainties: {
    "choice.nesting": { dist: "prior" },
    "funding.own_growth": { dist: "triangular", low: -0.02, mode: 0, high: 0.01, as: "add" },
  },
  ensemble: { size: 4, seed: "s", sampler: "lhs" },
  goals: [
    "quality-balance-2027",
    { id: "half", title: "过半", year: 2030, share: 0.5, source: { basis: "assumption", title: "t" } },
  ],
} as const satisfies WrittenScenario;

const pack = {
  junheng: 1,
  kind: "package",
  id: "packages/a",
  title: "甲",
  levers: { "rotation.share": { set: 0.2, source: { basis: "law", title: "t" } } },
} satisfies WrittenPackage;

const comparison = {
  junheng: 1,
  kind: "comparison",
  id: "two",
  title: "甲",
  baseline: "baseline",
  scenarios: ["faster-rotation", { ref: "faster-rotation", as: "fastest", set: { "rotation.share": 0.3 } }],
} satisfies WrittenComparison;

const goal: WrittenGoal = {
  junheng: 1,
  kind: "goal",
  id: "third",
  title: "三分之一",
  metric: "certifiedShare",
  test: { op: ">=", value: 0.3333, year: 2027 },
  source: { basis: "law", title: "t" },
};

/** Nothing here runs: each line must fail to compile. */
export function refused() {
  const head = { junheng: 1, kind: "scenario", id: "a", title: "t" } as const;
  const wrong: WrittenScenario[] = [
    // @ts-expect-error a misspelt parameter
    { ...head, levers: { "rotation.shares": 0.2 } },
    // @ts-expect-error an assumption among the levers
    { ...head, levers: { "choice.quality_weight": 0.2 } },
    // @ts-expect-error a misspelt choice
    { ...head, levers: { "rotation.rule": "volunteers" } },
    // @ts-expect-error a number where a choice is named
    { ...head, levers: { "rotation.rule": 1 } },
    // @ts-expect-error a misspelt key of a change
    { ...head, levers: { "rotation.share": { set: 0.2, phasein: { years: 2 } } } },
    // @ts-expect-error two operations
    { ...head, levers: { "rotation.share": { set: 0.2, add: 0.1 } } },
    // @ts-expect-error no operation
    { ...head, levers: { "rotation.share": { from: 2026 } } },
    // @ts-expect-error a key that is not supported yet
    { ...head, share_groups: ["a"] },
    // @ts-expect-error a name that stands for parameters of each stage, where one is drawn
    { ...head, uncertainties: { "funding.per_pupil": { dist: "prior" } } },
    // @ts-expect-error a number of another distribution
    { ...head, uncertainties: { "choice.nesting": { dist: "uniform", low: 0, high: 1, sd: 1, as: "set" } } },
    // @ts-expect-error a missing number
    { ...head, uncertainties: { "choice.nesting": { dist: "uniform", low: 0, as: "set" } } },
    // @ts-expect-error an unknown province
    { ...head, where: { province: "99" } },
    // @ts-expect-error no title
    { junheng: 1, kind: "scenario", id: "a" },
    // @ts-expect-error another kind
    { ...head, kind: "package" },
  ];
  // @ts-expect-error a package has no ancestor
  const leaf: WrittenPackage = { ...pack, extends: "baseline" };
  // @ts-expect-error an unknown outcome
  const aim: WrittenGoal = { ...goal, metric: "certified" };
  return [wrong, leaf, aim];
}

describe("files written as objects", () => {
  it.each([scenario, pack, comparison, goal])("$kind: JSON is a text that the reader takes", (written) => {
    const spec = parseScenarioFile(JSON.stringify(written), "written.json");
    expect([spec.kind, spec.id]).toEqual([written.kind, written.id]);
  });
});
