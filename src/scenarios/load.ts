import type { Issue } from "../core/issue.ts";
import { didYouMean } from "./fields.ts";
import { readScenarioFile } from "./parse.ts";
import { fail, type Place } from "./place.ts";
import type { Read } from "./references.ts";
import type { ComparisonSpec, FileSpec, GoalSpec, PlacedGoal, Reference, ScenarioSpec, Setting } from "./spec.ts";

/** Reads each file once; errors go to one list, warnings stay with their file. */
export interface Loader {
  load(reference: Reference): FileSpec | undefined;
  /** Warnings of the file a spec was read from. */
  warningsOf(spec: { readonly place: Place }): readonly Issue[];
  readonly issues: Issue[];
}

/** A loader on top of the caller's `read`. */
export function newLoader(read: Read): Loader {
  const specs = new Map<string, FileSpec | undefined>();
  const warnings = new Map<string, readonly Issue[]>();
  const issues: Issue[] = [];
  return {
    issues,
    warningsOf: ({ place }) => warnings.get(place.file) ?? [],
    load(reference) {
      const { ref, place } = reference;
      // A place without a line is no place in a file: the user named this reference.
      const found = place.line === undefined ? read(ref) : read(ref, place.file);
      if (found === undefined) {
        return fail(issues, place, "missing-file", `cannot find "${ref}"`, {
          expected: "the id or the relative path of a scenario file",
          suggestion: didYouMean(ref, read.names?.() ?? [], issues),
        });
      }
      if (specs.has(found.file)) return specs.get(found.file);
      const own: Issue[] = [];
      const spec = readScenarioFile(found.text, found.file, own);
      specs.set(found.file, spec);
      issues.push(...own.filter((issue) => issue.severity === "error"));
      warnings.set(
        found.file,
        own.filter((issue) => issue.severity === "warning"),
      );
      return spec;
    },
  };
}

/** A scenario or package whose goals have been looked up. */
export type LoadedScenario = Omit<ScenarioSpec, "goals"> & { readonly goals: readonly PlacedGoal[] };

/** A scenario and the packages it includes, in order. */
export interface Generation {
  readonly scenario: LoadedScenario;
  readonly packages: readonly { readonly spec: LoadedScenario; readonly reference: Reference }[];
}

/** A scenario's files and settings. */
export interface Lineage {
  /** Ancestors, oldest first, and the scenario itself. */
  readonly generations: readonly Generation[];
  /** Values the comparison sets in this scenario alone, and values of the command line. */
  readonly ownSettings: readonly Setting[];
  readonly settings: readonly Setting[];
}

/** The ancestors of a scenario, oldest first, and the scenario itself. Undefined where one cannot be read. */
export function loadLineage(reference: Reference, loader: Loader): readonly Generation[] | undefined {
  const generations: Generation[] = [];
  const seen = new Set<string>();
  let next: Reference | undefined = reference;
  while (next) {
    const scenario: ScenarioSpec | undefined = loadKind(next, "scenario", loader);
    if (scenario === undefined) return undefined;
    if (seen.has(scenario.place.file)) {
      return fail(loader.issues, next.place, "cycle", `${[...seen, scenario.place.file].join(" extends ")}`, {
        expected: "a chain of ancestors that ends",
      });
    }
    seen.add(scenario.place.file);
    generations.unshift({ scenario: withGoals(scenario, loader), packages: loadPackages(scenario, loader) });
    next = scenario.ancestor;
  }
  return generations;
}

function loadPackages(scenario: ScenarioSpec, loader: Loader): Generation["packages"] {
  return scenario.include.flatMap((reference) => {
    const spec = loadKind(reference, "package", loader);
    return spec ? [{ spec: withGoals(spec, loader), reference }] : [];
  });
}

/** The spec with the goals it names by reference in their place. */
function withGoals(spec: ScenarioSpec, loader: Loader): LoadedScenario {
  const goals = spec.goals.flatMap((entry) => {
    if ("goal" in entry) return [entry];
    const found = loadKind(entry, "goal", loader);
    return found ? [{ goal: found.goal, place: entry.place }] : [];
  });
  goals.forEach(({ goal, place }, k) => {
    if (goals.findIndex((other) => other.goal.id === goal.id) === k) return;
    fail(loader.issues, place, "repeated-value", `the goal "${goal.id}" is given twice`);
  });
  return { ...spec, goals };
}

/** The file a reference names, which must be of one kind. */
export function loadKind(reference: Reference, kind: "comparison", loader: Loader): ComparisonSpec | undefined;
export function loadKind(reference: Reference, kind: "goal", loader: Loader): GoalSpec | undefined;
export function loadKind(reference: Reference, kind: "scenario" | "package", loader: Loader): ScenarioSpec | undefined;
export function loadKind(reference: Reference, kind: FileSpec["kind"], loader: Loader): FileSpec | undefined {
  const spec = loader.load(reference);
  if (spec === undefined || spec.kind === kind) return spec;
  const suggestions = {
    scenario: "a scenario is built on with extends:",
    package: "name it under include:",
    comparison: "run it with `junheng compare`",
    goal: "name it under goals:",
  };
  return fail(loader.issues, reference.place, "wrong-kind", `"${reference.ref}" is a ${spec.kind}`, {
    expected: `a ${kind}`,
    suggestion: suggestions[spec.kind],
  });
}
