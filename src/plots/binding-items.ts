import type { PlotOptions } from "@observablehq/plot";
import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary, ScenarioHead } from "../experiment/comparison-summary.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { baselineOf, endYear, headlineYears, lastAlternative } from "./findings.ts";
import { percent } from "./format.ts";
import { BINDING_GROUPS, ensembleLine, quoted, say, type BindingGroup } from "./labels.ts";
import { addLegend, boxSign } from "./legend.ts";
import type { Canvas } from "./plot-document.ts";
import { addGroup, addHatching, addPlot, addText, svgElement } from "./svg-parts.ts";
import { wrapText } from "./text-width.ts";
import { BODY_WIDTH, GRID, INK, MUTED, PAPER, RULE, scenarioColours, SIZE } from "./theme.ts";

const GAP = 28;
const LEGEND_HEIGHT = 54;
const PLOT_HEIGHT = 340;
const MARGIN_TOP = 48;
/** Smallest height in px of a segment that carries its letter. */
const LETTER_HEIGHT = 15;

/** A segment of a stacked bar. */
interface Segment {
  readonly year: number;
  readonly group: BindingGroup;
  readonly low: number;
  readonly high: number;
}

/** Which item keeps counties from a certificate, by year: baseline and last scenario side by side. */
export const bindingItems: FigureMaker = (summary, locale, focus) => {
  const scenarios = shownScenarios(summary);
  return drawFigure(summary, locale, {
    id: "binding-items",
    focus,
    title: title(summary, locale),
    subtitle: say(
      locale,
      `全部县按“离标准最远的一项”分组的比例（%），逐年；每县只计差距最大的一项，各世界平均。${ensembleLine(summary, "zh")}。`,
      `Share of all counties by the item furthest below the standard (%), by year; a county counts once, for its worst item; means over worlds. ${ensembleLine(summary, "en")}.`,
    ),
    note: say(
      locale,
      "补上最差一项不等于认定：下一项可能接着卡住。",
      "Mending the worst item is not yet a certificate: the next may bind.",
    ),
    alt: altText(summary, locale),
    rows: rowsOf(summary),
    bodyHeight: LEGEND_HEIGHT + PLOT_HEIGHT,
    draw: (body, canvas) => {
      const hatching = addHatching(body, "binding-items-hatching", "#8B93A0");
      drawLegend(body, hatching, locale);
      const width = (BODY_WIDTH - (scenarios.length - 1) * GAP) / scenarios.length;
      scenarios.forEach((scenario, k) => {
        const panel = addGroup(body, k * (width + GAP), LEGEND_HEIGHT);
        drawPanel(panel, canvas, summary, scenario, locale, { width, hatching });
      });
    },
  });
};

function shownScenarios(summary: ComparisonSummary): ScenarioHead[] {
  const last = lastAlternative(summary);
  return last ? [baselineOf(summary), last] : [baselineOf(summary)];
}

function rowsOf(summary: ComparisonSummary): Row[] {
  const shown = shownScenarios(summary).map((scenario) => scenario.id);
  return summary.binding
    .filter((row) => shown.includes(row.scenario))
    .map(({ scenario, year, item, share }) => {
      const group = BINDING_GROUPS.find((one) => one.items.includes(item))!.id;
      return { scenario, year, item, group, share };
    });
}

/** Share of counties in each group of items. */
function groupShares(summary: ComparisonSummary, scenario: string, year: number): Map<string, number> {
  const shares = new Map<string, number>();
  for (const row of summary.binding) {
    if (row.scenario !== scenario || row.year !== year) continue;
    const { id } = BINDING_GROUPS.find((group) => group.items.includes(row.item))!;
    shares.set(id, (shares.get(id) ?? 0) + row.share);
  }
  return shares;
}

/** The largest group among counties neither certified nor in the queue. */
function worstGroup(
  summary: ComparisonSummary,
  scenario: string,
  year: number,
): { group: BindingGroup; share: number } | undefined {
  const shares = groupShares(summary, scenario, year);
  const barriers = BINDING_GROUPS.filter((group) => group.id !== "certified" && group.id !== "queue");
  const ranked = barriers
    .map((group) => ({ group, share: shares.get(group.id) ?? 0 }))
    .sort((a, b) => b.share - a.share);
  return ranked[0] && ranked[0].share > 0 ? ranked[0] : undefined;
}

function title(summary: ComparisonSummary, locale: Locale): string {
  const baseline = baselineOf(summary);
  const last = lastAlternative(summary);
  const [first, end] = [headlineYears(summary)[0]!, endYear(summary)];
  const now = worstGroup(summary, baseline.id, first);
  const later = last && worstGroup(summary, last.id, end);
  const start = now
    ? say(
        locale,
        `${baseline.title.zh} ${first} 年最常卡在“${now.group.title.zh}”（占全部县 ${percent(now.share)}）`,
        `${baseline.title.en}, ${first}: "${now.group.title.en}" binds most often (${percent(now.share)} of counties)`,
      )
    : say(
        locale,
        `${baseline.title.zh} ${first} 年没有县被卡住`,
        `${baseline.title.en}, ${first}: no county is held back`,
      );
  if (!last || !later) return start;
  const name = quoted(last, locale);
  const isSame = now?.group.id === later.group.id;
  return say(
    locale,
    `${start}；${name} ${end} 年${isSame ? "仍" : ""}是“${later.group.title.zh}”（${percent(later.share)}）`,
    `${start}; under ${name} in ${end} it is ${isSame ? "still " : ""}"${later.group.title.en}" (${percent(later.share)})`,
  );
}

function altText(summary: ComparisonSummary, locale: Locale): string {
  const years = [headlineYears(summary)[0]!, endYear(summary)];
  const parts = shownScenarios(summary).flatMap((scenario) =>
    [...new Set(years)].map((year) => {
      const shares = groupShares(summary, scenario.id, year);
      const list = BINDING_GROUPS.map((group) => `${group.title[locale]} ${percent(shares.get(group.id) ?? 0)}`);
      return `${scenario.title[locale]} ${year}: ${list.join(say(locale, "，", ", "))}`;
    }),
  );
  return say(locale, `逐年堆叠柱状图。${parts.join("；")}。`, `Stacked bars by year. ${parts.join("; ")}.`);
}

function drawLegend(body: SVGElement, hatching: string, locale: Locale): void {
  const items = BINDING_GROUPS.map((group) => {
    const fill = group.fill === "hatched" ? hatching : group.fill;
    const letter = { text: group.letter[locale], fill: group.isDark ? PAPER : INK };
    return { text: group.title[locale], sign: boxSign(fill, letter) };
  });
  addLegend(body, items, [0, 0], BODY_WIDTH);
}

function segmentsOf(summary: ComparisonSummary, scenario: string): Segment[] {
  return shownYears(summary).flatMap((year) => {
    const shares = groupShares(summary, scenario, year);
    let low = 0;
    return BINDING_GROUPS.map((group) => {
      const high = low + (shares.get(group.id) ?? 0);
      const segment = { year, group, low, high };
      low = high;
      return segment;
    });
  });
}

function drawPanel(
  panel: SVGElement,
  canvas: Canvas,
  summary: ComparisonSummary,
  scenario: ScenarioHead,
  locale: Locale,
  { width, hatching }: { width: number; hatching: string },
): void {
  const segments = segmentsOf(summary, scenario.id).filter((segment) => segment.high > segment.low);
  const colour = scenarioColours(summary.scenarios).get(scenario.id)!;
  svgElement(panel.ownerDocument, "circle", { cx: 6, cy: 7, r: 5.5, fill: colour }, panel);
  const name = wrapText(scenario.title[locale], width - 20, SIZE.strong, 1, true);
  addText(panel, name, { x: 18, y: 12, size: SIZE.strong, isBold: true });
  const { x, y } = addPlot(panel, canvas, [0, 0], panelPlot(canvas, summary, segments, width, hatching));
  const step = shownYears(summary).length > 1 ? x(shownYears(summary)[1]!) - x(shownYears(summary)[0]!) : width - 46;
  for (const { year, group, low, high } of segments) {
    if (y(low) - y(high) < LETTER_HEIGHT) continue;
    const place = { x: x(year) + (step * 0.88) / 2, y: (y(low) + y(high)) / 2 + 4 };
    addText(panel, group.letter[locale], {
      ...place,
      size: SIZE.note,
      anchor: "middle",
      fill: group.isDark ? PAPER : INK,
    });
  }
  const at = x(summary.lastObservedYear) + step * 0.94;
  const line = { x1: at, x2: at, y1: MARGIN_TOP - 18, y2: PLOT_HEIGHT - 26, stroke: INK, "stroke-dasharray": "2,3" };
  svgElement(panel.ownerDocument, "line", line, panel);
  const note = { y: MARGIN_TOP - 10, size: SIZE.note, fill: MUTED };
  addText(panel, say(locale, "历史", "History"), { ...note, x: at - 5, anchor: "end" });
  addText(
    panel,
    say(locale, `${summary.lastObservedYear} 年后推演 →`, `Projected after ${summary.lastObservedYear} →`),
    { ...note, x: at + 5 },
  );
}

function panelPlot(
  { plot }: Canvas,
  summary: ComparisonSummary,
  segments: readonly Segment[],
  width: number,
  hatching: string,
): PlotOptions {
  const ticks = shownYears(summary).filter((year) => year % 5 === 0 || headlineYears(summary).includes(year));
  return {
    width,
    height: PLOT_HEIGHT,
    marginLeft: 42,
    marginRight: 4,
    marginTop: MARGIN_TOP,
    marginBottom: 26,
    x: { domain: shownYears(summary), type: "band", paddingInner: 0.12, paddingOuter: 0.06 },
    y: { domain: [0, 1] },
    marks: [
      plot.gridY([0, 0.25, 0.5, 0.75, 1], { stroke: GRID, strokeOpacity: 1 }),
      plot.axisY([0, 0.25, 0.5, 0.75, 1], {
        tickFormat: (d: number) => `${d * 100}%`,
        tickSize: 0,
        fontSize: SIZE.text,
        label: null,
      }),
      plot.axisX(ticks, { tickFormat: String, tickSize: 4, fontSize: SIZE.text, label: null }),
      plot.barY(segments, {
        x: "year",
        y1: "low",
        y2: "high",
        fill: ({ group }: Segment) => (group.fill === "hatched" ? hatching : group.fill),
        stroke: PAPER,
        strokeWidth: 0.75,
      }),
      plot.ruleY([0], { stroke: RULE }),
    ],
  };
}

/** From the second year on: in the first no county has acted yet, so that what the world was made from would show as history. */
function shownYears({ years }: ComparisonSummary): readonly number[] {
  return years.length > 1 ? years.slice(1) : years;
}
