import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, describe, expect, it } from "vitest";
import { SMALL_COUNTIES } from "./small-counties.ts";
import { syntheticPool, syntheticRun, syntheticTrace } from "./synthetic-worlds.ts";

// Mutants killed: traces of finished worlds held until the end; a table of numbers that never spills.

const folder = mkdtempSync(join(tmpdir(), "junheng-memory-"));
afterAll(() => rmSync(folder, { recursive: true }));
const COUNTIES = join(folder, "counties.csv");
writeFileSync(COUNTIES, SMALL_COUNTIES);

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Memory in use once garbage is collected (bytes). */
function inUse(): number {
  // Arrays whose owner is collected first are freed the second time.
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Bytes of the numbers that a world leaves in two scenarios. */
const WORLD_BYTES =
  2 * Object.values(syntheticTrace(0, 0, 6, 2)).reduce((sum, part) => sum + (part.byteLength ?? 0), 0);

describe("memory of a run", () => {
  it("grows from 120 to 360 worlds by less than half of what these worlds leave", { timeout: 300_000 }, async () => {
    const used = new Map<number, number>();
    const pool = syntheticPool(2, (world) => {
      if (world === 119 || world === 359) used.set(world, inUse());
    });
    await syntheticRun({ out: join(folder, "out"), counties: COUNTIES, worlds: 360 }, pool);
    expect(used.get(359)! - used.get(119)!).toBeLessThan(0.5 * 240 * WORLD_BYTES);
  });
});
