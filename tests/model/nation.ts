import { readFileSync } from "node:fs";
import { parseDistributions } from "../../src/data/county-distribution.ts";
import type { County } from "../../src/data/county.ts";
import { buildNation, sampleCounties, type Sample } from "../../src/data/nation.ts";
import { nationalTotals, parseNationalSeries } from "../../src/data/national-series.ts";
import { parseProvinces } from "../../src/data/provinces.ts";
import { syntheticCounties } from "../../src/data/synthetic-counties.ts";
import { COLUMNS, columnsOf, registryProfile } from "../../src/model/columns.ts";
import type { ParameterTable } from "../../src/model/parameter-table.ts";
import { FIRST_YEAR, PARAMETER_IDS, type ParameterId } from "../../src/model/parameters.ts";
import type { InitialNation } from "../../src/model/simulate.ts";

const read = (name: string) => readFileSync(new URL(`../../data/${name}`, import.meta.url), "utf8");
const provinces = parseProvinces(read("provinces.csv"));
const totals = nationalTotals(parseNationalSeries(read("national-series.csv")));
const counties = syntheticCounties(provinces, parseDistributions(read("county-distributions.csv")));

/** The first `each` synthetic counties below 400,000 residents of every province given, each for itself. */
export function smallNation(codes: readonly string[], each: number): InitialNation {
  const small = (county: County, code: string) =>
    county.attributes.province === code && county.attributes.population < 400_000;
  const rows = codes.flatMap((code) =>
    counties.flatMap((county, i) => (small(county, code) ? [i] : [])).slice(0, each),
  );
  return nationOf({ rows, weights: rows.map(() => 1) });
}

/** Rows of the smallest synthetic counties of every province given, `each` of them, in the order of the table. */
export function smallCounties(codes: readonly string[], each: number): number[] {
  const population = (row: number) => counties[row]!.attributes.population;
  return codes
    .flatMap((code) =>
      counties
        .flatMap(({ attributes }, i) => (attributes.province === code ? [i] : []))
        .sort((a, b) => population(a) - population(b))
        .slice(0, each),
    )
    .sort((a, b) => a - b);
}

/** Counties of the built-in nation by code. */
export function countiesOf(...codes: readonly string[]): InitialNation {
  const provinces = [...new Set(codes.map((code) => code.slice(0, 2)))];
  const nation = smallNation(provinces, 60);
  return { ...nation, counties: nation.counties.filter(({ attributes }) => codes.includes(attributes.code)) };
}

/** A county in each tier of central money; the district has three times the children it has rooms for. */
export function mixedNation(): InitialNation {
  const nation = countiesOf("45S002", "36S002", "35S001", "33S017", "31S009");
  const counties = nation.counties.map((state) =>
    state.attributes.kind === "district" ? { ...state, births: state.births.map((n) => 3 * n) } : state,
  );
  return { ...nation, counties };
}

/** A stratified sample of the synthetic nation. */
export function sampledNation(fraction: number): InitialNation {
  return nationOf(sampleCounties(counties, fraction));
}

/** @param own Positions in the sample of the counties that have schools; all unless given. */
export function nationOf(sample: Sample, own?: readonly number[]): InitialNation {
  return buildNation(counties, provinces, totals, sample, own);
}

export type Values = Partial<Record<ParameterId, number>>;

/** Registry values, but for those given; from `from` on; in the counties of `where` only. */
export function tableOf(
  nation: InitialNation,
  values: Values = {},
  { from = FIRST_YEAR, where = () => true }: { from?: number; where?: (county: number) => boolean } = {},
): ParameterTable {
  return {
    profileOf: Uint16Array.from(nation.counties, (_, c) => (where(c) ? 1 : 0)),
    profiles: [registryProfile(), profileWith(values, from)],
  };
}

/** A profile of registry values, but for those given, in all settings, from a year on. */
export function profileWith(values: Values, from = FIRST_YEAR): Float64Array {
  const profile = registryProfile();
  for (const id of PARAMETER_IDS) {
    const value = values[id];
    if (value === undefined) continue;
    for (const column of columnsOf(id)) {
      for (let at = (from - FIRST_YEAR) * COLUMNS + column; at < profile.length; at += COLUMNS) profile[at] = value;
    }
  }
  return profile;
}
