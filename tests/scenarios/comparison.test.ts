import { describe, expect, it } from "vitest";
import { resolveComparison } from "../../src/scenarios/resolve.ts";
import { parseSetting } from "../../src/scenarios/settings.ts";
import { COUNTIES, comparison, issuesOf, pack, reading, scenario, valuesIn } from "./files.ts";

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

describe("a shifted policy", () => {
  const texts = {
    ...TEXTS,
    own: pack("policy: {start: 2025}\nlevers:\n  rotation.share: {set: 0.3, phase_in: {years: 2}}", "own"),
    plan: scenario(
      "extends: base\ninclude: [own]\npolicy: {start: 2026, stop: 2030, after: revert}\nlevers:\n  rotation.paper_share: 0.1\n  ict.share: {path: {2026: 0.2, 2028: 0.4}, interp: step, to: 2035}\n  rotation.radius_km: {set: 50, from: 2025}\nassumptions:\n  choice.quality_weight: {add: 0.1, from: 2022}",
      "plan",
    ),
  };
  const values = async (set: string, id: Parameters<typeof valuesIn>[1]) => {
    const body = `baseline: base\nscenarios:\n  - {ref: plan, set: {${set}}}`;
    const { scenarios } = await resolveComparison("test", reading({ ...texts, test: comparison(body) }));
    return valuesIn(scenarios[1]!.bind(COUNTIES), id, 0, 2024, 2033);
  };

  it("moves the windows that its file and packages take from policy, and no other", async () => {
    const late = "policy.start: 2028";
    expect(await values(late, "rotation.share")).toEqual([0.1, 0.1, 0.1, 0.1, 0.2, ...Array<number>(5).fill(0.3)]);
    expect(await values(late, "rotation.paper_share")).toEqual([
      ...Array<number>(4).fill(0.4),
      0.1,
      0.1,
      0.1,
      0.1,
      0.1,
      0.4,
    ]);
    expect((await values(late, "rotation.radius_km"))[1]).toBe(50);
    // The path moves along.
    expect(await values(late, "ict.share")).toEqual([0, 0, 0, 0, 0.2, 0.2, 0.4, 0.4, 0.4, 0.4]);
    expect((await values("policy.stop: 2027", "rotation.paper_share")).slice(1, 6)).toEqual([0.4, 0.1, 0.1, 0.4, 0.4]);
    const weights = (await values("policy.stop: 2027", "choice.quality_weight")).map((w) => Math.round(10 * w) / 10);
    expect(weights).toEqual([...Array<number>(4).fill(0.6), ...Array<number>(6).fill(0.5)]);
  });
});

describe("what a comparison explains and shows", () => {
  const body = (more: string) => `baseline: base\nscenarios: [more, most]\n${more}`;
  const texts = {
    ...TEXTS,
    wide: pack("levers:\n  rotation.radius_km: 100", "wide"),
    most: scenario("extends: more\ninclude: [wide]", "most"),
  };
  const resolvedWith = (more: string, requests = {}) =>
    resolveComparison("test", reading({ ...texts, test: comparison(body(more)) }), [], requests);

  it("is the usual where nothing is said, and what is said otherwise", async () => {
    const { differences, by, attribution, ladder, outcomes, years, thresholds, views } = await resolvedWith("");
    expect([differences, by]).toEqual([["vs-baseline"], ["nation", "province"]]);
    expect([attribution, ladder, outcomes, years, thresholds, views]).toEqual(Array(6).fill(undefined));
    const said = await resolvedWith(
      [
        "differences: [vs-baseline, vs-previous]",
        "outcomes: [travelKm, schools]",
        "years: [2030]",
        "by: [nation]",
        "thresholds: [1, 5, 10]",
        "ladder: {order: [budget, seats]}",
        "attribution: {method: shapley, of: most, by: [wide]}",
        "views: [{type: slope, outcome: schools, years: [2024, 2035], by: province, label: 学校}]",
      ].join("\n"),
    );
    expect(said).toMatchObject({
      differences: ["vs-baseline", "vs-previous"],
      outcomes: ["travelKm", "schools"],
      years: [2030],
      by: ["nation"],
      thresholds: [1, 5, 10],
      ladder: { scenario: "most", order: ["budget", "seats"] },
      views: [
        { type: "slope", outcome: "schools", years: [2024, 2035], by: "province", label: { zh: "学校", en: "学校" } },
      ],
    });
    expect(said.attribution!.players.map(({ id }) => id)).toEqual(["wide", "own"]);
  });

  it("takes the command line's word for the scenario, and says so where it errs", async () => {
    const { ladder, attribution } = await resolvedWith("ladder: {of: most, order: [posts]}", {
      ladder: { of: "base" },
      attribution: {},
    });
    expect(ladder).toEqual({ scenario: "base", order: ["posts"] });
    expect(attribution!.scenario).toBe("most");
    const issues = await issuesOf(() => resolvedWith("", { attribution: { of: "mos" }, ladder: { of: "mor" } }));
    expect(issues.map(({ code, file, suggestion }) => [code, file, suggestion])).toEqual([
      ["unknown-scenario", "--attribute", 'did you mean "most"?'],
      ["unknown-scenario", "--ladder", 'did you mean "more"?'],
    ]);
  });
});

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
