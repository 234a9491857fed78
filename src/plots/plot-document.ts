import type * as PlotModule from "@observablehq/plot";

/** What a figure needs to draw: the grammar of graphics, a document to draw in, and the way back to text. */
export interface Canvas {
  readonly plot: typeof PlotModule;
  readonly document: Document;
  serialize(element: Element): string;
}

let canvas: Promise<Canvas> | undefined;

/** The one document all figures are drawn in. Plot and jsdom are loaded at the first call, since they cost most of a second. */
export function plotCanvas(): Promise<Canvas> {
  canvas ??= createCanvas();
  return canvas;
}

async function createCanvas(): Promise<Canvas> {
  const [{ JSDOM }, plot] = await Promise.all([import("jsdom"), import("@observablehq/plot")]);
  const { window } = new JSDOM("");
  const serializer = new window.XMLSerializer();
  return {
    plot,
    document: window.document,
    serialize: (element) => serializer.serializeToString(element),
  };
}
