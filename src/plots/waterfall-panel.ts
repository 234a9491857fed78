import { ticks as tickValues } from "d3-array";
import type { Locale } from "../core/bilingual.ts";
import { percent } from "./format.ts";
import { say } from "./labels.ts";
import { addLegend, boxSign, dotSign, lineSign } from "./legend.ts";
import { scaled, scaledDifference, tickText, type OutcomeScale } from "./outcome-format.ts";
import { addGroup, addText, svgElement } from "./svg-parts.ts";
import { wrapText } from "./text-width.ts";
import { BODY_WIDTH, GRID, INK, MUTED, PAPER, RULE, SIZE } from "./theme.ts";

/** A level that the steps start from or end at, or a step from one level to the next. */
export type WaterfallRow =
  | { readonly kind: "level"; readonly title: string; readonly value: number; readonly colour: string }
  | {
      readonly kind: "step";
      readonly title: string;
      readonly from: number;
      readonly to: number;
      /** Monte-Carlo standard error of the step. */
      readonly standardError: number;
      readonly isOpen: boolean;
    };

/** The rows of one year; all panels have the same rows. */
export interface WaterfallPanel {
  readonly year: number;
  readonly rows: readonly WaterfallRow[];
}

const HEAD_WIDTH = 190;
const GAP = 16;
const TOP = 70;
const ROW_HEIGHT = 46;
const BAR = 18;
const LABEL_WIDTH = 122;
const RISE = "#0A5C93";
const FALL = "#B24A00";

/** Height in px of panels with a number of rows. */
export function waterfallHeight(rows: number): number {
  return TOP + rows * ROW_HEIGHT + 26;
}

/**
 * Panels side by side with common row heads and axes of the same length, which need not start at 0: levels are dots, only
 * differences are bars. Thin lines join each step to the next; whiskers are two Monte-Carlo errors.
 */
export function drawWaterfall(
  body: SVGElement,
  panels: readonly WaterfallPanel[],
  scale: OutcomeScale,
  locale: Locale,
): void {
  addLegend(body, legendItems(locale), [0, 0], BODY_WIDTH);
  panels[0]!.rows.forEach((row, k) => drawHead(addGroup(body, 0, TOP + k * ROW_HEIGHT), row));
  const width = (BODY_WIDTH - HEAD_WIDTH - (panels.length - 1) * GAP) / panels.length;
  const domains = domainsOf(panels, scale.divisor);
  panels.forEach((panel, k) => {
    drawPanel(addGroup(body, HEAD_WIDTH + k * (width + GAP), 0), panel, domains[k]!, width, scale, locale);
  });
}

function legendItems(locale: Locale) {
  return [
    { text: say(locale, "水平", "level"), sign: dotSign(INK, INK) },
    { text: say(locale, "增加", "rise"), sign: boxSign(RISE) },
    { text: say(locale, "减少", "fall"), sign: boxSign(FALL) },
    { text: say(locale, "正负未定（空心）", "sign not settled (hollow)"), sign: boxSign(PAPER) },
    { text: say(locale, "±2 个蒙特卡洛误差", "± two Monte-Carlo errors"), sign: lineSign(INK, 1.5) },
  ];
}

/** A part of the axis for each panel: all of the same length, so that bars compare, and at least `least` long, each around its own values. */
function domainsOf(panels: readonly WaterfallPanel[], least: number): (readonly [number, number])[] {
  const ranges = panels.map(({ rows }) => {
    const values = rows.flatMap((row) =>
      row.kind === "level" ? [row.value] : [row.from, row.to - 2 * row.standardError, row.to + 2 * row.standardError],
    );
    return [Math.min(...values), Math.max(...values)] as const;
  });
  const most = Math.max(...ranges.map(([low, high]) => high - low));
  const length = 1.12 * Math.max(most, ...ranges.map(([, high]) => Math.abs(high) * 0.01), least);
  return ranges.map(([low, high]) => [(low + high - length) / 2, (low + high + length) / 2]);
}

function drawHead(group: SVGElement, row: WaterfallRow): void {
  const lines = wrapText(row.title, HEAD_WIDTH - 10, SIZE.text, 2, row.kind === "level");
  const y = ROW_HEIGHT / 2 + 4 - (lines.length - 1) * 7;
  addText(group, lines, { x: 0, y, isBold: row.kind === "level", leading: 14 });
}

function drawPanel(
  group: SVGElement,
  { year, rows }: WaterfallPanel,
  domain: readonly [number, number],
  width: number,
  scale: OutcomeScale,
  locale: Locale,
): void {
  const right = width - LABEL_WIDTH;
  const x = (value: number) => 6 + ((value - domain[0]) / (domain[1] - domain[0])) * (right - 12);
  const bottom = TOP + rows.length * ROW_HEIGHT;
  addText(group, say(locale, `${year} 年`, String(year)), { x: 0, y: TOP - 16, size: SIZE.strong, isBold: true });
  const ticks = tickValues(domain[0], domain[1], right < 260 ? 3 : 5);
  const step = (ticks[1] ?? domain[1]) - (ticks[0] ?? domain[0]);
  for (const tick of ticks) {
    const line = { x1: x(tick), x2: x(tick), y1: TOP - 6, y2: bottom, stroke: GRID };
    svgElement(group.ownerDocument, "line", line, group);
    const text = tickText(tick, step, scale) + (scale.unit === "%" ? "%" : "");
    addText(group, text, { x: x(tick), y: bottom + 17, anchor: "middle" });
  }
  rows.forEach((row, k) => {
    const middle = TOP + (k + 0.5) * ROW_HEIGHT;
    const after = row.kind === "level" ? row.value : row.to;
    if (k < rows.length - 1) {
      const joint = { x1: x(after), x2: x(after), y1: middle, y2: middle + ROW_HEIGHT, stroke: RULE };
      svgElement(group.ownerDocument, "line", joint, group);
    }
    drawRow(group, row, middle, x, right + 8, scale, locale);
  });
}

function drawRow(
  group: SVGElement,
  row: WaterfallRow,
  middle: number,
  x: (value: number) => number,
  labelLeft: number,
  scale: OutcomeScale,
  locale: Locale,
): void {
  const { ownerDocument: document } = group;
  if (row.kind === "level") {
    const dot = { cx: x(row.value), cy: middle, r: 6.5, fill: row.colour, stroke: PAPER, "stroke-width": 1 };
    svgElement(document, "circle", dot, group);
    const value = scale.unit === "%" ? percent(row.value) : scaled(row.value, scale);
    addText(group, value, { x: labelLeft, y: middle + 5, size: SIZE.strong, isBold: true });
    return;
  }
  const [from, to] = [x(row.from), x(row.to)];
  const colour = row.to >= row.from ? RISE : FALL;
  const box = { x: Math.min(from, to), y: middle - BAR / 2, width: Math.max(1, Math.abs(to - from)), height: BAR };
  const fill = row.isOpen ? PAPER : colour;
  svgElement(document, "rect", { ...box, fill, stroke: colour, "stroke-width": row.isOpen ? 1.75 : 1 }, group);
  const [low, high] = [x(row.to - 2 * row.standardError), x(row.to + 2 * row.standardError)];
  if (high - low > 1) {
    const halo = { x1: low, x2: high, y1: middle, y2: middle, stroke: PAPER, "stroke-width": 3.5 };
    svgElement(document, "line", halo, group);
    svgElement(document, "line", { ...halo, stroke: INK, "stroke-width": 1.5 }, group);
  }
  const unit = scale.unit === "%" ? say(locale, " 个百分点", " points") : "";
  const value = scaledDifference(row.to - row.from, scale) + unit;
  addText(group, value, { x: labelLeft, y: middle - 1, isBold: true });
  const error = scaledDifference(2 * row.standardError, scale).replace("+", "");
  const note = row.isOpen ? say(locale, `±${error}，正负未定`, `±${error}, open`) : `±${error}`;
  addText(group, note, { x: labelLeft, y: middle + 14, size: SIZE.note, fill: MUTED });
}
