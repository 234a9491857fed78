import type { Locale } from "../core/bilingual.ts";
import { OUTCOMES, type LadderRow } from "../experiment/comparison-summary.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { focusRows, type FocusRows } from "./focus-rows.ts";
import { percent } from "./format.ts";
import { ensembleLine, quoted, say } from "./labels.ts";
import { outcomeScale, scaled, scaledDifference, type OutcomeScale } from "./outcome-format.ts";
import { INK, scenarioColours } from "./theme.ts";
import { drawWaterfall, waterfallHeight, type WaterfallPanel, type WaterfallRow } from "./waterfall-panel.ts";

/**
 * A scenario without constraints, then with one more switched on at a time: what each keeps back. Heeds `outcome`, `year`, `scenario`.
 * @throws RangeError if the comparison has no ladder.
 */
export const ladder: FigureMaker = async (summary, locale, focus) => {
  const found = focusRows(summary.ladder, summary, focus);
  if (!found) throw new RangeError(`comparison ${summary.id} has no constraint ladder to show`);
  const outcome = OUTCOMES[found.outcome].title;
  const scale = outcomeScale(found.outcome, Math.max(...found.rows.map((row) => Math.abs(row.mean))), locale);
  const panels = panelsOf(found, scenarioColours(summary.scenarios).get(found.scenario.id)!, locale);
  return drawFigure(summary, locale, {
    id: "ladder",
    focus,
    title: title(found, scale, locale),
    subtitle: say(
      locale,
      `${quoted(found.scenario, "zh")}${outcome.zh}（${scale.unit}）：先去掉全部约束，再按所示次序逐个加回，同一随机数配对。${ensembleLine(summary, "zh")}。`,
      `${outcome.en} under ${quoted(found.scenario, "en")} (${scale.unit}): without any constraint, then with them switched on one by one in the order shown, same random numbers. ${ensembleLine(summary, "en")}.`,
    ),
    note: say(
      locale,
      `次序：${orderOf(found, "zh").join(" → ")}。换一个次序，各步大小会变，两端不变；横轴不从 0 开始，各图刻度等长。`,
      `Order: ${orderOf(found, "en").join(" → ")}. Another order changes the steps, not the ends; axes do not start at 0 and are of one length.`,
    ),
    alt: altText(found, scale, locale),
    rows: rowsOf(found),
    bodyHeight: waterfallHeight(panels[0]!.rows.length),
    draw: (body) => drawWaterfall(body, panels, scale, locale),
  });
};

/** Rungs of a year from the first on. */
function rungsOf({ rows }: FocusRows<LadderRow>, year: number): LadderRow[] {
  return rows.filter((row) => row.year === year).sort((a, b) => a.rung - b.rung);
}

function orderOf(found: FocusRows<LadderRow>, locale: Locale): string[] {
  return rungsOf(found, found.years[0]!)
    .slice(1)
    .map((row) => row.title[locale]);
}

function panelsOf(found: FocusRows<LadderRow>, colour: string, locale: Locale): WaterfallPanel[] {
  return found.years.map((year) => {
    const rungs = rungsOf(found, year);
    const steps = rungs.slice(1).map((row): WaterfallRow => ({
      kind: "step",
      title: say(locale, `${row.rung}. 加上${row.title.zh}`, `${row.rung}. with ${row.title.en}`),
      from: row.mean - row.step,
      to: row.mean,
      standardError: row.standardError,
      isOpen: !row.isSettled,
    }));
    const first: WaterfallRow = { kind: "level", title: rungs[0]!.title[locale], value: rungs[0]!.mean, colour: INK };
    const end = say(locale, `${found.scenario.title.zh}（全部约束）`, `${found.scenario.title.en} (all constraints)`);
    return { year, rows: [first, ...steps, { kind: "level", title: end, value: rungs.at(-1)!.mean, colour }] };
  });
}

function level(value: number, scale: OutcomeScale): string {
  return scale.unit === "%" ? percent(value) : `${scaled(value, scale)} ${scale.unit}`;
}

/** Where the ladder starts and which rung takes most, in the last year. */
function title(found: FocusRows<LadderRow>, scale: OutcomeScale, locale: Locale): string {
  const year = found.years.at(-1)!;
  const rungs = rungsOf(found, year);
  const outcome = OUTCOMES[found.outcome].title;
  const start = say(
    locale,
    `没有约束时 ${year} 年${outcome.zh}为 ${level(rungs[0]!.mean, scale)}，实际 ${level(rungs.at(-1)!.mean, scale)}`,
    `${outcome.en} in ${year}: ${level(rungs[0]!.mean, scale)} without constraints, ${level(rungs.at(-1)!.mean, scale)} with all`,
  );
  const steps = rungs.slice(1);
  if (steps.every((row) => row.step === 0)) return start;
  const most = steps.reduce((best, row) => (Math.abs(row.step) > Math.abs(best.step) ? row : best));
  const unit = scale.unit === "%" ? say(locale, " 个百分点", " points") : "";
  const open = most.isSettled ? "" : say(locale, "，正负未定", ", not settled");
  const size = `${scaledDifference(most.step, scale)}${unit}${open}`;
  return say(
    locale,
    `${start}；“${most.title.zh}”影响最大（${size}）`,
    `${start}; "${most.title.en}" weighs most (${size})`,
  );
}

function altText(found: FocusRows<LadderRow>, scale: OutcomeScale, locale: Locale): string {
  const parts = found.years.map((year) => {
    const list = rungsOf(found, year).map((row) =>
      row.rung === 0
        ? `${row.title[locale]} ${level(row.mean, scale)}`
        : `${row.title[locale]} ${scaledDifference(row.step, scale)}`,
    );
    return `${year}: ${list.join(say(locale, "，", ", "))}`;
  });
  return say(
    locale,
    `约束阶梯（瀑布图），逐个加回约束：${parts.join("；")}。`,
    `Constraint ladder as a waterfall, constraints switched on one by one: ${parts.join("; ")}.`,
  );
}

function rowsOf({ rows }: FocusRows<LadderRow>): Row[] {
  return rows.map(({ scenario, outcome, year, rung, constraint, mean, step, standardError, isSettled }) => {
    const rungOf = { rung, constraint: constraint ?? "none" };
    return { scenario, outcome, year, ...rungOf, mean, step, standardError, isSettled };
  });
}
