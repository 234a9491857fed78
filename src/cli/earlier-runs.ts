import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locale } from "../core/bilingual.ts";
import { canonicalJson } from "../core/digest.ts";
import { say } from "../plots/labels.ts";

/** What a run's `run.json` says of its ensemble. */
interface Identity {
  readonly worlds: number;
  readonly sampler: string;
}

/**
 * Says on standard error if an earlier run differs from a Latin hypercube in nothing but its number of worlds: such a run shares no
 * world with this one, since the strata depend on their number.
 * @param folder Folder of the runs of this comparison or scenario.
 */
export function noteUnrelatedRuns(folder: string, identity: Identity, locale: Locale): void {
  if (identity.sampler !== "lhs" || !existsSync(folder)) return;
  const own = withoutWorlds(identity);
  for (const runId of readdirSync(folder)) {
    const file = join(folder, runId, "run.json");
    const earlier = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Identity) : undefined;
    if (!earlier || earlier.worlds === identity.worlds || withoutWorlds(earlier) !== own) continue;
    process.stderr.write(
      `${say(
        locale,
        `注意: 拉丁超立方的分层随世界数而变：本次 ${identity.worlds} 个世界与先前 ${earlier.worlds} 个世界的运行 ${runId} 没有共同的世界。--sampler random 或 sobol 在增加世界时保留已有的世界。`,
        `note: the strata of a Latin hypercube depend on their number: these ${identity.worlds} worlds have none in common with the ${earlier.worlds} of run ${runId}. With --sampler random or sobol an ensemble keeps its first worlds when it grows.`,
      )}\n`,
    );
    return;
  }
}

function withoutWorlds(identity: Identity): string {
  return canonicalJson({ ...identity, worlds: undefined, runId: undefined, status: undefined, files: undefined });
}
