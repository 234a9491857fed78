import { openStream, type StreamKey } from "../core/stream.ts";
import { registryValue } from "../model/parameters.ts";
import type { InitialNation } from "../model/simulate.ts";
import { BIRTH_YEARS, FIRST_BIRTH_YEAR, type CountyState } from "../model/state.ts";
import { streamNumber } from "../model/streams.ts";
import type { County } from "./county.ts";
import type { Province } from "./provinces.ts";
import { countyTotals, type NationalTotals } from "./totals.ts";
import { buildCounty, outlineCounty, type CountyPlan } from "./world/county-world.ts";

/** Key of the sample: the same counties are drawn at the same fraction in every run. */
const SAMPLE_KEY: StreamKey = [0x73616d70, 0x6c652121];

/** Counties to simulate and the number of county units each stands for. */
export interface Sample {
  readonly rows: readonly number[];
  readonly weights: readonly number[];
}

/** Samples drawn, of which the best balanced is kept. */
const CANDIDATES = 400;

/**
 * A stratified, balanced sample. Counties are sorted by province, kind and size; each province gives its share, at least one,
 * by systematic draws, and its units are shared equally among those drawn. Of 400 such samples the one is kept whose weighted
 * children by age, urban residents and migrants come nearest to the whole table's. Fraction 1 takes every county, weight 1.
 * @throws RangeError unless 0 < fraction ≤ 1.
 */
export function sampleCounties(counties: readonly County[], fraction: number): Sample {
  if (!(fraction > 0 && fraction <= 1)) {
    throw new RangeError(`sample fraction is ${fraction}; expected more than 0 and at most 1`);
  }
  const all = counties.map((_, i) => i);
  if (fraction === 1) return { rows: all, weights: all.map(() => 1) };
  const strata = provinceStrata(counties);
  const target = balanceTotals(counties, { rows: all, weights: all.map(() => 1) });
  let best: Sample | undefined;
  let bestDistance = Infinity;
  for (let candidate = 0; candidate < CANDIDATES; candidate++) {
    const sample = drawSample(strata, fraction, candidate);
    const totals = balanceTotals(counties, sample);
    let distance = 0;
    for (let k = 0; k < totals.length; k++) {
      const error = target[k]! > 0 ? totals[k]! / target[k]! - 1 : 0;
      distance += error * error;
    }
    if (distance >= bestDistance) continue;
    best = sample;
    bestDistance = distance;
  }
  return best!;
}

/** Rows of each province in the order of the systematic draw. */
function provinceStrata(counties: readonly County[]): { province: string; members: number[] }[] {
  const order = (a: number, b: number) => {
    const [left, right] = [counties[a]!.attributes, counties[b]!.attributes];
    return left.kind < right.kind ? -1 : left.kind > right.kind ? 1 : left.population - right.population || a - b;
  };
  const provinces = [...new Set(counties.map(({ attributes }) => attributes.province))].sort();
  const rowsOf = (province: string) =>
    counties.flatMap(({ attributes }, i) => (attributes.province === province ? [i] : []));
  return provinces.map((province) => ({ province, members: rowsOf(province).sort(order) }));
}

function drawSample(strata: ReturnType<typeof provinceStrata>, fraction: number, candidate: number): Sample {
  const rows: number[] = [];
  const weights: number[] = [];
  for (const { province, members } of strata) {
    const take = Math.max(1, Math.round(members.length * fraction));
    const stream = openStream(SAMPLE_KEY, streamNumber("world.county"), 2020, Number(province));
    const start = stream.uniform(candidate);
    for (let k = 0; k < take; k++) {
      rows.push(members[Math.floor(((k + start) * members.length) / take)]!);
      weights.push(members.length / take);
    }
  }
  return { rows, weights };
}

/** Weighted totals a good sample reproduces: children under 5, 5–9, 10–14, and the products that schools depend on (persons). */
function balanceTotals(counties: readonly County[], { rows, weights }: Sample): number[] {
  const totals = [0, 0, 0, 0, 0, 0];
  rows.forEach((row, i) => {
    const { attributes, age0, ages1To4, ages5To9, ages10To14 } = counties[row]!;
    const under5 = age0 + ages1To4;
    const values = [
      under5,
      ages5To9,
      ages10To14,
      attributes.population * attributes.urbanShare,
      attributes.population * attributes.migrantShare,
      (ages5To9 + ages10To14) * (1 - attributes.urbanShare),
    ];
    values.forEach((value, k) => (totals[k]! += weights[i]! * value));
  });
  return totals;
}

/**
 * Builds the September of 2020 for the sampled counties.
 * @param own Positions in the sample of the counties that are simulated here; of others only an outline is made. All unless given.
 */
export function buildNation(
  counties: readonly County[],
  provinces: readonly Province[],
  totals: NationalTotals,
  sample: Sample,
  own?: readonly number[],
): InitialNation {
  const planOf = countyPlans(counties, provinces, totals);
  const isOwn = new Set(own);
  return {
    coverage: coverageOf(counties, provinces),
    provinces: [...new Set(counties.map(({ attributes }) => attributes.province))].sort(),
    counties: sample.rows.map((row, i) => {
      const plan = planOf(row, sample.weights[i]!);
      return !own || isOwn.has(i) ? buildCounty(plan) : outlineCounty(plan);
    }),
  };
}

/**
 * A builder of single counties, by row and weight, at the September of 2020; totals are set on all counties first, so a county does
 * not depend on which others are built.
 */
export function countyBuilder(
  counties: readonly County[],
  provinces: readonly Province[],
  totals: NationalTotals,
): (row: number, weight: number) => CountyState {
  const planOf = countyPlans(counties, provinces, totals);
  return (row, weight) => buildCounty(planOf(row, weight));
}

/** What the builder needs to know of each county, by row and weight. */
function countyPlans(
  counties: readonly County[],
  provinces: readonly Province[],
  totals: NationalTotals,
): (row: number, weight: number) => CountyPlan {
  const all = countyTotals(counties, provinces, totals);
  const people = provinces.reduce((sum, p) => sum + p.population2020, 0);
  const meanGdp = provinces.reduce((sum, p) => sum + p.gdpPerHead2023 * p.population2020, 0) / people;
  const wealth = new Map(provinces.map((p) => [p.code, p.gdpPerHead2023 / meanGdp]));
  const nationalBirths = Float64Array.from({ length: BIRTH_YEARS }, (_, i) =>
    registryValue("demography.births", FIRST_BIRTH_YEAR + i),
  );
  const nationalAges = censusAges(counties, provinces);
  return (row, weight) => ({
    county: counties[row]!,
    weight,
    totals: all[row]!,
    provinceWealth: wealth.get(counties[row]!.attributes.province)!,
    nationalBirths,
    nationalAges,
  });
}

/** Children of the nation by age group (persons); age 0 in the proportion of the table at hand. */
function censusAges(counties: readonly County[], provinces: readonly Province[]) {
  const newborn = counties.reduce((sum, c) => sum + c.age0, 0);
  const under5 = counties.reduce((sum, c) => sum + c.age0 + c.ages1To4, 0);
  const ages0To4 = provinces.reduce((sum, p) => sum + p.ages0To4, 0);
  const age0 = (ages0To4 * newborn) / under5;
  return { age0, ages1To4: ages0To4 - age0, ages5To9: provinces.reduce((sum, p) => sum + p.ages5To9, 0) };
}

/** Part of the nation's children aged 5–14 who live in the table's counties; within 5 % of the whole it counts as the whole. */
export function coverageOf(counties: readonly County[], provinces: readonly Province[]): number {
  const children = counties.reduce((sum, c) => sum + c.ages5To9 + c.ages10To14, 0);
  const all = provinces.reduce((sum, p) => sum + p.ages5To9 + p.ages10To14, 0);
  return children > 0.95 * all ? 1 : children / all;
}
