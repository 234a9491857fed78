import { execFile } from "node:child_process";
import { join } from "node:path";
import { runProgram } from "../../src/cli/main.ts";
import { ROOT } from "../docs/pages.ts";

/** What a command left behind. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program as a user does, in a process of its own, in English and without settings of the machine. */
export function cli(words: readonly string[], cwd = ROOT, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const machine = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(JUNHENG_|LC_|LANG|CI$|NO_COLOR|npm_)/.test(name)),
  );
  return new Promise((settle) => {
    const child = execFile(
      process.execPath,
      [join(ROOT, "src/cli/junheng.js"), ...words],
      { cwd, env: { ...machine, LANG: "C", ...env }, maxBuffer: 1e8 },
      (_error, stdout, stderr) => settle({ code: child.exitCode ?? -1, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

/** Runs the program within the test, which is quicker, with the streams, folder and environment of a process of its own. */
export async function inProcess(
  words: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const before = { cwd: process.cwd(), env: process.env, exitCode: process.exitCode };
  const written = { stdout: "", stderr: "" };
  const streams = (["stdout", "stderr"] as const).map((name) => ({ name, write: process[name].write }));
  for (const { name } of streams)
    process[name].write = ((text: string) => {
      written[name] += text;
      return true;
    }) as typeof process.stdout.write;
  process.env = { PATH: process.env["PATH"], LANG: "C", ...env };
  process.chdir(cwd);
  try {
    return { code: await runProgram(words), ...written };
  } finally {
    for (const { name, write } of streams) process[name].write = write;
    process.chdir(before.cwd);
    process.env = before.env;
    process.exitCode = before.exitCode;
  }
}
