import type { Markish, PlotOptions } from "@observablehq/plot";
import type { Bilingual, Locale } from "../core/bilingual.ts";
import type { ComparisonSummary, HindcastRow } from "../experiment/comparison-summary.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { gatedHindcast, isWithinTolerance } from "./findings.ts";
import { percent, toleranceText } from "./format.ts";
import { ensembleLine, say } from "./labels.ts";
import { addLegend, boxSign, dotSign, type LegendItem } from "./legend.ts";
import type { Canvas } from "./plot-document.ts";
import { addGroup, addPlot, addText, svgElement } from "./svg-parts.ts";
import { wrapText } from "./text-width.ts";
import { BODY_WIDTH, GRID, INK, MUTED, PAPER, RULE, SIZE } from "./theme.ts";

const COLUMNS = 4;
const GAP = 16;
const HEADING = 38;
const PLOT_HEIGHT = 128;
const PANEL_HEIGHT = HEADING + PLOT_HEIGHT + 14;
const LEGEND_HEIGHT = 34;
/** Tolerance drawn where a series states none: three per cent. */
const USUAL_TOLERANCE = 0.03;
/** Errors beyond this are drawn as arrows at the edge, so that one series does not flatten the rest. */
const WIDEST_AXIS = 0.12;
const WITHIN = "#0072B2";
const BEYOND = "#D55E00";
const BAND = "#DCE7F0";

interface Series {
  readonly title: Bilingual;
  readonly rows: readonly HindcastRow[];
  readonly tolerance: number;
  readonly isGated: boolean;
}

/** Relative error of each hindcast figure by year, a panel a series, with the tolerance as a band. */
export const hindcastCheck: FigureMaker = (summary, locale) => {
  const series = seriesOf(summary);
  const lines = Math.max(1, Math.ceil(series.length / COLUMNS));
  return drawFigure(summary, locale, {
    id: "hindcast-check",
    title: title(summary, locale),
    subtitle: say(
      locale,
      `模型与公布数之差占公布数的比例（%），基准情景各世界均值，各图同轴。${ensembleLine(summary, "zh")}。`,
      `Model minus published, as a share of the published figure (%); baseline, mean over worlds, same axis in every panel. ${ensembleLine(summary, "en")}.`,
    ),
    note: say(
      locale,
      "核对的是全国总量，吻合不表示县级推演准确。",
      "National totals are checked; agreement does not make county results right.",
    ),
    alt: altText(series, locale),
    rows: rowsOf(summary),
    bodyHeight: LEGEND_HEIGHT + lines * PANEL_HEIGHT,
    draw: (body, canvas) => {
      addLegend(body, legendItems(locale), [0, 0], BODY_WIDTH);
      const width = (BODY_WIDTH - (COLUMNS - 1) * GAP) / COLUMNS;
      const limit = axisLimit(summary);
      series.forEach((one, k) => {
        const place = [(k % COLUMNS) * (width + GAP), LEGEND_HEIGHT + Math.floor(k / COLUMNS) * PANEL_HEIGHT] as const;
        drawPanel(addGroup(body, ...place), canvas, one, summary, locale, { width, limit });
      });
    },
  });
};

function seriesOf(summary: ComparisonSummary): Series[] {
  const names = [...new Set(summary.hindcast.map((row) => row.series))];
  return names.map((name) => {
    const rows = summary.hindcast.filter((row) => row.series === name);
    const tolerance = rows.find((row) => row.tolerance !== undefined)?.tolerance;
    return { title: rows[0]!.title, rows, tolerance: tolerance ?? USUAL_TOLERANCE, isGated: tolerance !== undefined };
  });
}

function rowsOf(summary: ComparisonSummary): Row[] {
  return summary.hindcast.map((row) => {
    const { series, year, unit, model, published, relativeError, tolerance, source } = row;
    const gate = tolerance === undefined ? {} : { tolerance, isWithinTolerance: isWithinTolerance(row)! };
    return { series, year, unit, model, published, relativeError, ...gate, source: source.title };
  });
}

function title(summary: ComparisonSummary, locale: Locale): string {
  const { checked, within, worst } = gatedHindcast(summary);
  if (checked === 0) return say(locale, "没有设容差的历史核对", "No figure of history is held to a tolerance");
  const error = percent(Math.abs(worst));
  return say(
    locale,
    `历史核对：${checked} 个公布数中 ${within} 个在容差内，最大偏差 ${error}`,
    `Against history: ${within} of ${checked} published figures are met within tolerance; the largest error is ${error}`,
  );
}

function altText(series: readonly Series[], locale: Locale): string {
  const parts = series.map((one) => {
    const list = one.rows.map((row) => `${row.year} ${signedPercent(row.relativeError)}`);
    return `${one.title[locale]} ${list.join(", ")}`;
  });
  return say(
    locale,
    `每个系列一幅小图，点为逐年相对误差。${parts.join("；")}。`,
    `A panel a series with dots for the relative error of each year. ${parts.join("; ")}.`,
  );
}

function signedPercent(value: number): string {
  return (value > 0 ? "+" : "") + percent(value);
}

/** Half the height of the common axis: the largest finite error up to a limit, at least five per cent. */
function axisLimit(summary: ComparisonSummary): number {
  const sizes = summary.hindcast.map((row) => Math.abs(row.relativeError)).filter((size) => size <= WIDEST_AXIS);
  return Math.max(0.05, ...sizes.map((size) => size * 1.1));
}

function legendItems(locale: Locale): LegendItem[] {
  const diamond = (group: SVGElement) => {
    const path = { d: "M0,-6L6,0L0,6L-6,0Z", fill: PAPER, stroke: MUTED, "stroke-width": 2 };
    svgElement(group.ownerDocument, "path", path, group);
  };
  return [
    { text: say(locale, "容差内", "within tolerance"), sign: dotSign(WITHIN, WITHIN) },
    { text: say(locale, "超出容差", "beyond tolerance"), sign: dotSign(PAPER, BEYOND) },
    { text: say(locale, "仅列示，不设容差", "shown without a gate"), sign: diamond },
    { text: say(locale, "容差带", "tolerance"), sign: boxSign(BAND) },
    { text: say(locale, "▲▼ 超出坐标范围，旁注数值", "▲▼ off the axis, value beside it"), sign: () => undefined },
  ];
}

function drawPanel(
  group: SVGElement,
  canvas: Canvas,
  series: Series,
  summary: ComparisonSummary,
  locale: Locale,
  { width, limit }: { width: number; limit: number },
): void {
  const band = series.isGated ? ` (±${toleranceText(series.tolerance)})` : "";
  const heading = wrapText(series.title[locale] + band, width, SIZE.text, 2, true);
  addText(group, heading, { x: 0, y: 14, isBold: true, leading: 16 });
  const { x, y } = addPlot(group, canvas, [0, HEADING], panelPlot(canvas, series, summary, width, limit));
  const outside = series.rows.filter((row) => !(Math.abs(row.relativeError) <= limit));
  outside.forEach((row, k) => {
    const isAbove = !(row.relativeError < 0);
    const at = { x: x(row.year), y: HEADING + (isAbove ? y(limit) + 10 : y(-limit) - 2) };
    const arrow = isAbove ? "▲" : "▼";
    addText(group, arrow, { ...at, anchor: "middle", fill: series.isGated ? BEYOND : MUTED });
    // Neighbours take turns on two lines, since a number is wider than a year's place.
    const distance = 13 + (k % 2) * 13;
    const text = Number.isFinite(row.relativeError) ? signedPercent(row.relativeError) : "—";
    const label = { x: at.x, y: at.y + (isAbove ? distance + 1 : -distance) };
    addText(group, text, { ...label, size: SIZE.note, anchor: "middle", hasHalo: true });
  });
}

function panelPlot(
  canvas: Canvas,
  series: Series,
  summary: ComparisonSummary,
  width: number,
  limit: number,
): PlotOptions {
  const { plot } = canvas;
  const shown = series.rows.map((row) => row.year);
  const years = summary.years.filter((year) => year <= Math.max(summary.lastObservedYear, ...shown));
  const x1 = Math.min(...years, ...shown) - 0.4;
  const x2 = Math.max(summary.lastObservedYear, ...shown, x1 + 1) + 0.4;
  const ticks = limit > 0.08 ? [-0.1, -0.05, 0, 0.05, 0.1] : [-0.05, -0.03, 0, 0.03, 0.05];
  const half = Math.min(series.tolerance, limit);
  const band = series.isGated ? [{ x1, x2, y1: -half, y2: half }] : [];
  return {
    width,
    height: PLOT_HEIGHT,
    marginLeft: 44,
    marginRight: 14,
    marginTop: 6,
    marginBottom: 22,
    x: { domain: [x1, x2] },
    y: { domain: [-limit, limit] },
    marks: [
      plot.rect(band, { x1: "x1", x2: "x2", y1: "y1", y2: "y2", fill: BAND }),
      plot.gridY(ticks, { stroke: GRID, strokeOpacity: 1 }),
      plot.ruleY([0], { stroke: RULE }),
      plot.axisY(ticks, { tickFormat: signedTick, tickSize: 0, fontSize: SIZE.note, label: null }),
      plot.axisX(years, { tickFormat: String, tickSize: 3, fontSize: SIZE.note, label: null }),
      ...errorMarks(canvas, series, limit),
    ],
  };
}

/** Errors within the axis, joined by a thin line: dots where a tolerance applies, diamonds where none does. */
function errorMarks({ plot }: Canvas, series: Series, limit: number): Markish[] {
  const inside = series.rows.filter((row) => Math.abs(row.relativeError) <= limit);
  const place = { x: "year", y: "relativeError" };
  return [
    plot.line(inside, { ...place, stroke: MUTED, strokeWidth: 1, strokeOpacity: 0.5 }),
    plot.dot(
      inside.filter((row) => row.tolerance !== undefined),
      {
        ...place,
        r: 4.5,
        fill: (row: HindcastRow) => (isWithinTolerance(row) ? WITHIN : PAPER),
        stroke: (row: HindcastRow) => (isWithinTolerance(row) ? WITHIN : BEYOND),
        strokeWidth: 2,
      },
    ),
    plot.dot(
      inside.filter((row) => row.tolerance === undefined),
      { ...place, r: 4.5, symbol: "diamond", fill: PAPER, stroke: INK, strokeWidth: 1.5 },
    ),
  ];
}

function signedTick(value: number): string {
  const text = `${Math.round(Math.abs(value) * 100)}%`;
  return value === 0 ? "0%" : (value < 0 ? "−" : "+") + text;
}
