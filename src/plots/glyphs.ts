/** What is asked of a font: the number of a character's glyph, 0 where it has none (a parsed font of opentype.js). */
export interface GlyphTable {
  charToGlyphIndex(character: string): number;
}

/** Characters of a text, each once and in order of appearance, that none of the fonts can draw; line breaks do not count. */
export function missingGlyphs(text: string, fonts: readonly GlyphTable[]): string[] {
  const isDrawn = (character: string) => fonts.some((font) => font.charToGlyphIndex(character) > 0);
  return [...new Set(text)].filter((character) => character >= " " && !isDrawn(character));
}

/** The words drawn in an SVG document, as plain text. */
export function drawnText(svg: string): string {
  const words = [...svg.matchAll(/<text\b[^>]*>([^<]*)<\/text>|<tspan\b[^>]*>([^<]*)<\/tspan>/g)];
  return words.map((found) => unescaped(found[1] ?? found[2]!)).join("\n");
}

function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&nbsp;", "\u00a0").replaceAll("&amp;", "&");
}
