import { worldPlace } from "../experiment/ensemble.ts";
import { RUNGS } from "../experiment/where-lost.ts";
import { YEARS } from "../model/trace.ts";
import { indicatorParts, type IndicatorPart } from "./indicator-parts.ts";
import { LEAD } from "./outputs.ts";
import { loadParquetWriter, type ParquetColumn, type ParquetValues } from "./parquet.ts";
import type { RunMaterial } from "./run-files.ts";

const text = (name: string): ParquetColumn => ({ name, type: "STRING" });
const count = (name: string): ParquetColumn => ({ name, type: "INT32" });
const real = (name: string): ParquetColumn => ({ name, type: "DOUBLE" });

/** Tables of a run as Parquet files: the indicators of every world, the counties by year, and the counties of every world. */
export async function parquetFiles(material: RunMaterial): Promise<ReadonlyMap<string, Iterable<Uint8Array>>> {
  const toParquet = await loadParquetWriter();
  return new Map([
    ["indicators.parquet", toParquet(INDICATORS, indicatorGroups(material))],
    ["county-years.parquet", toParquet(COUNTY_YEARS, countyYearGroups(material))],
    ["county-worlds.parquet", toParquet(COUNTY_WORLDS, countyWorldGroups(material))],
  ]);
}

const INDICATORS = [
  ...LEAD.map((name) => (name === "year" ? count(name) : text(name))),
  count("member"),
  count("replication"),
  real("value"),
];
/** Rows of a row group of indicators, or more by one outcome and year. */
const GROUP_ROWS = 131_072;

function* indicatorGroups(material: RunMaterial): Iterable<readonly ParquetValues[]> {
  const places = material.worlds.finished.map((world) => worldPlace(world, material.plan));
  let parts: IndicatorPart[] = [];
  const group = () => [
    ...LEAD.map((_, k) => parts.flatMap(({ lead }) => places.map(() => lead[k]!))),
    parts.flatMap(() => places.map(({ member }) => member)),
    parts.flatMap(() => places.map(({ replication }) => replication)),
    parts.flatMap(({ values }) => [...values]),
  ];
  for (const part of indicatorParts(material)) {
    parts.push(part);
    if (parts.length * places.length < GROUP_ROWS) continue;
    yield group();
    parts = [];
  }
  if (parts.length > 0) yield group();
}

const COUNTY_YEARS = [text("scenario"), text("code"), count("year"), real("odds"), ...RUNGS.map(real)];

/** Shares of worlds, a row group a scenario: certified by the end of the year, and the rung stood on in the year. */
function* countyYearGroups({ summary, folded, data, sample }: RunMaterial): Iterable<readonly ParquetValues[]> {
  const { worlds } = folded.numbers;
  const codes = sample.rows.map((row) => data.counties[row]!.attributes.code);
  for (const [s, { id }] of summary.scenarios.entries()) {
    const { certifiedBy, rungs } = folded.tallies[s]!;
    const rows = codes.flatMap((code, c) => YEARS.map((year, y) => ({ code, year, at: y * codes.length + c })));
    yield [
      rows.map(() => id),
      rows.map(({ code }) => code),
      rows.map(({ year }) => year),
      rows.map(({ at }) => certifiedBy[at]! / worlds),
      ...RUNGS.map((_, rung) => rows.map(({ at }) => rungs[at * RUNGS.length + rung]! / worlds)),
    ];
  }
}

const COUNTY_WORLDS: readonly ParquetColumn[] = [
  text("scenario"),
  text("code"),
  count("member"),
  count("replication"),
  { name: "certified_year", type: "INT32", nullable: true },
];

/** School year of every county's certificate in every world that finished, empty where it has none; a row group a block of worlds. */
function* countyWorldGroups(material: RunMaterial): Iterable<readonly ParquetValues[]> {
  const { summary, certifiedYears, worlds, plan, data, sample } = material;
  const codes = sample.rows.map((row) => data.counties[row]!.attributes.code);
  let first = 0;
  for (const { rows, stride, values } of certifiedYears.blocks()) {
    const places = worlds.finished.slice(first, first + rows).map((world) => worldPlace(world, plan));
    first += rows;
    const cells = summary.scenarios.flatMap(({ id }, s) =>
      codes.map((code, c) => ({ id, code, at: (s * codes.length + c) * stride })),
    );
    yield [
      cells.flatMap(({ id }) => places.map(() => id)),
      cells.flatMap(({ code }) => places.map(() => code)),
      cells.flatMap(() => places.map(({ member }) => member)),
      cells.flatMap(() => places.map(({ replication }) => replication)),
      cells.flatMap(({ at }) => places.map((_, w) => values[at + w]! || null)),
    ];
  }
}
