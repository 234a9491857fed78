import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locale } from "../core/bilingual.ts";
import { InputError, type Issue } from "../core/issue.ts";
import { decodeText, parseReturns, type NamedText } from "../data/returns.ts";
import { certify } from "../standard/certify.ts";
import type { EditionId } from "../standard/editions/edition.ts";
import { EDITIONS } from "../standard/editions/editions.ts";
import type { Verdict } from "../standard/verdict.ts";
import { formatVerdict } from "./assess-text.ts";
import { issueText } from "./issue-text.ts";
import { chooseLocale } from "./locale.ts";

/** What the command asks of the world around it; tests supply their own. */
export interface AssessIo {
  /** Bytes of a file; throws if there is none. */
  readonly read: (path: string) => Uint8Array;
  readonly write: (text: string) => void;
  readonly warn: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calendar year now. */
  readonly thisYear: number;
}

/** Options of `assess` as commander hands them over. */
export interface AssessOptions {
  readonly json?: boolean;
  readonly edition?: EditionId;
  readonly locale?: Locale;
  readonly asOf?: string;
}

/** Files, streams and clock of the machine. */
export function realIo(): AssessIo {
  return {
    read: (path) => readFileSync(path),
    write: (text) => void process.stdout.write(text),
    warn: (text) => void process.stderr.write(text),
    env: process.env,
    thisYear: new Date().getFullYear(),
  };
}

/**
 * Assesses the returns in a folder and writes the verdict.
 *
 * @returns 0 if the county can be certified, else 1.
 * @throws InputError if the returns cannot be read.
 */
export function assess(folder: string, options: AssessOptions, io: AssessIo): 0 | 1 {
  const { verdict, warnings } = assessFolder(folder, options, io);
  const locale = chooseLocale(options.locale, io.env);
  for (const warning of warnings) io.warn(`${issueText(warning, locale)}\n`);
  io.write(options.json ? `${JSON.stringify(verdict, null, 2)}\n` : formatVerdict(verdict, locale));
  return verdict.overall === "certifiable" ? 0 : 1;
}

/**
 * The verdict on the returns in a folder, and what in them is doubtful.
 * @throws InputError if the returns cannot be read.
 */
export function assessFolder(
  folder: string,
  options: Pick<AssessOptions, "edition" | "asOf">,
  io: Pick<AssessIo, "read" | "thisYear">,
): { readonly verdict: Verdict; readonly warnings: readonly Issue[] } {
  const { schools, county, warnings } = parseReturns(
    namedText(join(folder, "schools.csv"), io),
    namedText(join(folder, "county.csv"), io),
  );
  const asOf = yearOf(options.asOf) ?? county.year ?? io.thisYear;
  return { verdict: certify(schools, county, EDITIONS[options.edition ?? "2017"], { asOf }), warnings };
}

function yearOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^(19|20|21)\d\d$/.test(text)) return Number(text);
  const problem = `--as-of ${text} is not a year`;
  throw new InputError([{ code: "not-a-year", severity: "error", problem, expected: "a year such as 2026" }]);
}

function namedText(file: string, io: Pick<AssessIo, "read">): NamedText {
  let bytes: Uint8Array;
  try {
    bytes = io.read(file);
  } catch {
    const problem = "the file cannot be read";
    const expected = "schools.csv and county.csv in the folder";
    throw new InputError([{ code: "file-not-found", severity: "error", file, problem, expected }]);
  }
  return { file, text: decodeText(bytes, file) };
}
