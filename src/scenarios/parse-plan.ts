import type { Issue } from "../core/issue.ts";
import { readBounded, readChoice, readFields, readText, shown } from "./fields.ts";
import { fail } from "./place.ts";
import type { EnsemblePlan } from "./scenario.ts";
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

/** An id: lower-case words, digits and hyphens, with `/` between folders. It also names output folders. */
export function readId(tree: Tree, what: string, issues: Issue[]): string | undefined {
  const text = readText(tree, what, issues);
  if (text === undefined) return undefined;
  if (text.length <= 100 && /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/.test(text)) return text;
  return fail(issues, tree.at, "bad-id", `${what} is ${shown(tree)}`, {
    expected: "lower-case letters and digits with hyphens between words, such as faster-rotation",
  });
}
