import type { Locale } from "../core/bilingual.ts";
import { GRID_ROWS, PROVINCE_GRID, type ProvinceTile } from "./province-grid.ts";
import { addGroup, addText, svgElement } from "./svg-parts.ts";
import { INK, MUTED, PAPER, RULE, SIZE } from "./theme.ts";

/** Size of a tile in px, gap included. */
export const TILE = { width: 55, height: 63 } as const;
/** Height of the whole grid in px. */
export const GRID_HEIGHT = GRID_ROWS * TILE.height;

/** What one tile shows; a province without simulated counties has no face. */
export interface TileFace {
  readonly fill: string;
  readonly isDark: boolean;
  /** The number, in large type. */
  readonly value: string;
  /** A small line below, such as the number of counties simulated. */
  readonly note: string;
  /** Dashed edge for a value whose sign is not settled. */
  readonly isDashed?: boolean;
}

/** Draws the 34 tiles; `face` gives a province's content, `hatching` fills those without any. */
export function addTileGrid(
  parent: SVGElement,
  locale: Locale,
  hatching: string,
  face: (tile: ProvinceTile) => TileFace | undefined,
): void {
  for (const tile of PROVINCE_GRID) {
    const group = addGroup(parent, tile.column * TILE.width, tile.row * TILE.height);
    const shown = tile.isOutsideTables ? undefined : face(tile);
    if (shown) drawFace(group, tile, shown, locale);
    else drawNoData(group, tile, tile.isOutsideTables ? PAPER : hatching, locale);
  }
}

function drawFace(group: SVGElement, tile: ProvinceTile, face: TileFace, locale: Locale): void {
  const ink = face.isDark ? PAPER : INK;
  const lines = nameLines(tile, locale);
  drawBox(group, face.fill, face.isDashed ? "3,2" : undefined, face.isDashed ? INK : RULE);
  const middle = (TILE.width - 2) / 2;
  const top = lines.length === 1 ? 18 : 13;
  addText(group, lines, { x: middle, y: top, size: SIZE.note, anchor: "middle", fill: ink, leading: 12 });
  addText(group, face.value, { x: middle, y: 41, size: SIZE.strong, isBold: true, anchor: "middle", fill: ink });
  addText(group, face.note, { x: middle, y: 56, size: SIZE.note, anchor: "middle", fill: ink });
}

function drawNoData(group: SVGElement, tile: ProvinceTile, fill: string, locale: Locale): void {
  drawBox(group, fill, undefined, RULE);
  const lines = [...nameLines(tile, locale), locale === "zh" ? "无数据" : "no data"];
  const top = lines.length === 2 ? 27 : 20;
  const setting = { x: (TILE.width - 2) / 2, y: top, size: SIZE.note, anchor: "middle", leading: 14 } as const;
  addText(group, lines, { ...setting, fill: MUTED, hasHalo: fill !== PAPER });
}

function drawBox(group: SVGElement, fill: string, dash: string | undefined, stroke: string): void {
  const box = { width: TILE.width - 2, height: TILE.height - 2, rx: 3, fill, stroke, "stroke-width": dash ? 1.5 : 1 };
  svgElement(group.ownerDocument, "rect", dash ? { ...box, "stroke-dasharray": dash } : box, group);
}

function nameLines(tile: ProvinceTile, locale: Locale): readonly string[] {
  return locale === "zh" ? [tile.name.zh] : tile.lines;
}
