import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bilingual } from "../core/bilingual.ts";
import { digest } from "../core/digest.ts";
import { InputError } from "../core/issue.ts";
import { parseCountyTable } from "../data/county-table.ts";
import type { County } from "../data/county.ts";
import { parseDistributions } from "../data/county-distribution.ts";
import { nationalTotals, parseNationalSeries, type NationalFigure } from "../data/national-series.ts";
import { parseProvinces, type Province } from "../data/provinces.ts";
import { decodeText } from "../data/returns.ts";
import { syntheticCounties } from "../data/synthetic-counties.ts";
import type { NationalTotals } from "../data/totals.ts";

/** The tables a run rests on, read and checked. */
export interface RunData {
  readonly provinces: readonly Province[];
  readonly figures: readonly NationalFigure[];
  readonly totals: NationalTotals;
  readonly counties: readonly County[];
  readonly status: "synthetic" | "observed";
  readonly label: Bilingual;
  /** Texts of all tables by name, for the run's content hash. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Digest of the program's own source, so that a changed model never passes for the one that made an older run. */
export async function sourceDigest(): Promise<string> {
  const root = fileURLToPath(new URL("../", import.meta.url));
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const texts = names
    .map((name) => name.split(sep).join("/"))
    .sort()
    .map((name) => `${name}\n${readFileSync(join(root, name), "utf8")}`);
  return digest(texts.join("\n"), 16);
}

/** Reads one of the tables that come with the program. */
export function readOwnTable(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../data/${name}`, import.meta.url)), "utf8");
}

/**
 * The built-in nation, or the counties of a table of the user's.
 * @throws InputError if the table cannot be read.
 */
export function loadRunData(countiesFile: string | undefined): RunData {
  const texts: Record<string, string> = {
    "provinces.csv": readOwnTable("provinces.csv"),
    "national-series.csv": readOwnTable("national-series.csv"),
  };
  const provinces = parseProvinces(texts["provinces.csv"]!);
  const figures = parseNationalSeries(texts["national-series.csv"]!);
  const base = { provinces, figures, totals: nationalTotals(figures) };
  if (countiesFile === undefined) {
    texts["county-distributions.csv"] = readOwnTable("county-distributions.csv");
    const counties = syntheticCounties(provinces, parseDistributions(texts["county-distributions.csv"]));
    const label = {
      zh: `内置合成全国（${counties.length} 个合成县）`,
      en: `built-in synthetic nation (${counties.length} synthetic counties)`,
    };
    return { ...base, counties, status: "synthetic", label, texts };
  }
  const text = readUserTable(countiesFile);
  const counties = parseCountyTable(text, countiesFile, provinces);
  texts["counties"] = text;
  const label = {
    zh: `${counties.length} 个真实县级单位，学校为合成`,
    en: `${counties.length} real county units with synthetic schools`,
  };
  return { ...base, counties, status: "observed", label, texts };
}

/**
 * Text of a table of the user's.
 * @throws InputError if there is no such file.
 */
export function readUserTable(file: string): string {
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new InputError([
      { code: "file-not-found", severity: "error", file, problem: "no such county table", expected: "a CSV file" },
    ]);
  }
  return decodeText(readFileSync(file), file);
}
