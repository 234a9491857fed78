import type { Locale } from "../core/bilingual.ts";
import { OUTCOMES, type AttributionRow, type ComparisonSummary } from "../experiment/comparison-summary.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { baselineOf, outcomeAt } from "./findings.ts";
import { focusRows, type FocusRows } from "./focus-rows.ts";
import { ensembleLine, quoted, say } from "./labels.ts";
import { outcomeScale, scaledDifference, type OutcomeScale } from "./outcome-format.ts";
import { scenarioColours } from "./theme.ts";
import { drawWaterfall, waterfallHeight, type WaterfallPanel, type WaterfallRow } from "./waterfall-panel.ts";

/**
 * From the baseline by packages to a scenario: what each package adds, averaged over all orders. Heeds `outcome`, `year`, `scenario`.
 * @throws RangeError if the comparison has no attribution to show.
 */
export const waterfall: FigureMaker = async (summary, locale, focus) => {
  const found = focusRows(summary.attribution, summary, focus);
  const panels = found ? panelsOf(found, summary, locale) : [];
  if (!found || panels.length === 0) throw new RangeError(`comparison ${summary.id} has no attribution to show`);
  const outcome = OUTCOMES[found.outcome].title;
  const levels = panels.flatMap(({ rows }) => rows.flatMap((row) => (row.kind === "level" ? [row.value] : [row.to])));
  const scale = outcomeScale(found.outcome, Math.max(...levels.map(Math.abs)), locale);
  return drawFigure(summary, locale, {
    id: "waterfall",
    focus,
    title: title(found, scale, locale),
    subtitle: say(
      locale,
      `${outcome.zh}（${scale.unit}）：从${baselineOf(summary).title.zh}到${quoted(found.scenario, "zh")}，各举措包的贡献与先后次序无关（沙普利值：对所有加入次序取平均），同一随机数配对。${ensembleLine(summary, "zh")}。`,
      `${outcome.en} (${scale.unit}) from ${baselineOf(summary).title.en} to ${quoted(found.scenario, "en")}: the part of each package, order-free (Shapley values, the mean over all orders), paired on the same random numbers. ${ensembleLine(summary, "en")}.`,
    ),
    note: say(
      locale,
      "横轴不从 0 开始，各图刻度等长；各部分相加正好是总差值，相互作用已平均分到各包。",
      "Axes do not start at 0 and are of one length; the parts add up to the whole difference, interactions shared equally.",
    ),
    alt: altText(found, scale, summary, locale),
    rows: rowsOf(found),
    bodyHeight: waterfallHeight(panels[0]!.rows.length),
    draw: (body) => drawWaterfall(body, panels, scale, locale),
  });
};

/** Rows of a year: baseline, packages in the order of the comparison, scenario. A year without levels has no panel. */
function panelsOf(
  { scenario, outcome, years, rows }: FocusRows<AttributionRow>,
  summary: ComparisonSummary,
  locale: Locale,
): WaterfallPanel[] {
  const baseline = baselineOf(summary);
  const colours = scenarioColours(summary.scenarios);
  return years.flatMap((year) => {
    const [start, end] = [baseline, scenario].map(({ id }) => outcomeAt(summary, id, outcome, year)?.mean);
    if (start === undefined || end === undefined) return [];
    let level = start;
    const steps = rows
      .filter((row) => row.year === year)
      .map((row): WaterfallRow => {
        const from = level;
        level += row.value;
        const { standardError, isSettled } = row;
        return { kind: "step", title: row.title[locale], from, to: level, standardError, isOpen: !isSettled };
      });
    const total = (one: typeof scenario, value: number): WaterfallRow => {
      return { kind: "level", title: one.title[locale], value, colour: colours.get(one.id)! };
    };
    return [{ year, rows: [total(baseline, start), ...steps, total(scenario, end)] }];
  });
}

/** The last year's whole difference and the package with the largest part. */
function title(
  { scenario, outcome, years, rows }: FocusRows<AttributionRow>,
  scale: OutcomeScale,
  locale: Locale,
): string {
  const year = years.at(-1)!;
  const own = rows.filter((row) => row.year === year);
  const whole = own.reduce((sum, row) => sum + row.value, 0);
  const most = own.reduce((best, row) => (Math.abs(row.value) > Math.abs(best.value) ? row : best));
  if (own.every((row) => row.value === 0)) {
    return say(
      locale,
      `${quoted(scenario, "zh")} ${year} 年${OUTCOMES[outcome].title.zh}与基准没有差别`,
      `${OUTCOMES[outcome].title.en} in ${year} under ${quoted(scenario, "en")} is as in the baseline`,
    );
  }
  const unit = scale.unit === "%" ? say(locale, " 个百分点", " points") : ` ${scale.unit}`;
  const open = most.isSettled ? "" : say(locale, "，正负未定", ", not settled");
  return say(
    locale,
    `${quoted(scenario, "zh")} ${year} 年${OUTCOMES[outcome].title.zh} ${scaledDifference(whole, scale)}${unit}，其中“${most.title.zh}” ${scaledDifference(most.value, scale)}${open}`,
    `${OUTCOMES[outcome].title.en} in ${year} under ${quoted(scenario, "en")}: ${scaledDifference(whole, scale)}${unit}, of which "${most.title.en}" ${scaledDifference(most.value, scale)}${open}`,
  );
}

function altText(
  { scenario, years, rows }: FocusRows<AttributionRow>,
  scale: OutcomeScale,
  summary: ComparisonSummary,
  locale: Locale,
): string {
  const parts = years.map((year) => {
    const list = rows
      .filter((row) => row.year === year)
      .map((row) => `${row.title[locale]} ${scaledDifference(row.value, scale)}`);
    return `${year}: ${list.join(say(locale, "，", ", "))}`;
  });
  const ends = [baselineOf(summary), scenario].map((one) => one.title[locale]);
  return say(
    locale,
    `瀑布图，从${ends[0]}到${ends[1]}，各举措包的贡献（${scale.unit}）：${parts.join("；")}。`,
    `Waterfall from ${ends[0]} to ${ends[1]}, parts of the packages (${scale.unit}): ${parts.join("; ")}.`,
  );
}

function rowsOf({ rows }: FocusRows<AttributionRow>): Row[] {
  return rows.map(({ scenario, outcome, year, package: id, value, standardError, isSettled }) => {
    return { scenario, outcome, year, package: id, difference: value, standardError, isSettled };
  });
}
