import type { BilingualCommand } from "../bilingual-command.ts";
import type { GlobalFlags } from "../global-options.ts";
import { countiesOption } from "../run-options.ts";
import { oneOf } from "../option-parsers.ts";

/** How `validate` prints what it found. */
export const VALIDATE_FORMATS = ["text", "json", "github"] as const;

export interface ValidateFlags extends GlobalFlags {
  readonly counties?: string;
  readonly strict?: boolean;
  readonly explain?: boolean;
  readonly format?: (typeof VALIDATE_FORMATS)[number];
}

/** Adds `junheng validate [files…]`: checks scenario files and everything they name; runs nothing. */
export function registerValidate(program: BilingualCommand): void {
  const s = program.say.bind(program);
  const format = program
    .createOption("--format <format>", s("输出格式", "how to print the result"))
    .choices(VALIDATE_FORMATS)
    .argParser(oneOf(program.locale, VALIDATE_FORMATS));
  program
    .command("validate")
    .description(
      s(
        "检查情景、政策包和对比文件，不运行；不给文件时检查研究文件夹里的全部文件",
        "check scenario, package and comparison files; run nothing. Without files: all of the study folder",
      ),
    )
    .argument("[file...]", s("文件，或内置目录中的 id", "files, or ids of the catalogue"))
    .option("--strict", s("有警告也算不通过（退出码 1）", "warnings fail, with exit code 1"))
    .option("--explain", s("说明每个错误代码的含义和改法", "say what the code of each message means and what to do"))
    .addOption(format)
    .addOption(countiesOption(program))
    .example(
      "junheng validate five-ways",
      "检查内置对比及其全部文件",
      "check the built-in comparison with all its files",
    )
    .example("junheng validate all-three --strict", "连警告也不放过", "warnings count too")
    .example("junheng validate baseline --format github", "在 GitHub 上标注到行", "annotations for GitHub")
    .action(async (files: readonly string[], _own: unknown, self: BilingualCommand) => {
      const { validateCommand } = await import("../validate.ts");
      process.exitCode = await validateCommand(files, self.optsWithGlobals<ValidateFlags>(), self.locale);
    });
}
