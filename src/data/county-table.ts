import { csvParseRows } from "d3-dsv";
import { InputError, nearestName, type Issue } from "../core/issue.ts";
import type { CountyKind } from "../model/parameter-table.ts";
import type { County } from "./county.ts";
import type { Province } from "./provinces.ts";

/** Columns a county table must have; all counts in persons at the 2020 census. */
export const REQUIRED_COLUMNS = [
  "province",
  "county",
  "pop_2020",
  "urban_pop_2020",
  "age_0",
  "age_1_4",
  "age_5_9",
  "age_10_14",
  "mig_other_county_same_prov",
  "mig_other_province",
] as const;
/** Columns read where they are there: division code, city, kind of unit (district, county, city, zone), and tags. */
type OptionalColumn = "code" | "city" | "kind_by_name" | "tags";
type ColumnName = (typeof REQUIRED_COLUMNS)[number] | OptionalColumn;

/** Residents no county unit comes near (persons). */
const MOST_RESIDENTS = 20_000_000;

const KINDS: readonly CountyKind[] = ["district", "county", "city", "zone"];

/**
 * Reads a table of real counties (CSV, one row a unit). Other columns are allowed and not read.
 * @throws InputError naming file, line and column of every problem: missing columns, numbers that are none or negative,
 * unknown provinces, counties given twice, more urban residents than residents.
 */
export function parseCountyTable(text: string, file: string, provinces: readonly Province[]): County[] {
  const rows = csvParseRows(text.replace(/^\uFEFF/, ""));
  const header = rows[0] ?? [];
  const issues: Issue[] = [];
  for (const name of REQUIRED_COLUMNS) {
    if (header.includes(name)) continue;
    const near = nearestName(name, header);
    const suggestion = near ? { suggestion: `rename column "${near}"?` } : {};
    issues.push({
      code: "missing-column",
      severity: "error",
      file,
      line: 1,
      problem: `column "${name}" is missing`,
      ...suggestion,
    });
  }
  if (issues.length > 0) throw new InputError(issues);
  const column = new Map(header.map((name, i) => [name, i]));
  const reader = { file, column, issues, provinces: provinceIndex(provinces) };
  const counties = rows.slice(1).flatMap((row, i) => readCounty(reader, row, i + 2) ?? []);
  if (counties.length === 0 && issues.length === 0) {
    issues.push({ code: "empty-table", severity: "error", file, line: 1, problem: "the table has no county" });
  }
  reportTwins(counties, file, issues);
  if (issues.length > 0) throw new InputError(issues.slice(0, 50));
  return counties;
}

interface Reader {
  readonly file: string;
  readonly column: ReadonlyMap<string, number>;
  readonly issues: Issue[];
  readonly provinces: ReadonlyMap<string, Province>;
}

function provinceIndex(provinces: readonly Province[]): Map<string, Province> {
  return new Map(
    provinces.flatMap((province) =>
      [province.nameZh, province.shortZh, province.nameEn, province.code].map((key) => [key, province]),
    ),
  );
}

/** One row of the table, or undefined (with issues) if it cannot be read. */
function readCounty(reader: Reader, row: readonly string[], line: number): County | undefined {
  const { issues, file } = reader;
  const text = (name: ColumnName) => (row[reader.column.get(name) ?? -1] ?? "").trim();
  const before = issues.length;
  const count = (name: ColumnName): number => {
    const value = Number(text(name).replaceAll(",", ""));
    if (text(name) === "" || !Number.isFinite(value) || value < 0) {
      const problem = `column "${name}" is "${text(name)}"`;
      issues.push({
        code: "bad-count",
        severity: "error",
        file,
        line,
        problem,
        expected: "a number of persons, 0 or more",
      });
    }
    return Math.round(value);
  };
  const province = reader.provinces.get(text("province")) ?? reader.provinces.get(text("code").slice(0, 2));
  if (!province) {
    const near = nearestName(text("province"), reader.provinces.keys());
    const suggestion = near ? { suggestion: `did you mean "${near}"?` } : {};
    issues.push({
      code: "unknown-province",
      severity: "error",
      file,
      line,
      problem: `province "${text("province")}" is unknown`,
      ...suggestion,
    });
  }
  const population = count("pop_2020");
  const urban = count("urban_pop_2020");
  const migrants = count("mig_other_county_same_prov") + count("mig_other_province");
  const [age0, ages1To4, ages5To9, ages10To14] = (["age_0", "age_1_4", "age_5_9", "age_10_14"] as const).map(count) as [
    number,
    number,
    number,
    number,
  ];
  const children = age0 + ages1To4 + ages5To9 + ages10To14;
  if (!(children > 0) || population > MOST_RESIDENTS || urban > population || children > population) {
    const problem = `${text("county")} has ${population} residents, ${urban} of them urban, and ${children} children`;
    issues.push({
      code: "impossible-county",
      severity: "error",
      file,
      line,
      problem,
      expected: `at most ${MOST_RESIDENTS} residents, no fewer than urban residents and than children, and some children`,
    });
  }
  if (issues.length > before || !province) return undefined;
  const name = [text("city"), text("county")].filter((part) => part !== "" && part !== text("province")).join("");
  const kind = KINDS.find((known) => known === text("kind_by_name")) ?? kindByName(text("county"));
  const tags = text("tags")
    .split(/[\s;,、；，]+/)
    .filter((tag) => tag !== "");
  const attributes = {
    code: text("code") || `${province.code}-${name}`,
    name: `${province.shortZh}${name}`,
    province: province.code,
    kind,
    region: province.region,
    population,
    urbanShare: urban / population,
    migrantShare: Math.min(1, migrants / population),
    children,
    ...(/^\d{6}$/.test(text("code")) && { prefecture: text("code").slice(0, 4) }),
    ...(tags.length > 0 && { tags }),
  };
  return { attributes, age0, ages1To4, ages5To9, ages10To14 };
}

/** Kind of a county unit by the ending of its Chinese name. */
function kindByName(name: string): CountyKind {
  if (/(新区|开发区|园区|示范区|管理区|高新区|经开区)$/.test(name)) return "zone";
  if (/区$/.test(name)) return "district";
  if (/市$/.test(name)) return "city";
  return "county";
}

function reportTwins(counties: readonly County[], file: string, issues: Issue[]): void {
  const seen = new Set<string>();
  for (const { attributes } of counties) {
    if (seen.has(attributes.code)) {
      issues.push({
        code: "county-twice",
        severity: "error",
        file,
        problem: `county ${attributes.code} (${attributes.name}) is given twice`,
      });
    }
    seen.add(attributes.code);
  }
}
