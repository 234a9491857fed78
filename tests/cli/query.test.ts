import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { QueryFlags } from "../../src/cli/commands/query.ts";
import { DUCKDB, DUCKDB_INSTALL, loadDuckDb } from "../../src/cli/duckdb.ts";
import { queryCommand } from "../../src/cli/query.ts";
import { askRun, type PlainValue } from "../../src/cli/query-session.ts";
import { runTables } from "../../src/cli/run-tables.ts";
import type { InputError } from "../../src/core/issue.ts";
import { SMALL_COUNTIES } from "./small-counties.ts";
import { syntheticRun } from "./synthetic-worlds.ts";

/**
 * | mutant                                            | killed by                        |
 * | ------------------------------------------------- | -------------------------------- |
 * | other files left open                             | reads nothing else               |
 * | kinds of statements not checked                   | reads nothing else               |
 * | positions in characters taken for bytes           | says where a query is wrong      |
 * | `quantile_cont` in place of the macro             | quantiles                        |
 * | codes read as numbers                             | codes                            |
 */
const isThere = (() => {
  try {
    createRequire(import.meta.url).resolve(DUCKDB);
    return true;
  } catch {
    return false;
  }
})();
const isRequired = process.env["JUNHENG_REQUIRE_DUCKDB"] === "1";

const folder = mkdtempSync(join(tmpdir(), "junheng-query-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => void vi.restoreAllMocks());

const issueOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: InputError) => error.issues[0],
  );

it("without DuckDB the command to install it is said", async () => {
  expect(await issueOf(loadDuckDb("@duckdb/not-installed"))).toMatchObject({
    code: "no-duckdb",
    expected: `"${DUCKDB_INSTALL}" first`,
  });
});

it("DuckDB is there where it has to be", () => {
  expect(isThere || !isRequired).toBe(true);
});

it("tables are named like their files; a Parquet file goes before a CSV file", () => {
  const there = join(folder, "names");
  rmSync(there, { recursive: true, force: true });
  for (const name of ["where-lost.csv", "indicators.csv", "indicators.parquet", "run.json", "x'y.csv"])
    writeIn(there, name, "a\n1\n");
  expect(runTables(there)).toEqual([
    { name: "indicators", file: join(there, "indicators.parquet") },
    { name: "where_lost", file: join(there, "where-lost.csv") },
  ]);
});

describe.skipIf(!isThere)("junheng query", () => {
  let run = "";
  beforeAll(async () => {
    const counties = join(folder, "counties.csv");
    writeFileSync(counties, SMALL_COUNTIES);
    run = (await syntheticRun({ out: join(folder, "out"), counties, worlds: 22 })).folder;
  }, 120_000);

  const ask = (sql: string) =>
    askRun(run, sql, async ({ columns, rows }) => {
      const all: (readonly PlainValue[])[] = [];
      for await (const row of rows) all.push(row);
      return { columns, rows: all };
    });
  const csv = (name: string) => csvParse(readFileSync(join(run, `${name}.csv`), "utf8"));

  it("has every table of the run, with its columns", async () => {
    const { rows } = await ask("show tables");
    const names = readdirSync(run).filter((name) => /\.(csv|parquet)$/.test(name));
    const expected = [...new Set(names.map((name) => name.split(".")[0]!.replaceAll("-", "_")))].sort();
    expect(rows.map(([name]) => name)).toEqual(expected);
    for (const name of ["quantiles", "money", "draws"]) {
      const answer = await ask(`select * from ${name}`);
      expect(answer.columns).toEqual(csv(name).columns);
      expect(answer.rows.length).toBe(csv(name).length);
    }
  });

  it("codes are text, as in the Parquet tables", async () => {
    const { rows } = await ask("select distinct typeof(code), typeof(province) from counties");
    expect(rows).toEqual([["VARCHAR", "VARCHAR"]]);
    const joined = await ask("select count(*) from counties join county_years using (scenario, code)");
    expect(joined.rows).toEqual([[2 * 6 * 16]]);
  });

  it("quantiles over worlds are those of the report, to the last bit", async () => {
    const columns = [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => `report_quantile(value, ${p})`);
    const { rows } = await ask(
      `select scenario, variable, year, ${columns.join(", ")}, report_quantile(value, 0), report_quantile(value, 1), min(value), max(value)
       from indicators group by all order by all`,
    );
    const byKey = new Map(rows.map(([s, v, y, ...values]) => [`${s}|${v}|${y}`, values]));
    const table = csv("quantiles");
    expect(rows.length).toBe(table.length);
    for (const row of table) {
      const [p05, p25, p50, p75, p95, first, last, least, most] = byKey.get(
        `${row["scenario"]}|${row["variable"]}|${row["year"]}`,
      )!;
      const own = ["p05", "p25", "p50", "p75", "p95"].map((name) => row[name]);
      expect([p05, p25, p50, p75, p95].map(String)).toEqual(own);
      expect([first, last]).toEqual([least, most]);
    }
  });

  it.each([
    ["select * from read_csv('/etc/passwd')", "query-reads-elsewhere"],
    ["select * from read_text('/etc/passwd')", "query-reads-elsewhere"],
    ["select * from glob('/*')", "query-reads-elsewhere"],
    ["select * from '/etc/passwd.csv'", "query-reads-elsewhere"],
    ["copy (select 1) to 'HERE/elsewhere.csv'", "query-reads-elsewhere"],
    ["copy (select 1) to 'HERE/money.csv'", "not-a-query"],
    ["attach 'HERE/x.db'", "not-a-query"],
    ["attach ':memory:' as other", "not-a-query"],
    ["install httpfs", "not-a-query"],
    ["load httpfs", "not-a-query"],
    ["set enable_external_access = true", "not-a-query"],
    ["pragma threads = 1", "not-a-query"],
    ["create table t as select 1", "not-a-query"],
    ["drop view money", "not-a-query"],
    ["call pragma_version()", "not-a-query"],
    ["export database 'HERE/dump'", "query-reads-elsewhere"],
    ["select 1; drop view money", "not-a-query"],
    ["", "not-a-query"],
    ["-- nothing", "not-a-query"],
  ])("reads nothing else and writes nothing: %s", async (sql, code) => {
    const before = readdirSync(run);
    const issue = await issueOf(ask(sql.replace("HERE", run)));
    expect(issue?.code).toBe(code);
    expect(readdirSync(run)).toEqual(before);
  });

  it("says where a query is wrong, in lines and characters", async () => {
    expect(await issueOf(ask("selct 1"))).toMatchObject({ code: "bad-query", line: 1, column: 1 });
    expect(await issueOf(ask("select '县',\n  '省', nix from money"))).toMatchObject({ line: 2, column: 8 });
    expect(await issueOf(ask("select * from mony"))).toMatchObject({
      code: "bad-query",
      line: 1,
      column: 15,
      expected: expect.stringContaining("indicators, levels, money") as string,
      suggestion: 'did you mean "money"?',
    });
    expect(await issueOf(ask("select cast(scenario as int) from money"))).toMatchObject({ code: "bad-query" });
  });

  async function printed(sql: string, flags: Partial<QueryFlags> = {}, named: string | undefined = run) {
    let [out, told] = ["", ""];
    vi.spyOn(process.stdout, "write").mockImplementation((text) => ((out += String(text)), true));
    vi.spyOn(process.stderr, "write").mockImplementation((text) => ((told += String(text)), true));
    await queryCommand(sql, named, { results: join(folder, "out"), ...flags } as QueryFlags, "en");
    vi.restoreAllMocks();
    return { out, told };
  }
  const three = "select * from (values (1, 'a', 2.5), (22, '县', null), (3, 'c \"d\", e', 1e300)) t(n, word, x)";

  it("prints an aligned table, CSV or JSON, cut at --limit", async () => {
    const lines = (await printed(three)).out.split("\n");
    expect(lines).toHaveLength(6);
    expect(lines[0]!.trim().split(/\s+/)).toEqual(["n", "word", "x"]);
    expect(lines[1]).toMatch(/^-+$/);
    expect((await printed(three, { csv: true })).out).toBe('n,word,x\n1,a,2.5\n22,县,\n3,"c ""d"", e",1e+300\n');
    expect(JSON.parse((await printed(three, { json: true })).out)).toEqual([
      { n: 1, word: "a", x: 2.5 },
      { n: 22, word: "县", x: null },
      { n: 3, word: 'c "d", e', x: 1e300 },
    ]);
    expect(JSON.parse((await printed(`${three} where n > 99`, { json: true })).out)).toEqual([]);
    const cut = await printed(three, { csv: true, limit: 2 });
    expect(cut.out.split("\n")).toHaveLength(4);
    expect(cut.told).toBe("only the first 2 rows; --limit shows more, --csv and --json write all\n");
    expect((await printed(three, { csv: true, limit: 3 })).told).toBe("");
    expect((await printed("select * from range(150)")).out.split("\n")).toHaveLength(103);
    expect((await printed("select * from range(5000)", { csv: true })).out.split("\n")).toHaveLength(5002);
  });

  it("without a run named it takes the only one there is", async () => {
    const { out } = await printed("select count(*) as n from county_worlds", { csv: true }, undefined);
    expect(out).toBe(`n\n${2 * 6 * 22}\n`);
    expect(existsSync(join(folder, "out", "five-ways"))).toBe(true);
  });
});

function writeIn(there: string, name: string, text: string): void {
  mkdirSync(there, { recursive: true });
  writeFileSync(join(there, name), text);
}
