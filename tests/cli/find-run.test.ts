import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findRun } from "../../src/cli/find-run.ts";
import { runsIn, writeIndex } from "../../src/cli/run-index.ts";
import { issuesOf } from "../scenarios/files.ts";

const out = mkdtempSync(join(tmpdir(), "junheng-runs-"));
afterAll(() => rmSync(out, { recursive: true }));
function addRun(scenario: string, id: string) {
  const folder = join(out, scenario, id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "run.json"), JSON.stringify({ runId: id, status: "complete", seed: "s", worlds: 3 }));
  writeFileSync(join(folder, "summary.json"), JSON.stringify({ runId: id }));
  return folder;
}
const a = addRun("five-ways", "3f9c1a7be210");
addRun("twice", "aaaa00000000");
addRun("twice", "bbbb00000000");
addRun("deep/er", "cccc00000000");
addRun("five-ways", "3f9c1a7be211.part-7");
addRun(".worlds", "eeee00000000");
mkdirSync(join(out, "notes"));
mkdirSync(join(out, "torn", "dddd"), { recursive: true });
writeFileSync(join(out, "torn", "dddd", "run.json"), "{");

describe("findRun", () => {
  it("takes the folder, the id or its beginning, scenario/id, or a scenario that was run once", () => {
    for (const name of [a, "3f9c1a7be210", "3f9c", "five-ways/3f9c1a7be210", "five-ways", "five-ways/"])
      expect(findRun(name, out).summary.runId).toBe("3f9c1a7be210");
    expect(findRun("deep/er", out).summary.runId).toBe("cccc00000000");
  });

  it("says which there are where the name fits several or none", async () => {
    expect(await issuesOf(() => findRun("twice", out))).toMatchObject([
      {
        code: "not-a-run",
        problem: '"twice" was run 2 times',
        expected: expect.stringContaining("twice/aaaa00000000, twice/bbbb00000000"),
      },
    ]);
    expect(await issuesOf(() => findRun("five-way", out))).toMatchObject([{ suggestion: 'did you mean "five-ways"?' }]);
    expect(await issuesOf(() => findRun("x", join(out, "nothing")))).toMatchObject([
      { expected: expect.stringContaining("there is none in") },
    ]);
  });
});

describe("index.json", () => {
  it("holds one line per run; folders that are no runs are passed over", () => {
    writeIndex(out);
    const text = readFileSync(join(out, "index.json"), "utf8");
    expect(JSON.parse(text)).toEqual(runsIn(out));
    const lines = text.trimEnd().split("\n");
    expect(lines).toHaveLength(4 + 2);
    expect(lines[2]).toBe('{"id":"3f9c1a7be210","scenario":"five-ways","seed":"s","members":3,"status":"complete"},');
  });

  it("is an empty list where there is no run", () => {
    const empty = join(out, "notes");
    writeIndex(empty);
    expect(JSON.parse(readFileSync(join(empty, "index.json"), "utf8"))).toEqual([]);
  });
});
