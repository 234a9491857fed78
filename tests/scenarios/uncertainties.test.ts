import { describe, expect, it } from "vitest";
import { correlatedBlocks } from "../../src/scenarios/correlated-blocks.ts";
import { resolveScenario } from "../../src/scenarios/resolve.ts";
import { PARAMETERS } from "../../src/model/parameters.ts";
import { filesUnder, readPage } from "../docs/pages.ts";
import { COUNTIES, issuesOf, pack, reading, scenario } from "./files.ts";

/**
 * | mutant                                             | killed by                                  |
 * | -------------------------------------------------- | ------------------------------------------ |
 * | discrete values kept in the order written          | discrete                                   |
 * | weights not moved with their values                | discrete                                   |
 * | correlation lost where the partner is inherited    | may name an inherited parameter            |
 * | a read-once belief may vary by county              | what the model reads once                  |
 * | group draws of packages stack in silence           | packages that draw one group               |
 */
const SOURCE = "source: {basis: expert, title: t}";
const resolved = async (body: string, others: Readonly<Record<string, string>> = {}) =>
  resolveScenario("test", reading({ ...others, test: scenario(body) }));
const drawn = async (text: string) => (await resolved(`uncertainties:\n  ${text}`)).uncertainties[0]!;

describe("distributions as written", () => {
  it.each([
    ["lognormal, low: 0.5, high: 2, as: scale", { kind: "lognormal", low: 0.5, high: 2 }],
    ["beta, mean: 0.3, sd: 0.1, as: set", { kind: "beta", mean: 0.3, sd: 0.1 }],
    ["pert, low: 0, mode: 0.2, high: 1, as: set", { kind: "pert", low: 0, mode: 0.2, high: 1 }],
    ["pert, low: 0, mode: 0, high: 1, as: set", { kind: "pert", low: 0, mode: 0, high: 1 }],
  ])("%s", async (text, distribution) => {
    expect((await drawn(`choice.quality_weight: {dist: ${text}, ${SOURCE}}`)).distribution).toEqual(distribution);
  });

  it("discrete: values rise, each with its weight; choices by name become positions", async () => {
    const values = await drawn(
      `places.lead_years: {dist: discrete, values: [3, 1, 2], weights: [30, 10, 20], as: set, ${SOURCE}}`,
    );
    expect(values.distribution).toEqual({ kind: "discrete", values: [1, 2, 3], weights: [10, 20, 30] });
    const rule = await drawn(
      `rotation.rule: {dist: discrete, values: [incentive, lot], weights: [1, 3], as: set, ${SOURCE}}`,
    );
    expect(rule).toMatchObject({ as: "set", distribution: { kind: "discrete", values: [0, 3], weights: [3, 1] } });
  });

  it("vary, group and correlate stay with the draw; vary: run is the default", async () => {
    const text = `migration.return_rate: {dist: interval90, low: 0.02, high: 0.1, as: set, vary: province, group: demography, ${SOURCE}}`;
    expect(await drawn(text)).toMatchObject({ vary: "province", group: "demography" });
    expect(await drawn("choice.quality_weight: {dist: prior, vary: run}")).not.toHaveProperty("vary");
    const { uncertainties } = await resolved(
      "uncertainties:\n  choice.quality_weight: {dist: prior, correlate: {funding.stickiness: 0.6}}\n  funding.stickiness: {dist: prior}",
    );
    expect(uncertainties[0]!.correlate).toEqual({ "funding.stickiness": 0.6 });
    expect(uncertainties[1]).not.toHaveProperty("correlate");
  });
});

describe("correlations", () => {
  const base = scenario("uncertainties:\n  funding.stickiness: {dist: prior}", "base");

  it("may name an inherited parameter, and survive a new belief about it", async () => {
    const tie = "choice.quality_weight: {dist: prior, correlate: {funding.stickiness: 0.6}}";
    const { uncertainties } = await resolved(`extends: base\nuncertainties:\n  ${tie}`, { base });
    expect(correlatedBlocks(uncertainties)).toMatchObject([
      { parameters: ["choice.quality_weight", "funding.stickiness"] },
    ]);
    const child = scenario(`uncertainties:\n  funding.stickiness: {dist: prior}\n  ${tie}`, "child");
    const again = `extends: child\nuncertainties:\n  funding.stickiness: {dist: uniform, low: 0, high: 1, as: set, ${SOURCE}}`;
    expect(correlatedBlocks((await resolved(again, { child })).uncertainties)).toHaveLength(1);
  });

  it("form blocks in alphabetical order, with the correlations of the normal copula", async () => {
    const { uncertainties } = await resolved(
      [
        "uncertainties:",
        "  teachers.cost: {dist: prior, correlate: {funding.own_growth: -0.6}}",
        "  funding.own_growth: {dist: prior, correlate: {choice.quality_weight: 0.6}}",
        "  choice.quality_weight: {dist: prior}",
        "  funding.stickiness: {dist: prior}",
      ].join("\n"),
    );
    const [block, ...more] = correlatedBlocks(uncertainties);
    expect(more).toEqual([]);
    expect(block!.parameters).toEqual(["choice.quality_weight", "funding.own_growth", "teachers.cost"]);
    const rho = 0.6180339887498949;
    expect([...block!.matrix].map((value) => Math.round(value * 1e12) / 1e12)).toEqual(
      [1, rho, 0, rho, 1, -rho, 0, -rho, 1].map((value) => Math.round(value * 1e12) / 1e12),
    );
  });
});

describe("what the model reads once", () => {
  it("is marked, so that no scenario lets it differ between places", () => {
    const once = filesUnder("src/model").flatMap((file) =>
      [...readPage(file).matchAll(/\bvalue\(0, "([a-z0-9_.]+)"\)/g)].map(([, id]) => id!),
    );
    expect(once.length).toBeGreaterThan(0);
    const unmarked = once.filter((id) => {
      const { role, scope, isReadOnce } = PARAMETERS[id as keyof typeof PARAMETERS];
      return !(isReadOnce === true || (role === "lever" && scope === "nation"));
    });
    expect(unmarked).toEqual([]);
  });
});

describe("shares drawn together", () => {
  const joint = (k: number) =>
    `uncertainties:\n  funding.payer_tier1: {dist: dirichlet, concentration: ${k}, ${SOURCE}}`;

  it("are inherited, and a later file's draw counts", async () => {
    const base = scenario(joint(10), "base");
    expect((await resolved("extends: base", { base })).jointDraws).toEqual([
      { shares: "funding.payer_tier1", concentration: 10 },
    ]);
    const again = await resolved(`extends: base\n${joint(30).replace("source", "group: money, source")}`, { base });
    expect(again.jointDraws).toEqual([{ shares: "funding.payer_tier1", concentration: 30, group: "money" }]);
  });

  it("packages that draw one group conflict until the scenario does so", async () => {
    const others = { a: pack(joint(10), "a"), b: pack(joint(20), "b") };
    const issues = await issuesOf(() => resolved("include: [a, b]", others));
    expect(issues.map(({ code }) => code)).toEqual(["conflict"]);
    expect(issues[0]!.problem).toContain("funding.payer_tier1");
    expect((await resolved(`include: [a, b]\n${joint(5)}`, others)).jointDraws).toMatchObject([{ concentration: 5 }]);
  });

  it("a stated balance of a later file replaces that of an ancestor", async () => {
    const base = scenario("levers:\n  funding.county_share: {set: 0.2, where: {province: '51'}}", "base");
    const body = "extends: base\nlevers:\n  funding.central_share_tier1: 0.7";
    const bind = (text: string) => issuesOf(async () => (await resolved(text, { base })).bind(COUNTIES));
    const wrong = await bind(body);
    expect(wrong.map(({ code, file }) => [code, file])).toEqual([["shares-do-not-add", "base.yaml"]]);
    expect(await bind(`${body}\n  funding.county_share: {set: 0.3, where: {province: '51'}}`)).toEqual([]);
  });
});
