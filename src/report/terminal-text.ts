import { displayWidth } from "../core/display-width.ts";

const WIDEST = 110;
const NAME_WIDTH = 24;
const GAP = "  ";

/** Rows as aligned lines with a rule below the first; columns after the first are set right. */
export function grid(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, k) => Math.max(...rows.map((row) => displayWidth(row[k]!))));
  const lines = rows.map((row) => row.map((cell, k) => pad(cell, widths[k]!, k > 0)).join(GAP));
  const rule = "-".repeat(widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1));
  return [lines[0]!, rule, ...lines.slice(1)];
}

/** A cell in characters whose width every terminal agrees on. */
export function plain(cell: string): string {
  return cell.replaceAll("−", "-").replaceAll("–", "-").replaceAll("—", "-");
}

/** A name cut to the width of its column, ending in two dots where cut. */
export function shorten(name: string): string {
  if (displayWidth(name) <= NAME_WIDTH) return name;
  let kept = "";
  for (const character of name) {
    if (displayWidth(kept + character) > NAME_WIDTH - 2) break;
    kept += character;
  }
  return `${kept}..`;
}

function pad(cell: string, width: number, isRight: boolean): string {
  const space = " ".repeat(Math.max(0, width - displayWidth(cell)));
  return isRight ? space + cell : cell + space;
}

/** Breaks a line at the widest column, at a space or between Chinese characters. */
export function fold(line: string): string[] {
  const lines: string[] = [];
  let current = "";
  for (const piece of line.match(
    /[^\s\u2e80-\uffef]+[，。；：！？）、]*\s*|[\u2e80-\uffef][，。；：！？）、]*\s*|\s+/gu,
  ) ?? []) {
    if (displayWidth((current + piece).trimEnd()) > WIDEST && current) {
      lines.push(current.trimEnd());
      current = "";
    }
    current += piece;
  }
  return [...lines, current];
}
