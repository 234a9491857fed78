import { digest } from "../core/digest.ts";
import type { BoundScenario } from "../experiment/ensemble.ts";
import type { Shown } from "../experiment/comparison.ts";
import { addHiddenRuns, type HiddenRuns } from "../experiment/hidden-runs.ts";
import { tableText } from "../model/table-text.ts";
import type { ResolvedComparison, ResolvedScenario } from "../scenarios/scenario.ts";

/** What a comparison asks to be explained and shown; a scenario on its own asks nothing. */
export type Asks = Partial<Pick<ResolvedComparison, "attribution" | "ladder"> & Shown>;

/** The scenarios of a run, those that explain others behind the visible ones. */
export interface RunScenarios {
  readonly all: readonly BoundScenario[];
  readonly hidden: HiddenRuns;
}

/** Binds what the explanations of a comparison need to be run beside its scenarios, in the same worlds. */
export function bindExplanations(
  { attribution, ladder, scenarios }: Asks & { readonly scenarios: readonly ResolvedScenario[] },
  visible: readonly BoundScenario[],
  bind: (scenarios: readonly ResolvedScenario[]) => readonly BoundScenario[],
): RunScenarios {
  const position = scenarios.findIndex(({ id }) => id === ladder?.scenario);
  return addHiddenRuns(visible, {
    ...(attribution && { attribution: { ...attribution, coalitions: bind(attribution.coalitions) } }),
    ...(ladder && { ladder: { ...ladder, bound: visible[position]! } }),
  });
}

/** What the comparison asks, for its run's identity; undefined where it asks nothing. */
export async function asksIdentity(
  asks: Asks,
  { all, hidden }: RunScenarios,
  visible: number,
): Promise<object | undefined> {
  const shown = shownOf(asks);
  if (shown === undefined) return undefined;
  const values = await digest(JSON.stringify(all.slice(visible).map(valuesText)));
  return { ...shown, ...hidden, values };
}

/** What the comparison says about tables and figures; undefined for a scenario on its own. */
export function shownOf({ differences, outcomes, years, by, thresholds, views }: Asks): Shown | undefined {
  if (differences === undefined || by === undefined) return undefined;
  return {
    differences,
    by,
    ...(outcomes && { outcomes }),
    ...(years && { years }),
    ...(thresholds && { thresholds }),
    ...(views && { views }),
  };
}

/** Every value, draw and formula of a bound scenario in every county and year, as text. */
export function valuesText({ table }: BoundScenario): string {
  return tableText(table);
}
