import { extent, ticks as tickValues } from "d3-array";
import type { Bilingual, Locale } from "../core/bilingual.ts";
import { OUTCOMES, type ComparisonSummary, type TornadoRow } from "../experiment/comparison-summary.ts";
import type { Goal } from "../scenarios/scenario.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { focusRows, type FocusRows } from "./focus-rows.ts";
import { goalShare, percent, significant } from "./format.ts";
import { ensembleLine, quoted, say } from "./labels.ts";
import { addLegend, boxSign, lineSign } from "./legend.ts";
import { outcomeScale, scaled, scaledDifference, tickText, unitName, type OutcomeScale } from "./outcome-format.ts";
import { addGroup, addText, svgElement } from "./svg-parts.ts";
import { wrapText } from "./text-width.ts";
import { BODY_WIDTH, GRID, INK, MUTED, PAPER, SIZE } from "./theme.ts";

const SHOWN = 8;
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
interface Bars {
  readonly title: string;
  readonly unit: string;
  readonly row?: TornadoRow;
  readonly low: number;
  readonly high: number;
  readonly isOpen: boolean;
  readonly isDecisive: boolean;
}

/**
 * How far each uncertain parameter moves an outcome on its own, from its 5 % to its 95 % point. Heeds `outcome`, `year`, `scenario`.
 * @throws RangeError if the comparison has no such rows.
 */
export const tornado: FigureMaker = async (summary, locale, focus) => {
  const found = focusRows(summary.tornado, summary, focus);
  if (!found) throw new RangeError(`comparison ${summary.id} has no one-at-a-time runs to show`);
  const year = found.years[0]!;
  const rows = found.rows.filter((row) => row.year === year).sort((a, b) => swing(b) - swing(a));
  const goal = goalOf(summary, found, year);
  const bars = barsOf(rows, goal, locale);
  const scale = outcomeScale(
    found.outcome,
    Math.max(...rows.flatMap((row) => [row.low, row.high].map(Math.abs))),
    locale,
  );
  const outcome = OUTCOMES[found.outcome].title;
  return drawFigure(summary, locale, {
    id: "tornado",
    focus,
    title: title(rows, goal, found, year, scale, locale),
    subtitle: say(
      locale,
      `${quoted(found.scenario, "zh")} ${year} 年${outcome.zh}（${scale.unit}）：每次只把一个参数取到 5% 与 95% 分位（数值写在条旁），其余取中位数，同一随机数配对。${ensembleLine(summary, "zh")}。`,
      `${outcome.en} in ${year} under ${quoted(found.scenario, "en")} (${scale.unit}): one parameter at a time at its 5 and 95 % point (values beside the bars), the others at their medians, same random numbers. ${ensembleLine(summary, "en")}.`,
    ),
    note: say(
      locale,
      "一次一个参数看不到参数之间的相互作用；空心条的摆幅小于两倍蒙特卡洛误差。",
      "One at a time shows no interaction between parameters; hollow bars swing by less than two Monte-Carlo errors.",
    ),
    alt: altText(bars, outcome, scale, locale),
    rows: rowsOf(rows, goal),
    bodyHeight: TOP + bars.length * ROW_HEIGHT + 30,
    draw: (body) => drawBars(body, bars, rows[0]!.base, goal, scale, locale),
  });
};

function swing({ low, high }: Pick<TornadoRow, "low" | "high">): number {
  return Math.abs(high - low);
}

/** Whether the swing may be chance alone. */
function isOpen(row: TornadoRow): boolean {
  return swing(row) <= 2 * row.standardError;
}

/** The national goal on the outcome in the year, if there is one. */
function goalOf({ goals }: ComparisonSummary, { outcome }: FocusRows<TornadoRow>, year: number): Goal | undefined {
  return goals.find((goal) => goal.metric === outcome && goal.year === year && goal.scope === "nation");
}

/** Whether the goal is met at one end or the base and missed at another. */
function isDecisive({ low, high, base }: TornadoRow, goal: Goal | undefined): boolean {
  if (!goal) return false;
  const isMet = (value: number) => (goal.op === ">=" ? value >= goal.value : value <= goal.value);
  return new Set([low, high, base].map(isMet)).size > 1;
}

/** The strongest parameters, and one row for the others with the widest of their ends. */
function barsOf(rows: readonly TornadoRow[], goal: Goal | undefined, locale: Locale): Bars[] {
  const shown = rows.slice(0, SHOWN).map((row) => ({
    title: row.title[locale],
    unit: unitName(row.unit, locale),
    row,
    low: row.low,
    high: row.high,
    isOpen: isOpen(row),
    isDecisive: isDecisive(row, goal),
  }));
  const others = rows.slice(SHOWN);
  if (others.length === 0) return shown;
  const [low, high] = extent(others.flatMap((row) => [row.low, row.high])) as [number, number];
  return [
    ...shown,
    {
      title: say(locale, `其余 ${others.length} 个参数`, `${others.length} other parameters`),
      unit: say(locale, "两端中最远的", "the farthest of their ends"),
      low,
      high,
      isOpen: others.every(isOpen),
      isDecisive: others.some((row) => isDecisive(row, goal)),
    },
  ];
}

function title(
  rows: readonly TornadoRow[],
  goal: Goal | undefined,
  { scenario, outcome }: FocusRows<TornadoRow>,
  year: number,
  scale: OutcomeScale,
  locale: Locale,
): string {
  const first = rows[0]!;
  if (rows.every(isOpen)) {
    return say(
      locale,
      `${year} 年${OUTCOMES[outcome].title.zh}：没有一个参数的摆幅大于两倍蒙特卡洛误差`,
      `${OUTCOMES[outcome].title.en} in ${year} under ${quoted(scenario, "en")}: no parameter swings by more than two Monte-Carlo errors`,
    );
  }
  const [low, high] = [Math.min(first.low, first.high), Math.max(first.low, first.high)];
  const range = (joint: string) => `${withUnit(low, scale)}${joint}${withUnit(high, scale)}`;
  const start = say(
    locale,
    `${year} 年${OUTCOMES[outcome].title.zh}最取决于“${first.title.zh}”：${range(" 至 ")}`,
    `${OUTCOMES[outcome].title.en} in ${year} under ${quoted(scenario, "en")} hangs most on "${first.title.en}": ${range(" to ")}`,
  );
  if (!goal) return start;
  const decisive = rows.filter((row) => isDecisive(row, goal)).length;
  return say(
    locale,
    `${start}；${rows.length} 个参数中 ${decisive} 个能单独改变是否达到目标`,
    `${start}; ${decisive} of ${rows.length} parameters decide alone whether the goal is met`,
  );
}

function withUnit(value: number, scale: OutcomeScale): string {
  return scale.unit === "%" ? percent(value) : `${scaled(value, scale)} ${scale.unit}`;
}

function altText(bars: readonly Bars[], outcome: Bilingual, scale: OutcomeScale, locale: Locale): string {
  const parts = bars.map(({ title: name, low, high }) => `${name} ${withUnit(low, scale)}–${withUnit(high, scale)}`);
  return say(
    locale,
    `龙卷风图，各参数单独变动时的${outcome.zh}：${parts.join("；")}。`,
    `Tornado of ${outcome.en}, each parameter moved alone: ${parts.join("; ")}.`,
  );
}

function rowsOf(rows: readonly TornadoRow[], goal: Goal | undefined): Row[] {
  return rows.map((row) => {
    const { scenario, outcome, year, parameter, unit, lowValue, highValue, low, high, base } = row;
    const values = { unit, lowValue, highValue, low, base, high, swing: swing(row), standardError: row.standardError };
    const decisive = goal ? { isDecisive: isDecisive(row, goal) } : {};
    return { scenario, outcome, year, parameter, ...values, ...decisive };
  });
}

function drawBars(
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
  return unit === "share" ? percent(value) : significant(value).replace(/\.0+$/, "");
}
