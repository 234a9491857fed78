import { extent } from "d3-array";
import type { Locale } from "../core/bilingual.ts";
import {
  OUTCOMES,
  type ComparisonSummary,
  type DifferenceRow,
  type OutcomeId,
} from "../experiment/comparison-summary.ts";
import { drawPanel, PANEL_HEIGHT, type Axis, type Panel, type Point, type Words } from "./cost-effect-panel.ts";
import { drawFigure, type FigureMaker, type Row } from "./figure.ts";
import { alternativesOf, baselineOf, differenceAt, endYear, isSignOpen, panelYears } from "./findings.ts";
import { ensembleLine, intervalMeaning, quoted, say } from "./labels.ts";
import { addLegend, dotSign, lineSign } from "./legend.ts";
import { outcomeScale, scaledDifference, type OutcomeScale } from "./outcome-format.ts";
import { addGroup } from "./svg-parts.ts";
import { BODY_WIDTH, INK, PAPER } from "./theme.ts";

const GAP = 28;

/** Whether a comparison has what this figure needs. */
export function hasCosts(summary: ComparisonSummary): boolean {
  return pointsOf(summary, "certifiedShare", endYear(summary), "en").length > 0;
}

/**
 * What scenarios cost and what they achieve against the baseline, at the goal years. Heeds `outcome` and `year`.
 * @throws RangeError if the comparison has no such differences.
 */
export const costEffect: FigureMaker = async (summary, locale, focus) => {
  const outcome = focus?.outcome ?? "certifiedShare";
  const years = focus?.year === undefined ? panelYears(summary) : [focus.year];
  const panels = years.map((year) => ({ year, points: pointsOf(summary, outcome, year, locale) }));
  const all = panels.flatMap(({ points }) => points);
  if (all.length === 0) throw new RangeError(`comparison ${summary.id} has no differences in spending and ${outcome}`);
  const axes = {
    cost: axisOf(
      "spending",
      all.map(({ cost }) => cost),
      locale,
    ),
    effect: axisOf(
      outcome,
      all.map(({ effect }) => effect),
      locale,
    ),
  };
  const words = { outcome, axes, locale, summary };
  return drawFigure(summary, locale, {
    id: "cost-effect",
    focus,
    title: title(panels.at(-1)!, words),
    subtitle: say(
      locale,
      `横轴：当年支出与${baselineOf(summary).title.zh}之差（${axes.cost.scale.unit}）；纵轴：${OUTCOMES[outcome].title.zh}之差（${unitOf(axes.effect.scale, "zh")}）；同一随机数配对，十字为 90% 区间。${ensembleLine(summary, "zh")}。${intervalMeaning("zh")}。`,
      `Across: difference in spending of the year from ${baselineOf(summary).title.en} (${axes.cost.scale.unit}); up: difference in ${OUTCOMES[outcome].title.en} (${unitOf(axes.effect.scale, "en")}); paired on the same random numbers, crosses are 90% intervals. ${ensembleLine(summary, "en")}; ${intervalMeaning("en")}.`,
    ),
    note: say(
      locale,
      "支出为经常与基建支出，2020 年价格，只算该年，不累计。",
      "Recurrent and capital spending in prices of 2020, of that year alone, not summed over years.",
    ),
    alt: altText(panels, words),
    rows: rowsOf(all, outcome),
    bodyHeight: PANEL_HEIGHT,
    draw: (body) => {
      drawLegend(body, locale);
      const width = (BODY_WIDTH - (panels.length - 1) * GAP) / panels.length;
      panels.forEach((panel, k) => drawPanel(addGroup(body, k * (width + GAP), 0), panel, width, words));
    },
  });
};

function pointsOf(summary: ComparisonSummary, outcome: OutcomeId, year: number, locale: Locale): Point[] {
  return alternativesOf(summary).flatMap(({ id, title: name }) => {
    const cost = differenceAt(summary, id, "spending", year);
    const effect = differenceAt(summary, id, outcome, year);
    if (!cost || !effect) return [];
    return [{ scenario: id, name: name[locale], cost, effect, isOpen: isSignOpen(cost) || isSignOpen(effect) }];
  });
}

function axisOf(outcome: OutcomeId, rows: readonly DifferenceRow[], locale: Locale): Axis {
  const [low, high] = extent([0, ...rows.flatMap((row) => [row.p05, row.p95, row.mean])]) as [number, number];
  const span = high - low || Math.max(Math.abs(high), outcome === "spending" ? 1e9 : 0.01);
  const domain = [low - 0.14 * span, high + 0.14 * span] as const;
  return { domain, scale: outcomeScale(outcome, Math.max(Math.abs(low), Math.abs(high)) || span, locale) };
}

function unitOf({ unit }: OutcomeScale, locale: Locale): string {
  return unit === "%" ? say(locale, "百分点", "percentage points") : unit;
}

/** The scenario with the largest effect and what it costs. */
function title({ year, points }: Panel, { outcome, axes, locale, summary }: Words): string {
  const head = (id: string) =>
    quoted(
      summary.scenarios.find((one) => one.id === id)!,
      locale,
    );
  const settled = points.filter((point) => !point.isOpen);
  if (settled.length === 0) {
    return say(
      locale,
      `到 ${year} 年，各情景花费与效果的差别正负均未定`,
      `By ${year} no difference in both cost and effect is settled`,
    );
  }
  const best = settled.reduce((most, point) => (point.effect.mean > most.effect.mean ? point : most));
  if (best.effect.mean <= 0) {
    return say(
      locale,
      `到 ${year} 年，花费与效果的差别都已定的情景中没有一个提高${OUTCOMES[outcome].title.zh}`,
      `By ${year} no scenario with settled cost and effect raises ${OUTCOMES[outcome].title.en}`,
    );
  }
  const effect = `${scaledDifference(best.effect.mean, axes.effect.scale)} ${unitOf(axes.effect.scale, locale)}`;
  const cost = `${scaledDifference(best.cost.mean, axes.cost.scale)} ${axes.cost.scale.unit}`;
  return say(
    locale,
    `${year} 年效果最大的是${head(best.scenario)}：${OUTCOMES[outcome].title.zh} ${effect}，支出 ${cost}`,
    `${head(best.scenario)} achieves most in ${year}: ${OUTCOMES[outcome].title.en} ${effect}, spending ${cost}`,
  );
}

function altText(panels: readonly Panel[], { axes, locale }: Words): string {
  const parts = panels.map(({ year, points }) => {
    const list = points.map(
      ({ name, cost, effect, isOpen }) =>
        `${name} ${scaledDifference(cost.mean, axes.cost.scale)} / ${scaledDifference(effect.mean, axes.effect.scale)}${isOpen ? say(locale, "（未定）", " (open)") : ""}`,
    );
    return `${year}: ${list.join(say(locale, "，", ", "))}`;
  });
  const units = `${axes.cost.scale.unit} / ${unitOf(axes.effect.scale, locale)}`;
  return say(
    locale,
    `散点图，各情景与基准的支出之差和效果之差（${units}）：${parts.join("；")}。`,
    `Scatter of differences in spending and in effect from the baseline (${units}): ${parts.join("; ")}.`,
  );
}

function rowsOf(points: readonly Point[], outcome: OutcomeId): Row[] {
  return points.map(({ scenario, cost, effect, isOpen }) => ({
    scenario,
    year: cost.year,
    cost: cost.mean,
    costP05: cost.p05,
    costP95: cost.p95,
    outcome,
    difference: effect.mean,
    p05: effect.p05,
    p95: effect.p95,
    isSettled: !isOpen,
  }));
}

function drawLegend(body: SVGElement, locale: Locale): void {
  const items = [
    { text: say(locale, "均值", "mean"), sign: dotSign(INK, INK) },
    { text: say(locale, "支出或效果之差正负未定", "sign of cost or effect not settled"), sign: dotSign(PAPER, INK) },
    { text: say(locale, "90% 区间", "90% interval"), sign: lineSign(INK, 1.75) },
  ];
  addLegend(body, items, [0, 0], BODY_WIDTH);
}
