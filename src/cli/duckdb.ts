import { InputError } from "../core/issue.ts";

/** The package that answers queries, in the version that was tried; it is no dependency, since its binaries do not install everywhere. */
export const DUCKDB = "@duckdb/node-api";
export const DUCKDB_INSTALL = `npm install --no-save ${DUCKDB}@1.5.6-r.1`;

/** The part of DuckDB's interface that is used here. */
export interface DuckDb {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection>; closeSync(): void }> };
  readonly StatementType: { readonly SELECT: number; readonly EXPLAIN: number };
}

export interface Connection {
  run(sql: string): Promise<unknown>;
  extractStatements(sql: string): Promise<{ readonly count: number; prepare(index: number): Promise<Prepared> }>;
  closeSync(): void;
}

interface Prepared {
  readonly statementType: number;
  stream(): Promise<RowStream>;
}

/** Rows of an answer, chunk by chunk. */
export interface RowStream extends AsyncIterable<{ getRows(): readonly (readonly unknown[])[] }> {
  columnNames(): readonly string[];
}

/**
 * Loads DuckDB.
 * @throws InputError if it is not installed.
 */
export async function loadDuckDb(name: string = DUCKDB): Promise<DuckDb> {
  try {
    return (await import(name)) as DuckDb;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    const problem = `${DUCKDB} is not installed`;
    throw new InputError([{ code: "no-duckdb", severity: "error", problem, expected: `"${DUCKDB_INSTALL}" first` }]);
  }
}
