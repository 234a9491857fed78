import { describe, expect, it } from "vitest";
import { referencesOf, resolveTarget, type TargetRequest } from "../../src/cli/run-target.ts";
import { comparison, issuesOf, reading, scenario } from "../scenarios/files.ts";

const texts = {
  a: scenario("ensemble: { size: 7 }", "a"),
  b: scenario("levers:\n  rotation.share: { set: 0.2, source: {basis: law, title: t} }", "b"),
  c: scenario("ensemble: { size: 9 }", "c"),
  versus: comparison("baseline: a\nscenarios: [b]"),
};
const target = (request: TargetRequest, settings: readonly string[] = []) =>
  resolveTarget(request, reading(texts), settings);

describe("resolveTarget", () => {
  it("takes one scenario as it is", async () => {
    const { id, scenarios } = await target({ kind: "scenarios", refs: ["b"] });
    expect([id, scenarios.length, scenarios[0]!.ensemble.size]).toEqual(["b", 1, 40]);
  });

  it("compares several with the first, on its ensemble, under a name made of theirs", async () => {
    const { id, title, scenarios } = await target({ kind: "scenarios", refs: ["a", "b"] });
    expect([id, title.en]).toEqual(["a-vs-b", "测试 against 测试"]);
    expect(scenarios.map((one) => [one.id, one.ensemble.size])).toEqual([
      ["a", 7],
      ["b", 7],
    ]);
    expect((await issuesOf(() => target({ kind: "scenarios", refs: ["a", "c"] }))).map(({ code }) => code)).toEqual([
      "ensembles-differ",
    ]);
  });

  it("puts the baseline first, and does not run it twice", async () => {
    const ids = async (request: TargetRequest) => (await target(request)).scenarios.map(({ id }) => id);
    expect(await ids({ kind: "scenarios", refs: ["b", "a"], baseline: "a" })).toEqual(["a", "b"]);
    expect(await ids({ kind: "comparison", refs: ["versus"] })).toEqual(["a", "b"]);
    expect(await ids({ kind: "comparison", refs: ["versus"], baseline: "b" })).toEqual(["b", "a"]);
    expect(referencesOf({ kind: "scenarios", refs: ["b"], baseline: "a" })).toEqual(["a", "b"]);
    expect(referencesOf({ kind: "comparison", refs: ["versus"], baseline: "b" })).toEqual(["versus"]);
  });

  it("sets parameters in every scenario", async () => {
    const { scenarios } = await target({ kind: "comparison", refs: ["versus"] }, ["rotation.paper_share=0.1"]);
    expect(scenarios.map(({ changes }) => changes.at(-1)!.parameter)).toEqual([
      "rotation.paper_share",
      "rotation.paper_share",
    ]);
  });

  it("refuses a scenario as a comparison, a baseline there is not, and a scenario twice", async () => {
    expect(await issuesOf(() => target({ kind: "comparison", refs: ["a"] }))).toMatchObject([{ code: "wrong-kind" }]);
    expect(await issuesOf(() => target({ kind: "comparison", refs: ["versus"], baseline: "x" }))).toMatchObject([
      { code: "unknown-scenario", expected: "a, b" },
    ]);
    expect(await issuesOf(() => target({ kind: "scenarios", refs: ["a", "a"] }))).toMatchObject([
      { code: "repeated-scenario" },
    ]);
  });
});
