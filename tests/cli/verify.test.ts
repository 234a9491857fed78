import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compareTables } from "../../src/cli/compare-tables.ts";
import { runEnsemble } from "../../src/cli/ensemble-run.ts";
import { rerun } from "../../src/cli/rerun.ts";
import type { StoredRequest } from "../../src/cli/run-inputs.ts";
import { settleTarget } from "../../src/cli/settle-target.ts";
import { checkFiles } from "../../src/cli/verify.ts";
import { issuesOf } from "../scenarios/files.ts";
import { SMALL_COUNTIES } from "./small-counties.ts";

const folder = mkdtempSync(join(tmpdir(), "junheng-verify-"));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
write("counties.csv", SMALL_COUNTIES);
mkdirSync(join(folder, "packages"));
mkdirSync(join(folder, "other"));
const head = (kind: string, id: string) => `junheng: 1\nkind: ${kind}\nid: ${id}\ntitle: 试\n`;
write(
  "packages/own.yaml",
  `${head("package", "packages/own")}source: {basis: law, title: t}\nlevers:\n  rotation.share: 0.2\n`,
);
write("own.yaml", `${head("scenario", "own")}extends: baseline\ninclude: [packages/own]\n`);
// Two files of one name, in different folders.
write("other/own.yaml", `${head("scenario", "second")}extends: ../own.yaml\n`);
write(
  "set.yaml",
  `${head("comparison", "set")}baseline: baseline\nscenarios:\n  - { ref: other/own.yaml, set: { rotation.backbone_share: 0.3 } }\n`,
);

/** A tiny run of a comparison with files in several folders. */
async function smallRun() {
  const target = await settleTarget({ kind: "comparison", refs: [join(folder, "set.yaml")] }, [
    "rotation.paper_share=0.1",
  ]);
  return runEnsemble(target, {
    counties: join(folder, "counties.csv"),
    sample: 0.34,
    worlds: 1,
    seed: "verify",
    jobs: 1,
    out: join(folder, "out"),
    locale: "en",
    quiet: true,
    force: true,
  });
}

describe("a run", () => {
  it(
    "stores its inputs under neutral names, can be made again from them alone, and shows every change",
    { timeout: 300_000 },
    async () => {
      const { folder: run } = await smallRun();
      const request = JSON.parse(readFileSync(join(run, "inputs/request.json"), "utf8")) as StoredRequest;
      expect(request).toMatchObject({
        target: { kind: "comparison", refs: ["set.yaml"] },
        settings: ["rotation.paper_share=0.1"],
        options: { sample: 0.34, worlds: 1, seed: "verify" },
        counties: "counties.csv",
      });
      expect(request.references.map(({ from, ref, file }) => `${from}: ${ref} is ${file}`)).toEqual([
        "set.yaml: baseline is catalogue/baseline.yaml",
        "set.yaml: other/own.yaml is own.yaml",
        "own.yaml: ../own.yaml is 2/own.yaml",
        "2/own.yaml: packages/own is 3/own.yaml",
        "2/own.yaml: baseline is catalogue/baseline.yaml",
      ]);
      const untouched = await checkFiles(run);
      expect(untouched).toMatchObject({ missing: [], changed: [], extra: [] });
      expect(untouched.files).toBeGreaterThan(30);
      for (const name of ["run.json", "summary.json", "inputs/request.json", "resolved.json"])
        expect([name, readFileSync(join(run, name), "utf8").includes(folder)]).toEqual([name, false]);

      // Without the user's files the run comes out the same, byte for byte.
      for (const name of ["own.yaml", "other", "packages", "set.yaml", "counties.csv"])
        rmSync(join(folder, name), { recursive: true });
      const names = Object.keys((JSON.parse(readFileSync(join(run, "run.json"), "utf8")) as { files: object }).files);
      await rerun(run, { jobs: 1, locale: "zh", quiet: true }, (again) => {
        for (const name of [...names, "run.json"])
          expect([name, readFileSync(join(again, name), "utf8") === readFileSync(join(run, name), "utf8")]).toEqual([
            name,
            true,
          ]);
      });

      // What report and the clock add is no part of the run.
      mkdirSync(join(run, "exports"));
      write(join("out/set", run.split(/[/\\]/).at(-1)!, "exports/report.zh.pdf"), "x");
      expect((await checkFiles(run)).extra).toEqual([]);

      const copy = join(folder, "copy");
      cpSync(run, copy, { recursive: true });
      writeFileSync(join(copy, "money.csv"), `${readFileSync(join(copy, "money.csv"), "utf8")}\n`);
      writeFileSync(join(copy, "more.txt"), "");
      rmSync(join(copy, "equity.csv"));
      expect(await checkFiles(copy)).toMatchObject({
        missing: ["equity.csv"],
        changed: ["money.csv"],
        extra: ["more.txt"],
      });
      const json = readFileSync(join(copy, "run.json"), "utf8");
      writeFileSync(join(copy, "run.json"), json.replace('"seed": "verify"', '"seed": "other"'));
      expect((await checkFiles(copy)).changed).toEqual(["run.json", "money.csv"]);
      writeFileSync(join(copy, "run.json"), JSON.stringify({ ...(JSON.parse(json) as object), files: undefined }));
      expect(await issuesOf(() => checkFiles(copy))).toMatchObject([{ code: "not-a-run" }]);
      rmSync(join(copy, "inputs"), { recursive: true });
      const options = { jobs: 1, locale: "en", quiet: true } as const;
      expect(await issuesOf(() => rerun(copy, options, () => undefined))).toMatchObject([{ code: "not-a-run" }]);
    },
  );
});

describe("compareTables", () => {
  const table = (value: string, word = "a") => `name,value\n${word},${value}\n`;

  it("finds the first cell that differs by more than the tolerance", () => {
    expect(compareTables(table("1"), table("1"), 0)).toBeUndefined();
    expect(compareTables(table("1"), table("1.0"), 0)).toBeUndefined();
    expect(compareTables(table("100"), table("101"), 0.01)).toBeUndefined();
    expect(compareTables(table("100"), table("101.1"), 0.01)).toEqual({
      line: 2,
      column: "value",
      a: "100",
      b: "101.1",
    });
    expect(compareTables(table("1"), table("1.0000001"), 0)).toMatchObject({ line: 2 });
  });

  it("lets no word, empty cell or missing row pass", () => {
    expect(compareTables(table("1"), table("1", "b"), 0.5)).toMatchObject({ column: "name" });
    expect(compareTables(table("0"), table(""), 0.5)).toMatchObject({ column: "value" });
    expect(compareTables(table("1"), `${table("1")}b,2\n`, 0.5)).toMatchObject({ line: 3 });
    expect(compareTables(table("NaN"), table("1"), 0.5)).toMatchObject({ line: 2 });
  });

  it("takes numbers next to nothing for nothing, where a tolerance is given", () => {
    expect(compareTables(table("0"), table("1e-15"), 1e-9)).toBeUndefined();
    expect(compareTables(table("0"), table("1e-15"), 0)).toMatchObject({ line: 2 });
  });
});
