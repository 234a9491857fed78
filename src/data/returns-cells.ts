import type { CellKind, Choice } from "./returns-columns.ts";
import { nearestName } from "../core/issue.ts";

/** What is wrong with a cell, without the place it stands in. */
export interface CellProblem {
  readonly code: string;
  readonly problem: string;
  readonly expected: string;
  readonly suggestion?: string;
}

/** A cell as read. An empty cell, or one that says "not reported", is `absent`. */
export type Cell =
  | { readonly status: "read"; readonly value: string | number | boolean | readonly string[] }
  | { readonly status: "absent" }
  | { readonly status: "wrong"; readonly issue: CellProblem };

const ABSENT: Cell = { status: "absent" };
const NOT_REPORTED = new Set(["", "-", "—", "/", "na", "n/a", "未报告", "未填报", "not reported"]);
const YES = new Set(["是", "有", "yes", "y", "true", "1"]);
const NO = new Set(["否", "无", "no", "n", "false", "0"]);
const ROMAN = new Map([
  ["i", "1"],
  ["ii", "2"],
  ["iii", "3"],
  ["iv", "4"],
  ["v", "5"],
]);

/** Reads one cell. Full-width digits, thousands separators and surrounding spaces are tolerated. */
export function readCell(raw: string, kind: CellKind, choices: readonly Choice[] = []): Cell {
  // Compatibility normalisation turns full-width digits, commas and percent signs, and Ⅲ, into ordinary ones.
  const text = raw.normalize("NFKC").trim();
  if (NOT_REPORTED.has(text.toLowerCase())) return ABSENT;
  switch (kind) {
    case "text":
      return { status: "read", value: raw.trim() };
    case "yes-no":
      return readAnswer(text);
    case "choice":
      return readChoice(text, choices);
    case "choices":
      return readChoices(text, choices);
    case "level":
      return readNumber(ROMAN.get(text.toLowerCase().replace(/级$/, "")) ?? text.replace(/级$/, ""), "level");
    default:
      return readNumber(text, kind);
  }
}

function wrong(code: string, problem: string, expected: string, suggestion?: string): Cell {
  return { status: "wrong", issue: { code, problem, expected, ...(suggestion ? { suggestion } : {}) } };
}

function readAnswer(text: string): Cell {
  const word = text.toLowerCase();
  if (YES.has(word)) return { status: "read", value: true };
  if (NO.has(word)) return { status: "read", value: false };
  return wrong("not-yes-or-no", `"${text}" is not an answer`, "是/否 or yes/no");
}

function readChoice(text: string, choices: readonly Choice[]): Cell {
  const word = text.toLowerCase();
  const choice = choices.find(({ value, zh, also = [] }) => [value, zh, ...also].includes(word));
  if (choice) return { status: "read", value: choice.value };
  const words = choices.flatMap(({ value, zh }) => [zh, value]);
  const near = nearestName(word, words);
  return wrong("unknown-choice", `"${text}" is not known`, words.join(", "), near && `did you mean "${near}"?`);
}

function readChoices(text: string, choices: readonly Choice[]): Cell {
  const values: string[] = [];
  for (const part of text.split(/[;,、|]/)) {
    if (part.trim() === "") continue;
    const cell = readChoice(part.trim(), choices);
    if (cell.status !== "read") return cell;
    values.push(String(cell.value));
  }
  return { status: "read", value: values };
}

const PLAIN = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/;

type NumberKind = Exclude<CellKind, "text" | "yes-no" | "choice" | "choices">;

function readNumber(text: string, kind: NumberKind): Cell {
  const isPercent = text.endsWith("%");
  const digits = (isPercent ? text.slice(0, -1) : text).trim();
  if (!PLAIN.test(digits) && !GROUPED.test(digits))
    return wrong("not-a-number", `"${text}" is not a number`, "a number");
  if (isPercent && kind !== "share") return wrong("not-a-number", `"${text}" is a percentage`, "a plain number");
  const number = Number(digits.replaceAll(",", ""));
  if (number < 0) return wrong("negative-number", `${text} is negative`, "0 or more");
  if (kind === "share") return readShare(number, isPercent, text);
  if (kind === "amount") return { status: "read", value: number };
  if (!Number.isInteger(number)) return wrong("not-whole", `${text} is not whole`, "a whole number");
  if (kind === "year" && (number < 1800 || number > 2200))
    return wrong("not-a-year", `${text} is not a year`, "1800 to 2200");
  if (kind === "level" && (number < 1 || number > 5))
    return wrong("not-a-level", `${text} is not a level`, "Ⅰ to Ⅴ or 1 to 5");
  return { status: "read", value: number };
}

/** Shares are 0–1, or 0–100 with a percent sign; a bare number above 1 could mean either and is refused. */
function readShare(number: number, isPercent: boolean, text: string): Cell {
  const share = isPercent ? number / 100 : number;
  if (share <= 1) return { status: "read", value: share };
  const suggestion = !isPercent && number <= 100 ? `write ${number}% or ${number / 100}` : undefined;
  return wrong("not-a-share", `${text} is not a share`, "0 to 1, or 0% to 100%", suggestion);
}
