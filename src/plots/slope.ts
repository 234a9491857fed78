import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary, ScenarioHead } from "../experiment/comparison-summary.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { baselineOf, endYear, lastAlternative } from "./findings.ts";
import { percent, points } from "./format.ts";
import { spreadPlaces } from "./label-places.ts";
import { ensembleLine, quoted, say } from "./labels.ts";
import { PROVINCE_GRID } from "./province-grid.ts";
import { addGroup, addText, svgElement } from "./svg-parts.ts";
import { textWidth, wrapText } from "./text-width.ts";
import { BODY_WIDTH, INK, MUTED, PAPER, RULE, scenarioColours, SIZE } from "./theme.ts";

const GAP = 28;
const HEAD = 52;
const PLOT_HEIGHT = 450;
/** Distance of labels in px. */
const LEADING = 14;
const REST_COLOUR = "#C4C9D1";

/** A province's share certified in the first and in the second year. */
interface Slope {
  readonly province: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly counties: number;
}

/** A scenario's slopes, in the order of the tile grid. */
interface Panel {
  readonly scenario: ScenarioHead;
  readonly slopes: readonly Slope[];
}

/** Provinces from the last observed to the last goal year, in the baseline and the last scenario. Heeds `years` and `scenario`. Throws a RangeError if years are asked for that have no provinces. */
export const slope: FigureMaker = async (summary, locale, focus) => {
  const [from, to] = focus?.years ?? [summary.lastObservedYear, endYear(summary)];
  const years = [from!, to!] as const;
  const panels = shownScenarios(summary, focus?.scenario).map((scenario) => ({
    scenario,
    slopes: slopesOf(summary, scenario.id, years, locale),
  }));
  if (focus?.years && panels.some(({ slopes }) => slopes.length === 0)) {
    throw new RangeError(`comparison ${summary.id} has no provinces in ${years.join(" and ")}`);
  }
  const picks = picksOf(panels[0]!.slopes);
  const named = picks?.named ?? new Set();
  return drawFigure(summary, locale, {
    id: "slope",
    focus,
    title: title(panels[0]!.scenario, picks, years, locale),
    subtitle: say(
      locale,
      `各省已认定县比例的均值（%），左轴 ${years[0]} 年，右轴 ${years[1]} 年。${ensembleLine(summary, "zh")}。`,
      `Mean share of each province's counties certified (%): ${years[0]} at the left, ${years[1]} at the right. ${ensembleLine(summary, "en")}.`,
    ),
    note: say(
      locale,
      "突出的是升幅最大、最小和终点最高、居中、最低的省。省级数字来自少数模拟县，不宜排名。",
      "Picked out: the largest and smallest rise, the highest, middle and lowest end. Provincial figures rest on few simulated counties and are no ranking.",
    ),
    alt: altText(panels, years, locale),
    rows: rowsOf(panels, years),
    bodyHeight: HEAD + PLOT_HEIGHT,
    draw: (body) => {
      const width = (BODY_WIDTH - (panels.length - 1) * GAP) / panels.length;
      const most = Math.max(0.01, ...panels.flatMap(({ slopes }) => slopes.flatMap(({ from, to }) => [from, to])));
      panels.forEach((panel, k) => {
        const group = addGroup(body, k * (width + GAP), 0);
        const colour = scenarioColours(summary.scenarios).get(panel.scenario.id)!;
        drawPanel(group, panel, { years, named, most, colour, width: Math.min(width, 560), locale });
      });
    },
  });
};

function shownScenarios(summary: ComparisonSummary, asked: string | undefined): readonly ScenarioHead[] {
  const baseline = baselineOf(summary);
  const other = summary.scenarios.find(({ id }) => id === asked) ?? lastAlternative(summary);
  return other && other.id !== baseline.id ? [baseline, other] : [baseline];
}

function slopesOf(
  summary: ComparisonSummary,
  scenario: string,
  years: readonly [number, number],
  locale: Locale,
): Slope[] {
  const find = (province: string, year: number) =>
    summary.provinces.find(
      (row) => row.scenario === scenario && row.province === province && row.year === year && row.counties > 0,
    );
  return PROVINCE_GRID.flatMap(({ code, name }) => {
    const [from, to] = [find(code, years[0]), find(code, years[1])];
    if (!from || !to) return [];
    return [{ province: code, name: name[locale], from: from.share, to: to.share, counties: to.counties }];
  });
}

/** Provinces worth a name: largest and smallest rise, highest, lowest and middle end. */
interface Picks {
  readonly rises: readonly [Slope, Slope];
  readonly named: ReadonlySet<string>;
}

function picksOf(slopes: readonly Slope[]): Picks | undefined {
  const inOrder = (value: (one: Slope) => number) => [...slopes].sort((a, b) => value(b) - value(a));
  const [byRise, byEnd] = [inOrder(rise), inOrder(({ to }) => to)];
  const rises = [byRise[0]!, byRise.at(-1)!] as const;
  if (slopes.length === 0) return undefined;
  const picks = [...rises, byEnd[0]!, byEnd.at(-1)!, byEnd[Math.floor((byEnd.length - 1) / 2)]!];
  return { rises, named: new Set(picks.map(({ province }) => province)) };
}

function rise({ from, to }: Slope): number {
  return to - from;
}

function title(
  scenario: ScenarioHead,
  picks: Picks | undefined,
  years: readonly [number, number],
  locale: Locale,
): string {
  if (!picks) return say(locale, "没有省级结果", "No result by province");
  const [most, least] = picks.rises;
  const name = quoted(scenario, locale);
  if (rise(most) === rise(least)) {
    return say(
      locale,
      `${name}，${years[0]} 到 ${years[1]} 年各省变化相同（${points(rise(most))} 个百分点）`,
      `${name}, ${years[0]} to ${years[1]}: every province moves alike (${points(rise(most))} points)`,
    );
  }
  return say(
    locale,
    `${name}，${years[0]} 到 ${years[1]} 年：${most.name}变化最大（${points(rise(most))} 个百分点），${least.name}最小（${points(rise(least))}）`,
    `${name}, ${years[0]} to ${years[1]}: ${most.name} moves most (${points(rise(most))} points), ${least.name} least (${points(rise(least))})`,
  );
}

function altText(panels: readonly Panel[], years: readonly [number, number], locale: Locale): string {
  const parts = panels.map(({ scenario, slopes }) => {
    const list = slopes.map(({ name, from, to }) => `${name} ${percent(from)}→${percent(to)}`);
    return `${scenario.title[locale]}: ${list.join(say(locale, "，", ", "))}`;
  });
  return say(
    locale,
    `坡度图，每省一条线连接 ${years[0]} 年与 ${years[1]} 年。${parts.join("；")}。`,
    `Slope chart: a line a province from ${years[0]} to ${years[1]}. ${parts.join("; ")}.`,
  );
}

function rowsOf(panels: readonly Panel[], years: readonly [number, number]): Row[] {
  return panels.flatMap(({ scenario, slopes }) =>
    slopes.map(({ province, name, from, to, counties }) => ({
      scenario: scenario.id,
      province,
      name,
      fromYear: years[0],
      from,
      toYear: years[1],
      to,
      difference: to - from,
      counties,
    })),
  );
}

/** What all panels share. */
interface Setting {
  readonly years: readonly [number, number];
  readonly named: ReadonlySet<string>;
  readonly most: number;
  readonly colour: string;
  readonly width: number;
  readonly locale: Locale;
}

function drawPanel(group: SVGElement, { scenario, slopes }: Panel, setting: Setting): void {
  const { years, named, most, colour, width, locale } = setting;
  const { ownerDocument: document } = group;
  svgElement(document, "circle", { cx: 6, cy: 8, r: 5.5, fill: colour }, group);
  const heading = wrapText(scenario.title[locale], width - 20, SIZE.strong, 1, true);
  addText(group, heading, { x: 18, y: 13, size: SIZE.strong, isBold: true });
  const room = Math.max(40, ...slopes.map(({ name, to }) => textWidth(`${name} ${percent(to)}`, SIZE.note, true))) + 20;
  const [left, right] = [room, width - room];
  const y = (share: number) => HEAD + 8 + (1 - share / most) * (PLOT_HEIGHT - 20);
  [left, right].forEach((x, k) => {
    const axis = { x1: x, x2: x, y1: HEAD, y2: y(0), stroke: RULE };
    svgElement(document, "line", axis, group);
    addText(group, String(years[k]), { x, y: HEAD - 8, isBold: true, anchor: "middle" });
  });
  const isNamed = ({ province }: Slope) => named.has(province);
  for (const one of [...slopes.filter((slope) => !isNamed(slope)), ...slopes.filter(isNamed)]) {
    const style = isNamed(one)
      ? { stroke: colour, "stroke-width": 2.5 }
      : { stroke: REST_COLOUR, "stroke-width": 1.25 };
    svgElement(document, "line", { x1: left, x2: right, y1: y(one.from), y2: y(one.to), ...style }, group);
    for (const [x, share] of [
      [left, one.from],
      [right, one.to],
    ] as const) {
      const fill = isNamed(one) ? colour : REST_COLOUR;
      svgElement(document, "circle", { cx: x, cy: y(share), r: 3, fill, stroke: PAPER, "stroke-width": 0.75 }, group);
    }
  }
  const shown = slopes.filter(isNamed);
  addLabels(group, shown, { x: left, side: -1, at: ({ from }) => y(from), value: ({ from }) => from, isNamed });
  addLabels(group, slopes, { x: right, side: 1, at: ({ to }) => y(to), value: ({ to }) => to, isNamed });
}

/** Names and values beside an axis, spread so that none covers another, joined to their points by thin lines. */
function addLabels(
  group: SVGElement,
  slopes: readonly Slope[],
  axis: {
    readonly x: number;
    readonly side: -1 | 1;
    at(one: Slope): number;
    value(one: Slope): number;
    isNamed(one: Slope): boolean;
  },
): void {
  const order = [...slopes].sort((a, b) => axis.at(a) - axis.at(b) || (a.province < b.province ? -1 : 1));
  const places = spreadPlaces(order.map(axis.at), LEADING, HEAD + 6, HEAD + PLOT_HEIGHT - 8);
  order.forEach((one, k) => {
    const place = places[k]!;
    const line = { x1: axis.x + axis.side * 4, x2: axis.x + axis.side * 14, y1: axis.at(one), y2: place, stroke: RULE };
    svgElement(group.ownerDocument, "line", { ...line, "stroke-width": 0.75 }, group);
    addText(group, `${one.name} ${percent(axis.value(one))}`, {
      x: axis.x + axis.side * 17,
      y: place + 4,
      size: SIZE.note,
      anchor: axis.side < 0 ? "end" : "start",
      isBold: axis.isNamed(one),
      fill: axis.isNamed(one) ? INK : MUTED,
    });
  });
}
