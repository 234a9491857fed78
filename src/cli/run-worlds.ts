import { availableParallelism } from "node:os";
import type { Locale } from "../core/bilingual.ts";
import { InputError } from "../core/issue.ts";
import { worldCount } from "../experiment/ensemble.ts";
import { say } from "../plots/labels.ts";
import { collectWorlds, type FoldWorld, type Worlds } from "./collect-worlds.ts";
import { Interrupted } from "./interrupted.ts";
import { startProgress } from "./progress.ts";
import { stopSignal } from "./stop-signal.ts";
import type { OpenPool } from "./worker-pool.ts";
import { openWorldStore, worldsKey, type WorldBasis, type WorldStore } from "./world-store.ts";
import type { WorkerStart } from "./world-worker.ts";

/** What a user may say about how worlds are run. */
export interface WorldOptions {
  readonly out: string;
  readonly jobs?: number;
  readonly locale: Locale;
  readonly quiet: boolean;
  /** Run worlds again that are in the store. */
  readonly force: boolean;
  /** Fail if no world is in the store. */
  readonly resume?: boolean;
  /** Worlds given to the pool at a time, where that is not the number of threads. */
  readonly inFlight?: number;
  /** True if the time the run takes here says nothing of this machine's pace. */
  readonly ranElsewhere?: boolean;
  /** Delete the worlds of a complete run even if a larger ensemble could go on from them. */
  readonly dropsWorlds?: boolean;
}

/** Worlds kept on disk after a run. */
export interface KeptWorlds {
  readonly folder: string;
  readonly worlds: number;
  readonly bytes: number;
}

/**
 * Runs the worlds of an ensemble on worker threads, or reads them back where an earlier run with the same inputs left them.
 * @param fold Takes the finished worlds in rising order.
 * @throws InputError if there is nothing to resume; Interrupted on Ctrl-C; Error if every world fails.
 */
export async function runWorlds(
  start: WorkerStart,
  basis: WorldBasis,
  options: WorldOptions,
  openPool: OpenPool,
  fold: FoldWorld,
): Promise<Worlds & { readonly store: WorldStore }> {
  const { setup } = start;
  const { locale, quiet, force } = options;
  const total = worldCount(setup.scenarios, setup.plan);
  const store = openWorldStore(options.out, await worldsKey(basis, setup), setup.plan);
  if (options.resume && store.size().worlds === 0) throw nothingToResume(store.folder);
  const tell = (zh: string, en: string) => process.stderr.write(`${say(locale, zh, en)}\n`);
  const { signal, release } = stopSignal();
  let progress: ReturnType<typeof startProgress> | undefined;
  const listener = {
    onReadBack(worlds: number) {
      if (worlds > 0 && !quiet)
        tell(`已读回 ${worlds} 个世界`, worlds === 1 ? "1 world read back" : `${worlds} worlds read back`);
      if (worlds < total) progress = startProgress(total, locale, quiet, worlds);
    },
    onDamaged: (world: number) =>
      tell(
        `注意: 存盘的世界 ${world} 已损坏，将重新运行`,
        `note: the stored world ${world} is damaged and is run again`,
      ),
    onStoreFailure: (message: string) =>
      tell(
        `注意: 世界无法存盘，中断后只能从头运行: ${message}`,
        `note: worlds cannot be stored, so an interrupted run would start again: ${message}`,
      ),
    onDone: (done: number) => progress?.update(done),
  };
  const worlds = await collectWorlds(
    total,
    options.inFlight ?? options.jobs ?? availableParallelism(),
    store,
    (worlds) => openPool(start, worlds, options.jobs ?? availableParallelism()),
    { ignoresStore: force, stop: signal, listener, fold },
  )
    .finally(() => {
      progress?.stop();
      release();
    })
    .catch((error: unknown) => {
      if (error instanceof Interrupted)
        tell(
          `已完成 ${total} 个世界中的 ${error.done} 个后停止；再次运行同一命令会从这里继续`,
          `stopped after ${error.done} of ${total} worlds; the same command goes on from there`,
        );
      throw error;
    });
  if (worlds.finished.length === 0)
    throw new Error(`all ${total} worlds failed; world 0: ${worlds.failed[0]!.message}`);
  return { ...worlds, store };
}

/**
 * Keeps the worlds of a run whose ensemble can grow, or that has failed worlds to be tried again; deletes those of any other.
 */
export function settleStore(
  { failed, store }: Pick<Worlds, "failed"> & { readonly store: WorldStore },
  { setup: { plan } }: WorkerStart,
  dropsWorlds: boolean,
): KeptWorlds | undefined {
  const canGrow = plan.sampler === "random" || plan.sampler === "sobol";
  if (failed.length > 0 || (canGrow && !dropsWorlds)) return { folder: store.folder, ...store.size() };
  store.remove();
  return undefined;
}

function nothingToResume(folder: string): InputError {
  return new InputError([
    {
      code: "nothing-to-resume",
      severity: "error",
      problem: `no finished world of this run lies in "${folder}"`,
      expected:
        "the command, files and program version of the run that was stopped; a Latin hypercube of another size is another run",
    },
  ]);
}
