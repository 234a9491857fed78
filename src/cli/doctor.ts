import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { dirname, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { say, type Bilingual, type Locale } from "../core/bilingual.ts";
import { displayWidth } from "../core/display-width.ts";
import { InputError } from "../core/issue.ts";
import { EXIT } from "./exit-codes.ts";
import { fontFiles } from "./png-files.ts";
import { findBrowser } from "./find-browser.ts";
import type { GlobalFlags } from "./global-options.ts";
import { painted, print } from "./terminal.ts";

/** One thing the commands need. `warn`: something is missing that only some of them need. */
export interface Checkup {
  readonly status: "ok" | "warn" | "fail";
  readonly part: Bilingual;
  readonly finding: Bilingual;
}

/**
 * Prints what this machine has.
 * @returns The exit code: 1 if something is missing that every run needs.
 */
export async function doctorCommand(out: string, flags: GlobalFlags, locale: Locale): Promise<number> {
  const checkups = [
    nodeVersion(),
    await workerThreads(),
    memory(),
    writeAccess(out),
    browser(),
    fonts(),
    language(locale),
  ];
  if (flags.json) print(JSON.stringify(checkups, null, 2));
  else print(checkups.map((one) => checkupLine(one, locale)).join("\n"));
  return checkups.some(({ status }) => status === "fail") ? EXIT.checkFailed : EXIT.ok;
}

function checkupLine({ status, part, finding }: Checkup, locale: Locale): string {
  const words = { ok: say(locale, "正常", "ok"), warn: say(locale, "注意", "warn"), fail: say(locale, "缺少", "fail") };
  const word = words[status] + " ".repeat(5 - displayWidth(words[status]));
  const shown = status === "ok" ? word : painted(status === "warn" ? "yellow" : "red", word);
  return `${shown} ${part[locale]}${say(locale, "：", ": ")}${finding[locale]}`;
}

function nodeVersion(): Checkup {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    engines: { node: string };
  };
  const wanted = manifest.engines.node.replace(">=", "");
  const isNew = compareVersions(process.versions.node, wanted) >= 0;
  const found = process.versions.node;
  return {
    status: isNew ? "ok" : "fail",
    part: { zh: "Node", en: "Node" },
    finding: { zh: `${found}（需要 ${wanted} 以上）`, en: `${found} (${wanted} or later is needed)` },
  };
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  const k = left!.findIndex((part, at) => part !== right![at]);
  return k < 0 ? 0 : left![k]! - (right![k] ?? 0);
}

async function workerThreads(): Promise<Checkup> {
  const cores = availableParallelism();
  const works = await new Promise<boolean>((settle) => {
    const worker = new Worker("process.exit(0)", { eval: true, execArgv: [] });
    worker.once("exit", () => settle(true));
    worker.once("error", () => settle(false));
  });
  return {
    status: works ? "ok" : "fail",
    part: { zh: "线程", en: "worker threads" },
    finding: works
      ? { zh: `可用，${cores} 个处理器核心`, en: `work, ${cores} cores` }
      : { zh: "启动不了", en: "cannot be started" },
  };
}

/** Memory below which a run of all counties may not fit (bytes). */
const LEAST_MEMORY = 4e9;

function memory(): Checkup {
  const gigabytes = (totalmem() / 1e9).toFixed(1);
  const isEnough = totalmem() >= LEAST_MEMORY;
  return {
    status: isEnough ? "ok" : "warn",
    part: { zh: "内存", en: "memory" },
    finding: isEnough
      ? { zh: `${gigabytes} GB`, en: `${gigabytes} GB` }
      : { zh: `${gigabytes} GB，大样本可能不够`, en: `${gigabytes} GB, little for large samples` },
  };
}

function writeAccess(out: string): Checkup {
  const part = { zh: "结果文件夹", en: "folder of results" };
  // A folder that does not exist yet is made in the nearest one that does.
  let folder = resolve(out);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    return { status: "ok", part, finding: { zh: `${out} 可写`, en: `${out} can be written to` } };
  } catch {
    return { status: "fail", part, finding: { zh: `${out} 不能写入`, en: `${out} cannot be written to` } };
  }
}

function browser(): Checkup {
  const part = { zh: "浏览器（打印 PDF 用）", en: "browser (for PDFs)" };
  try {
    const path = findBrowser();
    if (path !== undefined) return { status: "ok", part, finding: { zh: path, en: path } };
    const finding = {
      zh: "没有找到；安装 Chromium，或用 JUNHENG_CHROMIUM 指明",
      en: "none found; install Chromium, or name one in JUNHENG_CHROMIUM",
    };
    return { status: "warn", part, finding };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { problem } = error.issues[0]!;
    return { status: "warn", part, finding: { zh: problem, en: problem } };
  }
}

function fonts(): Checkup {
  const part = { zh: "字体（PNG、PDF 用）", en: "fonts (for PNG and PDF)" };
  return fontFiles().every((file) => existsSync(file))
    ? { status: "ok", part, finding: { zh: "随程序提供的字体齐全", en: "the bundled fonts are all there" } }
    : { status: "fail", part, finding: { zh: "随程序提供的字体缺失", en: "bundled fonts are missing" } };
}

function language(locale: Locale): Checkup {
  const variables = ["JUNHENG_LOCALE", "LC_ALL", "LC_MESSAGES", "LANG"].filter((name) => process.env[name]);
  const set = variables.map((name) => `${name}=${process.env[name]}`).join(" ");
  return {
    status: "ok",
    part: { zh: "语言", en: "language" },
    finding: { zh: `${locale}${set ? `（${set}）` : ""}`, en: `${locale}${set ? ` (${set})` : ""}` },
  };
}
