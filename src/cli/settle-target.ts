import type { Read } from "../scenarios/references.ts";
import type { RunTarget } from "./ensemble-run.ts";
import { recordInputs, storedOptions } from "./run-inputs.ts";
import { referencesOf, resolveTarget, type TargetRequest } from "./run-target.ts";
import { scenarioReader } from "./scenario-files.ts";

/**
 * What to run, with a memory of every file it was read from.
 * @param settings Values of `--set`, as typed.
 * @param read Where files are looked up, unless on disk.
 * @throws InputError with everything that is wrong.
 */
export async function settleTarget(
  request: TargetRequest,
  settings: readonly string[],
  read: Read = scenarioReader(...referencesOf(request)),
): Promise<RunTarget> {
  const recorder = recordInputs(read);
  const target = await resolveTarget(request, recorder.read, settings);
  return {
    ...target,
    inputs: ({ data, fraction, plan }, options) =>
      recorder.files(
        request,
        settings,
        {
          options: storedOptions(options, fraction, plan),
          ...(options.counties !== undefined && { counties: "counties.csv" }),
        },
        data.texts["counties"],
      ),
  };
}
