import type { Bilingual } from "../core/bilingual.ts";
import type { Issue } from "../core/issue.ts";
import { formatIssue } from "../core/issue.ts";
import { bindChanges } from "./bind.ts";
import { describeChange } from "./describe.ts";
import { compileFormulas } from "./formulas.ts";
import type { Generation, Lineage, Loader } from "./load.ts";
import { loadKind, loadLineage, newLoader } from "./load.ts";
import type { Place } from "./place.ts";
import { fail, throwErrors, warn } from "./place.ts";
import type { Read } from "./references.ts";
import { baselineFirst, resolveExplanations, type ComparisonAsks, type Requests } from "./resolve-explanation.ts";
import type { CountyAttributes } from "../model/parameter-table.ts";
import type { EnsemblePlan, Goal, ResolvedComparison, ResolvedScenario } from "./scenario.ts";
import { shiftPolicy } from "./shift-policy.ts";
import type { ComparisonEntry, FileSpec, Setting } from "./spec.ts";
import type { Stack } from "./stack.ts";
import { stackLineage } from "./stack.ts";
import { traceValues } from "./trace-values.ts";

/**
 * Settles a scenario: its ancestors and packages are read, and every name in them is looked up.
 * @param ref Id or path of the scenario, as `read` understands it.
 * @param settings Values of the command line, which have the last word.
 * @throws InputError with everything that is wrong in any of the files.
 */
export async function resolveScenario(
  ref: string,
  read: Read,
  settings: readonly Setting[] = [],
): Promise<ResolvedScenario> {
  const loader = newLoader(read);
  const draft = draftScenario({ reference: startingAt(ref), settings: [] }, settings, loader);
  const scenario = draft && (await finishScenario(draft, loader.issues));
  throwErrors(unique(loader.issues));
  return scenario!;
}

/**
 * Settles a comparison: the baseline, then the scenarios in order, all on the baseline's ensemble.
 * @param settings Values of the command line, which act in every scenario, baseline included.
 * @param requests What the command line asks to be explained.
 * @throws InputError with everything that is wrong in any of the files.
 */
export async function resolveComparison(
  ref: string,
  read: Read,
  settings: readonly Setting[] = [],
  requests: Requests = {},
): Promise<ResolvedComparison> {
  const loader = newLoader(read);
  const spec = loadKind(startingAt(ref), "comparison", loader);
  const entries: ComparisonEntry[] = spec ? [{ reference: spec.baseline, settings: [] }, ...spec.scenarios] : [];
  const { scenarios, ...explanations } = await settleEntries(entries, spec, settings, requests, loader);
  return {
    id: spec!.id,
    title: spec!.title,
    file: spec!.place.file,
    baseline: scenarios[0]!.id,
    scenarios,
    ...explanations,
  };
}

/** Scenarios run on the same worlds, the baseline first, and what is to be explained of them. */
export type ComparedScenarios = Omit<ResolvedComparison, "id" | "title" | "file" | "baseline">;

/**
 * Settles scenarios that no file compares: the first is the baseline, on whose ensemble all run.
 * @throws InputError with everything that is wrong in any of the files.
 */
export async function resolveScenarios(
  refs: readonly string[],
  read: Read,
  settings: readonly Setting[] = [],
  requests: Requests = {},
): Promise<ComparedScenarios> {
  const entries = refs.map((ref): ComparisonEntry => ({ reference: startingAt(ref), settings: [] }));
  return settleEntries(entries, {}, settings, requests, newLoader(read));
}

/** Settles the scenarios of a comparison and what is asked of them; `asks` is undefined where the file could not be read. */
async function settleEntries(
  entries: readonly ComparisonEntry[],
  asks: ComparisonAsks | undefined,
  settings: readonly Setting[],
  requests: Requests,
  loader: Loader,
): Promise<ComparedScenarios> {
  const { issues } = loader;
  const drafts = entries.flatMap((entry) => draftEntry(entry, settings, loader) ?? []);
  // Pairing is judged only where every scenario could be read.
  const paired = drafts.length === entries.length ? pairDrafts(drafts, issues) : drafts;
  const settled: ResolvedScenario[] = [];
  for (const draft of paired) settled.push(await finishScenario(draft, issues));
  throwErrors(unique(issues));
  const scenarios = baselineFirst(settled, requests.baseline, issues);
  throwErrors(unique(issues));
  const explanations = await resolveExplanations(asks!, scenarios, requests, issues);
  throwErrors(unique(issues));
  return { scenarios, ...explanations };
}

/** What a checked file is, and what its author should know. */
export interface CheckedFile {
  readonly kind: FileSpec["kind"];
  readonly id: string;
  readonly title: Bilingual;
  readonly file: string;
  readonly warnings: readonly Issue[];
}

/**
 * Checks a file of any kind, with every file it names, short of binding it to counties.
 * @throws InputError with everything that is wrong.
 */
export async function checkScenarioFile(ref: string, read: Read): Promise<CheckedFile> {
  const loader = newLoader(read);
  const spec = loader.load(startingAt(ref));
  throwErrors(loader.issues);
  const { kind, id, title, place } = spec!;
  const head = { kind, id, title, file: place.file };
  switch (spec!.kind) {
    case "scenario":
      return { ...head, warnings: (await resolveScenario(ref, read)).warnings };
    case "comparison": {
      const { scenarios } = await resolveComparison(ref, read);
      return { ...head, warnings: unique(scenarios.flatMap((scenario) => scenario.warnings)) };
    }
    case "package":
      await compileFormulas(
        spec!.changes,
        loader.issues,
        spec!.balances.flatMap(({ where }) => where),
      );
      throwErrors(loader.issues);
      return { ...head, warnings: loader.warningsOf(spec!) };
    case "goal":
      return { ...head, warnings: loader.warningsOf(spec!) };
    default:
      return spec! satisfies never;
  }
}

/** A scenario whose formulas are still text. */
interface Draft {
  readonly id: string;
  readonly title: Bilingual;
  /** Where the scenario was named. */
  readonly place: Place;
  readonly file: string;
  readonly stack: Stack;
  readonly warnings: readonly Issue[];
  readonly lineage: Lineage;
}

/** A reference that no file contains: what the caller asked for. */
const startingAt = (ref: string) => ({ ref, place: { file: ref } });

function draftScenario(entry: ComparisonEntry, settings: readonly Setting[], loader: Loader): Draft | undefined {
  const { reference, policy, settings: ownSettings } = entry;
  const written = loadLineage(reference, loader);
  if (written === undefined) return undefined;
  const found: Issue[] = [];
  const generations = policy ? [...written.slice(0, -1), shiftPolicy(written.at(-1)!, policy, found)] : written;
  const stack = stackLineage(generations, [...ownSettings, ...settings], found);
  loader.issues.push(...found.filter((issue) => issue.severity === "error"));
  const { id, title, place } = generations.at(-1)!.scenario;
  const warnings = [...warningsOf(written, loader), ...found.filter((issue) => issue.severity === "warning")];
  const lineage = { generations, ownSettings, settings };
  return { id, title, place: reference.place, file: place.file, stack, warnings, lineage };
}

function warningsOf(generations: readonly Generation[], loader: Loader): Issue[] {
  const specs = generations.flatMap(({ scenario, packages }) => [...packages.map(({ spec }) => spec), scenario]);
  return specs.flatMap((spec) => loader.warningsOf(spec));
}

function draftEntry(entry: ComparisonEntry, settings: readonly Setting[], loader: Loader): Draft | undefined {
  const draft = draftScenario(entry, settings, loader);
  return draft && { ...draft, id: entry.as ?? draft.id, title: entry.label ?? draft.title };
}

/** Holds the scenarios of a comparison against its baseline, whose ensemble they take. */
function pairDrafts(drafts: readonly Draft[], issues: Issue[]): readonly Draft[] {
  const baseline = drafts[0];
  if (baseline === undefined) return [];
  const drawn = parametersDrawn(baseline.stack);
  return drafts.map((draft, index) => {
    if (drafts.findIndex((other) => other.id === draft.id) < index) {
      fail(issues, draft.place, "repeated-scenario", `the comparison already has a scenario "${draft.id}"`, {
        suggestion: "give this one another id with as:",
      });
    }
    const { ensemble } = baseline.stack;
    for (const key of Object.keys(draft.stack.statedEnsemble) as (keyof EnsemblePlan)[]) {
      if (String(draft.stack.statedEnsemble[key]) === String(ensemble[key])) continue;
      fail(
        issues,
        draft.place,
        "ensembles-differ",
        `${draft.id} asks for ensemble.${key} ${draft.stack.ensemble[key]}`,
        {
          expected: `the baseline's ${ensemble[key]}, for all scenarios run in the same worlds`,
        },
      );
    }
    const warnings = [...draft.warnings];
    if (parametersDrawn(draft.stack) !== drawn) {
      const problem = `${draft.id} and ${baseline.id} do not draw the same parameters, so their worlds differ by more than policy`;
      warn(warnings, draft.place, "uncertainties-differ", problem, { suggestion: `let it extend ${baseline.id}` });
    }
    return { ...draft, stack: { ...draft.stack, ensemble }, warnings };
  });
}

const parametersDrawn = ({ uncertainties, jointDraws }: Stack) =>
  [...uncertainties.map(({ parameter }) => parameter), ...jointDraws.map(({ shares }) => shares)].sort().join(" ");

async function finishScenario(draft: Draft, issues: Issue[]): Promise<ResolvedScenario> {
  const { changes, balances, uncertainties, jointDraws, ensemble, goals } = draft.stack;
  const targets = balances.flatMap(({ where }) => where);
  const formulas = await compileFormulas(changes, issues, targets);
  return {
    id: draft.id,
    title: draft.title,
    file: draft.file,
    changes: changes.flatMap(describeChange),
    uncertainties,
    jointDraws,
    ensemble,
    goals,
    warnings: draft.warnings,
    lineage: draft.lineage,
    bind: (counties, baselineOf) => {
      checkGoalScopes(goals, draft.file, counties);
      return bindChanges(changes, formulas, { counties, baselineOf }, balances);
    },
    trace: (counties, baselineOf) => {
      checkGoalScopes(goals, draft.file, counties);
      return traceValues(changes, formulas, { counties, baselineOf }, balances);
    },
  };
}

/** A goal of a province needs counties there. */
function checkGoalScopes(goals: readonly Goal[], file: string, counties: readonly CountyAttributes[]): void {
  const issues: Issue[] = [];
  for (const { id, scope } of goals) {
    if (scope === "nation" || counties.some(({ province }) => province === scope)) continue;
    fail(
      issues,
      { file },
      "region-matches-nothing",
      `the goal "${id}" is for province "${scope}", and no county lies there`,
    );
  }
  throwErrors(issues);
}

/** Each issue once: files shared by several scenarios are checked with each of them. */
function unique(issues: readonly Issue[]): readonly Issue[] {
  return [...new Map(issues.map((issue) => [formatIssue(issue), issue])).values()];
}
