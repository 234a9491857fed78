import { CST, Parser } from "yaml";
import type { Issue } from "../core/issue.ts";
import { InputError } from "../core/issue.ts";
import { MODEL_VERSION } from "../model/parameters.ts";
import { readMap } from "./fields.ts";
import { migrateTree } from "./migrate-tree.ts";
import { MIGRATIONS, type Edit, type Migration } from "./migrations.ts";
import { readScenarioFile } from "./parse.ts";
import type { Place } from "./place.ts";
import { throwErrors } from "./place.ts";
import type { MapTree, Tree } from "./yaml-tree.ts";
import { treeFromYaml } from "./yaml-tree.ts";

/** What became of the text of a file. */
export type MigratedText =
  /** Written for the current model, or naming none. */
  | { readonly status: "current"; readonly namesModel: boolean }
  | { readonly status: "migrated"; readonly from: number; readonly text: string; readonly edits: readonly Edit[] }
  /** Something in it needs a judgement; nothing was changed. */
  | { readonly status: "refused"; readonly from: number; readonly issues: readonly Issue[] };

/**
 * Brings the text of a file up to date: only the names and numbers that a migration changes are written anew; comments and layout stay.
 * @throws InputError if the file cannot be read, is of a newer model, or names no model and uses what only an older one has.
 */
export function migrateText(
  text: string,
  file: string,
  migrations: readonly Migration[] = MIGRATIONS,
  current: number = MODEL_VERSION,
): MigratedText {
  const issues: Issue[] = [];
  const tree = treeFromYaml(text, file, issues);
  const map = tree && readMap(tree, "the file", issues);
  throwErrors(issues);
  const { tree: migrated, from, edits } = migrateTree(map!, issues, migrations, current);
  if (from === undefined) {
    const unread: Issue[] = [];
    readScenarioFile(text, file, unread);
    throwErrors(unread.filter(({ code }) => code === "older-parameter" || code === "wrong-model"));
    return { status: "current", namesModel: false };
  }
  if (from === current) return { status: "current", namesModel: true };
  if (issues.some((issue) => issue.severity === "error")) return { status: "refused", from, issues };
  const written = editScalars(text, edits);
  checkWritten(written, migrated, file);
  return { status: "migrated", from, text: written, edits };
}

/** The text with some of its names and numbers written anew. */
function editScalars(text: string, edits: readonly Edit[]): string {
  const offsetOf = offsets(text);
  const nowAt = new Map(edits.map(({ place, now }) => [offsetOf(place), String(now)]));
  const tokens = [...new Parser().parse(text)];
  for (const token of tokens) {
    if (token.type !== "document") continue;
    CST.visit(token, ({ key, value }) => {
      for (const part of [key, value]) {
        const now = part && CST.isScalar(part) ? nowAt.get(part.offset) : undefined;
        if (now !== undefined) CST.setScalarValue(part!, now, { implicitKey: part === key });
      }
    });
  }
  return tokens.map((token) => CST.stringify(token)).join("");
}

/** Position in a text of a line and column. */
function offsets(text: string): (place: Place) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return ({ line = 1, column = 1 }) => starts[line - 1]! + column - 1;
}

/** A part that is written once and used under several names by `*` references may be right for one of them only. */
function checkWritten(text: string, wanted: MapTree, file: string): void {
  const tree = treeFromYaml(text, file, []);
  if (tree && isSame(tree, wanted)) return;
  const problem = "this file cannot be migrated in place: a part of it is used under several names by `*` references";
  throw new InputError([
    { code: "needs-judgement", severity: "error", file, problem, suggestion: "write the parts out" },
  ]);
}

/** True if two trees say the same, wherever it is written. */
function isSame(a: Tree, b: Tree): boolean {
  if (a.kind === "scalar") return b.kind === "scalar" && a.value === b.value;
  if (a.kind === "list") {
    return (
      b.kind === "list" && a.items.length === b.items.length && a.items.every((item, k) => isSame(item, b.items[k]!))
    );
  }
  if (b.kind !== "map" || a.entries.size !== b.entries.size) return false;
  return [...a.entries].every(([key, { value }]) => {
    const other = b.entries.get(key);
    return other !== undefined && isSame(value, other.value);
  });
}
