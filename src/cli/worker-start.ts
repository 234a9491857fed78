import type { PreparedRun, RunOptions } from "./ensemble-run.ts";
import type { WorkerStart } from "./world-worker.ts";

/** What the threads that run worlds of a prepared run are started with. */
export function startOf(
  { data, fraction, sample, run, plan }: PreparedRun,
  { counties, follow }: Pick<RunOptions, "counties" | "follow">,
): WorkerStart {
  const places = sample.rows.map((row) => {
    const { code, province } = data.counties[row]!.attributes;
    return { code, province };
  });
  const setup = { scenarios: run.all, plan, places, ...(follow && { follow }) };
  return { countiesFile: counties, sample: fraction, setup };
}
