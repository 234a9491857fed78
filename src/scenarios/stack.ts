import type { Issue } from "../core/issue.ts";
import type { Uncertainty } from "../model/parameter-table.ts";
import type { ParameterId } from "../model/parameters.ts";
import { choicesOf } from "./choices.ts";
import type { Generation } from "./load.ts";
import { aroundRegistryValue } from "./parse-uncertainty.ts";
import type { Place } from "./place.ts";
import { fail, warn } from "./place.ts";
import type { EnsemblePlan, Goal } from "./scenario.ts";
import { COMMAND_LINE } from "./settings.ts";
import { checkCorrelations } from "./correlated-blocks.ts";
import type { ChangeSpec, JointDrawSpec, ScenarioSpec, Setting, StatedBalance, UncertaintySpec } from "./spec.ts";
import { SHARE_GROUPS, type JointDraw } from "../model/share-groups.ts";
import { FIRST_POLICY_YEAR, FIRST_YEAR, PARAMETERS } from "../model/parameters.ts";

/** Ensemble of a scenario that asks for none. */
const DEFAULT_ENSEMBLE: EnsemblePlan = {
  size: 40,
  replications: 1,
  seed: "junheng-2035",
  sampler: "lhs",
  quantiles: [0.05, 0.25, 0.5, 0.75, 0.95],
};

/** Everything a scenario and its lineage say, put in order. */
export interface Stack {
  readonly changes: readonly ChangeSpec[];
  /** Statements about the balancing share, in the order of the changes. */
  readonly balances: readonly StatedBalance[];
  readonly uncertainties: readonly Uncertainty[];
  readonly jointDraws: readonly JointDraw[];
  readonly goals: readonly Goal[];
  readonly ensemble: EnsemblePlan;
  /** What the lineage itself says about the ensemble. */
  readonly statedEnsemble: Partial<EnsemblePlan>;
}

/**
 * Puts a lineage in order of precedence, low to high: ancestors, oldest first, each after the packages it includes in
 * order; the scenario's packages; the scenario itself; settings.
 */
export function stackLineage(generations: readonly Generation[], settings: readonly Setting[], issues: Issue[]): Stack {
  checkRepeats(generations, issues);
  const changes: ChangeSpec[] = [];
  const balances: StatedBalance[] = [];
  const uncertainties = new Map<ParameterId, UncertaintySpec>();
  const jointDraws = new Map<string, JointDrawSpec>();
  const goals = new Map<string, Goal>();
  for (const { scenario, packages } of generations) {
    const below = packages.flatMap(({ spec }) => spec.changes);
    checkConflicts({ scenario, packages }, issues);
    checkOverrides(scenario.changes, changes, below, issues);
    changes.push(...below, ...scenario.changes);
    for (const { spec } of [...packages, { spec: scenario }]) {
      balances.push(...spec.balances);
      for (const entry of spec.uncertainties) uncertainties.set(entry.uncertainty.parameter, entry);
      for (const entry of spec.jointDraws) jointDraws.set(entry.draw.shares, entry);
      for (const { goal } of spec.goals) goals.set(goal.id, goal);
    }
  }
  changes.push(...settingChanges(settings, issues));
  const statedEnsemble: Partial<EnsemblePlan> = Object.assign(
    {},
    ...generations.map(({ scenario }) => scenario.ensemble),
  );
  checkCorrelations([...uncertainties.values()], issues);
  checkDrawnOnce([...jointDraws.values()], uncertainties, issues);
  return {
    changes,
    balances,
    jointDraws: [...jointDraws.values()].map(({ draw }) => draw),
    uncertainties: settleUncertainties([...uncertainties.values()], changes, issues),
    goals: [...goals.values()],
    ensemble: { ...DEFAULT_ENSEMBLE, ...statedEnsemble },
    statedEnsemble,
  };
}

/** A package acts once, however often a lineage names it. */
function checkRepeats(generations: readonly Generation[], issues: Issue[]): void {
  const seen = new Set<string>();
  for (const { reference, spec } of generations.flatMap(({ packages }) => packages)) {
    if (seen.has(spec.place.file)) {
      fail(issues, reference.place, "included-twice", `${spec.id} is included already`, {
        expected: "each package once, counting the packages of ancestors",
      });
    }
    seen.add(spec.place.file);
  }
}

/** Two packages of one scenario may not speak of the same thing unless the scenario settles it. */
function checkConflicts({ scenario, packages }: Generation, issues: Issue[]): void {
  const settled = {
    change: scenario.changes.filter((change) => change.isOverride).map((change) => change.parameter as string),
    uncertainty: namesDrawn(scenario),
    goal: scenario.goals.map(({ goal }) => goal.id),
  };
  const remedies = {
    change: "set it in the scenario with override: true",
    uncertainty: "give its uncertainty in the scenario",
    goal: "write the goal in the scenario",
  };
  const owners = new Map<string, string>();
  for (const { spec, reference } of packages) {
    const spoken = {
      change: spec.changes.map((change) => change.parameter as string),
      uncertainty: namesDrawn(spec),
      goal: spec.goals.map(({ goal }) => goal.id),
    };
    for (const kind of ["change", "uncertainty", "goal"] as const) {
      for (const name of new Set(spoken[kind])) {
        const owner = owners.get(`${kind} ${name}`);
        if (owner === undefined) owners.set(`${kind} ${name}`, spec.id);
        else if (owner !== spec.id && !settled[kind].includes(name)) {
          const what = kind === "change" ? name : `the ${kind} ${name}`;
          const problem = `conflict: ${what} is set by both ${owner} and ${spec.id}`;
          fail(issues, reference.place, "conflict", problem, { suggestion: remedies[kind] });
        }
      }
    }
  }
}

/** Parameters and share groups of which a file gives an uncertainty. */
function namesDrawn({ uncertainties, jointDraws }: ScenarioSpec): string[] {
  return [
    ...uncertainties.map(({ uncertainty }) => uncertainty.parameter),
    ...jointDraws.map(({ draw }) => draw.shares),
  ];
}

/** A share is drawn alone or with its group. */
function checkDrawnOnce(
  joint: readonly JointDrawSpec[],
  single: ReadonlyMap<ParameterId, UncertaintySpec>,
  issues: Issue[],
): void {
  for (const { draw, place } of joint) {
    const { central, province } = SHARE_GROUPS[draw.shares];
    for (const member of [central, province].filter((id) => single.has(id))) {
      fail(issues, place, "drawn-twice", `${member} is drawn alone and with ${draw.shares}`, {
        expected: "one of the two",
      });
    }
  }
}

/** `override: true` must override something; a change that stacks on a package without it is worth a word. */
function checkOverrides(
  own: readonly ChangeSpec[],
  ancestral: readonly ChangeSpec[],
  packaged: readonly ChangeSpec[],
  issues: Issue[],
): void {
  for (const { parameter, isOverride, place } of own) {
    const below = packaged.find((change) => change.parameter === parameter);
    if (isOverride && !below && !ancestral.some((change) => change.parameter === parameter)) {
      fail(issues, place, "override-nothing", `override: true, but no ancestor or package changes ${parameter}`, {
        suggestion: "remove override, or include the package that was meant",
      });
    } else if (!isOverride && below && !own.some((change) => change.parameter === parameter && change.isOverride)) {
      warn(
        issues,
        place,
        "changed-again",
        `${parameter} is also changed by ${below.writtenIn}; this change stacks on it`,
        {
          suggestion: "write override: true if that is meant",
        },
      );
    }
  }
}

/** Settings as changes that act in every county from the first year in which their parameter may change. */
function settingChanges(settings: readonly Setting[], issues: Issue[]): ChangeSpec[] {
  return settings.map(({ parameter, value, place }, index) => {
    if (settings.slice(0, index).some((one) => one.parameter === parameter && one.place.file === place.file)) {
      fail(issues, place, "repeated-value", `${parameter} is set twice`, { expected: "one value" });
    }
    const isTyped = place.file === COMMAND_LINE;
    const title = isTyped ? "set on the command line" : "set in the comparison";
    return {
      parameter,
      from: PARAMETERS[parameter].role === "lever" ? FIRST_POLICY_YEAR : FIRST_YEAR,
      after: "hold",
      rules: [{ operation: { kind: "set", value }, place, source: { basis: "assumption", title } }],
      isOverride: true,
      fromPolicy: { start: false, stop: false },
      place,
      writtenIn: place.file,
    };
  });
}

/**
 * The uncertainties a run draws. A draw that replaces a value would wipe a scenario's change of it: a belief of the registry
 * is then added around the registry value, and numbers written with `as: set` are refused.
 */
function settleUncertainties(
  entries: readonly UncertaintySpec[],
  changes: readonly ChangeSpec[],
  issues: Issue[],
): readonly Uncertainty[] {
  const changed = new Map<ParameterId, Place>(changes.map((change) => [change.parameter, change.place]));
  return entries.map(({ uncertainty, isPrior, place }) => {
    const at = changed.get(uncertainty.parameter);
    if (uncertainty.as !== "set" || at === undefined) return uncertainty;
    if (isPrior) return aroundRegistryValue(uncertainty);
    const where = [at.file, at.line].filter((part) => part !== undefined).join(":");
    fail(issues, place, "draw-wipes-change", `as: set would wipe the change of ${uncertainty.parameter} at ${where}`, {
      expected: choicesOf(uncertainty.parameter) ? "the change or the draw, not both" : "as: add or as: scale",
    });
    return uncertainty;
  });
}
