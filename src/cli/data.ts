import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import { formatDistributions, summariseCounties } from "../data/county-distribution.ts";
import { parseCountyTable } from "../data/county-table.ts";
import { parseProvinces } from "../data/provinces.ts";
import { readOwnTable, readUserTable } from "./data-files.ts";

/** Adds `junheng data summarise`: how the built-in nation's county distributions were made. */
export function registerData(program: Command): void {
  const data = program.command("data").description("tables the built-in nation is made from");
  data
    .command("summarise")
    .description("summarise a county table into the distributions that synthetic counties are drawn from")
    .argument("<counties>", "CSV table of real counties")
    .option("-o, --out <file>", "file to write (default: standard output)")
    .action((file: string, options: { out?: string }) => {
      const provinces = parseProvinces(readOwnTable("provinces.csv"));
      const text = formatDistributions(summariseCounties(parseCountyTable(readUserTable(file), file, provinces)));
      if (options.out) writeFileSync(options.out, text);
      else process.stdout.write(text);
    });
}
