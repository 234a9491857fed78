import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/core/issue.ts";
import { FIRST_YEAR, LAST_YEAR, PARAMETERS, PARAMETER_IDS } from "../../src/model/parameters.ts";
import { checkScenarioFile, resolveScenario } from "../../src/scenarios/resolve.ts";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import { COUNTIES, comparison, county, reading, scenario } from "./files.ts";

const CATALOGUE_IDS = [
  "baseline",
  "packages/faster-rotation",
  "packages/careful-consolidation",
  "packages/funding-formula",
];
const EVERYTHING = scenario(`
policy: {start: 2025, stop: 2030, after: hold}
where: {region: [west, east, northeast]}
levers:
  rotation.share:
    phase_in: {years: 3, shape: smooth}
    rules:
      - set: 0.15
      - {set: 0.2, where: {province: ["51"], if: "urban_share < 0.8", except: {type: city}}, note: {zh: 西部, en: "West, more"}}
  funding.per_pupil_primary:
    - {expr: "previous + k * (year - 2024)", with: {k: {path: {2025: 10, 2030: 20}, interp: step}}}
    - {add: 5, from: 2026, to: 2027, after: revert}
uncertainties:
  choice.quality_weight: {dist: prior}
  rotation.paper_share: {dist: triangular, low: -0.1, mode: 0, high: 0.1, as: add, source: {basis: expert, title: t}}
ensemble: {size: 8, seed: fuzz, sampler: random}
goals:
  - {id: half, title: 过半, year: 2030, share: 0.5, source: {basis: assumption, title: t}}`);
const ASSUMPTIONS = scenario(`
policy: {start: 2022, stop: 2030, after: revert}
assumptions:
  choice.quality_weight: {path: {2026: 1.1, 2028: 0.9}, op: scale, interp: smooth}
  demography.births: {scale: 0.9, phase_in: {years: 2, shape: step}, note: 少生}
uncertainties:
  funding.stickiness: {dist: uniform, low: 0.1, high: 0.4, as: set}`);
const SHARES_AND_SAMPLERS = scenario(`
levers:
  funding.central_share_tier1: 0.7
  funding.provincial_share: {set: 0.1, where: {province: ["51", "45"]}}
  funding.county_share: {set: 0.2, where: {province: ["51", "45"]}, from: 2026, to: 2030}
uncertainties:
  choice.quality_weight: {dist: beta, mean: 0.3, sd: 0.1, as: add, group: schools, correlate: {funding.stickiness: 0.6}}
  funding.stickiness: {dist: pert, low: 0, mode: 0.3, high: 0.8, as: set, source: {basis: expert, title: t}}
  teachers.exit_rate_rural: {dist: lognormal, low: 0.5, high: 2, as: scale, vary: county}
  rotation.rule: {dist: discrete, values: [lot, incentive], weights: [3, 1], as: set, vary: province}
  funding.payer_tier4: {dist: dirichlet, concentration: 50, group: money}
ensemble: {size: 8, replications: 2, seed: fuzz, sampler: sobol, crn: true, quantiles: [0.1, 0.5, 0.9]}`);
const SEEDS = [
  ...CATALOGUE_IDS.map((id) => scenarioReader(id)(id)!.text),
  EVERYTHING,
  ASSUMPTIONS,
  SHARES_AND_SAMPLERS,
  comparison("baseline: other\nscenarios:\n  - {ref: other, as: b, label: 乙, set: {rotation.share: 0.2}}"),
];

const SCRAPS = [
  "",
  " ",
  "\n",
  "  ",
  "\t",
  ":",
  ": ",
  "- ",
  "-",
  ",",
  "{",
  "}",
  "[",
  "]",
  '"',
  "'",
  "#",
  "&a ",
  "*a",
  "!x ",
  "|",
  ">",
  "%",
  "---\n",
  "?",
  "@",
  "`",
  "0",
  "-1",
  "1e999",
  ".inf",
  ".nan",
  "2019",
  "2036",
  "2026.5",
  "null",
  "true",
  "~",
  "51",
  '"51"',
  "__proto__: 1\n",
  "constructor",
  "prototype",
  "<<: ",
  "toString",
  "hasOwnProperty",
  "levers",
  "rules",
  "set",
  "path",
  "expr",
  "where",
  "with",
  "extends: self\n",
  "include: [self]\n",
  "\u0000",
  "\ufeff",
  "\u2028",
  "测",
  "😀",
  "[[[[[[[[[[[[[[[[",
  "{a: {a: {a: {a: ",
];

/** A text in which a few pieces have been replaced by scraps or by pieces of itself. */
const mutated = fc
  .tuple(
    fc.constantFrom(...SEEDS),
    fc.array(
      fc.record({
        at: fc.nat(9999),
        cut: fc.oneof(fc.nat(3), fc.nat(40)),
        scrap: fc.constantFrom(...SCRAPS),
        copy: fc.nat(9999),
        isCopy: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([seed, edits]) =>
    edits.reduce((text, { at, cut, scrap, copy, isCopy }) => {
      const start = at % (text.length + 1);
      const from = copy % (text.length + 1);
      return text.slice(0, start) + (isCopy ? text.slice(from, from + 30) : scrap) + text.slice(start + cut);
    }, seed),
  );

/** Tries a text as file; the outcome is the codes of its issues, or a table within range. */
async function attempt(text: string): Promise<void> {
  const read = reading({ self: text, other: scenario("", "other"), baseline: scenario("", "baseline") });
  try {
    const { kind } = await checkScenarioFile("self", read);
    if (kind !== "scenario") return;
    const table = (await resolveScenario("self", read)).bind(COUNTIES);
    for (const profile of table.profiles) {
      profile.forEach((value, k) => {
        const [low, high] = PARAMETERS[PARAMETER_IDS[k % PARAMETER_IDS.length]!].range;
        if (!(value >= low && value <= high)) throw new Error(`${PARAMETER_IDS[k % PARAMETER_IDS.length]} is ${value}`);
      });
      expect(profile).toHaveLength((LAST_YEAR - FIRST_YEAR + 1) * PARAMETER_IDS.length);
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.issues.length).toBeGreaterThan(0);
    for (const issue of error.issues) expect(issue.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  }
}

describe("mutated files", () => {
  it("the seeds themselves are good, so that the mutants are near good files", async () => {
    const read = reading({ self: EVERYTHING });
    const table = (await resolveScenario("self", read)).bind([...COUNTIES, county({ province: "11" })]);
    expect(table.profiles.length).toBeGreaterThan(1);
    expect((await resolveScenario("self", reading({ self: ASSUMPTIONS }))).bind(COUNTIES).profiles).toHaveLength(1);
    expect(
      (await resolveScenario("self", reading({ self: SHARES_AND_SAMPLERS }))).bind(COUNTIES).profiles,
    ).toHaveLength(2);
  });

  it("give a table within range or an InputError, and pollute nothing", async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    await fc.assert(fc.asyncProperty(mutated, attempt), { numRuns: 3000, seed: 13 });
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("arbitrary text gives an InputError", async () => {
    const text = fc.string({ maxLength: 300, unit: "binary" });
    await fc.assert(fc.asyncProperty(text, attempt), { numRuns: 1000, seed: 14 });
  });
});

describe("hostile files are refused quickly", () => {
  const lines = (count: number, line: (k: number) => string) =>
    Array.from({ length: count }, (_, k) => line(k)).join("\n");

  it.each([
    ["a million brackets", "[".repeat(999_999)],
    ["a million commas", `[${",".repeat(999_998)}`],
    ["a million quotes", '"'.repeat(999_999)],
    ["a list in a list in a list", "- ".repeat(49_000)],
    ["maps in maps", "{a: ".repeat(30_000)],
    ["deep indentation", lines(1400, (k) => `${" ".repeat(k)}a:`)],
    ["many keys", scenario(lines(20_000, (k) => `k${k}: 1`))],
    ["many levers", scenario(`levers:\n${lines(20_000, (k) => `  rotation.shar${k}: 1`)}`)],
    ["many documents", "---\n".repeat(40_000)],
    ["many anchors", lines(15_000, (k) => `- &a${k} 1`)],
    ["many aliases of a large part", `a: &a [${"1,".repeat(20_000)}]\nb: [${"*a,".repeat(5000)}]`],
    ["an alias of itself", "a: &a [*a]"],
    ["many merge keys", scenario(lines(10_000, () => "<<: {}"))],
    ["a long key", `${"k".repeat(900_000)}: 1`],
    ["a long value", scenario(`levers:\n  rotation.share: ${"9".repeat(900_000)}`)],
  ])("%s", async (_, text) => {
    const start = performance.now();
    await expect(checkScenarioFile("self", reading({ self: text }))).rejects.toBeInstanceOf(InputError);
    expect(performance.now() - start).toBeLessThan(8000);
  });
});
