import type { Trace } from "../model/trace.ts";
import { foldInOrder } from "./fold-in-order.ts";
import { Interrupted } from "./interrupted.ts";
import type { WorldPool } from "./worker-pool.ts";
import { failureOf, type FailedWorld } from "./world-failure.ts";
import type { WorldStore } from "./world-store.ts";

/** What became of the worlds of an ensemble. */
export interface Worlds {
  /** Numbers of the worlds that finished, rising. */
  readonly finished: readonly number[];
  readonly failed: readonly FailedWorld[];
}

/** Takes the traces of every world that finishes, in rising order of the worlds; what it does not keep is gone. */
export type FoldWorld = (world: number, traces: readonly Trace[]) => void;

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
 * the store as they finish. A world that fails is noted and the rest goes on. Worlds are handed to `fold` and not held, so memory does not
 * grow with their number as long as they can be stored.
 * @param openPool Called only if a world has to run.
 * @throws Interrupted once `stop` is aborted: worlds in flight are dropped, finished ones stay in the store.
 */
export async function collectWorlds(
  total: number,
  jobs: number,
  store: WorldStore,
  openPool: (threads: number) => WorldPool,
  {
    ignoresStore,
    stop,
    listener,
    fold,
  }: { ignoresStore: boolean; stop: AbortSignal; listener: Listener; fold: FoldWorld },
): Promise<Worlds> {
  const failed: FailedWorld[] = [];
  const inOrder = foldInOrder(
    fold,
    (world) => tracesIn(store.read(world)),
    (world) => failed.push({ world, ...failureOf(new Error("its stored file can no longer be read")) }),
  );
  const done = new Set<number>();
  const takeStored: FoldWorld = (world, traces) => {
    done.add(world);
    inOrder.put(world, traces, true);
  };
  if (!ignoresStore) readBack(total, store, takeStored, listener);
  const waiting = Array.from({ length: total }, (_, world) => world).filter((world) => !done.has(world));
  const threads = Math.min(jobs, waiting.length);
  if (threads > 0) {
    const pool = openPool(threads);
    const close = () => void pool.close();
    stop.addEventListener("abort", close);
    const keep = keeper(store, listener);
    const work = async () => {
      for (let world = waiting.shift(); world !== undefined && !stop.aborted; world = waiting.shift()) {
        let result: readonly Trace[] | undefined;
        try {
          result = await pool.run(world);
        } catch (error) {
          if (stop.aborted) return;
          failed.push({ world, ...failureOf(error) });
          inOrder.skip(world);
        }
        if (result) {
          done.add(world);
          inOrder.put(world, result, keep(world, result));
        }
        listener.onDone(done.size + failed.length);
      }
    };
    try {
      await Promise.all(Array.from({ length: threads }, work));
    } finally {
      stop.removeEventListener("abort", close);
      await pool.close();
    }
  }
  if (stop.aborted && done.size + failed.length < total) throw new Interrupted(done.size, total);
  return { finished: inOrder.folded, failed: failed.sort((a, b) => a.world - b.world) };
}

function readBack(total: number, store: WorldStore, take: FoldWorld, listener: Listener): void {
  let worlds = 0;
  for (let world = 0; world < total; world++) {
    const found = store.read(world);
    if (found === "damaged") listener.onDamaged(world);
    const traces = tracesIn(found);
    if (traces === undefined) continue;
    worlds++;
    take(world, traces);
  }
  listener.onReadBack(worlds);
}

function tracesIn(found: ReturnType<WorldStore["read"]>): readonly Trace[] | undefined {
  return found === "absent" || found === "damaged" ? undefined : found;
}

/** Stores worlds until that fails once; says whether a world is stored. */
function keeper(store: WorldStore, listener: Listener): (world: number, traces: readonly Trace[]) => boolean {
  let isOpen = true;
  return (world, traces) => {
    if (!isOpen) return false;
    try {
      store.write(world, traces);
    } catch (error) {
      isOpen = false;
      listener.onStoreFailure(error instanceof Error ? error.message : String(error));
    }
    return isOpen;
  };
}
