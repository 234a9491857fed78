import type { BilingualCommand } from "../bilingual-command.ts";
import type { MergeFlags } from "../merge.ts";
import { yearList } from "../option-parsers.ts";

/** Adds `junheng merge [folder…]`: one run out of the shards that were run apart. */
export function registerMerge(program: BilingualCommand): void {
  const s = program.say.bind(program);
  program
    .command("merge")
    .description(
      s(
        "把用 run --shard 分开运行的各片合成一次完整的运行，写出报告；缺失、损坏或互相矛盾的世界会报错",
        "make one run, with a report, out of shards that were run apart with run --shard; it is an error if worlds are missing, damaged or contradict each other",
      ),
    )
    .argument(
      "[folder...]",
      s("各片的 --out 文件夹（未写时即 --out）", "the folders the shards had as --out (if absent: --out itself)"),
    )
    .addOption(
      program
        .createOption("-o, --out <folder>", s("结果文件夹", "folder for results"))
        .env("JUNHENG_OUT")
        .default("outputs"),
    )
    .option(
      "--run <id>",
      s("文件夹里有几次运行的片时，合并哪一次", "which run, where the folders hold shards of several"),
    )
    .addOption(
      program
        .createOption(
          "--years <years>",
          s("结果表显示哪些年（未写时为目标年份）", "years of the headline table (if absent: those of the goals)"),
        )
        .argParser(yearList(program.locale)),
    )
    .example("junheng merge", "各片都写在 outputs 里", "all shards were written to outputs")
    .example(
      "junheng merge part1 part2 --out outputs",
      "各片写在两台机器各自的文件夹里",
      "shards from the folders of two machines",
    )
    .action(async (folders: readonly string[], _own: unknown, self: BilingualCommand) => {
      const { mergeCommand } = await import("../merge.ts");
      await mergeCommand(folders, self.optsWithGlobals<MergeFlags>(), self.locale);
    });
}
