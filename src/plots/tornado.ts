import { extent } from "d3-array";
import type { Bilingual, Locale } from "../core/bilingual.ts";
import { OUTCOMES, type ComparisonSummary, type TornadoRow } from "../experiment/comparison-summary.ts";
import type { Goal } from "../scenarios/scenario.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { focusRows, type FocusRows } from "./focus-rows.ts";
import { ensembleLine, quoted, say } from "./labels.ts";
import { outcomeScale, unitName, type OutcomeScale } from "./outcome-format.ts";
import { barsHeight, drawBars, withUnit, type Bars } from "./tornado-bars.ts";

const SHOWN = 8;
/**
 * How far each uncertain parameter moves an outcome on its own, from its 5 % to its 95 % point. Heeds `outcome`, `year`, `scenario`.
 * @throws RangeError if the comparison has no such rows.
 */
export const tornado: FigureMaker = async (summary, locale, focus) => {
  const found = focusRows(summary.tornado, summary, focus);
  if (!found) throw new RangeError(`comparison ${summary.id} has no one-at-a-time runs to show`);
  const year = found.years[0]!;
  const rows = found.rows.filter((row) => row.year === year).sort((a, b) => swing(b) - swing(a));
  const goal = goalOf(summary, found, year);
  const bars = barsOf(rows, goal, locale);
  const scale = outcomeScale(
    found.outcome,
    Math.max(...rows.flatMap((row) => [row.low, row.high].map(Math.abs))),
    locale,
  );
  const outcome = OUTCOMES[found.outcome].title;
  return drawFigure(summary, locale, {
    id: "tornado",
    focus,
    title: title(rows, goal, found, year, scale, locale),
    subtitle: say(
      locale,
      `${quoted(found.scenario, "zh")} ${year} 年${outcome.zh}（${scale.unit}）：每次只把一个参数取到 5% 与 95% 分位（数值写在条旁），其余取中位数，同一随机数配对。${ensembleLine(summary, "zh")}。`,
      `${outcome.en} in ${year} under ${quoted(found.scenario, "en")} (${scale.unit}): one parameter at a time at its 5 and 95 % point (values beside the bars), the others at their medians, same random numbers. ${ensembleLine(summary, "en")}.`,
    ),
    note: say(
      locale,
      "一次一个参数看不到参数之间的相互作用；空心条的摆幅小于两倍蒙特卡洛误差。",
      "One at a time shows no interaction between parameters; hollow bars swing by less than two Monte-Carlo errors.",
    ),
    alt: altText(bars, outcome, scale, locale),
    rows: rowsOf(rows, goal),
    bodyHeight: barsHeight(bars.length),
    draw: (body) => drawBars(body, bars, rows[0]!.base, goal, scale, locale),
  });
};

function swing({ low, high }: Pick<TornadoRow, "low" | "high">): number {
  return Math.abs(high - low);
}

/** Whether the swing may be chance alone. */
function isOpen(row: TornadoRow): boolean {
  return swing(row) <= 2 * row.standardError;
}

/** The national goal on the outcome in the year, if there is one. */
function goalOf({ goals }: ComparisonSummary, { outcome }: FocusRows<TornadoRow>, year: number): Goal | undefined {
  return goals.find((goal) => goal.metric === outcome && goal.year === year && goal.scope === "nation");
}

/** Whether the goal is met at one end or the base and missed at another. */
function isDecisive({ low, high, base }: TornadoRow, goal: Goal | undefined): boolean {
  if (!goal) return false;
  const isMet = (value: number) => (goal.op === ">=" ? value >= goal.value : value <= goal.value);
  return new Set([low, high, base].map(isMet)).size > 1;
}

/** The strongest parameters, and one row for the others with the widest of their ends. */
function barsOf(rows: readonly TornadoRow[], goal: Goal | undefined, locale: Locale): Bars[] {
  const shown = rows.slice(0, SHOWN).map((row) => ({
    title: row.title[locale],
    unit: unitName(row.unit, locale),
    row,
    low: row.low,
    high: row.high,
    isOpen: isOpen(row),
    isDecisive: isDecisive(row, goal),
  }));
  const others = rows.slice(SHOWN);
  if (others.length === 0) return shown;
  const [low, high] = extent(others.flatMap((row) => [row.low, row.high])) as [number, number];
  return [
    ...shown,
    {
      title: say(locale, `其余 ${others.length} 个参数`, `${others.length} other parameters`),
      unit: say(locale, "两端中最远的", "the farthest of their ends"),
      low,
      high,
      isOpen: others.every(isOpen),
      isDecisive: others.some((row) => isDecisive(row, goal)),
    },
  ];
}

function title(
  rows: readonly TornadoRow[],
  goal: Goal | undefined,
  { scenario, outcome }: FocusRows<TornadoRow>,
  year: number,
  scale: OutcomeScale,
  locale: Locale,
): string {
  const first = rows[0]!;
  if (rows.every(isOpen)) {
    return say(
      locale,
      `${year} 年${OUTCOMES[outcome].title.zh}：没有一个参数的摆幅大于两倍蒙特卡洛误差`,
      `${OUTCOMES[outcome].title.en} in ${year} under ${quoted(scenario, "en")}: no parameter swings by more than two Monte-Carlo errors`,
    );
  }
  const [low, high] = [Math.min(first.low, first.high), Math.max(first.low, first.high)];
  const range = (joint: string) => `${withUnit(low, scale)}${joint}${withUnit(high, scale)}`;
  const start = say(
    locale,
    `${year} 年${OUTCOMES[outcome].title.zh}最取决于“${first.title.zh}”：${range(" 至 ")}`,
    `${OUTCOMES[outcome].title.en} in ${year} under ${quoted(scenario, "en")} hangs most on "${first.title.en}": ${range(" to ")}`,
  );
  if (!goal) return start;
  const decisive = rows.filter((row) => isDecisive(row, goal)).length;
  return say(
    locale,
    `${start}；${rows.length} 个参数中 ${decisive} 个能单独改变是否达到目标`,
    `${start}; ${decisive} of ${rows.length} parameters decide alone whether the goal is met`,
  );
}

function altText(bars: readonly Bars[], outcome: Bilingual, scale: OutcomeScale, locale: Locale): string {
  const parts = bars.map(({ title: name, low, high }) => `${name} ${withUnit(low, scale)}–${withUnit(high, scale)}`);
  return say(
    locale,
    `龙卷风图，各参数单独变动时的${outcome.zh}：${parts.join("；")}。`,
    `Tornado of ${outcome.en}, each parameter moved alone: ${parts.join("; ")}.`,
  );
}

function rowsOf(rows: readonly TornadoRow[], goal: Goal | undefined): Row[] {
  return rows.map((row) => {
    const { scenario, outcome, year, parameter, unit, lowValue, highValue, low, high, base } = row;
    const values = { unit, lowValue, highValue, low, base, high, swing: swing(row), standardError: row.standardError };
    const decisive = goal ? { isDecisive: isDecisive(row, goal) } : {};
    return { scenario, outcome, year, parameter, ...values, ...decisive };
  });
}
