import { join } from "node:path";
import type { Command } from "commander";
import { explanationTables } from "../report/terminal-explanations.ts";
import { headlineTable } from "../report/terminal-table.ts";
import { resolveComparison } from "../scenarios/resolve.ts";
import { runEnsemble, type FinishedRun, type RunOptions } from "./ensemble-run.ts";
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

/** Prints the headline table and where the report lies, or the whole summary as JSON. */
export function printRun({ summary, folder, isOld }: FinishedRun, { locale }: RunOptions, isJson: boolean): void {
  if (isJson) {
    process.stdout.write(`${JSON.stringify(summary)}\n`);
    return;
  }
  const zh = locale === "zh";
  process.stdout.write(`${headlineTable(summary, locale)}\n`);
  for (const text of explanationTables(summary, locale)) process.stdout.write(`\n${text}\n`);
  for (const { text } of summary.warnings) process.stdout.write(`${zh ? "注意" : "note"}: ${text[locale]}\n`);
  if (isOld)
    process.stdout.write(
      zh
        ? "同样的输入已经运行过，结果直接读取（--force 重新运行）。\n"
        : "The same inputs had been run before; their result was read back (--force runs again).\n",
    );
  process.stdout.write(`${zh ? "报告" : "Report"}: ${join(folder, `report.${locale}.html`)}\n`);
}
