import type { Markish } from "@observablehq/plot";
import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import { binOf, differenceBins, type Bins } from "./bins.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { alternativesOf, baselineOf, endYear, lastAlternative } from "./findings.ts";
import { axisPoints, points } from "./format.ts";
import { ensembleLine, quoted, say } from "./labels.ts";
import { addBinLegend } from "./legend.ts";
import type { Canvas } from "./plot-document.ts";
import { PROVINCE_GRID } from "./province-grid.ts";
import { addNoDataKey, countiesNote } from "./province-tiles.ts";
import { addGroup, addHatching, addPlot, addText, svgElement } from "./svg-parts.ts";
import { textWidth } from "./text-width.ts";
import { addTileGrid, GRID_HEIGHT, TILE } from "./tile-grid.ts";
import { BODY_WIDTH, DIVERGING, GRID, INK, MUTED, PAPER, RULE, SIZE } from "./theme.ts";

const LEGEND_HEIGHT = 46;
const LIST_LEFT = 8 * TILE.width + 28;
const LIST_TOP = 40;

/** A province's difference between two scenarios. */
interface Difference {
  readonly province: string;
  readonly name: string;
  readonly difference: number;
  /** √(s₁² + s₀²) of the two means, as if they were not paired; an upper bound where pairing works. */
  readonly unpairedError: number;
  readonly counties: number;
}

/**
 * Last scenario minus baseline by province at the last goal year, on the tile grid and as a ranked list. Heeds `year` and `scenario`.
 * @throws RangeError if the comparison has no scenario beside the baseline.
 */
export const provinceDifferenceTiles: FigureMaker = async (summary, locale, focus) => {
  const scenario = alternativesOf(summary).find(({ id }) => id === focus?.scenario) ?? lastAlternative(summary);
  if (!scenario) throw new RangeError(`comparison ${summary.id} has no scenario beside its baseline`);
  const year = focus?.year ?? endYear(summary);
  const differences = differencesOf(summary, scenario.id, year, locale);
  if (focus?.year !== undefined && differences.length === 0) {
    throw new RangeError(`comparison ${summary.id} has no provinces in ${year}`);
  }
  const bins = differenceBins(differences.map((row) => row.difference));
  const baseline = baselineOf(summary);
  return drawFigure(summary, locale, {
    id: "province-difference-tiles",
    focus,
    title: title(differences, quoted(scenario, locale), year, locale),
    subtitle: say(
      locale,
      `到 ${year} 年认定机会之差：${scenario.title.zh}减${baseline.title.zh}（百分点），同一随机数配对。${ensembleLine(summary, "zh")}。`,
      `Odds of a certificate by ${year}, ${scenario.title.en} minus ${baseline.title.en} (percentage points), paired on the same random numbers. ${ensembleLine(summary, "en")}.`,
    ),
    note: say(
      locale,
      "误差线与虚线框按两均值不配对计算，偏保守；省级数字来自少数模拟县，不宜排名。瓦片图不表示边界。",
      "Error bars and dashed edges are reckoned as if the two means were unpaired, which is cautious; few counties stand behind a province. Tiles show no boundaries.",
    ),
    alt: altText(differences, year, locale),
    rows: differences.map((row): Row => ({ scenario: scenario.id, year, ...row })),
    bodyHeight: LEGEND_HEIGHT + GRID_HEIGHT,
    draw: (body, canvas, id) => {
      const hatching = addHatching(body, `${id}-hatching`, "#C4C9D1");
      drawLegend(body, bins, hatching, locale);
      addTileGrid(addGroup(body, 0, LEGEND_HEIGHT), locale, hatching, (tile) => {
        const row = differences.find((one) => one.province === tile.code);
        if (!row) return undefined;
        const bin = binOf(bins, row.difference);
        const isDark = bin === 0 || bin === DIVERGING.length - 1;
        const note = countiesNote(row.counties, locale);
        return { fill: DIVERGING[bin]!, isDark, value: points(row.difference), note, isDashed: isOpen(row) };
      });
      drawRanking(addGroup(body, LIST_LEFT, LEGEND_HEIGHT), canvas, differences, bins, locale);
    },
  });
};

function differencesOf(summary: ComparisonSummary, scenario: string, year: number, locale: Locale): Difference[] {
  const find = (id: string, province: string) =>
    summary.provinces.find(
      (row) => row.scenario === id && row.province === province && row.year === year && row.counties > 0,
    );
  return PROVINCE_GRID.flatMap(({ code, name }) => {
    const [one, other] = [find(scenario, code), find(baselineOf(summary).id, code)];
    if (!one || !other) return [];
    const unpairedError = Math.sqrt(one.standardError * one.standardError + other.standardError * other.standardError);
    // Sums of the same counties in another order differ in the last bits.
    const exact = one.share - other.share;
    const difference = Math.abs(exact) < 1e-9 ? 0 : exact;
    return [{ province: code, name: name[locale], difference, unpairedError, counties: one.counties }];
  });
}

/** Whether the sign is open; a difference of exactly nothing is not: the scenario does not reach the province. */
function isOpen(row: Difference): boolean {
  return Math.abs(row.difference) > 1e-9 && Math.abs(row.difference) <= 2 * row.unpairedError;
}

function title(rows: readonly Difference[], name: string, year: number, locale: Locale): string {
  if (rows.length === 0) return say(locale, "没有可比的省份", "No province can be compared");
  const open = rows.filter(isOpen).length;
  const up = rows.filter((row) => row.difference > 0 && !isOpen(row)).length;
  const down = rows.filter((row) => row.difference < 0 && !isOpen(row)).length;
  const same = rows.length - open - up - down;
  const unchanged = same > 0 ? say(locale, `，${same} 个不变`, `, ${same} stay as they are`) : "";
  return say(
    locale,
    `${name}到 ${year} 年：${up} 个省的认定机会上升，${down} 个下降，${open} 个正负未定${unchanged}`,
    `${name} by ${year}: odds rise in ${up} provinces, fall in ${down}, and the sign is not settled in ${open}${unchanged}`,
  );
}

function altText(rows: readonly Difference[], year: number, locale: Locale): string {
  const parts = ranked(rows).map((row) => `${row.name} ${points(row.difference)}`);
  return say(
    locale,
    `省级瓦片图与排列，${year} 年与基准之差（百分点）：${parts.join("，")}。`,
    `Tile grid and list of provinces, difference from the baseline in ${year} in percentage points: ${parts.join(", ")}.`,
  );
}

function ranked(rows: readonly Difference[]): Difference[] {
  return [...rows].sort((a, b) => b.difference - a.difference || (a.province < b.province ? -1 : 1));
}

function drawLegend(body: SVGElement, bins: Bins, hatching: string, locale: Locale): void {
  const title = say(locale, "百分点", "Points");
  const start = textWidth(title, SIZE.text, true) + 12;
  addText(body, title, { x: 0, y: 11, isBold: true });
  const thresholds = bins.thresholds.map(
    (value) => (value > 0 ? "+" : "−") + String(Math.round(Math.abs(value) * 1000) / 10),
  );
  const width = addBinLegend(body, DIVERGING, thresholds, [start, 0], 44);
  const dashed = {
    x: start + width + 22,
    y: 0,
    width: 20,
    height: 13,
    fill: PAPER,
    stroke: INK,
    "stroke-width": 1.5,
    "stroke-dasharray": "3,2",
  };
  svgElement(body.ownerDocument, "rect", dashed, body);
  const text = say(locale, "正负未定", "sign not settled");
  addText(body, text, { x: dashed.x + 26, y: 11 });
  addNoDataKey(body, dashed.x + 26 + textWidth(text, SIZE.text) + 22, hatching, locale);
}

/** The same differences in order, with two unpaired errors each way. */
function drawRanking(group: SVGElement, canvas: Canvas, rows: readonly Difference[], bins: Bins, locale: Locale): void {
  const width = BODY_WIDTH - LIST_LEFT;
  const heading = say(locale, "按差值排列（± 两倍不配对误差）", "In order, ± two unpaired errors");
  addText(group, heading, { x: 0, y: 14, isBold: true });
  if (rows.length === 0) return;
  const order = ranked(rows);
  const { y } = addPlot(group, canvas, [0, 0], {
    width,
    height: GRID_HEIGHT,
    marginLeft: locale === "zh" ? 52 : 96,
    marginRight: 58,
    marginTop: LIST_TOP,
    marginBottom: 4,
    x: { domain: listDomain(rows) },
    y: { domain: order.map((row) => row.name), type: "band", padding: 0.25 },
    marks: rankingMarks(canvas, order, bins),
  });
  const bandwidth = (GRID_HEIGHT - LIST_TOP - 4) / (order.length + 0.25);
  for (const row of order) {
    const place = { x: width, y: y(row.name) + 0.375 * bandwidth + 4, size: SIZE.note, anchor: "end" } as const;
    addText(group, points(row.difference) + (isOpen(row) ? "?" : ""), place);
  }
}

function rankingMarks({ plot }: Canvas, order: readonly Difference[], bins: Bins): Markish[] {
  const axis = { tickSize: 0, fontSize: SIZE.note, label: null };
  return [
    plot.gridX({ ticks: 5, stroke: GRID, strokeOpacity: 1 }),
    plot.axisX({ ...axis, anchor: "top", ticks: 5, tickFormat: axisPoints, fill: MUTED }),
    plot.axisY(axis),
    plot.barX(order, {
      x: "difference",
      y: "name",
      fill: (row: Difference) => DIVERGING[binOf(bins, row.difference)]!,
      stroke: RULE,
      strokeWidth: 0.75,
    }),
    plot.ruleY(order, {
      x1: (row: Difference) => row.difference - 2 * row.unpairedError,
      x2: (row: Difference) => row.difference + 2 * row.unpairedError,
      y: "name",
      stroke: INK,
      strokeWidth: 1,
    }),
    plot.ruleX([0], { stroke: INK }),
  ];
}

function listDomain(rows: readonly Difference[]): [number, number] {
  const ends = rows.flatMap((row) => [row.difference - 2 * row.unpairedError, row.difference + 2 * row.unpairedError]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const air = Math.max(0.002, (high - low) * 0.03);
  return [low - air, high + air];
}
