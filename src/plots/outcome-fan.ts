import { extent, nice, ticks as tickValues } from "d3-array";
import type { Locale } from "../core/bilingual.ts";
import {
  OUTCOMES,
  type ComparisonSummary,
  type OutcomeId,
  type OutcomeRow,
  type ScenarioHead,
} from "../experiment/comparison-summary.ts";
import { fanFrame, fanLegend, fanMarks, labelGoals, labelHistory, type FanScale, type GoalMark } from "./fan-panel.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { baselineOf, lastAlternative } from "./findings.ts";
import { percent } from "./format.ts";
import { ensembleLine, intervalMeaning, quoted, say } from "./labels.ts";
import { addLegend, legendHeight } from "./legend.ts";
import { outcomeScale, scaled, tickText, type OutcomeScale } from "./outcome-format.ts";
import type { Canvas } from "./plot-document.ts";
import { addGroup, addPlot, addText, svgElement } from "./svg-parts.ts";
import { wrapText } from "./text-width.ts";
import { BODY_WIDTH, scenarioColours, SIZE } from "./theme.ts";

const GAP = 24;
const HEAD = 26;
const PLOT_HEIGHT = 216;
const PANEL_HEIGHT = HEAD + PLOT_HEIGHT + 14;
const RIGHT = 56;

/** Units whose axes start at 0: counts and money. */
const FROM_ZERO: ReadonlySet<string> = new Set([
  "counties",
  "sites",
  "schools",
  "persons",
  "persons/year",
  "yuan/year",
]);

/**
 * Any outcome by year: a panel a scenario, with the baseline's median in grey behind each. Heeds `outcome`.
 * @throws RangeError if no outcome is asked for or the comparison has it in fewer than two years.
 */
export const outcomeFan: FigureMaker = async (summary, locale, focus) => {
  const outcome = focus?.outcome;
  const rows = summary.outcomes.filter((row) => row.outcome === outcome);
  if (outcome === undefined || new Set(rows.map((row) => row.year)).size < 2) {
    throw new RangeError(`comparison ${summary.id} has no ${outcome} by year`);
  }
  const scale = outcomeScale(outcome, Math.max(...rows.map((row) => Math.abs(row.p95))), locale);
  const axis = axisOf(rows, outcome, scale);
  const columns = Math.min(3, summary.scenarios.length);
  const lines = Math.ceil(summary.scenarios.length / columns);
  const items = fanLegend(
    locale,
    summary.scenarios.length > 1,
    summary.goals.some(({ metric }) => metric === outcome),
  );
  const { title: name } = OUTCOMES[outcome];
  return drawFigure(summary, locale, {
    id: "outcome-fan",
    focus,
    title: title(rows, outcome, scale, summary, locale),
    subtitle: say(
      locale,
      `${name.zh}（${scale.unit}），按学年。${ensembleLine(summary, "zh")}。各情景用同一批世界。${intervalMeaning("zh")}。`,
      `${name.en} (${scale.unit}) by school year. ${ensembleLine(summary, "en")}; every scenario runs in the same worlds; ${intervalMeaning("en")}.`,
    ),
    ...(axis.domain[0] > 0 ? { note: say(locale, "纵轴不从 0 开始。", "The axis does not start at 0.") } : {}),
    alt: altText(rows, outcome, scale, summary, locale),
    rows: rows.map(({ scenario, year, p05, p25, p50, p75, p95, mean, standardError }): Row => {
      const isProjection = year > summary.lastObservedYear;
      return { scenario, outcome, year, isProjection, p05, p25, p50, p75, p95, mean, standardError };
    }),
    bodyHeight: lines * PANEL_HEIGHT + legendHeight(items, BODY_WIDTH),
    draw: (body, canvas) => {
      const width = (BODY_WIDTH - (columns - 1) * GAP) / columns;
      summary.scenarios.forEach((scenario, k) => {
        const panel = addGroup(body, (k % columns) * (width + GAP), Math.floor(k / columns) * PANEL_HEIGHT);
        drawPanel(panel, canvas, scenario, { rows, outcome, scale, axis, width, summary, locale });
      });
      addLegend(body, items, [0, lines * PANEL_HEIGHT], BODY_WIDTH);
    },
  });
};

function axisOf(rows: readonly OutcomeRow[], outcome: OutcomeId, scale: OutcomeScale): FanScale {
  const values = rows.flatMap((row) => [row.p05, row.p95]);
  const [low, high] = extent(FROM_ZERO.has(OUTCOMES[outcome].unit) ? [0, ...values] : values) as [number, number];
  const air = high > low ? 0 : Math.max(Math.abs(high) * 0.1, 1e-6);
  const domain = nice(low - air, high + air, 4);
  const ticks = tickValues(...domain, 4);
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  return { domain, ticks, tickText: (value) => tickText(value, step, scale) + (scale.unit === "%" ? "%" : "") };
}

function withUnit(value: number, scale: OutcomeScale): string {
  return scale.unit === "%" ? percent(value) : `${scaled(value, scale)} ${scale.unit}`;
}

function medianAt(rows: readonly OutcomeRow[], scenario: string, year: number): number {
  return rows.find((row) => row.scenario === scenario && row.year === year)?.p50 ?? NaN;
}

function title(
  rows: readonly OutcomeRow[],
  outcome: OutcomeId,
  scale: OutcomeScale,
  summary: ComparisonSummary,
  locale: Locale,
): string {
  const [baseline, last] = [baselineOf(summary), lastAlternative(summary)];
  const year = Math.max(...rows.map((row) => row.year));
  const value = ({ id }: ScenarioHead) => withUnit(medianAt(rows, id, year), scale);
  const { title: name } = OUTCOMES[outcome];
  const start = say(
    locale,
    `${name.zh}到 ${year} 年：基准中位数 ${value(baseline)}`,
    `${name.en} by ${year}: a median of ${value(baseline)} in the baseline`,
  );
  if (!last) return start;
  return say(
    locale,
    `${start}，${quoted(last, "zh")} ${value(last)}`,
    `${start}, ${value(last)} under ${quoted(last, "en")}`,
  );
}

function altText(
  rows: readonly OutcomeRow[],
  outcome: OutcomeId,
  scale: OutcomeScale,
  summary: ComparisonSummary,
  locale: Locale,
): string {
  const years = rows.map((row) => row.year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const parts = summary.scenarios.map(({ id, title: name }) => {
    const [from, to] = [first, last].map((year) => withUnit(medianAt(rows, id, year), scale));
    return `${name[locale]} ${first} ${from}, ${last} ${to}`;
  });
  return say(
    locale,
    `扇形图，${OUTCOMES[outcome].title.zh}的逐年中位数与 50%、90% 区间。${parts.join("；")}。`,
    `Fan charts of ${OUTCOMES[outcome].title.en}: median by year with 50% and 90% intervals. ${parts.join("; ")}.`,
  );
}

/** What the panels share. */
interface Setting {
  readonly rows: readonly OutcomeRow[];
  readonly outcome: OutcomeId;
  readonly scale: OutcomeScale;
  readonly axis: FanScale;
  readonly width: number;
  readonly summary: ComparisonSummary;
  readonly locale: Locale;
}

function drawPanel(panel: SVGElement, canvas: Canvas, scenario: ScenarioHead, setting: Setting): void {
  const { rows, scale, axis, width, summary, locale } = setting;
  const colour = scenarioColours(summary.scenarios).get(scenario.id)!;
  svgElement(panel.ownerDocument, "circle", { cx: 6, cy: 8, r: 5.5, fill: colour }, panel);
  const name = wrapText(scenario.title[locale], width - 20, SIZE.strong, 1, true);
  addText(panel, name, { x: 18, y: 13, size: SIZE.strong, isBold: true });
  const own = rows.filter((row) => row.scenario === scenario.id);
  const ghost = scenario.isBaseline ? [] : rows.filter((row) => row.scenario === baselineOf(summary).id);
  const marks = fanMarks(canvas, summary, own, ghost, colour);
  const size = { width, height: PLOT_HEIGHT, right: RIGHT };
  const positions = addPlot(panel, canvas, [0, HEAD], fanFrame(canvas, summary, axis, size, marks));
  const labels = addGroup(panel, 0, HEAD);
  labelHistory(labels, positions, summary, locale);
  labelGoals(labels, positions, goalMarks(setting), summary.years.at(-1)!);
  const end = own.find((row) => row.year === summary.years.at(-1));
  if (!end) return;
  const text = scale.unit === "%" ? percent(end.p50) : scaled(end.p50, scale);
  const place = { x: positions.x(end.year) + 6, y: positions.y(end.p50) + 4.5 };
  addText(labels, text, { ...place, size: SIZE.strong, isBold: true });
}

/** National goals on the outcome that lie within the axis. */
function goalMarks({ outcome, scale, axis, summary, locale }: Setting): GoalMark[] {
  const isShown = (value: number) => value >= axis.domain[0] && value <= axis.domain[1];
  return summary.goals
    .filter((goal) => goal.metric === outcome && goal.scope === "nation" && summary.years.includes(goal.year))
    .filter(({ value }) => isShown(value))
    .map(({ year, value }) => {
      const text = scale.unit === "%" ? percent(value) : scaled(value, scale);
      return { year, value, text: say(locale, `目标 ${text}`, `goal ${text}`) };
    });
}
