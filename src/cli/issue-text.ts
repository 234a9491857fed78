import { say, type Locale } from "../core/bilingual.ts";
import type { Issue } from "../core/issue.ts";
import { ISSUE_CODES } from "../scenarios/issue-codes.ts";
import { painted } from "./terminal.ts";

/**
 * An issue for a terminal: where, what, what was expected, and, for a Chinese reader or on request, what its code means and
 * what to do. The problem itself names values and keys of the file and stays in English.
 */
export function issueText(issue: Issue, locale: Locale, isExplained = locale === "zh"): string {
  const place = [issue.file, issue.line, issue.column].filter((part) => part !== undefined).join(":");
  const label =
    issue.severity === "error"
      ? painted("red", say(locale, "错误", "error"))
      : painted("yellow", say(locale, "警告", "warning"));
  const parts = [
    issue.problem,
    ...(issue.expected ? [`${say(locale, "应为", "expected")} ${issue.expected}`] : []),
    ...(issue.suggestion ? [inLocale(issue.suggestion, locale)] : []),
  ];
  const line = `${place ? `${place}: ` : ""}${label}${say(locale, "：", ": ")}${parts.join(say(locale, "；", "; "))}`;
  const explained = ISSUE_CODES[issue.code];
  if (!isExplained || explained === undefined) return line;
  const { meaning, remedy } = explained;
  return `${line}\n    ${say(locale, `[${issue.code}] ${meaning.zh}${remedy.zh}`, `[${issue.code}] ${meaning.en} ${remedy.en}`)}`;
}

/** The commonest suggestion in the reader's language; others as they are. */
function inLocale(suggestion: string, locale: Locale): string {
  return say(locale, suggestion.replace(/^did you mean (".*")\?$/, "是否想写 $1？"), suggestion);
}
