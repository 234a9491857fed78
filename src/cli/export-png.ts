import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { InputError } from "../core/issue.ts";
import type { Figure } from "../plots/figure.ts";

/** Pixels of the picture per unit of the drawing. */
const PIXELS = 2;
/** Where systems keep fonts. */
const FONT_FOLDERS = [
  "/usr/share/fonts",
  "/usr/local/share/fonts",
  "/System/Library/Fonts",
  "/Library/Fonts",
  "C:\\Windows\\Fonts",
  join(homedir(), ".fonts"),
];

/**
 * A figure as a PNG, in the fonts of the machine.
 * @throws InputError if the machine has no fonts.
 */
export function exportPng(figure: Pick<Figure, "svg">): Uint8Array {
  if (!hasFonts()) {
    const problem = "no fonts were found on this machine, so a PNG would have no words";
    throw new InputError([
      { code: "bad-option", severity: "error", problem, expected: "installed fonts, or --to svg" },
    ]);
  }
  const drawing = new Resvg(figure.svg, { fitTo: { mode: "zoom", value: PIXELS }, font: { loadSystemFonts: true } });
  return drawing.render().asPng();
}

/** Whether the machine has fonts in a usual place. */
export function hasFonts(): boolean {
  return FONT_FOLDERS.some((folder) => existsSync(folder) && readdirSync(folder).length > 0);
}
