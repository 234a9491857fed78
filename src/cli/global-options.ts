import { InvalidArgumentError } from "commander";
import { isLocale } from "./locale.ts";
import type { BilingualCommand } from "./bilingual-command.ts";

/** Options of every command, as `optsWithGlobals()` hands them over. The language is the program's own. */
export interface GlobalFlags {
  readonly cwd?: string;
  readonly config?: string;
  readonly locale?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** False after `--no-color`. */
  readonly color?: boolean;
}

/** Adds the options that may stand before or after the name of any command. */
export function addGlobalOptions(program: BilingualCommand): void {
  const s = program.say.bind(program);
  program
    .option(
      "-C, --cwd <folder>",
      s("先进入这个文件夹（研究文件夹）再执行", "work in this folder, such as a study folder"),
    )
    .option(
      "--config <file>",
      s(
        "配置文件（默认为研究文件夹里的 junheng.config.ts、.js 或 .mjs）",
        "settings file (default: junheng.config.ts, .js or .mjs there)",
      ),
    )
    .option(
      "--locale <language>",
      s(
        "语言 zh 或 en（默认依次看 JUNHENG_LOCALE、配置文件、系统语言）",
        "zh or en (default: JUNHENG_LOCALE, the settings file, the system's language)",
      ),
      (text: string) => {
        if (isLocale(text)) return text;
        throw new InvalidArgumentError(s("应为 zh 或 en", "expected zh or en"));
      },
    )
    .option("--json", s("在标准输出上给出 JSON", "print the result as JSON on standard output"))
    .option("--quiet", s("不显示进度和提示", "no progress, no notes"))
    .option("--verbose", s("说明每个选项的取值从哪里来", "say where the value of each option comes from"))
    .option("--no-color", s("不用颜色（或设环境变量 NO_COLOR）", "no colours (or set NO_COLOR)"));
}

/** The global options that are needed before the program can be built. */
export interface EarlyOptions {
  readonly cwd?: string;
  readonly config?: string;
  readonly locale?: string;
  /** True where the command line asks for help or the version, for which no settings file is read. */
  readonly isHelp: boolean;
}

const EARLY = { "-C": "cwd", "--cwd": "cwd", "--config": "config", "--locale": "locale" } as const;

/** Finds the early options in the words after the program's name; what is wrong with them is said later, by the program. */
export function earlyOptions(words: readonly string[]): EarlyOptions {
  const found: { cwd?: string; config?: string; locale?: string } = {};
  let isHelp = words.length === 0;
  for (let at = 0; at < words.length && words[at] !== "--"; at++) {
    const word = words[at]!;
    if (["-h", "--help", "-V", "--version"].includes(word)) isHelp = true;
    const [, flag, joined] = /^(--[a-z]+)=(.*)$/s.exec(word) ??
      /^(-C)(.+)$/s.exec(word) ?? [undefined, word, undefined];
    const key = EARLY[flag as keyof typeof EARLY];
    const value = key === undefined ? undefined : (joined ?? words[++at]);
    if (key !== undefined && value !== undefined) found[key] = value;
  }
  return { ...found, isHelp };
}
