import type { Bilingual } from "../core/bilingual.ts";
import type { Issue } from "../core/issue.ts";
import type { Source } from "../core/source.ts";
import type { Parameter } from "../model/parameters/parameter.ts";
import { isBySetting, PARAMETERS, SETTING_PARAMETER_IDS, type ParameterId } from "../model/parameters.ts";
import { choicesOf, refuseArithmetic } from "./choices.ts";
import { FAMILIES, stageOf } from "./families.ts";
import type { Fields } from "./fields.ts";
import { readBilingual, readFields, readSource, shown } from "./fields.ts";
import { keyList } from "./grammar.ts";
import { namesSetting } from "./members.ts";
import { OPERATIONS, OPERATION_DETAILS, readConstant, readOperation } from "./parse-operation.ts";
import { readTarget } from "./parse-target.ts";
import type { Policy } from "./parse-policy.ts";
import { checkPaths, readPhaseIn, readWindow } from "./parse-window.ts";
import { fail, warn } from "./place.ts";
import type { ChangeSpec, RuleSpec, Target } from "./spec.ts";
import type { Tree } from "./yaml-tree.ts";

/** What the changes of one file share. */
export interface ChangeContext {
  readonly id: string;
  readonly isPackage: boolean;
  readonly policy: Policy;
  readonly where?: Target;
  readonly source?: Source;
  readonly issues: Issue[];
  /** True where the name written stands for several parameters, one for each stage. */
  readonly isOneOfSeveral?: boolean;
}

/**
 * The value under a name: a number, a change, or a list of changes that stack in order. A name that stands for a parameter of
 * each stage gives the changes of each, and what is wrong with them is said once.
 */
export function readChanges(tree: Tree, named: readonly ParameterId[], context: ChangeContext): readonly ChangeSpec[] {
  return named.flatMap((parameter, k) => {
    if (k === 0) return readChangesOf(tree, parameter, { ...context, isOneOfSeveral: named.length > 1 });
    const again: Issue[] = [];
    const changes = readChangesOf(tree, parameter, { ...context, isOneOfSeveral: true, issues: again });
    const isSaid = (issue: Issue) =>
      context.issues.some(
        ({ code, line, column }) => code === issue.code && line === issue.line && column === issue.column,
      );
    context.issues.push(...again.filter((issue) => !isSaid(issue)));
    return changes;
  });
}

function readChangesOf(tree: Tree, parameter: ParameterId, context: ChangeContext): readonly ChangeSpec[] {
  if (tree.kind !== "list") return [readChange(tree, parameter, context)].flatMap((change) => change ?? []);
  if (tree.items.length === 0)
    fail(context.issues, tree.at, "no-operation", `the list of changes of ${parameter} is empty`);
  return tree.items.flatMap((item) => readChange(item, parameter, context) ?? []);
}

function readChange(tree: Tree, parameter: ParameterId, context: ChangeContext): ChangeSpec | undefined {
  const { issues } = context;
  if (tree.kind === "scalar") {
    const operation = readConstant("set", tree, parameter, issues);
    const rule = operation && { operation, place: tree.at, ...(context.source && { source: context.source }) };
    return rule && finishChange(undefined, parameter, [rule], context, tree);
  }
  const fields = readFields(tree, keyList("change"), issues);
  if (fields === undefined) return undefined;
  const rules = fields.has("rules") ? readRules(fields, parameter, context) : readRule(fields, parameter, context);
  return finishChange(fields, parameter, rules, context, tree);
}

/** A change without `rules` is one rule whose target is the change's own. */
function readRule(fields: Fields, parameter: ParameterId, context: ChangeContext): readonly RuleSpec[] {
  const operation = readOperation(fields, parameter, context.issues);
  return operation ? [{ operation, ...readProvenance(fields, undefined, context), place: fields.at }] : [];
}

function readRules(fields: Fields, parameter: ParameterId, context: ChangeContext): readonly RuleSpec[] {
  const { issues } = context;
  for (const key of [...OPERATIONS, ...OPERATION_DETAILS]) {
    if (fields.has(key)) fail(issues, fields.keyAt(key), "several-operations", `this change has rules and ${key}`);
  }
  const tree = fields.get("rules")!;
  if (tree.kind !== "list" || tree.items.length === 0) {
    return fail(issues, tree.at, "wrong-type", `rules is ${shown(tree)}`, { expected: "a list of rules" }) ?? [];
  }
  const shared = readProvenance(fields, undefined, context);
  const rules: RuleSpec[] = [];
  for (const [index, item] of tree.items.entries()) {
    const rule = readFields(item, keyList("rule"), issues);
    if (rule === undefined) continue;
    if (index > 0 && !rule.has("where")) {
      fail(issues, rule.at, "rule-never-applies", "this rule holds everywhere, so the rules above it never apply", {
        expected: "the general rule first, then rules with a where",
      });
    }
    const where = rule.has("where") ? readTarget(rule.get("where")!, issues) : undefined;
    const operation = readOperation(rule, parameter, issues);
    const provenance = readProvenance(rule, shared, context);
    if (operation) rules.push({ operation, ...provenance, ...(where && { where }), place: rule.at });
  }
  return rules;
}

type Provenance = { readonly note?: Bilingual; readonly source?: Source };

/** The note and source of a rule; what it lacks it takes from its change, and the source from the file. */
function readProvenance(fields: Fields, shared: Provenance | undefined, context: ChangeContext): Provenance {
  const noteTree = fields.get("note");
  const note = noteTree ? readBilingual(noteTree, "note", context.issues) : shared?.note;
  const sourceTree = fields.get("source");
  const source = sourceTree ? readSource(sourceTree, context.issues) : (shared?.source ?? context.source);
  return { ...(note && { note }), ...(source && { source }) };
}

/** Adds to the rules what they share, and holds them against the window. */
function finishChange(
  fields: Fields | undefined,
  parameter: ParameterId,
  rules: readonly RuleSpec[],
  context: ChangeContext,
  tree: Tree,
): ChangeSpec | undefined {
  const { issues } = context;
  const whereTree = fields?.get("where");
  const where = whereTree ? readTarget(whereTree, issues) : context.where;
  const window = readWindow(fields, parameter, tree.at, context);
  const phaseIn = readPhaseIn(fields, window, issues);
  if (phaseIn && choicesOf(parameter)) refuseArithmetic("phase_in", fields!.keyAt("phase_in"), parameter, issues);
  const isOverride = readOverride(fields, context);
  if (rules.length === 0) return undefined;
  const acting = rulesOfStage(rules, where, parameter, context);
  if (acting.length === 0) return undefined;
  checkScope(parameter, [where, ...rules.map((rule) => rule.where)], issues);
  for (const rule of rules) checkPaths(rule.operation, parameter, window, issues);
  if (rules.some((rule) => rule.source === undefined)) {
    warn(issues, tree.at, "no-source", `the change of ${parameter} names no source`, {
      suggestion: "give a source, with basis: assumption if nobody published the number",
    });
  }
  return {
    parameter,
    ...window,
    ...(phaseIn && { phaseIn }),
    ...(where && { where }),
    rules: acting,
    isOverride,
    place: tree.at,
    writtenIn: context.id,
  };
}

/** The rules that speak of the stage of a parameter. */
function rulesOfStage(
  rules: readonly RuleSpec[],
  where: Target | undefined,
  parameter: ParameterId,
  { isOneOfSeveral = false, issues }: ChangeContext,
): readonly RuleSpec[] {
  const stage = stageOf(parameter);
  const staged = [where, ...rules.map((rule) => rule.where)].find((target) => target?.stage !== undefined);
  if (staged === undefined) return rules;
  if (stage === undefined) {
    fail(issues, staged.place, "not-by-stage", `${parameter} is one number for both stages; stage cannot confine it`, {
      expected: `stage only for ${[...FAMILIES.keys()].join(", ")} and their members`,
    });
    return rules;
  }
  const isOf = (target: Target | undefined) => target?.stage === undefined || target.stage.includes(stage);
  const acting = isOf(where) ? rules.filter((rule) => isOf(rule.where)) : [];
  if (acting.length < rules.length && !isOneOfSeveral) {
    const idle = rules.find((rule) => !isOf(where) || !isOf(rule.where))!;
    fail(
      issues,
      (idle.where?.stage ? idle.where : staged).place,
      "stage-never-applies",
      `${parameter} speaks of the ${stage} stage only`,
      {
        suggestion: `remove stage, or write ${parameter.slice(0, -stage.length - 1)} for both stages`,
      },
    );
  }
  return acting;
}

function readOverride(fields: Fields | undefined, { isPackage, issues }: ChangeContext): boolean {
  const tree = fields?.get("override");
  if (tree === undefined) return false;
  if (tree.kind !== "scalar" || tree.value !== true) {
    fail(issues, tree.at, "wrong-type", `override is ${shown(tree)}`, { expected: "true, or no override at all" });
  } else if (isPackage) {
    fail(issues, tree.at, "override-nothing", "a package has no package below it to override", {
      expected: "override: true in the scenario that includes the packages",
    });
  }
  return true;
}

/** A number of the nation cannot differ between counties, and most parameters cannot differ between settings. */
function checkScope(parameter: ParameterId, targets: readonly (Target | undefined)[], issues: Issue[]): void {
  const bySetting = targets.find(namesSetting);
  if (bySetting && !isBySetting(parameter)) {
    fail(issues, bySetting.place, "not-by-setting", `${parameter} is one value for a county, whatever the setting`, {
      expected: `setting only for ${SETTING_PARAMETER_IDS.join(", ")}`,
    });
    return;
  }
  const { scope }: Parameter = PARAMETERS[parameter];
  const target = targets.find((one) => one !== undefined);
  if (scope === "county" || target === undefined) return;
  fail(
    issues,
    target.place,
    "nation-wide-parameter",
    `${parameter} is one number for the nation; where cannot confine it`,
    {
      suggestion: "remove where, or move this parameter to a file without one",
    },
  );
}
