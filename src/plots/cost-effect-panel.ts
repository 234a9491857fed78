import { ticks as tickValues } from "d3-array";
import type { ComparisonSummary, DifferenceRow, OutcomeId } from "../experiment/comparison-summary.ts";
import type { Locale } from "../core/bilingual.ts";
import { boxesOverlap, freePlace, type Box } from "./label-places.ts";
import { say } from "./labels.ts";
import { tickText, type OutcomeScale } from "./outcome-format.ts";
import { addText, svgElement } from "./svg-parts.ts";
import { textWidth, wrapText } from "./text-width.ts";
import { GRID, INK, MUTED, PAPER, scenarioColours, SIZE } from "./theme.ts";

const TOP = 66;
const PLOT = { height: 330, left: 56, right: 8 } as const;
const BOTTOM = 46;

/** Height in px of a panel. */
export const PANEL_HEIGHT = TOP + PLOT.height + BOTTOM;

/** A scenario's paired differences in spending and in the outcome. */
export interface Point {
  readonly scenario: string;
  readonly name: string;
  readonly cost: DifferenceRow;
  readonly effect: DifferenceRow;
  readonly isOpen: boolean;
}

/** The points of one year. */
export interface Panel {
  readonly year: number;
  readonly points: readonly Point[];
}

/** An axis that all panels share, with 0 inside. */
export interface Axis {
  readonly domain: readonly [number, number];
  readonly scale: OutcomeScale;
}

/** What the panels share. */
export interface Words {
  readonly outcome: OutcomeId;
  readonly axes: { readonly cost: Axis; readonly effect: Axis };
  readonly locale: Locale;
  readonly summary: ComparisonSummary;
}

/** Draws the scenarios of one year as crosses with names, the quadrants named in their corners. */
export function drawPanel(group: SVGElement, { year, points }: Panel, width: number, words: Words): void {
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
