import type { Issue } from "../core/issue.ts";
import { SWITCH_IDS } from "../model/constraint-switches.ts";
import { OUTCOMES, type OutcomeId } from "../model/outcome-catalogue.ts";
import { readBounded, readChoice, readFields, readText, readYear, type Fields } from "./fields.ts";
import { readList } from "./parse-list.ts";
import { readViews } from "./parse-view.ts";
import { fail } from "./place.ts";
import type { AttributionSpec, ComparisonSpec, LadderSpec, Named } from "./spec.ts";
import type { Tree } from "./yaml-tree.ts";

/** Keys of a comparison file that say what is explained and shown. */
export const EXPLANATION_KEYS = [
  "differences",
  "attribution",
  "ladder",
  "outcomes",
  "years",
  "by",
  "thresholds",
  "views",
] as const;

export const DIFFERENCES = ["vs-baseline", "vs-previous"] as const;
export const REGION_LEVELS = ["nation", "province"] as const;
/** Most steps of size that can be told apart in words. */
const MOST_THRESHOLDS = 4;

type Explanations = Pick<ComparisonSpec, (typeof EXPLANATION_KEYS)[number]>;

/** What a comparison explains and shows beside its headline, each part optional. */
export function readExplanations(fields: Fields, issues: Issue[]): Explanations {
  const read = <T>(key: string, reader: (tree: Tree) => T | undefined): T | undefined => {
    const tree = fields.get(key);
    return tree && reader(tree);
  };
  const words = <T extends string>(key: string, options: readonly T[]) =>
    read(key, (tree) => readList(tree, key, (item) => readChoice(item, key, options, issues), issues));
  const parts = {
    differences: words("differences", DIFFERENCES),
    attribution: read("attribution", (tree) => readAttribution(tree, issues)),
    ladder: read("ladder", (tree) => readLadder(tree, issues)),
    outcomes: words("outcomes", Object.keys(OUTCOMES) as OutcomeId[]),
    years: read("years", (tree) => readList(tree, "years", (item) => readYear(item, "a year", issues), issues)),
    by: words("by", REGION_LEVELS),
    thresholds: read("thresholds", (tree) => readThresholds(tree, issues)),
    views: read("views", (tree) => readViews(tree, issues)),
  };
  requireWord(fields, "differences", parts.differences, "vs-baseline", issues);
  requireWord(fields, "by", parts.by, "nation", issues);
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Explanations;
}

/** What every comparison shows cannot be left out of a list. */
function requireWord(
  fields: Fields,
  key: string,
  list: readonly string[] | undefined,
  word: string,
  issues: Issue[],
): void {
  if (list === undefined || list.includes(word)) return;
  fail(issues, fields.get(key)!.at, "missing-key", `${key} leaves out ${word}`, {
    expected: `${word}, which every comparison shows, with others beside it`,
  });
}

/** `attribution: {method, of, by}`. */
function readAttribution(tree: Tree, issues: Issue[]): AttributionSpec | undefined {
  const fields = readFields(tree, { name: "attribution", known: ["method", "of", "by"] }, issues);
  if (fields === undefined) return undefined;
  if (fields.has("method")) readChoice(fields.get("method")!, "method", ["shapley"], issues, ["in-order"]);
  const of = readNamed(fields, "of", issues);
  const by = fields.has("by") ? readNames(fields.get("by")!, issues) : undefined;
  return { place: fields.at, ...(of && { of }), ...(by && { by }) };
}

/** `ladder: {of, order}`. */
function readLadder(tree: Tree, issues: Issue[]): LadderSpec | undefined {
  const fields = readFields(tree, { name: "ladder", known: ["of", "order"] }, issues);
  if (fields === undefined) return undefined;
  const of = readNamed(fields, "of", issues);
  const read = (item: Tree) => readChoice(item, "order", SWITCH_IDS, issues);
  const order = fields.has("order") ? readList(fields.get("order")!, "order", read, issues) : undefined;
  return { place: fields.at, ...(of && { of }), ...(order && { order }) };
}

function readNamed(fields: Fields, key: string, issues: Issue[]): Named | undefined {
  const tree = fields.get(key);
  const id = tree && readText(tree, key, issues);
  return id === undefined ? undefined : { id, place: tree!.at };
}

function readNames(tree: Tree, issues: Issue[]): readonly Named[] | undefined {
  const ids = readList(tree, "by", (item) => readText(item, "a package", issues), issues);
  return ids?.map((id, i) => ({ id, place: tree.kind === "list" ? tree.items[i]!.at : tree.at }));
}

/** `thresholds: [1, 5, 10]` in percentage points, rising. */
function readThresholds(tree: Tree, issues: Issue[]): readonly number[] | undefined {
  const bounds = { low: 0.01, high: 100 };
  const list = readList(tree, "thresholds", (item) => readBounded(item, "a threshold", bounds, issues), issues);
  if (list === undefined) return undefined;
  const isRising = list.every((value, i) => i === 0 || value > list[i - 1]!);
  if (isRising && list.length <= MOST_THRESHOLDS) return list;
  return fail(issues, tree.at, "bad-number", `thresholds are ${list.join(", ")}`, {
    expected: `at most ${MOST_THRESHOLDS} percentage points, the smallest first, such as [1, 5, 10]`,
  });
}
