import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import type { Issue } from "../../src/core/issue.ts";
import { formatIssue } from "../../src/core/issue.ts";
import { MODEL_VERSION, PARAMETERS, type ParameterId } from "../../src/model/parameters.ts";
import { keysOf, type MapName } from "../../src/scenarios/grammar.ts";
import { migrateText } from "../../src/scenarios/migrate-text.ts";
import { migrateTree } from "../../src/scenarios/migrate-tree.ts";
import { MIGRATIONS, endOf, type Migration, type Step } from "../../src/scenarios/migrations.ts";
import type { Read } from "../../src/scenarios/references.ts";
import { checkScenarioFile, resolveComparison, resolveScenario } from "../../src/scenarios/resolve.ts";
import { parseSetting } from "../../src/scenarios/settings.ts";
import { treeFromYaml, type MapTree } from "../../src/scenarios/yaml-tree.ts";
import { ROOT, filesUnder, readPage } from "../docs/pages.ts";
import { COUNTIES, issuesOf, reading, scenario } from "./files.ts";

const FOLDER = "tests/scenarios/corpus/model-1";
const CORPUS = filesUnder(FOLDER).filter((file) => file.endsWith(".yaml"));
const nameOf = (file: string) => file.slice(FOLDER.length + 1);

const treeOf = (text: string) => treeFromYaml(text, "a.yaml", []) as MapTree;

/** What one step does to a file: whether it rewrites something, and whether it refuses something. */
function effectOf(step: Step, from: number, text: string): { readonly moves: boolean; readonly refuses: boolean } {
  const issues: Issue[] = [];
  const { edits } = migrateTree(treeOf(text), issues, [{ from, steps: [step] }]);
  return { moves: edits.some(({ old }) => old !== from), refuses: issues.some(({ severity }) => severity === "error") };
}

describe("the corpus of model 1", () => {
  it("is touched by every step, each in the files it is for and in no other", () => {
    const touched = MIGRATIONS[0]!.steps.map((step) => {
      const files = (what: "moves" | "refuses") =>
        CORPUS.filter((file) => effectOf(step, 1, readPage(file))[what]).map(nameOf);
      return [step.kind === "rename-key" ? step.key : step.parameter, files("moves"), files("refuses")];
    });
    expect(touched).toEqual([
      [
        "stocks.equipment_depreciation",
        ["catalogue/baseline.yaml"],
        ["depreciation-draw.yaml", "depreciation-number.yaml"],
      ],
      ["certification.lapse_rate", ["lapse-prior.yaml"], ["lapse-in-comparison.yaml", "lapse-number.yaml"]],
      ["certification.gaming_share", [], ["gaming-number.yaml"]],
      ["certification.audit_detection", [], ["audit-number.yaml"]],
      ["teachers.transfer_rate", [], ["transfer-number.yaml"]],
    ]);
  });

  const valuesOf = async (file: string, read: Read) => {
    const { kind } = await checkScenarioFile(file, read);
    if (kind === "package" || kind === "goal") return kind;
    const scenarios =
      kind === "comparison" ? (await resolveComparison(file, read)).scenarios : [await resolveScenario(file, read)];
    return scenarios.map(({ bind, uncertainties, goals, ensemble, changes }) => {
      const texts = changes.map(({ parameter, text }) => [parameter, text]);
      return { table: bind(COUNTIES), uncertainties, goals, ensemble, texts };
    });
  };

  it.each(CORPUS)("%s loads with the values of the migrated file, or waits for a judgement", async (name) => {
    const file = join(ROOT, name);
    const text = readPage(name);
    const migrated = migrateText(text, name);
    expect(migrated.status).toBe(/-(number|draw|in-comparison)\.yaml$/.test(name) ? "refused" : "migrated");
    if (migrated.status !== "migrated") {
      const codes = (await issuesOf(() => checkScenarioFile(file, scenarioReader(file)))).map((issue) => issue.code);
      expect(codes).toContain("needs-judgement");
      expect(codes.filter((code) => !["needs-judgement", "migrated", "no-source"].includes(code))).toEqual([]);
      return;
    }
    const read = scenarioReader(file);
    const renewed: Read = (ref, from) => {
      const found = read(ref, from);
      return found && { ...found, text: ref === file ? migrated.text : found.text };
    };
    expect(await valuesOf(file, renewed)).toEqual(await valuesOf(file, read));
    expect(migrateText(migrated.text, name)).toEqual({ status: "current", namesModel: true });
  });

  it("names every parameter that model 1 ever had: each is there in the same unit, or a step says what became of it", () => {
    const units = JSON.parse(readFileSync(join(ROOT, FOLDER, "units.json"), "utf8")) as Record<string, string[]>;
    const stepped = new Set(
      MIGRATIONS.flatMap(({ steps }) => steps.map((step) => "parameter" in step && step.parameter)),
    );
    const lost = Object.entries(units).filter(([id, written]) => {
      const isSame = Object.hasOwn(PARAMETERS, id) && written.join() === PARAMETERS[id as ParameterId].unit;
      return !isSame && !stepped.has(id);
    });
    expect(lost).toEqual([]);
    expect(Object.keys(units).length).toBeGreaterThan(150);
  });
});

describe("the catalogue", () => {
  it("is written for the current model", () => {
    const files = filesUnder("src/scenarios/catalogue");
    expect(files.filter((file) => !readPage(file).includes(`\nmodel: ${MODEL_VERSION}\n`))).toEqual([]);
  });
});

describe("the migrations", () => {
  it("go from each model to the next, up to the current one", () => {
    expect(MIGRATIONS.map(({ from }) => from)).toEqual(Array.from({ length: MODEL_VERSION - 1 }, (_, k) => k + 1));
  });

  it("lead to parameters and keys that exist, or that a later step moves on", () => {
    const open = MIGRATIONS.flatMap(({ steps }) => steps).filter((step) => {
      if (step.kind === "rename-key") return !Object.hasOwn(keysOf(step.map as MapName), step.to);
      if (step.kind === "rescale") return false;
      const end = step.to ?? step.parameter;
      return !Object.hasOwn(PARAMETERS, end) && endOf(end) === undefined;
    });
    expect(open).toEqual([]);
  });
});

describe("on load", () => {
  const load = async (text: string) => {
    const issues = await issuesOf(() => resolveScenario("test", reading({ test: text })));
    return issues.filter(({ severity }) => severity === "error").map(formatIssue);
  };

  it("a necessary step runs by itself, and says where", async () => {
    const text = scenario("model: 1\nuncertainties:\n  stocks.equipment_depreciation: {dist: prior}");
    const { uncertainties, warnings } = await resolveScenario("test", reading({ test: text }));
    expect(uncertainties.map(({ parameter }) => parameter)).toEqual(["stocks.equipment_life"]);
    expect(warnings.map(formatIssue)).toEqual([
      "test.yaml:7:3: warning: stocks.equipment_depreciation is stocks.equipment_life since model 2",
    ]);
  });

  it("a judgement is refused with the reason and what to write, and is the only error", async () => {
    expect(await load(scenario("model: 1\nlevers:\n  certification.lapse_rate: 0.1"))).toEqual([
      "test.yaml:7:3: error: certification.lapse_rate changed after model 1: it was the chance of losing the certificate in a year; now it is the chance of being checked again, and only a county that falls short loses it; write certification.recheck_rate: a larger number withdraws as many certificates; then write model: 2",
    ]);
    expect(await load(scenario("model: 1\nassumptions:\n  certification.gaming_share: 0.1"))).toHaveLength(1);
    expect(await load(scenario("model: 2\nassumptions:\n  certification.gaming_share: 0.1"))).toEqual([]);
  });

  it.each(["", "model: 2\n"])(
    "a file that does not say model: 1 is not migrated (%j), and is told how it could be",
    async (model) => {
      const text = scenario(`${model}uncertainties:\n  stocks.equipment_depreciation: {dist: prior}`);
      expect(await load(text)).toEqual([
        `test.yaml:${model ? 7 : 6}:3: error: "stocks.equipment_depreciation" is a parameter of model 1; expected stocks.equipment_life; a file written for that model says so with model: 1; \`junheng migrate\` then says what becomes of it`,
      ]);
    },
  );

  it("so is a setting on the command line", async () => {
    const issues = await issuesOf(() => parseSetting("certification.lapse_rate=0.1"));
    expect(issues).toMatchObject([{ code: "older-parameter", expected: "certification.recheck_rate" }]);
  });

  it("both names at once are refused", async () => {
    const both = "stocks.equipment_depreciation: {dist: prior}\n  stocks.equipment_life: {dist: prior}";
    expect(await load(scenario(`model: 1\nuncertainties:\n  ${both}`))).toEqual([
      "test.yaml:7:3: error: stocks.equipment_depreciation is stocks.equipment_life since model 2, and stocks.equipment_life is here too; expected one of them",
    ]);
  });

  it.each(["3", "0", "1.5", "two", '"1"'])("model: %s is refused", async (model) => {
    expect(await load(scenario(`model: ${model}`))).toEqual([
      `test.yaml:5:8: error: the file was written for model ${model}; expected model: 2, or an older one, which is migrated`.replace(
        "model two",
        'model "two"',
      ),
    ]);
  });

  it("errors behind a migration keep their lines", async () => {
    const text = scenario(
      "model: 1\nuncertainties:\n  stocks.equipment_depreciation: {dist: prior}\nlevers:\n  rotation.share: 9",
    );
    expect(await load(text)).toEqual([
      "test.yaml:9:19: error: rotation.share is 9 share/year; expected 0 to 0.5 share/year",
    ]);
  });
});

/** Two migrations that use every kind of necessary step. */
const INVENTED: readonly Migration[] = [
  {
    from: 1,
    steps: [
      { kind: "rename", parameter: "rotation.quota", to: "rotation.part" },
      { kind: "rename-key", map: "change", key: "begin", to: "from" },
      { kind: "rename-key", map: "where", key: "area", to: "region" },
    ],
  },
  {
    from: 2,
    steps: [
      { kind: "rescale", parameter: "rotation.part", times: "0.01", unit: "share/year" },
      { kind: "rename", parameter: "rotation.part", to: "rotation.share" },
    ],
  },
];

describe("the text of a file", () => {
  const invented = (body: string, model = 1) =>
    migrateText(scenario(`model: ${model}\n${body}`), "a.yaml", INVENTED, 3);
  const written = (body: string, model = 1) => {
    const result = invented(body, model);
    if (result.status !== "migrated") throw new Error(JSON.stringify(result));
    return result.text.slice(scenario("model: 3\n").length - 1).trimEnd();
  };

  it("keeps comments and layout: only what changes is written anew", () => {
    const body = `
# why: a quarter  of them
levers:   # decided by the county
  "rotation.quota" :   {begin: 2026,   set: 4.1}   # percent
  rotation.paper_share:
      path: {2026: 0.1}
uncertainties: {rotation.quota: {dist: uniform, low: -0.1, high: 2.3, as: add}}`;
    expect(written(body)).toBe(
      `
# why: a quarter  of them
levers:   # decided by the county
  "rotation.share" :   {from: 2026,   set: 0.041}   # percent
  rotation.paper_share:
      path: {2026: 0.1}
uncertainties: {rotation.share: {dist: uniform, low: -0.001, high: 0.023, as: add}}`,
    );
  });

  it.each([
    ["rotation.part: 12.5", "rotation.share: 0.125"],
    ["rotation.part: {add: 4.1}", "rotation.share: {add: 0.041}"],
    ["rotation.part: {scale: 1.5}", "rotation.share: {scale: 1.5}"],
    ["rotation.part: {path: {2026: 4.1, 2030: 8}}", "rotation.share: {path: {2026: 0.041, 2030: 0.08}}"],
    ["rotation.part: {path: {2026: 1.5}, op: scale}", "rotation.share: {path: {2026: 1.5}, op: scale}"],
    ["rotation.part: [7, {set: 9, from: 2027}]", "rotation.share: [0.07, {set: 0.09, from: 2027}]"],
    [
      "rotation.part: {rules: [{set: 7}, {scale: 2, where: {region: west}}]}",
      "rotation.share: {rules: [{set: 0.07}, {scale: 2, where: {region: west}}]}",
    ],
    ["rotation.part: {set: 7, phase_in: {years: 3}}", "rotation.share: {set: 0.07, phase_in: {years: 3}}"],
  ])("in a new unit: %s", (before, after) => {
    expect(written(`levers: {${before}}`, 2)).toBe(`levers: {${after}}`);
  });

  it("leaves the factors of a draw, and numbers of other parameters", () => {
    const body = "uncertainties:\n  rotation.part: {dist: uniform, low: 0.5, high: 2, as: scale}\n  x.y: {low: 5}";
    expect(written(body, 2)).toBe(body.replace("part", "share"));
  });

  it("goes through every model in between, and renames keys of maps wherever they stand", () => {
    const body =
      "where: {area: west}\nlevers:\n  rotation.quota: {set: 1, begin: 2027, where: {except: {area: [east]}}}";
    expect(written(body)).toBe(
      "where: {region: west}\nlevers:\n  rotation.share: {set: 0.01, from: 2027, where: {except: {region: [east]}}}",
    );
  });

  it("takes no step of a model the file has left behind", () => {
    const body = "levers: {rotation.quota: 3, rotation.part: 4}";
    expect(written(body, 2)).toBe("levers: {rotation.quota: 3, rotation.share: 0.04}");
  });

  it("keeps line ends, and numbers free of noise", () => {
    const text =
      "junheng: 1\r\nkind: scenario\r\nid: a\r\nmodel: 2\r\ntitle: t\r\nlevers:\r\n  rotation.part: 29.3 # %\r\n";
    expect(migrateText(text, "a.yaml", INVENTED, 3)).toMatchObject({
      text: text.replace("model: 2", "model: 3").replace("part: 29.3", "share: 0.293"),
    });
  });

  it("is not written where a formula would need a new unit", () => {
    expect(invented('levers: {rotation.part: {expr: "previous + 1"}}', 2)).toMatchObject({
      status: "refused",
      issues: [{ code: "needs-judgement", line: 6, suggestion: expect.stringContaining("share/year") as string }],
    });
  });

  it("is refused where a part used under several names would be right for one only", async () => {
    const shared = "levers:\n  rotation.part: &a {set: 20}\n  rotation.spell_years: *a";
    const issues = await issuesOf(() => invented(shared, 2));
    expect(issues).toMatchObject([{ code: "needs-judgement", suggestion: "write the parts out" }]);
  });

  it("of a file that names no model is current, unless it uses what only an older model has", async () => {
    expect(migrateText(scenario("levers: {rotation.share: 0.2}"), "a.yaml")).toEqual({
      status: "current",
      namesModel: false,
    });
    const old = scenario("levers: {certification.lapse_rate: 0.1}");
    expect((await issuesOf(() => migrateText(old, "a.yaml"))).map(({ code }) => code)).toEqual(["older-parameter"]);
  });
});
