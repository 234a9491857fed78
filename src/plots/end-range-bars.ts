import type { Locale } from "../core/bilingual.ts";
import type { CertifiedShareRow, ComparisonSummary } from "../experiment/comparison-summary.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { certifiedAt, chanceOf, endYear, goalAt, panelYears } from "./findings.ts";
import { goalShare, percent, percentRange, significant } from "./format.ts";
import { ensembleLine, intervalMeaning, quoted, say } from "./labels.ts";
import { addLegend, dotSign, lineSign } from "./legend.ts";
import type { Canvas } from "./plot-document.ts";
import { addGroup, addPlot, addText, svgElement } from "./svg-parts.ts";
import { addRowHeads } from "./scenario-rows.ts";
import { BODY_WIDTH, GRID, INK, MUTED, PAPER, RULE, scenarioColours, SIZE } from "./theme.ts";

const HEAD_WIDTH = 136;
const GAP = 20;
const TOP = 86;
const ROW_HEIGHT = 52;
const LABEL_WIDTH = 122;

/** Share certified at the goal years: 5–95 % bar, 25–75 % bar and median of each scenario. */
export const endRangeBars: FigureMaker = (summary, locale, focus) => {
  const years = panelYears(summary);
  const bottom = TOP + summary.scenarios.length * ROW_HEIGHT;
  return drawFigure(summary, locale, {
    id: "end-range-bars",
    focus,
    title: title(summary, locale),
    subtitle: say(
      locale,
      `已认定县占全部县的比例（%），以及折合县数。${ensembleLine(summary, "zh")}。${intervalMeaning("zh")}。`,
      `Share of counties certified (%), with the number of counties it stands for. ${ensembleLine(summary, "en")}. Bars and ${intervalMeaning("en")}.`,
    ),
    alt: altText(summary, locale),
    rows: rowsOf(summary),
    bodyHeight: bottom + 34,
    draw: (body, canvas) => {
      drawLegend(body, locale);
      const colours = scenarioColours(summary.scenarios);
      addRowHeads(body, summary.scenarios, colours, locale, { top: TOP, rowHeight: ROW_HEIGHT, width: HEAD_WIDTH });
      const width = (BODY_WIDTH - HEAD_WIDTH - (years.length - 1) * GAP) / years.length;
      years.forEach((year, k) => {
        drawPanel(addGroup(body, HEAD_WIDTH + k * (width + GAP), 0), canvas, summary, locale, year, width);
      });
    },
  });
};

/** Which scenario has the highest median at the last goal year, and in how many worlds it meets the goal. */
function title(summary: ComparisonSummary, locale: Locale): string {
  const year = endYear(summary);
  const medians = summary.scenarios.map((scenario) => certifiedAt(summary, scenario.id, year)?.p50 ?? NaN);
  const best = medians.reduce((most, value, k) => (value > (medians[most] ?? NaN) ? k : most), 0);
  const scenario = summary.scenarios[best]!;
  const share = percent(medians[best]!);
  const many = summary.scenarios.length > 1;
  const goal = goalAt(summary, year);
  if (many && !anySettled(summary, year)) return openTitle(medians, year, locale);
  const lead = many
    ? { zh: "中位数最高，为", en: " has the highest median," }
    : { zh: "的中位数为", en: " has a median of" };
  const name = quoted(scenario, locale);
  const start = say(locale, `到 ${year} 年，${name}${lead.zh} ${share}`, `By ${year}, ${name}${lead.en} ${share}`);
  const chance = goal && chanceOf(summary, scenario.id, goal.id);
  if (!goal || !chance) return start;
  return `${start}${say(locale, "；", "; ")}${worldsMeeting(chance.chance, summary.worlds, goalShare(goal.value), locale)}`;
}

/** Whether any scenario differs from the baseline by a settled amount in a year. */
function anySettled({ differences }: ComparisonSummary, year: number): boolean {
  return differences.some(
    (row) => row.outcome === "certifiedShare" && row.year === year && row.isSettled && row.mean !== 0,
  );
}

/** Where no difference is settled, scenarios are not ranked. */
function openTitle(medians: readonly number[], year: number, locale: Locale): string {
  const [low, high] = [percent(Math.min(...medians)), percent(Math.max(...medians))];
  return say(
    locale,
    `到 ${year} 年，各情景中位数在 ${low} 到 ${high} 之间，与基准的差别正负均未定`,
    `By ${year} the scenarios' medians lie between ${low} and ${high}; no difference from the baseline is settled`,
  );
}

/** In how many worlds a goal is met, in words at both ends. */
function worldsMeeting(chance: number, worlds: number, target: string, locale: Locale): string {
  const met = Math.round(chance * worlds);
  if (met === 0) return say(locale, `没有一个世界达到 ${target} 的目标`, `no world meets the goal of ${target}`);
  if (met === worlds) return say(locale, `所有世界都达到 ${target} 的目标`, `every world meets the goal of ${target}`);
  return say(
    locale,
    `${worlds} 个世界中 ${met} 个达到 ${target} 的目标`,
    `${met} of ${worlds} worlds meet the goal of ${target}`,
  );
}

function altText(summary: ComparisonSummary, locale: Locale): string {
  const parts = panelYears(summary).flatMap((year) =>
    summary.scenarios.map((scenario) => {
      const row = certifiedAt(summary, scenario.id, year);
      const values = row ? `${percent(row.p50)} (${percentRange(row.p05, row.p95)})` : "—";
      return `${scenario.title[locale]} ${year} ${values}`;
    }),
  );
  return say(
    locale,
    `各情景认定比例的中位数与 90% 区间：${parts.join("；")}。`,
    `Median and 90% interval of the share certified by scenario: ${parts.join("; ")}.`,
  );
}

function rowsOf(summary: ComparisonSummary): Row[] {
  return panelYears(summary).flatMap((year) =>
    summary.scenarios.flatMap((scenario) => {
      const row = certifiedAt(summary, scenario.id, year);
      if (!row) return [];
      const { p05, p25, p50, p75, p95 } = row;
      const goal = goalAt(summary, year);
      const counties = Math.round(p50 * summary.nation.counties);
      return [
        { scenario: scenario.id, year, p05, p25, p50, p75, p95, counties, ...(goal ? { goal: goal.value } : {}) },
      ];
    }),
  );
}

function drawLegend(body: SVGElement, locale: Locale): void {
  const items = [
    { text: say(locale, "中位数", "median"), sign: dotSign(PAPER, INK) },
    { text: say(locale, "25%–75%", "25–75 %"), sign: lineSign(INK, 10) },
    { text: say(locale, "5%–95%", "5–95 %"), sign: lineSign(INK, 4) },
    { text: say(locale, "目标", "goal"), sign: lineSign(INK, 1.75, "6,3") },
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
  const { plot } = canvas;
  const colours = scenarioColours(summary.scenarios);
  const rows = summary.scenarios.flatMap((scenario) => certifiedAt(summary, scenario.id, year) ?? []);
  const colour = (row: CertifiedShareRow) => colours.get(row.scenario)!;
  const height = TOP + summary.scenarios.length * ROW_HEIGHT + 26;
  addText(panel, say(locale, `到 ${year} 年`, `By ${year}`), { x: 0, y: 46, size: SIZE.strong, isBold: true });
  const bar = (x1: keyof CertifiedShareRow, x2: keyof CertifiedShareRow, strokeWidth: number, strokeOpacity = 1) =>
    plot.ruleY(rows, { x1, x2, y: "scenario", stroke: colour, strokeWidth, strokeOpacity });
  const { x, y } = addPlot(panel, canvas, [0, 0], {
    width,
    height,
    marginLeft: 8,
    marginRight: LABEL_WIDTH,
    marginTop: TOP,
    marginBottom: 26,
    x: { domain: [0, 1] },
    y: { domain: summary.scenarios.map((scenario) => scenario.id), axis: null, type: "point", padding: 0.5 },
    marks: [
      plot.gridX([0, 0.25, 0.5, 0.75, 1], { stroke: GRID, strokeOpacity: 1 }),
      plot.axisX([0, 0.25, 0.5, 0.75, 1], {
        tickFormat: (d: number) => `${d * 100}%`,
        tickSize: 4,
        fontSize: SIZE.text,
        label: null,
      }),
      plot.ruleX([0], { stroke: RULE }),
      bar("p05", "p95", 4, 0.55),
      bar("p25", "p75", 12),
      plot.dot(rows, { x: "p50", y: "scenario", r: 4, fill: PAPER, stroke: INK, strokeWidth: 1.75 }),
    ],
  });
  drawGoal(panel, summary, locale, year, x, height - 26);
  for (const row of rows) addLabels(addGroup(panel, width - LABEL_WIDTH + 14, y(row.scenario)), row, summary, locale);
}

/** Median, interval and the number of counties the median stands for. */
function addLabels(label: SVGElement, row: CertifiedShareRow, summary: ComparisonSummary, locale: Locale): void {
  const counties = significant(row.p50 * summary.nation.counties);
  const note = say(locale, `约 ${counties} 个县`, `about ${counties} counties`);
  addText(label, percent(row.p50), { x: 0, y: -8, size: SIZE.strong, isBold: true });
  addText(label, percentRange(row.p05, row.p95), { x: 0, y: 7, fill: MUTED });
  addText(label, note, { x: 0, y: 21, size: SIZE.note, fill: MUTED });
}

/** The goal of a panel's year as a dashed line across its rows, labelled above them. */
function drawGoal(
  panel: SVGElement,
  summary: ComparisonSummary,
  locale: Locale,
  year: number,
  x: (share: number) => number,
  bottom: number,
): void {
  const goal = goalAt(summary, year);
  if (!goal) return;
  const at = x(goal.value);
  const line = {
    x1: at,
    x2: at,
    y1: TOP - 8,
    y2: bottom,
    stroke: INK,
    "stroke-width": 1.75,
    "stroke-dasharray": "6,3",
  };
  svgElement(panel.ownerDocument, "line", line, panel);
  const text = say(locale, `目标 ${goalShare(goal.value)}`, `goal ${goalShare(goal.value)}`);
  addText(panel, text, { x: at, y: TOP - 14, size: SIZE.text, isBold: true, anchor: "middle" });
}
