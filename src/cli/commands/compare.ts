import type { BilingualCommand } from "../bilingual-command.ts";
import { addRunOptions, runFlags } from "../run-options.ts";

/** The comparison that runs when none is named. */
const MAIN_COMPARISON = "five-ways";

/** What only `compare` may be asked. */
interface CompareFlags {
  readonly baseline?: string;
  /** Id of a scenario, or true where the flag stands alone. */
  readonly attribute?: string | true;
  readonly ladder?: string | true;
}

const requestOf = (flag: string | true) => (flag === true ? {} : { of: flag });

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
    .option(
      "--attribute [scenario]",
      program.say(
        "把一个情景的差值分摊到它的各个政策包（未写明时为最后一个情景）",
        "share a scenario's difference out over its packages (if none is named: the last)",
      ),
    )
    .option(
      "--ladder [scenario]",
      program.say(
        "先去掉一个情景的全部约束，再逐条加上（未写明时为最后一个情景）",
        "take a scenario's limits away and put them back one by one (if none is named: the last)",
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
      "junheng compare five-ways --attribute all-three --ladder all-three --dry-run",
      "再算各政策包的贡献和各条约束的作用；先看要跑多少",
      "with the part of each package and the weight of each limit; say what would run",
    );
  addRunOptions(command).action(async (refs: readonly string[], own: CompareFlags, self: BilingualCommand) => {
    const { runCommand } = await import("../run-scenarios.ts");
    const kind = refs.length === 1 ? "comparison" : "scenarios";
    const request = {
      kind,
      refs,
      ...(own.baseline !== undefined && { baseline: own.baseline }),
      ...(own.attribute !== undefined && { attribution: requestOf(own.attribute) }),
      ...(own.ladder !== undefined && { ladder: requestOf(own.ladder) }),
    } as const;
    await runCommand(request, runFlags(self), self.locale);
  });
}
