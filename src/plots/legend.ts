import { addText, svgElement } from "./svg-parts.ts";
import { textWidth } from "./text-width.ts";
import { INK, RULE, SIZE } from "./theme.ts";

/** An entry of a legend: a sign 26 px wide drawn by `sign` around its middle (0,0), then a text. */
export interface LegendItem {
  readonly text: string;
  sign(group: SVGElement): void;
}

const SIGN_WIDTH = 26;
const ITEM_GAP = 20;
const LINE_HEIGHT = 22;

/** Where each item of a legend starts, from left to right, breaking at `width`. */
function layOut(items: readonly LegendItem[], width: number): (readonly [number, number])[] {
  let [x, y] = [0, 0];
  return items.map((item) => {
    const itemWidth = SIGN_WIDTH + 6 + textWidth(item.text, SIZE.text);
    if (x > 0 && x + itemWidth > width) [x, y] = [0, y + LINE_HEIGHT];
    const place = [x, y] as const;
    x += itemWidth + ITEM_GAP;
    return place;
  });
}

/** Height in px of a legend set in `width` px. */
export function legendHeight(items: readonly LegendItem[], width: number): number {
  return (layOut(items, width).at(-1)?.[1] ?? 0) + LINE_HEIGHT;
}

/** Draws legend items from left to right, breaking at `width`; a width of 0 puts each on a line of its own. */
export function addLegend(
  parent: SVGElement,
  items: readonly LegendItem[],
  place: readonly [number, number],
  width: number,
): void {
  layOut(items, width).forEach(([x, y], k) => {
    const [left, top] = [place[0] + x, place[1] + y];
    items[k]!.sign(svgElement(parent.ownerDocument, "g", move(left + SIGN_WIDTH / 2, top + 8), parent));
    addText(parent, items[k]!.text, { x: left + SIGN_WIDTH + 6, y: top + 12.5 });
  });
}

function move(x: number, y: number): Record<string, string> {
  return { transform: `translate(${x},${y})` };
}

/** A line as a legend sign. */
export function lineSign(stroke: string, width: number, dash?: string): LegendItem["sign"] {
  return (group) => {
    const attributes = { x1: -13, x2: 13, y1: 0, y2: 0, stroke, "stroke-width": width };
    svgElement(group.ownerDocument, "line", dash ? { ...attributes, "stroke-dasharray": dash } : attributes, group);
  };
}

/** A dot as a legend sign. */
export function dotSign(fill: string, stroke: string): LegendItem["sign"] {
  return (group) => {
    svgElement(group.ownerDocument, "circle", { r: 5, fill, stroke, "stroke-width": 2 }, group);
  };
}

/** A filled box, with a letter in it where one is given. */
export function boxSign(
  fill: string,
  letter?: { readonly text: string; readonly fill: string },
  opacity = 1,
): LegendItem["sign"] {
  return (group) => {
    const attributes = {
      x: -11,
      y: -9,
      width: 22,
      height: 18,
      fill,
      stroke: RULE,
      "stroke-width": 0.75,
      "fill-opacity": opacity,
    };
    svgElement(group.ownerDocument, "rect", attributes, group);
    if (letter) addText(group, letter.text, { x: 0, y: 4.5, anchor: "middle", fill: letter.fill });
  };
}

/** Draws the bins of a colour scale side by side with their thresholds between them; returns the width used in px. */
export function addBinLegend(
  parent: SVGElement,
  colours: readonly string[],
  thresholds: readonly string[],
  place: readonly [number, number],
  binWidth = 54,
): number {
  colours.forEach((fill, k) => {
    const box = {
      x: place[0] + k * binWidth,
      y: place[1],
      width: binWidth,
      height: 13,
      fill,
      stroke: RULE,
      "stroke-width": 0.75,
    };
    svgElement(parent.ownerDocument, "rect", box, parent);
  });
  thresholds.forEach((text, k) => {
    addText(parent, text, { x: place[0] + (k + 1) * binWidth, y: place[1] + 28, anchor: "middle", fill: INK });
  });
  return colours.length * binWidth;
}
