import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { BASELINE_INPUTS } from "../../src/model/formula-inputs.ts";
import { PARAMETERS } from "../../src/model/parameters.ts";
import { checkScenarioFile, resolveComparison, resolveScenario } from "../../src/scenarios/resolve.ts";
import { county, issuesOf, pack, reading, scenario, valuesIn } from "./files.ts";

/** The product design with its examples; it is not part of the repository. */
const DESIGN = fileURLToPath(new URL("../../../shared/design/PRODUCT.md", import.meta.url));
const isRequired = process.env["JUNHENG_REQUIRE_COUNTY_TABLE"] === "1";

/** Names of the design and those of the registry and the outcomes that stand for them here; numbers of the examples are illustrative. */
const NAMES: readonly (readonly [string, string])[] = [
  ["teachers.rotation.share", "rotation.share"],
  ["teachers.rotation.backbone_share", "rotation.backbone_share"],
  ["schools.consolidation.min_pupils", "consolidation.min_pupils"],
  // Ways are measured in km, and the design's 45 minutes are more than the registry allows in km.
  ["schools.consolidation.max_travel_min", "consolidation.travel_limit_km"],
  ["set: 45", "set: 40"],
  ["funding.per_pupil.paid", "funding.per_pupil"],
  // The registry has no path of urbanisation; another share of the right form stands for it.
  ["demography.urbanization", "rotation.willing_share"],
  ["[county, banner]", "[county]"],
  ["balance.share_counties_passing", "certifiedShare"],
  ["certification.share_counties", "certifiedShare"],
  ["teachers.cv_primary", "backboneGap"],
  ["pupils.travel_p90_min", "travelKm"],
  ["cost.recurrent_bn", "spending"],
];

function examples(): readonly string[] {
  const text = NAMES.reduce((all, [old, now]) => all.replaceAll(old, now), readFileSync(DESIGN, "utf8"));
  return [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block]) => block!);
}

/** The example that holds a text, and nothing after a second document's `---`. */
function example(part: string): string {
  return examples()
    .flatMap((block) => block.split(/^---$/m))
    .find((block) => block.includes(part))!;
}

const COUNTIES = [
  county({ tags: ["pastoral"] }),
  county({ code: "330122", name: "桐庐", province: "33", region: "east" }),
  county({ code: "630121", name: "大通", province: "63" }),
];
/** Initial schools in which the balance of every indicator is poor. */
const POOR = () => new Float64Array(Object.keys(BASELINE_INPUTS).length).fill(0.6);

function files() {
  return {
    baseline: example("kind: scenario\nid: baseline"),
    "packages/rotation-xgxp": example("id: packages/rotation-xgxp"),
    "packages/consolidate-careful": example("id: packages/consolidate-careful").replace(", stage: [primary]", ""),
    "packages/funding-formula": example("id: packages/funding-formula"),
    "balanced-2027": example("id: balanced-2027\n"),
    "five-ways-to-2027": example("kind: comparison"),
    "quality-balance-2027": example("kind: goal"),
    "quality-balance-2035": `junheng: 1\nkind: goal\nid: quality-balance-2035\ntitle: 绝大多数\nyear: 2035\nshare: 0.9\nsource: {basis: law, title: t}\n`,
    ...Object.fromEntries(
      ["rotation-only", "consolidate-only", "funding-only"].map((id) => [
        id,
        scenario("extends: baseline\nlevers:\n  rotation.spell_years: 2", id),
      ]),
    ),
    "packages/other": pack("levers:\n  rotation.share: 0.2", "packages/other"),
  };
}

describe.skipIf(!existsSync(DESIGN) && !isRequired)("examples of the product design (skipped: no design)", () => {
  it("are all named here", () => {
    expect(examples().length).toBe(8);
  });

  it("the registry entry is the registry's", () => {
    const entry = example("role: lever");
    const { role, unit, range, value, title } = PARAMETERS["rotation.share"];
    expect(entry).toContain(`role: ${role}`);
    expect(entry).toContain(`unit: ${unit}`);
    expect(entry).toContain(`range: [${range.join(", ")}]`);
    expect(entry).toContain(`value: ${(value as number).toFixed(2)}`);
    expect(title.zh).toContain("符合条件教师比例");
  });

  it.each(Object.keys(files()))("%s is a good file", async (id) => {
    const checked = await checkScenarioFile(id, reading(files()));
    expect(checked.id).toBe(id);
  });

  it("the baseline takes its ensemble, draws and goals from its file", async () => {
    const { ensemble, uncertainties, goals } = await resolveScenario("baseline", reading(files()));
    expect(ensemble).toMatchObject({ size: 200, replications: 3, sampler: "lhs", seed: "plan-2035" });
    expect(uncertainties.map(({ vary, group }) => [vary ?? "run", group])).toEqual([
      ["run", "demography"],
      ["province", "demography"],
    ]);
    expect(goals.map(({ id, confidence }) => [id, confidence])).toEqual([
      ["quality-balance-2027", 0.8],
      ["quality-balance-2035", undefined],
    ]);
  });

  it("the combined scenario resolves to the numbers the design expects", async () => {
    const resolved = await resolveScenario("balanced-2027", reading(files()));
    const table = resolved.bind(COUNTIES, POOR);
    const shares = (row: number, to: number) =>
      valuesIn(table, "rotation.share", row, 2024, to).map((value) => Math.round(value * 1e3) / 1e3);
    expect(shares(0, 2028)).toEqual([0.1, 0.133, 0.25, 0.25, 0.2]);
    expect(shares(1, 2027)).toEqual([0.1, 0.117, 0.133, 0.15]);
    // Money per pupil is worked out for every school as the run goes on; its numbers are held by the tests of live formulas.
    expect(new Set(table.formulas!.map(({ parameter }) => parameter))).toEqual(
      new Set(["funding.per_pupil_primary", "funding.per_pupil_junior"]),
    );
  });

  it("two packages on one lever are refused as the design says", async () => {
    const clash = scenario("include: [packages/rotation-xgxp, packages/other]", "clash");
    const issues = await issuesOf(() => resolveScenario("clash", reading({ ...files(), clash })));
    expect(issues.map(({ problem }) => problem)).toContain(
      "conflict: rotation.share is set by both packages/rotation-xgxp and packages/other",
    );
  });

  it("the comparison holds its scenarios, explanations and views", async () => {
    const comparison = await resolveComparison("five-ways-to-2027", reading(files()));
    expect(comparison.scenarios.map(({ id }) => id)).toEqual([
      "baseline",
      "rotation-only",
      "consolidate-only",
      "funding-only",
      "balanced-2027",
      "balanced-2027-delayed",
    ]);
    expect(comparison.views!.map(({ type }) => type)).toEqual(["fan", "slope", "tilegrid", "strip", "waterfall"]);
  });

  it("the search for the least cost is refused as not built", async () => {
    const issues = await issuesOf(() => checkScenarioFile("solve", reading({ solve: example("kind: solve") })));
    expect(issues.map(({ code }) => code)).toEqual(["not-supported-yet"]);
  });
});
