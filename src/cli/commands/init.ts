import type { BilingualCommand } from "../bilingual-command.ts";
import type { GlobalFlags } from "../global-options.ts";
import { oneOf } from "../option-parsers.ts";

export interface InitFlags extends GlobalFlags {
  readonly lang?: "zh" | "en";
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

/** Adds `junheng init [folder]`: a study folder to start from. */
export function registerInit(program: BilingualCommand): void {
  const s = program.say.bind(program);
  const language = program
    .createOption(
      "--lang <language>",
      s("文件用哪种语言（未写时与界面相同）", "language of the files (if absent: that of the program)"),
    )
    .choices(["zh", "en"])
    .argParser(oneOf(program.locale, ["zh", "en"]));
  program
    .command("init")
    .description(
      s(
        "建一个研究文件夹：设置、说明和可以直接运行的示例情景",
        "make a study folder: settings, a guide, and example scenarios that run as they are",
      ),
    )
    .argument("[folder]", s("文件夹（. 为当前文件夹）", "folder; . is this one"), ".")
    .addOption(language)
    .option("--yes", s("不询问", "do not ask"))
    .option("--dry-run", s("只列出将写哪些文件", "list the files, write nothing"))
    .option("--force", s("覆盖已有的文件", "overwrite files that exist"))
    .example("junheng init my-study", "在 my-study 里建一个研究", "a study in the folder my-study")
    .example("junheng init --lang zh --dry-run", "先看会写哪些文件", "see which files it would write")
    .action(async (folder: string, _own: unknown, self: BilingualCommand) => {
      const { initCommand } = await import("../init.ts");
      await initCommand(folder, self.optsWithGlobals<InitFlags>(), self.locale);
    });
}
