import { CHANGE_GRAMMAR } from "./grammar-changes.ts";
import { COMPARISON_GRAMMAR } from "./grammar-comparison.ts";
import { FILE_GRAMMAR } from "./grammar-files.ts";
import { PLAN_GRAMMAR } from "./grammar-plan.ts";
import type { Key, MapGrammar } from "./grammar-shapes.ts";

/**
 * The grammar of scenario files: every map with its keys, what may stand under each, and what it means. From it come the key lists
 * of the readers, the schema for editors (`json-schema.ts`) and the types of files as written (`written.ts`).
 */
export const GRAMMAR = { ...FILE_GRAMMAR, ...COMPARISON_GRAMMAR, ...CHANGE_GRAMMAR, ...PLAN_GRAMMAR } as const;

export type MapName = keyof typeof GRAMMAR;

/** The map of the grammar that describes the whole file, by kind of file. */
export const FILE_MAPS = {
  scenario: "scenario",
  package: "package",
  comparison: "comparison",
  goal: "goalFile",
} as const satisfies Record<string, MapName>;

/** Keys a map may have, and keys of the grammar that are refused as not supported yet. */
export interface KeyList {
  /** What the map is, for messages: `a change`. */
  readonly name: string;
  readonly known: readonly string[];
  readonly later: readonly string[];
}

/** The keys of a map as its reader needs them. */
export function keyList(map: MapName): KeyList {
  const { name }: MapGrammar = GRAMMAR[map];
  const keys = keysOf(map);
  return {
    name,
    known: Object.keys(keys).filter((key) => !keys[key]!.later),
    later: Object.keys(keys).filter((key) => keys[key]!.later),
  };
}

/** Every key of a map. */
export function keysOf(map: MapName): Readonly<Record<string, Key>> {
  return GRAMMAR[map].keys;
}
