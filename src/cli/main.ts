import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Command, CommanderError } from "commander";
import { formatIssue, InputError } from "../core/issue.ts";
import { registerAssess } from "./assess.ts";
import { registerCompare } from "./compare.ts";
import { Interrupted } from "./collect-worlds.ts";
import { registerData } from "./data.ts";
import { engineVersion } from "./data-files.ts";
import { BAD_INPUT, MODEL_ERROR, STOPPED } from "./exit-codes.ts";
import { registerMigrate } from "./migrate.ts";
import { registerParams } from "./params.ts";
import { registerRun } from "./run.ts";
import { registerSchema } from "./schema.ts";
import { registerValidate } from "./validate.ts";

/** The `junheng` program with all its commands. */
export function createProgram(): Command {
  const program = new Command("junheng")
    .description(
      "Simulate county education in China and the odds of the quality-and-balanced certificate (义务教育优质均衡)",
    )
    .version(engineVersion(), "-V, --version")
    .addHelpText(
      "after",
      `
Examples:
  junheng compare five-ways                        the built-in comparison, with a report
  junheng compare five-ways --sample 0.1 --worlds 100
  junheng run my-scenario.yaml --counties counties.csv
  junheng assess data/sample-county                hold real returns against the standard
  junheng validate my-scenario.yaml                check a file, run nothing
  junheng params rotation                          what a scenario may change, with sources`,
    );
  for (const register of [registerCompare, registerRun, registerAssess, registerValidate, registerParams, registerData])
    register(program);
  registerSchema(program);
  registerMigrate(program);
  program.exitOverride();
  for (const command of program.commands) command.exitOverride();
  return program;
}

/** Runs the program; messages go to standard error, the exit code says how it went. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that stops early, such as `head`, is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  try {
    await createProgram().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : BAD_INPUT;
    } else if (error instanceof InputError) {
      process.stderr.write(`${error.issues.map(formatIssue).join("\n")}\n`);
      process.exitCode = BAD_INPUT;
    } else if (error instanceof Interrupted) {
      // It has said by itself how far it came.
      process.exitCode = STOPPED;
    } else {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      if (process.env["JUNHENG_DEBUG"] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
      process.exitCode = MODEL_ERROR;
    }
  }
}

const isEntry = process.argv[1] !== undefined && isThisProgram(process.argv[1]);
if (isEntry) await main(process.argv);

/** True if the program was started as `main.ts` or through its launcher. */
function isThisProgram(started: string): boolean {
  const own = fileURLToPath(import.meta.url);
  const path = realpathSync(started);
  return path === own || path === fileURLToPath(new URL("./junheng.js", import.meta.url));
}
