import type { BilingualCommand } from "../bilingual-command.ts";
import type { GlobalFlags } from "../global-options.ts";

/** Adds `junheng doctor`: whether this machine has what the commands need. */
export function registerDoctor(program: BilingualCommand): void {
  const s = program.say.bind(program);
  const out = program
    .createOption("-o, --out <folder>", s("要检查能否写入的结果文件夹", "folder of results to check for write access"))
    .env("JUNHENG_OUT")
    .default("outputs");
  program
    .command("doctor")
    .description(s("检查这台机器能不能运行各个命令", "check that this machine has what the commands need"))
    .addOption(out)
    .example("junheng doctor", "逐项检查", "one line for each part")
    .example("junheng doctor --json", "输出 JSON", "as JSON")
    .action(async (own: { readonly out: string }, self: BilingualCommand) => {
      const { doctorCommand } = await import("../doctor.ts");
      process.exitCode = await doctorCommand(own.out, self.optsWithGlobals<GlobalFlags>(), self.locale);
    });
}
