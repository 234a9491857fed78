import { extent, ticks as tickValues } from "d3-array";
import type { Locale } from "../core/bilingual.ts";
import {
  OUTCOMES,
  type ComparisonSummary,
  type DifferenceRow,
  type OutcomeId,
} from "../experiment/comparison-summary.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { alternativesOf, baselineOf, differenceAt, endYear, isSignOpen, panelYears } from "./findings.ts";
import { boxesOverlap, freePlace, type Box } from "./label-places.ts";
import { ensembleLine, intervalMeaning, quoted, say } from "./labels.ts";
import { addLegend, dotSign, lineSign } from "./legend.ts";
import { outcomeScale, scaledDifference, tickText, type OutcomeScale } from "./outcome-format.ts";
import { addGroup, addText, svgElement } from "./svg-parts.ts";
import { textWidth, wrapText } from "./text-width.ts";
import { BODY_WIDTH, GRID, INK, MUTED, PAPER, scenarioColours, SIZE } from "./theme.ts";

const GAP = 28;
const TOP = 66;
const PLOT = { height: 330, left: 56, right: 8 } as const;
const BOTTOM = 46;

/** A scenario's paired differences in spending and in the outcome. */
interface Point {
  readonly scenario: string;
  readonly name: string;
  readonly cost: DifferenceRow;
  readonly effect: DifferenceRow;
  readonly isOpen: boolean;
}

/** Whether a comparison has what this figure needs. */
export function hasCosts(summary: ComparisonSummary): boolean {
  return pointsOf(summary, "certifiedShare", endYear(summary), "en").length > 0;
}

/**
 * What scenarios cost and what they achieve against the baseline, at the goal years. Heeds `outcome` and `year`.
 * @throws RangeError if the comparison has no such differences.
 */
export const costEffect: FigureMaker = async (summary, locale, focus) => {
  const outcome = focus?.outcome ?? "certifiedShare";
  const years = focus?.year === undefined ? panelYears(summary) : [focus.year];
  const panels = years.map((year) => ({ year, points: pointsOf(summary, outcome, year, locale) }));
  const all = panels.flatMap(({ points }) => points);
  if (all.length === 0) throw new RangeError(`comparison ${summary.id} has no differences in spending and ${outcome}`);
  const axes = {
    cost: axisOf(
      "spending",
      all.map(({ cost }) => cost),
      locale,
    ),
    effect: axisOf(
      outcome,
      all.map(({ effect }) => effect),
      locale,
    ),
  };
  const words = { outcome, axes, locale, summary };
  return drawFigure(summary, locale, {
    id: "cost-effect",
    focus,
    title: title(panels.at(-1)!, words),
    subtitle: say(
      locale,
      `横轴：当年支出与${baselineOf(summary).title.zh}之差（${axes.cost.scale.unit}）；纵轴：${OUTCOMES[outcome].title.zh}之差（${unitOf(axes.effect.scale, "zh")}）；同一随机数配对，十字为 90% 区间。${ensembleLine(summary, "zh")}。${intervalMeaning("zh")}。`,
      `Across: difference in spending of the year from ${baselineOf(summary).title.en} (${axes.cost.scale.unit}); up: difference in ${OUTCOMES[outcome].title.en} (${unitOf(axes.effect.scale, "en")}); paired on the same random numbers, crosses are 90% intervals. ${ensembleLine(summary, "en")}; ${intervalMeaning("en")}.`,
    ),
    note: say(
      locale,
      "支出为经常与基建支出，2020 年价格，只算该年，不累计。",
      "Recurrent and capital spending in prices of 2020, of that year alone, not summed over years.",
    ),
    alt: altText(panels, words),
    rows: rowsOf(all, outcome),
    bodyHeight: TOP + PLOT.height + BOTTOM,
    draw: (body) => {
      drawLegend(body, locale);
      const width = (BODY_WIDTH - (panels.length - 1) * GAP) / panels.length;
      panels.forEach((panel, k) => drawPanel(addGroup(body, k * (width + GAP), 0), panel, width, words));
    },
  });
};

interface Panel {
  readonly year: number;
  readonly points: readonly Point[];
}

/** An axis that all panels share, with 0 inside. */
interface Axis {
  readonly domain: readonly [number, number];
  readonly scale: OutcomeScale;
}

interface Words {
  readonly outcome: OutcomeId;
  readonly axes: { readonly cost: Axis; readonly effect: Axis };
  readonly locale: Locale;
  readonly summary: ComparisonSummary;
}

function pointsOf(summary: ComparisonSummary, outcome: OutcomeId, year: number, locale: Locale): Point[] {
  return alternativesOf(summary).flatMap(({ id, title: name }) => {
    const cost = differenceAt(summary, id, "spending", year);
    const effect = differenceAt(summary, id, outcome, year);
    if (!cost || !effect) return [];
    return [{ scenario: id, name: name[locale], cost, effect, isOpen: isSignOpen(cost) || isSignOpen(effect) }];
  });
}

function axisOf(outcome: OutcomeId, rows: readonly DifferenceRow[], locale: Locale): Axis {
  const [low, high] = extent([0, ...rows.flatMap((row) => [row.p05, row.p95, row.mean])]) as [number, number];
  const span = high - low || Math.max(Math.abs(high), outcome === "spending" ? 1e9 : 0.01);
  const domain = [low - 0.14 * span, high + 0.14 * span] as const;
  return { domain, scale: outcomeScale(outcome, Math.max(Math.abs(low), Math.abs(high)) || span, locale) };
}

function unitOf({ unit }: OutcomeScale, locale: Locale): string {
  return unit === "%" ? say(locale, "百分点", "percentage points") : unit;
}

/** The scenario with the largest effect and what it costs. */
function title({ year, points }: Panel, { outcome, axes, locale, summary }: Words): string {
  const head = (id: string) =>
    quoted(
      summary.scenarios.find((one) => one.id === id)!,
      locale,
    );
  const settled = points.filter((point) => !point.isOpen);
  if (settled.length === 0) {
    return say(
      locale,
      `到 ${year} 年，各情景花费与效果的差别正负均未定`,
      `By ${year} no difference in both cost and effect is settled`,
    );
  }
  const best = settled.reduce((most, point) => (point.effect.mean > most.effect.mean ? point : most));
  if (best.effect.mean <= 0) {
    return say(
      locale,
      `到 ${year} 年，花费与效果的差别都已定的情景中没有一个提高${OUTCOMES[outcome].title.zh}`,
      `By ${year} no scenario with settled cost and effect raises ${OUTCOMES[outcome].title.en}`,
    );
  }
  const effect = `${scaledDifference(best.effect.mean, axes.effect.scale)} ${unitOf(axes.effect.scale, locale)}`;
  const cost = `${scaledDifference(best.cost.mean, axes.cost.scale)} ${axes.cost.scale.unit}`;
  return say(
    locale,
    `${year} 年效果最大的是${head(best.scenario)}：${OUTCOMES[outcome].title.zh} ${effect}，支出 ${cost}`,
    `${head(best.scenario)} achieves most in ${year}: ${OUTCOMES[outcome].title.en} ${effect}, spending ${cost}`,
  );
}

function altText(panels: readonly Panel[], { axes, locale }: Words): string {
  const parts = panels.map(({ year, points }) => {
    const list = points.map(
      ({ name, cost, effect, isOpen }) =>
        `${name} ${scaledDifference(cost.mean, axes.cost.scale)} / ${scaledDifference(effect.mean, axes.effect.scale)}${isOpen ? say(locale, "（未定）", " (open)") : ""}`,
    );
    return `${year}: ${list.join(say(locale, "，", ", "))}`;
  });
  const units = `${axes.cost.scale.unit} / ${unitOf(axes.effect.scale, locale)}`;
  return say(
    locale,
    `散点图，各情景与基准的支出之差和效果之差（${units}）：${parts.join("；")}。`,
    `Scatter of differences in spending and in effect from the baseline (${units}): ${parts.join("; ")}.`,
  );
}

function rowsOf(points: readonly Point[], outcome: OutcomeId): Row[] {
  return points.map(({ scenario, cost, effect, isOpen }) => ({
    scenario,
    year: cost.year,
    cost: cost.mean,
    costP05: cost.p05,
    costP95: cost.p95,
    outcome,
    difference: effect.mean,
    p05: effect.p05,
    p95: effect.p95,
    isSettled: !isOpen,
  }));
}

function drawLegend(body: SVGElement, locale: Locale): void {
  const items = [
    { text: say(locale, "均值", "mean"), sign: dotSign(INK, INK) },
    { text: say(locale, "支出或效果之差正负未定", "sign of cost or effect not settled"), sign: dotSign(PAPER, INK) },
    { text: say(locale, "90% 区间", "90% interval"), sign: lineSign(INK, 1.75) },
  ];
  addLegend(body, items, [0, 0], BODY_WIDTH);
}

function drawPanel(group: SVGElement, { year, points }: Panel, width: number, words: Words): void {
  const { axes, locale, summary } = words;
  const [left, right] = [PLOT.left, width - PLOT.right];
  const [top, bottom] = [TOP, TOP + PLOT.height];
  const along = ([low, high]: readonly [number, number], value: number) => (value - low) / (high - low);
  const x = (value: number) => left + along(axes.cost.domain, value) * (right - left);
  const y = (value: number) => bottom - along(axes.effect.domain, value) * (bottom - top);
  addText(group, say(locale, `${year} 年`, String(year)), { x: 0, y: TOP - 16, size: SIZE.strong, isBold: true });
  drawAxes(group, x, y, { left, right, top, bottom }, axes);
  const taken = drawQuadrants(group, x(0), y(0), { left, right, top, bottom }, words);
  const colours = scenarioColours(summary.scenarios);
  for (const { scenario, cost, effect, isOpen } of points) {
    const colour = colours.get(scenario)!;
    const cross = { stroke: colour, "stroke-width": 1.75, "stroke-opacity": 0.8 };
    const across = { x1: x(cost.p05), x2: x(cost.p95), y1: y(effect.mean), y2: y(effect.mean) };
    const upright = { x1: x(cost.mean), x2: x(cost.mean), y1: y(effect.p05), y2: y(effect.p95) };
    svgElement(group.ownerDocument, "line", { ...across, ...cross }, group);
    svgElement(group.ownerDocument, "line", { ...upright, ...cross }, group);
    const dot = { cx: x(cost.mean), cy: y(effect.mean), r: 5.5, fill: isOpen ? PAPER : colour, stroke: colour };
    svgElement(group.ownerDocument, "circle", { ...dot, "stroke-width": 2 }, group);
  }
  const marks = points.flatMap(({ cost, effect }) => [
    boxAround(x(cost.mean), y(effect.mean), 7),
    { left: x(cost.p05), right: x(cost.p95), top: y(effect.mean) - 1, bottom: y(effect.mean) + 1 },
    { left: x(cost.mean) - 1, right: x(cost.mean) + 1, top: y(effect.p95), bottom: y(effect.p05) },
  ]);
  const axesDrawn = [
    { left, right, top: y(0) - 1, bottom: y(0) + 1 },
    { left: x(0) - 1, right: x(0) + 1, top, bottom },
  ];
  labelPoints(group, points, { x, y, taken: [...taken, ...axesDrawn, ...marks], bounds: { left, right, top, bottom } });
}

function boxAround(x: number, y: number, half: number): Box {
  return { left: x - half, right: x + half, top: y - half, bottom: y + half };
}

/** Names beside their points, none over another name, a point or a line. */
function labelPoints(
  group: SVGElement,
  points: readonly Point[],
  place: { x(value: number): number; y(value: number): number; readonly taken: readonly Box[]; readonly bounds: Box },
): void {
  const taken = [...place.taken];
  for (const { name, cost, effect } of points) {
    const lines = wrapText(name, 170, SIZE.text, 2, true);
    const size = {
      width: Math.max(...lines.map((line) => textWidth(line, SIZE.text, true))) + 4,
      height: lines.length * 15 + 2,
    };
    const at = [place.x(cost.mean), place.y(effect.mean)] as const;
    const box = freePlace(at, size, taken, place.bounds);
    taken.push(box);
    if (!boxesOverlap(box, boxAround(...at, 16))) {
      const end = {
        x2: Math.min(box.right, Math.max(box.left, at[0])),
        y2: Math.min(box.bottom, Math.max(box.top, at[1])),
      };
      const line = { x1: at[0], y1: at[1], ...end, stroke: MUTED, "stroke-width": 0.75 };
      svgElement(group.ownerDocument, "line", line, group);
    }
    addText(group, lines, { x: box.left + 2, y: box.top + 12.5, isBold: true, hasHalo: true, leading: 15 });
  }
}

function drawAxes(
  group: SVGElement,
  x: (value: number) => number,
  y: (value: number) => number,
  { left, right, top, bottom }: Box,
  { cost, effect }: Words["axes"],
): void {
  const { ownerDocument: document } = group;
  const across = tickValues(...cost.domain, 4);
  const up = tickValues(...effect.domain, 5);
  const stepOf = (ticks: readonly number[]) => (ticks[1] ?? 1) - (ticks[0] ?? 0);
  const sign = (value: number, text: string) => (value > 0 ? `+${text}` : text);
  for (const tick of across) {
    const line = { x1: x(tick), x2: x(tick), y1: top, y2: bottom, stroke: tick === 0 ? INK : GRID };
    svgElement(document, "line", { ...line, "stroke-width": tick === 0 ? 1.5 : 1 }, group);
    const text = sign(tick, tickText(tick, stepOf(across), cost.scale));
    addText(group, text, { x: x(tick), y: bottom + 18, anchor: "middle" });
  }
  for (const tick of up) {
    const line = { x1: left, x2: right, y1: y(tick), y2: y(tick), stroke: tick === 0 ? INK : GRID };
    svgElement(document, "line", { ...line, "stroke-width": tick === 0 ? 1.5 : 1 }, group);
    const text = sign(tick, tickText(tick, stepOf(up), effect.scale));
    addText(group, text, { x: left - 8, y: y(tick) + 4, anchor: "end" });
  }
  addText(group, cost.scale.unit, { x: right, y: bottom + 36, anchor: "end", fill: MUTED, size: SIZE.note });
}

/** What each quadrant means, in its outer corner; returns the boxes of the words. A quadrant too small for them has none. */
function drawQuadrants(
  group: SVGElement,
  zeroX: number,
  zeroY: number,
  { left, right, top, bottom }: Box,
  { outcome, locale }: Words,
): Box[] {
  const isShare = outcome === "certifiedShare";
  const more = isShare ? say(locale, "认定更多", "more certified") : say(locale, "指标更高", "outcome higher");
  const less = isShare ? say(locale, "认定更少", "fewer certified") : say(locale, "指标更低", "outcome lower");
  const join = (spending: string, effect: string) => `${spending}${say(locale, "、", ", ")}${effect}`;
  const [dear, cheap] = [say(locale, "花得更多", "costs more"), say(locale, "花得更少", "costs less")];
  const corners = [
    { text: join(dear, more), x: right - 4, y: top + 13, anchor: "end", room: [right - zeroX, zeroY - top] },
    { text: join(cheap, more), x: left + 4, y: top + 13, anchor: "start", room: [zeroX - left, zeroY - top] },
    { text: join(dear, less), x: right - 4, y: bottom - 6, anchor: "end", room: [right - zeroX, bottom - zeroY] },
    { text: join(cheap, less), x: left + 4, y: bottom - 6, anchor: "start", room: [zeroX - left, bottom - zeroY] },
  ] as const;
  return corners.flatMap(({ text, x, y, anchor, room }) => {
    const width = textWidth(text, SIZE.note);
    if (room[0] < width + 8 || room[1] < 20) return [];
    addText(group, text, { x, y, anchor, size: SIZE.note, fill: MUTED, hasHalo: true });
    const start = anchor === "end" ? x - width : x;
    return [{ left: start, right: start + width, top: y - 11, bottom: y + 3 }];
  });
}
