import { existsSync } from "node:fs";
import { csvFormatRow } from "d3-dsv";
import { say, type Locale } from "../core/bilingual.ts";
import { grid } from "../report/terminal-text.ts";
import type { QueryFlags } from "./commands/query.ts";
import { findRun } from "./find-run.ts";
import { askRun, type Answer, type PlainValue } from "./query-session.ts";
import { runsIn } from "./run-index.ts";
import { note, print } from "./terminal.ts";

/** Rows of a table on screen unless `--limit` says otherwise. */
const SCREEN = 100;

/** Asks one query of a run's tables and prints the answer. Without a run named it is the folder one is in, or the only run there is. */
export async function queryCommand(
  sql: string,
  named: string | undefined,
  flags: QueryFlags,
  locale: Locale,
): Promise<void> {
  const { folder } = findRun(named ?? onlyRun(flags.results), flags.results);
  await askRun(folder, sql, (answer) => tell(answer, flags, locale));
}

function onlyRun(results: string): string {
  const runs = runsIn(results);
  return !existsSync("run.json") && runs.length === 1 ? runs[0]!.id : ".";
}

async function tell({ columns, rows }: Answer, flags: QueryFlags, locale: Locale): Promise<void> {
  const most = flags.limit ?? (flags.csv || flags.json ? Infinity : SCREEN);
  const shown: (readonly PlainValue[])[] = [];
  let count = 0;
  let isCut = false;
  if (flags.csv) print(csvFormatRow([...columns]));
  if (flags.json) print("[");
  for await (const row of rows) {
    if (count === most) {
      isCut = true;
      break;
    }
    if (flags.csv) print(csvFormatRow(row.map(cell)));
    else if (flags.json) process.stdout.write(`${count === 0 ? "" : ",\n"}${jsonRow(columns, row)}`);
    else shown.push(row);
    count++;
  }
  if (flags.json) print(count === 0 ? "]" : "\n]");
  if (!flags.csv && !flags.json) print(gridOf(columns, shown));
  if (isCut)
    note(
      say(
        locale,
        `只显示前 ${most} 行；用 --limit 显示更多，或用 --csv、--json 输出全部`,
        `only the first ${most} rows; --limit shows more, --csv and --json write all`,
      ),
      flags,
    );
}

const cell = (value: PlainValue) => (value === null ? "" : String(value));

const jsonRow = (columns: readonly string[], row: readonly PlainValue[]) =>
  JSON.stringify(Object.fromEntries(columns.map((name, k) => [name, row[k]!])));

/** An aligned table; the first column is set left, as in every table of the program. */
function gridOf(columns: readonly string[], rows: readonly (readonly PlainValue[])[]): string {
  const lines = rows.map((row) => row.map((value) => cell(value).replaceAll(/\s+/g, " ")));
  return grid([columns, ...lines])
    .map((line) => line.trimEnd())
    .join("\n");
}
