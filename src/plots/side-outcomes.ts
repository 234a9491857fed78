import type { Locale } from "../core/bilingual.ts";
import {
  OUTCOMES,
  type ComparisonSummary,
  type DifferenceRow,
  type OutcomeId,
} from "../experiment/comparison-summary.ts";
import type { Row } from "./figure.ts";
import {
  alternativesOf,
  baselineOf,
  differenceAt,
  endYear,
  isNoDifference,
  isSignOpen,
  outcomeAt,
} from "./findings.ts";
import { SIDE_OUTCOMES } from "./labels.ts";
import { outcomeScale, type OutcomeScale } from "./outcome-format.ts";

/** One outcome: the baseline's mean and each scenario's paired difference from it. */
export interface SideOutcome {
  readonly outcome: OutcomeId;
  /** The direction that is worse; `neither` where the best lies between. */
  readonly worse: "more" | "less" | "neither";
  readonly baseline: number;
  readonly differences: readonly DifferenceRow[];
}

/**
 * Outcomes that can get worse while certificates get more, or those the comparison asks for, at the last headline year; those the summary
 * lacks are left out.
 */
export function sideOutcomes(summary: ComparisonSummary): SideOutcome[] {
  const year = endYear(summary);
  const baseline = baselineOf(summary).id;
  const worseOf = (outcome: OutcomeId) => SIDE_OUTCOMES.find((side) => side.outcome === outcome)?.worse ?? "neither";
  const outcomes = summary.sideOutcomes ?? SIDE_OUTCOMES.map(({ outcome }) => outcome);
  return outcomes.flatMap((outcome) => {
    const worse = worseOf(outcome);
    const level = outcomeAt(summary, baseline, outcome, year);
    const differences = alternativesOf(summary).flatMap(({ id }) => differenceAt(summary, id, outcome, year) ?? []);
    return level ? [{ outcome, worse, baseline: level.mean, differences }] : [];
  });
}

/** The same as rows of a table, one a scenario and outcome. */
export function sideOutcomeRows(panels: readonly SideOutcome[]): Row[] {
  return panels.flatMap(({ outcome, worse, baseline, differences }) =>
    differences.map((row) => ({
      outcome,
      unit: OUTCOMES[outcome].unit,
      scenario: row.scenario,
      year: row.year,
      baseline,
      difference: row.mean,
      p05: row.p05,
      p95: row.p95,
      standardError: row.standardError,
      isSettled: row.isSettled,
      verdict: verdictOn(row, worse),
    })),
  );
}

/** Whether a difference is for the worse, the better, none, not settled, or a change without a worse side. */
export function verdictOn(
  row: DifferenceRow,
  worse: SideOutcome["worse"],
): "worse" | "better" | "same" | "not settled" | "changed" {
  if (isNoDifference(row)) return "same";
  if (isSignOpen(row)) return "not settled";
  if (worse === "neither") return "changed";
  return row.mean > 0 === (worse === "more") ? "worse" : "better";
}

/** The scale in which an outcome's values over all scenarios are written. */
export function scaleOf(panel: SideOutcome, locale: Locale): OutcomeScale {
  const sizes = [0, ...panel.differences.flatMap((row) => [row.p05, row.p95])].map((value) =>
    Math.abs(panel.baseline + value),
  );
  return outcomeScale(panel.outcome, Math.max(...sizes), locale);
}
