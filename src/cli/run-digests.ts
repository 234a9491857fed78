import { createHash } from "node:crypto";
import type { RunFiles } from "./outputs.ts";

/** The file of a run that names it and lists the digests of all others. */
export const RUN_FILE = "run.json";

/** What lies in a run's folder without being part of the run: when it was made, and what `report` exported from it. */
export function isOutsideRun(name: string): boolean {
  return name === "log.jsonl" || name.startsWith("exports/");
}

/** The files of a run with their SHA-256 digests listed under `files` in `run.json`, names in alphabetical order. */
export function withDigests(files: RunFiles): RunFiles {
  const head = files.get(RUN_FILE);
  if (head === undefined) return files;
  const names = [...files.keys()].filter((name) => name !== RUN_FILE).sort();
  const digests = Object.fromEntries(names.map((name) => [name, digestOf(files.get(name)!)]));
  const text = JSON.stringify({ ...(JSON.parse(head) as object), files: digests }, null, 2);
  return new Map([...files, [RUN_FILE, `${text}\n`]]);
}

/** SHA-256 of a file in hexadecimal. */
export function digestOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
