import { join } from "node:path";
import type { Command } from "commander";
import type { Bilingual } from "../core/bilingual.ts";
import { explanationTables } from "../report/terminal-explanations.ts";
import { headlineTable } from "../report/terminal-table.ts";
import { resolveComparison } from "../scenarios/resolve.ts";
import { MODEL_ERROR } from "./exit-codes.ts";
import { runEnsemble, type FinishedRun, type RunOptions } from "./ensemble-run.ts";
import type { KeptWorlds } from "./run-worlds.ts";
import { addRunOptions, runOptions, type RunFlags } from "./run-options.ts";
import { scenarioReader } from "./scenario-files.ts";
import { refuseViews } from "./view-issues.ts";

/** The comparison that runs when none is named. */
const MAIN_COMPARISON = "five-ways";

/** Adds `junheng compare [comparison]`: scenarios in pairs on the same worlds, with a report. */
export function registerCompare(program: Command): void {
  const command = program
    .command("compare", { isDefault: false })
    .description("run the scenarios of a comparison on the same worlds and write a report")
    .argument("[comparison]", "comparison file, or id of the catalogue", MAIN_COMPARISON);
  command
    .option("--attribute [scenario]", "share a scenario's difference out over its packages (default: the last one)")
    .option(
      "--ladder [scenario]",
      "take a scenario's limits away and put them back one by one (default: the last one)",
    );
  addRunOptions(command).action(async (ref: string, flags: CompareFlags) => {
    const requests = {
      ...(flags.attribute !== undefined && { attribution: requestOf(flags.attribute) }),
      ...(flags.ladder !== undefined && { ladder: requestOf(flags.ladder) }),
    };
    const comparison = await resolveComparison(ref, scenarioReader(ref), flags.set ?? [], requests);
    refuseViews(comparison);
    const options = runOptions(flags);
    printRun(await runEnsemble(comparison, options), options, flags.json ?? false);
  });
}

interface CompareFlags extends RunFlags {
  /** Id of a scenario, or true where the flag stands alone. */
  readonly attribute?: string | true;
  readonly ladder?: string | true;
}

const requestOf = (flag: string | true) => (flag === true ? {} : { of: flag });

/**
 * Prints the headline table and where the report lies, or the whole summary as JSON. A run with failed worlds ends with the exit
 * code of a model error.
 */
export function printRun({ summary, folder, isOld, kept }: FinishedRun, { locale }: RunOptions, isJson: boolean): void {
  if (summary.failedWorlds) process.exitCode = MODEL_ERROR;
  if (isJson) {
    process.stdout.write(`${JSON.stringify(summary)}\n`);
    return;
  }
  const zh = locale === "zh";
  process.stdout.write(`${headlineTable(summary, locale)}\n`);
  for (const text of explanationTables(summary, locale)) process.stdout.write(`${text}\n\n`);
  for (const { text } of summary.warnings) process.stdout.write(`${zh ? "注意" : "note"}: ${text[locale]}\n`);
  if (isOld)
    process.stdout.write(
      zh
        ? "同样的输入已经运行过，结果直接读取（--force 重新运行）。\n"
        : "The same inputs had been run before; their result was read back (--force runs again).\n",
    );
  if (kept) process.stdout.write(`${keptText(kept, summary.failedWorlds !== undefined)[locale]}\n`);
  process.stdout.write(`${zh ? "报告" : "Report"}: ${join(folder, `report.${locale}.html`)}\n`);
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
