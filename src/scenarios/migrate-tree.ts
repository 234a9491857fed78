import type { Issue } from "../core/issue.ts";
import { MODEL_VERSION } from "../model/parameters.ts";
import { FILE_MAPS, keysOf, type MapName } from "./grammar.ts";
import type { Shape } from "./grammar-shapes.ts";
import { MIGRATIONS, type Edit, type JudgementStep, type Migration, type Step } from "./migrations.ts";
import type { Place } from "./place.ts";
import { fail, warn } from "./place.ts";
import { rescaleValues } from "./rescale-values.ts";
import type { MapTree, ScalarTree, Tree } from "./yaml-tree.ts";

/** A file as the current model reads it. */
export interface MigratedTree {
  readonly tree: MapTree;
  /** Model the file was written for; undefined where it says none, or one that does not exist. */
  readonly from: number | undefined;
  readonly edits: readonly Edit[];
}

/**
 * Brings a file of an older model up to date. A file without `model:` is of the current model. Necessary steps are noted as warnings;
 * each entry that needs a judgement is an error and is left out of the tree.
 */
export function migrateTree(
  tree: MapTree,
  issues: Issue[],
  migrations: readonly Migration[] = MIGRATIONS,
  current: number = MODEL_VERSION,
): MigratedTree {
  const model = tree.entries.get("model")?.value;
  const from = model?.kind === "scalar" && Number.isInteger(model.value) ? (model.value as number) : undefined;
  const isKnown = from !== undefined && from >= 1 && from <= current;
  if (!isKnown || from === current) return { tree, from: isKnown ? from : undefined, edits: [] };
  const edits: Edit[] = [];
  const map = fileMap(tree);
  let migrated = tree;
  for (const migration of migrations) {
    if (migration.from < from || map === undefined) continue;
    migrated = walkMap(migrated, map, { ...migration, edits, issues });
  }
  edits.push({ place: model!.at, old: from, now: current });
  return { tree: withEntry(migrated, "model", { ...model!, value: current } as ScalarTree), from, edits };
}

function fileMap(tree: MapTree): MapName | undefined {
  const kind = tree.entries.get("kind")?.value;
  const name = kind?.kind === "scalar" ? kind.value : undefined;
  return Object.entries(FILE_MAPS).find(([known]) => known === name)?.[1];
}

function withEntry(tree: MapTree, key: string, value: Tree): MapTree {
  const entries = new Map(tree.entries);
  entries.set(key, { keyAt: tree.entries.get(key)!.keyAt, value });
  return { ...tree, entries };
}

interface Walk extends Migration {
  readonly edits: Edit[];
  readonly issues: Issue[];
}

/** Follows the grammar through a map: renames its keys, then goes on below each. */
function walkMap(tree: MapTree, map: MapName, walk: Walk): MapTree {
  const keys = keysOf(map);
  const entries = new Map<string, { keyAt: Place; value: Tree }>();
  for (const [written, { keyAt, value }] of tree.entries) {
    const step = walk.steps.find((one) => one.kind === "rename-key" && one.map === map && one.key === written);
    const key = step?.kind === "rename-key" ? step.to : written;
    if (key !== written && !rename(written, key, keyAt, tree, walk)) continue;
    const shape = Object.hasOwn(keys, key) ? keys[key]!.shape : undefined;
    entries.set(key, { keyAt, value: shape ? walkShape(value, shape, walk) : value });
  }
  return { ...tree, entries };
}

function walkShape(tree: Tree, shape: Shape, walk: Walk): Tree {
  switch (shape.kind) {
    case "map":
      return tree.kind === "map" ? walkMap(tree, shape.of as MapName, walk) : tree;
    case "by-parameter":
      return tree.kind === "map" ? walkParameters(tree, shape.of, walk) : tree;
    case "by-name":
    case "by-year":
      return tree.kind === "map" ? walkEntries(tree, shape.of, walk) : tree;
    case "list":
    case "any-list":
    case "one-or-more":
      return tree.kind === "list"
        ? { ...tree, items: tree.items.map((item) => walkShape(item, shape.of, walk)) }
        : tree;
    case "either": {
      const part = shape.of.find(({ kind }) => kind === tree.kind);
      return part ? walkShape(tree, part, walk) : tree;
    }
    default:
      return tree;
  }
}

function walkEntries(tree: MapTree, shape: Shape, walk: Walk): MapTree {
  const entries = [...tree.entries].map(
    ([key, { keyAt, value }]) => [key, { keyAt, value: walkShape(value, shape, walk) }] as const,
  );
  return { ...tree, entries: new Map(entries) };
}

/** A map whose keys are parameters: every step about one of them is taken, in order. */
function walkParameters(tree: MapTree, shape: Shape, walk: Walk): MapTree {
  const entries = new Map<string, { keyAt: Place; value: Tree }>();
  for (const [written, { keyAt, value: before }] of tree.entries) {
    let name = written;
    let value: Tree | undefined = before;
    for (const step of walk.steps) {
      if (step.kind === "rename-key" || step.parameter !== name || value === undefined) continue;
      const taken = takeStep(step, name, { keyAt, value }, tree, walk);
      name = taken?.name ?? name;
      value = taken?.value;
    }
    if (value !== undefined) entries.set(name, { keyAt, value: walkShape(value, shape, walk) });
  }
  return { ...tree, entries };
}

/** One step about one entry; undefined where the entry is refused. */
function takeStep(
  step: Exclude<Step, { kind: "rename-key" }>,
  name: string,
  { keyAt, value }: { readonly keyAt: Place; readonly value: Tree },
  tree: MapTree,
  walk: Walk,
): { readonly name: string; readonly value: Tree } | undefined {
  switch (step.kind) {
    case "rename":
      return rename(name, step.to, keyAt, tree, walk) ? { name: step.to, value } : undefined;
    case "rescale": {
      const rescaled = rescaleValues(value, step, walk.from + 1, walk.edits, walk.issues);
      return rescaled && { name, value: rescaled };
    }
    case "judge":
      if (!isPrior(value)) return refuse(step, keyAt, walk);
      if (step.to === undefined) return { name, value };
      return rename(name, step.to, keyAt, tree, walk) ? { name: step.to, value } : undefined;
    default:
      return step satisfies never;
  }
}

/** An uncertainty whose numbers are the registry's. */
function isPrior(value: Tree): boolean {
  const dist = value.kind === "map" ? value.entries.get("dist")?.value : undefined;
  return dist?.kind === "scalar" && dist.value === "prior";
}

function refuse({ parameter, reason, advice }: JudgementStep, at: Place, { from, issues }: Walk): undefined {
  return fail(issues, at, "needs-judgement", `${parameter} changed after model ${from}: ${reason.en}`, {
    suggestion: `${advice.en}; then write model: ${from + 1}`,
  });
}

/** Notes a new name for a key; false, with an error, where the map has that name already. */
function rename(old: string, now: string, at: Place, { entries }: MapTree, { from, edits, issues }: Walk): boolean {
  if (entries.has(now)) {
    fail(issues, at, "repeated-key", `${old} is ${now} since model ${from + 1}, and ${now} is here too`, {
      expected: "one of them",
    });
    return false;
  }
  edits.push({ place: at, old, now });
  warn(issues, at, "migrated", `${old} is ${now} since model ${from + 1}`);
  return true;
}
