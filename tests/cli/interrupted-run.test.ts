import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { SMALL_COUNTIES } from "./small-counties.ts";

/**
 * The program as users start it, ended in the middle.
 *
 * | mutant                                            | killed by                                |
 * | ------------------------------------------------- | ---------------------------------------- |
 * | worlds written only at the end                    | killed                                   |
 * | a stop waits for all worlds, or exits with 0      | Ctrl-C                                   |
 * | progress only on a terminal                       | Ctrl-C (worlds read back are told)       |
 * | a resumed run in another folder or order          | files equal byte by byte                 |
 */
const folder = mkdtempSync(join(tmpdir(), "junheng-stop-"));
afterAll(() => rmSync(folder, { recursive: true }));
const COUNTIES = join(folder, "counties.csv");
writeFileSync(COUNTIES, SMALL_COUNTIES);
const PROGRAM = fileURLToPath(new URL("../../src/cli/junheng.js", import.meta.url));
const WORLDS = 12;

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
}

/** Starts a run; `onWorlds` is called once when worlds lie in the store. */
function start(out: string, flags: readonly string[], onWorlds?: (child: ChildProcess) => void): Promise<Ended> {
  const common = ["--counties", COUNTIES, "--sample", "1", "--worlds", `${WORLDS}`, "--out", join(folder, out)];
  const child = spawn(process.execPath, [PROGRAM, "run", "baseline", ...common, "--locale", "en", ...flags], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (text: Buffer) => (stderr += text.toString("utf8")));
  const watch = setInterval(() => {
    if (!onWorlds || worldsIn(out) < 2) return;
    clearInterval(watch);
    onWorlds(child);
  }, 5);
  return new Promise((resolve) => {
    child.on("close", (code, signal) => {
      clearInterval(watch);
      resolve({ code, signal, stderr });
    });
  });
}

function worldsIn(out: string): number {
  const at = join(folder, out, ".worlds");
  const keys = existsSync(at) ? readdirSync(at) : [];
  return keys.flatMap((key) => readdirSync(join(at, key))).filter((name) => name.endsWith(".bin")).length;
}

/** All files of the only run below a folder but the log, by relative path. */
function filesOf(out: string): Map<string, string> {
  const runs = join(folder, out, "baseline");
  const [runId, ...more] = readdirSync(runs);
  expect(more).toEqual([]);
  const names = readdirSync(join(runs, runId!), { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.\w+$/.test(name),
  );
  return new Map(
    names
      .filter((name) => name !== "log.jsonl")
      .sort()
      .map((name) => [`${runId}/${name}`, readFileSync(join(runs, runId!, name), "utf8")]),
  );
}

describe("a run that is ended in the middle", { timeout: 300_000 }, () => {
  it("by kill −9 goes on where it was: files equal byte by byte, with 1 and 2 jobs", async () => {
    expect(await start("through", ["--jobs", "2"])).toMatchObject({ code: 0 });
    const files = filesOf("through");
    expect(files.size).toBeGreaterThan(20);
    for (const jobs of ["1", "2"]) {
      const killed = await start(`killed${jobs}`, ["--jobs", jobs], (child) => child.kill("SIGKILL"));
      expect(killed).toMatchObject({ code: null, signal: "SIGKILL" });
      const left = worldsIn(`killed${jobs}`);
      expect(left).toBeGreaterThanOrEqual(2);
      expect(left).toBeLessThan(WORLDS);
      const resumed = await start(`killed${jobs}`, ["--jobs", jobs, "--resume"]);
      expect(resumed).toMatchObject({ code: 0 });
      expect(resumed.stderr).toContain(`${left} worlds read back`);
      expect(filesOf(`killed${jobs}`)).toEqual(files);
    }
  });

  it("by Ctrl-C or a request to end says how far it came, and ends with 130", async () => {
    for (const [out, signal, locale, words] of [
      ["int", "SIGINT", "en", /stopped after (\d+) of 12 worlds; the same command goes on from there/],
      ["term", "SIGTERM", "zh", /已完成 12 个世界中的 (\d+) 个后停止；再次运行同一命令会从这里继续/],
    ] as const) {
      const ended = await start(out, ["--jobs", "2", "--locale", locale], (child) => child.kill(signal));
      expect(ended).toMatchObject({ code: 130 });
      expect(Number(words.exec(ended.stderr)![1])).toBe(worldsIn(out));
      expect(existsSync(join(folder, out, "baseline"))).toBe(false);
    }
  });

  it("that never began cannot be resumed", async () => {
    const ended = await start("never", ["--resume"]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain("no finished world of this run lies in");
  });
});
