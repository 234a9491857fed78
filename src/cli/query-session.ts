import { csvParseRows } from "d3-dsv";
import { InputError, nearestName, type Issue } from "../core/issue.ts";
import { loadDuckDb, type Connection, type RowStream } from "./duckdb.ts";
import { firstLine, runTables } from "./run-tables.ts";

/** An answer while it is read. */
export interface Answer {
  readonly columns: readonly string[];
  /** Rows of plain values: text, numbers, booleans, null; other values as text. */
  readonly rows: AsyncIterable<readonly PlainValue[]>;
}
export type PlainValue = string | number | boolean | null;

/**
 * Asks one query of the tables of a run and hands the answer to `tell`. The query can read these tables and nothing else: no other file, no
 * network, no extension, and nothing can be written.
 * @throws InputError if DuckDB is not installed, or the query is not one that only reads, or is wrong; with its place in the query.
 */
export async function askRun<T>(folder: string, sql: string, tell: (answer: Answer) => Promise<T>): Promise<T> {
  const { DuckDBInstance, StatementType } = await loadDuckDb();
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const tables = runTables(folder);
    for (const { name, file } of tables) await connection.run(`create view "${name}" as select * from ${reader(file)}`);
    await connection.run(QUANTILE);
    await lock(
      connection,
      tables.map(({ file }) => file),
    );
    const names = tables.map(({ name }) => name);
    return await explained(sql, names, async () => {
      const statements = await connection.extractStatements(sql).catch((error: unknown) => {
        throw refusalOf(error) ? error : notOneQuery("no statement");
      });
      if (statements.count !== 1) throw notOneQuery(`${statements.count} statements`);
      const statement = await statements.prepare(0);
      const isReading = [StatementType.SELECT, StatementType.EXPLAIN].includes(statement.statementType);
      if (!isReading) throw notOneQuery("a statement that does more than read");
      const stream = await statement.stream();
      return tell({ columns: stream.columnNames(), rows: rowsOf(stream) });
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/**
 * The quantile of `quantiles.csv` and of the report, bit by bit (R-7; `quantile_cont` weighs its two neighbours, which may differ
 * in the last bit).
 */
const QUANTILE = `create macro report_quantile(x, p) as
  list_extract(list_sort(list(x)), (floor((count(x) - 1)::double * p::double) + 1)::bigint)
  + (list_extract(list_sort(list(x)), (ceil((count(x) - 1)::double * p::double) + 1)::bigint)
     - list_extract(list_sort(list(x)), (floor((count(x) - 1)::double * p::double) + 1)::bigint))
  * ((count(x) - 1)::double * p::double - floor((count(x) - 1)::double * p::double))`;

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Columns of codes, which are text even where all their characters are digits. */
const CODES = ["code", "region", "province", "county", "place", "key"];

/** What reads a table. */
function reader(file: string): string {
  if (file.endsWith(".parquet")) return `read_parquet(${quoted(file)})`;
  const head = csvParseRows(firstLine(file))[0] ?? [];
  const types = head.filter((name) => CODES.includes(name)).map((name) => `${quoted(name)}: 'VARCHAR'`);
  const typed = types.length > 0 ? `, types = {${types.join(", ")}}` : "";
  return `read_csv(${quoted(file)}, header = true, delim = ',', sample_size = -1${typed})`;
}

/** Shuts every way out of the tables, and then the settings themselves. */
async function lock(connection: Connection, files: readonly string[]): Promise<void> {
  await connection.run("set errors_as_json = true");
  await connection.run("set temp_directory = ''");
  await connection.run(`set allowed_paths = [${files.map(quoted).join(", ")}]`);
  await connection.run("set enable_external_access = false");
  await connection.run("set lock_configuration = true");
}

async function* rowsOf(stream: RowStream): AsyncIterable<readonly PlainValue[]> {
  for await (const chunk of stream) for (const row of chunk.getRows()) yield row.map(plainValue);
}

function plainValue(value: unknown): PlainValue {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return value as PlainValue;
  return String(value);
}

function notOneQuery(found: string): InputError {
  const expected = "one query that only reads: SELECT, WITH, DESCRIBE, SHOW TABLES, SUMMARIZE or EXPLAIN";
  return new InputError([{ code: "not-a-query", severity: "error", problem: found, expected }]);
}

/** Runs what asks DuckDB; its refusals become issues with the place in the query. */
async function explained<T>(sql: string, names: readonly string[], ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const found = error instanceof InputError ? undefined : refusalOf(error);
    throw found ? new InputError([issueOf(found, sql, names)]) : error;
  }
}

/** What DuckDB says with `errors_as_json`. */
interface Refusal {
  readonly exception_type: string;
  readonly exception_message: string;
  /** Bytes of the query before the place, in UTF-8. */
  readonly position?: string;
  readonly type?: string;
  readonly name?: string;
}

function refusalOf(error: unknown): Refusal | undefined {
  const text = error instanceof Error ? error.message : "";
  try {
    return JSON.parse(text.slice(text.indexOf("{"))) as Refusal;
  } catch {
    // Not a refusal of the query but a fault.
    return undefined;
  }
}

function issueOf(refusal: Refusal, sql: string, names: readonly string[]): Issue {
  const { exception_type: kind, exception_message: message, position, type, name } = refusal;
  const near = type === "Table" && name !== undefined ? nearestName(name, names) : undefined;
  return {
    ...(kind === "Permission" ? { code: "query-reads-elsewhere" } : { code: "bad-query" }),
    severity: "error",
    file: "SQL",
    ...(position !== undefined && placeOf(sql, Number(position))),
    // DuckDB goes on with its own guesses, which name tables that are none of the run's.
    problem: type === "Table" ? message.split("\n")[0]! : message.trim().replaceAll(/\s*\n\s*/g, "; "),
    ...(type === "Table" && { expected: `one of ${names.join(", ")}` }),
    ...(near !== undefined && { suggestion: `did you mean "${near}"?` }),
  };
}

/** Line and column, both from 1, of the place after so many bytes. */
function placeOf(sql: string, bytes: number): { readonly line: number; readonly column: number } {
  const lines = Buffer.from(sql, "utf8").subarray(0, bytes).toString("utf8").split("\n");
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}
