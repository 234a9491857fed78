import type { Bilingual } from "../core/bilingual.ts";
import type { Issue } from "../core/issue.ts";
import type { Fields } from "./fields.ts";
import { need, readBilingual, readFields, readWord, shown } from "./fields.ts";
import { keyList } from "./grammar.ts";
import { readExplanations } from "./parse-explanation.ts";
import { readId } from "./parse-plan.ts";
import { fail } from "./place.ts";
import { readReference } from "./references.ts";
import { readPolicyShift, readSettings } from "./settings.ts";
import type { ComparisonEntry, ComparisonSpec } from "./spec.ts";
import type { Tree } from "./yaml-tree.ts";

/** The body of a comparison file. */
export function readComparison(
  fields: Fields,
  head: { readonly id: string; readonly title: Bilingual },
  issues: Issue[],
): ComparisonSpec | undefined {
  if (fields.has("pairing")) readWord(fields.get("pairing")!, "pairing", "pairing", issues);
  const baselineTree = need(fields, "baseline", "a comparison", issues);
  const baseline = baselineTree && readReference(baselineTree, "baseline", issues);
  const listTree = need(fields, "scenarios", "a comparison", issues);
  const scenarios = listTree && readEntries(listTree, issues);
  const explanations = readExplanations(fields, issues);
  if (baseline === undefined || scenarios === undefined) return undefined;
  return { kind: "comparison", place: fields.at, ...head, baseline, scenarios, ...explanations };
}

function readEntries(tree: Tree, issues: Issue[]): readonly ComparisonEntry[] | undefined {
  if (tree.kind !== "list" || tree.items.length === 0) {
    return fail(issues, tree.at, "wrong-type", `scenarios is ${tree.kind === "list" ? "an empty list" : shown(tree)}`, {
      expected: "a list of scenarios to hold against the baseline",
    });
  }
  return tree.items.flatMap((item) => readEntry(item, issues) ?? []);
}

function readEntry(tree: Tree, issues: Issue[]): ComparisonEntry | undefined {
  if (tree.kind === "scalar") {
    const reference = readReference(tree, "a scenario", issues);
    return reference && { reference, settings: [] };
  }
  const fields = readFields(tree, keyList("comparisonEntry"), issues);
  if (fields === undefined) return undefined;
  const refTree = need(fields, "ref", "a scenario of a comparison", issues);
  const reference = refTree && readReference(refTree, "ref", issues);
  const asTree = fields.get("as");
  const as = asTree && readId(asTree, "as", issues);
  const labelTree = fields.get("label");
  const label = labelTree && readBilingual(labelTree, "label", issues);
  const setTree = fields.get("set");
  const settings = setTree ? readSettings(setTree, issues) : [];
  const policy = setTree && readPolicyShift(setTree, issues);
  if (reference === undefined) return undefined;
  return { reference, settings, ...(policy && { policy }), ...(as !== undefined && { as }), ...(label && { label }) };
}
