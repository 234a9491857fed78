import type { Issue } from "../core/issue.ts";
import { FIRST_YEAR, LAST_YEAR } from "../model/parameters.ts";
import type { Generation } from "./load.ts";
import { checkPaths, firstYearOf } from "./parse-window.ts";
import { fail, warn } from "./place.ts";
import type { ChangeSpec, PolicyShift, RuleSpec } from "./spec.ts";

/** Farthest a path can be moved (years). */
const HORIZON = LAST_YEAR - FIRST_YEAR;

/**
 * Moves the policy window of a scenario's own file and of the packages it includes: every change that took an end of its window from
 * `policy` takes the new one. A new start moves the whole window, path and stop included, unless the stop is given too. Changes with a
 * window of their own, the paths a formula names and ancestors stay.
 */
export function shiftPolicy(generation: Generation, shift: PolicyShift, issues: Issue[]): Generation {
  const { scenario, packages } = generation;
  const all = [...packages.map(({ spec }) => spec), scenario].flatMap(({ changes }) => changes);
  for (const end of ["start", "stop"] as const) {
    const given = shift[end];
    if (given === undefined || all.some(({ fromPolicy }) => fromPolicy[end])) continue;
    fail(issues, given.place, "shift-nothing", `policy.${end}: ${given.year} changes nothing in ${scenario.id}`, {
      expected: `a change of its file or packages without a ${end === "start" ? "from" : "to"} of its own`,
    });
  }
  const move = (change: ChangeSpec) => shiftChange(change, shift, issues);
  return {
    scenario: { ...scenario, changes: scenario.changes.map(move) },
    packages: packages.map(({ spec, reference }) => ({
      reference,
      spec: { ...spec, changes: spec.changes.map(move) },
    })),
  };
}

function shiftChange(change: ChangeSpec, { start, stop }: PolicyShift, issues: Issue[]): ChangeSpec {
  const { fromPolicy, parameter, writtenIn } = change;
  const from = start && fromPolicy.start ? start.year : change.from;
  const to = fromPolicy.stop ? (stop?.year ?? later(change.to, from - change.from)) : change.to;
  if (from === change.from && to === change.to) return change;
  const shifted: ChangeSpec = { ...movePaths(change, from - change.from), from, ...(to !== undefined && { to }) };
  const place = (from === change.from ? stop : start)!.place;
  if (from < firstYearOf(parameter)) {
    fail(issues, place, "lever-too-early", `${parameter} would change in ${from}`, {
      expected: `${firstYearOf(parameter)} or later: earlier years are the hindcast, in which no lever acts`,
    });
  } else if (to !== undefined && to < from) {
    fail(
      issues,
      place,
      "window-reversed",
      `the window of ${parameter} in ${writtenIn} would run from ${from} to ${to}`,
      {
        expected: "a start no later than the stop",
      },
    );
  } else {
    // A path may run past the horizon; what lies there is never reached.
    const window = { from, to: to === undefined || to >= LAST_YEAR ? LAST_YEAR + HORIZON : to };
    const found: Issue[] = [];
    for (const rule of shifted.rules) checkPaths(rule.operation, parameter, window, found);
    for (const { code, problem, expected } of found)
      fail(issues, place, code, `${parameter} in ${writtenIn} cannot be shifted: ${problem}`, { expected });
    warnOfCut(shifted, place, issues);
  }
  return shifted;
}

/** The end of a window that moves by so many years, no later than the horizon's. */
function later(to: number | undefined, years: number): number | undefined {
  return to === undefined ? undefined : Math.min(LAST_YEAR, to + years);
}

/** Moves the path of every rule by so many years. */
function movePaths(change: ChangeSpec, years: number): ChangeSpec {
  const rules = change.rules.map((rule): RuleSpec => {
    const { operation } = rule;
    if (operation.kind !== "path" || years === 0) return rule;
    const path = { ...operation.path, years: operation.path.years.map((year) => year + years) };
    return { ...rule, operation: { ...operation, path } };
  });
  return { ...change, rules };
}

function warnOfCut({ parameter, phaseIn, from, to }: ChangeSpec, place: ChangeSpec["place"], issues: Issue[]): void {
  const last = Math.min(to ?? LAST_YEAR, LAST_YEAR);
  if (phaseIn && from + phaseIn.years - 1 > last) {
    const problem = `the phase-in of ${parameter} lasts to ${from + phaseIn.years - 1}, past ${last}`;
    warn(issues, place, "phase-in-cut", problem, {
      expected: "an end inside the window; the change stops short of its full value",
    });
  }
}
