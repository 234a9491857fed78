import type { Issue } from "../core/issue.ts";
import type { Fields } from "./fields.ts";
import { didYouMean, readFields, readText, readWord, shown } from "./fields.ts";
import { keyList } from "./grammar.ts";
import { CODE_PATTERN, PREFECTURE_PATTERN } from "./grammar-shapes.ts";
import { wordsOf, type WordOf, type WordsName } from "./grammar-words.ts";
import { fail } from "./place.ts";
import type { Target } from "./spec.ts";
import type { Tree } from "./yaml-tree.ts";

const TARGET_KEYS = keyList("where");
/** First two digits of the division codes of the provinces whose schools are simulated (GB/T 2260). */
export const PROVINCES: readonly string[] = wordsOf("province").known;

/** `where`: the counties, and the settings in them, to which a change is confined. */
export function readTarget(tree: Tree, issues: Issue[]): Target | undefined {
  const fields = readFields(tree, TARGET_KEYS, issues);
  if (fields === undefined) return undefined;
  if (tree.kind === "map" && tree.entries.size === 0) {
    return fail(issues, fields.at, "empty-target", "this where names no counties", {
      expected: TARGET_KEYS.known.join(", "),
      suggestion: "leave where out to mean the whole nation",
    });
  }
  const province = readCodes(fields, "province", isProvince, issues);
  const prefecture = readCodes(fields, "prefecture", isPrefecture, issues);
  const county = readCodes(fields, "county", isCountyCode, issues);
  const tag = readCodes(fields, "tag", isTag, issues);
  const stage = readWords(fields, "stage", "stage", issues);
  const type = readWords(fields, "type", "countyKind", issues);
  const region = readWords(fields, "region", "region", issues);
  const setting = readWords(fields, "setting", "setting", issues);
  const conditionTree = fields.get("if");
  const condition = conditionTree && readText(conditionTree, "where.if", issues);
  const exceptTree = fields.get("except");
  const except = exceptTree && readTarget(exceptTree, issues);
  if (except?.stage) {
    fail(issues, except.place, "misplaced-key", "except takes counties out, and a stage is no county", {
      suggestion: `name the other stage in where.stage`,
    });
  }
  return {
    place: fields.at,
    ...(province && { province }),
    ...(prefecture && { prefecture }),
    ...(county && { county }),
    ...(tag && { tag }),
    ...(stage && { stage }),
    ...(type && { type }),
    ...(region && { region }),
    ...(setting && { setting }),
    ...(condition !== undefined && { condition: { text: condition, place: conditionTree!.at } }),
    ...(except && { except }),
  };
}

interface CodeRule {
  readonly expected: string;
  readonly names: readonly string[];
  holds(code: string): boolean;
}

const isProvince: CodeRule = {
  expected: 'the first two digits of a division code, such as "45"',
  names: PROVINCES,
  holds: (code) => PROVINCES.includes(code),
};

const isPrefecture: CodeRule = {
  expected: 'the first four digits of a division code, such as "5105"',
  names: [],
  holds: (code) => PREFECTURE_PATTERN.test(code),
};

const isTag: CodeRule = {
  expected: "a word of the tags column of the county table, such as pastoral",
  names: [],
  holds: (word) => CODE_PATTERN.test(word),
};

const isCountyCode: CodeRule = {
  expected: 'the code of a county, such as "510525"',
  names: [],
  holds: (code) => CODE_PATTERN.test(code),
};

/** A code or a list of codes; a number has lost its quotes, and with them leading zeros. */
function readCodes(fields: Fields, key: string, rule: CodeRule, issues: Issue[]): readonly string[] | undefined {
  return readList(fields, key, issues, (item) => {
    const value = item.kind === "scalar" ? item.value : null;
    if (typeof value === "number") {
      return fail(issues, item.at, "unquoted-code", `where.${key} is the number ${value}`, {
        expected: rule.expected,
        suggestion: `quote it: "${value}"`,
      });
    }
    if (typeof value === "string" && rule.holds(value)) return value;
    return fail(issues, item.at, "unknown-value", `where.${key} is ${shown(item)}`, {
      expected: rule.expected,
      suggestion: typeof value === "string" ? didYouMean(value, rule.names, issues) : undefined,
    });
  });
}

function readWords<W extends WordsName>(
  fields: Fields,
  key: string,
  set: W,
  issues: Issue[],
): readonly WordOf<W>[] | undefined {
  return readList(fields, key, issues, (item) => readWord(item, `where.${key}`, set, issues));
}

/** One value or a list of different values. */
function readList<T>(
  fields: Fields,
  key: string,
  issues: Issue[],
  read: (item: Tree) => T | undefined,
): readonly T[] | undefined {
  const tree = fields.get(key);
  if (tree === undefined) return undefined;
  const items = tree.kind === "list" ? tree.items : [tree];
  if (items.length === 0) return fail(issues, tree.at, "empty-target", `where.${key} is an empty list`);
  const found = new Set<T>();
  for (const item of items) {
    const value = read(item);
    if (value === undefined) continue;
    if (found.has(value)) fail(issues, item.at, "repeated-value", `where.${key} names "${value}" twice`);
    found.add(value);
  }
  return [...found];
}
