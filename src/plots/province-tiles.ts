import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary, ProvinceRow } from "../experiment/comparison-summary.ts";
import { binOf, shareBins, spreadColours, type Bins } from "./bins.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { baselineOf, goalAt, panelYears } from "./findings.ts";
import { goalShare, percent } from "./format.ts";
import { ensembleLine, say } from "./labels.ts";
import { addBinLegend } from "./legend.ts";
import { PROVINCE_GRID, type ProvinceTile } from "./province-grid.ts";
import { addGroup, addHatching, addText, svgElement } from "./svg-parts.ts";
import { textWidth } from "./text-width.ts";
import { addTileGrid, GRID_HEIGHT, TILE, type TileFace } from "./tile-grid.ts";
import { BODY_WIDTH, MUTED, PAPER, RULE, SEQUENTIAL, SIZE } from "./theme.ts";

const LEGEND_HEIGHT = 46;
const PANEL_GAP = 24;
const PANEL_WIDTH = 8 * TILE.width;

/** Baseline odds by province at the goal years on the tile grid: the mean share of a province's counties certified. Heeds `year`. */
export const provinceTiles: FigureMaker = async (summary, locale, focus) => {
  const years = focus?.year === undefined ? panelYears(summary) : [focus.year];
  const rows = shownRows(summary, years);
  if (focus?.year !== undefined && rows.length === 0) {
    throw new RangeError(`comparison ${summary.id} has no provinces in ${focus.year}`);
  }
  const bins = shareBins(rows.map((row) => row.share));
  return drawFigure(summary, locale, {
    id: "province-tiles",
    focus,
    title: title(rows, years, summary, locale),
    subtitle: say(
      locale,
      `${baselineOf(summary).title.zh}：各省已认定县比例的均值（%），即该省一个县到该年获认定的机会；每格下行为模拟县数。${ensembleLine(summary, "zh")}。`,
      `${baselineOf(summary).title.en}: mean share of a province's counties certified (%), the odds of a county there; below it the number of counties simulated. ${ensembleLine(summary, "en")}.`,
    ),
    note: say(
      locale,
      "省级数字来自少数模拟县，只看大格局，不宜排名。瓦片图为示意，不表示边界。",
      "Provincial figures rest on few simulated counties: read the pattern, not the rank. Tiles are a sketch and show no boundaries.",
    ),
    alt: altText(rows, years.at(-1)!, locale),
    rows: tableRows(rows, locale),
    bodyHeight: LEGEND_HEIGHT + GRID_HEIGHT,
    draw: (body, _canvas, id) => {
      const hatching = addHatching(body, `${id}-hatching`, "#C4C9D1");
      drawLegend(body, bins, hatching, locale);
      years.forEach((year, k) => {
        const panel = addGroup(body, k * (PANEL_WIDTH + PANEL_GAP), LEGEND_HEIGHT);
        addText(panel, say(locale, `到 ${year} 年`, `By ${year}`), { x: 0, y: 18, size: 17, isBold: true });
        addText(panel, medianNote(rows, year, locale), { x: 0, y: 38, fill: MUTED });
        addTileGrid(panel, locale, hatching, (tile) => faceOf(rows, tile, year, bins, locale));
      });
    },
  });
};

function shownRows(summary: ComparisonSummary, years: readonly number[]): ProvinceRow[] {
  const baseline = baselineOf(summary).id;
  return summary.provinces.filter((row) => row.scenario === baseline && years.includes(row.year) && row.counties > 0);
}

/** Rows in the order of codes, provinces without simulated counties included. */
function tableRows(rows: readonly ProvinceRow[], locale: Locale): Row[] {
  return rows.map(({ scenario, province, year, share, standardError, counties }) => ({
    scenario,
    province,
    name: PROVINCE_GRID.find((tile) => tile.code === province)?.name[locale] ?? province,
    year,
    share,
    standardError,
    counties,
  }));
}

/** In how many provinces the odds reach the share that is the goal of each panel's year. */
function title(
  rows: readonly ProvinceRow[],
  years: readonly number[],
  summary: ComparisonSummary,
  locale: Locale,
): string {
  const baseline = baselineOf(summary).title[locale];
  if (rows.length === 0) return say(locale, "没有模拟任何省份的县", "No province has a simulated county");
  const provinces = new Set(rows.map((row) => row.province)).size;
  const parts = years.flatMap((year) => {
    const goal = goalAt(summary, year);
    if (!goal) return [];
    const reached = rows.filter((row) => row.year === year && row.share >= goal.value).length;
    const target = goalShare(goal.value);
    return [say(locale, `${year} 年有 ${reached} 个省达到 ${target}`, `${target} in ${reached} by ${year}`)];
  });
  if (parts.length === 0)
    return say(locale, `${baseline}：${provinces} 个省的认定机会`, `${baseline}: odds in ${provinces} provinces`);
  return say(
    locale,
    `${baseline}的认定机会：${provinces} 个省中，${parts.join("，")}`,
    `${baseline}: of ${provinces} provinces, odds of a certificate reach ${parts.join(" and ")}`,
  );
}

function provinceName(row: ProvinceRow, locale: Locale): string {
  return PROVINCE_GRID.find((tile) => tile.code === row.province)?.name[locale] ?? row.province;
}

function altText(rows: readonly ProvinceRow[], year: number, locale: Locale): string {
  const parts = rows
    .filter((row) => row.year === year)
    .sort((a, b) => b.share - a.share)
    .map((row) => `${provinceName(row, locale)} ${percent(row.share)}`);
  return say(
    locale,
    `省级瓦片图，颜色越深机会越大。${year} 年：${parts.join("，")}。香港、澳门、台湾无数据。`,
    `Tile grid of provinces, darker for better odds. ${year}: ${parts.join(", ")}. No data for Hong Kong, Macao and Taiwan.`,
  );
}

function medianNote(rows: readonly ProvinceRow[], year: number, locale: Locale): string {
  const shown = rows.filter((row) => row.year === year);
  const counties = shown.reduce((sum, row) => sum + row.counties, 0);
  return say(locale, `${shown.length} 个省，模拟 ${counties} 个县`, `${shown.length} provinces, ${counties} counties`);
}

function faceOf(
  rows: readonly ProvinceRow[],
  tile: ProvinceTile,
  year: number,
  bins: Bins,
  locale: Locale,
): TileFace | undefined {
  const row = rows.find((one) => one.province === tile.code && one.year === year);
  if (!row) return undefined;
  const bin = binOf(bins, row.share);
  const colours = spreadColours(SEQUENTIAL, bins.thresholds.length + 1);
  const isDark = SEQUENTIAL.indexOf(colours[bin]!) >= 4;
  return { fill: colours[bin]!, isDark, value: percent(row.share), note: countiesNote(row.counties, locale) };
}

/** The number of counties behind a tile, such as `12 县`. */
export function countiesNote(counties: number, locale: Locale): string {
  return say(locale, `${counties} 县`, `n=${counties}`);
}

function drawLegend(body: SVGElement, bins: Bins, hatching: string, locale: Locale): void {
  const colours = spreadColours(SEQUENTIAL, bins.thresholds.length + 1);
  const title = say(locale, "认定机会", "Odds");
  const start = textWidth(title, SIZE.text, true) + 12;
  addText(body, title, { x: 0, y: 11, isBold: true });
  const width = addBinLegend(body, colours, bins.thresholds.map(percent), [start, 0]);
  addNoDataKey(body, start + width + 28, hatching, locale);
}

/** Explains hatched and outlined tiles, from `x` to the right. */
export function addNoDataKey(body: SVGElement, x: number, hatching: string, locale: Locale): void {
  const entries = [
    { fill: hatching, text: say(locale, "无模拟县", "no county simulated") },
    { fill: PAPER, text: say(locale, "不在统计表内（港澳台）", "outside the tables") },
  ];
  let left = x;
  for (const { fill, text } of entries) {
    const box = { x: left, y: 0, width: 20, height: 13, fill, stroke: RULE, "stroke-width": 1 };
    svgElement(body.ownerDocument, "rect", box, body);
    addText(body, text, { x: left + 26, y: 11 });
    left = Math.min(left + 26 + textWidth(text, SIZE.text) + 22, BODY_WIDTH);
  }
}
