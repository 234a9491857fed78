import { realpathSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CommanderError } from "commander";
import { say, type Locale } from "../core/bilingual.ts";
import { InputError } from "../core/issue.ts";
import { loadConfig } from "./config.ts";
import { EXIT } from "./exit-codes.ts";
import { earlyOptions } from "./global-options.ts";
import { Interrupted } from "./interrupted.ts";
import { chooseLocale, systemLocale } from "./locale.ts";
import { createProgram } from "./program.ts";
import { painted } from "./terminal.ts";

/** Runs the program as a process of its own; the exit code says how it went. */
async function main(argv: readonly string[]): Promise<void> {
  passOverClosedPipes();
  // A command that can leave something to resume listens too, and decides itself when to end.
  process.on("SIGINT", () => {
    if (process.listenerCount("SIGINT") === 1) process.exit(EXIT.interrupted);
  });
  process.exitCode = await runProgram(argv.slice(2));
}

/**
 * Runs one command line; messages go to standard error.
 * @param words What was typed after the name of the program.
 * @returns The exit code.
 */
export async function runProgram(words: readonly string[]): Promise<number> {
  let locale = systemLocale(process.env);
  process.exitCode = EXIT.ok;
  try {
    const early = earlyOptions(words);
    // A bad --locale is said by the program, like every other bad option.
    const wished = early.locale === "zh" || early.locale === "en" ? early.locale : undefined;
    locale = chooseLocale(wished, process.env);
    if (early.cwd !== undefined) enterFolder(early.cwd);
    const config = early.isHelp ? undefined : await loadConfig(early.config);
    locale = chooseLocale(wished, process.env, config?.values.locale);
    await createProgram(locale, config).parseAsync(words, { from: "user" });
    return Number(process.exitCode);
  } catch (error) {
    return explainFailure(error, locale);
  }
}

/** Says what went wrong, without a stack unless JUNHENG_DEBUG asks for one, and gives the exit code. */
async function explainFailure(error: unknown, locale: Locale): Promise<number> {
  // Commander has said what is wrong; asking for help is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.badInput;
  // It has said by itself how far it came.
  if (error instanceof Interrupted) return EXIT.interrupted;
  if (process.env["JUNHENG_DEBUG"] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  if (error instanceof InputError) {
    const { issueText } = await import("./issue-text.ts");
    for (const issue of error.issues) process.stderr.write(`${issueText(issue, locale)}\n`);
    return EXIT.badInput;
  }
  const message = error instanceof Error ? error.message : String(error);
  const label = painted("red", say(locale, "错误：", "error: "));
  if (isSystemError(error)) {
    process.stderr.write(`${label}${message}\n`);
    return EXIT.badInput;
  }
  const hint = say(
    locale,
    "这是程序本身的错误，不是输入文件的问题；设 JUNHENG_DEBUG=1 可看到出错位置。",
    "This is a fault of the program, not of your files; JUNHENG_DEBUG=1 shows where.",
  );
  process.stderr.write(`${label}${message}\n${hint}\n`);
  return EXIT.modelError;
}

/** A file or folder that cannot be read or written: the user can mend it. */
function isSystemError(error: unknown): boolean {
  const code = error instanceof Error && "syscall" in error ? (error as NodeJS.ErrnoException).code : undefined;
  return ["ENOENT", "EACCES", "EPERM", "EISDIR", "ENOTDIR", "EEXIST", "EROFS", "ENOSPC", "ENAMETOOLONG"].includes(
    code ?? "",
  );
}

function enterFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return process.chdir(folder);
  const problem = `--cwd "${folder}" is no folder`;
  throw new InputError([{ code: "file-not-found", severity: "error", problem, expected: "an existing folder" }]);
}

/** A reader that stops early, such as `head`, is no error. */
function passOverClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
}

const isEntry = process.argv[1] !== undefined && isThisProgram(process.argv[1]);
if (isEntry) await main(process.argv);

/** True if the program was started as `main.ts` or through its launcher. */
function isThisProgram(started: string): boolean {
  const own = fileURLToPath(import.meta.url);
  const path = realpathSync(started);
  return path === own || path === fileURLToPath(new URL("./junheng.js", import.meta.url));
}
