import type { Trace } from "../model/trace.ts";
import { Interrupted } from "./interrupted.ts";
import type { WorldPool } from "./worker-pool.ts";
import { failureOf, type FailedWorld } from "./world-failure.ts";
import type { WorldStore } from "./world-store.ts";

/** What became of the worlds of an ensemble. */
export interface Worlds {
  /** Numbers of the worlds that finished, rising, and their traces. */
  readonly finished: readonly number[];
  readonly traces: readonly (readonly Trace[])[];
  readonly failed: readonly FailedWorld[];
}

/** What a caller hears while worlds run. */
export interface Listener {
  /** Called once, before any world runs, with the number of worlds found in the store. */
  onReadBack(worlds: number): void;
  /** A stored world is not what was written and is run again. */
  onDamaged(world: number): void;
  /** Worlds cannot be stored, such as on a full disk; the run goes on without. */
  onStoreFailure(message: string): void;
  /** Number of worlds done so far, with those read back. */
  onDone(done: number): void;
}

/**
 * Brings together worlds 0 … total − 1: those in the store are read back unless `ignoresStore`, the others run on the pool and go to
 * the store as they finish. A world that fails is noted and the rest goes on.
 * @param openPool Called only if a world has to run.
 * @throws Interrupted once `stop` is aborted: worlds in flight are dropped, finished ones stay in the store.
 */
export async function collectWorlds(
  total: number,
  jobs: number,
  store: WorldStore,
  openPool: (threads: number) => WorldPool,
  { ignoresStore, stop, listener }: { ignoresStore: boolean; stop: AbortSignal; listener: Listener },
): Promise<Worlds> {
  const traces = new Map<number, readonly Trace[]>();
  if (!ignoresStore) readBack(total, store, traces, listener);
  const waiting = Array.from({ length: total }, (_, world) => world).filter((world) => !traces.has(world));
  const failed: FailedWorld[] = [];
  const threads = Math.min(jobs, waiting.length);
  if (threads > 0) {
    const pool = openPool(threads);
    const close = () => void pool.close();
    stop.addEventListener("abort", close);
    const keep = keeper(store, listener);
    const work = async () => {
      for (let world = waiting.shift(); world !== undefined && !stop.aborted; world = waiting.shift()) {
        try {
          const result = await pool.run(world);
          traces.set(world, result);
          keep(world, result);
        } catch (error) {
          if (stop.aborted) return;
          failed.push({ world, ...failureOf(error) });
        }
        listener.onDone(traces.size + failed.length);
      }
    };
    try {
      await Promise.all(Array.from({ length: threads }, work));
    } finally {
      stop.removeEventListener("abort", close);
      await pool.close();
    }
  }
  if (stop.aborted && traces.size + failed.length < total) throw new Interrupted(traces.size, total);
  const finished = [...traces.keys()].sort((a, b) => a - b);
  return {
    finished,
    traces: finished.map((world) => traces.get(world)!),
    failed: failed.sort((a, b) => a.world - b.world),
  };
}

function readBack(total: number, store: WorldStore, traces: Map<number, readonly Trace[]>, listener: Listener): void {
  for (let world = 0; world < total; world++) {
    const found = store.read(world);
    if (found === "damaged") listener.onDamaged(world);
    else if (found !== "absent") traces.set(world, found);
  }
  listener.onReadBack(traces.size);
}

/** Stores worlds until that fails once. */
function keeper(store: WorldStore, listener: Listener): (world: number, traces: readonly Trace[]) => void {
  let isOpen = true;
  return (world, traces) => {
    if (!isOpen) return;
    try {
      store.write(world, traces);
    } catch (error) {
      isOpen = false;
      listener.onStoreFailure(error instanceof Error ? error.message : String(error));
    }
  };
}
