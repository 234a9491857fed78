import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { runEnsemble, type FinishedRun, type RunOptions } from "../../src/cli/ensemble-run.ts";
import { buildOf, programIdentity } from "../../src/cli/program-identity.ts";
import { queueOf } from "../../src/cli/queue-jobs.ts";
import { runOnQueue } from "../../src/cli/queue-run.ts";
import { settleTarget } from "../../src/cli/settle-target.ts";
import { ROOT } from "../docs/pages.ts";
import { FAILURE, inThisThread } from "./in-this-thread.ts";
import type { Behaviour } from "./queue-worker-process.ts";
import { HAS_QUEUE, RedisServer } from "./redis-server.ts";
import { SMALL_COUNTIES } from "./small-counties.ts";

/**
 * Runs on a real server with real workers, and what goes wrong with them.
 *
 * | mutant                                                | killed by                                    |
 * | ----------------------------------------------------- | -------------------------------------------- |
 * | another order, another name or bytes than locally     | two workers                                  |
 * | a dead worker's world is never given to another       | a worker that is killed                      |
 * | worlds the server lost are not handed in again        | a server that is restarted, or lost its data |
 * | a world is tried without end, or only once            | worlds that kill                             |
 * | an answer is deleted before the world is stored       | a run that is killed                         |
 * | an answer that comes twice counts twice               | answered twice, two at once                  |
 * | what was handed in stays after a stop                 | Ctrl-C                                       |
 * | a stopped worker keeps its worlds until they time out | Ctrl-C                                       |
 * | an answer is believed whatever it holds               | a worker that answers nonsense               |
 */
const folder = mkdtempSync(join(tmpdir(), "junheng-queue-"));
const COUNTIES = join(folder, "counties.csv");
const SCENARIO = join(folder, "small.yaml");
writeFileSync(COUNTIES, SMALL_COUNTIES);
writeFileSync(SCENARIO, "junheng: 1\nkind: scenario\nid: small\ntitle: 小情景\nensemble: { size: 6, seed: queue }\n");
const redis = new RedisServer(folder);
const children: ChildProcess[] = [];
/** Time after which a dead worker's worlds are given to others. A busy machine may lose a claim as short as the shorter. */
const LOCK_MS = 30_000;
const SHORT_LOCK_MS = 3000;

const optionsIn = (out: string, changes: Partial<RunOptions> = {}): RunOptions => ({
  ...{ out: join(folder, out), counties: COUNTIES, sample: 1, jobs: 1, locale: "en", quiet: true, force: false },
  ...changes,
});
const target = () => settleTarget({ kind: "scenarios", refs: [SCENARIO] }, []);
const submit = async (out: string) => runOnQueue(await target(), optionsIn(out), redis.address);

/** A process of the test, with what it wrote. */
interface Started {
  readonly child: ChildProcess;
  readonly text: () => string;
  /** Resolves once it has written something of that form. */
  readonly wrote: (form: RegExp) => Promise<void>;
  readonly ended: Promise<number | null>;
}

function start(words: readonly string[]): Started {
  const child = spawn(process.execPath, words, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part: Buffer) => (text += part.toString("utf8")));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const wrote = (form: RegExp) =>
    vi.waitUntil(() => form.test(text), { timeout: 60_000, interval: 20 }).then(() => undefined);
  return { child, text: () => text, wrote, ended };
}

function worker(behaviour: Partial<Behaviour> = {}): Started {
  const full = { queue: redis.address, lockMs: LOCK_MS, jobs: 1, ...behaviour };
  return start(["--import", "tsx", join(ROOT, "tests/cli/queue-worker-process.ts"), JSON.stringify(full)]);
}

/** `junheng run` as a process, on the queue. */
function runProcess(out: string): Started {
  const words = [
    "run",
    SCENARIO,
    "--counties",
    COUNTIES,
    "--sample",
    "1",
    "--out",
    join(folder, out),
    "--locale",
    "en",
  ];
  return start([join(ROOT, "src/cli/junheng.js"), ...words, "--queue", redis.address]);
}

function filesOf({ folder: run }: Pick<FinishedRun, "folder">): Map<string, string> {
  const names = readdirSync(run, { recursive: true, encoding: "utf8" }).filter((name) => /\.\w+$/.test(name));
  return new Map(
    names
      .filter((name) => name !== "log.jsonl")
      .sort()
      .map((name) => [name, readFileSync(join(run, name), "utf8")]),
  );
}
const runIn = (out: string) => ({ folder: join(folder, out, "small", readdirSync(join(folder, out, "small"))[0]!) });
const times = (text: string, form: RegExp) => [...text.matchAll(form)].length;
const storedIn = (out: string) => {
  const at = join(folder, out, ".worlds");
  const names = existsSync(at) ? readdirSync(at).flatMap((key) => readdirSync(join(at, key))) : [];
  return names.filter((name) => name.endsWith(".bin")).length;
};

describe.skipIf(!HAS_QUEUE)(
  "a run on a queue (skipped: no redis-server, or bullmq and ioredis not installed)",
  {
    timeout: 180_000,
  },
  () => {
    let local: Map<string, string>;
    let queue: string;
    beforeAll(async () => {
      await redis.start();
      queue = `junheng:${queueOf(await buildOf(await programIdentity()))}`;
      local = filesOf(await runEnsemble(await target(), optionsIn("local"), inThisThread()));
    }, 120_000);
    afterEach(async () => {
      vi.restoreAllMocks();
      for (const child of children.splice(0)) child.kill("SIGKILL");
      await redis.kill();
      await redis.start();
      redis.ask("flushall");
    });
    afterAll(async () => {
      await redis.kill();
      rmSync(folder, { recursive: true });
    });

    it("by two workers is the same run, byte by byte, and leaves no world on the server", async () => {
      const workers = [worker(), worker()];
      expect(filesOf(await submit("two"))).toEqual(local);
      expect(times(workers.map(({ text }) => text()).join(""), /^ended/gm)).toBe(6);
      expect([redis.ask("zcard", `${queue}:completed`), redis.ask("zcard", `${queue}:failed`)]).toEqual(["0", "0"]);
      expect(redis.ask("keys", `${queue}:*-*`).split("\n")).toEqual([`${queue}:stalled-check`]);
      for (const { child } of workers) child.kill("SIGINT");
      expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual([130, 130]);
    });

    it("goes on when a worker is killed in the middle of a world", async () => {
      const first = worker({ hangs: [2] });
      const running = submit("killed");
      await first.wrote(/began 2/);
      const second = worker();
      first.child.kill("SIGKILL");
      expect(filesOf(await running)).toEqual(local);
      expect(second.text()).toContain("began 2");
      expect(times(first.text() + second.text(), /^ended/gm)).toBe(6);
    });

    it.each([
      ["is restarted", () => Promise.resolve()],
      ["comes back without its data", () => Promise.resolve(redis.ask("flushall")).then(() => undefined)],
    ])("goes on when the server %s", async (_what, then) => {
      const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
      const { wrote } = worker({ lockMs: SHORT_LOCK_MS });
      const out = `server ${_what}`;
      const running = submit(out);
      await wrote(/began 1/);
      await redis.kill();
      await new Promise((resolve) => setTimeout(resolve, 500));
      await redis.start();
      await then();
      expect(filesOf(await running)).toEqual(local);
      expect(told.mock.calls.join("")).toMatch(/the server is gone; waiting for it: .*\n.*the server is back/);
    });

    it("notes worlds that kill their worker, break a thread or fail, after the right number of tries", async () => {
      const bad = { dies: [1], breaks: [3], fails: [4], lockMs: SHORT_LOCK_MS };
      const all: Started[] = [];
      let isOver = false;
      // A supervisor that starts the worker again whenever it dies.
      const supervise = async () => {
        while (!isOver) {
          const one = worker(bad);
          all.push(one);
          await one.ended;
        }
      };
      const supervisor = supervise();
      const partial = await submit("poison");
      isOver = true;
      for (const { child } of all) child.kill("SIGKILL");
      await supervisor;
      expect(partial.summary).toMatchObject({ worlds: 3, failedWorlds: 3 });
      const rows = csvParse(filesOf(partial).get("failed-worlds.csv")!);
      expect(rows.map(({ world, message, stage }) => [world, message, stage])).toEqual([
        ["1", "the workers that ran it died, each time it was tried", ""],
        ["3", "the thread died", ""],
        ["4", FAILURE.message.split("\n")[0], "balance"],
      ]);
      const text = all.map((one) => one.text()).join("");
      expect([1, 3, 4].map((world) => times(text, new RegExp(`^began ${world}`, "gm")))).toEqual([3, 3, 1]);
      // The same command tries them again.
      worker();
      expect(filesOf(await submit("poison"))).toEqual(local);
    });

    it("counts a world once that is answered twice: the first worker lost its claim and came too late", async () => {
      const late = worker({ sleeps: [0], lockMs: SHORT_LOCK_MS });
      const running = submit("twice");
      await late.wrote(/began 0/);
      const other = worker({ lockMs: SHORT_LOCK_MS });
      expect(filesOf(await running)).toEqual(local);
      await late.wrote(/ended 0/);
      expect(other.text()).toContain("ended 0");
    });

    it("made by two at once is the same for both", async () => {
      worker();
      const [one, other] = await Promise.all([submit("one"), submit("other")]);
      expect([filesOf(one), filesOf(other)]).toEqual([local, local]);
    });

    it("that is killed goes on with the same command", async () => {
      const { wrote } = worker({ hangs: [5] });
      const killed = runProcess("again");
      await vi.waitUntil(() => storedIn("again") >= 2, { timeout: 60_000, interval: 5 });
      killed.child.kill("SIGKILL");
      await wrote(/began 5/);
      for (const child of children.splice(0)) child.kill("SIGKILL");
      const rest = worker();
      const again = runProcess("again");
      expect(await again.ended).toBe(0);
      expect(filesOf(runIn("again"))).toEqual(local);
      // Worlds that were done when nobody waited for them were not run again.
      expect(times(rest.text(), /^began/gm)).toBe(1);
    });

    it("ends by Ctrl-C with 130, and takes back what no worker is at; a stopped worker returns its world", async () => {
      const first = worker({ hangs: [0] });
      const run = runProcess("stopped");
      await first.wrote(/began 0/);
      expect(redis.ask("llen", `${queue}:wait`)).toBe("5");
      run.child.kill("SIGINT");
      expect(await run.ended).toBe(130);
      expect(run.text()).toContain("stopped after 0 of 6 worlds; the same command goes on from there");
      expect([redis.ask("llen", `${queue}:wait`), redis.ask("llen", `${queue}:active`)]).toEqual(["0", "1"]);
      first.child.kill("SIGTERM");
      expect(await first.ended).toBe(130);
      expect([redis.ask("llen", `${queue}:wait`), redis.ask("llen", `${queue}:active`)]).toEqual(["1", "0"]);
      // Nobody waits for the claim to run out.
      worker();
      expect(filesOf(await submit("stopped"))).toEqual(local);
    });

    it("believes no answer that is nonsense", async () => {
      const { Worker } = (await import("bullmq" as string)) as {
        Worker: new (...all: unknown[]) => { close(): Promise<void>; on(event: string, heard: () => void): void };
      };
      let asked = 0;
      const nonsense = () => Promise.resolve({ world: ["", "bm9uc2Vuc2U=", 5][asked++ % 3] });
      const options = { connection: { path: redis.address }, prefix: "junheng" };
      const liar = new Worker(queue.replace("junheng:", ""), nonsense, options);
      liar.on("error", () => undefined);
      await expect(submit("nonsense")).rejects.toThrow(
        "all 6 worlds failed; world 0: its answer is not what a worker sends",
      );
      expect(asked).toBe(18);
      await liar.close();
    });

    it("is refused by a worker that works out another run from the same files", async () => {
      const { child, ended, text, wrote } = worker();
      await wrote(/waiting for worlds/);
      redis.ask("set", "junheng:run:ffff", "{}");
      const { Queue } = (await import("bullmq" as string)) as {
        Queue: new (...all: unknown[]) => {
          add(...all: unknown[]): Promise<unknown>;
          getJob(id: string): Promise<{ failedReason: string }>;
          close(): Promise<void>;
        };
      };
      const jobs = new Queue(queue.replace("junheng:", ""), { connection: { path: redis.address }, prefix: "junheng" });
      await jobs.add("world", { runId: "ffff", world: 0 }, { jobId: "x-1" });
      await jobs.add("world", { runId: "../ffff", world: -1 }, { jobId: "x-2" });
      await vi.waitUntil(() => redis.ask("zcard", `${queue}:failed`) === "2", { timeout: 60_000, interval: 50 });
      expect((await jobs.getJob("x-1")).failedReason).toContain("this does not describe a run");
      expect((await jobs.getJob("x-2")).failedReason).toBe("this job asks for no world");
      await jobs.close();
      // Of runs of another build it says so, once.
      for (let k = 0; k < 2; k++)
        redis.ask("publish", "junheng:hello", '{"role":"run","build":"other","program":"junheng 9.9.9"}');
      redis.ask("publish", "junheng:hello", "no json");
      await wrote(/needs another build of the program and is refused: junheng 9\.9\.9; this is junheng/);
      child.kill("SIGINT");
      expect(await ended).toBe(130);
      expect(times(text(), /9\.9\.9/g)).toBe(1);
    });

    it("says when no worker is there, or only workers of another build", async () => {
      const run = runProcess("lonely");
      await run.wrote(/no worker is there yet; start junheng worker --queue/);
      redis.ask("publish", "junheng:hello", '{"role":"worker","build":"other","program":"junheng 9.9.9"}');
      await run.wrote(/another build of the program and takes none of these worlds: junheng 9\.9\.9/);
      run.child.kill("SIGINT");
      expect(await run.ended).toBe(130);
    });

    it("a worker ends by itself when it has had nothing to do", async () => {
      const words = ["worker", "--queue", redis.address, "--idle", "1", "--jobs", "1", "--locale", "zh"];
      const idle = start([join(ROOT, "src/cli/junheng.js"), ...words]);
      expect(await idle.ended).toBe(0);
      expect(idle.text()).toContain("停止；完成了 0 个世界");
    });
  },
);
