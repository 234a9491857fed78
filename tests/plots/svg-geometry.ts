import { JSDOM } from "jsdom";
import { textWidth } from "../../src/plots/text-width.ts";

/** A line of text with the box it is thought to fill, in px of the drawing. */
export interface TextBox {
  readonly text: string;
  readonly size: number;
  readonly isBold: boolean;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The root element of an SVG document; throws where it is not well formed. */
export function parseSvg(svg: string): Element {
  return new JSDOM(svg, { contentType: "image/svg+xml" }).window.document.documentElement;
}

/** Width and height of the view box. */
export function viewBoxSize(root: Element): { width: number; height: number } {
  const [, , width, height] = root.getAttribute("viewBox")!.split(" ").map(Number);
  return { width: width!, height: height! };
}

/** Boxes of all drawn text. Widths are estimated generously; heights are those of letters without leading. */
export function textBoxes(root: Element): TextBox[] {
  return [...root.querySelectorAll("text")].map((element) => {
    const size = Number(inherited(element, "font-size"));
    const isBold = inherited(element, "font-weight") === "700";
    const text = element.textContent;
    const width = textWidth(text, size, isBold) * 0.95;
    const [x, y] = position(element, size);
    const anchor = inherited(element, "text-anchor") ?? "start";
    const left = anchor === "middle" ? x - width / 2 : anchor === "end" ? x - width : x;
    return { text, size, isBold, left, right: left + width, top: y - 0.78 * size, bottom: y + 0.12 * size };
  });
}

/** Pairs of texts whose boxes overlap. */
export function overlaps(boxes: readonly TextBox[]): string[] {
  return boxes.flatMap((a, k) =>
    boxes
      .slice(k + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.text} × ${b.text}`),
  );
}

function inherited(element: Element, name: string): string | undefined {
  for (let one: Element | null = element; one; one = one.parentElement) {
    const value = one.getAttribute(name);
    if (value !== null) return value;
  }
  return undefined;
}

/** The baseline's start: own coordinates (px or em) plus the moves of all ancestors. */
function position(element: Element, size: number): [number, number] {
  let x = length(element.getAttribute("x"), size);
  let y = length(element.getAttribute("y"), size) + length(element.getAttribute("dy"), size);
  for (let one: Element | null = element; one; one = one.parentElement) {
    const move = /^translate\(([^,)]+),([^)]+)\)$/.exec(one.getAttribute("transform") ?? "translate(0,0)");
    if (!move) throw new Error(`cannot follow transform ${one.getAttribute("transform")}`);
    x += Number(move[1]);
    y += Number(move[2]);
  }
  return [x, y];
}

function length(value: string | null, size: number): number {
  if (value === null) return 0;
  return value.endsWith("em") ? Number(value.slice(0, -2)) * size : Number(value);
}
