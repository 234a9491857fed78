import type { Bilingual } from "../core/bilingual.ts";
import type { Issue } from "../core/issue.ts";
import { OUTCOMES, type OutcomeId } from "../model/outcome-catalogue.ts";
import type { Fields } from "./fields.ts";
import {
  need,
  readBilingual,
  readBounded,
  readChoice,
  readFields,
  readNumber,
  readSource,
  readWord,
  readYear,
  shown,
} from "./fields.ts";
import { keyList } from "./grammar.ts";
import { SHARE } from "./grammar-shapes.ts";
import { readId } from "./parse-plan.ts";
import { PROVINCES } from "./parse-target.ts";
import { fail } from "./place.ts";
import { readReference } from "./references.ts";
import type { Goal } from "./scenario.ts";
import type { GoalSpec, PlacedGoal, Reference } from "./spec.ts";
import type { Tree } from "./yaml-tree.ts";

const OUTCOME_IDS = Object.keys(OUTCOMES) as readonly OutcomeId[];

type Test = Pick<Goal, "metric" | "op" | "value" | "year" | "scope">;

/** `goals`: a list of goals, each written out or named by reference. */
export function readGoals(tree: Tree, issues: Issue[]): readonly (PlacedGoal | Reference)[] {
  if (tree.kind !== "list") {
    return fail(issues, tree.at, "wrong-type", `goals is ${shown(tree)}`, { expected: "a list of goals" }) ?? [];
  }
  return tree.items.flatMap((item): readonly (PlacedGoal | Reference)[] => {
    if (item.kind === "scalar") {
      const reference = readReference(item, "a goal", issues);
      return reference ? [reference] : [];
    }
    const goal = readInlineGoal(item, issues);
    return goal ? [{ goal, place: item.at }] : [];
  });
}

function readInlineGoal(tree: Tree, issues: Issue[]): Goal | undefined {
  const fields = readFields(tree, keyList("goal"), issues);
  if (fields === undefined) return undefined;
  const idTree = need(fields, "id", "a goal", issues);
  const titleTree = need(fields, "title", "a goal", issues);
  const id = idTree && readId(idTree, "goal.id", issues);
  const title = titleTree && readBilingual(titleTree, "goal.title", issues);
  const goal = readGoalBody(fields, { id: id ?? "", title: title ?? { zh: "", en: "" } }, issues);
  return id === undefined || title === undefined ? undefined : goal;
}

/** The body of a file of kind `goal`. */
export function readGoalFile(
  fields: Fields,
  head: { readonly id: string; readonly title: Bilingual },
  issues: Issue[],
): GoalSpec | undefined {
  const goal = readGoalBody(fields, head, issues);
  return goal && { kind: "goal", place: fields.at, ...head, goal };
}

function readGoalBody(
  fields: Fields,
  head: { readonly id: string; readonly title: Bilingual },
  issues: Issue[],
): Goal | undefined {
  const sourceTree = need(fields, "source", "a goal", issues);
  const source = sourceTree && readSource(sourceTree, issues);
  const test = fields.has("test") || fields.has("metric") ? readTest(fields, issues) : readShareTest(fields, issues);
  const confidenceTree = fields.get("confidence");
  const confidence = confidenceTree && readBounded(confidenceTree, "goal.confidence", SHARE, issues);
  if (source === undefined || test === undefined) return undefined;
  return { ...head, ...test, ...(confidence !== undefined && { confidence }), source };
}

/** The short form: `year` and `share`, for the nation's share of counties certified. */
function readShareTest(fields: Fields, issues: Issue[]): Test | undefined {
  const [yearTree, shareTree] = [need(fields, "year", "a goal", issues), need(fields, "share", "a goal", issues)];
  const year = yearTree && readYear(yearTree, "goal.year", issues);
  const share = shareTree && readBounded(shareTree, "goal.share", SHARE, issues);
  if (year === undefined || share === undefined) return undefined;
  return { metric: "certifiedShare", op: ">=", value: share, year, scope: "nation" };
}

/** The full form: `metric` and `test`. */
function readTest(fields: Fields, issues: Issue[]): Test | undefined {
  for (const key of ["year", "share"]) {
    if (!fields.has(key)) continue;
    fail(issues, fields.keyAt(key), "misplaced-key", `a goal with metric and test has no "${key}" of its own`, {
      expected: "test: {op, value, year, scope}",
    });
  }
  const [metricTree, testTree] = [need(fields, "metric", "a goal", issues), need(fields, "test", "a goal", issues)];
  const metric = metricTree && readChoice(metricTree, "goal.metric", OUTCOME_IDS, issues);
  const test = testTree && readFields(testTree, keyList("goalTest"), issues);
  if (test === undefined) return undefined;
  const [opTree, valueTree, yearTree] = ["op", "value", "year"].map((key) => need(test, key, "test", issues));
  const op = opTree && readWord(opTree, "test.op", "test", issues);
  const isShare = metric !== undefined && OUTCOMES[metric].unit === "share";
  const value =
    valueTree &&
    (isShare ? readBounded(valueTree, "test.value", SHARE, issues) : readNumber(valueTree, "test.value", issues));
  const year = yearTree && readYear(yearTree, "test.year", issues);
  const scope = metric && readScope(test, metric, issues);
  if (metric === undefined || op === undefined || value === undefined) return undefined;
  return year === undefined || scope === undefined ? undefined : { metric, op, value, year, scope };
}

/** `scope`: the nation, or a province for the share of counties certified, the one outcome that is kept by province. */
function readScope(test: Fields, metric: OutcomeId, issues: Issue[]): string | undefined {
  const tree = test.get("scope");
  if (tree === undefined) return "nation";
  const value = tree.kind === "scalar" ? tree.value : undefined;
  if (typeof value === "number") {
    return fail(issues, tree.at, "unquoted-code", `test.scope is the number ${value}`, {
      suggestion: `quote it: "${value}"`,
    });
  }
  const scope = readChoice(tree, "test.scope", ["nation", ...PROVINCES], issues);
  if (scope === undefined || scope === "nation" || metric === "certifiedShare") return scope;
  return fail(issues, tree.at, "scope-not-kept", `${metric} is not kept by province`, {
    expected: "scope: nation, or metric: certifiedShare",
  });
}
