import { Resvg } from "@resvg/resvg-js";
import type { Figure } from "./figure.ts";
import type { GlyphTable } from "./glyphs.ts";

/** The fonts a picture may use: paths of TrueType files, and their character tables for the check of missing glyphs. */
export interface PngFonts {
  readonly files: readonly string[];
  readonly tables: readonly GlyphTable[];
}

/** Family that the font files carry and that figures name first. */
export const PNG_FAMILY = "Noto Sans SC";
/** Pixels of the picture per unit of the drawing: sharp on paper at 20 cm and on a projector. */
const PIXELS = 2;

/** A figure as a PNG. Only the given fonts are used, so that every machine makes the same picture. */
export function figurePng(figure: Pick<Figure, "svg">, fonts: PngFonts): Uint8Array {
  const drawing = new Resvg(figure.svg, {
    fitTo: { mode: "zoom", value: PIXELS },
    font: { fontFiles: [...fonts.files], loadSystemFonts: false, defaultFontFamily: PNG_FAMILY },
  });
  return drawing.render().asPng();
}
