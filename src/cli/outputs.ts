import { accessSync, constants, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { csvFormatRows } from "d3-dsv";
import { InputError } from "../core/issue.ts";
import { OUTCOMES, type ComparisonSummary, type OutcomeId } from "../experiment/comparison-summary.ts";
import type { Figure } from "../plots/figure.ts";
import { rowsToCsv } from "../plots/figures.ts";
import { makeFolder } from "./make-folder.ts";
import { withDigests } from "./run-digests.ts";

/** Files of a run by relative path. */
export type RunFiles = ReadonlyMap<string, string>;

/** Where a run lies: `<out>/<comparison>/<run id>`. */
export function runFolder(out: string, id: string, runId: string): string {
  return join(out, id, runId);
}

/** The summary of a finished run, or undefined if there is none. */
export function readSummary(folder: string): ComparisonSummary | undefined {
  const file = join(folder, "summary.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as ComparisonSummary) : undefined;
}

/**
 * Makes sure, before a long run, that results can be written to a folder.
 * @throws InputError if they cannot.
 */
export function checkOutputFolder(out: string): void {
  try {
    makeFolder(out);
    accessSync(out, constants.W_OK);
    if (!statSync(out).isDirectory()) throw new Error("not a folder");
  } catch {
    const problem = `cannot write results to "${out}"`;
    throw new InputError([
      { code: "bad-output-folder", severity: "error", problem, expected: "a folder that may be written to" },
    ]);
  }
}

/** Writes a run's folder in one move: all files go to a folder beside it, which is renamed when complete; `run.json` lists their digests. */
export function writeRun(folder: string, given: RunFiles): void {
  const files = withDigests(given);
  const draft = `${folder}.part-${process.pid}`;
  try {
    for (const [name, text] of files) {
      makeFolder(dirname(join(draft, name)));
      writeFileSync(join(draft, name), text);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

/** Figures of both languages as SVG and CSV, and the tables every run has. */
export function tablesOf(
  summary: ComparisonSummary,
  figures: Readonly<Record<string, readonly Figure[]>>,
): Map<string, string> {
  const files = new Map<string, string>();
  for (const [locale, list] of Object.entries(figures)) {
    for (const figure of list) {
      files.set(`figures/${figure.id}.${locale}.svg`, figure.svg);
      files.set(`figures/${figure.id}.${locale}.csv`, rowsToCsv(figure.rows));
    }
  }
  files.set("quantiles.csv", quantileTable(summary));
  files.set("differences.csv", differenceTable(summary));
  files.set("provinces.csv", provinceTable(summary));
  files.set(
    "binding-items.csv",
    table(
      ["scenario", "year", "item", "share"],
      summary.binding.map((r) => [r.scenario, r.year, r.item, r.share]),
    ),
  );
  files.set("equity.csv", equityTable(summary));
  files.set("levels.csv", levelTable(summary));
  files.set(
    "money.csv",
    table(
      ["scenario", "line", "payer", "year", "mean", "difference", "standard_error", "sign_settled"],
      summary.money.map((r) => [
        r.scenario,
        r.line,
        r.payer,
        r.year,
        r.mean,
        r.difference,
        r.standardError,
        String(r.isSettled),
      ]),
    ),
  );
  return files;
}

function equityTable({ equity }: ComparisonSummary): string {
  return table(
    ["scenario", "category", "measure", "year", "mean", "difference", "standard_error", "verdict"],
    equity.map((r) => [r.scenario, r.category, r.measure, r.year, r.mean, r.difference, r.standardError, r.verdict]),
  );
}

function levelTable({ levels }: ComparisonSummary): string {
  return table(
    [
      "scenario",
      "stage",
      "indicator",
      "year",
      "level",
      "coefficient",
      "level_difference",
      "coefficient_difference",
      "levelled_down",
    ],
    levels.map((r) => [
      r.scenario,
      r.stage,
      r.indicator,
      r.year,
      r.level,
      r.coefficient,
      r.levelDifference,
      r.coefficientDifference,
      String(r.isLevellingDown),
    ]),
  );
}

/** Columns every long table begins with, in the order common to scenario databases. */
const LEAD = ["model", "scenario", "region", "variable", "unit", "year"] as const;

/** `Certification|Certified share` style name of an outcome. */
export function variableName(outcome: OutcomeId): string {
  return `Compulsory education|${OUTCOMES[outcome].title.en}`;
}

function lead(summary: ComparisonSummary, scenario: string, outcome: OutcomeId, year: number): (string | number)[] {
  return [`junheng ${summary.engineVersion}`, scenario, "China", variableName(outcome), OUTCOMES[outcome].unit, year];
}

function quantileTable(summary: ComparisonSummary): string {
  const rows = summary.outcomes.map((r) => [...lead(summary, r.scenario, r.outcome, r.year), ...spread(r)]);
  return table([...LEAD, ...SPREAD], rows);
}

function differenceTable(summary: ComparisonSummary): string {
  const rows = summary.differences.map((r) => [
    ...lead(summary, r.scenario, r.outcome, r.year),
    ...spread(r),
    String(r.isSettled),
    r.varianceRatio,
  ]);
  return table([...LEAD, ...SPREAD, "sign_settled", "variance_ratio"], rows);
}

function provinceTable(summary: ComparisonSummary): string {
  const rows = summary.provinces.map((r) => [
    `junheng ${summary.engineVersion}`,
    r.scenario,
    r.province,
    variableName("certifiedShare"),
    "share",
    r.year,
    r.share,
    r.standardError,
    r.counties,
  ]);
  return table([...LEAD, "mean", "standard_error", "counties_simulated"], rows);
}

const SPREAD = ["p05", "p25", "p50", "p75", "p95", "mean", "standard_error"] as const;

function spread(r: ComparisonSummary["outcomes"][number] | ComparisonSummary["differences"][number]): number[] {
  return [r.p05, r.p25, r.p50, r.p75, r.p95, r.mean, r.standardError];
}

/** CSV text with a header; numbers as they are. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return `${csvFormatRows([[...header], ...rows.map((row) => row.map(String))])}\n`;
}
