import type { Issue } from "../core/issue.ts";
import { OUTCOMES, type OutcomeId } from "../model/outcome-catalogue.ts";
import { need, readBilingual, readChoice, readFields, readText, readYear, shown, type Fields } from "./fields.ts";
import { fail } from "./place.ts";
import { readList } from "./parse-list.ts";
import type { ViewSpec } from "./spec.ts";
import {
  FACETS,
  SORTS,
  STRIP_SUBJECTS,
  VIEW_KEYS,
  VIEW_SHOWS,
  VIEW_UNITS,
  type ViewKey,
  type ViewType,
} from "./view.ts";
import type { Tree } from "./yaml-tree.ts";

const TYPES = Object.keys(VIEW_KEYS) as ViewType[];
const KEYS: readonly ViewKey[] = ["outcome", "facet", "goal", "years", "year", "by", "show", "what", "sort"];
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
  const fields = readFields(tree, { name: "a view", known: ["type", "label", ...KEYS] }, issues);
  const typeTree = fields && need(fields, "type", "a view", issues);
  const type = typeTree && readChoice(typeTree, "type", TYPES, issues);
  if (fields === undefined || type === undefined) return undefined;
  checkKeys(fields, type, issues);
  const read = <T>(key: string, reader: (value: Tree) => T | undefined): T | undefined => {
    const value = fields.get(key);
    return value && reader(value);
  };
  const choice = <T extends string>(key: string, options: readonly T[]) =>
    read(key, (value) => readChoice(value, key, options, issues));
  const goal = read("goal", (value) => readText(value, "goal", issues));
  const years = read("years", (value) => readList(value, "years", (item) => readYear(item, "a year", issues), issues));
  if (type === "slope" && years && years.length !== 2) {
    fail(issues, fields.get("years")!.at, "wrong-type", `a slope has ${years.length} years`, { expected: "two years" });
  }
  const parts = {
    outcome: choice("outcome", OUTCOME_IDS),
    facet: choice("facet", FACETS),
    years,
    year: read("year", (value) => readYear(value, "year", issues)),
    by: choice("by", VIEW_UNITS),
    show: choice("show", VIEW_SHOWS),
    what: choice("what", STRIP_SUBJECTS),
    sort: choice("sort", SORTS),
    label: read("label", (value) => readBilingual(value, "label", issues)),
    ...(goal !== undefined && { goal: { id: goal, place: fields.get("goal")!.at } }),
  };
  const given = Object.entries(parts).filter(([, value]) => value !== undefined);
  return { type, ...(Object.fromEntries(given) as Omit<ViewSpec, "type">) };
}

/** Each type of figure understands some of the keys; the others would change nothing. */
function checkKeys(fields: Fields, type: ViewType, issues: Issue[]): void {
  const understood: readonly ViewKey[] = VIEW_KEYS[type];
  for (const key of KEYS) {
    if (!fields.has(key) || understood.includes(key)) continue;
    fail(issues, fields.keyAt(key), "misplaced-key", `"${key}" means nothing to a view of type ${type}`, {
      expected: ["type", ...understood, "label"].join(", "),
    });
  }
}
