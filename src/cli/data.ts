import { writeFileSync } from "node:fs";
import { formatDistributions, summariseCounties } from "../data/county-distribution.ts";
import { parseCountyTable } from "../data/county-table.ts";
import { parseProvinces } from "../data/provinces.ts";
import { readOwnTable, readUserTable } from "./data-files.ts";

/**
 * Summarises a county table into distributions, on standard output unless a file is named.
 * @throws InputError if the table cannot be read.
 */
export function summarise(file: string, out: string | undefined): void {
  const provinces = parseProvinces(readOwnTable("provinces.csv"));
  const text = formatDistributions(summariseCounties(parseCountyTable(readUserTable(file), file, provinces)));
  if (out === undefined || out === "-") process.stdout.write(text);
  else writeFileSync(out, text);
}
