import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson } from "../core/digest.ts";
import { InputError, type Issue } from "../core/issue.ts";
import type { EnsemblePlan } from "../scenarios/scenario.ts";
import { parsePortableRun, type PortableRun } from "./portable-run.ts";
import type { Failure } from "./world-failure.ts";
import { openWorldStore, STORES, type WorldStore } from "./world-store.ts";

/** The run that shards in some folders are of, and the folders' stores. */
export interface ShardStores {
  readonly portable: PortableRun;
  /** File that describes the run. */
  readonly file: string;
  stores(plan: EnsemblePlan): readonly WorldStore[];
}

/**
 * Finds the run whose shards lie below folders for results.
 * @param wanted Id of the run or its beginning, where the folders hold several.
 * @throws InputError if there is no such run or several, or a folder holds no shard of it.
 */
export function findShards(folders: readonly string[], wanted = ""): ShardStores {
  const found = folders.flatMap((folder) =>
    runsBelow(folder).filter(({ portable }) => portable.runId.startsWith(wanted)),
  );
  const ids = [...new Set(found.map(({ portable }) => portable.runId))].sort();
  if (ids.length > 1) {
    const problem = `the folders hold shards of ${ids.length} runs: ${ids.join(", ")}`;
    throw new InputError([{ code: "several-runs", severity: "error", problem, expected: "one of them, with --run" }]);
  }
  const without = folders.filter((folder) => !found.some((one) => one.folder === folder));
  const issues = without.map((folder): Issue => {
    const whose = wanted === "" && ids.length === 0 ? "" : ` of run ${ids[0] ?? wanted}`;
    const problem = existsSync(folder) ? `no shard${whose} lies here` : "there is no such folder";
    const expected = "a folder that junheng run --shard had as --out";
    return { code: "no-shard", severity: "error", file: folder, problem, expected };
  });
  const [first] = found;
  for (const { portable, file } of found) {
    if (canonicalJson(portable) === canonicalJson(first!.portable)) continue;
    const problem = `run ${portable.runId} is not described as in ${first!.file}`;
    issues.push({ code: "other-run", severity: "error", file, problem, expected: "shards of one run" });
  }
  if (issues.length > 0 || first === undefined) throw new InputError(issues);
  const { portable, file } = first;
  return { portable, file, stores: (plan) => folders.map((folder) => openWorldStore(folder, portable.key, plan)) };
}

interface FoundShard {
  readonly folder: string;
  readonly file: string;
  readonly portable: PortableRun;
}

function runsBelow(folder: string): FoundShard[] {
  const listed = (at: string) => (existsSync(at) && statSync(at).isDirectory() ? readdirSync(at).sort() : []);
  return listed(join(folder, STORES)).flatMap((key) => {
    const runs = join(folder, STORES, key, "runs");
    return listed(runs)
      .filter((name) => name.endsWith(".json"))
      .map((name) => join(runs, name))
      .map((file) => ({ folder, file, portable: parsePortableRun(readFileSync(file, "utf8"), file) }));
  });
}

/** What stores hold of a run together. */
export interface Gathered {
  /** Store a whole copy of each finished world lies in. */
  readonly finished: ReadonlyMap<number, WorldStore>;
  readonly failed: ReadonlyMap<number, Failure>;
  /** Files that are not what was written, though another store has the world. */
  readonly spoilt: readonly string[];
}

/**
 * Looks through stores for every world of a run: one that finished anywhere counts, then one that failed.
 * @throws InputError naming the worlds that are missing, damaged in every copy, or there in copies that differ.
 */
export function gather(stores: readonly WorldStore[], total: number): Gathered {
  const finished = new Map<number, WorldStore>();
  const failed = new Map<number, Failure>();
  const spoilt: string[] = [];
  const issues: Issue[] = [];
  const missing: number[] = [];
  for (let world = 0; world < total; world++) {
    const copies = stores.map((store) => ({ store, found: store.read(world) }));
    const damaged = copies.filter(({ found }) => found === "damaged").map(({ store }) => store.fileOf(world));
    const whole = copies.filter(({ found }) => found !== "absent" && found !== "damaged").map(({ store }) => store);
    const failure = stores.map((store) => store.readFailure(world)).find((note) => note !== undefined);
    const [first, ...others] = whole;
    if (first) {
      finished.set(world, first);
      spoilt.push(...damaged);
      issues.push(...conflicts(world, first, others));
    } else if (damaged.length > 0)
      issues.push(
        ...damaged.map((file): Issue => {
          const problem = `world ${world} is damaged and there is no other copy`;
          return { code: "damaged-world", severity: "error", file, problem, expected: "the file as it was written" };
        }),
      );
    else if (failure) failed.set(world, failure);
    else missing.push(world);
  }
  if (missing.length > 0) {
    const problem = `${missing.length} of ${total} worlds are missing: ${rangesText(missing)}`;
    issues.push({ code: "missing-worlds", severity: "error", problem, expected: "all worlds, finished or failed" });
  }
  if (issues.length > 0) throw new InputError(issues);
  return { finished, failed, spoilt };
}

/** Copies of a world that are not the same, byte by byte. */
function conflicts(world: number, first: WorldStore, others: readonly WorldStore[]): Issue[] {
  if (others.length === 0) return [];
  const bytes = readFileSync(first.fileOf(world));
  return others
    .filter((store) => !readFileSync(store.fileOf(world)).equals(bytes))
    .map((store) => {
      const problem = `world ${world} is not what it is in ${first.fileOf(world)}`;
      const expected = "equal bytes: the same program gives them on every machine";
      return { code: "worlds-differ", severity: "error", file: store.fileOf(world), problem, expected };
    });
}

/** Numbers in a row as ranges, such as `0–3, 7`; a long list ends in an ellipsis. */
export function rangesText(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const n of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else ranges.push([n, n]);
  }
  const texts = ranges.slice(0, 20).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return texts.join(", ") + (ranges.length > 20 ? ", …" : "");
}
