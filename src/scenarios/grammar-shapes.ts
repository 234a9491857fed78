import type { Bilingual } from "../core/bilingual.ts";
import { FIRST_YEAR, LAST_YEAR } from "../model/parameters.ts";

/**
 * What may stand in one place of a scenario file. The readers, the schema for editors and the types of files as written all
 * follow it; messages stay with the readers.
 */
export type Shape =
  | { readonly kind: "text" }
  /** One text for both languages, or `{zh, en}`. */
  | { readonly kind: "bilingual" }
  /** Lower-case words with hyphens, `/` between folders. */
  | { readonly kind: "id" }
  /** Another file, by id or relative path. */
  | { readonly kind: "reference" }
  | NumberShape
  /** A school year of the horizon. */
  | { readonly kind: "year" }
  | { readonly kind: "constant"; readonly value: number | boolean | string }
  /** The number of a model version, this one or an earlier one. */
  | { readonly kind: "model" }
  /** One of a closed set of words. */
  | { readonly kind: "word"; readonly words: string }
  /** The code of a county, a word of a county table, or the code of a prefecture, in quotes. */
  | { readonly kind: "code"; readonly isPrefecture?: true }
  /** A value of the parameter under whose name this stands: a number in its range, or the name of a choice. */
  | { readonly kind: "value" }
  | { readonly kind: "outcome" }
  /** A map of the grammar, by its name there. */
  | { readonly kind: "map"; readonly of: string }
  /** A list that is not empty. */
  | { readonly kind: "list"; readonly of: Shape }
  /** A list that may be empty. */
  | { readonly kind: "any-list"; readonly of: Shape }
  /** One, or a list of different ones. */
  | { readonly kind: "one-or-more"; readonly of: Shape }
  /** Parameter ids as keys, with `families` the names that stand for a parameter of each stage, and the keys of `beside`. */
  | {
      readonly kind: "by-parameter";
      readonly roles: readonly ("lever" | "assumption")[];
      readonly families?: true;
      readonly of: Shape;
      readonly beside?: Readonly<Record<string, Shape>>;
    }
  | { readonly kind: "by-year"; readonly of: Shape }
  /** Names a formula may use as keys. */
  | { readonly kind: "by-name"; readonly of: Shape }
  | { readonly kind: "either"; readonly of: readonly Shape[] };

/** A finite number between bounds, both inclusive, or above one. */
export interface NumberShape {
  readonly kind: "number";
  readonly above?: number;
  readonly low?: number;
  readonly high?: number;
  readonly isWhole?: boolean;
}

/** One key of a map. */
export interface Key {
  readonly shape: Shape;
  /** One sentence for people: what the key says. */
  readonly about: Bilingual;
  readonly isRequired?: true;
  /** Belongs to the grammar, and is refused as not supported yet. */
  readonly later?: true;
  /** Known here only so that its reader can say where it belongs; no file has it. */
  readonly elsewhere?: true;
}

/** One map of a scenario file. */
export interface MapGrammar {
  /** What the map is, for messages: `a change`. */
  readonly name: string;
  readonly keys: Readonly<Record<string, Key>>;
  /** Keys of which exactly one must be there. */
  readonly oneOf?: readonly string[];
  /** Keys that may stand only beside another: `{interp: "path"}`. */
  readonly beside?: Readonly<Record<string, string>>;
  /** True where a map without keys is refused. */
  readonly isFilled?: true;
  /** Which keys each value of one key asks for and allows. */
  readonly variants?: { readonly by: string; readonly of: Readonly<Record<string, Variant>> };
}

/** Keys that one value of a distinguishing key asks for, and others it allows; keys of no variant are always allowed. */
export interface Variant {
  readonly needs: readonly string[];
  readonly allows: readonly string[];
  readonly later?: true;
}

/** A word of a closed set. */
export interface Word {
  readonly about: Bilingual;
  /** Belongs to the grammar, and is refused as not supported yet. */
  readonly later?: true;
}

export const TEXT = { kind: "text" } as const;
export const BILINGUAL = { kind: "bilingual" } as const;
export const ID = { kind: "id" } as const;
export const REFERENCE = { kind: "reference" } as const;
export const NUMBER = { kind: "number" } as const;
export const SHARE = { kind: "number", low: 0, high: 1 } as const;
export const YEAR = { kind: "year" } as const;
export const CODES = { kind: "one-or-more", of: { kind: "code" } } as const;
export const PREFECTURES = { kind: "one-or-more", of: { kind: "code", isPrefecture: true } } as const;
/** A length in school years, up to the whole horizon. */
export const SPAN = { kind: "number", low: 1, high: LAST_YEAR - FIRST_YEAR + 1, isWhole: true } as const;

/** An id: lower-case words, digits and hyphens, with `/` between folders. */
export const ID_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/;
export const LONGEST_ID = 100;
/** An id, or a relative path. */
export const REFERENCE_PATTERN = /^(\.{1,2}\/)*[\p{L}\p{N}_][\p{L}\p{N}_.-]*(\/[\p{L}\p{N}_][\p{L}\p{N}_.-]*)*$/u;
export const LONGEST_REFERENCE = 200;
/** A name of `with`. */
export const NAME_PATTERN = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
/** A code of a county: digits, or what a county table invents. */
export const CODE_PATTERN = /^[\p{L}\p{N}_-]{1,40}$/u;
/** The code of a prefecture: the first four digits of its counties' codes. */
export const PREFECTURE_PATTERN = /^\d{4}$/;
