import type { PlotOptions } from "@observablehq/plot";
import { extent, ticks as tickValues } from "d3-array";
import type { Locale } from "../core/bilingual.ts";
import { OUTCOMES, type ComparisonSummary, type DifferenceRow } from "../experiment/comparison-summary.ts";
import { drawFigure, type FigureMaker } from "./figure.ts";
import { alternativesOf, baselineOf, endYear, isSignOpen, lastAlternative } from "./findings.ts";
import { ensembleLine, intervalMeaning, quoted, say } from "./labels.ts";
import { addLegend, dotSign, lineSign } from "./legend.ts";
import { scaled, scaledDifference, tickText, type OutcomeScale } from "./outcome-format.ts";
import type { Canvas } from "./plot-document.ts";
import { addRowHeads } from "./scenario-rows.ts";
import { scaleOf, sideOutcomeRows, sideOutcomes, verdictOn, type SideOutcome } from "./side-outcomes.ts";
import { addGroup, addPlot, addText } from "./svg-parts.ts";
import { wrapText } from "./text-width.ts";
import { BASELINE_COLOUR, BODY_WIDTH, GRID, INK, MUTED, PAPER, scenarioColours, SIZE } from "./theme.ts";

const HEAD_WIDTH = 118;
const GAP = 16;
const COLUMNS = 3;
const LEGEND_HEIGHT = 36;
const HEADING = 52;
const ROW_HEIGHT = 27;
const AXIS = 24;
const LABEL_WIDTH = 80;
const PANEL_GAP = 28;

/**
 * Outcomes that stand beside the odds, by scenario against the baseline at the last goal year: who loses.
 * @throws RangeError if the comparison has no scenario beside the baseline.
 */
export const losers: FigureMaker = async (summary, locale, focus) => {
  const alternatives = alternativesOf(summary);
  if (alternatives.length === 0) throw new RangeError(`comparison ${summary.id} has no scenario beside its baseline`);
  const panels = sideOutcomes(summary);
  const height = HEADING + alternatives.length * ROW_HEIGHT + AXIS + PANEL_GAP;
  const year = endYear(summary);
  const baseline = baselineOf(summary).title;
  return drawFigure(summary, locale, {
    id: "losers",
    focus,
    title: losersTitle(summary, locale),
    subtitle: say(
      locale,
      `${year} 年各项后果：点为各情景均值，线为与${baseline.zh}之差的 90% 区间（同一随机数配对），竖线为${baseline.zh}均值；各图单位不同。${ensembleLine(summary, "zh")}。${intervalMeaning("zh")}。`,
      `Outcomes in ${year}: dots are means, bars the 90% interval of the paired difference from ${baseline.en} (same random numbers), vertical lines the mean of ${baseline.en}; each panel has its own unit. ${ensembleLine(summary, "en")}; ${intervalMeaning("en")}.`,
    ),
    alt: altText(panels, summary, locale),
    rows: sideOutcomeRows(panels),
    bodyHeight: LEGEND_HEIGHT + Math.ceil(panels.length / COLUMNS) * height,
    draw: (body, canvas) => {
      drawLegend(body, locale);
      const colours = scenarioColours(summary.scenarios);
      const width = (BODY_WIDTH - HEAD_WIDTH - (COLUMNS - 1) * GAP) / COLUMNS;
      panels.forEach((panel, k) => {
        const top = LEGEND_HEIGHT + Math.floor(k / COLUMNS) * height;
        if (k % COLUMNS === 0) {
          const heads = { top: top + HEADING, rowHeight: ROW_HEIGHT, width: HEAD_WIDTH, size: SIZE.note };
          addRowHeads(body, alternatives, colours, locale, heads);
        }
        const left = HEAD_WIDTH + (k % COLUMNS) * (width + GAP);
        drawPanel(addGroup(body, left, top), canvas, panel, summary, locale, width);
      });
    },
  });
};

/** How many of the outcomes get worse, better or stay open under the last scenario, and which get worse. */
function losersTitle(summary: ComparisonSummary, locale: Locale): string {
  const scenario = lastAlternative(summary)!;
  const rows = sideOutcomes(summary).flatMap((panel) => {
    // A ratio of village to seat has no worse side; it is shown and not counted.
    if (panel.worse === "neither") return [];
    const row = panel.differences.find((one) => one.scenario === scenario.id);
    return row ? [{ name: OUTCOMES[panel.outcome].title[locale], verdict: verdictOn(row, panel.worse) }] : [];
  });
  const count = (kind: string) => rows.filter((row) => row.verdict === kind).length;
  const kinds = [
    { count: count("worse"), zh: "变差", en: "get worse" },
    { count: count("better"), zh: "变好", en: "better" },
    { count: count("not settled"), zh: "正负未定", en: "not settled" },
    { count: count("same"), zh: "不变", en: "unchanged" },
  ].filter((kind, k) => k === 0 || kind.count > 0);
  const year = endYear(summary);
  return say(
    locale,
    `${quoted(scenario, "zh")}到 ${year} 年的代价：${rows.length} 项后果中 ${kinds.map((kind) => `${kind.count} 项${kind.zh}`).join("、")}`,
    `What ${quoted(scenario, "en")} costs by ${year}: of ${rows.length} outcomes ${kinds.map((kind) => `${kind.count} ${kind.en}`).join(", ")}`,
  );
}

function altText(panels: readonly SideOutcome[], summary: ComparisonSummary, locale: Locale): string {
  const parts = panels.map((panel) => {
    const scale = scaleOf(panel, locale);
    const list = panel.differences.map((row) => {
      const name = summary.scenarios.find((scenario) => scenario.id === row.scenario)!.title[locale];
      return `${name} ${scaledDifference(row.mean, scale)}`;
    });
    return `${OUTCOMES[panel.outcome].title[locale]} (${scale.unit}) ${scaled(panel.baseline, scale)}: ${list.join(", ")}`;
  });
  return say(
    locale,
    `各项后果的小图：基准值与各情景之差。${parts.join("；")}。`,
    `Small panels of outcomes: baseline value and difference by scenario. ${parts.join("; ")}.`,
  );
}

function drawLegend(body: SVGElement, locale: Locale): void {
  const items = [
    { text: say(locale, "情景均值", "mean of a scenario"), sign: dotSign(INK, INK) },
    { text: say(locale, "差值正负未定（标“未定”）", "sign not settled (marked “open”)"), sign: dotSign(PAPER, INK) },
    { text: say(locale, "差值的 90% 区间", "90% interval of the difference"), sign: lineSign(INK, 2) },
    { text: say(locale, "基准均值", "mean of the baseline"), sign: lineSign(BASELINE_COLOUR, 5) },
  ];
  addLegend(body, items, [0, 0], BODY_WIDTH);
}

function drawPanel(
  group: SVGElement,
  canvas: Canvas,
  panel: SideOutcome,
  summary: ComparisonSummary,
  locale: Locale,
  width: number,
): void {
  const scale = scaleOf(panel, locale);
  const heading = wrapText(OUTCOMES[panel.outcome].title[locale], width, SIZE.text, 2, true);
  addText(group, heading, { x: 0, y: heading.length > 1 ? 12 : 26, isBold: true, leading: 15 });
  const unit = say(
    locale,
    `单位：${scale.unit}；基准 ${scaled(panel.baseline, scale)}`,
    `${scale.unit}; baseline ${scaled(panel.baseline, scale)}`,
  );
  addText(group, unit, { x: 0, y: 44, size: SIZE.note, fill: MUTED });
  addDirection(group, panel.worse, HEADING + alternativesOf(summary).length * ROW_HEIGHT + AXIS + 8, width, locale);
  const plotted = addPlot(group, canvas, [0, HEADING], panelPlot(canvas, panel, summary, scale, width));
  for (const row of panel.differences) {
    const text = scaledDifference(row.mean, scale);
    const isOpen = isSignOpen(row);
    const label = isOpen ? `${text} ${say(locale, "未定", "open")}` : text;
    const place = { x: width - LABEL_WIDTH + 8, y: HEADING + plotted.y(row.scenario) + 4 };
    addText(group, label, { ...place, isBold: !isOpen });
  }
}

/** An arrow under the axis that points to where the outcome is worse. */
function addDirection(group: SVGElement, worse: SideOutcome["worse"], y: number, width: number, locale: Locale): void {
  const setting = { y, size: SIZE.note, fill: MUTED };
  if (worse === "less") addText(group, say(locale, "← 越小越差", "← worse"), { ...setting, x: 4 });
  else if (worse === "more")
    addText(group, say(locale, "越大越差 →", "worse →"), { ...setting, x: width - LABEL_WIDTH, anchor: "end" });
}

function panelPlot(
  { plot }: Canvas,
  panel: SideOutcome,
  summary: ComparisonSummary,
  scale: OutcomeScale,
  width: number,
): PlotOptions {
  const colours = scenarioColours(summary.scenarios);
  const colour = (row: DifferenceRow) => colours.get(row.scenario)!;
  const domain = domainOf(panel);
  const ticks = tickValues(domain[0], domain[1], 3);
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : domain[1] - domain[0];
  return {
    width,
    height: alternativesOf(summary).length * ROW_HEIGHT + AXIS,
    marginLeft: 4,
    marginRight: LABEL_WIDTH,
    marginTop: 0,
    marginBottom: AXIS,
    x: { domain },
    y: { domain: alternativesOf(summary).map((scenario) => scenario.id), axis: null, type: "point", padding: 0.5 },
    marks: [
      plot.gridX(ticks, { stroke: GRID, strokeOpacity: 1 }),
      plot.axisX(ticks, {
        tickFormat: (value: number) => tickText(value, step, scale),
        tickSize: 3,
        fontSize: SIZE.note,
        label: null,
      }),
      plot.ruleX([panel.baseline], { stroke: BASELINE_COLOUR, strokeWidth: 5, strokeOpacity: 0.55 }),
      plot.ruleY(panel.differences, {
        x1: (row: DifferenceRow) => panel.baseline + row.p05,
        x2: (row: DifferenceRow) => panel.baseline + row.p95,
        y: "scenario",
        stroke: colour,
        strokeWidth: 2,
      }),
      plot.dot(panel.differences, {
        x: (row: DifferenceRow) => panel.baseline + row.mean,
        y: "scenario",
        r: 5,
        fill: (row: DifferenceRow) => (isSignOpen(row) ? PAPER : colour(row)),
        stroke: colour,
        strokeWidth: 2,
      }),
    ],
  };
}

/** From the lowest to the highest value of a panel, its baseline included, with a little air. */
function domainOf(panel: SideOutcome): [number, number] {
  const ends = panel.differences.flatMap((row) => [row.p05, row.mean, row.p95]).map((value) => panel.baseline + value);
  const [low, high] = extent([panel.baseline, ...ends]) as [number, number];
  const air = (high - low) * 0.08 || Math.abs(panel.baseline) * 0.05 || 1;
  return [low - air, high + air];
}
