import { join } from "node:path";
import { say, type Bilingual, type Locale } from "../core/bilingual.ts";
import { FIRST_YEAR, LAST_YEAR } from "../model/parameters.ts";
import { explanationTables } from "../report/terminal-explanations.ts";
import { headlineTable } from "../report/terminal-table.ts";
import { checkYears, refuseIdle } from "./check-options.ts";
import { dryRun, dryRunText } from "./dry-run.ts";
import { runEnsemble, type FinishedRun } from "./ensemble-run.ts";
import { EXIT } from "./exit-codes.ts";
import { runOnQueue } from "./queue-run.ts";
import { runOptions, type RunFlags } from "./run-options.ts";
import { runShard, type FinishedShard } from "./run-shard.ts";
import type { TargetRequest } from "./run-target.ts";
import type { KeptWorlds } from "./run-worlds.ts";
import { settleTarget } from "./settle-target.ts";
import { shardText, type Shard } from "./shard.ts";
import { note, print } from "./terminal.ts";

/** Runs what `run` or `compare` was asked, or says what would run, and prints the result. */
export async function runCommand(request: TargetRequest, flags: RunFlags, locale: Locale): Promise<void> {
  checkYears("--years", flags.years, FIRST_YEAR, LAST_YEAR);
  const hasYears = flags.years !== undefined;
  if (flags.json) refuseIdle("--json", { "--years": hasYears });
  if (flags.dryRun)
    refuseIdle("--dry-run", {
      "--years": hasYears,
      "--force": flags.force ?? false,
      "--shard": flags.shard !== undefined,
    });
  const target = await settleTarget(request, flags.set ?? []);
  const options = runOptions(flags, locale);
  if (flags.dryRun) {
    const plan = await dryRun(target, options);
    print(flags.json ? JSON.stringify(plan, null, 2) : dryRunText(plan, locale));
    return;
  }
  if (flags.shard) {
    const idle = {
      "--years": hasYears,
      "--no-keep-worlds": flags.keepWorlds === false,
      "--resume": flags.resume ?? false,
    };
    refuseIdle("--shard", idle);
    endShard(await runShard(target, flags.shard, options), flags.shard, flags, locale);
    return;
  }
  endRun(await (flags.queue ? runOnQueue(target, options, flags.queue) : runEnsemble(target, options)), flags, locale);
}

/** Prints a finished run; one with failed worlds ends with the exit code of a model error. */
export function endRun(finished: FinishedRun, flags: Pick<RunFlags, "json" | "quiet" | "years">, locale: Locale): void {
  if (finished.summary.failedWorlds) process.exitCode = EXIT.modelError;
  if (flags.json) print(JSON.stringify(finished.summary));
  else printRun(finished, flags, locale);
}

/** Prints what a shard left behind, and what comes next; failed worlds give the exit code of a model error. */
function endShard(done: FinishedShard, shard: Shard, flags: RunFlags, locale: Locale): void {
  const { runId, store, worlds, failed } = done;
  if (failed.length > 0) process.exitCode = EXIT.modelError;
  if (flags.json) return print(JSON.stringify({ ...done, shard: shardText(shard) }, null, 2));
  for (const { world, message } of failed)
    print(say(locale, `世界 ${world} 出错：${message}`, `world ${world} failed: ${message}`));
  const finished = worlds - failed.length;
  print(
    say(
      locale,
      `运行 ${runId} 的第 ${shardText(shard)} 片：${worlds} 个世界中 ${finished} 个在 ${store}。`,
      `Shard ${shardText(shard)} of run ${runId}: ${finished} of ${worlds} worlds are in ${store}.`,
    ),
  );
  note(
    say(
      locale,
      "各片都完成后，用 junheng merge 合成并写出报告。",
      "When all shards are done, junheng merge writes the report.",
    ),
    flags,
  );
}

/** Prints the headline table, what is explained, and where the report lies. */
function printRun(
  { summary, folder, isOld, kept }: FinishedRun,
  flags: Pick<RunFlags, "quiet" | "years">,
  locale: Locale,
): void {
  print(headlineTable(summary, locale, flags.years));
  for (const text of explanationTables(summary, locale)) print(`${text}\n`);
  for (const { text } of summary.warnings) print(`${say(locale, "注意：", "note: ")}${text[locale]}`);
  if (isOld)
    note(
      say(
        locale,
        "同样的输入已经运行过，结果直接读取（--force 重新运行）。",
        "The same inputs had been run before; their result was read back (--force runs again).",
      ),
      flags,
    );
  if (kept) note(keptText(kept, summary.failedWorlds !== undefined)[locale], flags);
  print(`${say(locale, "报告：", "Report: ")}${join(folder, `report.${locale}.html`)}`);
}

/** Why finished worlds stay on disk, where, and how much room they take. */
function keptText({ folder, worlds, bytes }: KeptWorlds, isPartial: boolean): Bilingual {
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  const [zh, en] = isPartial
    ? ["再次运行同一命令只重试出错的世界", "the same command tries the failed ones again"]
    : ["增加世界数时可接着使用，不需要时可删除", "a larger ensemble goes on from them, and they may be deleted"];
  return {
    zh: `完成的世界保存在 ${folder}（${worlds} 个，${size}）：${zh}。`,
    en: `Finished worlds are kept in ${folder} (${worlds}, ${size}): ${en}.`,
  };
}
