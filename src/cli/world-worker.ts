import { workerData } from "node:worker_threads";
import { prepareEnsemble, type EnsembleSetup, type RunWorld } from "../experiment/ensemble.ts";
import { buildNation, sampleCounties } from "../data/nation.ts";
import type { Trace } from "../model/trace.ts";
import { loadRunData } from "./data-files.ts";

/** What a worker is started with: it builds the nation itself, since building is quicker than copying. */
export interface WorkerStart {
  readonly countiesFile: string | undefined;
  readonly sample: number;
  readonly setup: EnsembleSetup;
}

let runWorld: RunWorld | undefined;

/** Runs one world; the first call builds the nation. */
export default function work(world: number): readonly Trace[] {
  runWorld ??= start(workerData as [unknown, WorkerStart] | WorkerStart);
  return runWorld(world);
}

function start(given: [unknown, WorkerStart] | WorkerStart): RunWorld {
  // Piscina hands its own data over beside ours.
  const { countiesFile, sample, setup } = Array.isArray(given) ? given[1] : given;
  const data = loadRunData(countiesFile);
  const nation = buildNation(data.counties, data.provinces, data.totals, sampleCounties(data.counties, sample));
  return prepareEnsemble(nation, setup);
}
