import { extent, ticks as tickValues } from "d3-array";
import type { Locale } from "../core/bilingual.ts";
import type { TornadoRow } from "../experiment/comparison-summary.ts";
import type { Goal } from "../scenarios/scenario.ts";
import { goalShare, percent, significant } from "./format.ts";
import { say } from "./labels.ts";
import { addLegend, boxSign, lineSign } from "./legend.ts";
import { scaled, scaledDifference, tickText, type OutcomeScale } from "./outcome-format.ts";
import { addGroup, addText, svgElement } from "./svg-parts.ts";
import { wrapText } from "./text-width.ts";
import { BODY_WIDTH, GRID, INK, MUTED, PAPER, SIZE } from "./theme.ts";

const TOP = 70;
const ROW_HEIGHT = 44;
const BAR = 13;
const HEAD_WIDTH = 232;
const LABEL_WIDTH = 150;
/** Room for the values of a parameter beside the ends of its bars. */
const END_ROOM = 64;
const LOW_FILL = "#9CC7E5";
const HIGH_FILL = "#0A5C93";
const OTHERS_FILL = "#D1D5DB";

/** A parameter's bars, or those of all further parameters together. */
export interface Bars {
  readonly title: string;
  readonly unit: string;
  readonly row?: TornadoRow;
  readonly low: number;
  readonly high: number;
  readonly isOpen: boolean;
  readonly isDecisive: boolean;
}

/** Height in px of a number of rows. */
export function barsHeight(rows: number): number {
  return TOP + rows * ROW_HEIGHT + 30;
}

/** A value with its unit. */
export function withUnit(value: number, scale: OutcomeScale): string {
  return scale.unit === "%" ? percent(value) : `${scaled(value, scale)} ${scale.unit}`;
}

/** Draws the bars of all rows around the base, with the goal where there is one. */
export function drawBars(
  body: SVGElement,
  bars: readonly Bars[],
  base: number,
  goal: Goal | undefined,
  scale: OutcomeScale,
  locale: Locale,
): void {
  drawLegend(body, goal !== undefined, locale);
  const [left, right] = [HEAD_WIDTH + END_ROOM, BODY_WIDTH - LABEL_WIDTH - END_ROOM];
  const values = [base, ...bars.flatMap(({ low, high }) => [low, high]), ...(goal ? [goal.value] : [])];
  const [low, high] = extent(values) as [number, number];
  const span = Math.max(high - low, Math.abs(base) * 0.01, 1e-9);
  const x = (value: number) => left + ((value - low) / span) * (right - left);
  const bottom = TOP + bars.length * ROW_HEIGHT;
  drawAxis(body, x, [low, low + span], bottom, scale);
  drawMarks(body, x, base, goal, bottom, scale, locale);
  bars.forEach((one, k) => drawRow(addGroup(body, 0, TOP + k * ROW_HEIGHT), one, x, base, scale, locale));
}

function drawLegend(body: SVGElement, hasGoal: boolean, locale: Locale): void {
  const items = [
    { text: say(locale, "参数取 5% 分位", "parameter at its 5 % point"), sign: boxSign(LOW_FILL) },
    { text: say(locale, "参数取 95% 分位", "parameter at its 95 % point"), sign: boxSign(HIGH_FILL) },
    { text: say(locale, "摆幅未定", "swing not settled"), sign: boxSign(PAPER) },
    { text: say(locale, "全部取中位数", "all at their medians"), sign: lineSign(INK, 1.75) },
    ...(hasGoal ? [{ text: say(locale, "目标", "goal"), sign: lineSign(INK, 1.75, "6,3") }] : []),
  ];
  addLegend(body, items, [0, 0], BODY_WIDTH);
}

function drawAxis(
  body: SVGElement,
  x: (value: number) => number,
  domain: readonly [number, number],
  bottom: number,
  scale: OutcomeScale,
): void {
  const ticks = tickValues(domain[0], domain[1], 5);
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  for (const tick of ticks) {
    const line = { x1: x(tick), x2: x(tick), y1: TOP - 4, y2: bottom, stroke: GRID };
    svgElement(body.ownerDocument, "line", line, body);
    const text = tickText(tick, step, scale) + (scale.unit === "%" ? "%" : "");
    addText(body, text, { x: x(tick), y: bottom + 18, anchor: "middle" });
  }
}

/** The base and the goal as lines over all rows, named above them, each on its own side. */
function drawMarks(
  body: SVGElement,
  x: (value: number) => number,
  base: number,
  goal: Goal | undefined,
  bottom: number,
  scale: OutcomeScale,
  locale: Locale,
): void {
  const mark = (value: number, anchor: "start" | "end" | "middle", text: string, dash?: string) => {
    const line = { x1: x(value), x2: x(value), y1: TOP - 10, y2: bottom, stroke: INK, "stroke-width": 1.75 };
    svgElement(body.ownerDocument, "line", dash ? { ...line, "stroke-dasharray": dash } : line, body);
    const shift = anchor === "start" ? -3 : anchor === "end" ? 3 : 0;
    addText(body, text, { x: x(value) + shift, y: TOP - 16, anchor, isBold: true });
  };
  const isBaseRight = goal !== undefined && base >= goal.value;
  const side = isBaseRight ? "start" : "end";
  mark(
    base,
    goal ? side : "middle",
    say(locale, `中位取值 ${withUnit(base, scale)}`, `medians ${withUnit(base, scale)}`),
  );
  if (!goal) return;
  const value = scale.unit === "%" ? goalShare(goal.value) : withUnit(goal.value, scale);
  mark(goal.value, isBaseRight ? "end" : "start", say(locale, `目标 ${value}`, `goal ${value}`), "6,3");
}

function drawRow(
  group: SVGElement,
  { title: name, unit, row, low, high, isOpen: isHollow, isDecisive: decides }: Bars,
  x: (value: number) => number,
  base: number,
  scale: OutcomeScale,
  locale: Locale,
): void {
  const { ownerDocument: document } = group;
  const lines = wrapText(name, HEAD_WIDTH - 8, SIZE.text, 2, true);
  addText(group, lines, { x: 0, y: lines.length > 1 ? 11 : 17, isBold: row !== undefined, leading: 14 });
  addText(group, unit, { x: 0, y: lines.length > 1 ? 39 : 33, size: SIZE.note, fill: MUTED });
  const middle = ROW_HEIGHT / 2 - 2;
  const bar = (value: number, top: number, fill: string, height = BAR) => {
    const [from, to] = [Math.min(x(base), x(value)), Math.max(x(base), x(value))];
    const box = { x: from, y: top, width: Math.max(1, to - from), height, fill: isHollow ? PAPER : fill };
    svgElement(document, "rect", { ...box, stroke: isHollow ? INK : fill, "stroke-width": 1 }, group);
  };
  const end = (value: number, y: number, text: string) => {
    const isLeft = value < base;
    addText(group, text, {
      x: x(value) + (isLeft ? -5 : 5),
      y,
      size: SIZE.note,
      anchor: isLeft ? "end" : "start",
      hasHalo: true,
    });
  };
  if (row) {
    bar(low, middle - BAR, LOW_FILL);
    bar(high, middle, HIGH_FILL);
    end(low, middle - 2, parameterValue(row.lowValue, row.unit));
    end(high, middle + BAR - 2, parameterValue(row.highValue, row.unit));
  } else {
    bar(low, middle - BAR / 2, OTHERS_FILL);
    bar(high, middle - BAR / 2, OTHERS_FILL);
  }
  const left = BODY_WIDTH - LABEL_WIDTH + 10;
  const unitText = scale.unit === "%" ? say(locale, "个百分点", "points") : "";
  const size = scaledDifference(Math.abs(high - low), scale).replace("+", "");
  const words = [`${size} ${unitText}`.trim() + (isHollow ? say(locale, "（未定）", " (open)") : "")];
  if (decides) words.push(say(locale, "◆ 左右是否达标", "◆ decides the goal"));
  addText(group, words, { x: left, y: words.length > 1 ? middle - 2 : middle + 5, isBold: decides, leading: 16 });
  svgElement(document, "line", { x1: 0, x2: BODY_WIDTH, y1: ROW_HEIGHT, y2: ROW_HEIGHT, stroke: GRID }, group);
}

function parameterValue(value: number, unit: string): string {
  return unit === "share"
    ? percent(value)
    : significant(value)
        .replace(/(\.\d*?)0+$/, "$1")
        .replace(/\.$/, "");
}
