import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Zstd } from "@hpcc-js/wasm-zstd";
import { csvParse } from "d3-dsv";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FinishedRun } from "../../src/cli/ensemble-run.ts";
import { RUNGS } from "../../src/experiment/where-lost.ts";
import { SMALL_COUNTIES } from "./small-counties.ts";
import { syntheticPool, syntheticRun, syntheticTrace } from "./synthetic-worlds.ts";

/**
 * | mutant                                                | killed by                     |
 * | ----------------------------------------------------- | ----------------------------- |
 * | values of another year or outcome                     | indicators                    |
 * | one row group too few                                 | indicators                    |
 * | year 0 written for a county without a certificate     | counties of every world       |
 * | worlds of a block numbered from 0                     | counties of every world       |
 * | a scenario counted for another; shares of other worlds | counties by year             |
 * | bytes that depend on the order worlds finish in       | bytes                         |
 */
const folder = mkdtempSync(join(tmpdir(), "junheng-parquet-"));
afterAll(() => rmSync(folder, { recursive: true }));
const COUNTIES = join(folder, "counties.csv");
writeFileSync(COUNTIES, SMALL_COUNTIES);
const WORLDS = 150;

const bytesOf = (run: FinishedRun, name: string) => readFileSync(join(run.folder, name));

async function readTable(run: FinishedRun, name: string) {
  const zstd = await Zstd.load();
  const { buffer, byteOffset, byteLength } = bytesOf(run, name);
  const file = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  const compressors = { ZSTD: (bytes: Uint8Array) => zstd.decompress(bytes) };
  const groups = parquetMetadata(file).row_groups;
  expect(groups.every(({ columns }) => columns.every(({ meta_data }) => meta_data!.codec === "ZSTD"))).toBe(true);
  return { rows: await parquetReadObjects({ file, compressors }), groups };
}

describe("Parquet tables of a run", () => {
  let run: FinishedRun;
  beforeAll(async () => {
    run = await syntheticRun({ out: join(folder, "one"), counties: COUNTIES, worlds: WORLDS, replications: 2 });
  }, 300_000);

  it("indicators: the rows of the CSV table, to the last bit", async () => {
    const { rows, groups } = await readTable(run, "indicators.parquet");
    const table = csvParse(bytesOf(run, "indicators.csv").toString("utf8"));
    expect(groups.length).toBeGreaterThan(1);
    expect(rows.length).toBe(table.length);
    expect(Object.keys(rows[0]!)).toEqual(table.columns);
    const different = rows.filter((row, k) =>
      table.columns.some((name) => String((row as Record<string, unknown>)[name]) !== table[k]![name]),
    );
    expect(different).toEqual([]);
    expect(new Set(rows.map(({ member, replication }) => `${member}-${replication}`)).size).toBe(2 * WORLDS);
  });

  it("counties of every world: the year of the certificate, empty where there is none", async () => {
    const { rows } = await readTable(run, "county-worlds.parquet");
    const codes = csvParse(bytesOf(run, "counties.csv").toString("utf8")).map(({ code }) => code!);
    const six = codes.slice(0, 6);
    expect(rows.length).toBe(2 * 6 * 2 * WORLDS);
    for (const row of rows) {
      const {
        scenario,
        code,
        member,
        replication,
        certified_year: year,
      } = row as Record<string, string | number | null>;
      const world = 2 * Number(member) + Number(replication);
      const trace = syntheticTrace(world, scenario === "baseline" ? 0 : 1, 6, 2);
      const expected = trace.certifiedYear[six.indexOf(String(code))]!;
      if (year !== (expected || null)) expect({ ...row, expected }).toBeUndefined();
    }
  });

  it("counties by year: the odds of counties.csv, and rungs that sum to 1", async () => {
    const { rows } = await readTable(run, "county-years.parquet");
    expect(rows.length).toBe(2 * 6 * 16);
    for (const row of csvParse(bytesOf(run, "counties.csv").toString("utf8"))) {
      const found = rows.find(
        (r) => r["scenario"] === row["scenario"] && r["code"] === row["code"] && r["year"] === 2027,
      );
      expect(String(found!["odds"])).toBe(row["odds_2027"]);
    }
    const where = csvParse(bytesOf(run, "where-lost.csv").toString("utf8")).filter(({ level }) => level === "county");
    for (const row of where) {
      const found = rows.find(
        (r) => r["scenario"] === row["scenario"] && r["code"] === row["region"] && String(r["year"]) === row["year"],
      )!;
      for (const rung of RUNGS) expect(found[rung]).toBeCloseTo(Number(row[rung]), 12);
    }
    expect(where.length).toBeGreaterThan(0);
  });

  it("bytes are the same again, in whatever order the worlds finish", { timeout: 300_000 }, async () => {
    const late: OpenLate = (pool) => (start, threads) => {
      const { run: runWorld, close } = pool(start, threads);
      const wait = (world: number) => new Promise((resolve) => setTimeout(resolve, world % 3));
      return { run: (world) => wait(world).then(() => runWorld(world)), close };
    };
    const options = { out: join(folder, "two"), counties: COUNTIES, worlds: WORLDS, replications: 2, jobs: 3 };
    const again = await syntheticRun(options, late(syntheticPool(2)));
    for (const name of [
      "indicators.parquet",
      "county-years.parquet",
      "county-worlds.parquet",
      "run.json",
      "summary.json",
    ])
      expect(bytesOf(again, name).equals(bytesOf(run, name))).toBe(true);
    const { files } = JSON.parse(bytesOf(run, "run.json").toString("utf8")) as { files: object };
    expect(Object.keys(files)).toEqual(expect.arrayContaining(["county-worlds.parquet", "indicators.parquet"]));
  });
});

type OpenLate = (pool: ReturnType<typeof syntheticPool>) => ReturnType<typeof syntheticPool>;
