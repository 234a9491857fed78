import { execFile } from "node:child_process";
import { join } from "node:path";
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
