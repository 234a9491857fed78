import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary, ProvinceRow, ScenarioHead } from "../experiment/comparison-summary.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { baselineOf, endYear, lastAlternative } from "./findings.ts";
import { percent, points } from "./format.ts";
import { ensembleLine, quoted, say } from "./labels.ts";
import { addLegend, lineSign } from "./legend.ts";
import { GRID_COLUMNS, GRID_ROWS, PROVINCE_GRID, type ProvinceTile } from "./province-grid.ts";
import { addGroup, addText, svgElement } from "./svg-parts.ts";
import { wrapText } from "./text-width.ts";
import { BASELINE_COLOUR, BODY_WIDTH, GRID, INK, MUTED, PAPER, RULE, scenarioColours, SIZE } from "./theme.ts";

/** Size of a panel in px, gap included, and of the plot within it. */
const CELL = { width: BODY_WIDTH / GRID_COLUMNS, height: 98 } as const;
const PLOT = { left: 4, top: 33, width: CELL.width - 12, height: 60 } as const;

/** Width in px of a name in the empty corner of the grid. */
const KEY_WIDTH = 4 * CELL.width - 50;

/** A province's lines: share certified by year, in the baseline and in the scenario beside it. */
interface Panel {
  readonly baseline: readonly ProvinceRow[];
  readonly scenario: readonly ProvinceRow[];
}

/** Share certified by year in every province, on the tile grid: the baseline in grey, one scenario in its colour. Heeds `scenario`. */
export const provincePanels: FigureMaker = (summary, locale, focus) => {
  const scenario = summary.scenarios.find((one) => one.id === focus?.scenario) ?? lastAlternative(summary);
  const panels = panelsOf(summary, scenario);
  return drawFigure(summary, locale, {
    id: "province-panels",
    focus,
    title: title(panels, summary, scenario, locale),
    subtitle: say(
      locale,
      `各省已认定县比例的逐年均值（%），各格同一坐标：横轴 ${summary.years[0]}–${summary.years.at(-1)} 年，纵轴 0–100%；格内数字为 ${endYear(summary)} 年。${ensembleLine(summary, "zh")}。`,
      `Mean share of each province's counties certified by year (%), the same axes in every cell: ${summary.years[0]}–${summary.years.at(-1)} across, 0–100 % up; numbers are those of ${endYear(summary)}. ${ensembleLine(summary, "en")}.`,
    ),
    note: say(
      locale,
      "省级数字来自少数模拟县，只看走势，不宜排名。瓦片图为示意，不表示边界。",
      "Provincial figures rest on few simulated counties: read the course, not the rank. Tiles are a sketch and show no boundaries.",
    ),
    alt: altText(panels, summary, scenario, locale),
    rows: rowsOf(panels),
    bodyHeight: GRID_ROWS * CELL.height,
    draw: (body) => {
      drawKey(body, summary, scenario, locale);
      for (const tile of PROVINCE_GRID) {
        const group = addGroup(body, tile.column * CELL.width, tile.row * CELL.height);
        const panel = panels.get(tile.code);
        if (panel) drawPanel(group, tile, panel, summary, scenario, locale);
        else drawNoData(group, tile, locale);
      }
    },
  });
};

function panelsOf(summary: ComparisonSummary, scenario: ScenarioHead | undefined): Map<string, Panel> {
  const baseline = baselineOf(summary).id;
  const panels = new Map<string, Panel>();
  for (const { code, isOutsideTables } of PROVINCE_GRID) {
    if (isOutsideTables) continue;
    const rows = (id: string | undefined) =>
      summary.provinces
        .filter((row) => row.scenario === id && row.province === code && row.counties > 0)
        .sort((a, b) => a.year - b.year);
    const own = rows(baseline);
    if (own.length > 0) panels.set(code, { baseline: own, scenario: scenario?.isBaseline ? [] : rows(scenario?.id) });
  }
  return panels;
}

function shareAt(rows: readonly ProvinceRow[], year: number): number | undefined {
  return rows.find((row) => row.year === year)?.share;
}

/** How far apart the provinces end, and how far the scenario moves them. */
function title(
  panels: ReadonlyMap<string, Panel>,
  summary: ComparisonSummary,
  scenario: ScenarioHead | undefined,
  locale: Locale,
): string {
  const year = endYear(summary);
  const ends = PROVINCE_GRID.flatMap(({ code, name }) => {
    const panel = panels.get(code);
    const share = panel && shareAt(panel.baseline, year);
    if (share === undefined) return [];
    const other = shareAt(panel!.scenario, year);
    return [{ name: name[locale], share, gain: other === undefined ? undefined : other - share }];
  });
  if (ends.length === 0) return say(locale, "没有省级结果", "No result by province");
  const by = [...ends].sort((a, b) => a.share - b.share);
  const [low, high] = [by[0]!, by.at(-1)!];
  const base = quoted(baselineOf(summary), locale);
  const start = say(
    locale,
    `${base}到 ${year} 年各省从${low.name} ${percent(low.share)} 到${high.name} ${percent(high.share)}`,
    `${base}, ${year}: from ${percent(low.share)} in ${low.name} to ${percent(high.share)} in ${high.name}`,
  );
  const gains = ends.flatMap(({ gain }) => gain ?? []).sort((a, b) => a - b);
  if (!scenario || gains.length === 0) return start;
  const [least, most] = [points(gains[0]!), points(gains.at(-1)!)];
  return say(
    locale,
    `${start}；${quoted(scenario, "zh")}使各省变化 ${least} 至 ${most} 个百分点`,
    `${start}; ${quoted(scenario, "en")} moves them by ${least} to ${most} points`,
  );
}

function altText(
  panels: ReadonlyMap<string, Panel>,
  summary: ComparisonSummary,
  scenario: ScenarioHead | undefined,
  locale: Locale,
): string {
  const year = endYear(summary);
  const parts = PROVINCE_GRID.flatMap(({ code, name }) => {
    const panel = panels.get(code);
    return panel ? [`${name[locale]} ${valueText(panel, year)}`] : [];
  });
  const lines = scenario
    ? say(locale, `${baselineOf(summary).title.zh}与${scenario.title.zh}`, `the baseline and ${scenario.title.en}`)
    : baselineOf(summary).title[locale];
  return say(
    locale,
    `省级瓦片图，每格一幅逐年折线小图（${lines}）。${year} 年：${parts.join("，")}。`,
    `Tile grid of provinces with small line charts by year (${lines}). ${year}: ${parts.join(", ")}.`,
  );
}

function rowsOf(panels: ReadonlyMap<string, Panel>): Row[] {
  return [...panels.values()].flatMap(({ baseline, scenario }) =>
    [...baseline, ...scenario].map(({ scenario: id, province, year, share, standardError, counties }) => {
      return { scenario: id, province, year, share, standardError, counties };
    }),
  );
}

/** `23%` alone, or `23→31%` with the scenario's share. */
function valueText({ baseline, scenario }: Panel, year: number): string {
  const [own, other] = [shareAt(baseline, year), shareAt(scenario, year)];
  if (own === undefined) return "—";
  return other === undefined ? percent(own) : `${percent(own).replace("%", "")}→${percent(other)}`;
}

function drawPanel(
  group: SVGElement,
  tile: ProvinceTile,
  panel: Panel,
  summary: ComparisonSummary,
  scenario: ScenarioHead | undefined,
  locale: Locale,
): void {
  drawFrame(group, RULE, PAPER);
  addText(group, tile.name[locale], { x: PLOT.left + 2, y: 14, size: SIZE.note, isBold: true });
  const value = valueText(panel, endYear(summary));
  addText(group, value, { x: PLOT.left + 2, y: 28, size: SIZE.note, fill: MUTED });
  drawAxes(group, summary);
  drawLine(group, panel.baseline, summary, BASELINE_COLOUR, 1.75);
  if (scenario) drawLine(group, panel.scenario, summary, scenarioColours(summary.scenarios).get(scenario.id)!, 2);
}

/** Where a year and a share lie in a panel. */
function positions({ years }: ComparisonSummary): { x(year: number): number; y(share: number): number } {
  const [first, last] = [years[0]!, years.at(-1)!];
  return {
    x: (year) => PLOT.left + ((year - first) / Math.max(1, last - first)) * PLOT.width,
    y: (share) => PLOT.top + (1 - share) * PLOT.height,
  };
}

function drawAxes(group: SVGElement, summary: ComparisonSummary): void {
  const { x, y } = positions(summary);
  const { ownerDocument: document } = group;
  for (const share of [0, 0.5, 1]) {
    const stroke = share === 0 ? RULE : GRID;
    const line = { x1: PLOT.left, x2: PLOT.left + PLOT.width, y1: y(share), y2: y(share), stroke };
    svgElement(document, "line", line, group);
  }
  const at = x(summary.lastObservedYear);
  const rule = { x1: at, x2: at, y1: y(1), y2: y(0), stroke: RULE, "stroke-dasharray": "2,3" };
  svgElement(document, "line", rule, group);
}

function drawLine(
  group: SVGElement,
  rows: readonly ProvinceRow[],
  summary: ComparisonSummary,
  stroke: string,
  width: number,
): void {
  if (rows.length === 0) return;
  const { x, y } = positions(summary);
  const path = rows.map(({ year, share }, k) => `${k === 0 ? "M" : "L"}${x(year)},${y(share)}`).join("");
  svgElement(group.ownerDocument, "path", { d: path, fill: "none", stroke, "stroke-width": width }, group);
}

function drawFrame(group: SVGElement, stroke: string, fill: string): void {
  const box = { width: CELL.width - 4, height: CELL.height - 4, rx: 3, fill, stroke };
  svgElement(group.ownerDocument, "rect", { ...box, "stroke-width": 0.75 }, group);
}

function drawNoData(group: SVGElement, tile: ProvinceTile, locale: Locale): void {
  drawFrame(group, RULE, PAPER);
  const lines = [tile.name[locale], say(locale, "无数据", "no data")];
  const setting = { x: (CELL.width - 4) / 2, y: 44, size: SIZE.note, anchor: "middle", fill: MUTED } as const;
  addText(group, lines, { ...setting, leading: 16 });
}

/** What the lines are, and the axes that all panels share, in the empty corner of the grid. */
function drawKey(
  body: SVGElement,
  summary: ComparisonSummary,
  scenario: ScenarioHead | undefined,
  locale: Locale,
): void {
  const baseline = baselineOf(summary);
  const name = (one: ScenarioHead) => wrapText(one.title[locale], KEY_WIDTH, SIZE.text, 1)[0]!;
  const items = [
    { text: name(baseline), sign: lineSign(BASELINE_COLOUR, 2) },
    ...(scenario && scenario.id !== baseline.id
      ? [
          {
            text: name(scenario),
            sign: lineSign(scenarioColours(summary.scenarios).get(scenario.id)!, 2.5),
          },
        ]
      : []),
    {
      text: say(locale, `${summary.lastObservedYear} 年后推演`, `projected after ${summary.lastObservedYear}`),
      sign: (group: SVGElement) => {
        const line = { x1: 0, x2: 0, y1: -9, y2: 9, stroke: RULE, "stroke-dasharray": "2,3" };
        svgElement(group.ownerDocument, "line", line, group);
      },
    },
  ];
  addLegend(body, items, [0, 8], 0);
  const group = addGroup(body, 40, 100);
  drawAxes(group, summary);
  const { x, y } = positions(summary);
  for (const share of [0, 0.5, 1]) {
    addText(group, `${share * 100}%`, { x: -2, y: y(share) + 4, size: SIZE.note, anchor: "end", fill: MUTED });
  }
  const [first, last] = [summary.years[0]!, summary.years.at(-1)!];
  for (const year of [first, last]) {
    addText(group, String(year), { x: x(year), y: y(0) + 15, size: SIZE.note, anchor: "middle", fill: INK });
  }
}
