import { apportion } from "../core/apportion.ts";
import type { County } from "./county.ts";
import type { Province } from "./provinces.ts";

/** What a county has of everything counted in 2020 (persons, schools, sites). */
export interface CountyTotals {
  readonly primaryPupils: number;
  readonly juniorPupils: number;
  readonly primaryTeachers: number;
  readonly juniorTeachers: number;
  readonly primarySchools: number;
  /** Junior schools including nine-year schools, as the statistics count them. */
  readonly juniorSchools: number;
  readonly nineYearSchools: number;
  readonly teachingPoints: number;
}

/** National totals of 2020 (persons, schools, sites); each is a row of data/national-series.csv. */
export interface NationalTotals {
  readonly primaryPupils: number;
  readonly juniorPupils: number;
  readonly primaryTeachers: number;
  readonly juniorTeachers: number;
  readonly primarySchools: number;
  readonly juniorSchools: number;
  readonly teachingPoints: number;
}

type ProvinceWeight = (province: Province) => number;
type CountyWeight = (county: County) => number;

/** Share of junior schools that are nine-year schools (about 17,700 of 52,800 in 2020; from memory of the bulletin). */
const NINE_YEAR_SHARE = 0.335;

/**
 * Splits the national totals of 2020 first over provinces, in proportion to their figures of 2019 (teaching points: to rural
 * children), then over counties, in proportion to children of the age. Whole numbers that sum exactly at every level.
 * Every county has at least one primary and one junior school. A table that holds only part of a province gets that part of the province's totals.
 */
export function countyTotals(
  counties: readonly County[],
  provinces: readonly Province[],
  nation: NationalTotals,
): CountyTotals[] {
  const split = (total: number, weight: ProvinceWeight, countyWeight: CountyWeight, atLeast = 0) => {
    const provinceTotals = apportion(total, provinces.map(weight));
    return splitOverCounties(counties, provinces, provinceTotals, countyWeight, atLeast);
  };
  const primaryPupils = split(nation.primaryPupils, (p) => p.primaryPupils2019, primaryAges);
  const juniorPupils = split(nation.juniorPupils, (p) => p.juniorPupils2019, juniorAges);
  const primaryTeachers = split(nation.primaryTeachers, (p) => p.primaryTeachers2019, staffedLike(primaryAges));
  const juniorTeachers = split(nation.juniorTeachers, (p) => p.juniorTeachers2019, staffedLike(juniorAges));
  const primarySchools = split(
    nation.primarySchools,
    (p) => p.primarySchools2019,
    (c) => primaryAges(c) * (0.4 + 1.2 * ruralShare(c)),
    1,
  );
  const juniorSchools = split(
    nation.juniorSchools,
    (p) => p.juniorSchools2019,
    (c) => juniorAges(c) * (0.7 + 0.6 * ruralShare(c)),
    1,
  );
  const points = split(nation.teachingPoints, pointWeight, (c) => primaryAges(c) * ruralShare(c));
  return counties.map((_, i) => ({
    primaryPupils: primaryPupils[i]!,
    juniorPupils: juniorPupils[i]!,
    primaryTeachers: primaryTeachers[i]!,
    juniorTeachers: juniorTeachers[i]!,
    primarySchools: primarySchools[i]!,
    juniorSchools: juniorSchools[i]!,
    nineYearSchools: Math.round(juniorSchools[i]! * NINE_YEAR_SHARE),
    teachingPoints: points[i]!,
  }));
}

/** Residents of primary-school age, 6–11 (persons). */
function primaryAges(county: County): number {
  return 0.8 * county.ages5To9 + 0.4 * county.ages10To14;
}

/** Residents of junior-school age, 12–14 (persons). */
function juniorAges(county: County): number {
  return 0.6 * county.ages10To14;
}

function ruralShare(county: County): number {
  return 1 - county.attributes.urbanShare;
}

/** Rural counties staff a little more densely (assumed: 10 % from fully urban to fully rural). */
function staffedLike(ages: CountyWeight): CountyWeight {
  return (county) => ages(county) * (0.95 + 0.1 * ruralShare(county));
}

/** Teaching points follow a province's rural primary pupils, whether or not the province is in the table. */
function pointWeight({ primaryPupils2019, urbanShare2020 }: Province): number {
  return primaryPupils2019 * (1 - urbanShare2020);
}

function splitOverCounties(
  counties: readonly County[],
  provinces: readonly Province[],
  provinceTotals: Int32Array,
  weight: CountyWeight,
  atLeast: number,
): Int32Array {
  const out = new Int32Array(counties.length);
  provinces.forEach((province, p) => {
    const rows = counties.flatMap((county, i) => (county.attributes.province === province.code ? [i] : []));
    if (rows.length === 0) return;
    const total = Math.round(provinceTotals[p]! * coverage(counties, rows, province));
    const first = total >= rows.length * atLeast ? atLeast : 0;
    const weights = rows.map((i) => weight(counties[i]!));
    const shares = apportion(total - first * rows.length, weights);
    rows.forEach((i, k) => (out[i] = first + shares[k]!));
  });
  return out;
}

/** Share of a province's children aged 5–14 who live in the given rows; within 2 % of the whole it counts as the whole. */
function coverage(counties: readonly County[], rows: readonly number[], province: Province): number {
  const covered = rows.reduce((sum, i) => sum + counties[i]!.ages5To9 + counties[i]!.ages10To14, 0);
  const share = covered / (province.ages5To9 + province.ages10To14);
  return share > 0.98 ? 1 : share;
}
