import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary, ScenarioHead, WorldShareRow } from "../experiment/comparison-summary.ts";
import { fanFrame, labelHistory, SHARE_SCALE } from "./fan-panel.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { baselineOf, lastAlternative } from "./findings.ts";
import { percent } from "./format.ts";
import { spreadPlaces } from "./label-places.ts";
import { ensembleLine, quoted, say } from "./labels.ts";
import { addLegend, boxSign, legendHeight, lineSign, type LegendItem } from "./legend.ts";
import type { Canvas } from "./plot-document.ts";
import { addGroup, addPlot, addText, svgElement } from "./svg-parts.ts";
import { wrapText } from "./text-width.ts";
import { BODY_WIDTH, INK, scenarioColours, SIZE } from "./theme.ts";

const GAP = 24;
const HEAD = 26;
const PLOT_HEIGHT = 216;
const PANEL_HEIGHT = HEAD + PLOT_HEIGHT + 14;
const PANELS = 6;
/** Most worlds drawn. */
const LINES = 60;

/** A world followed through every panel. */
interface Member {
  readonly world: number;
  readonly quantile: number;
  readonly mark: { readonly zh: string; readonly en: string };
  readonly dash: string | undefined;
}

const MARKS: readonly Omit<Member, "world">[] = [
  { quantile: 0.95, mark: { zh: "高", en: "high" }, dash: "7,3" },
  { quantile: 0.5, mark: { zh: "中", en: "mid" }, dash: undefined },
  { quantile: 0.05, mark: { zh: "低", en: "low" }, dash: "2,2.5" },
];

/** Single worlds as thin lines over the 90 % band, three of them picked out and the same in every panel: the shape of a course, not only its spread. */
export const spaghetti: FigureMaker = (summary, locale, focus) => {
  const scenarios = shownScenarios(summary);
  const members = membersOf(summary);
  const columns = Math.min(3, scenarios.length);
  const lines = Math.ceil(scenarios.length / columns);
  const items = legendItems(members, locale);
  const hasSpareCell = lines * columns > scenarios.length;
  const shown = Math.min(LINES, summary.worlds);
  const left = summary.scenarios.length - scenarios.length;
  return drawFigure(summary, locale, {
    id: "spaghetti",
    focus,
    title: title(members, summary, locale),
    subtitle: say(
      locale,
      `已认定县占全部县的比例（%），每条细线是一个模拟世界（画出 ${shown} 个）；粗线是基准终点最接近 5%、50%、95% 分位的世界，各图相同。${ensembleLine(summary, "zh")}。`,
      `Share of counties certified (%); each thin line is a world (${shown} drawn), the bold ones are those nearest to the 5, 50 and 95 % points of the baseline's end, the same in every panel. ${ensembleLine(summary, "en")}.`,
    ),
    note: say(
      locale,
      `细线看走势，疏密看扇形图。${left > 0 ? `另有 ${left} 个情景未画。` : ""}`,
      `Read the shape from the lines, the density from the fan.${left > 0 ? ` ${left} more scenarios are not drawn.` : ""}`,
    ),
    alt: altText(members, summary, locale),
    rows: rowsOf(summary, members),
    bodyHeight: lines * PANEL_HEIGHT + (hasSpareCell ? 0 : legendHeight(items, BODY_WIDTH)),
    draw: (body, canvas) => {
      const width = (BODY_WIDTH - (columns - 1) * GAP) / columns;
      const place = (k: number) => [(k % columns) * (width + GAP), Math.floor(k / columns) * PANEL_HEIGHT] as const;
      scenarios.forEach((scenario, k) => {
        drawPanel(addGroup(body, ...place(k)), canvas, summary, scenario, members, locale, width);
      });
      if (hasSpareCell) addLegend(addGroup(body, ...place(scenarios.length)), items, [20, HEAD + 24], 0);
      else addLegend(body, items, [0, lines * PANEL_HEIGHT], BODY_WIDTH);
    },
  });
};

/** All scenarios, or the first five and the last. */
function shownScenarios({ scenarios }: ComparisonSummary): readonly ScenarioHead[] {
  return scenarios.length <= PANELS ? scenarios : [...scenarios.slice(0, PANELS - 1), scenarios.at(-1)!];
}

/** The baseline's worlds nearest to its quantiles in the last year; with few worlds the same one may stand for several and is named once. */
function membersOf(summary: ComparisonSummary): Member[] {
  const baseline = baselineOf(summary).id;
  const last = summary.years.at(-1)!;
  const ends = summary.worldShares
    .filter((row) => row.scenario === baseline && row.year === last)
    .sort((a, b) => a.share - b.share || a.world - b.world);
  const taken = new Set<number>();
  return MARKS.flatMap((mark) => {
    const row = ends[Math.round(mark.quantile * (ends.length - 1))];
    if (!row || taken.has(row.world)) return [];
    taken.add(row.world);
    return [{ ...mark, world: row.world }];
  });
}

/** Shares of one scenario by world: the first worlds of the ensemble and the members. */
function linesOf(summary: ComparisonSummary, scenario: string, members: readonly Member[]): WorldShareRow[] {
  const named = new Set(members.map((member) => member.world));
  return summary.worldShares.filter((row) => row.scenario === scenario && (row.world < LINES || named.has(row.world)));
}

function endOf(summary: ComparisonSummary, scenario: string, world: number): number {
  const last = summary.years.at(-1)!;
  const row = summary.worldShares.find((one) => one.scenario === scenario && one.world === world && one.year === last);
  return row?.share ?? NaN;
}

function title(members: readonly Member[], summary: ComparisonSummary, locale: Locale): string {
  const last = lastAlternative(summary);
  const year = summary.years.at(-1)!;
  const rising = [...members].reverse();
  const marks = rising.map(({ mark }) => mark[locale]).join(say(locale, "、", ", "));
  const ends = ({ id }: ScenarioHead) =>
    rising.map(({ world }) => percent(endOf(summary, id, world))).join(say(locale, "、", ", "));
  const base = ends(baselineOf(summary));
  const start = say(
    locale,
    `同样几个世界（${marks}）到 ${year} 年：基准为 ${base}`,
    `The same worlds (${marks}) by ${year}: ${base} in the baseline`,
  );
  if (!last) return start;
  return say(
    locale,
    `${start}，${quoted(last, "zh")}为 ${ends(last)}`,
    `${start}, ${ends(last)} under ${quoted(last, "en")}`,
  );
}

function altText(members: readonly Member[], summary: ComparisonSummary, locale: Locale): string {
  const parts = shownScenarios(summary).map((scenario) => {
    const ends = members.map(({ mark, world }) => `${mark[locale]} ${percent(endOf(summary, scenario.id, world))}`);
    return `${scenario.title[locale]}: ${ends.join(", ")}`;
  });
  return say(
    locale,
    `每个情景一幅小图，细线为各模拟世界的逐年认定比例，粗线为同样几个世界。终点：${parts.join("；")}。`,
    `A panel a scenario with thin lines of single worlds by year and the same few worlds in bold. Ends: ${parts.join("; ")}.`,
  );
}

function rowsOf(summary: ComparisonSummary, members: readonly Member[]): Row[] {
  const marks = new Map(members.map((member) => [member.world, member.quantile]));
  return shownScenarios(summary).flatMap(({ id }) =>
    linesOf(summary, id, members).map(({ scenario, world, year, share }) => {
      const quantile = marks.get(world);
      return { scenario, world, year, share, ...(quantile === undefined ? {} : { quantile }) };
    }),
  );
}

function drawPanel(
  panel: SVGElement,
  canvas: Canvas,
  summary: ComparisonSummary,
  scenario: ScenarioHead,
  members: readonly Member[],
  locale: Locale,
  width: number,
): void {
  const { plot } = canvas;
  const colour = scenarioColours(summary.scenarios).get(scenario.id)!;
  svgElement(panel.ownerDocument, "circle", { cx: 6, cy: 8, r: 5.5, fill: colour }, panel);
  const name = wrapText(scenario.title[locale], width - 20, SIZE.strong, 1, true);
  addText(panel, name, { x: 18, y: 13, size: SIZE.strong, isBold: true });
  const band = summary.certifiedShare.filter(
    (row) => row.scenario === scenario.id && row.year >= summary.lastObservedYear,
  );
  const lines = linesOf(summary, scenario.id, members);
  const named = new Set(members.map((member) => member.world));
  const place = { x: "year", y: "share" };
  const marks = [
    plot.areaY(band, { x: "year", y1: "p05", y2: "p95", fill: colour, fillOpacity: 0.2 }),
    plot.line(
      lines.filter((row) => !named.has(row.world)),
      { ...place, z: "world", stroke: colour, strokeWidth: 1, strokeOpacity: 0.25 },
    ),
    ...members.map(({ world, dash }) =>
      plot.line(
        lines.filter((row) => row.world === world),
        { ...place, stroke: INK, strokeWidth: 1.75, ...(dash ? { strokeDasharray: dash } : {}) },
      ),
    ),
  ];
  const size = { width, height: PLOT_HEIGHT, right: locale === "zh" ? 56 : 68 };
  const { x, y } = addPlot(panel, canvas, [0, HEAD], fanFrame(canvas, summary, SHARE_SCALE, size, marks));
  const labels = addGroup(panel, 0, HEAD);
  labelHistory(labels, { x, y }, summary, locale);
  const ends = members.map(({ world }) => endOf(summary, scenario.id, world));
  const places = spreadPlaces(
    ends.map((end) => y(end) + 4),
    15,
    24,
    PLOT_HEIGHT - 26,
  );
  members.forEach(({ mark }, k) => {
    const text = `${mark[locale]} ${percent(ends[k]!)}`;
    addText(labels, text, { x: x(summary.years.at(-1)!) + 6, y: places[k]!, isBold: true });
  });
}

function legendItems(members: readonly Member[], locale: Locale): LegendItem[] {
  const quantiles = members.map(({ quantile, mark, world, dash }) => ({
    text: say(
      locale,
      `${mark.zh}：世界 ${world}（基准终点 ${quantile * 100}% 分位）`,
      `${mark.en}: world ${world} (${quantile * 100} % point)`,
    ),
    sign: lineSign(INK, 1.75, dash),
  }));
  return [
    ...quantiles,
    { text: say(locale, "一个世界", "one world"), sign: lineSign("#9AA1AC", 1) },
    { text: say(locale, "90% 区间", "90% interval"), sign: boxSign(INK, undefined, 0.16) },
  ];
}
