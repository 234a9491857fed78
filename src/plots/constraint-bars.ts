import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary, ConstraintRow, ScenarioHead } from "../experiment/comparison-summary.ts";
import { CONSTRAINT_IDS, CONSTRAINTS, DECISION_IDS, DECISIONS, type Constraint } from "../model/constraints.ts";
import { CONSTRAINT_MARKS, GOT_MARK, type ConstraintMark } from "./constraint-marks.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { baselineOf, lastAlternative, panelYears } from "./findings.ts";
import { amount, percent } from "./format.ts";
import { ensembleLine, quoted, say } from "./labels.ts";
import { addLegend, boxSign, legendHeight, type LegendItem } from "./legend.ts";
import { unitName } from "./outcome-format.ts";
import { addGroup, addText, svgElement } from "./svg-parts.ts";
import { textWidth, wrapText } from "./text-width.ts";
import { BODY_WIDTH, GRID, INK, MUTED, PAPER, scenarioColours, SIZE } from "./theme.ts";

const HEAD_WIDTH = 150;
const GAP = 18;
const TOP = 30;
const HEADING = 20;
const ROW_HEIGHT = 26;
const BAR = 18;
const BLOCK_GAP = 12;
const LABEL_WIDTH = 118;
/** Smallest width in px of a segment that carries its letter. */
const LETTER_WIDTH = 15;

/**
 * What each decision wanted and did not get, and the constraint it met first, at the goal years. Heeds `year` and `scenario`.
 * @throws RangeError if the comparison has no constraint log.
 */
export const constraintBars: FigureMaker = async (summary, locale, focus) => {
  const scenarios = shownScenarios(summary, focus?.scenario);
  const years = shownYears(summary, focus?.year);
  const rows = (summary.constraints ?? []).filter(
    (row) => years.includes(row.year) && scenarios.some(({ id }) => id === row.scenario),
  );
  if (rows.length === 0) throw new RangeError(`comparison ${summary.id} has no constraint log to show`);
  const items = legendItems(rows, locale);
  const top = legendHeight(items, BODY_WIDTH) + 10;
  const block = HEADING + scenarios.length * ROW_HEIGHT + BLOCK_GAP;
  return drawFigure(summary, locale, {
    id: "constraint-bars",
    focus,
    title: title(rows, scenarios[0]!, years[0]!, locale),
    subtitle: say(
      locale,
      `各项决策想要的数量中得到的比例（%），以及没有得到的部分首先碰到的约束；全国合计，各世界平均。${ensembleLine(summary, "zh")}。`,
      `Share of what each decision wanted that it got (%), and for the rest the constraint met first; the nation, means over worlds. ${ensembleLine(summary, "en")}.`,
    ),
    note: say(locale, "放松一项约束，下一项可能接着起作用。", "Where one constraint is eased, the next may bind."),
    alt: altText(rows, scenarios, locale),
    rows: rowsOf(rows),
    bodyHeight: top + TOP + DECISION_IDS.length * block,
    draw: (body) => {
      addLegend(body, items, [0, 0], BODY_WIDTH);
      const width = (BODY_WIDTH - HEAD_WIDTH - (years.length - 1) * GAP) / years.length;
      const panel = addGroup(body, 0, top);
      years.forEach((year, k) => {
        const x = HEAD_WIDTH + k * (width + GAP);
        addText(panel, say(locale, `${year} 年`, String(year)), { x, y: 14, size: SIZE.strong, isBold: true });
      });
      DECISION_IDS.forEach((decision, k) => {
        const group = addGroup(panel, 0, TOP + k * block);
        const rule = { x1: 0, x2: BODY_WIDTH, y1: -5, y2: -5, stroke: GRID };
        svgElement(body.ownerDocument, "line", rule, group);
        const { title: name, unit } = DECISIONS[decision];
        const heading = say(locale, `${name.zh}（${unitName(unit, "zh")}）`, `${name.en} (${unitName(unit, "en")})`);
        addText(group, heading, { x: 0, y: 13, isBold: true });
        const own = rows.filter((row) => row.decision === decision);
        drawBlock(group, own, { scenarios, years, width, summary, locale });
      });
    },
  });
};

function shownScenarios(summary: ComparisonSummary, asked: string | undefined): readonly ScenarioHead[] {
  const baseline = baselineOf(summary);
  const other = summary.scenarios.find(({ id }) => id === asked) ?? lastAlternative(summary);
  const both = other && other.id !== baseline.id ? [baseline, other] : [baseline];
  return both.filter(({ id }) => summary.constraints?.some((row) => row.scenario === id));
}

/** The year asked for, or the goal years of which there are rows, or all there are. */
function shownYears(summary: ComparisonSummary, asked: number | undefined): readonly number[] {
  const found = [...new Set((summary.constraints ?? []).map((row) => row.year))].sort((a, b) => a - b);
  if (asked !== undefined) return [asked];
  const headlined = panelYears(summary).filter((year) => found.includes(year));
  return headlined.length > 0 ? headlined : found.slice(-2);
}

/** The constraint that kept back most of a decision. */
function worst({ short }: ConstraintRow): Constraint {
  return CONSTRAINT_IDS.reduce((most, id) => (short[id] > short[most] ? id : most));
}

function gotShare({ wanted, got }: ConstraintRow): number {
  return wanted > 0 ? got / wanted : 1;
}

function title(rows: readonly ConstraintRow[], scenario: ScenarioHead, year: number, locale: Locale): string {
  const own = rows.filter((row) => row.scenario === scenario.id && row.year === year && row.wanted > 0);
  if (own.length === 0) {
    return say(
      locale,
      `${scenario.title.zh} ${year} 年没有提出任何要求`,
      `${scenario.title.en}, ${year}: nothing was wanted`,
    );
  }
  const least = own.reduce((most, row) => (gotShare(row) < gotShare(most) ? row : most));
  const decision = DECISIONS[least.decision].title;
  if (gotShare(least) >= 1) {
    return say(
      locale,
      `${scenario.title.zh} ${year} 年各项决策都得到了想要的数量`,
      `${scenario.title.en}, ${year}: every decision got what it wanted`,
    );
  }
  const constraint = CONSTRAINTS[worst(least)];
  const share = percent(gotShare(least));
  return say(
    locale,
    `${quoted(scenario, "zh")} ${year} 年“${decision.zh}”离想要的最远：只得到 ${share}，首先卡在“${constraint.zh}”`,
    `${quoted(scenario, "en")}, ${year}: "${decision.en}" falls shortest, getting ${share} of what was wanted; "${constraint.en}" binds first`,
  );
}

function altText(rows: readonly ConstraintRow[], scenarios: readonly ScenarioHead[], locale: Locale): string {
  const parts = rows.map((row) => {
    const name = scenarios.find(({ id }) => id === row.scenario)!.title[locale];
    const what = `${name} ${row.year} ${DECISIONS[row.decision].title[locale]}`;
    if (row.wanted <= 0) return `${what}: ${say(locale, "没有提出", "nothing wanted")}`;
    const lacks = CONSTRAINT_IDS.filter((id) => row.short[id] > 0).map(
      (id) => `${CONSTRAINTS[id][locale]} ${percent(row.short[id] / row.wanted)}`,
    );
    return `${what}: ${[say(locale, `得到 ${percent(gotShare(row))}`, `got ${percent(gotShare(row))}`), ...lacks].join(say(locale, "，", ", "))}`;
  });
  return say(
    locale,
    `堆叠条形图，各项决策想要的数量得到多少、没得到的部分卡在哪里。${parts.join("；")}。`,
    `Stacked bars of what each decision wanted, got and lacked, by constraint. ${parts.join("; ")}.`,
  );
}

/** A row a decision and constraint; `got` comes first. */
function rowsOf(rows: readonly ConstraintRow[]): Row[] {
  return rows.flatMap(({ scenario, decision, year, wanted, got, short }) => {
    const lead = { scenario, decision, year, unit: DECISIONS[decision].unit, wanted, got };
    const lacks = CONSTRAINT_IDS.filter((id) => short[id] > 0);
    if (lacks.length === 0) return [lead];
    return lacks.map((id) => ({ ...lead, constraint: id, short: short[id], shortShare: short[id] / wanted }));
  });
}

/** What was got, and the constraints that occur. */
function legendItems(rows: readonly ConstraintRow[], locale: Locale): LegendItem[] {
  const found = CONSTRAINT_IDS.filter((id) => rows.some((row) => row.short[id] > 0));
  const item = (text: string, { letter, fill, isDark }: ConstraintMark): LegendItem => {
    return { text, sign: boxSign(fill, { text: letter[locale], fill: isDark ? PAPER : INK }) };
  };
  return [
    item(say(locale, "得到", "got"), GOT_MARK),
    ...found.map((id) => item(CONSTRAINTS[id][locale], CONSTRAINT_MARKS[id])),
  ];
}

/** What the blocks share. */
interface Setting {
  readonly scenarios: readonly ScenarioHead[];
  readonly years: readonly number[];
  readonly width: number;
  readonly summary: ComparisonSummary;
  readonly locale: Locale;
}

/** The bars of one decision: a line a scenario, a column a year. */
function drawBlock(group: SVGElement, rows: readonly ConstraintRow[], setting: Setting): void {
  const { scenarios, years, width, summary, locale } = setting;
  const colours = scenarioColours(summary.scenarios);
  scenarios.forEach((scenario, s) => {
    const line = addGroup(group, 0, HEADING + s * ROW_HEIGHT);
    const dot = { cx: 6, cy: BAR / 2, r: 4.5, fill: colours.get(scenario.id)! };
    svgElement(group.ownerDocument, "circle", dot, line);
    const name = wrapText(scenario.title[locale], HEAD_WIDTH - 24, SIZE.text, 1);
    addText(line, name, { x: 16, y: BAR / 2 + 4 });
    years.forEach((year, k) => {
      const row = rows.find((one) => one.scenario === scenario.id && one.year === year);
      if (row) drawBar(addGroup(line, HEAD_WIDTH + k * (width + GAP), 0), row, width - LABEL_WIDTH, locale);
    });
  });
}

function drawBar(group: SVGElement, row: ConstraintRow, width: number, locale: Locale): void {
  const label = { x: width + 8, y: BAR / 2 + 4, size: SIZE.note, fill: MUTED };
  if (row.wanted <= 0) {
    addText(group, say(locale, "没有提出", "nothing wanted"), { ...label, x: 0 });
    return;
  }
  let x = 0;
  const segment = (share: number, { letter, fill, isDark }: ConstraintMark) => {
    const size = share * width;
    if (size <= 0) return;
    const box = { x, y: 0, width: size, height: BAR, fill, stroke: PAPER, "stroke-width": 0.75 };
    svgElement(group.ownerDocument, "rect", box, group);
    if (size >= LETTER_WIDTH) {
      const place = { x: x + size / 2, y: BAR / 2 + 4, size: SIZE.note, anchor: "middle" } as const;
      addText(group, letter[locale], { ...place, fill: isDark ? PAPER : INK });
    }
    x += size;
  };
  segment(gotShare(row), GOT_MARK);
  for (const id of CONSTRAINT_IDS) segment(row.short[id] / row.wanted, CONSTRAINT_MARKS[id]);
  const share = percent(gotShare(row));
  const wanted = amount(row.wanted, locale);
  addText(group, share, { ...label, isBold: true, fill: INK });
  const rest = label.x + Math.max(38, textWidth(share, SIZE.note, true) + 6);
  addText(group, say(locale, `／${wanted}`, `of ${wanted}`), { ...label, x: rest });
}
