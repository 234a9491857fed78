import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { chooseLocale } from "../../src/cli/locale.ts";
import { findParameters, parameterTable } from "../../src/cli/params.ts";
import { displayWidth as widthOf } from "../../src/core/display-width.ts";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import { validationText } from "../../src/cli/validate-text.ts";
import { validateFile } from "../../src/cli/validate.ts";
import { PARAMETER_IDS } from "../../src/model/parameters.ts";
import { resolveComparison, resolveScenario } from "../../src/scenarios/resolve.ts";
import { issuesOf, pack, scenario } from "./files.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "junheng-"));
  mkdirSync(join(folder, "packages"));
  mkdirSync(join(folder, "sub"));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write("方案.yaml", scenario("extends: baseline\ninclude: [packages/own]"));
  write("packages/own.yaml", pack("source: {basis: law, title: t}\nlevers:\n  rotation.share: 0.3", "packages/own"));
  write(
    "packages/faster-rotation.yaml",
    pack("source: {basis: law, title: t}\nlevers:\n  rotation.share: 0.4", "packages/faster-rotation"),
  );
  write("shadow.yaml", scenario("extends: faster-rotation"));
  write("sub/deep.yaml", scenario("extends: ../方案.yaml"));
  write("typo.yaml", scenario("extends: baselin"));
  write("bad.yaml", scenario("levers:\n  rotation.shar: 1"));
  write("huge.yaml", `# ${"x".repeat(1_000_001)}`);
});

describe("scenario files", () => {
  const shareOf = async (name: string) => {
    const file = join(folder, name);
    const { changes } = await resolveScenario(file, scenarioReader(file));
    return changes.filter((change) => change.parameter === "rotation.share").map((change) => change.text.en);
  };

  it("a reference is looked for in the folder of its file, then in the catalogue", async () => {
    expect(await shareOf("方案.yaml")).toEqual(["0.3 from 2025"]);
  });

  it("a file of the catalogue finds the catalogue's packages, whatever lies beside the user's file", async () => {
    expect(await shareOf("shadow.yaml")).toEqual(["0.2 from 2025, over 3 years"]);
  });

  it("references inside a file in another folder are relative to that folder", async () => {
    expect(await shareOf("sub/deep.yaml")).toEqual(["0.3 from 2025"]);
  });

  it("a part of a study finds the other parts by id, its own folder first", async () => {
    for (const part of ["scenarios", "comparisons"]) mkdirSync(join(folder, "study", part), { recursive: true });
    mkdirSync(join(folder, "study", "packages"));
    const write = (name: string, text: string) => writeFileSync(join(folder, "study", name), text);
    write("scenarios/mine.yaml", scenario("extends: baseline\ninclude: [packages/own]", "mine"));
    write(
      "scenarios/baseline.yaml",
      scenario("levers:\n  rotation.share: { set: 0.45, source: {basis: law, title: t} }", "baseline"),
    );
    write("packages/own.yaml", pack("source: {basis: law, title: t}\nlevers:\n  rotation.share: 0.35", "packages/own"));
    write(
      "comparisons/all.yaml",
      "junheng: 1\nkind: comparison\nid: all\ntitle: 试\nbaseline: baseline\nscenarios: [mine]\n",
    );
    const file = join(folder, "study/comparisons/all.yaml");
    const { scenarios } = await resolveComparison(file, scenarioReader(file));
    expect(scenarios.map(({ changes }) => changes.map(({ text }) => text.en))).toEqual([
      ["0.45 from 2025"],
      ["0.45 from 2025", "0.35 from 2025"],
    ]);
  });

  it("files of the catalogue are called catalogue/… wherever the program is", () => {
    expect(scenarioReader("baseline")("baseline")!.file).toBe("catalogue/baseline.yaml");
    expect(scenarioReader("packages/funding-formula")("packages/funding-formula")!.file).toBe(
      "catalogue/packages/funding-formula.yaml",
    );
  });

  it("a near name is suggested from the folder and the catalogue", async () => {
    const file = join(folder, "typo.yaml");
    const [issue] = await issuesOf(() => resolveScenario(file, scenarioReader(file)));
    expect(issue).toMatchObject({ code: "missing-file", suggestion: 'did you mean "baseline"?', line: 5 });
  });

  it("a file over 1 MB is refused unread", async () => {
    const file = join(folder, "huge.yaml");
    const issues = await issuesOf(() => scenarioReader(file)(file));
    expect(issues.map((issue) => issue.code)).toEqual(["file-too-large"]);
  });

  it("an absolute path is no reference", () => {
    expect(scenarioReader("baseline")(join(folder, "方案.yaml"))).toBeUndefined();
  });
});

describe("validate", () => {
  it("says ok, with the kind and the id", async () => {
    const results = [await validateFile("five-ways"), await validateFile("packages/funding-formula")];
    expect(validationText(results, "en").split("\n")).toEqual(
      expect.arrayContaining([
        "ok catalogue/five-ways.yaml (comparison five-ways)",
        "   funding-formula: 6 changes, 6 assumed",
        "     catalogue/packages/funding-formula.yaml:46 funding.equalisation [region central, west]: 1796 of 2895 counties",
        "ok catalogue/packages/funding-formula.yaml (package packages/funding-formula)",
        "checked 2 files: 2 ok, 0 wrong; 0 errors, 0 warnings",
      ]),
    );
  });

  it("binds to the built-in nation, so that a formula without a value is found, and refuses text that is not UTF-8", async () => {
    const head = "junheng: 1\nkind: scenario\nid: f\ntitle: 试\nextends: baseline\n";
    const formula = join(folder, "formula.yaml");
    writeFileSync(formula, `${head}levers:\n  rotation.share: { expr: "log(0 - population)" }\n`);
    expect(await validateFile(formula)).toMatchObject({ status: "wrong", issues: [{ code: "not-a-number" }] });
    const gbk = join(folder, "gbk.yaml");
    writeFileSync(gbk, Buffer.concat([Buffer.from("title: "), Buffer.from([0xbb, 0xf9, 0xd7, 0xbc])]));
    expect(await validateFile(gbk)).toMatchObject({ status: "wrong", issues: [{ code: "not-utf8" }] });
  });

  it("gives the issues of a wrong file", async () => {
    const result = await validateFile(join(folder, "bad.yaml"));
    expect(result).toMatchObject({ status: "wrong", issues: [{ code: "unknown-parameter", line: 6, column: 3 }] });
  });
});

describe("params", () => {
  it("lists every parameter, or those that match", () => {
    expect(findParameters(undefined)).toEqual(PARAMETER_IDS);
    expect(findParameters("rotation.sh")).toEqual(["rotation.share"]);
    expect(findParameters("交流年限")).toEqual(["rotation.spell_years"]);
    expect(findParameters("lever").every((id) => PARAMETER_IDS.includes(id))).toBe(true);
  });

  it("suggests a near name where nothing matches", async () => {
    const issues = await issuesOf(() => findParameters("rotation.shaer"));
    expect(issues).toMatchObject([{ code: "unknown-parameter", suggestion: 'did you mean "rotation.share"?' }]);
  });

  it("counts a Chinese character as two cells", () => {
    expect(["abc", "轮岗", "10% 骨干", "（一）", "–"].map(widthOf)).toEqual([3, 4, 8, 6, 1]);
  });

  it.each(["zh", "en"] as const)("aligns its columns in %s", (locale) => {
    const lines = parameterTable(["rotation.share", "certification.capacity"], locale, true).trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    const unitColumns = lines.map((line, k) =>
      widthOf(line.slice(0, line.indexOf(["unit", "share/year", "counties/year"][k]!))),
    );
    if (locale === "en") expect(new Set(unitColumns).size).toBe(1);
    else expect(unitColumns[1]).toBe(unitColumns[2]);
  });

  it("leaves sources out on demand", () => {
    expect(parameterTable(["rotation.share"], "en", false)).not.toContain("law");
    expect(parameterTable(["rotation.share"], "en", true)).toContain("law");
  });

  it("speaks the language asked for, then JUNHENG_LOCALE, then the settings file, then the system's", async () => {
    expect(chooseLocale("en", { JUNHENG_LOCALE: "zh" })).toBe("en");
    expect(chooseLocale(undefined, { JUNHENG_LOCALE: "zh", LANG: "en_US.UTF-8" })).toBe("zh");
    expect(chooseLocale(undefined, { LANG: "en_US.UTF-8" })).toBe("en");
    expect(chooseLocale(undefined, { LANG: "C" })).toBe("en");
    expect(chooseLocale(undefined, { LANG: "en_US.UTF-8" }, "zh")).toBe("zh");
    expect(chooseLocale(undefined, { JUNHENG_LOCALE: "en" }, "zh")).toBe("en");
    expect(chooseLocale(undefined, { LC_ALL: "", LC_MESSAGES: "zh_CN.UTF-8", LANG: "en_US.UTF-8" })).toBe("zh");
    expect(chooseLocale(undefined, { LC_ALL: "C", LANG: "zh_CN.UTF-8" })).toBe("en");
    expect((await issuesOf(() => chooseLocale(undefined, { JUNHENG_LOCALE: "fr" }))).length).toBe(1);
    expect((await issuesOf(() => chooseLocale("fr", {}))).map((issue) => issue.code)).toEqual(["unknown-value"]);
  });
});
