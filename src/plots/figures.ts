import type { View } from "../scenarios/view.ts";
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
import { focusRows } from "./focus-rows.ts";
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
import { drawViews } from "./views.ts";
import { waterfall } from "./waterfall.ts";

type Condition = (summary: ComparisonSummary) => boolean;
const always: Condition = () => true;
const hasAlternative: Condition = (summary) => alternativesOf(summary).length > 0;
const hasProvinces: Condition = (summary) => summary.provinces.length > 0;
const hasLives: Condition = (summary) => summary.lives !== undefined;
const hasHindcast: Condition = (summary) => summary.hindcast.length > 0;
const hasAttribution: Condition = (summary) => focusRows(summary.attribution, summary) !== undefined;
const hasLadder: Condition = (summary) => focusRows(summary.ladder, summary) !== undefined;
const hasTornado: Condition = (summary) => focusRows(summary.tornado, summary) !== undefined;
const hasRows = (rows: readonly unknown[] | undefined) => rows !== undefined && rows.length > 0;

/** Figures in reading order, each with what it needs to have something to show. */
const MAKERS: readonly (readonly [FigureMaker, Condition])[] = [
  [certifiedFan, always],
  [spaghetti, ({ worlds }) => worlds > 1],
  [endRangeBars, always],
  [pairedDifference, hasAlternative],
  [bindingItems, always],
  [bindingStrip, (summary) => hasRows(summary.countyStandings)],
  [provinceTiles, hasProvinces],
  [provinceDifferenceTiles, (summary) => hasProvinces(summary) && hasAlternative(summary)],
  [provincePanels, hasProvinces],
  [slope, hasProvinces],
  [beeswarm, (summary) => hasRows(summary.countyOdds)],
  [tornado, hasTornado],
  [constraintBars, (summary) => hasRows(summary.constraints)],
  [waterfall, hasAttribution],
  [ladder, hasLadder],
  [costEffect, hasCosts],
  [losers, hasAlternative],
  [lifeLines, hasLives],
  [hindcastCheck, hasHindcast],
];

/**
 * Every figure a comparison has the data for, in reading order, then the views it asks for. A view that comes to one of the usual
 * figures, such as one with a title of its own, takes its place.
 * @throws RangeError if a view cannot be drawn, see `viewProblem`.
 */
export async function allFigures(
  summary: ComparisonSummary,
  locale: Locale,
  views: readonly View[] = summary.views ?? [],
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [make, applies] of MAKERS) {
    if (applies(summary)) figures.push(await make(summary, locale));
  }
  const asked = await drawViews(summary, locale, views);
  const usual = figures.map((figure) => asked.find(({ id }) => id === figure.id) ?? figure);
  return [...usual, ...asked.filter(({ id }) => !figures.some((figure) => figure.id === id))];
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
