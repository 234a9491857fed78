import type { CountyAttributes } from "../model/parameter-table.ts";
import type { BaselineOf } from "../scenarios/attributes.ts";
import { baselineOf } from "./baseline-of.ts";
import { loadRunData } from "./data-files.ts";

/** Counties that scenarios are bound to, and what formulas may ask of their initial schools. */
export interface Places {
  readonly counties: readonly CountyAttributes[];
  readonly baselineOf?: BaselineOf;
}

/**
 * The counties of the built-in nation, or of a table.
 * @throws InputError if the table cannot be read.
 */
export function placesOf(countyTable: string | undefined): Places {
  const data = loadRunData(countyTable);
  return { counties: data.counties.map((county) => county.attributes), baselineOf: baselineOf(data) };
}
