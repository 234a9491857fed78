import type { Issue } from "../core/issue.ts";
import { need, readFields, readYear } from "./fields.ts";
import { firstYearOfRule } from "./evaluate.ts";
import { keyList } from "./grammar.ts";
import type { Place } from "./place.ts";
import { fail } from "./place.ts";
import type { ScenarioSpec } from "./spec.ts";
import type { Tree } from "./yaml-tree.ts";

/** The school years a file speaks of, inclusive. The simulation runs from 2020 to 2035 whatever a file says. */
export interface Horizon {
  readonly from: number;
  readonly to: number;
}

/** `horizon: {from, to}`. */
export function readHorizon(tree: Tree, issues: Issue[]): Horizon | undefined {
  const fields = readFields(tree, keyList("horizon"), issues);
  if (fields === undefined) return undefined;
  const [fromTree, toTree] = [need(fields, "from", "horizon", issues), need(fields, "to", "horizon", issues)];
  const from = fromTree && readYear(fromTree, "horizon.from", issues);
  const to = toTree && readYear(toTree, "horizon.to", issues);
  if (from === undefined || to === undefined) return undefined;
  if (from <= to) return { from, to };
  return fail(issues, tree.at, "window-reversed", `the horizon runs from ${from} to ${to}`, {
    expected: "from no later than to",
  });
}

/** Every year a file writes lies in the horizon it states. */
export function checkHorizon({ changes, goals }: ScenarioSpec, { from, to }: Horizon, issues: Issue[]): void {
  const check = (year: number, what: string, place: Place) => {
    if (year >= from && year <= to) return;
    fail(issues, place, "outside-horizon", `${what} is ${year}, outside the horizon of this file`, {
      expected: `${from} to ${to}`,
    });
  };
  for (const change of changes) {
    for (const rule of change.rules) {
      check(firstYearOfRule(change, rule), `the first year of ${change.parameter}`, rule.place);
      if (rule.operation.kind !== "path") continue;
      const { years, place } = rule.operation.path;
      check(years.at(-1)!, `the last year of the path of ${change.parameter}`, place);
    }
    if (change.to !== undefined) check(change.to, `the last year of ${change.parameter}`, change.place);
  }
  for (const entry of goals) if ("goal" in entry) check(entry.goal.year, `the goal "${entry.goal.id}"`, entry.place);
}
