import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { BASELINE_INPUTS, COUNTY_INPUTS, LAST_INPUTS, SITE_INPUTS } from "../../src/model/formula-inputs.ts";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import type { Read } from "../../src/scenarios/references.ts";
import { checkScenarioFile, resolveComparison, resolveScenario } from "../../src/scenarios/resolve.ts";
import { county, issuesOf, scenario, valuesIn } from "./files.ts";

const TEXT = readFileSync(new URL("../../docs/scenario-files.md", import.meta.url), "utf8");
const BLOCKS = [...TEXT.matchAll(/^```yaml( refused)?\n([\s\S]*?)^```$/gm)].map(([, refused, text]) => ({
  isRefused: refused !== undefined,
  // Fragments are shown without the head every file has.
  text: /^(#.*\n)*junheng:/.test(text!) ? text! : scenario(text!),
}));
const NATION = [
  county(),
  county({ code: "330122", name: "桐庐", province: "33", region: "east" }),
  county({ code: "450000", name: "甲", province: "45" }),
];

/** Initial schools that are a half of everything. */
const schools = () => new Float64Array(Object.keys(BASELINE_INPUTS).length).fill(0.5);

/** The catalogue, and one example under the name `example`. */
function beside(text: string): Read {
  const catalogue = scenarioReader("baseline");
  return (ref) => (ref === "example" ? { file: "example.yaml", text } : catalogue(ref));
}

describe("docs/scenario-files.md", () => {
  it("shows examples", () => {
    expect(BLOCKS.filter((block) => block.isRefused).length).toBeGreaterThan(0);
    expect(BLOCKS.filter((block) => !block.isRefused).length).toBeGreaterThan(6);
  });

  it.each(BLOCKS.filter((block) => !block.isRefused))("this example runs: $text", async ({ text }) => {
    if (text.includes("kind: goal")) {
      expect((await checkScenarioFile("example", beside(text))).kind).toBe("goal");
      return;
    }
    const isComparison = text.includes("kind: comparison");
    const scenarios = isComparison
      ? (await resolveComparison("example", beside(text))).scenarios
      : [await resolveScenario("example", beside(text))];
    for (const { bind } of scenarios) expect(bind(NATION, schools).profiles.length).toBeGreaterThan(0);
  });

  it.each(BLOCKS.filter((block) => block.isRefused))("this one is refused: $text", async ({ text }) => {
    const issues = await issuesOf(() => resolveScenario("example", beside(text)));
    expect(issues.filter((issue) => issue.severity === "error").map((issue) => issue.code)).toEqual([
      "not-supported-yet",
    ]);
  });

  it("the table of §4 lists every name a formula may read, with its unit", () => {
    const section = TEXT.slice(TEXT.indexOf("\n## 4."), TEXT.indexOf("\n## 5."));
    const rows = [...section.matchAll(/^\| (`[^|]+`) \| ([^|]+) \| [^|]+ \| [^|]+ \|$/gm)];
    const listed = rows.flatMap(([, names, unit]) =>
      [...names!.matchAll(/`([^`]+)`/g)].map(([, name]) => [name!, unit]),
    );
    const all = { ...COUNTY_INPUTS, ...BASELINE_INPUTS, ...LAST_INPUTS, ...SITE_INPUTS };
    expect(Object.fromEntries(listed)).toEqual(
      Object.fromEntries(Object.entries(all).map(([name, { unit }]) => [name, unit])),
    );
  });

  it("the table of §3 holds the values of the example of §1", async () => {
    const years = /^\| rotation\.share \|(.*)\|$/m.exec(TEXT)![1]!.split("|").map(Number);
    const table = (await resolveScenario("example", beside(BLOCKS[0]!.text))).bind(NATION);
    for (const [row, code] of ["510525", "330122"].entries()) {
      const shown = new RegExp(`^\\| ${code} \\|(.*)\\|$`, "m").exec(TEXT)![1]!.split("|").map(Number);
      const values = years.map((year) => valuesIn(table, "rotation.share", row, year, year)[0]!);
      expect(values.map((value) => Math.round(value * 1e4) / 1e4)).toEqual(shown);
    }
  });
});
