import { say, type Locale } from "../core/bilingual.ts";
import type { Issue } from "../core/issue.ts";
import { issueText } from "./issue-text.ts";
import type { ScenarioCheck, Validation } from "./validate.ts";

/** What `validate` says on standard output: a line for each good file, its scenarios and warnings, and a count. */
export function validationText(results: readonly Validation[], locale: Locale, isExplained = locale === "zh"): string {
  const lines = results.flatMap((result) =>
    result.status === "wrong"
      ? []
      : [
          `${say(locale, "通过", "ok")} ${result.file} (${result.kind} ${result.id})`,
          ...result.scenarios.flatMap((check) => checkLines(check, locale)),
          ...result.warnings.map((issue) => indented(issueText(issue, locale, isExplained))),
        ],
  );
  return [...lines, countLine(results, locale)].map((line) => `${line}\n`).join("");
}

function checkLines(check: ScenarioCheck, locale: Locale): string[] {
  const { id, changes, assumed, unsourced, cutPhaseIns, targets } = check;
  const parts = [
    say(locale, `${changes} 项改动`, `${changes} ${changes === 1 ? "change" : "changes"}`),
    ...(assumed > 0 ? [say(locale, `其中 ${assumed} 项是假设`, `${assumed} assumed`)] : []),
    ...(unsourced > 0 ? [say(locale, `${unsourced} 项没有依据`, `${unsourced} without a source`)] : []),
    ...(cutPhaseIns > 0
      ? [
          say(
            locale,
            `${cutPhaseIns} 项逐年到位走不完`,
            `${cutPhaseIns} ${cutPhaseIns === 1 ? "phase-in" : "phase-ins"} cut short`,
          ),
        ]
      : []),
  ];
  return [
    `   ${id}: ${parts.join(say(locale, "，", ", "))}`,
    ...targets.map(
      ({ file, line, parameter, where, counties, of }) =>
        `     ${file}:${line} ${parameter} [${where}]: ${say(locale, `${of} 个县中的 ${counties} 个`, `${counties} of ${of} counties`)}`,
    ),
  ];
}

function countLine(results: readonly Validation[], locale: Locale): string {
  const wrong = results.filter(({ status }) => status === "wrong").length;
  const errors = count(results, (result) => (result.status === "wrong" ? result.issues : []), "error");
  const warnings = count(results, (r) => (r.status === "wrong" ? r.issues : r.warnings), "warning");
  const n = (k: number, one: string) => `${k} ${one}${k === 1 ? "" : "s"}`;
  return say(
    locale,
    `检查了 ${results.length} 个文件：${results.length - wrong} 个通过，${wrong} 个有错；错误 ${errors} 处，警告 ${warnings} 处`,
    `checked ${n(results.length, "file")}: ${results.length - wrong} ok, ${wrong} wrong; ${n(errors, "error")}, ${n(warnings, "warning")}`,
  );
}

function count(
  results: readonly Validation[],
  issuesOf: (result: Validation) => readonly Issue[],
  severity: Issue["severity"],
): number {
  return results.flatMap(issuesOf).filter((issue) => issue.severity === severity).length;
}

const indented = (text: string) => text.replaceAll(/^/gm, "   ");

/** Annotations as GitHub's runners read them, one line an issue. */
export function githubText(results: readonly Validation[]): string {
  return results
    .flatMap((result) => (result.status === "wrong" ? result.issues : result.warnings))
    .map(({ severity, file, line, column, code, problem, expected, suggestion }) => {
      const place = Object.entries({ file, line, col: column, title: code })
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => `${key}=${escaped(String(value)).replaceAll(",", "%2C").replaceAll(":", "%3A")}`);
      const text = [problem, expected && `expected ${expected}`, suggestion].filter(Boolean).join("; ");
      return `::${severity} ${place.join(",")}::${escaped(text)}\n`;
    })
    .join("");
}

const escaped = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
