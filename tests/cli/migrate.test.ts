import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { migrateFile } from "../../src/cli/migrate.ts";
import { schemaText } from "../../src/cli/schema.ts";
import { MODEL_VERSION } from "../../src/model/parameters.ts";
import { jsonSchema } from "../../src/scenarios/json-schema.ts";
import { ROOT } from "../docs/pages.ts";
import { issuesOf } from "../scenarios/files.ts";

const CORPUS = join(ROOT, "tests/scenarios/corpus/model-1");

/** A copy of a corpus file in a folder of its own. */
function copyOf(name: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "junheng-migrate-")), "file.yaml");
  copyFileSync(join(CORPUS, name), path);
  return path;
}

describe("migrate", () => {
  it("prints the lines that change and writes nothing", async () => {
    const file = copyOf("baseline-later.yaml");
    const before = readFileSync(file, "utf8");
    const { text, isDone } = await migrateFile(file, {}, "en");
    expect(text.split("\n").slice(1)).toEqual(["4 - model: 1", `4 + model: ${MODEL_VERSION}`, ""]);
    expect(text).toContain(`file.yaml: model 1 → ${MODEL_VERSION}\n`);
    expect(isDone).toBe(true);
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  it("--write changes only what it printed; then the file is current", async () => {
    const file = copyOf("catalogue/baseline.yaml");
    const before = readFileSync(file, "utf8");
    const { text } = await migrateFile(file, { write: true }, "zh");
    expect(text).toContain("54 +   stocks.equipment_life: { dist: prior }\n");
    expect(text).toContain("已写入\n");
    const changed = before
      .replace("model: 1", `model: ${MODEL_VERSION}`)
      .replace("equipment_depreciation", "equipment_life");
    expect(readFileSync(file, "utf8")).toBe(changed);
    const again = await migrateFile(file, { write: true }, "en");
    expect(again).toMatchObject({
      isDone: true,
      text: expect.stringContaining("already written for the current model") as string,
    });
  });

  it("leaves a file alone that needs a judgement, and says in either language what to write", async () => {
    const file = copyOf("lapse-number.yaml");
    const before = readFileSync(file, "utf8");
    const [zh, en] = [await migrateFile(file, { write: true }, "zh"), await migrateFile(file, { write: true }, "en")];
    expect([zh.isDone, en.isDone]).toEqual([false, false]);
    expect(zh.text).toContain("没有改动");
    expect(zh.text).toContain("改写 certification.recheck_rate");
    expect(en.text).toContain("nothing was changed");
    expect(en.text).toContain("write certification.recheck_rate");
    expect(en.text).not.toMatch(/\p{Script=Han}/u);
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  it.each(["catalogue/all-three.yaml", "catalogue/five-ways.yaml", "catalogue/packages/funding-formula.yaml"])(
    "--compare: %s gives the same values before and after",
    async (name) => {
      const { text, isDone } = await migrateFile(join(CORPUS, name), { compare: true }, "en");
      expect(text).toMatch(/same values: scenarios × counties × years × parameters [15] × 2895 × 16 × \d+\n/);
      expect(isDone).toBe(true);
    },
  );

  it("says so where a file names no model, is not there, or belongs to the program", async () => {
    const file = copyOf("push-for-balance.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^model: 1.*\n/m, ""));
    expect((await migrateFile(file, {}, "en")).text).toContain(`write model: ${MODEL_VERSION}`);
    expect(await issuesOf(() => migrateFile("no-such-file", {}, "en"))).toMatchObject([{ code: "missing-file" }]);
    expect((await migrateFile("baseline", { write: true }, "en")).text).toContain("already written");
  });
});

describe("schema", () => {
  it("prints the schema of all kinds, or of one, and knows no other", async () => {
    expect(JSON.parse(schemaText(undefined))).toEqual(jsonSchema());
    expect(JSON.parse(schemaText("goal"))).toEqual(jsonSchema("goal"));
    expect(await issuesOf(() => schemaText("scenrio"))).toMatchObject([{ suggestion: 'did you mean "scenario"?' }]);
  });
});
