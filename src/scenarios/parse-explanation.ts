import type { Issue } from "../core/issue.ts";
import { OUTCOMES, type OutcomeId } from "../model/outcome-catalogue.ts";
import { readBounded, readChoice, readFields, readText, readWord, readYear, type Fields } from "./fields.ts";
import { GRAMMAR, keyList } from "./grammar.ts";
import type { WordOf, WordsName } from "./grammar-words.ts";
import { readList } from "./parse-list.ts";
import { readViews } from "./parse-view.ts";
import { fail } from "./place.ts";
import type { AttributionSpec, ComparisonSpec, LadderSpec, Named } from "./spec.ts";
import type { Tree } from "./yaml-tree.ts";

/** Most steps of size that can be told apart in words. */
const MOST_THRESHOLDS = 4;

const OUTCOME_IDS = Object.keys(OUTCOMES) as OutcomeId[];

type Explanations = Omit<ComparisonSpec, "kind" | "place" | "id" | "title" | "baseline" | "scenarios">;

/** What a comparison explains and shows beside its headline, each part optional. */
export function readExplanations(fields: Fields, issues: Issue[]): Explanations {
  const read = <T>(key: string, reader: (tree: Tree) => T | undefined): T | undefined => {
    const tree = fields.get(key);
    return tree && reader(tree);
  };
  const words = <W extends WordsName>(key: string, set: W) => read(key, (tree) => readWords(tree, key, set, issues));
  const parts = {
    differences: words("differences", "difference"),
    attribution: read("attribution", (tree) => readAttribution(tree, issues)),
    ladder: read("ladder", (tree) => readLadder(tree, issues)),
    outcomes: read("outcomes", (tree) =>
      readList(tree, "outcomes", (item) => readChoice(item, "outcomes", OUTCOME_IDS, issues), issues),
    ),
    years: read("years", (tree) => readList(tree, "years", (item) => readYear(item, "a year", issues), issues)),
    by: words("by", "by"),
    thresholds: read("thresholds", (tree) => readThresholds(tree, issues)),
    views: read("views", (tree) => readViews(tree, issues)),
  };
  requireWord(fields, "differences", parts.differences, "vs-baseline", issues);
  requireWord(fields, "by", parts.by, "nation", issues);
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Explanations;
}

/** A list of words of a closed set. */
function readWords<W extends WordsName>(
  tree: Tree,
  what: string,
  set: W,
  issues: Issue[],
): readonly (WordOf<W> & string)[] | undefined {
  return readList(tree, what, (item) => readWord(item, what, set, issues) as (WordOf<W> & string) | undefined, issues);
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
  const fields = readFields(tree, keyList("attribution"), issues);
  if (fields === undefined) return undefined;
  if (fields.has("method")) readWord(fields.get("method")!, "method", "attributionMethod", issues);
  const of = readNamed(fields, "of", issues);
  const by = fields.has("by") ? readNames(fields.get("by")!, issues) : undefined;
  return { place: fields.at, ...(of && { of }), ...(by && { by }) };
}

/** `ladder: {of, order}`. */
function readLadder(tree: Tree, issues: Issue[]): LadderSpec | undefined {
  const fields = readFields(tree, keyList("ladder"), issues);
  if (fields === undefined) return undefined;
  const of = readNamed(fields, "of", issues);
  const order = fields.has("order") ? readWords(fields.get("order")!, "order", "limit", issues) : undefined;
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
  const bounds = GRAMMAR.comparison.keys.thresholds.shape.of;
  const list = readList(tree, "thresholds", (item) => readBounded(item, "a threshold", bounds, issues), issues);
  if (list === undefined) return undefined;
  const isRising = list.every((value, i) => i === 0 || value > list[i - 1]!);
  if (isRising && list.length <= MOST_THRESHOLDS) return list;
  return fail(issues, tree.at, "bad-number", `thresholds are ${list.join(", ")}`, {
    expected: `at most ${MOST_THRESHOLDS} percentage points, the smallest first, such as [1, 5, 10]`,
  });
}
