import { describe, expect, it } from "vitest";
import { resolveComparison } from "../../src/scenarios/resolve.ts";
import { parseSetting } from "../../src/scenarios/settings.ts";
import { COUNTIES, comparison, issuesOf, reading, scenario, valuesIn } from "./files.ts";

const TEXTS = {
  base: scenario(
    "ensemble: {size: 5, seed: s, sampler: random}\nuncertainties:\n  choice.quality_weight: {dist: prior}",
    "base",
  ),
  more: scenario("extends: base\nlevers:\n  rotation.share: 0.2", "more"),
  lone: scenario("levers:\n  rotation.share: 0.3", "lone"),
};
const resolved = (body: string, settings: readonly string[] = []) =>
  resolveComparison("test", reading({ ...TEXTS, test: comparison(body) }), settings.map(parseSetting));
const shares = async (body: string, settings: readonly string[] = []) =>
  (await resolved(body, settings)).scenarios.map(
    ({ bind }) => valuesIn(bind(COUNTIES), "rotation.share", 0, 2025, 2025)[0],
  );

describe("a comparison", () => {
  it("holds the baseline first, then its scenarios in order", async () => {
    const { id, baseline, scenarios, file } = await resolved("baseline: base\nscenarios: [lone, more]\npairing: crn");
    expect({ id, baseline, file, ids: scenarios.map((one) => one.id) }).toEqual({
      id: "test",
      baseline: "base",
      file: "test.yaml",
      ids: ["base", "lone", "more"],
    });
  });

  it("renames and relabels a scenario, and sets parameters in it alone", async () => {
    const body =
      "baseline: base\nscenarios:\n  - more\n  - {ref: more, as: most, label: {zh: 最多, en: Most}, set: {rotation.share: 0.4}}";
    const { scenarios } = await resolved(body);
    expect(scenarios.map((one) => one.id)).toEqual(["base", "more", "most"]);
    expect(scenarios[2]!.title).toEqual({ zh: "最多", en: "Most" });
    expect(scenarios[2]!.changes.at(-1)!.origin).toEqual({ file: "test.yaml", line: 8, id: "test.yaml" });
    expect(scenarios[2]!.changes.at(-1)!.source!.title).toBe("set in the comparison");
    expect(await shares(body)).toEqual([0.1, 0.2, 0.4]);
  });

  it("lets the command line have the last word in every scenario", async () => {
    const body = "baseline: base\nscenarios: [{ref: more, as: most, set: {rotation.share: 0.4}}]";
    expect(await shares(body, ["rotation.share=0.25"])).toEqual([0.25, 0.25]);
  });

  it("runs all scenarios on the baseline's ensemble", async () => {
    const { scenarios } = await resolved("baseline: base\nscenarios: [more, lone]");
    expect(scenarios.map((one) => one.ensemble)).toMatchObject(
      Array(3).fill({ size: 5, seed: "s", sampler: "random" }),
    );
  });

  it("warns where a scenario does not draw what the baseline draws", async () => {
    const { scenarios } = await resolved("baseline: base\nscenarios: [more, lone]");
    const codes = scenarios.map((one) => one.warnings.map((issue) => issue.code));
    expect(codes[1]).not.toContain("uncertainties-differ");
    expect(codes[2]).toContain("uncertainties-differ");
  });

  it("reports a mistake in a shared ancestor once", async () => {
    const texts = {
      ...TEXTS,
      base: scenario("levers:\n  rotation.shar: 1\n", "base"),
      test: comparison("baseline: base\nscenarios: [more]"),
    };
    const issues = await issuesOf(() => resolveComparison("test", reading(texts)));
    expect(issues.map((issue) => issue.code)).toEqual(["unknown-parameter"]);
  });

  it("a scenario that changes nothing binds to the baseline's table", async () => {
    const texts = {
      ...TEXTS,
      same: scenario("extends: base", "same"),
      test: comparison("baseline: base\nscenarios: [same]"),
    };
    const { scenarios } = await resolveComparison("test", reading(texts));
    const [base, same] = scenarios.map(({ bind }) => bind(COUNTIES));
    expect(same).toEqual(base);
  });
});
