import type { Command } from "commander";
import { resolveScenario } from "../scenarios/resolve.ts";
import { printRun } from "./compare.ts";
import { runEnsemble } from "./ensemble-run.ts";
import { addRunOptions, runOptions, type RunFlags } from "./run-options.ts";
import { scenarioReader } from "./scenario-files.ts";

/** Adds `junheng run <scenario>`: one scenario as an ensemble, with a report. */
export function registerRun(program: Command): void {
  const command = program
    .command("run")
    .description("run one scenario as an ensemble and write a report")
    .argument("<scenario>", "scenario file, or id of the catalogue");
  addRunOptions(command).action(async (ref: string, flags: RunFlags) => {
    const scenario = await resolveScenario(ref, scenarioReader(ref), flags.set ?? []);
    const options = runOptions(flags);
    const target = { id: scenario.id, title: scenario.title, scenarios: [scenario] };
    printRun(await runEnsemble(target, options), options, flags.json ?? false);
  });
}
