import type { Issue } from "../core/issue.ts";
import { InputError } from "../core/issue.ts";

/** Where something was written; a value typed on the command line has a file (`--set`) and no line. */
export interface Place {
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
}

/** What else a message can say. */
export interface Hint {
  readonly expected?: string | undefined;
  readonly suggestion?: string | undefined;
}

/** Enough to mend a file by; a file with more mistakes than this is not a scenario. */
const MOST_ISSUES = 200;

/** True once a list has taken as many issues as anyone will read. */
export const isFull = (issues: readonly Issue[]) => issues.length >= MOST_ISSUES;

/** Notes an error and returns undefined, so that a reader can say `return fail(…)`. */
export function fail(issues: Issue[], place: Place, code: string, problem: string, hint: Hint = {}): undefined {
  if (!isFull(issues)) issues.push(issueAt(place, "error", code, problem, hint));
}

/** Notes a warning: the file can be run, but its author should know. */
export function warn(issues: Issue[], place: Place, code: string, problem: string, hint: Hint = {}): void {
  if (!isFull(issues)) issues.push(issueAt(place, "warning", code, problem, hint));
}

/** Throws every issue together if one of them is an error. */
export function throwErrors(issues: readonly Issue[]): void {
  if (issues.some((issue) => issue.severity === "error")) throw new InputError(issues);
}

function issueAt(place: Place, severity: Issue["severity"], code: string, problem: string, hint: Hint): Issue {
  return {
    code,
    severity,
    ...place,
    problem,
    ...(hint.expected !== undefined && { expected: hint.expected }),
    ...(hint.suggestion !== undefined && { suggestion: hint.suggestion }),
  };
}
