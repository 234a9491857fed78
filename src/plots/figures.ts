import { bindingItems } from "./binding-items.ts";
import { certifiedFan } from "./certified-fan.ts";
import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import { endRangeBars } from "./end-range-bars.ts";
import type { Figure, FigureMaker, Row } from "./figure.ts";
import { alternativesOf } from "./findings.ts";
import { hindcastCheck } from "./hindcast-check.ts";
import { lifeLines } from "./life-lines.ts";
import { losers } from "./losers.ts";
import { pairedDifference } from "./paired-difference.ts";
import { provinceDifferenceTiles } from "./province-difference-tiles.ts";
import { provinceTiles } from "./province-tiles.ts";

type Condition = (summary: ComparisonSummary) => boolean;
const always: Condition = () => true;
const hasAlternative: Condition = (summary) => alternativesOf(summary).length > 0;
const hasProvinces: Condition = (summary) => summary.provinces.length > 0;
const hasLives: Condition = (summary) => summary.lives !== undefined;
const hasHindcast: Condition = (summary) => summary.hindcast.length > 0;

/** Figures in reading order, each with what it needs to have something to show. */
const MAKERS: readonly (readonly [FigureMaker, Condition])[] = [
  [certifiedFan, always],
  [endRangeBars, always],
  [pairedDifference, hasAlternative],
  [bindingItems, always],
  [provinceTiles, hasProvinces],
  [provinceDifferenceTiles, (summary) => hasProvinces(summary) && hasAlternative(summary)],
  [losers, hasAlternative],
  [lifeLines, hasLives],
  [hindcastCheck, hasHindcast],
];

/** Every figure a comparison has the data for, in reading order. */
export async function allFigures(summary: ComparisonSummary, locale: Locale): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [make, applies] of MAKERS) {
    if (applies(summary)) figures.push(await make(summary, locale));
  }
  return figures;
}

/** Rows as CSV text with a heading line: columns in order of first appearance, an absent value left empty. */
export function rowsToCsv(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => columns.map((column) => csvField(row[column])).join(","));
  return [columns.map(csvField).join(","), ...lines].map((line) => `${line}\n`).join("");
}

function csvField(value: string | number | boolean | undefined): string {
  const text = value === undefined ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
