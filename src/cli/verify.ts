import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { say, type Locale } from "../core/bilingual.ts";
import { canonicalJson, digest } from "../core/digest.ts";
import { InputError } from "../core/issue.ts";
import type { VerifyFlags } from "./commands/verify.ts";
import { compareTables, type TableDifference } from "./compare-tables.ts";
import { EXIT } from "./exit-codes.ts";
import { findRun } from "./find-run.ts";
import { rerun } from "./rerun.ts";
import { digestOfFile, isOutsideRun, RUN_FILE } from "./run-digests.ts";
import { print } from "./terminal.ts";

/** What `verify --json` prints. */
export interface Verification {
  readonly run: string;
  readonly files: number;
  /** Files the run lists that are not there, differ from their digest, or are there without being listed. */
  readonly missing: readonly string[];
  readonly changed: readonly string[];
  readonly extra: readonly string[];
  /** The run made again; absent without `--rerun`. */
  readonly rerun?: RerunResult;
}

/** How the run made again compares. */
export interface RerunResult {
  readonly engine: { readonly then: string; readonly now: string };
  readonly isExact: boolean;
  /** Files that only one of the two has, or that differ. */
  readonly different: readonly { readonly file: string; readonly first?: TableDifference }[];
}

/**
 * Checks a run and prints what was found.
 * @returns The exit code: 1 if anything differs.
 */
export async function verifyCommand(named: string, flags: VerifyFlags, locale: Locale): Promise<number> {
  const { folder } = findRun(named, flags.results);
  const files = await checkFiles(folder);
  const result: Verification = flags.rerun ? { ...files, rerun: await rerunAndCompare(folder, flags, locale) } : files;
  if (flags.json) print(JSON.stringify(result, null, 2));
  else print(verificationText(result, flags, locale));
  const { missing, changed, extra } = result;
  const isSame = [missing, changed, extra, result.rerun?.different ?? []].every((list) => list.length === 0);
  return isSame ? EXIT.ok : EXIT.checkFailed;
}

interface RunHead {
  readonly runId: string;
  readonly status: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly engine: string;
  readonly source: string;
}

function readHead(folder: string): RunHead {
  return JSON.parse(readFileSync(join(folder, RUN_FILE), "utf8")) as RunHead;
}

/**
 * Hashes every file of a run again.
 * @throws InputError if the run lists no digests.
 */
export async function checkFiles(folder: string): Promise<Verification> {
  const { files: listed, ...head } = readHead(folder);
  if (listed === undefined) {
    const problem = `${RUN_FILE} lists no digests`;
    const expected = "a run written by this version; run it again";
    throw new InputError([{ code: "not-a-run", severity: "error", file: folder, problem, expected }]);
  }
  const there = filesIn(folder);
  const names = Object.keys(listed);
  const changed = names.filter((name) => there.includes(name) && digestOfFile(join(folder, name)) !== listed[name]);
  // The list itself is vouched for by the run id, which is a digest of the rest of the file.
  const { runId } = head;
  const identity = Object.fromEntries(Object.entries(head).filter(([key]) => key !== "runId" && key !== "status"));
  if ((await digest(canonicalJson(identity), runId.length)) !== runId) changed.unshift(RUN_FILE);
  return {
    run: runId,
    files: names.length + 1,
    missing: names.filter((name) => !there.includes(name)),
    changed,
    extra: there.filter((name) => name !== RUN_FILE && !(name in listed)),
  };
}

/** Files of a run's folder by relative path with forward slashes, without those that are no part of the run. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.split(sep).join("/"))
    .filter((name) => !isOutsideRun(name))
    .sort();
}

async function rerunAndCompare(folder: string, flags: VerifyFlags, locale: Locale): Promise<RerunResult> {
  const { tolerance } = flags;
  return rerun(folder, { jobs: flags.jobs, locale, quiet: flags.quiet ?? false }, (again) => {
    const [then, now] = [readHead(folder), readHead(again)];
    const names = [...new Set([...filesIn(folder), ...filesIn(again)])].sort();
    const compared = tolerance === undefined ? names : names.filter((name) => name.endsWith(".csv"));
    const different = compared.flatMap((file) => {
      const paths = [join(folder, file), join(again, file)] as const;
      const [a, b] = paths.map((path) => (existsSync(path) ? digestOfFile(path) : undefined));
      if (a === b) return [];
      if (a === undefined || b === undefined || !file.endsWith(".csv")) return [{ file }];
      const first = compareTables(readFileSync(paths[0], "utf8"), readFileSync(paths[1], "utf8"), tolerance ?? 0);
      return first === undefined && tolerance !== undefined ? [] : [{ file, ...(first && { first }) }];
    });
    const version = ({ engine, source }: RunHead) => `${engine} ${source}`;
    return { engine: { then: version(then), now: version(now) }, isExact: tolerance === undefined, different };
  });
}

function verificationText(result: Verification, { quiet }: VerifyFlags, locale: Locale): string {
  const lines = [
    ...result.missing.map((name) => `${say(locale, "缺少", "missing")}: ${name}`),
    ...result.changed.map((name) => `${say(locale, "被改动", "changed")}: ${name}`),
    ...result.extra.map((name) => `${say(locale, "多出", "extra")}: ${name}`),
  ];
  if (lines.length === 0 && !quiet)
    lines.push(
      say(
        locale,
        `运行 ${result.run}：${result.files} 个文件都是原样`,
        `run ${result.run}: all ${result.files} files are as they were written`,
      ),
    );
  return [...lines, ...(result.rerun ? rerunLines(result.rerun, quiet ?? false, locale) : [])].join("\n");
}

function rerunLines({ engine, isExact, different }: RerunResult, isQuiet: boolean, locale: Locale): string[] {
  const lines = different.map(({ file, first }) => {
    const where = first
      ? say(
          locale,
          `，第 ${first.line} 行 ${first.column}：${first.a} 与 ${first.b}`,
          `, line ${first.line}, ${first.column}: ${first.a} and ${first.b}`,
        )
      : "";
    return `${say(locale, "重算后不同", "differs when made again")}: ${file}${where}`;
  });
  if (different.length > 0 && engine.then !== engine.now)
    lines.push(
      say(
        locale,
        `当时的程序 ${engine.then}，现在的程序 ${engine.now}；版本不同时可用 --tolerance 只比较数值`,
        `made by ${engine.then}, this is ${engine.now}; across versions, --tolerance compares numbers only`,
      ),
    );
  if (different.length === 0 && !isQuiet)
    lines.push(
      isExact
        ? say(locale, "重算结果逐字节相同", "made again, every byte is the same")
        : say(locale, "重算结果在容差之内", "made again, every number is within the tolerance"),
    );
  return lines;
}
