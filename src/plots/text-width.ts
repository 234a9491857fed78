import { isFullWidth } from "../core/display-width.ts";

/** Characters a line must not begin with (closing marks) or end with (opening marks). */
const CLOSING = new Set("，。、；：！？）」』》〉】%％,.;:!?)]}”’…");
const OPENING = new Set("（「『《〈【([{“‘");
const NARROW = new Set(" .,:;|!'ilIjtfr()[]");
const WIDE = new Set("mwMWOQGDHNU%@");

/** Width of one character in em, on the generous side for the fonts of the theme. */
function characterWidth(character: string): number {
  if (isFullWidth(character)) return 1;
  if (NARROW.has(character)) return 0.34;
  if (WIDE.has(character)) return 0.88;
  if (character >= "A" && character <= "Z") return 0.68;
  // Arrows, dashes, fractions, quotation marks and the signs of GB2312 in Latin-1: a square in Chinese fonts.
  if ("·±×÷".includes(character) || character.codePointAt(0)! > 0x2000) return "–−".includes(character) ? 0.6 : 1;
  return 0.58;
}

/** Estimated width of a line of text in px at a font size in px; bold adds a twentieth. */
export function textWidth(text: string, fontSize: number, isBold = false): number {
  let em = 0;
  for (const character of text) em += characterWidth(character);
  return em * fontSize * (isBold ? 1.05 : 1);
}

/** Pieces between which a line may break: single full-width characters, or runs of others up to a space. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let run = "";
  for (const character of text) {
    const isBreakable = isFullWidth(character) && !CLOSING.has(character);
    const previous = run.at(-1);
    const staysWithRun = previous === undefined || OPENING.has(previous);
    if (isBreakable && !staysWithRun) {
      found.push(run);
      run = character;
    } else if (
      !isBreakable &&
      previous !== undefined &&
      isFullWidth(previous) &&
      !staysWithRun &&
      !CLOSING.has(character)
    ) {
      found.push(run);
      run = character;
    } else {
      run += character;
    }
    if (character === " ") {
      found.push(run);
      run = "";
    }
  }
  if (run) found.push(run);
  return found;
}

/**
 * Breaks a text into lines no wider than `width` px. Chinese breaks between any two characters except before closing
 * and after opening marks, other text at spaces; a word wider than a line is cut. Past `maxLines` the text ends in `…`.
 */
export function wrapText(text: string, width: number, fontSize: number, maxLines = Infinity, isBold = false): string[] {
  const fits = (line: string) => textWidth(line.trimEnd(), fontSize, isBold) <= width;
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(text)) {
    if (fits(line + piece)) {
      line += piece;
      continue;
    }
    if (line) lines.push(line.trimEnd());
    line = piece;
    while (!fits(line)) {
      const cut = longestFit(line, fits);
      lines.push(line.slice(0, cut));
      line = line.slice(cut);
    }
  }
  if (line.trim()) lines.push(line.trimEnd());
  if (lines.length <= maxLines) return lines.length > 0 ? lines : [""];
  const kept = lines.slice(0, maxLines);
  let last = kept[maxLines - 1]!;
  while (last && !fits(`${last}…`)) last = last.slice(0, -1);
  kept[maxLines - 1] = `${last}…`;
  return kept;
}

/** Number of leading UTF-16 units of a line that fit, at least one character. */
function longestFit(line: string, fits: (line: string) => boolean): number {
  let cut = 0;
  for (const character of line) {
    if (cut > 0 && !fits(line.slice(0, cut + character.length))) break;
    cut += character.length;
  }
  return cut;
}

/** `wrapText` with the same number of lines, but of more equal length, so that no word stands alone on the last. */
export function wrapEvenly(
  text: string,
  width: number,
  fontSize: number,
  maxLines = Infinity,
  isBold = false,
): string[] {
  let lines = wrapText(text, width, fontSize, maxLines, isBold);
  for (let narrower = width - fontSize; lines.length > 1 && narrower > width / 2; narrower -= fontSize) {
    const next = wrapText(text, narrower, fontSize, Infinity, isBold);
    if (next.length > lines.length) break;
    lines = next;
  }
  return lines;
}
