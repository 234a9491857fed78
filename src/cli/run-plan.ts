import { InputError } from "../core/issue.ts";
import { worldPlace } from "../experiment/ensemble.ts";
import type { EnsemblePlan } from "../scenarios/scenario.ts";
import type { Worlds } from "./collect-worlds.ts";

/** What a user may say about the ensemble of a run. */
export interface PlanOptions {
  /** Members of the ensemble. */
  readonly worlds?: number;
  readonly replications?: number;
  readonly sampler?: EnsemblePlan["sampler"];
  readonly seed?: string;
}

/**
 * The ensemble of a run: the scenario's, with what the user says of it.
 * @throws InputError if a size is given for a design whose parameters decide it.
 */
export function planOf(own: EnsemblePlan, { worlds, replications, seed, sampler }: PlanOptions): EnsemblePlan {
  const plan = {
    ...own,
    size: worlds ?? own.size,
    replications: replications ?? own.replications,
    seed: seed ?? own.seed,
    sampler: sampler ?? own.sampler,
  };
  if (plan.sampler !== "oat" || worlds === undefined) return plan;
  const problem = `--worlds ${worlds} with sampler oat`;
  const expected = "no number of worlds: it follows from the uncertain parameters; --replications repeats each of them";
  throw new InputError([{ code: "misplaced-option", severity: "error", problem, expected }]);
}

/**
 * How many worlds, from the first on, tables and figures are made of. One at a time these are the worlds of member 0, with all
 * parameters at their medians: the others are no sample of what may happen.
 */
export function worldsShown(plan: EnsemblePlan, total: number): number {
  return plan.sampler === "oat" ? plan.replications : total;
}

/**
 * Members of the finished worlds that are shown, where members have several.
 * @throws Error if no world that is to be shown finished.
 */
export function membersShown({ finished }: Worlds, plan: EnsemblePlan): readonly number[] | undefined {
  const members = finished.map((world) => worldPlace(world, plan).member);
  if (plan.sampler !== "oat") return plan.replications > 1 ? members : undefined;
  if (members[0] !== 0) throw new Error("no world with all parameters at their medians finished");
  return undefined;
}
