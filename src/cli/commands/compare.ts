import type { BilingualCommand } from "../bilingual-command.ts";
import { addRunOptions, type RunFlags } from "../run-options.ts";

/** The comparison that runs when none is named. */
const MAIN_COMPARISON = "five-ways";

/** Adds `junheng compare [comparison]`: scenarios in pairs on the same worlds, with a report. */
export function registerCompare(program: BilingualCommand): void {
  const command = program
    .command("compare")
    .description(
      program.say(
        "让几个情景在同一批世界里运行，与基准配对比较，并写出报告",
        "run scenarios on the same worlds, in pairs with a baseline, and write a report",
      ),
    )
    .argument(
      "[comparison-or-scenarios...]",
      program.say(
        "一个对比文件（或其 id）；或两个以上的情景，第一个为基准",
        "a comparison file or id; or two or more scenarios, the first being the baseline",
      ),
      [MAIN_COMPARISON],
    )
    .option(
      "--baseline <scenario>",
      program.say(
        "以哪个情景为基准（默认：对比文件写明的，或第一个）",
        "scenario to hold the others against (default: the file's, or the first)",
      ),
    )
    .example("junheng compare", "内置的“五条路”对比", "the built-in comparison of five ways")
    .example(
      "junheng compare five-ways --sample 0.1 --worlds 100",
      "更大的样本、更多的世界",
      "a larger sample and more worlds",
    )
    .example(
      "junheng compare baseline faster-rotation funding-formula --years 2027,2030,2035",
      "临时对比三个情景",
      "compare three scenarios without a file",
    )
    .example(
      "junheng compare five-ways --baseline faster-rotation --dry-run",
      "换一个基准，先看不跑",
      "another baseline; say what would run",
    );
  addRunOptions(command).action(
    async (refs: readonly string[], own: { readonly baseline?: string }, self: BilingualCommand) => {
      const { runCommand } = await import("../run-scenarios.ts");
      const kind = refs.length === 1 ? "comparison" : "scenarios";
      const request = { kind, refs, ...(own.baseline !== undefined && { baseline: own.baseline }) } as const;
      await runCommand(request, self.optsWithGlobals<RunFlags>(), self.locale);
    },
  );
}
