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
import { SAMPLERS, type EnsemblePlan, type Goal } from "./scenario.ts";
import type { Tree } from "./yaml-tree.ts";

const ENSEMBLE_KEYS = {
  name: "ensemble",
  known: ["size", "replications", "seed", "sampler", "crn", "quantiles"],
};

/** Worlds one may ask for; more would run for days. */
const MOST_WORLDS = 100_000;
const LATER_SAMPLERS = ["saltelli", "morris"];

/** `ensemble: {size, replications, seed, sampler, crn, quantiles}`, each optional. */
export function readEnsemble(tree: Tree, issues: Issue[]): Partial<EnsemblePlan> {
  const fields = readFields(tree, ENSEMBLE_KEYS, issues);
  const count = (key: "size" | "replications") => {
    const part = fields?.get(key);
    return part && readBounded(part, `ensemble.${key}`, { low: 1, high: MOST_WORLDS, isWhole: true }, issues);
  };
  const [size, replications] = [count("size"), count("replications")];
  const seedTree = fields?.get("seed");
  const seed = seedTree && readText(seedTree, "ensemble.seed", issues);
  const samplerTree = fields?.get("sampler");
  const sampler = samplerTree && readChoice(samplerTree, "ensemble.sampler", SAMPLERS, issues, LATER_SAMPLERS);
  if (sampler === "oat" && size !== undefined) {
    fail(issues, fields!.keyAt("size"), "misplaced-key", "sampler: oat takes no size", {
      expected: "no size: the members follow from the uncertain parameters",
    });
  }
  const crnTree = fields?.get("crn");
  if (crnTree && (crnTree.kind !== "scalar" || crnTree.value !== true)) {
    fail(issues, crnTree.at, "unknown-value", `ensemble.crn is ${shown(crnTree)}`, {
      expected: "true: scenarios always meet the same chance events",
    });
  }
  const quantilesTree = fields?.get("quantiles");
  const quantiles = quantilesTree && readQuantiles(quantilesTree, issues);
  return {
    ...(size !== undefined && { size }),
    ...(replications !== undefined && { replications }),
    ...(seed !== undefined && { seed }),
    ...(sampler !== undefined && { sampler }),
    ...(quantiles !== undefined && { quantiles }),
  };
}

/** Rising probabilities between 0 and 1. */
function readQuantiles(tree: Tree, issues: Issue[]): readonly number[] | undefined {
  if (tree.kind !== "list" || tree.items.length === 0) {
    return fail(issues, tree.at, "wrong-type", `quantiles is ${tree.kind === "list" ? "an empty list" : shown(tree)}`, {
      expected: "a list of numbers such as [0.05, 0.5, 0.95]",
    });
  }
  const values = tree.items.map((item) => readBounded(item, "quantiles", { low: 0, high: 1 }, issues));
  const wrong = values.findIndex((value, k) => k > 0 && value !== undefined && value <= (values[k - 1] ?? -1));
  if (wrong > 0) {
    fail(issues, tree.items[wrong]!.at, "bad-number", `quantiles has ${values[wrong]} after ${values[wrong - 1]}`, {
      expected: "numbers that rise",
    });
  }
  return values.every((value) => value !== undefined) ? (values as number[]) : undefined;
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
