import { Piscina } from "piscina";
import { BLOCK } from "../model/board.ts";
import { canShare } from "../model/simulate.ts";
import { PARTNER_FAILED, shareTeam } from "../model/team.ts";
import type { Trace } from "../model/trace.ts";
import { WorldFailure } from "./world-failure.ts";
import type { WorkerStart, WorldOutcome, WorldTask } from "./world-worker.ts";

/** Threads that run worlds. */
export interface WorldPool {
  /** Traces of one world, one per scenario. Rejects with a WorldFailure if the world fails, with another error if its thread dies or the pool is closed. */
  run(world: number): Promise<readonly Trace[]>;
  /** Ends the threads; worlds in flight are dropped. */
  close(): Promise<void>;
}

/**
 * Opens a pool of worker threads.
 * @param worlds Worlds that run at a time.
 * @param threads Threads there may be: if they are more than the worlds, several share one.
 */
export type OpenPool = (start: WorkerStart, worlds: number, threads?: number) => WorldPool;

/** The pool of the program: every thread builds the nation, or its part of it, itself. */
export const openWorkerPool: OpenPool = (start, worlds, threads = worlds) => {
  const { scenarios, places, follow } = start.setup;
  const tables = scenarios.map(({ table }) => table);
  // A thread takes whole blocks of counties, and threads that share a world wait for one another: one block is too little.
  const most = canShare(tables, follow) ? Math.floor(places.length / (2 * BLOCK)) : 1;
  const members = Math.max(1, Math.min(most, Math.floor(threads / worlds)));
  const pools = Array.from({ length: members }, () => openThreads(start, worlds));
  return {
    async run(world) {
      const outcome = members === 1 ? await pools[0]!.run({ world }) : await runTogether(pools, world, places.length);
      if ("failure" in outcome) throw new WorldFailure(outcome.failure);
      return outcome.traces;
    },
    close: async () => void (await Promise.all(pools.map((pool) => pool.destroy()))),
  };
};

function openThreads(start: WorkerStart, threads: number): Piscina<WorldTask, WorldOutcome> {
  return new Piscina<WorldTask, WorldOutcome>({
    filename: new URL("./world-thread.js", import.meta.url).href,
    workerData: start,
    minThreads: threads,
    maxThreads: threads,
    execArgv: [],
  });
}

/** One world by a thread of each pool; the first leads. The error of the thread that failed is the world's. */
async function runTogether(
  pools: readonly Piscina<WorldTask, WorldOutcome>[],
  world: number,
  counties: number,
): Promise<WorldOutcome> {
  const team = shareTeam(counties, pools.length);
  const parts = await Promise.allSettled(pools.map((pool, member) => pool.run({ world, shared: { team, member } })));
  const died = parts.find((part) => part.status === "rejected");
  if (died) throw died.reason;
  const outcomes = parts.map((part) => (part as PromiseFulfilledResult<WorldOutcome>).value);
  const failed = outcomes.find((one) => "failure" in one && one.failure.message !== PARTNER_FAILED);
  return failed ?? outcomes[0]!;
}
