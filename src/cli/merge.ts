import { say, type Locale } from "../core/bilingual.ts";
import { FIRST_YEAR, LAST_YEAR } from "../model/parameters.ts";
import { checkYears, refuseIdle } from "./check-options.ts";
import { runEnsemble, type FinishedRun } from "./ensemble-run.ts";
import type { GlobalFlags } from "./global-options.ts";
import { checkOutputFolder } from "./outputs.ts";
import { openPortableRun } from "./portable-run.ts";
import { endRun } from "./run-scenarios.ts";
import { findShards, gather } from "./shard-stores.ts";
import { note } from "./terminal.ts";
import type { OpenPool } from "./worker-pool.ts";
import { WorldFailure, type Failure } from "./world-failure.ts";
import { openWorldStore } from "./world-store.ts";

/** Options of `merge` as commander hands them over. */
export interface MergeFlags extends GlobalFlags {
  readonly out: string;
  readonly run?: string;
  readonly years?: readonly number[];
}

/** Brings the shards of a run together and prints the result as `run` does. */
export async function mergeCommand(folders: readonly string[], flags: MergeFlags, locale: Locale): Promise<void> {
  checkYears("--years", flags.years, FIRST_YEAR, LAST_YEAR);
  if (flags.json) refuseIdle("--json", { "--years": flags.years !== undefined });
  endRun(await mergeShards(folders, flags, locale), flags, locale);
}

/**
 * Makes a run out of the worlds that its shards left below some folders, as if it had been run here: no world is run.
 * @throws InputError naming everything that keeps the shards from being the whole of one run.
 */
export async function mergeShards(
  folders: readonly string[],
  { out, run, quiet = false }: Pick<MergeFlags, "out" | "run" | "quiet">,
  locale: Locale,
): Promise<FinishedRun> {
  checkOutputFolder(out);
  const shards = findShards([...new Set(folders.length > 0 ? folders : [out])], run);
  const opened = await openPortableRun(shards.portable, { out, locale, quiet }, shards.file);
  try {
    const { target, options, prepared } = opened;
    const { finished, failed, spoilt } = gather(shards.stores(prepared.plan), prepared.identity.worlds);
    for (const file of spoilt)
      note(say(locale, `注意: ${file} 已损坏，改用另一份`, `note: ${file} is damaged; another copy is used`), {
        quiet,
      });
    const own = openWorldStore(out, shards.portable.key, prepared.plan);
    for (const [world, store] of finished) {
      if (store.folder === own.folder) continue;
      const found = store.read(world);
      if (found !== "absent" && found !== "damaged") own.write(world, found);
    }
    return await runEnsemble(target, { ...options, ranElsewhere: true }, poolOfFailures(failed));
  } finally {
    opened.close();
  }
}

/** A pool that runs nothing: worlds that are asked of it failed elsewhere. */
function poolOfFailures(failed: ReadonlyMap<number, Failure>): OpenPool {
  return () => ({
    run: (world) => Promise.reject(new WorldFailure(failed.get(world)!)),
    close: () => Promise.resolve(),
  });
}
