import { runEnsemble, type FinishedRun, type RunOptions } from "../../src/cli/ensemble-run.ts";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import type { OpenPool } from "../../src/cli/worker-pool.ts";
import { emptyTrace, type Trace } from "../../src/model/trace.ts";
import { resolveComparison } from "../../src/scenarios/resolve.ts";

const COPIED = ["sums", "standings", "certifiedByProvince", "exposures", "levels", "money", "constraints"] as const;

/** A trace of made-up numbers, the same for the same world and scenario. */
export function syntheticTrace(world: number, scenario: number, counties: number, provinces: number): Trace {
  const trace = emptyTrace(counties, provinces);
  let state = (world * 31 + scenario * 7 + 1) % 2147483647;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  for (const part of COPIED) for (let i = 0; i < trace[part].length; i++) trace[part][i] = 1 + next();
  for (let c = 0; c < counties; c++) trace.certifiedYear[c] = next() < 0.5 ? 0 : 2021 + Math.floor(next() * 15);
  for (let i = 0; i < trace.stages.length; i++) {
    trace.stages[i] = Math.floor(next() * 15);
    trace.bindingItems[i] = Math.floor(next() * 10);
  }
  return trace;
}

/** A pool of made-up worlds; `onWorld` is called before each. */
export function syntheticPool(provinces: number, onWorld: (world: number) => void = () => undefined): OpenPool {
  return ({ setup: { scenarios, places } }) => ({
    run: async (world) => {
      // Give way, as a pool of threads does.
      await new Promise((resolve) => setImmediate(resolve));
      onWorld(world);
      return scenarios.map((_, s) => syntheticTrace(world, s, places.length, provinces));
    },
    close: () => Promise.resolve(),
  });
}

/** Runs the baseline beside one scenario in worlds of a pool, on counties of two provinces. */
export async function syntheticRun(
  options: Partial<RunOptions> & Pick<RunOptions, "out">,
  pool?: OpenPool,
): Promise<FinishedRun> {
  const words = ["baseline", "faster-rotation"];
  const reader = scenarioReader("five-ways");
  const comparison = await resolveComparison("five-ways", reader);
  const scenarios = comparison.scenarios.filter(({ id }) => words.includes(id));
  const target = { ...comparison, scenarios };
  const fixed = { sample: 1, jobs: 1, locale: "en", quiet: true, force: false } as const;
  return runEnsemble(target, { ...fixed, ...options }, pool ?? syntheticPool(2));
}
