import type { BilingualCommand } from "../bilingual-command.ts";
import type { GlobalFlags } from "../global-options.ts";
import { resultsOption } from "../run-options.ts";
import { yearList } from "../option-parsers.ts";

export interface ExplainFlags extends GlobalFlags {
  readonly county?: string;
  readonly province?: string;
  readonly year?: readonly number[];
  readonly outcome?: string;
  readonly results: string;
}

/** Adds `junheng explain <run>`: why a finished run came out as it did. */
export function registerExplain(program: BilingualCommand): void {
  const s = program.say.bind(program);
  program
    .command("explain")
    .description(
      s(
        "说明一次运行为什么是这个结果：机会失在哪一步、卡在哪一项、受什么约束、谁得谁失",
        "say why a finished run came out as it did: where the odds are lost, what binds, which limits are met, who gains and loses",
      ),
    )
    .argument("<run>", s("运行文件夹或编号", "folder of a run, or its id"))
    .option("--county <code>", s("只看一个县（代码或县名）", "one simulated county, by code or name"))
    .option("--province <name>", s("只看一个省（两位代码或省名）", "one province, by two-digit code or name"))
    .option(
      "--year <years>",
      s("哪些年（未写时为目标年份）", "years (if absent: those of the goals)"),
      yearList(program.locale),
    )
    .option(
      "--outcome <id>",
      s(
        "归因和差值看哪个结果（未写时为 certifiedShare；id 见 docs/data/outputs.md）",
        "outcome of differences and attribution (if absent: certifiedShare; ids: docs/data/outputs.md)",
      ),
    )
    .addOption(resultsOption(program))
    .example("junheng explain five-ways", "全国", "the nation")
    .example("junheng explain five-ways --province 四川 --year 2027", "一个省、一年", "one province, one year")
    .example("junheng explain five-ways --outcome boarders --json", "寄宿比例，输出 JSON", "boarding, as JSON")
    .action(async (run: string, _own: unknown, self: BilingualCommand) => {
      const { explainCommand } = await import("../explain.ts");
      explainCommand(run, self.optsWithGlobals<ExplainFlags>(), self.locale);
    });
}
