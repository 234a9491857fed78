import { workerData } from "node:worker_threads";
import { prepareEnsemble, type EnsembleSetup, type RunWorld } from "../experiment/ensemble.ts";
import { buildNation, sampleCounties } from "../data/nation.ts";
import { joinTeam, type SharedTeam, type Team } from "../model/team.ts";
import type { Trace } from "../model/trace.ts";
import { loadRunData } from "./data-files.ts";
import { failureOf, type Failure } from "./world-failure.ts";

/** What a worker is started with: it builds the nation itself, since building is quicker than copying. */
export interface WorkerStart {
  readonly countiesFile: string | undefined;
  readonly sample: number;
  readonly setup: EnsembleSetup;
}

/** One thread's part in a world: all of it, or that of a member of a team. */
export interface WorldTask {
  readonly world: number;
  readonly shared?: { readonly team: SharedTeam; readonly member: number };
}

/** How a world, or a part of one, ended, as it goes from a thread to the program. */
export type WorldOutcome = { readonly traces: readonly Trace[] } | { readonly failure: Failure };

let runAlone: RunWorld | undefined;

/** Runs one world, or a part of one that no other world can follow on this thread's nation; the first call builds the nation. */
export default function work({ world, shared }: WorldTask): WorldOutcome {
  const team = shared && joinTeam(shared.team, shared.member);
  try {
    const traces = (team ? start(team) : (runAlone ??= start()))(world, team);
    return { traces: team?.isLeader === false ? [] : traces };
  } catch (error) {
    team?.fail();
    return { failure: failureOf(error) };
  }
}

/** Builds the nation, or a team member's counties of it; these are used up by one world. */
function start(team?: Team): RunWorld {
  const given = workerData as [unknown, WorkerStart] | WorkerStart;
  // Piscina hands its own data over beside ours.
  const { countiesFile, sample, setup } = Array.isArray(given) ? given[1] : given;
  const { counties, provinces, totals } = loadRunData(countiesFile);
  const nation = buildNation(counties, provinces, totals, sampleCounties(counties, sample), team?.own);
  return prepareEnsemble({ ...nation, isSpent: team !== undefined }, setup);
}
