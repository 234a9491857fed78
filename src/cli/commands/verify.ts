import type { BilingualCommand } from "../bilingual-command.ts";
import type { GlobalFlags } from "../global-options.ts";
import { resultsOption } from "../run-options.ts";
import { tolerance, wholeNumber } from "../option-parsers.ts";

export interface VerifyFlags extends GlobalFlags {
  readonly rerun?: boolean;
  readonly tolerance?: number;
  readonly jobs?: number;
  readonly results: string;
}

/** Adds `junheng verify <run>`: whether a run's files are what they were, and whether the run comes out the same again. */
export function registerVerify(program: BilingualCommand): void {
  const s = program.say.bind(program);
  program
    .command("verify")
    .description(
      s(
        "核对一次运行的全部文件有没有被改动；--rerun 用保存的输入重算一遍并逐字节比较",
        "check that no file of a run was changed; --rerun makes it again from its stored inputs and compares byte by byte",
      ),
    )
    .argument("<run>", s("运行文件夹或编号", "folder of a run, or its id"))
    .option("--rerun", s("用保存的输入重新运行一遍", "make the run again from its stored inputs"))
    .option(
      "--tolerance <relative>",
      s(
        "重新运行时只比较数据表，允许这么大的相对误差",
        "with --rerun: compare tables only, and allow this relative error",
      ),
      tolerance(program.locale),
    )
    .option("-j, --jobs <n>", s("重新运行的线程数", "worker threads of the rerun"), wholeNumber(program.locale))
    .addOption(resultsOption(program))
    .example("junheng verify five-ways", "文件是否原样", "whether the files are as they were")
    .example(
      "junheng verify five-ways --rerun --tolerance 1e-9",
      "换了版本或机器后重算比较",
      "made again by another version or machine",
    )
    .action(async (run: string, _own: unknown, self: BilingualCommand) => {
      const flags = self.optsWithGlobals<VerifyFlags>();
      if (!flags.rerun && (flags.tolerance !== undefined || flags.jobs !== undefined))
        self.error(self.say("--tolerance 和 --jobs 要和 --rerun 一起用", "--tolerance and --jobs need --rerun"));
      const { verifyCommand } = await import("../verify.ts");
      process.exitCode = await verifyCommand(run, flags, self.locale);
    });
}
