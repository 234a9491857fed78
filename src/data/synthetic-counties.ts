import { apportion } from "../core/apportion.ts";
import { normal } from "../core/normal.ts";
import { exp, logistic } from "../core/elementary.ts";
import { openStream, type StreamKey } from "../core/stream.ts";
import { streamNumber } from "../model/streams.ts";
import { FEATURES, type CountyDistribution } from "./county-distribution.ts";
import type { County } from "./county.ts";
import type { Province } from "./provinces.ts";

/** Key of the built-in nation: the same synthetic counties in every run. */
const NATION_KEY: StreamKey = [0x6a756e68, 0x656e6721];

/**
 * Draws the built-in nation: each province has its number of county units, kinds in the census's proportions, features
 * from the distributions, and residents and children scaled so that the province's census totals hold exactly.
 * Names say what they are: `广西 合成县 017`.
 */
export function syntheticCounties(
  provinces: readonly Province[],
  distributions: readonly CountyDistribution[],
): County[] {
  return provinces.flatMap((province) => {
    const groups = distributions.filter((group) => group.province === province.code);
    const units = apportion(
      province.countyUnits,
      groups.map((group) => group.units),
    );
    const drafts = groups.flatMap((group, g) =>
      Array.from({ length: units[g]! }, (_, i) => drawCounty(province, group, g * 1000 + i)),
    );
    return scaleToProvince(province, drafts);
  });
}

interface Draft {
  readonly group: CountyDistribution;
  readonly population: number;
  readonly urbanShare: number;
  readonly migrantShare: number;
  /** Children aged 0, 1–4, 5–9, 10–14 before scaling. */
  readonly children: readonly [number, number, number, number];
}

function drawCounty(province: Province, group: CountyDistribution, ordinal: number): Draft {
  const stream = openStream(NATION_KEY, streamNumber("world.county"), 2020, Number(province.code));
  const n = FEATURES.length;
  const noise = FEATURES.map((_, k) => Math.max(-2.5, Math.min(2.5, normal(stream, ordinal, k))));
  const z = group.mean.map((mean, i) => {
    let value = mean;
    for (let j = 0; j <= i; j++) value += group.factor[i * n + j]! * noise[j]!;
    return value;
  });
  const population = exp(z[0]!);
  const under5 = population * exp(z[2]!);
  const newborn = under5 * Math.min(0.35, exp(z[6]!));
  return {
    group,
    population,
    urbanShare: logistic(z[1]!),
    migrantShare: logistic(z[5]!),
    children: [newborn, under5 - newborn, population * exp(z[3]!), population * exp(z[4]!)],
  };
}

/** Scales drafts to the province's residents and its children by age group; whole persons by largest remainder. */
function scaleToProvince(province: Province, drafts: readonly Draft[]): County[] {
  const population = apportion(
    province.population2020,
    drafts.map((draft) => draft.population),
  );
  const byAge = (index: number, total: number) =>
    apportion(
      total,
      drafts.map((draft) => draft.children[index]!),
    );
  const newbornShare =
    drafts.reduce((sum, d) => sum + d.children[0], 0) /
    drafts.reduce((sum, d) => sum + d.children[0] + d.children[1], 0);
  const newborn = Math.round(province.ages0To4 * newbornShare);
  const age0 = byAge(0, newborn);
  const ages1To4 = byAge(1, province.ages0To4 - newborn);
  const ages5To9 = byAge(2, province.ages5To9);
  const ages10To14 = byAge(3, province.ages10To14);
  return drafts.map((draft, i) => ({
    attributes: {
      code: `${province.code}S${String(i + 1).padStart(3, "0")}`,
      name: `${province.shortZh} 合成县 ${String(i + 1).padStart(3, "0")}`,
      province: province.code,
      kind: draft.group.kind,
      region: province.region,
      population: population[i]!,
      urbanShare: draft.urbanShare,
      migrantShare: draft.migrantShare,
      children: age0[i]! + ages1To4[i]! + ages5To9[i]! + ages10To14[i]!,
    },
    age0: age0[i]!,
    ages1To4: ages1To4[i]!,
    ages5To9: ages5To9[i]!,
    ages10To14: ages10To14[i]!,
  }));
}
