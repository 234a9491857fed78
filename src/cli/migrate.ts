import { existsSync, statSync, writeFileSync } from "node:fs";
import type { Locale } from "../core/bilingual.ts";
import { InputError } from "../core/issue.ts";
import { MODEL_VERSION } from "../model/parameters.ts";
import { migrateText } from "../scenarios/migrate-text.ts";
import { MIGRATIONS } from "../scenarios/migrations.ts";
import { say } from "../plots/labels.ts";
import { issueText } from "./issue-text.ts";
import { compareValues } from "./migrate-compare.ts";
import { scenarioReader } from "./scenario-files.ts";

/** What is to be done beside showing what would change. */
interface MigrateOptions {
  readonly write?: boolean;
  readonly compare?: boolean;
}

/** What happened to one file, in words. */
interface MigrationReport {
  readonly text: string;
  /** False where the file waits for a judgement, or its values would change. */
  readonly isDone: boolean;
}

/**
 * Migrates one file, and writes it if asked to.
 * @throws InputError if the file cannot be read or written.
 */
export async function migrateFile(
  file: string,
  { write = false, compare = false }: MigrateOptions,
  locale: Locale,
): Promise<MigrationReport> {
  const found = scenarioReader(file)(file);
  if (found === undefined) throw unreadable(file, `there is no file "${file}"`);
  const result = migrateText(found.text, found.file);
  switch (result.status) {
    case "current":
      return { text: `${found.file}: ${currentText(result.namesModel, locale)}\n`, isDone: true };
    case "refused":
      return { text: refusedText(found.file, result, locale), isDone: false };
    case "migrated": {
      const head = say(
        locale,
        `${found.file}：模型 ${result.from} → ${MODEL_VERSION}`,
        `${found.file}: model ${result.from} → ${MODEL_VERSION}`,
      );
      const comparison = compare ? await compareValues(file, result.text, locale) : { text: "", isEqual: true };
      const lines = [head, ...changedLines(found.text, result.text)].map((line) => `${line}\n`).join("");
      if (write && comparison.isEqual) writeFileSync(pathOf(file), result.text);
      const end = write && comparison.isEqual ? `${say(locale, "已写入", "written")}\n` : "";
      return { text: `${lines}${comparison.text}${end}`, isDone: comparison.isEqual };
    }
    default:
      return result satisfies never;
  }
}

function currentText(namesModel: boolean, locale: Locale): string {
  return namesModel
    ? say(locale, `已是当前模型 ${MODEL_VERSION}`, `already written for the current model, ${MODEL_VERSION}`)
    : say(
        locale,
        `没有写 model，按当前模型 ${MODEL_VERSION} 读取；建议写明 model: ${MODEL_VERSION}`,
        `names no model and is read as the current one; write model: ${MODEL_VERSION}`,
      );
}

/** The judgements a file waits for, each with what to write instead. */
function refusedText(
  file: string,
  { from, issues }: Extract<ReturnType<typeof migrateText>, { status: "refused" }>,
  locale: Locale,
): string {
  const head = say(
    locale,
    `${file}：模型 ${from} 的文件需要先作判断，没有改动`,
    `${file}: needs a judgement before it can leave model ${from}; nothing was changed`,
  );
  const errors = issues.filter(({ severity }) => severity === "error");
  const lines = errors.map((issue) => (locale === "zh" ? judgementInChinese(issue.problem) : undefined) ?? "");
  return [
    head,
    ...errors.flatMap((issue, k) => [issueText(issue, locale, false), ...(lines[k] ? [`  ${lines[k]}`] : [])]),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

/** Reason and advice of the step an error speaks of. */
function judgementInChinese(problem: string): string | undefined {
  const steps = MIGRATIONS.flatMap((migration) => migration.steps);
  const step = steps.find((one) => one.kind === "judge" && problem.startsWith(`${one.parameter} `));
  return step?.kind === "judge" ? `${step.parameter}：${step.reason.zh}。${step.advice.zh}。` : undefined;
}

/** The lines that differ, old and new, with their number. A migration neither adds nor removes lines. */
function changedLines(before: string, after: string): readonly string[] {
  const [old, now] = [before, after].map((text) => text.split(/\r?\n/)) as [string[], string[]];
  return old.flatMap((line, k) => (line === now[k] ? [] : [`${k + 1} - ${line}`, `${k + 1} + ${now[k]}`]));
}

/** The file on disk a name means; files of the catalogue are the program's own. */
function pathOf(file: string): string {
  const path = [file, `${file}.yaml`].find((one) => existsSync(one) && statSync(one).isFile());
  if (path !== undefined) return path;
  throw unreadable(file, `"${file}" is a file of the catalogue; only files of your own are written`);
}

const unreadable = (file: string, problem: string) =>
  new InputError([{ code: "missing-file", severity: "error", file, problem, expected: "the path of a file" }]);
