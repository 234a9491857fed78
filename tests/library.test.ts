import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { assess, compare, defineConfig, resolve, run, validate } from "../src/index.ts";
import { inProcess } from "./cli/run-cli.ts";
import { SMALL_COUNTIES } from "./cli/small-counties.ts";

const folder = mkdtempSync(join(tmpdir(), "junheng-library-"));
afterAll(() => rmSync(folder, { recursive: true }));
const counties = join(folder, "counties.csv");
writeFileSync(counties, SMALL_COUNTIES);
const printed = async (...words: string[]) =>
  JSON.parse((await inProcess([...words, "--json"], folder)).stdout) as object;
const plain = (value: object) => JSON.parse(JSON.stringify(value)) as object;

describe("the library gives what --json prints", () => {
  it("run and compare", { timeout: 120_000 }, async () => {
    const options = { counties, sample: 0.34, worlds: 1, jobs: 1, out: join(folder, "out") };
    const words = ["--counties", counties, "--sample", "0.34", "--worlds", "1", "-j", "1", "-o", options.out];
    const summary = await run("faster-rotation", { ...options, set: ["rotation.share=0.3"] });
    expect(plain(summary)).toEqual(await printed("run", "faster-rotation", "--set", "rotation.share=0.3", ...words));
    const pair = await compare(["baseline", "faster-rotation"], options);
    expect(pair.id).toBe("baseline-vs-faster-rotation");
    expect(plain(pair)).toEqual(await printed("compare", "baseline", "faster-rotation", ...words));
    const turned = await compare("five-ways", { ...options, baseline: "nothing" }).catch(
      (error: Error) => error.message,
    );
    expect(turned).toContain('--baseline: error: the comparison has no scenario "nothing"');
  });

  it("resolve, validate and assess", async () => {
    const sample = fileURLToPath(new URL("../data/sample-county-en", import.meta.url));
    expect(plain(await resolve("faster-rotation", { counties }))).toEqual(
      await printed("resolve", "faster-rotation", "--counties", counties),
    );
    expect(plain(await validate("five-ways"))).toEqual(await printed("validate", "five-ways"));
    expect(plain(await assess(sample))).toEqual(await printed("assess", sample));
    expect(await validate("nothing")).toMatchObject([{ status: "wrong", issues: [{ code: "missing-file" }] }]);
  });

  it("defineConfig hands the settings back", () => {
    expect(defineConfig({ worlds: 3 })).toEqual({ worlds: 3 });
  });
});
