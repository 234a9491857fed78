import { InputError, nearestName, type Issue } from "../core/issue.ts";
import type { CountyReturn, SubjectResult } from "../standard/county-return.ts";
import type { SchoolReturn } from "../standard/school-return.ts";
import { readCell } from "./returns-cells.ts";
import { COUNTY_ITEMS, type CountyItem } from "./returns-items.ts";
import { headerKey, numberedRows, readSchools } from "./returns-schools.ts";

/** A text with the name its author knows it by. */
export interface NamedText {
  readonly file: string;
  readonly text: string;
}

/** One county's returns as read, with what did not prevent reading them. */
export interface Returns {
  readonly schools: readonly SchoolReturn[];
  readonly county: CountyReturn;
  readonly warnings: readonly Issue[];
}

/**
 * Reads a county's returns from the texts of schools.csv and county.csv, with Chinese or English headers.
 *
 * @throws InputError with every problem found in either file.
 */
export function parseReturns(schools: NamedText, county: NamedText): Returns {
  const schoolRows = readSchools(schools.text, schools.file);
  const countyRows = readCounty(county.text, county.file);
  const issues = [...schoolRows.issues, ...countyRows.issues];
  if (issues.some(({ severity }) => severity === "error")) throw new InputError(issues);
  return { schools: schoolRows.schools, county: countyRows.county, warnings: issues };
}

/**
 * Decodes the bytes of a CSV file: UTF-8 with or without a byte-order mark, UTF-16 with one, else GB 18030, which is
 * what spreadsheets save on a Chinese system.
 *
 * @throws InputError if the bytes are none of these.
 */
export function decodeText(bytes: Uint8Array, file?: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next encoding is tried.
    }
  }
  const problem = "the text is in no known encoding";
  const expected = "UTF-8 or GB 18030";
  throw new InputError([{ code: "unknown-encoding", severity: "error", ...(file ? { file } : {}), problem, expected }]);
}

const HEADER_WORDS = new Set(["项目", "指标", "item", "key"]);

/** Reads county.csv: two columns, item and value, with or without a header row. */
function readCounty(text: string, file: string): { readonly county: CountyReturn; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const byHeader = new Map<string, CountyItem>();
  for (const item of COUNTY_ITEMS) byHeader.set(headerKey(item.header.zh), item).set(headerKey(item.header.en), item);
  const values = new Map<CountyItem, unknown>();
  const lineOf = new Map<CountyItem, number>();
  const rows = numberedRows(text);
  if (rows.length === 0) issues.push({ code: "empty-file", severity: "error", file, problem: "the file is empty" });
  rows.forEach(({ line, cells: [name, raw = ""] }, at) => {
    const key = headerKey(name);
    if (at === 0 && HEADER_WORDS.has(key)) return;
    const item = byHeader.get(key);
    if (!item) {
      issues.push({ code: "unknown-item", severity: "warning", file, line, column: 1, ...unknownItem(name) });
      return;
    }
    const earlier = lineOf.get(item);
    if (earlier !== undefined) {
      const problem = `item "${name}" already stands in line ${earlier}`;
      issues.push({ code: "duplicate-item", severity: "error", file, line, column: 1, problem, expected: "each once" });
    }
    lineOf.set(item, earlier ?? line);
    const cell = readCell(raw, item.kind);
    if (cell.status === "read") values.set(item, cell.value);
    if (cell.status !== "wrong") return;
    const problem = `item "${item.header.zh}" (${item.header.en}): ${cell.issue.problem}`;
    issues.push({ severity: "error", file, line, column: 2, ...cell.issue, problem });
  });
  return { county: countyFrom(values), issues };
}

/** Puts every value where its item says; the items give each field the type it has in the return. */
function countyFrom(values: ReadonlyMap<CountyItem, unknown>): CountyReturn {
  const fields: Record<string, unknown> = {};
  const results = new Map<string, SubjectResult>();
  for (const [{ place }, value] of values) {
    if (place.kind === "field") fields[place.field] = value;
    else {
      const { subject, measure } = place;
      results.set(subject, { subject, ...results.get(subject), [measure]: value });
    }
  }
  return { ...(fields as CountyReturn), ...(results.size ? { monitoring: [...results.values()] } : {}) };
}

function unknownItem(name: string): Pick<Issue, "problem" | "suggestion"> {
  const names = COUNTY_ITEMS.flatMap(({ header: { zh, en } }) => [zh, en]);
  const near = nearestName(name.trim().toLowerCase(), names);
  return {
    problem: `item "${name}" is not known and is not read`,
    ...(near ? { suggestion: `did you mean "${near}"?` } : {}),
  };
}
