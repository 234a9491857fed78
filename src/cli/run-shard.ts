import { availableParallelism } from "node:os";
import { join } from "node:path";
import { say } from "../core/bilingual.ts";
import { prepareRun, type RunOptions, type RunTarget } from "./ensemble-run.ts";
import { Interrupted } from "./interrupted.ts";
import { checkOutputFolder, readSummary } from "./outputs.ts";
import { portableRun } from "./portable-run.ts";
import { startProgress } from "./progress.ts";
import { worldsOf, type Shard } from "./shard.ts";
import { stopSignal } from "./stop-signal.ts";
import { startOf } from "./worker-start.ts";
import { openWorkerPool, type OpenPool } from "./worker-pool.ts";
import { failureOf, type FailedWorld } from "./world-failure.ts";
import { openWorldStore, putFile, type WorldStore } from "./world-store.ts";

/** What a shard left behind. */
export interface FinishedShard {
  readonly runId: string;
  /** Store its worlds lie in. */
  readonly store: string;
  readonly worlds: number;
  /** Worlds that were there before. */
  readonly readBack: number;
  readonly failed: readonly FailedWorld[];
}

/**
 * Runs the worlds of one shard of a run into the store of worlds below the folder for results, and writes no report. Worlds that are
 * there are left alone; a world that fails is noted there, and tried again the next time.
 * @throws InputError as `runEnsemble` does; Interrupted on Ctrl-C; an error of the system if a world cannot be stored.
 */
export async function runShard(
  target: RunTarget,
  shard: Shard,
  options: RunOptions,
  openPool: OpenPool = openWorkerPool,
): Promise<FinishedShard> {
  checkOutputFolder(options.out);
  const prepared = await prepareRun(target, options);
  const { runId, plan, identity, folder } = prepared;
  const portable = await portableRun(prepared, options);
  const store = openWorldStore(options.out, portable.key, plan);
  const mine = worldsOf(shard, identity.worlds);
  const result = { runId, store: store.folder, worlds: mine.length };
  const made = options.force ? undefined : readSummary(folder);
  if (made && made.failedWorlds === undefined) return { ...result, readBack: mine.length, failed: [] };
  putFile(join(store.folder, "runs", `${runId}.json`), `${JSON.stringify(portable)}\n`);
  const waiting = options.force ? [...mine] : mine.filter((world) => !isStored(store, world));
  const readBack = mine.length - waiting.length;
  const failed = await runInto(store, waiting, { readBack, total: mine.length }, options, (threads) =>
    openPool(startOf(prepared, options), threads, options.jobs ?? availableParallelism()),
  );
  return { ...result, readBack, failed };
}

function isStored(store: WorldStore, world: number): boolean {
  const found = store.read(world);
  return found !== "absent" && found !== "damaged";
}

/** Runs worlds into a store; returns those that failed. */
async function runInto(
  store: WorldStore,
  waiting: number[],
  { readBack, total }: { readonly readBack: number; readonly total: number },
  { jobs = availableParallelism(), locale, quiet }: RunOptions,
  openPool: (threads: number) => ReturnType<OpenPool>,
): Promise<FailedWorld[]> {
  const threads = Math.min(jobs, waiting.length);
  if (threads === 0) return [];
  const failed: FailedWorld[] = [];
  const { signal, release } = stopSignal();
  const progress = startProgress(total, locale, quiet, readBack);
  const pool = openPool(threads);
  const close = () => void pool.close();
  signal.addEventListener("abort", close);
  let done = readBack;
  const work = async () => {
    for (let world = waiting.shift(); world !== undefined && !signal.aborted; world = waiting.shift()) {
      const traces = await pool.run(world).catch((error: unknown) => ({ failure: failureOf(error) }));
      if (signal.aborted) return;
      if ("failure" in traces) {
        failed.push({ world, ...traces.failure });
        store.writeFailure(world, traces.failure);
      } else store.write(world, traces);
      progress.update(++done);
    }
  };
  try {
    await Promise.all(Array.from({ length: threads }, work));
  } finally {
    progress.stop();
    release();
    await pool.close();
  }
  if (signal.aborted && done < total) {
    const stopped = say(
      locale,
      `已完成本片 ${total} 个世界中的 ${done} 个后停止；再次运行同一命令会从这里继续`,
      `stopped after ${done} of the shard's ${total} worlds; the same command goes on from there`,
    );
    process.stderr.write(`${stopped}\n`);
    throw new Interrupted(done, total);
  }
  return failed.sort((a, b) => a.world - b.world);
}
