import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";

/** The file of a run that names it and lists the digests of all others. */
export const RUN_FILE = "run.json";

/** What lies in a run's folder without being part of the run: when it was made, and what `report` exported from it. */
export function isOutsideRun(name: string): boolean {
  return name === "log.jsonl" || name.startsWith("exports/");
}

/** Text of `run.json` with the SHA-256 digests of all other files under `files`, names in alphabetical order. */
export function withDigests(head: string, digests: ReadonlyMap<string, string>): string {
  const files = Object.fromEntries([...digests].sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ ...(JSON.parse(head) as object), files }, null, 2)}\n`;
}

const PIECE = 1 << 20;

/** SHA-256 of a file in hexadecimal, read in pieces, since a table may be larger than memory. */
export function digestOfFile(file: string): string {
  const hash = createHash("sha256");
  const descriptor = openSync(file, "r");
  try {
    const piece = new Uint8Array(PIECE);
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece))
      hash.update(piece.subarray(0, read));
  } finally {
    closeSync(descriptor);
  }
  return hash.digest("hex");
}
