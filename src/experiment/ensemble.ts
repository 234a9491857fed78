import type { FollowPlan } from "../model/follow.ts";
import type { ParameterTable } from "../model/parameter-table.ts";
import { simulateWorld, type InitialNation } from "../model/simulate.ts";
import type { Team } from "../model/team.ts";
import type { Trace } from "../model/trace.ts";
import type { EnsemblePlan } from "../scenarios/scenario.ts";
import { applyDraws, type CountyPlace } from "./apply-draws.ts";
import type { Drawn } from "./axes.ts";
import { drawDesigns, worldKey } from "./design.ts";

/** A scenario bound to the counties of a run: plain data that can be sent to a worker. */
export interface BoundScenario extends Drawn {
  readonly table: ParameterTable;
}

/** What every world of an ensemble shares. */
export interface EnsembleSetup {
  readonly scenarios: readonly BoundScenario[];
  readonly plan: EnsemblePlan;
  /** Counties in the order of the tables. */
  readonly places: readonly CountyPlace[];
  /** People to follow one by one in the first world. */
  readonly follow?: FollowPlan;
}

/** Runs one world by number, alone or as one of a team of threads; one trace per scenario, in order. */
export type RunWorld = (world: number, team?: Team) => readonly Trace[];

/** Number of worlds of an ensemble: members × replications. */
export function worldCount(scenarios: readonly Drawn[], plan: EnsemblePlan): number {
  return (drawDesigns(scenarios, plan)[0]?.members ?? 0) * plan.replications;
}

/** Member and replication of a world; the replications of a member follow one another. */
export function worldPlace(world: number, { replications }: EnsemblePlan): { member: number; replication: number } {
  return { member: Math.floor(world / replications), replication: world % replications };
}

/** Prepares the worlds of an ensemble on a nation. Worlds do not depend on one another or on the order in which they run. */
export function prepareEnsemble(nation: InitialNation, { scenarios, plan, places, follow }: EnsembleSetup): RunWorld {
  const designs = drawDesigns(scenarios, plan);
  return (world, team) => {
    const { member, replication } = worldPlace(world, plan);
    const tables = scenarios.map((scenario, s) => applyDraws(scenario.table, scenario, designs[s]!, member, places));
    return simulateWorld(nation, tables, worldKey(plan, member, replication), {
      follow: world === 0 ? follow : undefined,
      team,
    });
  };
}
