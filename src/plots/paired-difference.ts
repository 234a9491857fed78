import type { PlotOptions } from "@observablehq/plot";
import { extent } from "d3-array";
import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary, DifferenceRow } from "../experiment/comparison-summary.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import {
  alternativesOf,
  baselineOf,
  differenceAt,
  endYear,
  isNoDifference,
  isSignOpen,
  lastAlternative,
  panelYears,
} from "./findings.ts";
import { axisPoints, points, pointSize, pointsInWords } from "./format.ts";
import { ensembleLine, intervalMeaning, quoted, say } from "./labels.ts";
import { addLegend, dotSign, lineSign } from "./legend.ts";
import type { Canvas } from "./plot-document.ts";
import { addGroup, addPlot, addText } from "./svg-parts.ts";
import { addRowHeads } from "./scenario-rows.ts";
import { BODY_WIDTH, GRID, INK, MUTED, PAPER, scenarioColours, SIZE } from "./theme.ts";

const HEAD_WIDTH = 140;
const GAP = 18;
const TOP = 58;
const ROW_HEIGHT = 68;
const LABEL_WIDTH = 158;

/**
 * Share of counties certified, scenario minus baseline in the same worlds, at the goal years.
 * @throws RangeError if the comparison has no scenario beside the baseline.
 */
export const pairedDifference: FigureMaker = async (summary, locale, focus) => {
  const alternatives = alternativesOf(summary);
  if (alternatives.length === 0) throw new RangeError(`comparison ${summary.id} has no scenario beside its baseline`);
  const years = panelYears(summary);
  return drawFigure(summary, locale, {
    id: "paired-difference",
    focus,
    title: differenceTitle(summary, locale),
    subtitle: say(
      locale,
      `已认定县比例之差：各情景减${baselineOf(summary).title.zh}（百分点），同一随机数配对。${ensembleLine(summary, "zh")}。${intervalMeaning("zh")}。`,
      `Share of counties certified, scenario minus ${baselineOf(summary).title.en} (percentage points), paired on the same random numbers. ${ensembleLine(summary, "en")}; ${intervalMeaning("en")}.`,
    ),
    note: say(
      locale,
      "正负未定：均值离零不到两倍蒙特卡洛误差。",
      "Sign not settled: the mean lies within two Monte-Carlo errors of zero.",
    ),
    alt: altText(summary, locale),
    rows: rowsOf(summary),
    bodyHeight: TOP + alternatives.length * ROW_HEIGHT + 32,
    draw: (body, canvas) => {
      drawLegend(body, locale);
      const colours = scenarioColours(summary.scenarios);
      addRowHeads(body, alternatives, colours, locale, { top: TOP, rowHeight: ROW_HEIGHT, width: HEAD_WIDTH });
      const width = (BODY_WIDTH - HEAD_WIDTH - (years.length - 1) * GAP) / years.length;
      years.forEach((year, k) => {
        drawPanel(addGroup(body, HEAD_WIDTH + k * (width + GAP), 0), canvas, summary, locale, year, width);
      });
    },
  });
};

/** What the last scenario adds at the last goal year, or that its sign is not settled. */
function differenceTitle(summary: ComparisonSummary, locale: Locale): string {
  const scenario = lastAlternative(summary)!;
  const year = endYear(summary);
  const row = differenceAt(summary, scenario.id, "certifiedShare", year);
  const name = quoted(scenario, locale);
  if (!row) return say(locale, `${name}：${year} 年没有配对差值`, `${name}: no paired difference for ${year}`);
  if (isNoDifference(row)) {
    return say(
      locale,
      `${name}到 ${year} 年的认定比例与基准无差别`,
      `${name} changes nothing in the share certified by ${year}`,
    );
  }
  if (isSignOpen(row)) {
    return say(
      locale,
      `${name}到 ${year} 年比基准多还是少，正负未定（均值 ${pointsInWords(row.mean, "zh")}）`,
      `Whether ${name} raises or lowers the share certified by ${year} is not settled (mean ${pointsInWords(row.mean, "en")})`,
    );
  }
  const verb = row.mean > 0 ? { zh: "提高", en: "raises" } : { zh: "降低", en: "lowers" };
  const size = points(Math.abs(row.mean)).slice(1);
  return say(
    locale,
    `${name}使 ${year} 年认定比例平均${verb.zh} ${size} 个百分点`,
    `${name} ${verb.en} the share certified by ${year} by ${size} percentage points on average`,
  );
}

function range(row: DifferenceRow, locale: Locale): string {
  return say(locale, `${points(row.p05)} 至 ${points(row.p95)}`, `${points(row.p05)} to ${points(row.p95)}`);
}

function altText(summary: ComparisonSummary, locale: Locale): string {
  const parts = shownRows(summary).map((row) => {
    const name = summary.scenarios.find((scenario) => scenario.id === row.scenario)!.title[locale];
    const settled = isSignOpen(row) ? say(locale, "，正负未定", ", sign not settled") : "";
    return `${name} ${row.year} ${pointsInWords(row.mean, locale)} (${range(row, locale)}${settled})`;
  });
  return say(
    locale,
    `各情景与基准的配对差值：${parts.join("；")}。`,
    `Paired difference of each scenario from the baseline: ${parts.join("; ")}.`,
  );
}

function shownRows(summary: ComparisonSummary): DifferenceRow[] {
  return panelYears(summary).flatMap((year) =>
    alternativesOf(summary).flatMap((scenario) => differenceAt(summary, scenario.id, "certifiedShare", year) ?? []),
  );
}

function rowsOf(summary: ComparisonSummary): Row[] {
  return shownRows(summary).map(({ scenario, year, mean, p05, p50, p95, standardError, isSettled, varianceRatio }) => ({
    scenario,
    year,
    mean,
    p05,
    p50,
    p95,
    standardError,
    isSettled,
    varianceRatio,
  }));
}

function drawLegend(body: SVGElement, locale: Locale): void {
  const items = [
    { text: say(locale, "均值", "mean"), sign: dotSign(INK, INK) },
    { text: say(locale, "均值，正负未定", "mean, sign not settled"), sign: dotSign(PAPER, INK) },
    { text: say(locale, "90% 区间（各世界）", "90% interval over worlds"), sign: lineSign(INK, 2) },
    {
      text: say(locale, "均值的蒙特卡洛误差（±2 个标准误）", "Monte-Carlo error (±2 standard errors)"),
      sign: lineSign("#9AA1AC", 9),
    },
  ];
  addLegend(body, items, [0, 0], BODY_WIDTH);
}

function drawPanel(
  panel: SVGElement,
  canvas: Canvas,
  summary: ComparisonSummary,
  locale: Locale,
  year: number,
  width: number,
): void {
  const rows = shownRows(summary).filter((row) => row.year === year);
  const heading = say(locale, `到 ${year} 年（百分点）`, `By ${year} (percentage points)`);
  addText(panel, heading, { x: 0, y: 46, size: SIZE.strong, isBold: true });
  const { y } = addPlot(panel, canvas, [0, 0], panelPlot(canvas, summary, rows, width));
  for (const row of rows) addLabels(addGroup(panel, width - LABEL_WIDTH + 12, y(row.scenario)), row, locale);
}

function panelPlot(
  { plot }: Canvas,
  summary: ComparisonSummary,
  rows: readonly DifferenceRow[],
  width: number,
): PlotOptions {
  const colours = scenarioColours(summary.scenarios);
  const colour = (row: DifferenceRow) => colours.get(row.scenario)!;
  return {
    width,
    height: TOP + alternativesOf(summary).length * ROW_HEIGHT + 26,
    marginLeft: 16,
    marginRight: LABEL_WIDTH,
    marginTop: TOP,
    marginBottom: 26,
    x: { domain: domainOf(summary) },
    y: { domain: alternativesOf(summary).map((scenario) => scenario.id), axis: null, type: "point", padding: 0.5 },
    marks: [
      plot.gridX({ ticks: 5, stroke: GRID, strokeOpacity: 1 }),
      plot.axisX({ ticks: 5, tickFormat: axisPoints, tickSize: 4, fontSize: SIZE.text, label: null }),
      plot.ruleX([0], { stroke: INK, strokeWidth: 1.5 }),
      plot.ruleY(rows, {
        x1: (row: DifferenceRow) => row.mean - 2 * row.standardError,
        x2: (row: DifferenceRow) => row.mean + 2 * row.standardError,
        y: "scenario",
        stroke: colour,
        strokeOpacity: 0.4,
        strokeWidth: 16,
      }),
      plot.ruleY(rows, { x1: "p05", x2: "p95", y: "scenario", stroke: colour, strokeWidth: 2 }),
      plot.dot(rows, {
        x: "mean",
        y: "scenario",
        r: 5,
        fill: (row: DifferenceRow) => (isSignOpen(row) ? PAPER : colour(row)),
        stroke: colour,
        strokeWidth: 2,
      }),
    ],
  };
}

/** Mean with sign and unit, 90 % interval and Monte-Carlo error, and the word where the sign is open. */
function addLabels(label: SVGElement, row: DifferenceRow, locale: Locale): void {
  const unit = say(locale, "个百分点", "points");
  const lines = [
    say(locale, `90% 区间 ${range(row, "zh")}`, `90%: ${range(row, "en")}`),
    say(locale, `蒙特卡洛误差 ±${pointSize(row.standardError)}`, `Monte-Carlo error ±${pointSize(row.standardError)}`),
  ];
  if (isNoDifference(row)) lines.push(say(locale, "与基准相同", "as in the baseline"));
  else if (isSignOpen(row)) lines.push(say(locale, "正负未定", "sign not settled"));
  const top = lines.length > 2 ? -16 : -9;
  addText(label, `${points(row.mean)} ${unit}`, { x: 0, y: top, size: SIZE.strong, isBold: true });
  addText(label, lines, { x: 0, y: top + 16, size: SIZE.note, fill: MUTED, leading: 15 });
}

/** From the lowest to the highest value drawn in any panel, zero included, with a little air. */
function domainOf(summary: ComparisonSummary): [number, number] {
  const ends = shownRows(summary).flatMap((row) => [
    row.p05,
    row.p95,
    row.mean - 2 * row.standardError,
    row.mean + 2 * row.standardError,
  ]);
  const [low, high] = extent([0, ...ends]) as [number, number];
  const air = Math.max(0.005, (high - low) * 0.06);
  return [low - air, high + air];
}
