import type { Issue } from "../core/issue.ts";
import { SHARE_GROUPS, type ShareGroupId } from "../model/share-groups.ts";
import { need, readBilingual, readFields, readNumber, readSource, readWord } from "./fields.ts";
import { GRAMMAR, keyList } from "./grammar.ts";
import { readGroup } from "./parse-uncertainty.ts";
import { fail, warn } from "./place.ts";
import type { JointDrawSpec } from "./spec.ts";
import type { Tree } from "./yaml-tree.ts";

const KEYS = keyList("shareDraw");
/** Beyond the largest concentration the shares hardly move any more. */
const MOST = GRAMMAR.shareDraw.keys.concentration.shape.high;

/** One entry of `uncertainties` under the name of a share group: `{dist: dirichlet, concentration}`. */
export function readJointDraw(tree: Tree, shares: ShareGroupId, issues: Issue[]): JointDrawSpec | undefined {
  const fields = readFields(tree, KEYS, issues);
  if (fields === undefined) return undefined;
  if (fields.has("note")) readBilingual(fields.get("note")!, "note", issues);
  if (fields.has("source")) readSource(fields.get("source")!, issues);
  else warn(issues, fields.at, "no-source", `the uncertainty of ${shares} names no source`);
  const distTree = need(fields, "dist", `the uncertainty of ${shares}`, issues);
  const dist = distTree && readWord(distTree, "dist", "shareDist", issues);
  const sizeTree = need(fields, "concentration", "dist: dirichlet", issues);
  const concentration = sizeTree && readNumber(sizeTree, "concentration", issues);
  const group = readGroup(fields, issues);
  if (dist === undefined || concentration === undefined) return undefined;
  if (!(concentration > 0 && concentration <= MOST)) {
    return fail(issues, sizeTree!.at, "bad-distribution", `concentration is ${concentration}`, {
      expected: `a number above 0, at most ${MOST}`,
    });
  }
  return { draw: { shares, concentration, ...(group !== undefined && { group }) }, place: fields.at };
}

/** The share group of that name; undefined where there is none. */
export function findShareGroup(name: string): ShareGroupId | undefined {
  return Object.hasOwn(SHARE_GROUPS, name) ? (name as ShareGroupId) : undefined;
}
