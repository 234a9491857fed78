import { join } from "node:path";
import { say, type Bilingual, type Locale } from "../core/bilingual.ts";
import { FIRST_YEAR, LAST_YEAR } from "../model/parameters.ts";
import { explanationTables } from "../report/terminal-explanations.ts";
import { headlineTable } from "../report/terminal-table.ts";
import type { Read } from "../scenarios/references.ts";
import { checkYears, refuseIdle } from "./check-options.ts";
import { dryRun, dryRunText } from "./dry-run.ts";
import { runEnsemble, type FinishedRun, type RunTarget } from "./ensemble-run.ts";
import { EXIT } from "./exit-codes.ts";
import { recordInputs, storedOptions } from "./run-inputs.ts";
import { runOptions, type RunFlags } from "./run-options.ts";
import { referencesOf, resolveTarget, type TargetRequest } from "./run-target.ts";
import type { KeptWorlds } from "./run-worlds.ts";
import { scenarioReader } from "./scenario-files.ts";
import { note, print } from "./terminal.ts";

/** Runs what `run` or `compare` was asked, or says what would run, and prints the result. */
export async function runCommand(request: TargetRequest, flags: RunFlags, locale: Locale): Promise<void> {
  checkYears("--years", flags.years, FIRST_YEAR, LAST_YEAR);
  const hasYears = flags.years !== undefined;
  if (flags.json) refuseIdle("--json", { "--years": hasYears });
  if (flags.dryRun) refuseIdle("--dry-run", { "--years": hasYears, "--force": flags.force ?? false });
  const target = await settleTarget(request, flags.set ?? []);
  const options = runOptions(flags, locale);
  if (flags.dryRun) {
    const plan = await dryRun(target, options);
    print(flags.json ? JSON.stringify(plan, null, 2) : dryRunText(plan, locale));
    return;
  }
  const finished = await runEnsemble(target, options);
  if (finished.summary.failedWorlds) process.exitCode = EXIT.modelError;
  if (flags.json) print(JSON.stringify(finished.summary));
  else printRun(finished, flags, locale);
}

/**
 * What to run, with a memory of every file it was read from.
 * @param settings Values of `--set`, as typed.
 * @param read Where files are looked up, unless on disk.
 * @throws InputError with everything that is wrong.
 */
export async function settleTarget(
  request: TargetRequest,
  settings: readonly string[],
  read: Read = scenarioReader(...referencesOf(request)),
): Promise<RunTarget> {
  const recorder = recordInputs(read);
  const target = await resolveTarget(request, recorder.read, settings);
  return {
    ...target,
    inputs: ({ data, fraction, plan }, options) =>
      recorder.files(
        request,
        settings,
        {
          options: storedOptions(options, fraction, plan),
          ...(options.counties !== undefined && { counties: "counties.csv" }),
        },
        data.texts["counties"],
      ),
  };
}

/**
 * Prints the headline table, what is explained, and where the report lies. A run with failed worlds ends with the exit code of a
 * model error.
 */
function printRun({ summary, folder, isOld, kept }: FinishedRun, flags: RunFlags, locale: Locale): void {
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
