import { Piscina } from "piscina";
import type { Trace } from "../model/trace.ts";
import type { WorkerStart } from "./world-worker.ts";

/**
 * Runs worlds 0 … size − 1 on worker threads and returns their traces in order of the world.
 * @param onDone Called with the number of worlds done so far.
 */
export async function runWorlds(
  start: WorkerStart,
  size: number,
  jobs: number,
  onDone: (done: number) => void,
): Promise<(readonly Trace[])[]> {
  const pool = new Piscina<number, readonly Trace[]>({
    filename: new URL("./world-thread.js", import.meta.url).href,
    workerData: start,
    minThreads: Math.min(jobs, size),
    maxThreads: Math.min(jobs, size),
    execArgv: [],
  });
  try {
    let done = 0;
    const runs = Array.from({ length: size }, async (_, world) => {
      const traces = await pool.run(world);
      onDone(++done);
      return traces;
    });
    return await Promise.all(runs);
  } finally {
    await pool.destroy();
  }
}
