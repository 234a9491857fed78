import type { Issue } from "../core/issue.ts";
import { readText, shown } from "./fields.ts";
import { LONGEST_REFERENCE, REFERENCE_PATTERN } from "./grammar-shapes.ts";
import { fail } from "./place.ts";
import type { Reference } from "./spec.ts";
import type { Tree } from "./yaml-tree.ts";

/** A scenario text and the name its messages use for the file. */
export interface ScenarioText {
  /** Same for every way of naming the same file. */
  readonly file: string;
  readonly text: string;
}

/** Looks up a scenario text by reference. The caller decides where; see docs/scenario-files.md for the rules of the commands. */
export interface Read {
  /** `from` is the file that names the reference, as an earlier answer called it; absent for what the user typed. */
  (ref: string, from?: string): ScenarioText | undefined;
  /** References that would be found, for near names. */
  readonly names?: () => readonly string[];
}

/** A reference inside a file: an id such as `packages/faster-rotation`, or a relative path that ends in `.yaml`. */
export function readReference(tree: Tree, what: string, issues: Issue[]): Reference | undefined {
  const text = readText(tree, what, issues);
  if (text === undefined) return undefined;
  if (text.length <= LONGEST_REFERENCE && REFERENCE_PATTERN.test(text)) return { ref: text, place: tree.at };
  return fail(issues, tree.at, "bad-reference", `${what} is ${shown(tree)}`, {
    expected: 'an id such as "packages/faster-rotation", or a relative path that ends in .yaml',
  });
}
