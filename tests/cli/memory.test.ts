import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, describe, expect, it } from "vitest";
import { SMALL_COUNTIES } from "./small-counties.ts";
import { syntheticPool, syntheticRun } from "./synthetic-worlds.ts";

// Mutants killed: traces of finished worlds held until the end; a table of numbers that never spills.

const folder = mkdtempSync(join(tmpdir(), "junheng-memory-"));
afterAll(() => rmSync(folder, { recursive: true }));
const COUNTIES = join(folder, "counties.csv");
writeFileSync(COUNTIES, SMALL_COUNTIES);

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Memory in use once garbage is collected (bytes). */
function inUse(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe("memory of a run", () => {
  it("is at most a quarter larger with 360 worlds than with 120", { timeout: 300_000 }, async () => {
    const used = new Map<number, number>();
    const pool = syntheticPool(2, (world) => {
      if (world === 119 || world === 359) used.set(world, inUse());
    });
    const before = inUse();
    await syntheticRun({ out: join(folder, "out"), counties: COUNTIES, worlds: 360 }, pool);
    const [few, many] = [used.get(119)! - before, used.get(359)! - before];
    // A world of two scenarios leaves about 80 kB: 240 of them would be 19 MB.
    expect(many).toBeLessThan(1.25 * few + 1e6);
  });
});
