import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import opentype from "opentype.js";
import type { Issue } from "../core/issue.ts";
import type { Figure } from "../plots/figure.ts";
import { figurePng, type PngFonts } from "../plots/figure-png.ts";
import { drawnText, missingGlyphs } from "../plots/glyphs.ts";

/** The fonts that come with the program; the last fills in signs that the first two lack. */
const FONT_FILES = ["NotoSansSC-Regular-subset.ttf", "NotoSansSC-Bold-subset.ttf", "DejaVuSans-symbols.ttf"];

/** Paths of the bundled fonts: regular, bold, signs. */
export function fontFiles(): readonly string[] {
  return FONT_FILES.map((name) => fileURLToPath(new URL(`../plots/fonts/${name}`, import.meta.url)));
}

let loaded: PngFonts | undefined;

/** The bundled fonts, read once. */
export function loadPngFonts(): PngFonts {
  if (loaded) return loaded;
  const files = fontFiles();
  const tables = files.map((file) => {
    const { buffer, byteOffset, byteLength } = readFileSync(file);
    return opentype.parse(buffer.slice(byteOffset, byteOffset + byteLength));
  });
  loaded = { files, tables };
  return loaded;
}

/** Pictures of figures in one or both languages by the path they have in a run's folder, and a warning for each figure with characters outside the fonts. */
export function pngFiles(figures: Readonly<Record<string, readonly Figure[]>>): {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly issues: readonly Issue[];
} {
  const fonts = loadPngFonts();
  const files = new Map<string, Uint8Array>();
  const issues: Issue[] = [];
  for (const [locale, list] of Object.entries(figures)) {
    for (const figure of list) {
      const name = `figures/${figure.id}.${locale}.png`;
      files.set(name, figurePng(figure, fonts));
      issues.push(...glyphIssues(name, figure, fonts));
    }
  }
  return { files, issues };
}

function glyphIssues(name: string, figure: Figure, fonts: PngFonts): Issue[] {
  const missing = missingGlyphs(drawnText(figure.svg), fonts.tables);
  if (missing.length === 0) return [];
  const codes = missing.map((one) => `"${one}" (U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")})`);
  return [
    {
      code: "missing-glyph",
      severity: "warning",
      problem: `${name} leaves a gap for ${codes.join(", ")}, which the bundled fonts do not hold`,
      expected: "characters of GB2312, Latin letters or common signs in titles; the SVG figure shows the character",
    },
  ];
}
