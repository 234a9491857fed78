import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonicalJson } from "../core/digest.ts";
import { InputError } from "../core/issue.ts";
import { prepareRun, type PreparedRun, type RunOptions, type RunTarget } from "./ensemble-run.ts";
import { programIdentity, programText, type ProgramIdentity } from "./program-identity.ts";
import { storedReader, type StoredRequest } from "./run-inputs.ts";
import { settleTarget } from "./settle-target.ts";
import { startOf } from "./worker-start.ts";
import { worldsKey } from "./world-store.ts";
import type { WorkerStart } from "./world-worker.ts";

/**
 * Everything another machine needs to run worlds of a run: what was asked, as the texts of its files, and the program it was asked of.
 * It holds no code and no values worked out beforehand; who reads it works them out and compares the names.
 */
export interface PortableRun {
  readonly runId: string;
  /** Key of the store its worlds belong to. */
  readonly key: string;
  readonly program: ProgramIdentity;
  /** The run's `inputs` folder: texts by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** A run that came from elsewhere, worked out again on this machine. */
export interface OpenedRun {
  readonly portable: PortableRun;
  readonly target: RunTarget;
  readonly options: RunOptions;
  readonly prepared: PreparedRun;
  readonly start: WorkerStart;
  /** Deletes what was put on disk for it. */
  close(): void;
}

/** A prepared run as it is sent to other machines. */
export async function portableRun(prepared: PreparedRun, options: RunOptions): Promise<PortableRun> {
  const { runId, basis, target } = prepared;
  const files = Object.fromEntries(target.inputs?.(prepared, options) ?? []);
  const key = await worldsKey(basis, startOf(prepared, options).setup);
  return { runId, key, program: await programIdentity(), files };
}

/**
 * Reads a run that came from elsewhere.
 * @param from Where it came from, for messages.
 * @throws InputError if it is not what this program writes.
 */
export function parsePortableRun(text: string, from: string): PortableRun {
  const isText = (value: unknown) => typeof value === "string";
  try {
    const { runId, key, program, files } = JSON.parse(text) as PortableRun;
    const { engine, source, model, tables } = program;
    const texts: unknown[] = [runId, key, engine, source, model, tables, ...Object.values(files)];
    if (texts.every(isText) && isText(files[REQUEST])) return { runId, key, program, files };
  } catch {
    // Said below.
  }
  throw wrong("not-a-run", from, "this does not describe a run", "what junheng run --shard or --queue wrote");
}

/**
 * Works a run out again from its texts, and makes sure that it is the same run.
 * @param own What this machine decides: where results go, in which language.
 * @param from Where it came from, for messages.
 * @throws InputError if it was prepared by another program, or does not come out the same.
 */
export async function openPortableRun(
  portable: PortableRun,
  own: Pick<RunOptions, "out" | "locale" | "quiet" | "jobs">,
  from: string,
): Promise<OpenedRun> {
  const program = await programIdentity();
  if (canonicalJson(program) !== canonicalJson(portable.program)) {
    const problem = `run ${portable.runId} was prepared by ${programText(portable.program)}`;
    throw wrong("other-program", from, problem, `this program, ${programText(program)}`);
  }
  const request = JSON.parse(portable.files[REQUEST]!) as StoredRequest;
  const textOf = (name: string) => portable.files[`inputs/${name}`];
  const target = await settleTarget(request.target, request.settings, storedReader(request, textOf));
  const folder = mkdtempSync(join(tmpdir(), "junheng-run-"));
  const close = () => rmSync(folder, { recursive: true, force: true });
  try {
    const counties = request.counties === undefined ? undefined : join(folder, "counties.csv");
    if (counties !== undefined) writeFileSync(counties, textOf(request.counties!) ?? "");
    const options = { ...request.options, ...(counties !== undefined && { counties }), ...own, force: false };
    const prepared = await prepareRun(target, options);
    const start = startOf(prepared, options);
    const key = await worldsKey(prepared.basis, start.setup);
    if (key !== portable.key || prepared.runId !== portable.runId) {
      const problem = `run ${portable.runId} (worlds ${portable.key}) comes out here as ${prepared.runId} (worlds ${key})`;
      throw wrong("other-run", from, problem, "the same run from the same files");
    }
    return { portable, target, options, prepared, start, close };
  } catch (error) {
    close();
    throw error;
  }
}

const REQUEST = "inputs/request.json";

function wrong(code: string, file: string, problem: string, expected: string): InputError {
  return new InputError([{ code, severity: "error", file, problem, expected }]);
}
