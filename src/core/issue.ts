/** One thing wrong with an input file, said so that its author can mend it. */
export interface Issue {
  /** Stable code, such as `unknown-parameter`; messages may change, codes do not. */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** File as the user named it; absent for values typed on the command line. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** What is wrong, with the offending value. */
  readonly problem: string;
  readonly expected?: string;
  /** What to write instead, where a near name or an obvious remedy exists. */
  readonly suggestion?: string;
}

/** Bad input. Carries every issue found, never only the first; the command line prints them and exits with code 2. */
export class InputError extends Error {
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[]) {
    super(issues.map(formatIssue).join("\n"));
    this.name = "InputError";
    this.issues = issues;
  }
}

/** `file:line:column: problem; expected …; did you mean …?` in one line. */
export function formatIssue(issue: Issue): string {
  const place = [issue.file, issue.line, issue.column].filter((part) => part !== undefined).join(":");
  const parts = [issue.problem];
  if (issue.expected) parts.push(`expected ${issue.expected}`);
  if (issue.suggestion) parts.push(issue.suggestion);
  return `${place ? `${place}: ` : ""}${issue.severity}: ${parts.join("; ")}`;
}

/** The name in `names` nearest to `word` by edit distance, if it is near enough to be a slip; otherwise undefined. */
export function nearestName(word: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(word, name, bestDistance);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** Levenshtein distance of two words; words longer than 200 characters count as far apart. */
function editDistance(a: string, b: string, far: number): number {
  if (Math.abs(a.length - b.length) >= far || a.length > 200 || b.length > 200) return far;
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(previous[j]! + 1, current[j - 1]! + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length]!;
}
