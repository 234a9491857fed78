import { csvParseRows } from "d3-dsv";
import { nearestName, type Issue } from "../core/issue.ts";
import type { SchoolReturn } from "../standard/school-return.ts";
import { readCell } from "./returns-cells.ts";
import { SCHOOL_COLUMNS, type SchoolColumn } from "./returns-columns.ts";
import { schoolProblems } from "./returns-checks.ts";

/** A header as compared: case, spaces, underscores and a unit in brackets make no difference. */
export function headerKey(header: string): string {
  return header
    .normalize("NFKC")
    .replace(/^\uFEFF/, "")
    .replace(/\([^)]*\)\s*$/, "")
    .toLowerCase()
    .replace(/[\s_-]+/g, "");
}

/** The rows of a CSV text with the line each starts on; blank rows, and blank cells at the end of a row, left out. */
export function numberedRows(text: string): { readonly line: number; readonly cells: readonly string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  let line = 1;
  for (const cells of csvParseRows(text.replace(/^\uFEFF/, ""))) {
    const width = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
    if (width > 0) rows.push({ line, cells: cells.slice(0, width) });
    // A quoted cell may hold line breaks of its own.
    line += 1 + cells.join("").split("\n").length - 1;
  }
  return rows;
}

/** Schools read from a file, and everything found wrong with it. */
export interface SchoolRows {
  readonly schools: readonly SchoolReturn[];
  readonly issues: readonly Issue[];
}

/** Reads schools.csv. Rows with a problem are read as far as they go; the caller decides whether to use them. */
export function readSchools(text: string, file: string): SchoolRows {
  const [head, ...rows] = numberedRows(text);
  if (!head) {
    return { schools: [], issues: [{ code: "empty-file", severity: "error", file, problem: "the file is empty" }] };
  }
  const { columns, issues } = readHeader(head.cells, head.line, file);
  if (rows.length === 0) {
    issues.push({
      code: "no-schools",
      severity: "error",
      file,
      problem: "there are no schools",
      expected: "a row each",
    });
  }
  const schools: SchoolReturn[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, cells } of rows) {
    if (cells.length > columns.length) {
      const problem = `${cells.length} cells in a table of ${columns.length} columns`;
      const expected = "quotes around cells that contain commas";
      issues.push({ code: "too-many-cells", severity: "error", file, line, problem, expected });
    }
    const school = readRow(cells, columns, { file, line }, issues);
    if (!school) continue;
    const earlier = lineOf.get(school.code);
    if (earlier !== undefined) {
      const problem = `school code ${school.code} already stands in line ${earlier}`;
      issues.push({ code: "duplicate-code", severity: "error", file, line, problem, expected: "one row per school" });
    }
    lineOf.set(school.code, earlier ?? line);
    schools.push(school);
    issues.push(...schoolProblems(school).map((found): Issue => ({ severity: "error", file, line, ...found })));
  }
  return { schools, issues };
}

interface Place {
  readonly file: string;
  readonly line: number;
}

/** Finds the column behind every header, in Chinese or English. */
function readHeader(cells: readonly string[], line: number, file: string) {
  const issues: Issue[] = [];
  const byHeader = new Map<string, SchoolColumn>();
  for (const column of SCHOOL_COLUMNS) {
    byHeader.set(headerKey(column.header.zh), column).set(headerKey(column.header.en), column);
  }
  const seen = new Set<SchoolColumn>();
  const columns = cells.map((header, at) => {
    const column = byHeader.get(headerKey(header));
    const place = { file, line, column: at + 1 };
    if (!column) {
      issues.push({ code: "unknown-column", severity: "warning", ...place, ...unknownHeader(header) });
    } else if (seen.has(column)) {
      const problem = `column "${header}" occurs twice`;
      issues.push({ code: "duplicate-column", severity: "error", ...place, problem, expected: "each column once" });
    } else seen.add(column);
    return column;
  });
  for (const column of SCHOOL_COLUMNS) {
    if (!column.isRequired || seen.has(column)) continue;
    const { zh, en } = column.header;
    const problem = `column "${zh}" (${en}) is missing`;
    issues.push({
      code: "missing-column",
      severity: "error",
      file,
      line,
      problem,
      expected: `a column "${zh}" or "${en}"`,
    });
  }
  return { columns, issues };
}

function unknownHeader(header: string): Pick<Issue, "problem" | "suggestion"> {
  const names = SCHOOL_COLUMNS.flatMap(({ header: { zh, en } }) => [zh, en]);
  const near = nearestName(header.trim().toLowerCase(), names);
  return {
    problem: `column "${header}" is not known and is not read`,
    ...(near ? { suggestion: `did you mean "${near}"?` } : {}),
  };
}

/** One row; undefined where it lacks a code, name or kind, or one of them is wrong. */
function readRow(
  cells: readonly string[],
  columns: readonly (SchoolColumn | undefined)[],
  place: Place,
  issues: Issue[],
): SchoolReturn | undefined {
  const row: Record<string, unknown> = { pupils: {} };
  columns.forEach((column, at) => {
    if (!column) return;
    const cell = readCell(cells[at] ?? "", column.kind, column.choices);
    const { zh, en } = column.header;
    if (cell.status === "wrong") {
      const problem = `column "${zh}" (${en}): ${cell.issue.problem}`;
      issues.push({ severity: "error", ...place, column: at + 1, ...cell.issue, problem });
    } else if (cell.status === "absent") {
      if (!column.isKey) return;
      const problem = `column "${zh}" (${en}) is empty`;
      issues.push({ code: "missing-value", severity: "error", ...place, column: at + 1, problem, expected: "a value" });
    } else if (column.level) {
      row[column.field] = { ...(row[column.field] as object | undefined), [column.level]: cell.value };
    } else row[column.field] = cell.value;
  });
  // The columns give each field the type it has in the return.
  return row.code && row.name && row.kind ? (row as unknown as SchoolReturn) : undefined;
}
