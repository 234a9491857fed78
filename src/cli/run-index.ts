import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One line of `index.json` in a folder of results. */
export interface IndexEntry {
  /** Run id, the name of the run's folder. */
  readonly id: string;
  /** Scenario or comparison, the name of the folder above. */
  readonly scenario: string;
  readonly seed: string;
  /** Worlds of the ensemble. */
  readonly members: number;
  readonly status: string;
}

/** How deep runs lie: ids of scenarios may hold a few folders. */
const DEEPEST = 5;

/** Every run in a folder of results, by scenario and id. Folders that are no runs are passed over. */
export function runsIn(out: string): readonly IndexEntry[] {
  return runsBelow(out, []);
}

function runsBelow(out: string, path: readonly string[]): IndexEntry[] {
  if (path.length >= DEEPEST) return [];
  return foldersIn(join(out, ...path)).flatMap((name) => {
    const entry = entryOf(join(out, ...path, name));
    return entry ? [{ id: name, scenario: path.join("/"), ...entry }] : runsBelow(out, [...path, name]);
  });
}

/** Rewrites `index.json` in one move. */
export function writeIndex(out: string): void {
  const lines = runsIn(out).map((entry) => JSON.stringify(entry));
  const draft = join(out, `index.json.part-${process.pid}`);
  writeFileSync(draft, lines.length === 0 ? "[]\n" : `[\n${lines.join(",\n")}\n]\n`);
  renameSync(draft, join(out, "index.json"));
}

function entryOf(folder: string): Omit<IndexEntry, "id" | "scenario"> | undefined {
  const file = join(folder, "run.json");
  if (!existsSync(file)) return undefined;
  try {
    const { seed, worlds, status } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    return { seed: String(seed), members: Number(worlds), status: String(status) };
  } catch {
    // Half a run, or somebody else's file.
    return undefined;
  }
}

function foldersIn(path: string): string[] {
  if (!existsSync(path) || !statSync(path).isDirectory()) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.includes(".part-") && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort();
}
