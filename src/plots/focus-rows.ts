import type { ComparisonSummary, OutcomeId, ScenarioHead } from "../experiment/comparison-summary.ts";
import type { FigureFocus } from "./figure.ts";
import { panelYears } from "./findings.ts";

/** Rows of one scenario and outcome, with the years to show. */
export interface FocusRows<T> {
  readonly scenario: ScenarioHead;
  readonly outcome: OutcomeId;
  readonly years: readonly number[];
  readonly rows: readonly T[];
}

/**
 * The part of a table that a figure shows: what the focus asks for; else the last scenario of the comparison that has rows,
 * the share certified or whatever outcome comes first, and the first and last headline year, or all years there are.
 * Undefined where the table has nothing of the kind.
 */
export function focusRows<T extends { readonly scenario: string; readonly outcome: OutcomeId; readonly year: number }>(
  table: readonly T[] | undefined,
  summary: ComparisonSummary,
  focus?: FigureFocus,
): FocusRows<T> | undefined {
  const asked = (table ?? []).filter(
    (row) =>
      (focus?.scenario ?? row.scenario) === row.scenario &&
      (focus?.outcome ?? row.outcome) === row.outcome &&
      (focus?.year ?? row.year) === row.year,
  );
  const scenario = summary.scenarios.filter(({ id }) => asked.some((row) => row.scenario === id)).at(-1);
  if (!scenario) return undefined;
  const own = asked.filter((row) => row.scenario === scenario.id);
  const outcome = own.some((row) => row.outcome === "certifiedShare") ? "certifiedShare" : own[0]!.outcome;
  const ofOutcome = own.filter((row) => row.outcome === outcome);
  const found = [...new Set(ofOutcome.map((row) => row.year))].sort((a, b) => a - b);
  const headlined = panelYears(summary).filter((year) => found.includes(year));
  const years = headlined.length > 0 ? headlined : found;
  return { scenario, outcome, years, rows: ofOutcome.filter((row) => years.includes(row.year)) };
}
