import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/core/issue.ts";
import { FIRST_YEAR, LAST_YEAR, PARAMETERS, PARAMETER_IDS } from "../../src/model/parameters.ts";
import { checkScenarioFile, resolveScenario } from "../../src/scenarios/resolve.ts";
import { COUNTIES, county, reading, scenario } from "./files.ts";
import { ASSUMPTIONS, EVERYTHING, mutated } from "./mutants.ts";

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
