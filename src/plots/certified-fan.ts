import type { PlotOptions } from "@observablehq/plot";
import type { Locale } from "../core/bilingual.ts";
import type { CertifiedShareRow, ComparisonSummary, ScenarioHead } from "../experiment/comparison-summary.ts";
import { fanFrame, fanLegend, fanMarks, labelGoals, labelHistory, SHARE_SCALE, type GoalMark } from "./fan-panel.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { baselineOf, certifiedAt, certifiedGoals, goalAt, headlineYears, panelYears } from "./findings.ts";
import { goalShare, percent, percentRange } from "./format.ts";
import { ensembleLine, intervalMeaning, say } from "./labels.ts";
import { addLegend, legendHeight } from "./legend.ts";
import type { Canvas } from "./plot-document.ts";
import { addGroup, addPlot, addText, svgElement } from "./svg-parts.ts";
import { wrapText } from "./text-width.ts";
import { BODY_WIDTH, MUTED, scenarioColours, SIZE } from "./theme.ts";

const GAP = 24;
const HEAD = 42;
const PLOT_HEIGHT = 216;
const PANEL_HEIGHT = HEAD + PLOT_HEIGHT + 14;

/** Share of counties certified by year: a panel a scenario, with the baseline's median in grey behind each. */
export const certifiedFan: FigureMaker = (summary, locale, focus) => {
  const columns = Math.min(3, summary.scenarios.length);
  const lines = Math.ceil(summary.scenarios.length / columns);
  const items = fanLegend(locale, summary.scenarios.length > 1, certifiedGoals(summary).length > 0);
  const hasSpareCell = lines * columns > summary.scenarios.length;
  const panelsHeight = lines * PANEL_HEIGHT;
  return drawFigure(summary, locale, {
    id: "certified-fan",
    focus,
    title: certifiedTitle(summary, locale),
    subtitle: subtitle(summary, locale),
    alt: altText(summary, locale),
    rows: rowsOf(summary),
    bodyHeight: panelsHeight + (hasSpareCell ? 0 : legendHeight(items, BODY_WIDTH)),
    draw: (body, canvas) => {
      const width = (BODY_WIDTH - (columns - 1) * GAP) / columns;
      const place = (k: number) => [(k % columns) * (width + GAP), Math.floor(k / columns) * PANEL_HEIGHT] as const;
      summary.scenarios.forEach((scenario, k) => {
        drawPanel(addGroup(body, ...place(k)), canvas, summary, scenario, locale, width);
      });
      if (hasSpareCell) addLegend(addGroup(body, ...place(summary.scenarios.length)), items, [40, HEAD + 24], 0);
      else addLegend(body, items, [0, panelsHeight], BODY_WIDTH);
    },
  });
};

/** The baseline's share at the first goal year beside that goal, in words that allow for the interval. */
export function certifiedTitle(summary: ComparisonSummary, locale: Locale): string {
  const baseline = baselineOf(summary);
  const year = headlineYears(summary)[0]!;
  const row = certifiedAt(summary, baseline.id, year);
  const name = baseline.title[locale];
  if (!row) return say(locale, `${name}：${year} 年没有结果`, `${name}: no result for ${year}`);
  const median = percent(row.p50);
  const start = say(
    locale,
    `${name}到 ${year} 年认定比例中位数 ${median}`,
    `${name}: a median ${median} of counties certified by ${year}`,
  );
  const goal = goalAt(summary, year);
  return goal ? start + comparedWithGoal(row, goal.value, locale) : start;
}

function comparedWithGoal(row: CertifiedShareRow, share: number, locale: Locale): string {
  const goal = goalShare(share);
  if (row.p95 < share) return say(locale, `，低于 ${goal} 的目标`, `, short of the goal of ${goal}`);
  if (row.p05 >= share) return say(locale, `，达到 ${goal} 的目标`, `, which meets the goal of ${goal}`);
  const range = percentRange(row.p05, row.p95);
  return say(
    locale,
    `；90% 区间 ${range} 跨过 ${goal} 的目标，能否达到未定`,
    `; the 90% interval ${range} spans the goal of ${goal}, so it may or may not be met`,
  );
}

function subtitle(summary: ComparisonSummary, locale: Locale): string {
  const ensemble = ensembleLine(summary, locale);
  return say(
    locale,
    `已认定优质均衡县占全部县的比例（%），按学年末。${ensemble}。各情景用同一批世界。${intervalMeaning("zh")}。`,
    `Share of counties certified (%), end of school year. ${ensemble}; every scenario runs in the same worlds. ${sentence(intervalMeaning("en"))}`,
  );
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

function altText(summary: ComparisonSummary, locale: Locale): string {
  const parts = summary.scenarios.map((scenario) => {
    const values = panelYears(summary).map((year) => valueAt(summary, scenario.id, year, locale));
    return say(locale, `${scenario.title.zh}：${values.join("，")}`, `${scenario.title.en}: ${values.join(", ")}`);
  });
  return say(
    locale,
    `每个情景一幅小图的扇形图，显示逐年认定比例的中位数与 50%、90% 区间。${parts.join("；")}。`,
    `Fan charts, one a scenario, of the median share certified by year with 50% and 90% intervals. ${parts.join("; ")}.`,
  );
}

/** Such as `2027：22%（18–27%）`. */
function valueAt(summary: ComparisonSummary, scenario: string, year: number, locale: Locale): string {
  const row = certifiedAt(summary, scenario, year);
  if (!row) return `${year}: —`;
  const range = percentRange(row.p05, row.p95);
  return say(locale, `${year}：${percent(row.p50)}（${range}）`, `${year}: ${percent(row.p50)} (${range})`);
}

function rowsOf(summary: ComparisonSummary): Row[] {
  return summary.certifiedShare.map(({ scenario, year, p05, p25, p50, p75, p95, mean, standardError }) => ({
    scenario,
    year,
    isProjection: year > summary.lastObservedYear,
    p05,
    p25,
    p50,
    p75,
    p95,
    mean,
    standardError,
  }));
}

function drawPanel(
  panel: SVGElement,
  canvas: Canvas,
  summary: ComparisonSummary,
  scenario: ScenarioHead,
  locale: Locale,
  width: number,
): void {
  const colour = scenarioColours(summary.scenarios).get(scenario.id)!;
  svgElement(panel.ownerDocument, "circle", { cx: 6, cy: 8, r: 5.5, fill: colour }, panel);
  const name = wrapText(scenario.title[locale], width - 20, SIZE.strong, 1, true);
  addText(panel, name, { x: 18, y: 13, size: SIZE.strong, isBold: true });
  const values = panelYears(summary).map((year) => valueAt(summary, scenario.id, year, locale));
  addText(panel, values.join(" · "), { x: 0, y: 32, fill: MUTED });
  const positions = addPlot(panel, canvas, [0, HEAD], panelPlot(canvas, summary, scenario, colour, width));
  const labels = addGroup(panel, 0, HEAD);
  labelHistory(labels, positions, summary, locale);
  labelGoals(labels, positions, goalMarks(summary, locale), summary.years.at(-1)!);
  const end = certifiedAt(summary, scenario.id, summary.years.at(-1)!);
  if (end) {
    const place = { x: positions.x(end.year) + 6, y: positions.y(end.p50) + 4.5 };
    addText(labels, percent(end.p50), { ...place, size: SIZE.strong, isBold: true });
  }
}

function panelPlot(
  canvas: Canvas,
  summary: ComparisonSummary,
  scenario: ScenarioHead,
  colour: string,
  width: number,
): PlotOptions {
  const rowsFor = (id: string) => summary.certifiedShare.filter((row) => row.scenario === id);
  const ghost = scenario.isBaseline ? [] : rowsFor(baselineOf(summary).id);
  const marks = fanMarks(canvas, summary, rowsFor(scenario.id), ghost, colour);
  return fanFrame(canvas, summary, SHARE_SCALE, { width, height: PLOT_HEIGHT, right: 44 }, marks);
}

/** The goals for the share certified, each with its words. */
function goalMarks(summary: ComparisonSummary, locale: Locale): GoalMark[] {
  const shown = certifiedGoals(summary).filter(({ year }) => summary.years.includes(year));
  return shown.map(({ year, value }) => {
    return { year, value, text: say(locale, `目标 ${goalShare(value)}`, `goal ${goalShare(value)}`) };
  });
}
