import type { Issue } from "../core/issue.ts";
import { SWITCH_IDS } from "../model/constraint-switches.ts";
import { coalitionsOf, MOST_PACKAGES, packagesBeyond, type PackageGame } from "./coalitions.ts";
import { didYouMean, shorten } from "./fields.ts";
import { fail, type Place } from "./place.ts";
import type { ResolvedComparison, ResolvedScenario } from "./scenario.ts";
import type { AttributionSpec, ComparisonSpec, LadderSpec, Named, ViewSpec } from "./spec.ts";
import type { View } from "./view.ts";

/** What a comparison file says about tables, figures and explanations; a comparison without a file says nothing. */
export type ComparisonAsks = Omit<ComparisonSpec, "kind" | "place" | "id" | "title" | "baseline" | "scenarios">;

/** What the command line asks for, over what the file says; to be explained is the scenario of an id, or the last one. */
export interface Requests {
  /** Id of the scenario to hold the others against. */
  readonly baseline?: string;
  readonly attribution?: { readonly of?: string };
  readonly ladder?: { readonly of?: string };
}

/** Names a request takes in messages. */
const FLAGS = { attribution: "--attribute", ladder: "--ladder" } as const;

/** Looks up the scenarios, packages and goals that the explanations and views of a comparison name. */
export async function resolveExplanations(
  spec: ComparisonAsks,
  scenarios: readonly ResolvedScenario[],
  requests: Requests,
  issues: Issue[],
): Promise<Omit<ResolvedComparison, "id" | "title" | "file" | "baseline" | "scenarios">> {
  const { outcomes, years, thresholds } = spec;
  const attributionSpec = requested("attribution", spec.attribution, requests.attribution);
  const ladderSpec = requested("ladder", spec.ladder, requests.ladder);
  const attribution = attributionSpec && (await resolveAttribution(attributionSpec, scenarios, issues));
  const ladder = ladderSpec && resolveLadder(ladderSpec, scenarios, issues);
  const views = spec.views?.map((view) => resolveView(view, scenarios[0]!, issues));
  return {
    differences: spec.differences ?? ["vs-baseline"],
    by: spec.by ?? ["nation", "province"],
    ...(attribution && { attribution }),
    ...(ladder && { ladder }),
    ...(outcomes && { outcomes }),
    ...(years && { years }),
    ...(thresholds && { thresholds }),
    ...(views && { views }),
  };
}

/** The scenarios with the one of that id first; they share an ensemble already. */
export function baselineFirst(
  scenarios: readonly ResolvedScenario[],
  id: string | undefined,
  issues: Issue[],
): readonly ResolvedScenario[] {
  const first = id === undefined ? scenarios[0] : find({ id, place: { file: "--baseline" } }, scenarios, issues);
  return [...(first ? [first] : []), ...scenarios.filter((scenario) => scenario !== first)];
}

/** The file's words, with the scenario of the command line in place of its own. */
function requested<T extends AttributionSpec | LadderSpec>(
  kind: keyof typeof FLAGS,
  written: T | undefined,
  request: { readonly of?: string } | undefined,
): T | undefined {
  if (request === undefined) return written;
  const place: Place = { file: FLAGS[kind] };
  const { of } = request;
  return { ...(written ?? { place }), ...(of !== undefined && { of: { id: of, place } }) } as T;
}

/** The scenario of that id; the last one where none is named. */
function find(of: Named | undefined, scenarios: readonly ResolvedScenario[], issues: Issue[]) {
  if (of === undefined) return scenarios.at(-1)!;
  const ids = scenarios.map(({ id }) => id);
  const found = scenarios.find(({ id }) => id === of.id);
  if (found) return found;
  return fail(issues, of.place, "unknown-scenario", `the comparison has no scenario "${shorten(of.id)}"`, {
    expected: ids.join(", "),
    suggestion: didYouMean(of.id, ids, issues),
  });
}

async function resolveAttribution(
  { of, by, place }: AttributionSpec,
  scenarios: readonly ResolvedScenario[],
  issues: Issue[],
): Promise<PackageGame | undefined> {
  const scenario = find(of, scenarios, issues);
  if (scenario === undefined) return undefined;
  const packages = packagesBeyond(scenario, scenarios[0]!).map(({ id }) => id);
  if (packages.length === 0) {
    const problem = `${scenario.id} includes no package that the baseline lacks`;
    return fail(issues, of?.place ?? place, "no-packages", problem, {
      expected: "a scenario made of packages, whose parts in the difference can be told apart",
    });
  }
  const unknown = by?.filter(({ id }) => !packages.includes(id)) ?? [];
  for (const { id, place: at } of unknown) {
    fail(issues, at, "unknown-package", `${scenario.id} includes no package "${shorten(id)}" beyond the baseline`, {
      expected: packages.join(", "),
      suggestion: didYouMean(id, packages, issues),
    });
  }
  const named = by?.map(({ id }) => id) ?? packages;
  if (named.length > MOST_PACKAGES) {
    return fail(issues, place, "too-many-packages", `${scenario.id} has ${named.length} packages to tell apart`, {
      expected: `at most ${MOST_PACKAGES}: ${2 ** MOST_PACKAGES} runs`,
      suggestion: "name some under by:; the others then count together",
    });
  }
  return unknown.length > 0 ? undefined : coalitionsOf(scenario, scenarios[0]!, named);
}

function resolveLadder(
  { of, order }: LadderSpec,
  scenarios: readonly ResolvedScenario[],
  issues: Issue[],
): ResolvedComparison["ladder"] {
  const scenario = find(of, scenarios, issues);
  return scenario && { scenario: scenario.id, order: order ?? SWITCH_IDS };
}

function resolveView({ goal, ...view }: ViewSpec, baseline: ResolvedScenario, issues: Issue[]): View {
  if (goal === undefined) return view;
  const goals = baseline.goals.map(({ id }) => id);
  if (!goals.includes(goal.id)) {
    fail(issues, goal.place, "unknown-goal", `the baseline has no goal "${shorten(goal.id)}"`, {
      expected: goals.length > 0 ? goals.join(", ") : "a goal of the baseline, which has none",
      suggestion: didYouMean(goal.id, goals, issues),
    });
  }
  return { ...view, goal: goal.id };
}
