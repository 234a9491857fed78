import type { Issue } from "../core/issue.ts";
import { readBounded, readFields, readText, readWord, shown } from "./fields.ts";
import { GRAMMAR, keyList } from "./grammar.ts";
import { ID_PATTERN, LONGEST_ID } from "./grammar-shapes.ts";
import { fail } from "./place.ts";
import type { EnsemblePlan } from "./scenario.ts";
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

/** An id: lower-case words, digits and hyphens, with `/` between folders. It also names output folders. */
export function readId(tree: Tree, what: string, issues: Issue[]): string | undefined {
  const text = readText(tree, what, issues);
  if (text === undefined) return undefined;
  if (text.length <= LONGEST_ID && ID_PATTERN.test(text)) return text;
  return fail(issues, tree.at, "bad-id", `${what} is ${shown(tree)}`, {
    expected: "lower-case letters and digits with hyphens between words, such as faster-rotation",
  });
}
