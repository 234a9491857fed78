import { digest } from "../core/digest.ts";
import { worldCount } from "../experiment/ensemble.ts";
import { MODEL_VERSION } from "../model/parameters.ts";
import type { EnsemblePlan } from "../scenarios/scenario.ts";
import { sourceDigest, type RunData } from "./data-files.ts";
import { engineVersion } from "./engine-version.ts";
import type { RunTarget } from "./ensemble-run.ts";
import { valuesText, type RunScenarios } from "./explanations.ts";

/** What the worlds of any run rest on besides its scenarios: versions and tables. */
export async function basisOf(data: RunData) {
  const tables: Record<string, string> = {};
  for (const [name, text] of Object.entries(data.texts)) tables[name] = await digest(text);
  return { engine: engineVersion(), source: await sourceDigest(), model: MODEL_VERSION, tables };
}

/** Everything the result depends on; its digest names the run. */
export async function identityOf(
  target: RunTarget,
  basis: Awaited<ReturnType<typeof basisOf>> & { readonly sample: number },
  { all }: RunScenarios,
  plan: EnsemblePlan,
) {
  const scenarios = [];
  for (const [s, { id, title, changes, goals }] of target.scenarios.entries()) {
    const { uncertainties, jointDraws } = all[s]!;
    const values = await digest(valuesText(all[s]!));
    scenarios.push({ id, title, changes, goals, values, uncertainties, jointDraws });
  }
  const { id, title } = target;
  const { seed, sampler, replications, quantiles } = plan;
  const worlds = worldCount(all, plan);
  return { ...basis, id, title, worlds, seed, sampler, replications, quantiles, scenarios };
}
