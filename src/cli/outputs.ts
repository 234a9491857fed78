import { accessSync, constants, existsSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { csvFormatRows } from "d3-dsv";
import { InputError } from "../core/issue.ts";
import {
  OUTCOMES,
  type ComparisonSummary,
  type DifferenceRow,
  type OutcomeId,
} from "../experiment/comparison-summary.ts";
import { differenceSize } from "../experiment/difference-size.ts";
import { CONSTRAINT_IDS, DECISIONS } from "../model/constraints.ts";
import type { Figure } from "../plots/figure.ts";
import { rowsToCsv } from "../plots/figures.ts";
import { makeFolder } from "./make-folder.ts";
import { RUN_FILE, withDigests } from "./run-digests.ts";
import { writeFile, type FileContent } from "./write-file.ts";

/** Files of a run by relative path. */
export type RunFiles = ReadonlyMap<string, FileContent>;

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

/**
 * Writes a run's folder in one move: all files go to a folder beside it, which is renamed when complete.
 * @param head Text of `run.json`, to which the digests of the files are added.
 */
export function writeRun(folder: string, head: string, files: RunFiles): void {
  const draft = `${folder}.part-${process.pid}`;
  const digests = new Map<string, string>();
  try {
    for (const [name, content] of files) {
      makeFolder(dirname(join(draft, name)));
      digests.set(name, writeFile(join(draft, name), content));
    }
    writeFile(join(draft, RUN_FILE), withDigests(head, digests));
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
  files.set("differences.csv", differenceTable(summary, summary.differences));
  files.set("provinces.csv", provinceTable(summary));
  files.set(
    "binding-items.csv",
    table(
      ["scenario", "year", "item", "share"],
      summary.binding.map((r) => [r.scenario, r.year, r.item, r.share]),
    ),
  );
  files.set("constraints.csv", constraintTable(summary));
  if (summary.attribution) files.set("attribution.csv", attributionTable(summary));
  if (summary.ladder) files.set("ladder.csv", ladderTable(summary));
  if (summary.stepDifferences) files.set("step-differences.csv", differenceTable(summary, summary.stepDifferences));
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
export const LEAD = ["model", "scenario", "region", "variable", "unit", "year"] as const;

/** `Certification|Certified share` style name of an outcome. */
export function variableName(outcome: OutcomeId): string {
  return `Compulsory education|${OUTCOMES[outcome].title.en}`;
}

/** The first columns of a row of the nation. */
export function lead(
  summary: ComparisonSummary,
  scenario: string,
  outcome: OutcomeId,
  year: number,
): (string | number)[] {
  return [`junheng ${summary.engineVersion}`, scenario, "China", variableName(outcome), OUTCOMES[outcome].unit, year];
}

function differenceTable(summary: ComparisonSummary, differences: readonly DifferenceRow[]): string {
  const { thresholds } = summary;
  const rows = differences.map((r) => [
    ...lead(summary, r.scenario, r.outcome, r.year),
    ...spread(r),
    String(r.isSettled),
    r.varianceRatio,
    ...(thresholds ? [OUTCOMES[r.outcome].unit === "share" ? differenceSize(r.mean, thresholds) : ""] : []),
  ]);
  return table([...LEAD, ...SPREAD, "sign_settled", "variance_ratio", ...(thresholds ? ["size"] : [])], rows);
}

/** The constraint log of the nation: a line a scenario, decision, year and constraint, with what was wanted and got on each. */
function constraintTable({ constraints = [] }: ComparisonSummary): string {
  const rows = constraints.flatMap((r) =>
    CONSTRAINT_IDS.map((id) => [
      ...[r.scenario, r.decision, DECISIONS[r.decision].unit, r.year, r.wanted, r.got, id, r.short[id]],
      r.bindingShare?.[id] ?? "",
    ]),
  );
  const amounts = ["wanted", "got", "constraint", "short", "binding_share"];
  return table(["scenario", "decision", "unit", "year", ...amounts], rows);
}

function attributionTable(summary: ComparisonSummary): string {
  const rows = summary.attribution!.map((r) => [
    ...lead(summary, r.scenario, r.outcome, r.year),
    r.package,
    r.value,
    r.standardError,
    String(r.isSettled),
  ]);
  return table([...LEAD, "package", "value", "standard_error", "sign_settled"], rows);
}

function ladderTable(summary: ComparisonSummary): string {
  const rows = summary.ladder!.map((r) => [
    ...lead(summary, r.scenario, r.outcome, r.year),
    r.rung,
    r.constraint ?? "",
    r.mean,
    r.step,
    r.standardError,
    String(r.isSettled),
  ]);
  return table([...LEAD, "rung", "constraint", "mean", "step", "standard_error", "sign_settled"], rows);
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
