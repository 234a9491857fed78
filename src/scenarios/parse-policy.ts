import type { Issue } from "../core/issue.ts";
import { readFields, readWord, readYear } from "./fields.ts";
import { keyList } from "./grammar.ts";
import type { Place } from "./place.ts";
import { fail } from "./place.ts";
import type { Tree } from "./yaml-tree.ts";

/** When the changes of a file act, unless they say otherwise. */
export interface Policy {
  readonly start?: { readonly year: number; readonly place: Place };
  readonly stop?: number;
  readonly after?: "hold" | "revert";
}

/** `policy: {start, stop, after}`. */
export function readPolicy(tree: Tree, issues: Issue[]): Policy {
  const fields = readFields(tree, keyList("policy"), issues);
  const startTree = fields?.get("start");
  const start = startTree && readYear(startTree, "policy.start", issues);
  const stopTree = fields?.get("stop");
  const stop = stopTree && readYear(stopTree, "policy.stop", issues);
  const afterTree = fields?.get("after");
  const after = afterTree && readWord(afterTree, "policy.after", "after", issues);
  if (start !== undefined && stop !== undefined && stop < start) {
    fail(issues, stopTree!.at, "window-reversed", `policy runs from ${start} to ${stop}`, {
      expected: "a stop no earlier than the start",
    });
  }
  if (after === "revert" && stopTree === undefined) {
    fail(issues, afterTree!.at, "after-without-end", "policy.after: revert has no end to come after", {
      suggestion: "give policy.stop, or write after: revert on the change that has a to",
    });
  }
  return {
    ...(start !== undefined && { start: { year: start, place: startTree!.at } }),
    ...(stop !== undefined && { stop }),
    ...(after !== undefined && { after }),
  };
}
