import { csvFormat, csvParse } from "d3-dsv";
import { log } from "../core/elementary.ts";
import { choleskyFactor } from "../core/symmetric.ts";
import type { CountyKind, Region } from "../model/parameter-table.ts";
import type { County } from "./county.ts";

/** Quantities whose joint distribution over the counties of a province and kind is kept, after the transformation named. */
export const FEATURES = [
  "logPopulation",
  "logitUrban",
  "logAges0To4",
  "logAges5To9",
  "logAges10To14",
  "logitMigrants",
  "logAge0",
] as const;

/** Mean and Cholesky factor of the features in one group of counties: enough to draw counties like them, not to recover any. */
export interface CountyDistribution {
  readonly province: string;
  readonly kind: CountyKind;
  readonly region: Region;
  /** County units of the census behind the row. */
  readonly units: number;
  /** `province`, or `region` where the province has fewer than eight units of the kind and the region's moments are used. */
  readonly level: "province" | "region";
  readonly mean: readonly number[];
  /** Lower triangle, row-major 7 × 7. */
  readonly factor: readonly number[];
}

const SMALLEST_GROUP = 8;

/** Features of one county: logs of sizes, logs of age shares, logits of urban and migrant shares (clamped away from 0 and 1). */
export function countyFeatures({ attributes, age0, ages1To4, ages5To9, ages10To14 }: County): number[] {
  const logit = (share: number) => {
    const clamped = Math.min(0.995, Math.max(0.005, share));
    return log(clamped / (1 - clamped));
  };
  const logShare = (count: number) => log(Math.max(count, 1) / attributes.population);
  return [
    log(attributes.population),
    logit(attributes.urbanShare),
    logShare(age0 + ages1To4),
    logShare(ages5To9),
    logShare(ages10To14),
    logit(attributes.migrantShare),
    log(Math.max(age0, 1) / Math.max(age0 + ages1To4, 1)),
  ];
}

/** Summarises a county table into one row per province and kind. Small groups borrow their region's moments. */
export function summariseCounties(counties: readonly County[]): CountyDistribution[] {
  const groups = new Map<string, County[]>();
  for (const county of counties) {
    const { province, kind } = county.attributes;
    groups.set(`${province} ${kind}`, [...(groups.get(`${province} ${kind}`) ?? []), county]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, members]) => {
      const { province, kind, region } = members[0]!.attributes;
      const isSmall = members.length < SMALLEST_GROUP;
      const base = isSmall
        ? counties.filter((other) => other.attributes.kind === kind && other.attributes.region === region)
        : members;
      return {
        province,
        kind,
        region,
        units: members.length,
        level: isSmall ? "region" : "province",
        ...moments(base.map(countyFeatures)),
      };
    });
}

/** Sample mean and Cholesky factor of the sample covariance. */
function moments(rows: readonly number[][]): { mean: number[]; factor: number[] } {
  const n = FEATURES.length;
  const mean = FEATURES.map((_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length);
  const covariance = new Float64Array(n * n);
  for (const row of rows) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        covariance[i * n + j]! += ((row[i]! - mean[i]!) * (row[j]! - mean[j]!)) / Math.max(1, rows.length - 1);
      }
    }
  }
  const round = (value: number) => Math.round(value * 1e5) / 1e5;
  return { mean: mean.map(round), factor: Array.from(choleskyFactor(covariance, n), round) };
}

/** Writes distributions as CSV: means `m0…m6` and the lower triangle `l00…l66`. */
export function formatDistributions(distributions: readonly CountyDistribution[]): string {
  return `${csvFormat(
    distributions.map(({ mean, factor, ...head }) => ({
      ...head,
      ...Object.fromEntries(mean.map((value, i) => [`m${i}`, value])),
      ...Object.fromEntries(lowerTriangle().map(([i, j]) => [`l${i}${j}`, factor[i * FEATURES.length + j]])),
    })),
  )}\n`;
}

/** Reads the table written by `formatDistributions`. */
export function parseDistributions(text: string): CountyDistribution[] {
  return csvParse(text).map((row) => {
    const factor = new Array<number>(FEATURES.length * FEATURES.length).fill(0);
    for (const [i, j] of lowerTriangle()) factor[i * FEATURES.length + j] = Number(row[`l${i}${j}`]);
    return {
      province: row["province"]!,
      kind: row["kind"] as CountyKind,
      region: row["region"] as Region,
      units: Number(row["units"]),
      level: row["level"] as "province" | "region",
      mean: FEATURES.map((_, i) => Number(row[`m${i}`])),
      factor,
    };
  });
}

function lowerTriangle(): [number, number][] {
  return FEATURES.flatMap((_, i) => FEATURES.slice(0, i + 1).map((__, j): [number, number] => [i, j]));
}
