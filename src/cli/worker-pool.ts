import { Piscina } from "piscina";
import type { Trace } from "../model/trace.ts";
import { WorldFailure } from "./world-failure.ts";
import type { WorkerStart, WorldOutcome } from "./world-worker.ts";

/** Threads that run worlds. */
export interface WorldPool {
  /** Traces of one world, one per scenario. Rejects with a WorldFailure if the world fails, with another error if its thread dies or the pool is closed. */
  run(world: number): Promise<readonly Trace[]>;
  /** Ends the threads; worlds in flight are dropped. */
  close(): Promise<void>;
}

/** Opens a pool of worker threads. */
export type OpenPool = (start: WorkerStart, threads: number) => WorldPool;

/** The pool of the program: every thread builds the nation itself. */
export const openWorkerPool: OpenPool = (start, threads) => {
  const pool = new Piscina<number, WorldOutcome>({
    filename: new URL("./world-thread.js", import.meta.url).href,
    workerData: start,
    minThreads: threads,
    maxThreads: threads,
    execArgv: [],
  });
  return {
    async run(world) {
      const outcome = await pool.run(world);
      if ("failure" in outcome) throw new WorldFailure(outcome.failure);
      return outcome.traces;
    },
    close: () => pool.destroy(),
  };
};
