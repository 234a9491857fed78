import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runEnsemble, type FinishedRun, type RunOptions } from "../../src/cli/ensemble-run.ts";
import { mergeShards } from "../../src/cli/merge.ts";
import { runShard } from "../../src/cli/run-shard.ts";
import { settleTarget } from "../../src/cli/settle-target.ts";
import { rangesText } from "../../src/cli/shard-stores.ts";
import { worldsOf } from "../../src/cli/shard.ts";
import { InputError } from "../../src/core/issue.ts";
import { FAILURE, inThisThread } from "./in-this-thread.ts";
import { inProcess } from "./run-cli.ts";
import { SMALL_COUNTIES } from "./small-counties.ts";

/**
 * | mutant                                              | killed by                                |
 * | --------------------------------------------------- | ---------------------------------------- |
 * | shards count from 0, overlap or leave a world out   | worlds of shards                         |
 * | a shard runs finished worlds again                  | a second try                             |
 * | a failed world is lost between shard and merge      | failed worlds                            |
 * | missing, damaged or differing worlds pass           | what keeps shards apart                  |
 * | shards of another run or program pass               | what keeps shards apart                  |
 * | merge runs worlds or changes a byte                 | byte by byte                             |
 */
const folder = mkdtempSync(join(tmpdir(), "junheng-shards-"));
afterAll(() => rmSync(folder, { recursive: true }));
const COUNTIES = join(folder, "counties.csv");
writeFileSync(COUNTIES, SMALL_COUNTIES);
const SCENARIO = join(folder, "small.yaml");
writeFileSync(SCENARIO, "junheng: 1\nkind: scenario\nid: small\ntitle: 小情景\nensemble: { size: 4, seed: shards }\n");

const optionsIn = (out: string, changes: Partial<RunOptions> = {}): RunOptions => ({
  ...{ out: join(folder, out), counties: COUNTIES, sample: 1, jobs: 1, locale: "en", quiet: true, force: false },
  ...changes,
});
const target = () => settleTarget({ kind: "scenarios", refs: [SCENARIO] }, []);

async function shard(
  out: string,
  part: number,
  parts: number,
  pool = inThisThread(),
  changes: Partial<RunOptions> = {},
) {
  return runShard(await target(), { part, parts }, optionsIn(out, changes), pool);
}
const merge = (outs: readonly string[], out: string, run?: string) =>
  mergeShards(
    outs.map((one) => join(folder, one)),
    { out: join(folder, out), quiet: true, ...(run !== undefined && { run }) },
    "en",
  );
const issuesOf = (merged: Promise<unknown>) =>
  merged.then(
    () => [],
    (error: unknown) => (error as InputError).issues.map(({ code, problem }) => `${code}: ${problem}`),
  );

function filesOf({ folder: run }: FinishedRun): Map<string, string> {
  const names = readdirSync(run, { recursive: true, encoding: "utf8" }).filter((name) => /\.\w+$/.test(name));
  return new Map(
    names
      .filter((name) => name !== "log.jsonl")
      .sort()
      .map((name) => [name, readFileSync(join(run, name), "utf8")]),
  );
}
const storeOf = (out: string) => {
  const stores = join(folder, out, ".worlds");
  return join(stores, readdirSync(stores)[0]!);
};

describe("worlds of shards", () => {
  it("are taken in turn; together they are all worlds, each once", () => {
    expect([1, 2, 3].map((part) => worldsOf({ part, parts: 3 }, 7))).toEqual([
      [0, 3, 6],
      [1, 4],
      [2, 5],
    ]);
    expect(worldsOf({ part: 3, parts: 3 }, 2)).toEqual([]);
    fc.assert(
      fc.property(fc.nat(40), fc.integer({ min: 1, max: 12 }), (total, parts) => {
        const shards = Array.from({ length: parts }, (_, i) => worldsOf({ part: i + 1, parts }, total));
        expect(shards.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, world) => world));
      }),
      { seed: 1 },
    );
  });

  it("are written as ranges", () => {
    expect(rangesText([0, 1, 2, 5, 7, 8])).toBe("0–2, 5, 7–8");
    expect(rangesText(Array.from({ length: 25 }, (_, k) => 2 * k))).toMatch(/^0, 2, .*38, …$/);
  });

  it.each(["0/3", "4/3", "3", "1/0", "-1/3", "1.5/3"])("--shard %s is refused in both languages", async (text) => {
    const ended = await inProcess(["run", "baseline", "--shard", text], folder);
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining("counted from 1, such as 3/8")]);
    const zh = await inProcess(["run", "baseline", "--shard", text, "--locale", "zh"], folder);
    expect(zh.stderr).toContain("从 1 数起");
  });

  it("--shard stands beside no option that would have no effect", async () => {
    for (const words of [["--years", "2030"], ["--no-keep-worlds"], ["--resume"], ["--dry-run"]]) {
      const ended = await inProcess(["run", "baseline", "--shard", "1/2", ...words], folder);
      expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining("has no effect with")]);
    }
  });
});

let whole: FinishedRun;
beforeAll(async () => {
  await shard("one", 1, 2);
  await shard("two", 2, 2);
  whole = await runEnsemble(await target(), optionsIn("whole"), inThisThread());
}, 120_000);

describe("shards of a run", { timeout: 120_000 }, () => {
  it("merged are the run byte by byte, from one folder or several", async () => {
    const merged = await merge(["one", "two"], "merged");
    expect(filesOf(merged)).toEqual(filesOf(whole));
    expect(merged.summary.runId).toBe(whole.summary.runId);
    cpSync(join(folder, "one"), join(folder, "shared"), { recursive: true });
    cpSync(join(folder, "two"), join(folder, "shared"), { recursive: true });
    const shared = await mergeShards([], { out: join(folder, "shared"), quiet: true }, "en");
    expect(filesOf(shared)).toEqual(filesOf(whole));
    // The worlds of a Latin hypercube serve no other run; those of the shards' own folders stay.
    expect([existsSync(join(folder, "shared", ".worlds")), existsSync(storeOf("one"))]).toEqual([false, true]);
  });

  it("leave worlds, how the run was asked, and no report; a second try runs nothing", async () => {
    expect(readdirSync(join(folder, "one"))).toEqual([".worlds"]);
    expect(readdirSync(storeOf("one")).sort()).toEqual(["0-0.bin", "2-0.bin", "runs"]);
    const ran: number[] = [];
    const again = await shard("one", 1, 2, inThisThread(ran));
    expect(again).toMatchObject({ runId: whole.summary.runId, worlds: 2, readBack: 2, failed: [] });
    await shard("one", 1, 2, inThisThread(ran), { force: true });
    expect(ran).toEqual([0, 2]);
    // Where the whole run has been made there is nothing to do.
    expect(await shard("whole", 1, 2, inThisThread(ran))).toMatchObject({ readBack: 2 });
    expect(ran).toEqual([0, 2]);
  });

  it("carry their failed worlds to the merged run, until a later try finishes them", async () => {
    const failing = await shard("failing", 1, 2, inThisThread([], [2]));
    expect(failing.failed).toEqual([{ world: 2, ...FAILURE }]);
    const partial = await merge(["failing", "two"], "partial");
    expect(partial.summary).toMatchObject({ worlds: 3, failedWorlds: 1, runId: whole.summary.runId });
    const [row] = csvParse(filesOf(partial).get("failed-worlds.csv")!);
    expect(row).toMatchObject({ world: "2", scenario: "small", year: "2030", stage: "balance", county: "330101" });
    const local = await runEnsemble(await target(), optionsIn("local"), inThisThread([], [2]));
    expect(filesOf(partial)).toEqual(filesOf(local));
    const ran: number[] = [];
    expect((await shard("failing", 1, 2, inThisThread(ran))).failed).toEqual([]);
    expect([ran, readdirSync(storeOf("failing")).filter((name) => name.includes("failed"))]).toEqual([[2], []]);
    expect(filesOf(await merge(["failing", "two"], "partial"))).toEqual(filesOf(whole));
  });

  it("of which a world finished in one folder and failed in another: the finished one counts", async () => {
    await shard("unlucky", 1, 2, inThisThread([], [0, 2]));
    expect(filesOf(await merge(["unlucky", "one", "two"], "lucky"))).toEqual(filesOf(whole));
  });
});

describe("what keeps shards apart", { timeout: 120_000 }, () => {
  const copy = (from: string, to: string) => {
    cpSync(join(folder, from), join(folder, to), { recursive: true });
    return storeOf(to);
  };
  const flip = (file: string) => {
    const bytes = readFileSync(file);
    bytes[60]! ^= 1;
    writeFileSync(file, bytes);
  };

  it("worlds that are missing, and folders that hold none", async () => {
    expect(await issuesOf(merge(["one"], "never"))).toEqual(["missing-worlds: 2 of 4 worlds are missing: 1, 3"]);
    mkdirSync(join(folder, "empty"));
    expect(await issuesOf(merge(["one", "empty", "nowhere"], "never"))).toEqual([
      `no-shard: no shard of run ${whole.summary.runId} lies here`,
      "no-shard: there is no such folder",
    ]);
    expect(await issuesOf(merge(["empty"], "never"))).toEqual(["no-shard: no shard lies here"]);
    expect(await issuesOf(merge(["one"], "never", "ffff"))).toEqual(["no-shard: no shard of run ffff lies here"]);
  });

  it("damaged worlds, unless there is another copy", async () => {
    flip(join(copy("one", "damaged"), "2-0.bin"));
    expect(await issuesOf(merge(["damaged", "two"], "never"))).toEqual([
      "damaged-world: world 2 is damaged and there is no other copy",
    ]);
    expect(filesOf(await merge(["damaged", "one", "two"], "mended"))).toEqual(filesOf(whole));
  });

  it("two copies of a world that differ; equal ones do not", async () => {
    // A world that another machine worked out differently, though its file is whole.
    const odd = copy("two", "odd");
    const pool = inThisThread();
    await shard(
      "odd",
      2,
      2,
      (start, threads) => ({
        ...pool(start, threads),
        run: async (world) => {
          const traces = await pool(start, threads).run(world);
          traces[0]!.sums[0]! += world === 3 ? 1 : 0;
          return traces;
        },
      }),
      { force: true },
    );
    expect(await issuesOf(merge(["one", "two", "odd"], "never"))).toEqual([
      `worlds-differ: world 3 is not what it is in ${join(storeOf("two"), "3-0.bin")}`,
    ]);
    expect(existsSync(join(odd, "3-0.bin"))).toBe(true);
  });

  it("another run, another program, changed files", async () => {
    await shard("seed", 1, 2, inThisThread(), { seed: "other" });
    expect(await issuesOf(merge(["one", "seed"], "never"))).toEqual([
      expect.stringMatching(/^several-runs: the folders hold shards of 2 runs: [0-9a-f]{12}, [0-9a-f]{12}$/),
    ]);
    expect(await issuesOf(merge(["one", "seed"], "never", whole.summary.runId))).toEqual([
      `no-shard: no shard of run ${whole.summary.runId} lies here`,
    ]);
    const changed = async (out: string, change: (text: string) => string) => {
      const at = join(copy("one", out), "runs", `${whole.summary.runId}.json`);
      writeFileSync(at, change(readFileSync(at, "utf8")));
      return issuesOf(merge([out, "two"], "never")).then(
        (issues) => [issues, issuesOf(merge([out], "never"))] as const,
      );
    };
    const [both, alone] = await changed("older", (text) => text.replace(/"source":"[0-9a-f]+"/, '"source":"0000"'));
    expect(both).toEqual([expect.stringMatching(/^other-run: run .* is not described as in/)]);
    expect(await alone).toEqual([expect.stringMatching(/^other-program: run .*source 0000/)]);
    const [, edited] = await changed("edited", (text) => text.replace("小情景", "大情景"));
    expect(await edited).toEqual([expect.stringMatching(/^other-run: run .* comes out here as/)]);
    const [broken] = await changed("broken", () => "{}");
    expect(broken).toEqual(["not-a-run: this does not describe a run"]);
  });
});
