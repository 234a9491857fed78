import type { ErrorCode, Node, ParsedNode } from "yaml";
import { Lexer, LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Document } from "yaml";
import type { Issue } from "../core/issue.ts";
import { InputError } from "../core/issue.ts";
import type { Place } from "./place.ts";
import { fail } from "./place.ts";

/** A YAML value with the place it was written at. */
export type Tree = MapTree | ListTree | ScalarTree;

export interface MapTree {
  readonly kind: "map";
  readonly at: Place;
  /** In the order written; no key occurs twice. Never a plain object, so no key can reach a prototype. */
  readonly entries: ReadonlyMap<string, { readonly keyAt: Place; readonly value: Tree }>;
}

export interface ListTree {
  readonly kind: "list";
  readonly at: Place;
  readonly items: readonly Tree[];
}

export interface ScalarTree {
  readonly kind: "scalar";
  readonly at: Place;
  readonly value: string | number | boolean | null;
}

/** Largest scenario text (characters). */
const MOST_CHARACTERS = 1_000_000;
/** Largest scenario in lexical parts; a county list of the whole nation takes about 12,000. */
const MOST_PARTS = 100_000;
/** Largest number of `*name` references a file may spend, counting those inside referenced parts. */
const MOST_ALIASES = 100;
/** Syntax errors shown; one slip often causes many. */
const MOST_SYNTAX_ERRORS = 5;
const FORBIDDEN_KEYS = ["__proto__", "constructor", "prototype"];

/**
 * One YAML document as a tree of places. Notes what is wrong in `issues`; undefined where nothing can be read.
 *
 * YAML 1.2 with the core schema, so `no` is text. Tags, directives and several documents are refused.
 * @throws InputError with a single issue where the text is too large, or its aliases multiply.
 */
export function treeFromYaml(text: string, file: string, issues: Issue[]): Tree | undefined {
  refuseHugeText(text, file);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: false, // our own check takes linear time
    prettyErrors: false,
    logLevel: "error", // "silent" would hide a second document
    schema: "core",
    version: "1.2",
  });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const problems = [...document.errors, ...document.warnings];
  for (const { code, message, pos } of problems.slice(0, MOST_SYNTAX_ERRORS)) {
    noteSyntax(code, message, placeAt(pos[0]), issues);
  }
  if (problems.length > 0) return undefined;
  if (document.directives?.yaml.explicit) {
    return fail(issues, { file, line: 1, column: 1 }, "yaml-syntax", "a %YAML line is not allowed", {
      expected: "YAML 1.2, without a version line",
    });
  }
  const empty = { file, line: 1, column: 1 };
  if (document.contents === null) return fail(issues, empty, "empty-file", "the file holds nothing");
  return grow(document.contents, { document, placeAt, issues, aliases: 0, nodes: 0, open: new Set() });
}

function refuseHugeText(text: string, file: string): void {
  const refuse = (problem: string, expected: string): never => {
    const found: Issue[] = [];
    fail(found, { file }, "file-too-large", problem, { expected });
    throw new InputError(found);
  };
  if (text.length > MOST_CHARACTERS) refuse("the file is too large", `at most ${MOST_CHARACTERS} characters`);
  const parts = new Lexer().lex(text);
  for (let count = 0; parts.next().done !== true; count++) {
    if (count >= MOST_PARTS) refuse("the file has too many parts", `at most ${MOST_PARTS} words and signs`);
  }
}

function noteSyntax(code: ErrorCode, message: string, at: Place, issues: Issue[]): void {
  if (code === "MULTIPLE_DOCS") {
    fail(issues, at, "several-documents", "a second document begins here", {
      expected: "one scenario a file",
      suggestion: "put what follows `---` into a file of its own",
    });
  } else {
    fail(issues, at, "yaml-syntax", `this is not valid YAML (${message.split("\n", 1)[0]})`);
  }
}

interface Growth {
  readonly document: Document.Parsed;
  readonly placeAt: (offset: number) => Place;
  readonly issues: Issue[];
  aliases: number;
  /** Nodes so far, those of referenced parts counted at each reference. */
  nodes: number;
  /** Nodes between the root and here: an alias to one of them never ends. */
  readonly open: Set<Node>;
}

function grow(node: Node | null, growth: Growth): Tree {
  const at = growth.placeAt(node?.range?.[0] ?? 0);
  if (++growth.nodes > MOST_PARTS) refuseAliases(at);
  if (node === null) return { kind: "scalar", at, value: null };
  if (isAlias(node)) return growAlias(node.resolve(growth.document), at, growth);
  if (isScalar(node)) return { kind: "scalar", at, value: node.value as ScalarTree["value"] };
  growth.open.add(node);
  let tree: Tree = { kind: "scalar", at, value: null };
  if (isSeq(node)) tree = { kind: "list", at, items: node.items.map((item) => grow(item as Node | null, growth)) };
  if (isMap<ParsedNode, ParsedNode | null>(node)) tree = { kind: "map", at, entries: growEntries(node.items, growth) };
  growth.open.delete(node);
  return tree;
}

function growAlias(target: Node | undefined, at: Place, growth: Growth): Tree {
  growth.aliases++;
  if (target === undefined || growth.open.has(target) || growth.aliases > MOST_ALIASES) refuseAliases(at);
  return grow(target!, growth);
}

function refuseAliases(at: Place): never {
  const found: Issue[] = [];
  fail(found, at, "too-many-aliases", "the `*` references in this file multiply without end", {
    expected: `at most ${MOST_ALIASES} references in all`,
    suggestion: "write the parts out",
  });
  throw new InputError(found);
}

function growEntries(
  pairs: readonly { key: ParsedNode; value: ParsedNode | null }[],
  growth: Growth,
): MapTree["entries"] {
  const entries = new Map<string, { keyAt: Place; value: Tree }>();
  for (const { key, value } of pairs) {
    const keyAt = growth.placeAt(key.range[0]);
    const name =
      isScalar(key) && (typeof key.value === "string" || typeof key.value === "number") ? `${key.value}` : "";
    // An empty value has no place of its own; its key's place serves.
    const grown = value === null ? ({ kind: "scalar", at: keyAt, value: null } as const) : grow(value, growth);
    if (name === "") fail(growth.issues, keyAt, "bad-key", "this key is not a name or a year");
    else if (FORBIDDEN_KEYS.includes(name))
      fail(growth.issues, keyAt, "forbidden-key", `the key "${name}" is not allowed`);
    else if (entries.has(name)) fail(growth.issues, keyAt, "repeated-key", `the key "${name}" occurs twice here`);
    else entries.set(name, { keyAt, value: grown });
  }
  return entries;
}
