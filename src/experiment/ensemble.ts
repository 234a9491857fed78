import type { FollowPlan } from "../model/follow.ts";
import type { ParameterTable, Uncertainty } from "../model/parameter-table.ts";
import { simulateWorld, type InitialNation } from "../model/simulate.ts";
import type { Trace } from "../model/trace.ts";
import type { EnsemblePlan } from "../scenarios/scenario.ts";
import { applyDraws } from "./apply-draws.ts";
import { drawDesign, worldKey } from "./design.ts";

/** A scenario bound to the counties of a run: plain data that can be sent to a worker. */
export interface BoundScenario {
  readonly table: ParameterTable;
  readonly uncertainties: readonly Uncertainty[];
}

/** What every world of an ensemble shares. */
export interface EnsembleSetup {
  readonly scenarios: readonly BoundScenario[];
  readonly plan: EnsemblePlan;
  /** People to follow one by one in the first world. */
  readonly follow?: FollowPlan;
}

/** Runs one world by number; one trace per scenario, in order. */
export type RunWorld = (world: number) => readonly Trace[];

/** Prepares the worlds of an ensemble on a nation. Worlds do not depend on one another or on the order in which they run. */
export function prepareEnsemble(nation: InitialNation, { scenarios, plan, follow }: EnsembleSetup): RunWorld {
  const designs = scenarios.map(({ uncertainties }) => drawDesign(uncertainties, plan));
  return (world) => {
    const tables = scenarios.map(({ table, uncertainties }, s) => applyDraws(table, uncertainties, designs[s]!, world));
    return simulateWorld(nation, tables, worldKey(plan.seed, world), world === 0 ? follow : undefined);
  };
}
