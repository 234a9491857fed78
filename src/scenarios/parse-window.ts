import type { Issue } from "../core/issue.ts";
import { FIRST_POLICY_YEAR, FIRST_YEAR, LAST_YEAR, PARAMETERS, type ParameterId } from "../model/parameters.ts";
import type { Fields } from "./fields.ts";
import { readBounded, readFields, readWord, readYear, shown } from "./fields.ts";
import { GRAMMAR, keyList } from "./grammar.ts";
import type { ChangeContext } from "./parse-change.ts";
import type { Place } from "./place.ts";
import { fail, warn } from "./place.ts";
import type { ChangeSpec, Operation } from "./spec.ts";

/** When a change acts. */
export type Window = Pick<ChangeSpec, "from" | "to" | "after" | "fromPolicy">;

/** The window of a change: its own `from`, `to` and `after`, else the file's policy, else everything that may change. */
export function readWindow(
  fields: Fields | undefined,
  parameter: ParameterId,
  at: Place,
  { policy, issues }: ChangeContext,
): Window {
  const fromTree = fields?.get("from");
  const toTree = fields?.get("to");
  const afterTree = fields?.get("after");
  const earliest = firstYearOf(parameter);
  const from = (fromTree ? readYear(fromTree, "from", issues) : policy.start?.year) ?? earliest;
  const to = toTree ? readYear(toTree, "to", issues) : policy.stop;
  const after = afterTree ? readWord(afterTree, "after", "after", issues) : policy.after;
  if (from < earliest) {
    failEarly(parameter, from, fromTree?.at ?? policy.start!.place, issues);
  }
  if (to !== undefined && to < from) {
    fail(issues, (toTree ?? fromTree)?.at ?? at, "window-reversed", `the window runs from ${from} to ${to}`, {
      expected: "from no later than to",
    });
  }
  if (afterTree && to === undefined) {
    fail(issues, afterTree.at, "after-without-end", `after: ${shown(afterTree)} has no end to come after`, {
      suggestion: "give the last year with to, or policy.stop",
    });
  }
  // A lever without a window of its own acts for the whole policy, written or not.
  const start = fromTree === undefined && (policy.start !== undefined || PARAMETERS[parameter].role === "lever");
  const fromPolicy = { start, stop: toTree === undefined };
  return { from, ...(to !== undefined && { to }), after: after ?? "hold", fromPolicy };
}

/** `phase_in`: over how many years a change reaches its value. */
export function readPhaseIn(fields: Fields | undefined, window: Window, issues: Issue[]): ChangeSpec["phaseIn"] {
  const tree = fields?.get("phase_in");
  const phase = tree && readFields(tree, keyList("phaseIn"), issues);
  if (phase === undefined) return undefined;
  const yearsTree = phase.get("years");
  if (yearsTree === undefined) return fail(issues, phase.at, "missing-key", 'phase_in has no "years"');
  const years = readBounded(yearsTree, "phase_in.years", GRAMMAR.phaseIn.keys.years.shape, issues);
  const shapeTree = phase.get("shape");
  const shape = shapeTree ? readWord(shapeTree, "phase_in.shape", "shape", issues) : "linear";
  if (years === undefined || shape === undefined) return undefined;
  const last = Math.min(window.to ?? LAST_YEAR, LAST_YEAR);
  if (window.from + years - 1 > last) {
    warn(issues, phase.at, "phase-in-cut", `the phase-in lasts to ${window.from + years - 1}, past ${last}`, {
      expected: "an end inside the window; the change stops short of its full value",
    });
  }
  return { years, shape };
}

/** Every year of a path must lie in the window, and paths a formula names must have begun when it acts. */
export function checkPaths(
  operation: Operation,
  parameter: ParameterId,
  { from, to = LAST_YEAR }: Pick<Window, "from" | "to">,
  issues: Issue[],
): void {
  for (const { path, mustSpan } of pathsOf(operation)) {
    const first = path.years[0]!;
    const last = path.years.at(-1)!;
    const { place } = path;
    if (!mustSpan && first < firstYearOf(parameter)) failEarly(parameter, first, place, issues);
    else if (mustSpan ? first > from : first < from) {
      fail(issues, place, "path-outside-window", `the path begins in ${first} and the change acts from ${from}`, {
        expected: mustSpan ? `a path that begins in ${from} or before` : `a path that begins in ${from} or later`,
      });
    } else if (last > to) {
      fail(issues, place, "path-outside-window", `the path runs to ${last} and the change acts to ${to}`, {
        expected: `path years up to ${to}`,
      });
    }
  }
}

function pathsOf(operation: Operation) {
  if (operation.kind === "path") return [{ path: operation.path, mustSpan: false }];
  if (operation.kind !== "expr") return [];
  const named = [...operation.formula.with.values()].filter((value) => typeof value !== "number");
  return named.map((path) => ({ path, mustSpan: true }));
}

/** First school year in which a parameter may be changed. */
export function firstYearOf(parameter: ParameterId): number {
  return PARAMETERS[parameter].role === "lever" ? FIRST_POLICY_YEAR : FIRST_YEAR;
}

function failEarly(parameter: ParameterId, year: number, at: Place, issues: Issue[]): void {
  fail(issues, at, "lever-too-early", `${parameter} would change in ${year}`, {
    expected: `${FIRST_POLICY_YEAR} or later: earlier years are the hindcast, in which no lever acts`,
  });
}
