import type { Issue } from "../core/issue.ts";
import { pearsonOfRank } from "../core/rank-correlation.ts";
import { isPositiveDefinite } from "../core/symmetric.ts";
import type { Uncertainty } from "../model/parameter-table.ts";
import type { ParameterId } from "../model/parameters.ts";
import { choicesOf } from "./choices.ts";
import type { Place } from "./place.ts";
import { fail } from "./place.ts";
import type { UncertaintySpec } from "./spec.ts";

/** Parameters tied to one another by rank correlations, in alphabetical order. */
export interface CorrelatedBlock {
  readonly parameters: readonly ParameterId[];
  /** Correlations of the normal copula, row-major; pairs that no one states are 0. */
  readonly matrix: Float64Array;
}

/** The blocks of correlated parameters; parameters without a correlation belong to none. */
export function correlatedBlocks(uncertainties: readonly Uncertainty[]): readonly CorrelatedBlock[] {
  const neighbours = new Map<ParameterId, Map<ParameterId, number>>();
  const tie = (a: ParameterId, b: ParameterId, value: number) => {
    if (!neighbours.has(a)) neighbours.set(a, new Map());
    neighbours.get(a)!.set(b, value);
  };
  for (const { parameter, correlate = {} } of uncertainties) {
    for (const [other, value] of Object.entries(correlate) as [ParameterId, number][]) {
      tie(parameter, other, value);
      tie(other, parameter, value);
    }
  }
  const seen = new Set<ParameterId>();
  return [...neighbours.keys()].sort().flatMap((start) => {
    if (seen.has(start)) return [];
    const reached = [start];
    for (const next of reached) {
      if (seen.has(next)) continue;
      seen.add(next);
      reached.push(...neighbours.get(next)!.keys());
    }
    const parameters = [...new Set(reached)].sort();
    const correlation = (a: ParameterId, b: ParameterId) =>
      a === b ? 1 : pearsonOfRank(neighbours.get(a)!.get(b) ?? 0);
    return [
      { parameters, matrix: Float64Array.from(parameters.flatMap((a) => parameters.map((b) => correlation(a, b)))) },
    ];
  });
}

/** Notes correlations with what is not drawn once for the run, pairs given twice with different numbers, and impossible sets. */
export function checkCorrelations(entries: readonly UncertaintySpec[], issues: Issue[]): void {
  const before = issues.length;
  const drawn = new Map(entries.map((entry) => [entry.uncertainty.parameter, entry]));
  for (const { uncertainty, correlationPlaces } of entries) {
    const { parameter, correlate = {} } = uncertainty;
    for (const [other, value] of Object.entries(correlate) as [ParameterId, number][]) {
      const place = correlationPlaces.get(other)!;
      const partner = drawn.get(other)?.uncertainty;
      const back = partner?.correlate?.[parameter];
      if (partner === undefined || partner.vary !== undefined || choicesOf(other)) {
        noteUnfitPartner(parameter, other, partner, place, issues);
      } else if (back !== undefined && back !== value && parameter < other) {
        const problem = `the rank correlation of ${parameter} and ${other} is given as ${value} and as ${back}`;
        fail(issues, place, "bad-correlation", problem, { expected: "one number, on one side or the same on both" });
      }
    }
  }
  if (issues.length > before) return;
  for (const { parameters, matrix } of correlatedBlocks(entries.map(({ uncertainty }) => uncertainty))) {
    if (isPositiveDefinite(matrix, parameters.length)) continue;
    const owner = entries.find(
      ({ uncertainty }) => uncertainty.correlate && parameters.includes(uncertainty.parameter),
    )!;
    const place = [...owner.correlationPlaces.values()][0]!;
    const problem = `the rank correlations of ${parameters.join(", ")} cannot hold together`;
    fail(issues, place, "correlations-impossible", problem, {
      expected: "correlations that form a positive definite matrix; pairs that are not given count as 0",
    });
  }
}

function noteUnfitPartner(
  parameter: ParameterId,
  other: ParameterId,
  partner: Uncertainty | undefined,
  place: Place,
  issues: Issue[],
): void {
  const why =
    partner === undefined
      ? "which has no uncertainty here"
      : partner.vary !== undefined
        ? `which varies by ${partner.vary}`
        : "which is a choice";
  fail(issues, place, "bad-correlation", `${parameter} is correlated with ${other}, ${why}`, {
    expected: "a parameter with a numeric draw for the run",
  });
}
