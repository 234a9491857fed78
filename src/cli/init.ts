import { existsSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline/promises";
import { say, type Locale } from "../core/bilingual.ts";
import { InputError } from "../core/issue.ts";
import type { InitFlags } from "./commands/init.ts";
import { makeFolder } from "./make-folder.ts";
import { studyTemplate } from "./study-template.ts";
import { note, print } from "./terminal.ts";

/** What `init --json` prints. */
export interface InitResult {
  readonly folder: string;
  /** Files written, or that would be. */
  readonly written: readonly string[];
  /** Files that were there and are left as they are. */
  readonly kept: readonly string[];
}

/** Makes a study folder. On a terminal it asks before it writes, unless `--yes`. */
export async function initCommand(folder: string, flags: InitFlags, locale: Locale): Promise<void> {
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    const problem = `"${folder}" is a file`;
    throw new InputError([
      { code: "bad-output-folder", severity: "error", problem, expected: "a folder, or a new name" },
    ]);
  }
  const files = studyTemplate(flags.lang ?? locale);
  const names = [...files.keys()];
  const kept = flags.force ? [] : names.filter((name) => existsSync(join(folder, name)));
  const written = names.filter((name) => !kept.includes(name));
  const isSure = flags.dryRun || flags.yes || !process.stdin.isTTY || written.length === 0;
  if (!isSure && !(await askFor(folder, written.length, locale))) return;
  if (!flags.dryRun) {
    for (const name of written) {
      makeFolder(dirname(join(folder, name)));
      writeFileSync(join(folder, name), files.get(name)!);
    }
  }
  const result: InitResult = { folder: folder.replaceAll("\\", "/"), written, kept };
  if (flags.json) print(JSON.stringify(result, null, 2));
  else note(resultText(result, flags.dryRun ?? false, locale), flags);
}

async function askFor(folder: string, count: number, locale: Locale): Promise<boolean> {
  const questions = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await questions.question(
    say(locale, `在 ${folder} 写入 ${count} 个文件？[Y/n] `, `Write ${count} files to ${folder}? [Y/n] `),
  );
  questions.close();
  return /^(y(es)?|是|好)?$/i.test(answer.trim());
}

function resultText({ folder, written, kept }: InitResult, isDry: boolean, locale: Locale): string {
  const wrote = isDry ? say(locale, "将写入", "would write") : say(locale, "写入", "wrote");
  const left = say(locale, "已存在，未改动", "exists, left as it is");
  return [
    ...written.map((name) => `  ${wrote} ${join(folder, name)}`),
    ...kept.map((name) => `  ${left}: ${join(folder, name)}`),
    ...(kept.length > 0 ? [say(locale, "  （--force 覆盖）", "  (--force overwrites)")] : []),
    ...(isDry
      ? []
      : [
          "",
          say(locale, "接下来可以输入：", "What to type next:"),
          ...nextCommands(folder).map((line) => `  ${line}`),
        ]),
  ].join("\n");
}

/** Commands that work from where the user is. */
export function nextCommands(folder: string): readonly string[] {
  const program = process.env["npm_command"] === "exec" ? "npx junheng" : "junheng";
  const quoted = /\s/.test(folder) ? `"${folder}"` : folder;
  const start = folder === "." ? program : `${program} -C ${quoted}`;
  return [
    `${start} validate`,
    `${start} resolve my-scenario`,
    `${start} run my-scenario --sample 0.003 --worlds 2`,
    `${start} compare my-comparison`,
  ];
}
