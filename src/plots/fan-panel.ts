import type { Markish, PlotOptions } from "@observablehq/plot";
import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary, Spread } from "../experiment/comparison-summary.ts";
import { say } from "./labels.ts";
import { boxSign, lineSign, type LegendItem } from "./legend.ts";
import type { Canvas } from "./plot-document.ts";
import { addText, svgElement, type Positions } from "./svg-parts.ts";
import { textWidth } from "./text-width.ts";
import { BASELINE_COLOUR, GRID, INK, MUTED, PAPER, RULE, SIZE } from "./theme.ts";

/** The value axis that panels side by side share. */
export interface FanScale {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  tickText(value: number): string;
}

/** Shares of counties, from none to all. */
export const SHARE_SCALE: FanScale = {
  domain: [0, 1],
  ticks: [0, 0.25, 0.5, 0.75, 1],
  tickText: (share) => `${share * 100}%`,
};

/** A spread in a year. */
export type YearSpread = Spread & { readonly year: number };

/** Size of a panel's plot in px, with the room kept for labels right of the last year. */
export interface FanSize {
  readonly width: number;
  readonly height: number;
  readonly right: number;
}

/** A panel by year: grid and axes below the marks, and a line at the last observed year. */
export function fanFrame(
  { plot }: Canvas,
  summary: ComparisonSummary,
  scale: FanScale,
  { width, height, right }: FanSize,
  marks: readonly Markish[],
): PlotOptions {
  const [first, last] = [summary.years[0]!, summary.years.at(-1)!];
  const ticks = summary.years.filter((year) => year % 5 === 0);
  return {
    width,
    height,
    marginLeft: Math.max(40, ...scale.ticks.map((tick) => textWidth(scale.tickText(tick), SIZE.text) + 10)),
    marginRight: right,
    marginTop: 20,
    marginBottom: 26,
    x: { domain: [first, Math.max(last, first + 1)] },
    y: { domain: [...scale.domain] },
    marks: [
      plot.gridY(scale.ticks, { stroke: GRID, strokeOpacity: 1 }),
      plot.axisY(scale.ticks, { tickFormat: scale.tickText, tickSize: 0, fontSize: SIZE.text, label: null }),
      plot.axisX(ticks, { tickFormat: String, tickSize: 4, fontSize: SIZE.text, label: null }),
      ...marks,
      plot.ruleX([summary.lastObservedYear], { stroke: RULE, strokeDasharray: "2,3" }),
      ...(scale.domain[0] <= 0 && scale.domain[1] >= 0 ? [plot.ruleY([0], { stroke: RULE })] : []),
    ],
  };
}

/** The bands from the last observed year on, the baseline's median behind, and the median: solid, then dashed where projected. */
export function fanMarks(
  { plot }: Canvas,
  { lastObservedYear }: ComparisonSummary,
  rows: readonly YearSpread[],
  ghost: readonly YearSpread[],
  colour: string,
): Markish[] {
  const projected = rows.filter((row) => row.year >= lastObservedYear);
  const history = rows.filter((row) => row.year <= lastObservedYear);
  return [
    plot.areaY(projected, { x: "year", y1: "p05", y2: "p95", fill: colour, fillOpacity: 0.2 }),
    plot.areaY(projected, { x: "year", y1: "p25", y2: "p75", fill: colour, fillOpacity: 0.38 }),
    ...(ghost.length > 0 ? [plot.line(ghost, { x: "year", y: "p50", stroke: BASELINE_COLOUR, strokeWidth: 1.5 })] : []),
    plot.line(history, { x: "year", y: "p50", stroke: colour, strokeWidth: 2.75 }),
    plot.line(projected, { x: "year", y: "p50", stroke: colour, strokeWidth: 2.75, strokeDasharray: "5,3" }),
  ];
}

/** Names both sides of the last observed year, above the panel. */
export function labelHistory(labels: SVGElement, { x }: Positions, summary: ComparisonSummary, locale: Locale): void {
  const { lastObservedYear } = summary;
  const at = x(lastObservedYear);
  const setting = { y: 13, size: SIZE.note, fill: MUTED };
  addText(labels, say(locale, "历史", "History"), { ...setting, x: at - 5, anchor: "end" });
  const projected = say(locale, `${lastObservedYear} 年后推演 →`, `Projected after ${lastObservedYear} →`);
  addText(labels, projected, { ...setting, x: at + 5 });
}

/** A goal at its year, with the words beside it. */
export interface GoalMark {
  readonly year: number;
  readonly value: number;
  readonly text: string;
}

/** Marks each goal as a short tick at its year and value; in the last year of the axis it ends there. */
export function labelGoals(labels: SVGElement, { x, y }: Positions, goals: readonly GoalMark[], last: number): void {
  for (const { year, value, text } of goals) {
    const [at, level] = [x(year), y(value)];
    const right = year === last ? at : at + 9;
    const halo = { x1: at - 11, x2: right + 2, y1: level, y2: level, stroke: PAPER, "stroke-width": 7 };
    svgElement(labels.ownerDocument, "line", halo, labels);
    const tick = { x1: at - 9, x2: right, y1: level, y2: level, stroke: INK, "stroke-width": 3 };
    svgElement(labels.ownerDocument, "line", tick, labels);
    addText(labels, text, { x: right, y: level - 6, size: SIZE.note, isBold: true, anchor: "end", hasHalo: true });
  }
}

/** What the marks of a fan mean. */
export function fanLegend(locale: Locale, hasGhost: boolean, hasGoal: boolean): LegendItem[] {
  const ghost = { text: say(locale, "基准的中位数", "median of the baseline"), sign: lineSign(BASELINE_COLOUR, 1.5) };
  return [
    { text: say(locale, "中位数，历史", "median, history"), sign: lineSign(INK, 2.75) },
    { text: say(locale, "中位数，推演", "median, projection"), sign: lineSign(INK, 2.75, "5,3") },
    { text: say(locale, "50% 区间", "50% interval"), sign: boxSign(INK, undefined, 0.45) },
    { text: say(locale, "90% 区间", "90% interval"), sign: boxSign(INK, undefined, 0.16) },
    ...(hasGhost ? [ghost] : []),
    ...(hasGoal ? [{ text: say(locale, "目标", "goal at its year"), sign: lineSign(INK, 3) }] : []),
  ];
}
