import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary, CountyOddsRow, ScenarioHead } from "../experiment/comparison-summary.ts";
import { evenSample } from "../experiment/county-rows.ts";
import { REGIONS, regionOf } from "./county-regions.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { baselineOf, headlineYears, lastAlternative } from "./findings.ts";
import { percent } from "./format.ts";
import { countyMeaning, ensembleLine, quoted, say } from "./labels.ts";
import { addLegend, dotSign, lineSign } from "./legend.ts";
import { PROVINCE_GRID } from "./province-grid.ts";
import { addGroup, addText, svgElement } from "./svg-parts.ts";
import { wrapText } from "./text-width.ts";
import { BODY_WIDTH, GRID, INK, MUTED, PAPER, RULE, scenarioColours, SIZE } from "./theme.ts";

const GAP = 28;
const TOP = 60;
const BAND = 116;
const HEAD_WIDTH = 74;
/** Odds are gathered in steps of a twentieth, so that dots of one step stand together. */
const STEPS = 20;
/** Radii in px tried from the largest down. */
const RADII = [4.5, 4, 3.5, 3, 2.5, 2, 1.6, 1.3, 1, 0.8];
/** Most counties drawn in a panel: with more, dots would be too small to see. */
const DOTS = 400;
const LOW = 0.1;
const HIGH = 0.9;

/**
 * Odds of a certificate of every simulated county at the first goal year, a dot a county, by region. Heeds `year` and `scenario`.
 * @throws RangeError if the comparison has no odds of counties.
 */
export const beeswarm: FigureMaker = async (summary, locale, focus) => {
  const year = focus?.year ?? headlineYears(summary)[0]!;
  const panels = shownScenarios(summary, focus?.scenario)
    .map((scenario) => {
      const rows = (summary.countyOdds ?? []).filter((row) => row.scenario === scenario.id && row.year === year);
      const inOrder = [...rows].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
      return { scenario, rows, drawn: evenSample(inOrder, DOTS) };
    })
    .filter(({ rows }) => rows.length > 0);
  if (panels.length === 0) {
    throw new RangeError(`comparison ${summary.id} has no odds of counties in ${year}`);
  }
  return drawFigure(summary, locale, {
    id: "beeswarm",
    focus,
    title: title(panels, year, locale),
    subtitle: say(
      locale,
      `每个点是一个模拟县${drawnNote(panels[0]!, "zh")}，横轴为它到 ${year} 年获认定的机会（各世界中获认定的比例，%，按 5 个百分点归拢），按地区分行；点的大小相同。${ensembleLine(summary, "zh")}。`,
      `Each dot is a simulated county${drawnNote(panels[0]!, "en")} at its odds of a certificate by ${year} (share of worlds, %, in steps of 5 points), by region; all dots are of one size. ${ensembleLine(summary, "en")}.`,
    ),
    note: countyMeaning(summary, locale),
    alt: altText(panels, year, locale),
    rows: rowsOf(
      panels.flatMap(({ rows }) => rows),
      locale,
    ),
    bodyHeight: TOP + REGIONS.length * BAND + 28,
    draw: (body) => {
      drawLegend(body, locale);
      const width = (BODY_WIDTH - HEAD_WIDTH - (panels.length - 1) * GAP) / panels.length;
      const radius = radiusFor(panels, width);
      REGIONS.forEach((region, k) => {
        const y = TOP + (k + 0.5) * BAND;
        addText(body, region.title[locale], { x: 0, y: y + 4, size: SIZE.text, isBold: true });
      });
      const colours = scenarioColours(summary.scenarios);
      panels.forEach((panel, k) => {
        const group = addGroup(body, HEAD_WIDTH + k * (width + GAP), 0);
        drawPanel(group, panel, { width, radius, colour: colours.get(panel.scenario.id)!, locale });
      });
    },
  });
};

interface Panel {
  readonly scenario: ScenarioHead;
  readonly rows: readonly CountyOddsRow[];
  /** The counties drawn: all, or an even sample by province. */
  readonly drawn: readonly CountyOddsRow[];
}

/** Province, then code. */
function placeOf({ province, code }: CountyOddsRow): string {
  return `${province} ${code}`;
}

/** Says that only a sample is drawn, where it is. */
function drawnNote({ rows, drawn }: Panel, locale: Locale): string {
  if (drawn.length === rows.length) return "";
  return say(
    locale,
    `（按省均匀抽取 ${drawn.length} 个画出）`,
    ` (an even sample of ${drawn.length} by province is drawn)`,
  );
}

function shownScenarios(summary: ComparisonSummary, asked: string | undefined): readonly ScenarioHead[] {
  const baseline = baselineOf(summary);
  const other = summary.scenarios.find(({ id }) => id === asked) ?? lastAlternative(summary);
  return other && other.id !== baseline.id ? [baseline, other] : [baseline];
}

/** Counties nearly without odds, nearly sure and between. */
function thirds(rows: readonly CountyOddsRow[]): readonly [number, number, number] {
  const [low, high] = [rows.filter(({ odds }) => odds < LOW).length, rows.filter(({ odds }) => odds > HIGH).length];
  return [low, rows.length - low - high, high];
}

function title(panels: readonly Panel[], year: number, locale: Locale): string {
  const [base, other] = panels;
  const [low, between, high] = thirds(base!.rows);
  const start = say(
    locale,
    `基准下 ${base!.rows.length} 个模拟县到 ${year} 年：${low} 个机会不到 10%，${high} 个超过 90%，${between} 个在其间`,
    `By ${year} in the baseline, of ${base!.rows.length} simulated counties ${low} have odds below 10%, ${high} above 90%, ${between} between`,
  );
  if (!other) return start;
  const [less, , more] = thirds(other.rows);
  return say(
    locale,
    `${start}；${quoted(other.scenario, "zh")}下为 ${less} 个和 ${more} 个`,
    `${start}; under ${quoted(other.scenario, "en")} ${less} and ${more}`,
  );
}

/** Weighted mean odds of some counties. */
function meanOdds(rows: readonly CountyOddsRow[]): number {
  const weight = rows.reduce((sum, row) => sum + row.weight, 0);
  return weight > 0 ? rows.reduce((sum, row) => sum + row.weight * row.odds, 0) / weight : NaN;
}

function altText(panels: readonly Panel[], year: number, locale: Locale): string {
  const parts = panels.map(({ scenario, rows }) => {
    const list = REGIONS.map(({ id, title: name }) => {
      const own = rows.filter((row) => regionOf(row.province) === id);
      const mean = own.length > 0 ? percent(meanOdds(own)) : "—";
      return `${name[locale]} ${own.length} (${mean})`;
    });
    return `${scenario.title[locale]}: ${list.join(say(locale, "，", ", "))}`;
  });
  return say(
    locale,
    `各县到 ${year} 年获认定机会的点阵，按地区分行；地区的县数与平均机会：${parts.join("；")}。`,
    `Dots of counties at their odds of a certificate by ${year}, by region; counties and mean odds of regions: ${parts.join("; ")}.`,
  );
}

function rowsOf(rows: readonly CountyOddsRow[], locale: Locale): Row[] {
  return rows.map(({ scenario, code, province, weight, year, odds }) => {
    const name = PROVINCE_GRID.find((tile) => tile.code === province)?.name[locale] ?? province;
    return { scenario, code, province, name, region: regionOf(province), weight, year, odds };
  });
}

function drawLegend(body: SVGElement, locale: Locale): void {
  const items = [
    { text: say(locale, "一个模拟县", "one simulated county"), sign: dotSign(INK, PAPER) },
    {
      text: say(locale, "地区平均机会（按所代表县数加权）", "mean odds of the region (weighted)"),
      sign: lineSign(INK, 2.5),
    },
  ];
  addLegend(body, items, [0, 0], BODY_WIDTH);
}

/** Counties of a region by step of odds. */
function stepsOf(rows: readonly CountyOddsRow[], region: string): readonly (readonly CountyOddsRow[])[] {
  const steps: CountyOddsRow[][] = Array.from({ length: STEPS + 1 }, () => []);
  for (const row of rows) {
    if (regionOf(row.province) === region) steps[Math.round(row.odds * STEPS)]!.push(row);
  }
  return steps.map((step) => step.sort((a, b) => (a.code < b.code ? -1 : 1)));
}

/** Dots that stand side by side in a step of a width. */
function columnsFor(radius: number, width: number): number {
  return Math.max(1, Math.floor((width / (STEPS + 1) - 2) / (2 * radius + 0.5)));
}

/** The largest radius at which the fullest step fits its band. */
function radiusFor(panels: readonly Panel[], width: number): number {
  const most = Math.max(
    ...panels.flatMap(({ drawn }) => REGIONS.flatMap(({ id }) => stepsOf(drawn, id).map((step) => step.length))),
  );
  const fits = (radius: number) => Math.ceil(most / columnsFor(radius, width)) * (2 * radius + 0.5) <= BAND - 26;
  return RADII.find(fits) ?? RADII.at(-1)!;
}

function drawPanel(
  group: SVGElement,
  { scenario, rows, drawn }: Panel,
  { width, radius, colour, locale }: { width: number; radius: number; colour: string; locale: Locale },
): void {
  const { ownerDocument: document } = group;
  svgElement(document, "circle", { cx: 6, cy: 41, r: 5.5, fill: colour }, group);
  const name = wrapText(scenario.title[locale], width - 20, SIZE.strong, 1, true);
  addText(group, name, { x: 18, y: 46, size: SIZE.strong, isBold: true });
  const slot = width / (STEPS + 1);
  const x = (odds: number) => (odds * STEPS + 0.5) * slot;
  const bottom = TOP + REGIONS.length * BAND;
  for (const odds of [0, 0.25, 0.5, 0.75, 1]) {
    svgElement(document, "line", { x1: x(odds), x2: x(odds), y1: TOP, y2: bottom, stroke: GRID }, group);
    addText(group, `${odds * 100}%`, { x: x(odds), y: bottom + 17, anchor: "middle" });
  }
  REGIONS.forEach(({ id }, k) => {
    const floor = TOP + (k + 1) * BAND - 4;
    svgElement(document, "line", { x1: 0, x2: width, y1: floor, y2: floor, stroke: RULE }, group);
    const dots = svgElement(document, "g", { fill: colour }, group);
    stepsOf(drawn, id).forEach((step, s) => drawStep(dots, step.length, x(s / STEPS), floor, radius, slot));
    const own = rows.filter((row) => regionOf(row.province) === id);
    if (own.length === 0) {
      addText(group, say(locale, "没有模拟县", "no county simulated"), { x: x(0.5), y: floor - 30, anchor: "middle" });
      return;
    }
    const mean = meanOdds(own);
    const mark = { x1: x(mean), x2: x(mean), y1: floor - BAND + 22, y2: floor, stroke: INK, "stroke-width": 2.5 };
    svgElement(document, "line", { ...mark, "stroke-opacity": 0.75 }, group);
    const isRight = mean > 0.8;
    const text = say(
      locale,
      `平均 ${percent(mean)}，${own.length} 个县`,
      `mean ${percent(mean)}, ${own.length} counties`,
    );
    const place = { x: x(mean) + (isRight ? -4 : 4), y: floor - BAND + 30, size: SIZE.note, hasHalo: true };
    addText(group, text, { ...place, anchor: isRight ? "end" : "start", fill: MUTED });
  });
}

/** Dots of one step side by side from the floor up, the last line in the middle. */
function drawStep(dots: SVGElement, count: number, middle: number, floor: number, radius: number, slot: number): void {
  const pitch = 2 * radius + 0.5;
  const columns = Math.min(count, columnsFor(radius, slot * (STEPS + 1)));
  for (let k = 0; k < count; k++) {
    const line = Math.floor(k / columns);
    const inLine = Math.min(columns, count - line * columns);
    const cx = middle + ((k % columns) - (inLine - 1) / 2) * pitch;
    const cy = floor - 1 - radius - line * pitch;
    svgElement(dots.ownerDocument, "circle", { cx, cy, r: radius }, dots);
  }
}
