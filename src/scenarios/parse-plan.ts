import type { Issue } from "../core/issue.ts";
import {
  need,
  readBilingual,
  readBounded,
  readFields,
  readSource,
  readText,
  readWord,
  readYear,
  shown,
} from "./fields.ts";
import { GRAMMAR, keyList } from "./grammar.ts";
import { ID_PATTERN, LONGEST_ID } from "./grammar-shapes.ts";
import type { Place } from "./place.ts";
import { fail } from "./place.ts";
import type { EnsemblePlan, Goal } from "./scenario.ts";
import type { Tree } from "./yaml-tree.ts";

/** `ensemble: {size, seed, sampler}`, each optional. */
export function readEnsemble(tree: Tree, issues: Issue[]): Partial<EnsemblePlan> {
  const fields = readFields(tree, keyList("ensemble"), issues);
  const sizeTree = fields?.get("size");
  const size = sizeTree && readBounded(sizeTree, "ensemble.size", GRAMMAR.ensemble.keys.size.shape, issues);
  const seedTree = fields?.get("seed");
  const seed = seedTree && readText(seedTree, "ensemble.seed", issues);
  const samplerTree = fields?.get("sampler");
  const sampler = samplerTree && readWord(samplerTree, "ensemble.sampler", "sampler", issues);
  return {
    ...(size !== undefined && { size }),
    ...(seed !== undefined && { seed }),
    ...(sampler !== undefined && { sampler }),
  };
}

/** `goals`: a list of goals written out in full. */
export function readGoals(tree: Tree, issues: Issue[]): { readonly goal: Goal; readonly place: Place }[] {
  if (tree.kind !== "list") {
    return fail(issues, tree.at, "wrong-type", `goals is ${shown(tree)}`, { expected: "a list of goals" }) ?? [];
  }
  const goals: { goal: Goal; place: Place }[] = [];
  for (const item of tree.items) {
    const goal = readGoal(item, issues);
    if (goal === undefined) continue;
    if (goals.some((known) => known.goal.id === goal.id)) {
      fail(issues, item.at, "repeated-value", `the goal "${goal.id}" is written twice`);
    }
    goals.push({ goal, place: item.at });
  }
  return goals;
}

function readGoal(tree: Tree, issues: Issue[]): Goal | undefined {
  if (tree.kind === "scalar" && typeof tree.value === "string") {
    return fail(
      issues,
      tree.at,
      "not-supported-yet",
      `a goal named by reference (${shown(tree)}) is not supported yet`,
      {
        expected: "the goal written out: {id, title, year, share, source}",
      },
    );
  }
  const fields = readFields(tree, keyList("goal"), issues);
  if (fields === undefined) return undefined;
  const part = (key: string) => need(fields, key, "a goal", issues);
  const [idTree, titleTree, yearTree] = [part("id"), part("title"), part("year")];
  const [shareTree, sourceTree] = [part("share"), part("source")];
  const id = idTree && readId(idTree, "goal.id", issues);
  const title = titleTree && readBilingual(titleTree, "goal.title", issues);
  const year = yearTree && readYear(yearTree, "goal.year", issues);
  const share = shareTree && readBounded(shareTree, "goal.share", GRAMMAR.goal.keys.share.shape, issues);
  const source = sourceTree && readSource(sourceTree, issues);
  if (id === undefined || title === undefined || year === undefined) return undefined;
  if (share === undefined || source === undefined) return undefined;
  return { id, title, metric: "certifiedShare", op: ">=", value: share, year, scope: "nation", source };
}

/** An id: lower-case words, digits and hyphens, with `/` between folders. It also names output folders. */
export function readId(tree: Tree, what: string, issues: Issue[]): string | undefined {
  const text = readText(tree, what, issues);
  if (text === undefined) return undefined;
  if (text.length <= LONGEST_ID && ID_PATTERN.test(text)) return text;
  return fail(issues, tree.at, "bad-id", `${what} is ${shown(tree)}`, {
    expected: "lower-case letters and digits with hyphens between words, such as faster-rotation",
  });
}
