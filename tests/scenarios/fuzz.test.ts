import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/core/issue.ts";
import { COLUMNS, columnsOf } from "../../src/model/columns.ts";
import { FIRST_YEAR, LAST_YEAR, PARAMETERS, PARAMETER_IDS, type ParameterId } from "../../src/model/parameters.ts";
import { checkScenarioFile, resolveScenario } from "../../src/scenarios/resolve.ts";
import { COUNTIES, county, reading, scenario } from "./files.ts";
import { ASSUMPTIONS, EVERYTHING, mutated, SHARES_AND_SAMPLERS } from "./mutants.ts";

/** Processor seconds of this process, which a busy machine does not lengthen. */
async function secondsOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Parameter of each column of a profile. */
const ID_OF_COLUMN: ParameterId[] = [];
for (const id of PARAMETER_IDS) for (const column of columnsOf(id)) ID_OF_COLUMN[column] = id;

/** Tries a text as file; the outcome is the codes of its issues, or a table within range. */
async function attempt(text: string): Promise<void> {
  const read = reading({ self: text, other: scenario("", "other"), baseline: scenario("", "baseline") });
  try {
    if (!/^kind: scenario/m.test(text) && (await checkScenarioFile("self", read)).kind !== "scenario") return;
    const table = (await resolveScenario("self", read)).bind(COUNTIES);
    for (const profile of table.profiles) {
      profile.forEach((value, k) => {
        const id = ID_OF_COLUMN[k % COLUMNS]!;
        const [low, high] = PARAMETERS[id].range;
        if (!(value >= low && value <= high)) throw new Error(`${id} is ${value}`);
      });
      expect(profile).toHaveLength((LAST_YEAR - FIRST_YEAR + 1) * COLUMNS);
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
    let slowest = 0;
    const timed = async (text: string) => {
      slowest = Math.max(slowest, await secondsOf(() => attempt(text)));
    };
    await fc.assert(fc.asyncProperty(mutated, timed), { numRuns: 10_000, seed: 13 });
    expect(slowest).toBeLessThan(1);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  }, 300_000);

  it("arbitrary text gives an InputError", async () => {
    const text = fc.string({ maxLength: 300, unit: "binary" });
    await fc.assert(fc.asyncProperty(text, attempt), { numRuns: 1000, seed: 14 });
  });
});

describe("random expressions", () => {
  const good = fc.constantFrom("population", "urban_share", "year", "previous", "1", "0.5", "700");
  const name = fc.constantFrom(
    ...["population", "urban_share", "migrant_share", "year", "previous", "k", "constructor", "__proto__", "toString"],
    ...[
      "max",
      "min",
      "clamp",
      "pow",
      "exp",
      "log",
      "import",
      "evaluate",
      "parse",
      "config",
      "random",
      "createUnit",
      "f",
    ],
    ...[
      "previous.constructor",
      "k.__proto__",
      "baseline.x",
      "last.pupils",
      "i",
      "pi",
      "e",
      "NaN",
      "Infinity",
      "true",
      "null",
      "end",
    ],
  );
  const number = fc.constantFrom(
    "0",
    "1",
    "-1",
    "0.5",
    "1e308",
    "1e-320",
    "1e999",
    "5%",
    "0x1F",
    "2026",
    "1:3",
    "007",
    '"text"',
    "1i",
    "3 cm",
  );
  const { tree } = fc.letrec<{ tree: string; leaf: string }>((tie) => ({
    leaf: fc.oneof({ weight: 2, arbitrary: good }, name, number),
    tree: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      tie("leaf"),
      fc
        .tuple(
          tie("tree"),
          fc.constantFrom(..."+-*/^%,;=<>&|?:!@#'.\n".split(""), "==", "<=", " and ", " or ", " ", "=="),
          tie("tree"),
        )
        .map((parts) => parts.join("")),
      tie("tree").map((inner) => `(${inner})`),
      fc
        .tuple(name, fc.array(tie("tree"), { maxLength: 3 }))
        .map(([called, parts]) => `${called}(${parts.join(", ")})`),
      fc.tuple(tie("tree"), tie("tree"), tie("tree")).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
      tie("tree").map((inner) => `[${inner}]`),
      tie("tree").map((inner) => `{a: ${inner}}`),
    ),
  }));
  const expression = fc.oneof(
    tree,
    fc.string({ maxLength: 60, unit: "binary" }),
    fc.tuple(tree, fc.nat(60), tree).map(([a, at, b]) => a.slice(0, at) + b),
  );

  it("give numbers within range or an InputError, and reach neither a prototype nor mathjs's own functions", async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    let slowest = 0;
    const timed = async (text: string) => {
      const quoted = JSON.stringify(text.replace(/[\u0080-\u{10ffff}]/gu, "?"));
      const body = `levers:
  funding.per_pupil_primary: {expr: ${quoted}, with: {k: 2}}
  rotation.share: {set: 0.2, where: {if: ${quoted}}}`;
      slowest = Math.max(slowest, await secondsOf(() => attempt(scenario(body))));
    };
    await fc.assert(fc.asyncProperty(expression, timed), { numRuns: 10_000, seed: 15 });
    expect(slowest).toBeLessThan(1);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  }, 300_000);

  it("hold enough that are good, so that the others are near them", async () => {
    const texts = fc.sample(expression, { numRuns: 2000, seed: 15 });
    const results = await Promise.all(
      texts.map(async (text) => {
        const body = scenario(
          `levers:\n  funding.per_pupil_primary:\n    expr: ${JSON.stringify(text.replace(/[\u0080-\u{10ffff}]/gu, "?"))}`,
        );
        return resolveScenario("self", reading({ self: body })).then(
          () => 1,
          () => 0 as number,
        );
      }),
    );
    expect(results.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(100);
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
    const spent = await secondsOf(async () => {
      await expect(checkScenarioFile("self", reading({ self: text }))).rejects.toBeInstanceOf(InputError);
    });
    expect(spent).toBeLessThan(1);
  });
});
