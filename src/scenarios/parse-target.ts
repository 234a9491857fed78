import type { Issue } from "../core/issue.ts";
import type { CountyKind, Region } from "../model/parameter-table.ts";
import { SETTINGS } from "../model/site-table.ts";
import type { Fields } from "./fields.ts";
import { didYouMean, readChoice, readFields, readText, shown } from "./fields.ts";
import { fail } from "./place.ts";
import type { Target } from "./spec.ts";
import type { Tree } from "./yaml-tree.ts";

const KINDS: readonly CountyKind[] = ["district", "county", "city", "zone"];
const REGIONS: readonly Region[] = ["east", "central", "west", "northeast"];

/** First two digits of the division codes of the provinces whose schools are simulated (GB/T 2260). */
const PROVINCES = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65".split(
  " ",
);

const TARGET_KEYS = {
  name: "where",
  known: ["province", "county", "type", "region", "setting", "if", "except"],
  later: ["prefecture", "tag", "stage", "level", "school"],
};

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
  const county = readCodes(fields, "county", isCountyCode, issues);
  const type = readWords(fields, "type", KINDS, issues);
  const region = readWords(fields, "region", REGIONS, issues);
  const setting = readWords(fields, "setting", SETTINGS, issues);
  const conditionTree = fields.get("if");
  const condition = conditionTree && readText(conditionTree, "where.if", issues);
  const exceptTree = fields.get("except");
  const except = exceptTree && readTarget(exceptTree, issues);
  return {
    place: fields.at,
    ...(province && { province }),
    ...(county && { county }),
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

const isCountyCode: CodeRule = {
  expected: 'the code of a county, such as "510525"',
  names: [],
  holds: (code) => /^[\p{L}\p{N}_-]{1,40}$/u.test(code),
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

function readWords<T extends string>(fields: Fields, key: string, words: readonly T[], issues: Issue[]) {
  return readList(fields, key, issues, (item) => readChoice(item, `where.${key}`, words, issues));
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
