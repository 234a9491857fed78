import { displayWidth } from "./display-width.ts";

/** Breaks a line at a width in terminal cells, at a space or between Chinese characters. */
export function foldText(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = "";
  for (const piece of line.match(/[^\s\u2e80-\uffef]+\s*|[\u2e80-\uffef][，。；：！？）、]*\s*|\s+/gu) ?? []) {
    if (displayWidth((current + piece).trimEnd()) > width && current) {
      lines.push(current.trimEnd());
      current = "";
    }
    current += piece;
  }
  return [...lines, current];
}
