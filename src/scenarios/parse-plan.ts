import type { Issue } from "../core/issue.ts";
import {
  need,
  readBilingual,
  readBounded,
  readChoice,
  readFields,
  readSource,
  readText,
  readYear,
  shown,
} from "./fields.ts";
import type { Place } from "./place.ts";
import { fail } from "./place.ts";
import type { EnsemblePlan, Goal } from "./scenario.ts";
import type { Tree } from "./yaml-tree.ts";

const ENSEMBLE_KEYS = {
  name: "ensemble",
  known: ["size", "seed", "sampler"],
  later: ["replications", "crn", "quantiles"],
};

/** Worlds one may ask for; more would run for days. */
const MOST_WORLDS = 100_000;

/** `ensemble: {size, seed, sampler}`, each optional. */
export function readEnsemble(tree: Tree, issues: Issue[]): Partial<EnsemblePlan> {
  const fields = readFields(tree, ENSEMBLE_KEYS, issues);
  const sizeTree = fields?.get("size");
  const size = sizeTree && readBounded(sizeTree, "ensemble.size", { low: 1, high: MOST_WORLDS, isWhole: true }, issues);
  const seedTree = fields?.get("seed");
  const seed = seedTree && readText(seedTree, "ensemble.seed", issues);
  const samplerTree = fields?.get("sampler");
  const later = ["sobol", "saltelli", "morris", "oat"];
  const sampler = samplerTree && readChoice(samplerTree, "ensemble.sampler", ["lhs", "random"], issues, later);
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
  const later = ["metric", "test", "confidence"];
  const fields = readFields(tree, { name: "a goal", known: ["id", "title", "year", "share", "source"], later }, issues);
  if (fields === undefined) return undefined;
  const part = (key: string) => need(fields, key, "a goal", issues);
  const [idTree, titleTree, yearTree] = [part("id"), part("title"), part("year")];
  const [shareTree, sourceTree] = [part("share"), part("source")];
  const id = idTree && readId(idTree, "goal.id", issues);
  const title = titleTree && readBilingual(titleTree, "goal.title", issues);
  const year = yearTree && readYear(yearTree, "goal.year", issues);
  const share = shareTree && readBounded(shareTree, "goal.share", { low: 0, high: 1 }, issues);
  const source = sourceTree && readSource(sourceTree, issues);
  if (id === undefined || title === undefined || year === undefined) return undefined;
  if (share === undefined || source === undefined) return undefined;
  return { id, title, metric: "certifiedShare", op: ">=", value: share, year, scope: "nation", source };
}

/** An id: lower-case words, digits and hyphens, with `/` between folders. It also names output folders. */
export function readId(tree: Tree, what: string, issues: Issue[]): string | undefined {
  const text = readText(tree, what, issues);
  if (text === undefined) return undefined;
  if (text.length <= 100 && /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/.test(text)) return text;
  return fail(issues, tree.at, "bad-id", `${what} is ${shown(tree)}`, {
    expected: "lower-case letters and digits with hyphens between words, such as faster-rotation",
  });
}
