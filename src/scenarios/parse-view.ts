import type { Issue } from "../core/issue.ts";
import { OUTCOMES, type OutcomeId } from "../model/outcome-catalogue.ts";
import {
  need,
  readBilingual,
  readChoice,
  readFields,
  readText,
  readWord,
  readYear,
  shown,
  type Fields,
} from "./fields.ts";
import { GRAMMAR, keyList, keysOf } from "./grammar.ts";
import type { WordsName } from "./grammar-words.ts";
import { readList } from "./parse-list.ts";
import { fail } from "./place.ts";
import type { ViewSpec } from "./spec.ts";
import type { View } from "./view.ts";
import type { Tree } from "./yaml-tree.ts";

const OUTCOME_IDS = Object.keys(OUTCOMES) as OutcomeId[];

/** `views`: figures in the order in which they are shown. */
export function readViews(tree: Tree, issues: Issue[]): readonly ViewSpec[] {
  if (tree.kind !== "list" || tree.items.length === 0) {
    const problem = `views is ${tree.kind === "list" ? "an empty list" : shown(tree)}`;
    return fail(issues, tree.at, "wrong-type", problem, { expected: "a list of figures, such as {type: fan}" }) ?? [];
  }
  return tree.items.flatMap((item) => readView(item, issues) ?? []);
}

function readView(tree: Tree, issues: Issue[]): ViewSpec | undefined {
  const fields = readFields(tree, keyList("view"), issues);
  const typeTree = fields && need(fields, "type", "a view", issues);
  const type = typeTree && readWord(typeTree, "type", "view", issues);
  if (fields === undefined || type === undefined) return undefined;
  checkKeys(fields, type, issues);
  const read = <T>(key: string, reader: (value: Tree) => T | undefined): T | undefined => {
    const value = fields.get(key);
    return value && reader(value);
  };
  const word = (key: string, set: WordsName) => read(key, (value) => readWord(value, key, set, issues));
  const goal = read("goal", (value) => readText(value, "goal", issues));
  const years = read("years", (value) => readList(value, "years", (item) => readYear(item, "a year", issues), issues));
  if (type === "slope" && years && years.length !== 2) {
    fail(issues, fields.get("years")!.at, "wrong-type", `a slope has ${years.length} years`, { expected: "two years" });
  }
  const parts = {
    outcome: read("outcome", (value) => readChoice(value, "outcome", OUTCOME_IDS, issues)),
    facet: word("facet", "facet"),
    years,
    year: read("year", (value) => readYear(value, "year", issues)),
    by: word("by", "viewBy"),
    show: word("show", "viewShow"),
    what: word("what", "stripSubject"),
    sort: word("sort", "viewSort"),
    label: read("label", (value) => readBilingual(value, "label", issues)),
    ...(goal !== undefined && { goal: { id: goal, place: fields.get("goal")!.at } }),
  };
  const given = Object.entries(parts).filter(([, value]) => value !== undefined);
  return { type, ...(Object.fromEntries(given) as Omit<ViewSpec, "type">) };
}

/** Each type of figure understands some of the keys; the others would change nothing. */
function checkKeys(fields: Fields, type: View["type"], issues: Issue[]): void {
  const understood: readonly string[] = ["type", "label", ...GRAMMAR.view.variants.of[type].allows];
  for (const key of Object.keys(keysOf("view"))) {
    if (!fields.has(key) || understood.includes(key)) continue;
    fail(issues, fields.keyAt(key), "misplaced-key", `"${key}" means nothing to a view of type ${type}`, {
      expected: understood.join(", "),
    });
  }
}
