import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { say, type Locale } from "../core/bilingual.ts";
import { InputError, type Issue } from "../core/issue.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import type { Figure } from "../plots/figure.ts";
import { allFigures } from "../plots/figures.ts";
import { renderReport } from "../report/report.ts";
import type { ReportFlags, ReportFormat } from "./commands/report.ts";
import { findRun, type FoundRun } from "./find-run.ts";
import { issueText } from "./issue-text.ts";
import { makeFolder } from "./make-folder.ts";
import { note, print } from "./terminal.ts";

/** Writes a finished run in the formats and languages asked for. */
export async function reportCommand(named: string, flags: ReportFlags, locale: Locale): Promise<void> {
  const run = findRun(named, flags.results);
  const { folder, summary } = run;
  const out = flags.out ?? join(folder, "exports");
  if (existsSync(out) && !statSync(out).isDirectory()) {
    const problem = `"${out}" is a file`;
    throw new InputError([
      { code: "bad-output-folder", severity: "error", problem, expected: "a folder, or a new name" },
    ]);
  }
  const lang = flags.lang ?? locale;
  const { files, issues } = await reportFiles(run, flags.to, lang === "both" ? ["zh", "en"] : [lang]);
  for (const [name, content] of files) {
    makeFolder(dirname(join(out, name)));
    writeFileSync(join(out, name), content);
  }
  for (const issue of issues) process.stderr.write(`${issueText(issue, locale)}\n`);
  const paths = [...files.keys()].map((name) => join(out, name).replaceAll("\\", "/"));
  if (flags.json) print(JSON.stringify({ run: summary.runId, files: paths }, null, 2));
  else note(paths.map((path) => `${say(locale, "写入", "wrote")} ${path}`).join("\n"), flags);
}

/** The files of a report by name, and what a reader of them should know. */
interface ReportFiles {
  readonly files: Map<string, string | Uint8Array>;
  readonly issues: Issue[];
}

/** The files of a report in some formats and languages. */
export async function reportFiles(
  { folder, summary }: FoundRun,
  formats: readonly ReportFormat[],
  locales: readonly Locale[],
): Promise<ReportFiles> {
  const files = new Map<string, string | Uint8Array>();
  const issues: Issue[] = [];
  const isDrawn = formats.some((format) => format !== "csv");
  for (const locale of locales) {
    const figures = isDrawn ? await allFigures(summary, locale) : [];
    for (const format of formats) await addFormat(format, summary, figures, locale, { files, issues });
  }
  if (formats.includes("csv")) for (const [name, text] of tablesIn(folder, locales)) files.set(name, text);
  return { files, issues };
}

/** The tables of a run as it wrote them, and those of its figures in some languages. */
function tablesIn(folder: string, locales: readonly Locale[]): ReadonlyMap<string, string> {
  const names = [".", "figures"].flatMap((part) =>
    existsSync(join(folder, part))
      ? readdirSync(join(folder, part)).map((name) => (part === "." ? name : `${part}/${name}`))
      : [],
  );
  const isWanted = (name: string) =>
    name.endsWith(".csv") &&
    (!name.startsWith("figures/") || locales.some((locale) => name.endsWith(`.${locale}.csv`)));
  return new Map(names.filter(isWanted).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

async function addFormat(
  format: ReportFormat,
  summary: ComparisonSummary,
  figures: readonly Figure[],
  locale: Locale,
  { files, issues }: ReportFiles,
): Promise<void> {
  switch (format) {
    case "html":
      files.set(`report.${locale}.html`, renderReport(summary, figures, locale));
      return;
    case "pdf": {
      const { exportPdf } = await import("./export-pdf.ts");
      files.set(`report.${locale}.pdf`, await exportPdf(renderReport(summary, figures, locale), summary.title[locale]));
      return;
    }
    case "svg":
      for (const figure of figures) files.set(`figures/${figure.id}.${locale}.svg`, figure.svg);
      return;
    case "png": {
      const { pngFiles } = await import("./png-files.ts");
      const pictures = pngFiles({ [locale]: figures });
      for (const [name, picture] of pictures.files) files.set(name, picture);
      issues.push(...pictures.issues);
      return;
    }
    case "csv":
      return;
    default:
      format satisfies never;
  }
}
