import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { resolve } from "node:path";

/** A table of a run: its name in SQL, and the file it is read from. */
export interface RunTable {
  readonly name: string;
  readonly file: string;
}

/** The tables of a run's folder by name: `where-lost.csv` is `where_lost`. Of a table in both forms the Parquet file is read. */
export function runTables(folder: string): readonly RunTable[] {
  const files = readdirSync(folder)
    .filter((name) => /^[a-z0-9-]+\.(csv|parquet)$/.test(name))
    .sort();
  const byName = new Map(files.map((file) => [file.split(".")[0]!.replaceAll("-", "_"), resolve(folder, file)]));
  return [...byName].map(([name, file]) => ({ name, file }));
}

/** Longest header of a table (bytes). */
const HEAD = 65_536;

/** First line of a text file, which may be larger than memory. */
export function firstLine(file: string): string {
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(HEAD);
    const read = readSync(descriptor, bytes);
    return bytes.subarray(0, read).toString("utf8").split("\n")[0]!;
  } finally {
    closeSync(descriptor);
  }
}
