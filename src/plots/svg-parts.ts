import type { PlotOptions } from "@observablehq/plot";
import type { Canvas } from "./plot-document.ts";
import { FONT_FAMILY, INK, PAPER, SIZE } from "./theme.ts";

const NAMESPACE = "http://www.w3.org/2000/svg";

/** An SVG element with attributes, appended to a parent where one is given. */
export function svgElement(
  document: Document,
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  parent?: Element,
): SVGElement {
  const element = document.createElementNS(NAMESPACE, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  parent?.append(element);
  return element;
}

/** How a text is set; `x`, `y` in px, `y` being the baseline of the first line. */
export interface TextSetting {
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly isBold?: boolean;
  readonly fill?: string;
  readonly anchor?: "start" | "middle" | "end";
  /** Draws a white edge around the glyphs, for text over marks. */
  readonly hasHalo?: boolean;
  /** Distance of baselines in px; 1.35 font sizes by default. */
  readonly leading?: number;
}

/** Draws lines of text, one `<text>` a line. */
export function addText(parent: Element, lines: string | readonly string[], setting: TextSetting): void {
  const { x, y, size = SIZE.text, isBold = false, fill = INK, anchor = "start", hasHalo = false } = setting;
  const leading = setting.leading ?? size * 1.35;
  (typeof lines === "string" ? [lines] : lines).forEach((line, k) => {
    const attributes: Record<string, string | number> = { x, y: y + k * leading, "font-size": size, fill };
    if (isBold) attributes["font-weight"] = 700;
    if (anchor !== "start") attributes["text-anchor"] = anchor;
    if (hasHalo) {
      Object.assign(attributes, {
        stroke: PAPER,
        "stroke-width": 3.5,
        "paint-order": "stroke",
        "stroke-linejoin": "round",
      });
    }
    svgElement(parent.ownerDocument, "text", attributes, parent).textContent = line;
  });
}

/** A group moved to a place. */
export function addGroup(parent: Element, x: number, y: number): SVGElement {
  return svgElement(parent.ownerDocument, "g", { transform: `translate(${x},${y})` }, parent);
}

/** Pixel positions of the values of a plot's axes. */
export interface Positions {
  x(value: number | string): number;
  y(value: number | string): number;
}

/**
 * Draws a plot at a place as a plain group: no nested `<svg>`, no style sheet, fonts and colours of the theme.
 * @returns where the plot put its values, in px of the plot's own group.
 */
export function addPlot(
  parent: Element,
  canvas: Canvas,
  place: readonly [number, number],
  options: PlotOptions,
): Positions {
  const drawn = canvas.plot.plot({ ...options, document: canvas.document });
  const group = addGroup(parent, place[0], place[1]);
  const defaults = { fill: INK, "font-family": FONT_FAMILY, "font-size": SIZE.text, "text-anchor": "middle" };
  for (const [key, value] of Object.entries(defaults)) group.setAttribute(key, String(value));
  for (const child of [...drawn.children]) {
    if (child.tagName !== "style") group.append(child);
  }
  const scale = (name: "x" | "y") => (value: number | string) => Number(drawn.scale(name)?.apply(value) ?? 0);
  return { x: scale("x"), y: scale("y") };
}

/** Diagonal hatching, the sign for "no data"; returns the fill that uses it. */
export function addHatching(parent: Element, id: string, colour: string): string {
  const { ownerDocument: document } = parent;
  const pattern = svgElement(
    document,
    "pattern",
    { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svgElement(document, "defs", {}, parent),
  );
  svgElement(document, "rect", { width: 6, height: 6, fill: PAPER }, pattern);
  svgElement(document, "line", { x1: 0, y1: 0, x2: 0, y2: 6, stroke: colour, "stroke-width": 2 }, pattern);
  return `url(#${id})`;
}

/** Rounds every number in geometric attributes to two decimals, so that files are small and equal on every machine. */
export function roundCoordinates(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    if (/^(fill|stroke|id|class|font-family|aria-.*|role)$/.test(name)) continue;
    const rounded = value.replace(/-?\d*\.\d{3,}(?:e-?\d+)?/g, (number) =>
      String(Math.round(Number(number) * 100) / 100),
    );
    if (rounded !== value) element.setAttribute(name, rounded);
  }
  for (const child of [...element.children]) roundCoordinates(child);
}
