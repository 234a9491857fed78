import type { Issue } from "../core/issue.ts";
import { InputError } from "../core/issue.ts";
import { MODEL_VERSION, PARAMETERS } from "../model/parameters.ts";
import { BALANCE } from "../model/share-groups.ts";
import type { Fields } from "./fields.ts";
import { need, readBilingual, readFields, readMap, readSource, readWord, shown } from "./fields.ts";
import { FILE_MAPS, keyList } from "./grammar.ts";
import { FORMAT } from "./grammar-head.ts";
import { wordsOf } from "./grammar-words.ts";
import { readComparison } from "./parse-comparison.ts";
import type { ChangeContext } from "./parse-change.ts";
import { readChanges } from "./parse-change.ts";
import { readGoalFile, readGoals } from "./parse-goal.ts";
import { findShareGroup, readJointDraw } from "./parse-joint-draw.ts";
import { readEnsemble, readId } from "./parse-plan.ts";
import { checkHorizon, readHorizon } from "./parse-horizon.ts";
import { migrateTree } from "./migrate-tree.ts";
import { readPolicy } from "./parse-policy.ts";
import { readTarget } from "./parse-target.ts";
import { readUncertainty } from "./parse-uncertainty.ts";
import { fail, throwErrors } from "./place.ts";
import { readReference } from "./references.ts";
import { checkRole, findParameter, findParameters } from "./settings.ts";
import type { ChangeSpec, FileSpec, Reference, ScenarioSpec, StatedBalance } from "./spec.ts";
import { readStatedBalance } from "./stated-balance.ts";
import type { Tree } from "./yaml-tree.ts";
import { treeFromYaml } from "./yaml-tree.ts";

/**
 * A scenario, package or comparison file as written.
 * @param file Name for messages.
 * @throws InputError with everything that is wrong in the file.
 */
export function parseScenarioFile(text: string, file: string): FileSpec {
  const issues: Issue[] = [];
  const spec = readScenarioFile(text, file, issues);
  throwErrors(issues);
  return spec!;
}

/** The same, with the problems noted in `issues`; what could be read is returned so that other files can be checked too. */
export function readScenarioFile(text: string, file: string, issues: Issue[]): FileSpec | undefined {
  try {
    const tree = treeFromYaml(text, file, issues);
    return tree && readFile(tree, issues);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    issues.push(...error.issues);
    return undefined;
  }
}

function readFile(written: Tree, issues: Issue[]): FileSpec | undefined {
  const map = readMap(written, "the file", issues);
  if (map === undefined) return undefined;
  const { tree } = migrateTree(map, issues);
  const kindTree = tree.entries.get("kind")?.value;
  if (kindTree === undefined) {
    return fail(issues, map.at, "missing-key", 'the file has no "kind"', {
      expected: `kind: ${wordsOf("kind").known.join(", ")}`,
    });
  }
  const kind = readWord(kindTree, "kind", "kind", issues);
  if (kind === undefined) return undefined;
  const keys = keyList(FILE_MAPS[kind]);
  const fields = readFields(tree, keys, issues)!;
  checkVersions(fields, keys.name, issues);
  const idTree = need(fields, "id", keys.name, issues);
  const id = (idTree && readId(idTree, "id", issues)) ?? "";
  const titleTree = need(fields, "title", keys.name, issues);
  const title = (titleTree && readBilingual(titleTree, "title", issues)) ?? { zh: id, en: id };
  if (fields.has("note")) readBilingual(fields.get("note")!, "note", issues);
  if (kind === "goal") return readGoalFile(fields, { id, title }, issues);
  if (kind !== "comparison") return readScenario(fields, { kind, place: map.at, id, title }, issues);
  if (fields.has("source")) readSource(fields.get("source")!, issues);
  return readComparison(fields, { id, title }, issues);
}

function checkVersions(fields: Fields, what: string, issues: Issue[]): void {
  const format = need(fields, "junheng", what, issues);
  if (format && (format.kind !== "scalar" || format.value !== FORMAT)) {
    fail(issues, format.at, "unknown-format", `junheng: ${shown(format)} is not a file format this version reads`, {
      expected: `junheng: ${FORMAT}`,
    });
  }
  const model = fields.get("model");
  if (model && (model.kind !== "scalar" || model.value !== MODEL_VERSION)) {
    fail(issues, model.at, "wrong-model", `the file was written for model ${shown(model)}`, {
      expected: `model: ${MODEL_VERSION}, or an older one, which is migrated`,
    });
  }
}

type Head = Pick<ScenarioSpec, "kind" | "place" | "id" | "title">;

function readScenario(fields: Fields, head: Head, issues: Issue[]): ScenarioSpec {
  const isPackage = head.kind === "package";
  if (isPackage) refuseInPackage(fields, issues);
  const ancestorTree = isPackage ? undefined : fields.get("extends");
  const ancestor = ancestorTree && readReference(ancestorTree, "extends", issues);
  const includeTree = isPackage ? undefined : fields.get("include");
  const whereTree = fields.get("where");
  const where = whereTree && readTarget(whereTree, issues);
  const sourceTree = fields.get("source");
  const source = sourceTree && readSource(sourceTree, issues);
  const policyTree = fields.get("policy");
  const policy = policyTree ? readPolicy(policyTree, issues) : {};
  const context: ChangeContext = {
    id: head.id,
    isPackage,
    policy,
    issues,
    ...(where && { where }),
    ...(source && { source }),
  };
  const ensembleTree = isPackage ? undefined : fields.get("ensemble");
  const goalsTree = fields.get("goals");
  const horizonTree = fields.get("horizon");
  const horizon = horizonTree && readHorizon(horizonTree, issues);
  const spec: ScenarioSpec = {
    ...head,
    ...(ancestor && { ancestor }),
    include: includeTree ? readInclude(includeTree, issues) : [],
    changes: [...readSection(fields, "levers", context), ...readSection(fields, "assumptions", context)],
    balances: readBalances(fields, context),
    ...readUncertainties(fields, issues),
    ensemble: ensembleTree ? readEnsemble(ensembleTree, issues) : {},
    goals: goalsTree ? readGoals(goalsTree, issues) : [],
  };
  if (horizon) checkHorizon(spec, horizon, issues);
  return spec;
}

function refuseInPackage(fields: Fields, issues: Issue[]): void {
  for (const key of ["extends", "include"]) {
    if (!fields.has(key)) continue;
    fail(issues, fields.keyAt(key), "package-not-leaf", `a package has no "${key}"`, {
      expected: "packages stand alone; the scenario lists the packages it includes",
    });
  }
  if (fields.has("ensemble")) {
    fail(issues, fields.keyAt("ensemble"), "misplaced-key", "a package has no ensemble", {
      expected: "ensemble in the scenario",
    });
  }
}

function readInclude(tree: Tree, issues: Issue[]): readonly Reference[] {
  const items = tree.kind === "list" ? tree.items : [];
  if (items.length === 0) {
    fail(issues, tree.at, "wrong-type", `include is ${tree.kind === "list" ? "an empty list" : shown(tree)}`, {
      expected: "a list of packages",
    });
  }
  return items.flatMap((item) => readReference(item, "include", issues) ?? []);
}

function readSection(fields: Fields, section: "levers" | "assumptions", context: ChangeContext): ChangeSpec[] {
  const tree = fields.get(section);
  const map = tree && readMap(tree, section, context.issues);
  const changes: ChangeSpec[] = [];
  for (const [name, { keyAt, value }] of map?.entries ?? []) {
    if (name === BALANCE && section === "levers") continue;
    const named = findParameters(name, keyAt, context.issues);
    const [first] = named;
    if (first === undefined || !checkRole(first, PARAMETERS[first], section, keyAt, context.issues)) continue;
    changes.push(...readChanges(value, named, context));
  }
  return changes;
}

/** The balancing share, where a file states it among its levers. */
function readBalances(fields: Fields, context: ChangeContext): StatedBalance[] {
  const tree = fields.get("levers");
  const entry = tree?.kind === "map" ? tree.entries.get(BALANCE) : undefined;
  const balance = entry && readStatedBalance(entry.value, context);
  return balance ? [balance] : [];
}

function readUncertainties(fields: Fields, issues: Issue[]): Pick<ScenarioSpec, "uncertainties" | "jointDraws"> {
  const tree = fields.get("uncertainties");
  const entries = [...((tree && readMap(tree, "uncertainties", issues))?.entries ?? [])];
  const read = entries.map(([name, { keyAt, value }]) => {
    const shares = findShareGroup(name);
    if (shares) return { joint: readJointDraw(value, shares, issues) };
    const parameter = findParameter(name, keyAt, issues);
    return { single: parameter && readUncertainty(value, parameter, issues) };
  });
  return {
    uncertainties: read.flatMap(({ single }) => single ?? []),
    jointDraws: read.flatMap(({ joint }) => joint ?? []),
  };
}
