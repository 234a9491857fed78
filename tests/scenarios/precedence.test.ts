import { describe, expect, it } from "vitest";
import { PARAMETERS, registryValue } from "../../src/model/parameters.ts";
import { parseSetting } from "../../src/scenarios/settings.ts";
import { resolveScenario } from "../../src/scenarios/resolve.ts";
import { COUNTIES, issuesOf, pack, reading, scenario, valuesIn } from "./files.ts";

type Texts = Readonly<Record<string, string>>;

/** Rotation share of 2025 in the first county, of the scenario `test` among these files. */
async function rotationIn(texts: Texts, settings: readonly string[] = []): Promise<number> {
  const resolved = await resolveScenario("test", reading(texts), settings.map(parseSetting));
  return valuesIn(resolved.bind(COUNTIES), "rotation.share", 0, 2025, 2025)[0]!;
}
const codesOf = async (texts: Texts) =>
  (await issuesOf(() => resolveScenario("test", reading(texts)))).map((issue) => issue.code);

const rotation = (value: number | string) => `levers:\n  rotation.share: ${value}`;

describe("precedence, low to high", () => {
  it("the registry comes first", async () => {
    expect(await rotationIn({ test: scenario("") })).toBe(0.1);
  });

  it("an ancestor beats the registry, and a nearer ancestor beats a further one", async () => {
    const old = scenario(rotation(0.2), "old");
    expect(await rotationIn({ old, test: scenario("extends: old") })).toBe(0.2);
    const middle = scenario(`extends: old\n${rotation("{add: 0.05}")}`, "middle");
    expect(await rotationIn({ old, middle, test: scenario("extends: middle") })).toBe(0.25);
  });

  it("a package beats an ancestor", async () => {
    const texts = { old: scenario(rotation(0.2), "old"), a: pack(rotation("{add: 0.05}"), "a") };
    expect(await rotationIn({ ...texts, test: scenario("extends: old\ninclude: [a]") })).toBe(0.25);
  });

  it("an ancestor's package comes before the ancestor itself, and both before the scenario's package", async () => {
    const texts = {
      a: pack(rotation(0.2), "a"),
      old: scenario(`include: [a]\n${rotation("{scale: 2, override: true}")}`, "old"),
      b: pack(rotation("{add: 0.05}"), "b"),
    };
    expect(await rotationIn({ ...texts, test: scenario("extends: old\ninclude: [b]") })).toBeCloseTo(0.45, 12);
  });

  it("a later package stacks on an earlier one where the scenario settles their conflict", async () => {
    const texts = { a: pack(rotation(0.2), "a"), b: pack(rotation("{scale: 2}"), "b") };
    const settle = rotation("{add: 0.01, override: true}");
    expect(await rotationIn({ ...texts, test: scenario(`include: [a, b]\n${settle}`) })).toBeCloseTo(0.41, 12);
    expect(await rotationIn({ ...texts, test: scenario(`include: [b, a]\n${settle}`) })).toBeCloseTo(0.21, 12);
  });

  it("the file itself beats its packages", async () => {
    const texts = {
      a: pack(rotation(0.2), "a"),
      test: scenario(`include: [a]\n${rotation("{set: 0.3, override: true}")}`),
    };
    expect(await rotationIn(texts)).toBe(0.3);
  });

  it("--set beats everything, in every county and from the first policy year", async () => {
    const texts = { test: scenario(rotation('{set: 0.3, where: {province: "51"}}')) };
    const resolved = await resolveScenario("test", reading(texts), [parseSetting("rotation.share=0.4")]);
    const table = resolved.bind(COUNTIES);
    expect(COUNTIES.map((_, row) => valuesIn(table, "rotation.share", row, 2024, 2025))).toEqual(
      COUNTIES.map(() => [0.1, 0.4]),
    );
    expect(resolved.changes.at(-1)).toMatchObject({
      origin: { file: "--set", line: 1 },
      source: { title: "set on the command line" },
      from: 2025,
      operation: "set",
    });
  });
});

it("a package, a regional rule and a reverting override act together", async () => {
  const texts = {
    faster: pack(
      `policy: {start: 2025, stop: 2030, after: hold}
levers:
  rotation.share:
    phase_in: {years: 3, shape: linear}
    rules:
      - set: 0.15
      - {set: 0.20, where: {province: ["51", "52"], type: [county]}}`,
      "faster",
    ),
    test: scenario(`include: [faster]
levers:
  rotation.share:
    - {set: 0.25, from: 2026, to: 2027, after: revert, override: true, where: {county: ["510525"]}}`),
  };
  const table = (await resolveScenario("test", reading(texts))).bind(COUNTIES);
  const shares = (row: number) => valuesIn(table, "rotation.share", row, 2024, 2028).map((value) => value.toFixed(3));
  expect(shares(0)).toEqual(["0.100", "0.133", "0.250", "0.250", "0.200"]);
  expect(shares(2)).toEqual(["0.100", "0.117", "0.133", "0.150", "0.150"]);
});

describe("disagreement", () => {
  const texts = { a: pack(rotation(0.2), "a"), b: pack(rotation(0.3), "b") };

  it("of two packages of one scenario is an error at the second one's reference", async () => {
    const issues = await issuesOf(() =>
      resolveScenario("test", reading({ ...texts, test: scenario("include: [a, b]") })),
    );
    expect(issues).toMatchObject([{ code: "conflict", file: "test.yaml", line: 5, column: 14 }]);
    expect(issues[0]!.problem).toBe("conflict: rotation.share is set by both a and b");
  });

  it("is not settled by a change without override", async () => {
    expect(await codesOf({ ...texts, test: scenario(`include: [a, b]\n${rotation(0.4)}`) })).toContain("conflict");
  });

  it("is not settled by an override of another parameter", async () => {
    const both = { ...texts, b: pack(`${rotation(0.3)}\n  rotation.paper_share: 0`, "b") };
    const own = "levers:\n  rotation.paper_share: {set: 0.1, override: true}";
    expect(await codesOf({ ...both, test: scenario(`include: [a, b]\n${own}`) })).toContain("conflict");
  });

  it("between a package and an ancestor's package is inheritance, not conflict", async () => {
    const old = scenario("include: [a]", "old");
    expect(await rotationIn({ ...texts, old, test: scenario("extends: old\ninclude: [b]") })).toBe(0.3);
  });

  it("override: true that overrides nothing is an error", async () => {
    expect(await codesOf({ test: scenario(rotation("{set: 0.3, override: true}")) })).toContain("override-nothing");
    const stacked = "levers:\n  rotation.share:\n    - 0.2\n    - {set: 0.3, override: true}";
    expect(await codesOf({ test: scenario(stacked) })).toContain("override-nothing");
  });

  it("an override that changes no value anywhere is an error, once the counties are known", async () => {
    const atBind = async (change: string) => {
      const files = { a: texts.a, test: scenario(`include: [a]\n${rotation(change)}`) };
      const resolved = await resolveScenario("test", reading(files));
      return (await issuesOf(() => resolved.bind(COUNTIES))).map(({ code, line }) => [code, line]);
    };
    expect(await atBind("{set: 0.2, override: true}")).toEqual([["override-no-effect", 7]]);
    expect(await atBind("{add: 0, from: 2027, override: true}")).toEqual([["override-no-effect", 7]]);
    expect(await atBind("{set: 0.3, override: true}")).toEqual([]);
    expect(
      await atBind("{set: 0.3, from: 2030, to: 2031, after: revert, override: true, where: {province: '45'}}"),
    ).toEqual([]);
    expect(await atBind("{set: 0.2}")).toEqual([]);
  });

  it("a setting that agrees with the file is no mistake", async () => {
    const old = scenario(rotation(0.2), "old");
    const files = { old, test: scenario("extends: old") };
    expect(await rotationIn(files, ["rotation.share=0.2"])).toBe(0.2);
  });

  it("override: true may override an ancestor", async () => {
    const old = scenario(rotation(0.2), "old");
    const texts = { old, test: scenario(`extends: old\n${rotation("{set: 0.3, override: true}")}`) };
    expect(await rotationIn(texts)).toBe(0.3);
  });

  it("a change that stacks on a package without override is a warning", async () => {
    const resolved = await resolveScenario(
      "test",
      reading({ ...texts, test: scenario(`include: [a]\n${rotation(0.3)}`) }),
    );
    expect(resolved.warnings.map((issue) => issue.code)).toContain("changed-again");
    const quiet = scenario(`include: [a]\n${rotation("{set: 0.3, override: true}")}`);
    const calm = await resolveScenario("test", reading({ ...texts, test: quiet }));
    expect(calm.warnings.map((issue) => issue.code)).not.toContain("changed-again");
    const several = "levers:\n  rotation.share: [0.3, {add: 0.1, override: true}]\n  rotation.paper_share: 0.1";
    const settled = await resolveScenario("test", reading({ ...texts, test: scenario(`include: [a]\n${several}`) }));
    expect(settled.warnings.map((issue) => issue.code)).not.toContain("changed-again");
  });

  it("a package acts once in a lineage", async () => {
    const old = scenario("include: [a]", "old");
    expect(await codesOf({ ...texts, old, test: scenario("extends: old\ninclude: [a]") })).toEqual(["included-twice"]);
  });
});

describe("uncertainties", () => {
  const [low, high] = PARAMETERS["choice.quality_weight"].belief!;
  const centre = registryValue("choice.quality_weight", 2025);
  const draw = (text: string) => `uncertainties:\n  ${text}`;
  const resolved = async (texts: Texts) => (await resolveScenario("test", reading(texts))).uncertainties;

  it("prior takes the registry's belief, as a replacement for assumptions", async () => {
    const test = scenario(draw("choice.quality_weight: {dist: prior}"));
    expect(await resolved({ test })).toEqual([
      { parameter: "choice.quality_weight", distribution: { kind: "interval90", low, high }, as: "set" },
    ]);
  });

  it("prior on a lever is an addition around the registry value", async () => {
    const test = scenario(draw("rotation.paper_share: {dist: prior}"));
    const [uncertainty] = await resolved({ test });
    expect(uncertainty).toMatchObject({ as: "add", distribution: { kind: "interval90" } });
    const [least, most] = PARAMETERS["rotation.paper_share"].belief!;
    const today = registryValue("rotation.paper_share", 2025);
    expect(uncertainty!.distribution).toEqual({ kind: "interval90", low: least - today, high: most - today });
  });

  it("prior on an assumption that the scenario changes is an addition too, so that the change survives the draw", async () => {
    const old = scenario(draw("choice.quality_weight: {dist: prior}"), "old");
    const texts = { old, test: scenario("extends: old\nassumptions:\n  choice.quality_weight: 0.8") };
    expect(await resolved(texts)).toEqual([
      {
        parameter: "choice.quality_weight",
        distribution: { kind: "interval90", low: low - centre, high: high - centre },
        as: "add",
      },
    ]);
  });

  it("written numbers with as: set would wipe a change, and are refused where there is one", async () => {
    const old = scenario(draw("choice.quality_weight: {dist: uniform, low: 0.2, high: 1, as: set}"), "old");
    const texts = { old, test: scenario("extends: old\nassumptions:\n  choice.quality_weight: 0.8") };
    expect(await codesOf(texts)).toContain("draw-wipes-change");
    const [issue] = await issuesOf(() => resolveScenario("test", reading(texts)));
    expect(issue!.problem).toBe("as: set would wipe the change of choice.quality_weight at test.yaml:7");
    expect(await codesOf({ test: old })).toEqual([]);
  });

  it("a later file replaces an earlier one's", async () => {
    const old = scenario(draw("choice.quality_weight: {dist: prior}"), "old");
    const test = scenario(`extends: old\n${draw("choice.quality_weight: {dist: normal, mean: 0, sd: 0.1, as: add}")}`);
    expect(await resolved({ old, test })).toEqual([
      { parameter: "choice.quality_weight", distribution: { kind: "normal", mean: 0, sd: 0.1 }, as: "add" },
    ]);
  });

  it("two packages that draw one parameter conflict until the scenario draws it", async () => {
    const texts = {
      a: pack(draw("choice.quality_weight: {dist: prior}"), "a"),
      b: pack(draw("choice.quality_weight: {dist: uniform, low: 0.2, high: 1, as: set}"), "b"),
    };
    expect(await codesOf({ ...texts, test: scenario("include: [a, b]") })).toContain("conflict");
    const test = scenario(`include: [a, b]\n${draw("choice.quality_weight: {dist: prior}")}`);
    expect(await codesOf({ ...texts, test })).toEqual([]);
  });
});

describe("ensemble and goals", () => {
  const goal = (share: number) =>
    `goals:\n  - {id: half, title: 过半, year: 2030, share: ${share}, source: {basis: assumption, title: a test}}`;

  it("an ensemble is inherited key by key", async () => {
    const old = scenario("ensemble: {size: 7, seed: old, sampler: random}", "old");
    const { ensemble } = await resolveScenario(
      "test",
      reading({ old, test: scenario("extends: old\nensemble: {seed: new}") }),
    );
    expect(ensemble).toMatchObject({ size: 7, seed: "new", sampler: "random" });
  });

  it("a scenario that asks for none gets the default", async () => {
    const { ensemble } = await resolveScenario("test", reading({ test: scenario("") }));
    expect(ensemble).toEqual({
      size: 40,
      replications: 1,
      seed: "junheng-2035",
      sampler: "lhs",
      quantiles: [0.05, 0.25, 0.5, 0.75, 0.95],
    });
  });

  it("a goal is inherited, and replaced by one of the same id", async () => {
    const old = scenario(goal(0.5), "old");
    const inherited = await resolveScenario("test", reading({ old, test: scenario("extends: old") }));
    expect(inherited.goals).toMatchObject([{ id: "half", year: 2030, value: 0.5, title: { zh: "过半", en: "过半" } }]);
    const replaced = await resolveScenario("test", reading({ old, test: scenario(`extends: old\n${goal(0.6)}`) }));
    expect(replaced.goals.map(({ value }) => value)).toEqual([0.6]);
  });

  it("a goal of another file is named by reference, and may ask for any outcome", async () => {
    const beds = `junheng: 1
kind: goal
id: few-boarders
title: 少寄宿
metric: boarders
test: {op: "<=", value: 0.2, year: 2030}
confidence: 0.8
source: {basis: assumption, title: a test}`;
    const { goals } = await resolveScenario("test", reading({ beds, test: scenario("goals: [beds]") }));
    expect(goals).toEqual([
      {
        id: "few-boarders",
        title: { zh: "少寄宿", en: "少寄宿" },
        metric: "boarders",
        op: "<=",
        value: 0.2,
        year: 2030,
        scope: "nation",
        confidence: 0.8,
        source: { basis: "assumption", title: "a test" },
      },
    ]);
  });

  it("a goal for a province without counties is an error when the scenario is bound", async () => {
    const goal = `goals:\n  - {id: a, title: t, metric: certifiedShare, test: {op: ">=", value: 0.5, year: 2030, scope: "11"}, source: {basis: law, title: t}}`;
    const resolved = await resolveScenario("test", reading({ test: scenario(goal) }));
    expect((await issuesOf(() => resolved.bind(COUNTIES))).map((issue) => issue.code)).toEqual([
      "region-matches-nothing",
    ]);
  });
});

describe("provenance", () => {
  const source = (title: string) => `{basis: assumption, title: ${title}}`;

  it("a change without a source takes its file's, a rule its change's", async () => {
    const body = `
source: ${source("file")}
levers:
  rotation.share: 0.2
  rotation.paper_share: {set: 0.1, source: ${source("change")}}
  rotation.backbone_share:
    source: ${source("block")}
    note: 全部
    rules:
      - set: 0.3
      - {set: 0.4, where: {province: "51"}, note: {zh: 四川, en: Sichuan}, source: ${source("rule")}}`;
    const { changes, warnings } = await resolveScenario("test", reading({ test: scenario(body) }));
    expect(changes.map((change) => change.source?.title)).toEqual(["file", "change", "block", "rule"]);
    expect(changes.map((change) => change.note?.en)).toEqual([undefined, undefined, "全部", "Sichuan"]);
    expect(warnings).toEqual([]);
  });

  it("a change without any source is a warning", async () => {
    const { warnings } = await resolveScenario("test", reading({ test: scenario(rotation(0.2)) }));
    expect(warnings).toMatchObject([
      { code: "no-source", severity: "warning", file: "test.yaml", line: 6, column: 19 },
    ]);
  });

  it("an uncertainty without a source is a warning, and a prior has the registry's", async () => {
    const codes = async (dist: string) => {
      const test = scenario(`uncertainties:\n  funding.stickiness: {${dist}}`);
      return (await resolveScenario("test", reading({ test }))).warnings.map((issue) => issue.code);
    };
    expect(await codes("dist: normal, mean: 0, sd: 0.1, as: add")).toEqual(["no-source"]);
    expect(await codes("dist: prior")).toEqual([]);
  });

  it("a phase-in that its window cuts short is a warning", async () => {
    const codes = async (change: string) => {
      const { warnings } = await resolveScenario("test", reading({ test: scenario(rotation(change)) }));
      return warnings.map((issue) => issue.code);
    };
    expect(await codes("{set: 0.2, from: 2026, to: 2028, phase_in: {years: 4}}")).toContain("phase-in-cut");
    expect(await codes("{set: 0.2, from: 2026, to: 2028, phase_in: {years: 3}}")).not.toContain("phase-in-cut");
    expect(await codes("{set: 0.2, from: 2034, phase_in: {years: 3}}")).toContain("phase-in-cut");
    expect(await codes("{set: 0.2, from: 2034, phase_in: {years: 2}}")).not.toContain("phase-in-cut");
  });

  it("every rule is one line of the scenario's table, in the order applied", async () => {
    const body = `
levers:
  rotation.share:
    from: 2026
    to: 2028
    after: revert
    phase_in: {years: 2, shape: smooth}
    rules:
      - set: 0.2
      - {add: 0.05, where: {province: ["51", "45"], if: "urban_share > 0.5", except: {type: city}}}
  consolidation.min_pupils_point: {path: {2026: 16, 2030: 20}}
  rotation.paper_share: {set: 0.2, phase_in: {years: 3}}`;
    const { changes } = await resolveScenario("test", reading({ test: scenario(body) }));
    expect(
      changes.map(({ text, from, to, where, operation, origin }) => ({
        ...text,
        from,
        to,
        where,
        operation,
        line: origin.line,
      })),
    ).toEqual([
      {
        en: "0.2 from 2026 to 2028, then back, over 2 years (smooth)",
        zh: "2026—2028 年设为 0.2，2 年到位（平滑），此后恢复",
        from: 2026,
        to: 2028,
        where: undefined,
        operation: "set",
        line: 13,
      },
      {
        en: "+0.05 from 2026 to 2028, then back, over 2 years (smooth)",
        zh: "2026—2028 年加 0.05，2 年到位（平滑），此后恢复",
        from: 2026,
        to: 2028,
        where: "province 51, 45; if urban_share > 0.5; except (type city)",
        operation: "add",
        line: 14,
      },
      {
        en: "16 in 2026, 20 in 2030 (linear), from 2026",
        zh: "2026 年起设为 16（2026）、20（2030），线性",
        from: 2026,
        to: undefined,
        where: undefined,
        operation: "path",
        line: 15,
      },
      {
        en: "0.2 from 2025, over 3 years",
        zh: "2025 年起设为 0.2，3 年到位",
        from: 2025,
        to: undefined,
        where: undefined,
        operation: "set",
        line: 16,
      },
    ]);
  });
});
