import { beeswarm } from "./beeswarm.ts";
import { bindingItems } from "./binding-items.ts";
import { bindingStrip } from "./binding-strip.ts";
import { certifiedFan } from "./certified-fan.ts";
import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import { constraintBars } from "./constraint-bars.ts";
import { costEffect, hasCosts } from "./cost-effect.ts";
import { endRangeBars } from "./end-range-bars.ts";
import type { Figure, FigureMaker, Row } from "./figure.ts";
import { alternativesOf } from "./findings.ts";
import { hindcastCheck } from "./hindcast-check.ts";
import { ladder } from "./ladder.ts";
import { lifeLines } from "./life-lines.ts";
import { losers } from "./losers.ts";
import { pairedDifference } from "./paired-difference.ts";
import { provinceDifferenceTiles } from "./province-difference-tiles.ts";
import { provincePanels } from "./province-panels.ts";
import { provinceTiles } from "./province-tiles.ts";
import { slope } from "./slope.ts";
import { spaghetti } from "./spaghetti.ts";
import { tornado } from "./tornado.ts";
import { waterfall } from "./waterfall.ts";

type Condition = (summary: ComparisonSummary) => boolean;
const always: Condition = () => true;
const hasAlternative: Condition = (summary) => alternativesOf(summary).length > 0;
const hasLives: Condition = (summary) => summary.lives !== undefined;
const hasHindcast: Condition = (summary) => summary.hindcast.length > 0;

const hasRows = (rows: readonly unknown[] | undefined) => rows !== undefined && rows.length > 0;

/** Figures in reading order, each with what it needs to have something to show. */
const MAKERS: readonly (readonly [FigureMaker, Condition])[] = [
  [certifiedFan, always],
  [spaghetti, ({ worlds }) => worlds > 1],
  [endRangeBars, always],
  [pairedDifference, hasAlternative],
  [waterfall, (summary) => hasRows(summary.attribution)],
  [bindingItems, always],
  [bindingStrip, (summary) => hasRows(summary.countyStandings)],
  [constraintBars, (summary) => hasRows(summary.constraints)],
  [ladder, (summary) => hasRows(summary.ladder)],
  [provinceTiles, always],
  [provinceDifferenceTiles, hasAlternative],
  [provincePanels, always],
  [slope, always],
  [beeswarm, (summary) => hasRows(summary.countyOdds)],
  [costEffect, hasCosts],
  [tornado, (summary) => hasRows(summary.tornado)],
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
