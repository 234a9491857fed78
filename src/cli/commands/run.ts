import type { BilingualCommand } from "../bilingual-command.ts";
import { addRunOptions, runFlags } from "../run-options.ts";

/** Adds `junheng run <scenario…>`: one scenario as an ensemble, or several side by side, with a report. */
export function registerRun(program: BilingualCommand): void {
  const command = program
    .command("run")
    .description(
      program.say(
        "运行一个情景（多个世界）并写出报告；给出几个情景时，以第一个为基准对比",
        "run one scenario in many worlds and write a report; several are compared with the first",
      ),
    )
    .argument("<scenario...>", program.say("情景文件，或内置目录中的 id", "scenario files, or ids of the catalogue"))
    .example(
      "junheng run baseline --sample 0.003 --worlds 2",
      "用很小的样本试跑基准情景",
      "try the baseline on a tiny sample",
    )
    .example(
      "junheng run all-three --set rotation.share=0.25",
      "临时改一个参数再运行",
      "change one parameter for this run",
    )
    .example("junheng run faster-rotation --dry-run", "看看将运行什么、要多久", "see what would run, and for how long");
  addRunOptions(command).action(async (refs: readonly string[], _own: unknown, self: BilingualCommand) => {
    const { runCommand } = await import("../run-scenarios.ts");
    await runCommand({ kind: "scenarios", refs }, runFlags(self), self.locale);
  });
}
