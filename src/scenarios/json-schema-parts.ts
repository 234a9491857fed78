import type { Bilingual } from "../core/bilingual.ts";
import { LAST_YEAR } from "../model/parameters.ts";

/** A JSON Schema, or a part of one. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** A reference to a named part of the schema. */
export const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });

/** A description: Chinese first, then English, then what both share. */
export const describe = ({ zh, en }: Bilingual, ...more: readonly string[]): string => [zh, en, ...more].join("\n\n");

/** Keys that are school years, none before `first`. */
export function yearPattern(first: number): string {
  const years = Array.from({ length: LAST_YEAR - first + 1 }, (_, k) => first + k);
  return `^0*(${years.join("|")})$`;
}
