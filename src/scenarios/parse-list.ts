import type { Issue } from "../core/issue.ts";
import { shown } from "./fields.ts";
import { fail } from "./place.ts";
import type { Tree } from "./yaml-tree.ts";

/** A list that is not empty and holds nothing twice; undefined where any part of it is wrong. */
export function readList<T extends string | number>(
  tree: Tree,
  what: string,
  readItem: (item: Tree) => T | undefined,
  issues: Issue[],
): readonly T[] | undefined {
  if (tree.kind !== "list" || tree.items.length === 0) {
    const problem = `${what} is ${tree.kind === "list" ? "an empty list" : shown(tree)}`;
    return fail(issues, tree.at, "wrong-type", problem, { expected: "a list in brackets" });
  }
  const values: T[] = [];
  for (const item of tree.items) {
    const value = readItem(item);
    if (value !== undefined && values.includes(value))
      fail(issues, item.at, "repeated-value", `${what} has ${value} twice`);
    else if (value !== undefined) values.push(value);
  }
  return values.length === tree.items.length ? values : undefined;
}
