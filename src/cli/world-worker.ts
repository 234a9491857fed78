import { workerData } from "node:worker_threads";
import { prepareEnsemble, type EnsembleSetup, type RunWorld } from "../experiment/ensemble.ts";
import { buildNation, sampleCounties } from "../data/nation.ts";
import type { Trace } from "../model/trace.ts";
import { loadRunData } from "./data-files.ts";
import { failureOf, type Failure } from "./world-failure.ts";

/** What a worker is started with: it builds the nation itself, since building is quicker than copying. */
export interface WorkerStart {
  readonly countiesFile: string | undefined;
  readonly sample: number;
  readonly setup: EnsembleSetup;
}

/** How a world ended, as it goes from a thread to the program. */
export type WorldOutcome = { readonly traces: readonly Trace[] } | { readonly failure: Failure };

let runWorld: RunWorld | undefined;

/** Runs one world; the first call builds the nation. */
export default function work(world: number): WorldOutcome {
  runWorld ??= start(workerData as [unknown, WorkerStart] | WorkerStart);
  try {
    return { traces: runWorld(world) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function start(given: [unknown, WorkerStart] | WorkerStart): RunWorld {
  // Piscina hands its own data over beside ours.
  const { countiesFile, sample, setup } = Array.isArray(given) ? given[1] : given;
  const data = loadRunData(countiesFile);
  const nation = buildNation(data.counties, data.provinces, data.totals, sampleCounties(data.counties, sample));
  return prepareEnsemble(nation, setup);
}
