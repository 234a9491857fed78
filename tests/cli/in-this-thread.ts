import { loadRunData } from "../../src/cli/data-files.ts";
import type { OpenPool } from "../../src/cli/worker-pool.ts";
import { WorldFailure } from "../../src/cli/world-failure.ts";
import { buildNation, sampleCounties } from "../../src/data/nation.ts";
import { prepareEnsemble } from "../../src/experiment/ensemble.ts";

/** How the worlds fail that are told to. */
export const FAILURE = {
  message: `county 1, school year 2030: pupils, "all", do not balance\nat x`,
  stage: { scenario: 0, year: 2030, step: "balance", county: "330101" },
};

/** Runs worlds in this thread; those named fail. What has run is noted. */
export function inThisThread(ran: number[] = [], fails: readonly number[] = []): OpenPool {
  return ({ countiesFile, sample, setup }) => {
    const data = loadRunData(countiesFile);
    const run = prepareEnsemble(
      buildNation(data.counties, data.provinces, data.totals, sampleCounties(data.counties, sample)),
      setup,
    );
    return {
      run: (world) => {
        if (fails.includes(world)) return Promise.reject(new WorldFailure(FAILURE));
        ran.push(world);
        return Promise.resolve(run(world));
      },
      close: () => Promise.resolve(),
    };
  };
}
