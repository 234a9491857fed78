import type {
  CertifiedShareRow,
  ComparisonSummary,
  DifferenceRow,
  GoalChanceRow,
  HindcastRow,
  OutcomeId,
  OutcomeRow,
  ScenarioHead,
} from "../experiment/comparison-summary.ts";
import type { Goal } from "../scenarios/scenario.ts";

/** The scenario the others are held against: the one marked so, else the first. */
export function baselineOf(summary: ComparisonSummary): ScenarioHead {
  return summary.scenarios.find((scenario) => scenario.isBaseline) ?? summary.scenarios[0]!;
}

/** Scenarios other than the baseline, in the order of the comparison. */
export function alternativesOf(summary: ComparisonSummary): readonly ScenarioHead[] {
  const baseline = baselineOf(summary);
  return summary.scenarios.filter((scenario) => scenario.id !== baseline.id);
}

/** The last scenario that is not the baseline, by custom the package of all changes; undefined where there is none. */
export function lastAlternative(summary: ComparisonSummary): ScenarioHead | undefined {
  return alternativesOf(summary).at(-1);
}

/** Years at which results are headlined: those of the goals and those asked for beside them, in order; the last simulated year where there are none. */
export function headlineYears(summary: ComparisonSummary): readonly number[] {
  const all = [...summary.goals.map((goal) => goal.year), ...(summary.extraYears ?? [])];
  const years = all.filter((year) => summary.years.includes(year));
  const distinct = [...new Set(years)].sort((a, b) => a - b);
  return distinct.length > 0 ? distinct : [summary.years.at(-1)!];
}

/** First and last headline year, once where they are the same; figures with a panel a year show these. */
export function panelYears(summary: ComparisonSummary): readonly number[] {
  const years = headlineYears(summary);
  return years.length > 1 ? [years[0]!, years.at(-1)!] : years;
}

/** The last year of the headline. */
export function endYear(summary: ComparisonSummary): number {
  return headlineYears(summary).at(-1)!;
}

/** Goals for the nation's share of counties certified, which figures of that share draw. */
export function certifiedGoals(summary: ComparisonSummary): readonly Goal[] {
  return summary.goals.filter(
    ({ metric, op, scope }) => metric === "certifiedShare" && op === ">=" && scope === "nation",
  );
}

/** The goal for the nation's share certified in a year, if any. */
export function goalAt(summary: ComparisonSummary, year: number): Goal | undefined {
  return certifiedGoals(summary).find((goal) => goal.year === year);
}

/** Spread of the share of counties certified. */
export function certifiedAt(summary: ComparisonSummary, scenario: string, year: number): CertifiedShareRow | undefined {
  return summary.certifiedShare.find((row) => row.scenario === scenario && row.year === year);
}

/** Paired difference of an outcome from the baseline. */
export function differenceAt(
  summary: ComparisonSummary,
  scenario: string,
  outcome: OutcomeId,
  year: number,
): DifferenceRow | undefined {
  return summary.differences.find((row) => row.scenario === scenario && row.outcome === outcome && row.year === year);
}

/**
 * Whether the sign of a paired difference is open. A difference of exactly nothing in every world is not open:
 * the scenario leaves that outcome as it is.
 */
export function isSignOpen(row: DifferenceRow): boolean {
  return !row.isSettled && !isNoDifference(row);
}

/** Whether a scenario leaves an outcome exactly as it is in the baseline. */
export function isNoDifference({ mean, p05, p95 }: DifferenceRow): boolean {
  return mean === 0 && p05 === 0 && p95 === 0;
}

/** Spread of an outcome. */
export function outcomeAt(
  summary: ComparisonSummary,
  scenario: string,
  outcome: OutcomeId,
  year: number,
): OutcomeRow | undefined {
  return summary.outcomes.find((row) => row.scenario === scenario && row.outcome === outcome && row.year === year);
}

/** Chance that a scenario meets a goal. */
export function chanceOf(summary: ComparisonSummary, scenario: string, goal: string): GoalChanceRow | undefined {
  return summary.goalChances.find((row) => row.scenario === scenario && row.goal === goal);
}

/** Whether a hindcast figure lies within its tolerance; undefined where it has none. */
export function isWithinTolerance(row: HindcastRow): boolean | undefined {
  if (row.tolerance === undefined) return undefined;
  return Math.abs(row.relativeError) <= row.tolerance;
}

/** Number of hindcast figures with a tolerance, how many keep it, and the error largest in size among them. */
export function gatedHindcast(summary: ComparisonSummary): { checked: number; within: number; worst: number } {
  // The figures of the first year are what the world is made from; meeting them proves nothing.
  const gated = summary.hindcast.filter((row) => row.tolerance !== undefined && row.year > summary.years[0]!);
  const worst = gated.reduce(
    (most, row) => (Math.abs(row.relativeError) > Math.abs(most) ? row.relativeError : most),
    0,
  );
  return { checked: gated.length, within: gated.filter((row) => isWithinTolerance(row)).length, worst };
}
