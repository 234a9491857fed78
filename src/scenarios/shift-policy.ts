import type { Issue } from "../core/issue.ts";
import { LAST_YEAR } from "../model/parameters.ts";
import type { Generation } from "./load.ts";
import { checkPaths, firstYearOf } from "./parse-window.ts";
import { fail, warn } from "./place.ts";
import type { ChangeSpec, PolicyShift } from "./spec.ts";

/**
 * Moves the policy window of a scenario's own file and of the packages it includes: every change that took an end of its window from
 * `policy` takes the new one. Changes with a window of their own stay; ancestors stay.
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
  const to = stop && fromPolicy.stop ? stop.year : change.to;
  if (from === change.from && to === change.to) return change;
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
    const window = { from, ...(to !== undefined && { to }) };
    const found: Issue[] = [];
    for (const rule of change.rules) checkPaths(rule.operation, parameter, window, found);
    for (const { code, problem, expected } of found)
      fail(issues, place, code, `${parameter} in ${writtenIn} cannot be shifted: ${problem}`, { expected });
    warnOfCut({ ...change, from, ...(to !== undefined && { to }) }, place, issues);
  }
  return { ...change, from, ...(to !== undefined && { to }) };
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
