import type { Bilingual } from "../core/bilingual.ts";
import type { Issue } from "../core/issue.ts";
import { nearestName } from "../core/issue.ts";
import type { Source } from "../core/source.ts";
import { FIRST_YEAR, LAST_YEAR } from "../model/parameters.ts";
import { keyList, type KeyList } from "./grammar.ts";
import { wordsOf, type WordOf, type WordsName } from "./grammar-words.ts";
import type { Place } from "./place.ts";
import { fail, isFull } from "./place.ts";
import type { MapTree, Tree } from "./yaml-tree.ts";

/** The keys of one map, all of them known. */
export interface Fields {
  readonly at: Place;
  get(key: string): Tree | undefined;
  has(key: string): boolean;
  /** Place of a key, or of the map where the key is absent. */
  keyAt(key: string): Place;
}

/** The keys of a map; notes every key that is unknown, or known but not supported yet. Undefined where it is no map. */
export function readFields(tree: Tree, keys: KeyList, issues: Issue[]): Fields | undefined {
  const map = readMap(tree, keys.name, issues);
  if (map === undefined) return undefined;
  for (const [key, { keyAt }] of map.entries) {
    if (keys.later.includes(key))
      fail(issues, keyAt, "not-supported-yet", `"${key}" in ${keys.name} is not supported yet`);
    else if (!keys.known.includes(key)) noteUnknownKey(key, keyAt, keys, issues);
  }
  return {
    at: map.at,
    get: (key) => map.entries.get(key)?.value,
    has: (key) => map.entries.has(key),
    keyAt: (key) => map.entries.get(key)?.keyAt ?? map.at,
  };
}

function noteUnknownKey(key: string, at: Place, keys: KeyList, issues: Issue[]): void {
  fail(issues, at, "unknown-key", `unknown key "${shorten(key)}" in ${keys.name}`, {
    expected: keys.known.join(", "),
    suggestion: didYouMean(key, keys.known, issues),
  });
}

/** `did you mean "…"?`, where a name is near and the list of issues still grows. */
export function didYouMean(word: string, names: Iterable<string>, issues: readonly Issue[] = []): string | undefined {
  const near = isFull(issues) ? undefined : nearestName(word, names);
  return near === undefined ? undefined : `did you mean "${near}"?`;
}

/** A value as a message shows it, cut to a readable length. */
export function shown(tree: Tree): string {
  if (tree.kind !== "scalar") return tree.kind === "map" ? "a map" : "a list";
  return typeof tree.value === "string" ? `"${shorten(tree.value)}"` : tree.value === null ? "empty" : `${tree.value}`;
}

/** The first characters of a word typed by someone. */
export const shorten = (word: string) => (word.length > 60 ? `${word.slice(0, 57)}…` : word);

/** The map a value must be. */
export function readMap(tree: Tree, what: string, issues: Issue[]): MapTree | undefined {
  if (tree.kind === "map") return tree;
  return fail(issues, tree.at, "wrong-type", `${what} is ${shown(tree)}`, { expected: "a map of keys and values" });
}

/** The value of a key that must be there. */
export function need(fields: Fields, key: string, what: string, issues: Issue[]): Tree | undefined {
  const tree = fields.get(key);
  if (tree === undefined) fail(issues, fields.at, "missing-key", `${what} has no "${key}"`);
  return tree;
}

/** Text that is not empty. */
export function readText(tree: Tree, what: string, issues: Issue[]): string | undefined {
  if (tree.kind === "scalar" && typeof tree.value === "string" && tree.value.trim() !== "") return tree.value;
  const isNumber = tree.kind === "scalar" && typeof tree.value === "number";
  return fail(issues, tree.at, "wrong-type", `${what} is ${shown(tree)}`, {
    expected: "text",
    ...(isNumber && { suggestion: "quote it" }),
  });
}

/** A finite number. */
export function readNumber(tree: Tree, what: string, issues: Issue[]): number | undefined {
  if (tree.kind === "scalar" && typeof tree.value === "number" && Number.isFinite(tree.value)) return tree.value;
  const isText = tree.kind === "scalar" && typeof tree.value === "string";
  return fail(issues, tree.at, "wrong-type", `${what} is ${shown(tree)}`, {
    expected: "a number",
    ...(isText && { suggestion: "write digits and a point, without quotes, commas or %" }),
  });
}

/** A number between bounds, both inclusive; whole where `isWhole`. */
export function readBounded(
  tree: Tree,
  what: string,
  bounds: { readonly low: number; readonly high: number; readonly isWhole?: boolean },
  issues: Issue[],
): number | undefined {
  const value = readNumber(tree, what, issues);
  if (value === undefined) return undefined;
  const { low, high, isWhole = false } = bounds;
  if (value >= low && value <= high && (!isWhole || Number.isInteger(value))) return value;
  return fail(issues, tree.at, "bad-number", `${what} is ${value}`, {
    expected: `a ${isWhole ? "whole " : ""}number from ${low} to ${high}`,
  });
}

/** A whole school year inside the horizon. */
export function readYear(tree: Tree, what: string, issues: Issue[]): number | undefined {
  const value = tree.kind === "scalar" ? tree.value : undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= FIRST_YEAR && value <= LAST_YEAR) return value;
  return fail(issues, tree.at, "bad-year", `${what} is ${shown(tree)}`, {
    expected: `a whole school year from ${FIRST_YEAR} to ${LAST_YEAR} (2026 is the year that starts in September 2026)`,
  });
}

/** One word of a closed set; words of `later` belong to the grammar but not to this edition. */
export function readChoice<T extends string>(
  tree: Tree,
  what: string,
  options: readonly T[],
  issues: Issue[],
  later: readonly string[] = [],
): T | undefined {
  const value = tree.kind === "scalar" && typeof tree.value === "string" ? tree.value : undefined;
  const found = options.find((option) => option === value);
  if (found !== undefined) return found;
  if (value !== undefined && later.includes(value)) {
    return fail(issues, tree.at, "not-supported-yet", `${what} "${value}" is not supported yet`, {
      expected: options.join(", "),
    });
  }
  return fail(issues, tree.at, "unknown-value", `${what} is ${shown(tree)}`, {
    expected: options.join(", "),
    suggestion: didYouMean(value ?? "", options, issues),
  });
}

/** One word of a set of the grammar. */
export function readWord<W extends WordsName>(
  tree: Tree,
  what: string,
  set: W,
  issues: Issue[],
): WordOf<W> | undefined {
  const { known, later } = wordsOf(set);
  return readChoice(tree, what, known as readonly (WordOf<W> & string)[], issues, later);
}

/** Text in one language, which then serves for both, or `{zh, en}` with zh required. */
export function readBilingual(tree: Tree, what: string, issues: Issue[]): Bilingual | undefined {
  if (tree.kind !== "map") {
    const text = readText(tree, what, issues);
    return text === undefined ? undefined : { zh: text, en: text };
  }
  const before = issues.length;
  const fields = readFields(tree, { name: what, known: ["zh", "en"], later: [] }, issues);
  if (fields === undefined) return undefined;
  if (issues.length > before && !isFull(issues)) {
    const last = issues.pop()!;
    issues.push({ ...last, suggestion: "a comma inside {…} starts a new key: put the text in quotes" });
  }
  const zhTree = need(fields, "zh", what, issues);
  const zh = zhTree && readText(zhTree, `${what}.zh`, issues);
  const enTree = fields.get("en");
  const en = enTree ? readText(enTree, `${what}.en`, issues) : zh;
  return zh === undefined || en === undefined ? undefined : { zh, en };
}

/** Where a number comes from: `{basis, title, url?}`. */
export function readSource(tree: Tree, issues: Issue[]): Source | undefined {
  const fields = readFields(tree, keyList("source"), issues);
  if (fields === undefined) return undefined;
  const basisTree = need(fields, "basis", "source", issues);
  const basis = basisTree && readWord(basisTree, "source.basis", "basis", issues);
  const titleTree = need(fields, "title", "source", issues);
  const title = titleTree && readText(titleTree, "source.title", issues);
  const urlTree = fields.get("url");
  const url = urlTree && readText(urlTree, "source.url", issues);
  if (basis === undefined || title === undefined) return undefined;
  return { basis, title, ...(url !== undefined && { url }) };
}
