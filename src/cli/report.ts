import { existsSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { say, type Locale } from "../core/bilingual.ts";
import { formatIssue, InputError } from "../core/issue.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import type { Figure } from "../plots/figure.ts";
import { allFigures } from "../plots/figures.ts";
import { renderReport } from "../report/report.ts";
import type { ReportFlags, ReportFormat } from "./commands/report.ts";
import { findRun } from "./find-run.ts";
import { makeFolder } from "./make-folder.ts";
import { tablesOf } from "./outputs.ts";
import { note, print } from "./terminal.ts";

/** Writes a finished run in the formats and languages asked for. */
export async function reportCommand(named: string, flags: ReportFlags, locale: Locale): Promise<void> {
  const { folder, summary } = findRun(named, flags.results);
  const out = flags.out ?? join(folder, "exports");
  if (existsSync(out) && !statSync(out).isDirectory()) {
    const problem = `"${out}" is a file`;
    throw new InputError([
      { code: "bad-output-folder", severity: "error", problem, expected: "a folder, or a new name" },
    ]);
  }
  const lang = flags.lang ?? locale;
  const files = await reportFiles(summary, flags.to, lang === "both" ? ["zh", "en"] : [lang]);
  for (const [name, content] of files) {
    makeFolder(dirname(join(out, name)));
    writeFileSync(join(out, name), content);
  }
  const paths = [...files.keys()].map((name) => join(out, name).replaceAll("\\", "/"));
  if (flags.json) print(JSON.stringify({ run: summary.runId, files: paths }, null, 2));
  else note(paths.map((path) => `${say(locale, "写入", "wrote")} ${path}`).join("\n"), flags);
}

/** The files of a report by name. */
export async function reportFiles(
  summary: ComparisonSummary,
  formats: readonly ReportFormat[],
  locales: readonly Locale[],
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  const figures: Partial<Record<Locale, readonly Figure[]>> = {};
  for (const locale of locales) figures[locale] = await allFigures(summary, locale);
  for (const format of formats) {
    for (const locale of locales) await addFormat(format, summary, figures[locale]!, locale, files);
    if (format === "csv")
      for (const [name, text] of tablesOf(summary, figures)) if (name.endsWith(".csv")) files.set(name, text);
  }
  return files;
}

async function addFormat(
  format: ReportFormat,
  summary: ComparisonSummary,
  figures: readonly Figure[],
  locale: Locale,
  files: Map<string, string | Uint8Array>,
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
      if (pictures.issues.length > 0) note(pictures.issues.map(formatIssue).join("\n"), {});
      return;
    }
    case "csv":
      return;
    default:
      format satisfies never;
  }
}
