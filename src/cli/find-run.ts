import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputError, nearestName } from "../core/issue.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import { readSummary } from "./outputs.ts";
import { runsIn } from "./run-index.ts";

/** A finished run on disk. */
export interface FoundRun {
  readonly folder: string;
  readonly summary: ComparisonSummary;
}

/**
 * The finished run a user names: its folder, its id or the beginning of it, or the scenario or comparison if that was run once.
 * @param results Folder of results in which ids are looked up.
 * @throws InputError if there is no such run, or several.
 */
export function findRun(named: string, results: string): FoundRun {
  if (existsSync(named) && statSync(named).isDirectory()) {
    const summary = readSummary(named);
    if (summary) return { folder: named, summary };
  }
  const wanted = named.replaceAll("\\", "/").replace(/\/$/, "");
  const runs = runsIn(results).map(({ scenario, id }) => ({ scenario, id, folder: join(results, scenario, id) }));
  const matches = runs.filter(
    ({ scenario, id }) => id.startsWith(wanted) || scenario === wanted || `${scenario}/${id}` === wanted,
  );
  const summary = matches.length === 1 ? readSummary(matches[0]!.folder) : undefined;
  if (summary) return { folder: matches[0]!.folder, summary };
  const isSeveral = matches.length > 1;
  const listed = (isSeveral ? matches : runs).map(({ scenario, id }) => `${scenario}/${id}`);
  const near = nearestName(wanted, [...listed, ...runs.flatMap(({ scenario, id }) => [scenario, id])]);
  throw new InputError([
    {
      code: "not-a-run",
      severity: "error",
      problem: isSeveral ? `"${named}" was run ${matches.length} times` : `"${named}" is no finished run`,
      expected:
        listed.length === 0
          ? `the folder of a run (there is none in "${results}")`
          : `the folder of a run, or one of ${listed.slice(0, 10).join(", ")}${listed.length > 10 ? ", …" : ""}`,
      ...(near !== undefined && !isSeveral && { suggestion: `did you mean "${near}"?` }),
    },
  ]);
}
