import type { Locale } from "../core/bilingual.ts";
import type { ComparisonSummary, ScenarioHead } from "../experiment/comparison-summary.ts";
import { differenceSize } from "../experiment/difference-size.ts";
import { certifiedAt, chanceOf, differenceAt, goalAt, headlineYears, isSignOpen } from "../plots/findings.ts";
import { goalShare, percent, percentRange, points, pointSize, significant } from "../plots/format.ts";
import { say } from "../plots/labels.ts";

/** One line of the headline table in words, ready for a page or a terminal; `—` where there is nothing to say. */
export interface HeadlineLine {
  readonly scenario: string;
  /** Median share certified. */
  readonly share: string;
  /** Its 5–95 % interval. */
  readonly range: string;
  /** Counties the median share stands for. */
  readonly counties: string;
  /** Mean paired difference in percentage points. */
  readonly difference: string;
  readonly differenceRange: string;
  /** Monte-Carlo standard error of the mean difference, percentage points. */
  readonly error: string;
  /** False where the sign of the difference is open. */
  readonly isSettled: boolean;
  /** Worlds in which the year's goal is met, of all worlds. */
  readonly chance: string;
  /** Class of the difference among the comparison's thresholds, such as `1-5`; undefined where it names none. */
  readonly size?: string;
}

/** The headline of one year. */
export interface HeadlineYear {
  readonly year: number;
  /** The goal in short, such as `1/3`; undefined where the year has none. */
  readonly goal?: string;
  readonly lines: readonly HeadlineLine[];
}

const NOTHING = "—";

/** The headline table: a block a year (by default the headline years), a line a scenario. */
export function headline(
  summary: ComparisonSummary,
  locale: Locale,
  years: readonly number[] = headlineYears(summary),
): HeadlineYear[] {
  return years.map((year) => {
    const goal = goalAt(summary, year);
    const lines = summary.scenarios.map((scenario) => headlineLine(summary, scenario, year, locale));
    return goal ? { year, goal: goalShare(goal.value), lines } : { year, lines };
  });
}

function headlineLine(summary: ComparisonSummary, scenario: ScenarioHead, year: number, locale: Locale): HeadlineLine {
  const row = certifiedAt(summary, scenario.id, year);
  const difference = differenceAt(summary, scenario.id, "certifiedShare", year);
  const goal = goalAt(summary, year);
  const chance = goal && chanceOf(summary, scenario.id, goal.id);
  const to = say(locale, " 至 ", " to ");
  return {
    scenario: scenario.title[locale],
    share: row ? percent(row.p50) : NOTHING,
    range: row ? percentRange(row.p05, row.p95) : NOTHING,
    counties: row ? significant(row.p50 * summary.nation.counties) : NOTHING,
    difference: difference ? points(difference.mean) : NOTHING,
    differenceRange: difference ? points(difference.p05) + to + points(difference.p95) : NOTHING,
    error: difference ? `±${pointSize(difference.standardError)}` : NOTHING,
    ...(summary.thresholds && {
      size: difference ? differenceSize(difference.mean, summary.thresholds) : NOTHING,
    }),
    isSettled: difference === undefined || !isSignOpen(difference),
    chance: chance
      ? `${percent(chance.chance)} (${Math.round(chance.chance * summary.worlds)}/${summary.worlds})`
      : NOTHING,
  };
}
