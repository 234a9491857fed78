import type { Issue } from "../core/issue.ts";
import { readBounded, readFields, readText, readWord, shown } from "./fields.ts";
import { GRAMMAR, keyList } from "./grammar.ts";
import { ID_PATTERN, LONGEST_ID, SHARE } from "./grammar-shapes.ts";
import { fail } from "./place.ts";
import type { EnsemblePlan } from "./scenario.ts";
import type { Tree } from "./yaml-tree.ts";

/** `ensemble: {size, replications, seed, sampler, crn, quantiles}`, each optional. */
export function readEnsemble(tree: Tree, issues: Issue[]): Partial<EnsemblePlan> {
  const fields = readFields(tree, keyList("ensemble"), issues);
  const count = (key: "size" | "replications") => {
    const part = fields?.get(key);
    return part && readBounded(part, `ensemble.${key}`, GRAMMAR.ensemble.keys[key].shape, issues);
  };
  const [size, replications] = [count("size"), count("replications")];
  const seedTree = fields?.get("seed");
  const seed = seedTree && readText(seedTree, "ensemble.seed", issues);
  const samplerTree = fields?.get("sampler");
  const sampler = samplerTree && readWord(samplerTree, "ensemble.sampler", "sampler", issues);
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
  const values = tree.items.map((item) => readBounded(item, "quantiles", SHARE, issues));
  const wrong = values.findIndex((value, k) => k > 0 && value !== undefined && value <= (values[k - 1] ?? -1));
  if (wrong > 0) {
    fail(issues, tree.items[wrong]!.at, "bad-number", `quantiles has ${values[wrong]} after ${values[wrong - 1]}`, {
      expected: "numbers that rise",
    });
  }
  return values.every((value) => value !== undefined) ? (values as number[]) : undefined;
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
