import type { Issue } from "../core/issue.ts";
import type { Fields } from "./fields.ts";
import { readMap, readNumber, readWord, readYear } from "./fields.ts";
import { fail } from "./place.ts";
import type { Path } from "./spec.ts";
import type { Tree } from "./yaml-tree.ts";

/** A `path` and its `interp`, from the map that holds both. */
export function readPath(fields: Fields, issues: Issue[]): Path | undefined {
  const points = readPoints(fields.get("path")!, issues);
  const interpTree = fields.get("interp");
  const interp = interpTree ? readWord(interpTree, "interp", "interp", issues) : "linear";
  if (points === undefined || interp === undefined) return undefined;
  const { at: place } = fields.get("path")!;
  const flat = points.find(([, value]) => value <= 0);
  if (interp === "growth" && flat) {
    return fail(
      issues,
      interpTree!.at,
      "growth-from-nothing",
      `this path grows by a rate and is ${flat[1]} in ${flat[0]}`,
      {
        expected: "values above 0, or another interp",
      },
    );
  }
  return { place, years: points.map(([year]) => year), values: points.map(([, value]) => value), interp };
}

function readPoints(tree: Tree, issues: Issue[]): readonly (readonly [number, number])[] | undefined {
  const map = readMap(tree, "path", issues);
  if (map === undefined) return undefined;
  if (map.entries.size === 0) return fail(issues, map.at, "empty-path", "this path has no years");
  const points: [number, number][] = [];
  for (const [key, { keyAt, value }] of map.entries) {
    const written = { kind: "scalar", at: keyAt, value: /^\d+$/.test(key) ? Number(key) : key } as const;
    const year = readYear(written, "a year of this path", issues);
    const number = readNumber(value, `the value of ${key}`, issues);
    if (year !== undefined && points.some(([known]) => known === year)) {
      fail(issues, keyAt, "repeated-key", `the year ${year} occurs twice here`);
    } else if (year !== undefined && number !== undefined) points.push([year, number]);
  }
  // A path with a bad point is not evaluated, so that one slip gives one message.
  return points.length === map.entries.size ? points.sort((a, b) => a[0] - b[0]) : undefined;
}
