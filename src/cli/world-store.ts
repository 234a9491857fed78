import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { canonicalJson, digest } from "../core/digest.ts";
import { worldPlace, type EnsembleSetup } from "../experiment/ensemble.ts";
import type { Trace } from "../model/trace.ts";
import type { EnsemblePlan } from "../scenarios/scenario.ts";
import { valuesText } from "./explanations.ts";
import { packWorld, unpackWorld } from "./pack-world.ts";
import type { Failure } from "./world-failure.ts";

/** Finished worlds on disk, one file each, so that an interrupted run can go on and an ensemble can grow. */
export interface WorldStore {
  readonly folder: string;
  /** The traces of a world; `damaged` if its file is not what was written. */
  read(world: number): readonly Trace[] | "absent" | "damaged";
  /** Puts a world in place in one move. */
  write(world: number, traces: readonly Trace[]): void;
  /** The file of a world, there or not. */
  fileOf(world: number): string;
  /** Notes how a world failed, for whoever brings stores together; forgotten when it is put in place. */
  writeFailure(world: number, failure: Failure): void;
  readFailure(world: number): Failure | undefined;
  /** Number of worlds in the store, and their size in bytes. */
  size(): { readonly worlds: number; readonly bytes: number };
  /** Deletes the store. */
  remove(): void;
}

/** What the worlds of a run rest on besides its scenarios: program, tables, sample. */
export type WorldBasis = Readonly<Record<string, unknown>>;

/**
 * Key of the store a run reads and writes: a hash of everything a world depends on. Titles and goals are no part of it, nor is the
 * number of replications, nor, except for `lhs`, the number of members: so an ensemble finds its worlds again when it grows.
 */
export async function worldsKey(basis: WorldBasis, { scenarios, plan, follow }: EnsembleSetup): Promise<string> {
  const drawn = [];
  for (const scenario of scenarios) {
    const { uncertainties, jointDraws = [] } = scenario;
    const draws = [...uncertainties, ...jointDraws].map((draw) => ({ ...draw, group: undefined }));
    drawn.push({ values: await digest(valuesText(scenario)), draws });
  }
  const { seed, sampler, size } = plan;
  const design = { seed, sampler, ...(sampler === "lhs" && { size }) };
  return digest(canonicalJson({ ...basis, design, drawn, follow }), 16);
}

/** Folder of the stores below a folder for results. */
export const STORES = ".worlds";

/** Opens the store of a key below a folder for results; nothing is created before the first world is written. */
export function openWorldStore(out: string, key: string, plan: EnsemblePlan): WorldStore {
  const folder = join(out, STORES, key);
  const nameOf = (world: number) => worldFile(world, plan);
  const failureOf = (world: number) => join(folder, nameOf(world).replace(/bin$/, "failed.json"));
  const files = () => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".bin")) : []);
  return {
    folder,
    fileOf: (world) => join(folder, nameOf(world)),
    read(world) {
      const name = nameOf(world);
      const file = join(folder, name);
      return existsSync(file) ? unpackWorld(readFileSync(file), `${key}/${name}`) : "absent";
    },
    write(world, traces) {
      const name = nameOf(world);
      putFile(join(folder, name), packWorld(traces, `${key}/${name}`));
      rmSync(failureOf(world), { force: true });
    },
    writeFailure(world, failure) {
      putFile(failureOf(world), `${JSON.stringify(failure)}\n`);
    },
    readFailure(world) {
      try {
        return JSON.parse(readFileSync(failureOf(world), "utf8")) as Failure;
      } catch {
        // No note, or none that can be read: the world is missing, and is run again.
        return undefined;
      }
    },
    size: () => ({
      worlds: files().length,
      bytes: files().reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
    }),
    remove() {
      rmSync(folder, { recursive: true, force: true });
      if (existsSync(join(out, STORES)) && readdirSync(join(out, STORES)).length === 0)
        rmSync(join(out, STORES), { recursive: true });
    },
  };
}

/** Name of a world's file, which ensembles of any size share; with the key before it, the name inside the file. */
export function worldFile(world: number, plan: EnsemblePlan): string {
  const { member, replication } = worldPlace(world, plan);
  return `${member}-${replication}.bin`;
}

/** Puts a file in place in one move, so that no other process, on this machine or another, sees half of it. */
export function putFile(file: string, content: string | Uint8Array): void {
  const draft = `${file}.part-${randomUUID()}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(draft, content);
  renameSync(draft, file);
}
