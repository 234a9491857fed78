import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary, CountyStandingRow, ScenarioHead } from "../experiment/comparison-summary.ts";
import { evenSample } from "../experiment/county-rows.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { baselineOf, endYear, headlineYears } from "./findings.ts";
import { BINDING_GROUPS, countyMeaning, ensembleLine, say, type BindingGroup } from "./labels.ts";
import { addLegend, boxSign, legendHeight, type LegendItem } from "./legend.ts";
import { PROVINCE_GRID } from "./province-grid.ts";
import { addGroup, addHatching, addText, svgElement } from "./svg-parts.ts";
import { BODY_WIDTH, INK, MUTED, PAPER, RULE, SIZE } from "./theme.ts";

/** Most counties drawn. */
const ROWS = 60;
const ROW_HEIGHT = 13;
const HEAD_WIDTH = 132;
const SUMMARY_HEIGHT = 110;
const SUMMARY_TOP = 20;
const STRIP_TOP = SUMMARY_TOP + SUMMARY_HEIGHT + 46;
/** Smallest height in px of a segment of the summary that carries its letter. */
const LETTER_HEIGHT = 14;

/** A county's groups by year, in the order of the shown years. */
interface Strip {
  readonly code: string;
  readonly province: string;
  readonly groups: readonly BindingGroup[];
}

/**
 * What keeps single counties from a certificate, year by year: a row a county, and the shares of all counties on top. Heeds `scenario`.
 * @throws RangeError if the comparison has no standings of counties.
 */
export const bindingStrip: FigureMaker = async (summary, locale, focus) => {
  const scenario = summary.scenarios.find(({ id }) => id === focus?.scenario) ?? baselineOf(summary);
  const all = (summary.countyStandings ?? []).filter((row) => row.scenario === scenario.id);
  if (all.length === 0) throw new RangeError(`comparison ${summary.id} has no standings of counties in ${scenario.id}`);
  const years = shownYears(summary);
  const strips = stripsOf(all, years);
  const items = legendItems("", locale);
  const top = legendHeight(items, BODY_WIDTH) + 8;
  return drawFigure(summary, locale, {
    id: "binding-strip",
    focus,
    title: title(strips, scenario, years, summary, locale),
    subtitle: say(
      locale,
      `${scenario.title.zh}：每行一个模拟县（${strips.length} 个${strips.length < summary.nation.simulated ? "，按省均匀抽取" : ""}），格为该县在各世界中最常见的状态，按认定先后排列；上方为全部县各状态的比例（%）。${ensembleLine(summary, "zh")}。`,
      `${scenario.title.en}: a row a simulated county (${strips.length}${strips.length < summary.nation.simulated ? ", an even sample by province" : ""}), its commonest standing over worlds, in order of certification; on top the shares of all counties (%). ${ensembleLine(summary, "en")}.`,
    ),
    note: say(
      locale,
      `${countyMeaning(summary, "zh")}补上最差一项不等于认定。`,
      `${countyMeaning(summary, "en")} Mending the worst item is not yet a certificate.`,
    ),
    alt: altText(strips, scenario, years, locale),
    rows: rowsOf(all, strips, years),
    bodyHeight: top + STRIP_TOP + strips.length * ROW_HEIGHT + 6,
    draw: (body, _canvas, id) => {
      const hatching = addHatching(body, `${id}-hatching`, "#8B93A0");
      addLegend(body, legendItems(hatching, locale), [0, 0], BODY_WIDTH);
      const panel = addGroup(body, 0, top);
      const width = (BODY_WIDTH - HEAD_WIDTH) / years.length;
      drawSummary(panel, summary, scenario, { years, width, hatching, locale });
      drawStrips(addGroup(panel, 0, STRIP_TOP), strips, { years, width, hatching, locale });
    },
  });
};

/** From the second year on: in the first no county has acted yet. */
function shownYears({ years }: ComparisonSummary): readonly number[] {
  return years.length > 1 ? years.slice(1) : years;
}

function groupOf(item: CountyStandingRow["item"]): BindingGroup {
  return BINDING_GROUPS.find((group) => group.items.includes(item))!;
}

/** Province, then code. */
function placeOf({ province, code }: CountyStandingRow): string {
  return `${province} ${code}`;
}

/** Counties by the year of their certificate, then by that of entering the queue, then by what binds first, then by province. */
function stripsOf(rows: readonly CountyStandingRow[], years: readonly number[]): Strip[] {
  const byCode = new Map<string, CountyStandingRow[]>();
  for (const row of rows) byCode.set(row.code, [...(byCode.get(row.code) ?? []), row]);
  const counties = [...byCode.values()].sort((a, b) => (placeOf(a[0]!) < placeOf(b[0]!) ? -1 : 1));
  const strips = evenSample(counties, ROWS).map((own) => ({
    code: own[0]!.code,
    province: own[0]!.province,
    groups: years.map((year) => groupOf(own.find((row) => row.year === year)!.item)),
  }));
  const since = ({ groups }: Strip, id: string) => {
    const last = groups.findLastIndex((group) => group.id !== id);
    return last + 1 < groups.length ? last + 1 : groups.length + 1;
  };
  const ahead = ({ groups }: Strip) => groups.findIndex((group) => group.id === "queue" || group.id === "certified");
  const keys = (strip: Strip) => [
    since(strip, "certified"),
    ahead(strip) < 0 ? years.length : ahead(strip),
    BINDING_GROUPS.indexOf(strip.groups[0]!),
  ];
  return strips.sort((a, b) => {
    const [one, other] = [keys(a), keys(b)];
    const k = one.findIndex((value, n) => value !== other[n]);
    return k >= 0 ? one[k]! - other[k]! : a.code < b.code ? -1 : 1;
  });
}

function title(
  strips: readonly Strip[],
  scenario: ScenarioHead,
  years: readonly number[],
  summary: ComparisonSummary,
  locale: Locale,
): string {
  const year = endYear(summary);
  const at = years.indexOf(year);
  const held = strips.filter(({ groups }) => groups[at]?.id === "certified").length;
  const start = say(
    locale,
    `${scenario.title.zh}，图中 ${strips.length} 个县到 ${year} 年有 ${held} 个已认定`,
    `Of ${strips.length} counties shown, ${held} are certified by ${year} (${scenario.title.en})`,
  );
  const barriers = BINDING_GROUPS.slice(2).map((group) => ({
    group,
    count: strips.filter(({ groups }) => groups[at]?.id === group.id).length,
  }));
  const most = barriers.reduce((best, one) => (one.count > best.count ? one : best));
  if (most.count === 0) return start;
  return say(
    locale,
    `${start}，其余最常卡在“${most.group.title.zh}”（${most.count} 个）`,
    `${start}; "${most.group.title.en}" holds back most of the others (${most.count})`,
  );
}

function altText(strips: readonly Strip[], scenario: ScenarioHead, years: readonly number[], locale: Locale): string {
  const shown = [0, Math.floor(years.length / 2), years.length - 1];
  const parts = [...new Set(shown)].map((k) => {
    const counts = BINDING_GROUPS.flatMap((group) => {
      const count = strips.filter(({ groups }) => groups[k]!.id === group.id).length;
      return count > 0 ? [`${group.title[locale]} ${count}`] : [];
    });
    return `${years[k]}: ${counts.join(say(locale, "，", ", "))}`;
  });
  return say(
    locale,
    `约束带图（${scenario.title.zh}）：每行一个县，每列一年，颜色和字母表示状态。县数：${parts.join("；")}。`,
    `Strips of counties by year (${scenario.title.en}), colour and letter telling the standing. Counties: ${parts.join("; ")}.`,
  );
}

function rowsOf(rows: readonly CountyStandingRow[], strips: readonly Strip[], years: readonly number[]): Row[] {
  return strips.flatMap(({ code }) =>
    rows
      .filter((row) => row.code === code && years.includes(row.year))
      .map(({ scenario, province, year, item, share }) => ({
        scenario,
        code,
        province,
        year,
        item,
        group: groupOf(item).id,
        share,
      })),
  );
}

function legendItems(hatching: string, locale: Locale): LegendItem[] {
  return BINDING_GROUPS.map((group) => {
    const letter = { text: group.letter[locale], fill: group.isDark ? PAPER : INK };
    return { text: group.title[locale], sign: boxSign(group.fill === "hatched" ? hatching : group.fill, letter) };
  });
}

/** What summary and strips share. */
interface Grid {
  readonly years: readonly number[];
  readonly width: number;
  readonly hatching: string;
  readonly locale: Locale;
}

function fillOf({ fill }: BindingGroup, { hatching }: Grid): string {
  return fill === "hatched" ? hatching : fill;
}

/** Shares of all counties in every group, stacked, a column a year in line with those of the strips. */
function drawSummary(panel: SVGElement, summary: ComparisonSummary, scenario: ScenarioHead, grid: Grid): void {
  const { years, width, locale } = grid;
  const { ownerDocument: document } = panel;
  addText(panel, say(locale, "全部县", "All counties"), { x: 0, y: SUMMARY_TOP + 12, isBold: true });
  const bottom = SUMMARY_TOP + SUMMARY_HEIGHT;
  for (const share of [0, 0.5, 1]) {
    const y = bottom - share * SUMMARY_HEIGHT;
    addText(panel, `${share * 100}%`, { x: HEAD_WIDTH - 6, y: y + 4, size: SIZE.note, anchor: "end", fill: MUTED });
  }
  years.forEach((year, k) => {
    const x = HEAD_WIDTH + k * width;
    let level = bottom;
    for (const group of BINDING_GROUPS) {
      const share = summary.binding
        .filter((row) => row.scenario === scenario.id && row.year === year && group.items.includes(row.item))
        .reduce((sum, row) => sum + row.share, 0);
      const height = share * SUMMARY_HEIGHT;
      if (height <= 0) continue;
      level -= height;
      const box = { x: x + 1, y: level, width: width - 2, height, fill: fillOf(group, grid), stroke: PAPER };
      svgElement(document, "rect", { ...box, "stroke-width": 0.75 }, panel);
      if (height >= LETTER_HEIGHT) addLetter(panel, group, x + width / 2, level + height / 2 + 4, grid);
    }
    const isHeadline = headlineYears(summary).includes(year);
    const place = { x: x + width / 2, y: bottom + 18, anchor: "middle", size: SIZE.note } as const;
    addText(panel, String(year), { ...place, isBold: isHeadline });
  });
  drawHistory(panel, summary, grid, bottom);
}

function drawHistory(panel: SVGElement, summary: ComparisonSummary, { years, width, locale }: Grid, y2: number): void {
  const at = years.indexOf(summary.lastObservedYear);
  if (at < 0) return;
  const x = HEAD_WIDTH + (at + 1) * width;
  const line = { x1: x, x2: x, y1: 2, y2, stroke: INK, "stroke-dasharray": "2,3" };
  svgElement(panel.ownerDocument, "line", line, panel);
  const note = { y: 12, size: SIZE.note, fill: MUTED };
  const { lastObservedYear } = summary;
  addText(panel, say(locale, "历史", "History"), { ...note, x: x - 5, anchor: "end" });
  addText(panel, say(locale, `${lastObservedYear} 年后推演 →`, `Projected after ${lastObservedYear} →`), {
    ...note,
    x: x + 5,
  });
}

/** A row a county; neighbouring years of one standing run together and carry their letter once, certified ones a dark edge. */
function drawStrips(panel: SVGElement, strips: readonly Strip[], grid: Grid): void {
  const { years, width, locale } = grid;
  addText(panel, say(locale, "单个县", "Single counties"), { x: 0, y: -8, isBold: true });
  strips.forEach(({ code, province, groups }, row) => {
    const y = row * ROW_HEIGHT;
    const name = PROVINCE_GRID.find((tile) => tile.code === province)?.name[locale] ?? province;
    addText(panel, `${name} ${code}`, { x: HEAD_WIDTH - 6, y: y + 10, size: SIZE.note, anchor: "end", fill: MUTED });
    for (let k = 0; k < years.length;) {
      const group = groups[k]!;
      let end = k + 1;
      while (end < years.length && groups[end] === group) end++;
      const isHeld = group.id === "certified";
      const box = {
        x: HEAD_WIDTH + k * width + 1,
        y: y + 0.75,
        width: (end - k) * width - 2,
        height: ROW_HEIGHT - 1.5,
        fill: fillOf(group, grid),
        stroke: isHeld ? INK : RULE,
        "stroke-width": isHeld ? 1 : 0.5,
      };
      svgElement(panel.ownerDocument, "rect", box, panel);
      addLetter(panel, group, HEAD_WIDTH + (k + 0.5) * width, y + 10.5, grid);
      k = end;
    }
  });
}

function addLetter(panel: SVGElement, group: BindingGroup, x: number, y: number, { locale }: Grid): void {
  const hasHalo = group.fill === "hatched";
  const setting = { x, y, size: SIZE.note, anchor: "middle", fill: group.isDark ? PAPER : INK, hasHalo } as const;
  addText(panel, group.letter[locale], setting);
}
