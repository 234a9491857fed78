import { posix } from "node:path";
import type { Read } from "../scenarios/references.ts";
import type { EnsemblePlan } from "../scenarios/scenario.ts";
import type { RunOptions } from "./ensemble-run.ts";
import type { TargetRequest } from "./run-target.ts";

/** Everything a run was asked, in `inputs/request.json`: with the files beside it, the run can be made again anywhere. */
export interface StoredRequest {
  /** References are names of files in the same folder. */
  readonly target: TargetRequest;
  /** Values of `--set`, as typed. */
  readonly settings: readonly string[];
  readonly options: Omit<RunOptions, MachineOption>;
  /** File of the county table in the same folder; absent for the built-in nation. */
  readonly counties?: string;
  /** Which file each reference inside a file led to. */
  readonly references: readonly StoredReference[];
}

interface StoredReference {
  readonly from: string;
  readonly ref: string;
  readonly file: string;
}

/** Options that say where and how a run is made, not what it is. */
const MACHINE_OPTIONS = [
  "counties",
  "out",
  "locale",
  "quiet",
  "force",
  "jobs",
  "resume",
  "inFlight",
  "ranElsewhere",
  "dropsWorlds",
] as const satisfies (keyof RunOptions)[];
type MachineOption = (typeof MACHINE_OPTIONS)[number];

/** Remembers what is read, so that the run can store it. */
export interface InputRecorder {
  readonly read: Read;
  /** The files of the run's `inputs` folder. */
  files(
    request: TargetRequest,
    settings: readonly string[],
    stored: Pick<StoredRequest, "options" | "counties">,
    countyTable?: string,
  ): Map<string, string>;
}

/** A recorder on top of a lookup of scenario files. */
export function recordInputs(source: Read): InputRecorder {
  const texts = new Map<string, string>();
  const found: { readonly from: string | undefined; readonly ref: string; readonly file: string }[] = [];
  const read = (ref: string, from?: string) => {
    const answer = source(ref, from);
    if (answer) {
      texts.set(answer.file, answer.text);
      if (!found.some((one) => one.ref === ref && one.from === from)) found.push({ from, ref, file: answer.file });
    }
    return answer;
  };
  return {
    read: Object.assign(read, source.names && { names: source.names }),
    files(request, settings, stored, countyTable) {
      const names = neutralNames([...texts.keys()]);
      const typed = (ref: string) => {
        const file = found.find((one) => one.from === undefined && one.ref === ref)?.file;
        return file === undefined ? ref : names.get(file)!;
      };
      const { refs, baseline } = request;
      const target = { ...request, refs: refs.map(typed) };
      const full: StoredRequest = {
        // The baseline of a comparison is an id, that of scenarios a reference.
        target:
          baseline === undefined || request.kind === "comparison" ? target : { ...target, baseline: typed(baseline) },
        settings,
        ...stored,
        references: found.flatMap(({ from, ref, file }) =>
          from === undefined ? [] : [{ from: names.get(from)!, ref, file: names.get(file)! }],
        ),
      };
      const files = new Map([["inputs/request.json", `${JSON.stringify(full, null, 2)}\n`]]);
      for (const [file, text] of texts) files.set(`inputs/${names.get(file)!}`, text);
      if (countyTable !== undefined) files.set(`inputs/${stored.counties!}`, countyTable);
      return files;
    },
  };
}

/** Names that tell nothing of the machine: catalogue files as they are, others by their last name, numbered where two are alike. */
function neutralNames(files: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const file of files) {
    const short = file.startsWith("catalogue/") ? file : posix.basename(file);
    let name = short;
    for (let k = 2; taken.has(name); k++) name = `${k}/${short}`;
    taken.add(name);
    names.set(file, name);
  }
  return names;
}

/** A lookup over the stored files of a run. */
export function storedReader(request: StoredRequest, textOf: (file: string) => string | undefined): Read {
  return (ref, from) => {
    const file =
      from === undefined ? ref : request.references.find((one) => one.from === from && one.ref === ref)?.file;
    const text = file === undefined ? undefined : textOf(file);
    return file === undefined || text === undefined ? undefined : { file, text };
  };
}

/** The options of a run as they are stored: with what files and defaults decided, so that later defaults change nothing. */
export function storedOptions(options: RunOptions, sample: number, plan: EnsemblePlan): StoredRequest["options"] {
  const kept = Object.entries(options).filter(([key]) => !MACHINE_OPTIONS.some((one) => one === key));
  const { size, replications, sampler, seed } = plan;
  // One at a time, the parameters decide the number of worlds.
  const worlds = sampler === "oat" ? {} : { worlds: size };
  return { ...(Object.fromEntries(kept) as StoredRequest["options"]), sample, ...worlds, replications, sampler, seed };
}
