import { normal } from "../../core/normal.ts";
import { exp } from "../../core/elementary.ts";
import type { Stream } from "../../core/stream.ts";
import { GROUPS, HOMES } from "../../model/state.ts";
import type { County } from "../county.ts";

/** Who the children of a county are, as shares. */
export interface Composition {
  /** Share of children by home setting. */
  readonly homeShare: Float64Array;
  /** Share of migrant children by home, and of left-behind children among locals by home. */
  readonly migrantShare: Float64Array;
  readonly leftBehindShare: Float64Array;
  /** Share of low-income families by residency and home: index `residency × 3 + home`. */
  readonly lowIncomeShare: Float64Array;
}

/** Low-income families (the lowest third of the nation) by residency and home (assumed). */
const LOW_INCOME_SHARE = [
  [0.46, 0.32, 0.18],
  [0.52, 0.38, 0.25],
  [0.4, 0.36, 0.32],
] as const;

/** Homes of children: rural residents have a quarter more of them (MODEL parameter P039); migrants and left-behind by place. */
export function composeChildren(county: County, s: Stream): Composition {
  const { urbanShare, kind, migrantShare, region } = county.attributes;
  const rural = (1.25 * (1 - urbanShare)) / (1.25 * (1 - urbanShare) + urbanShare);
  const urban = 1 - rural;
  const isDistrict = kind === "district" || kind === "zone";
  const home = isDistrict
    ? Float64Array.of(0.65 * rural, 0.35 * rural, urban)
    : Float64Array.of(0.88 * rural, 0.42 * urban + 0.12 * rural, 0.58 * urban);
  const migrants = Math.min(0.6, 0.53 * migrantShare);
  const urbanHomes = home[1]! * 0.5 + home[2]!;
  const migrantAt = (factor: number) => Math.min(0.8, urbanHomes > 0.02 ? (migrants * factor) / urbanHomes : 0);
  const away = { east: 0.1, central: 0.24, northeast: 0.12, west: 0.22 }[region] * exp(0.25 * normal(s, 0, 16));
  return {
    homeShare: home,
    migrantShare: Float64Array.of(0, migrantAt(0.5), migrantAt(1)),
    leftBehindShare: Float64Array.of(Math.min(0.6, away * 1.3), Math.min(0.5, away * 0.8), Math.min(0.3, away * 0.25)),
    lowIncomeShare: Float64Array.from(LOW_INCOME_SHARE.flat()),
  };
}

/** Shares of 2020 by stage and home who attend in each setting (assumed, near the published city, town and rural shares). */
const SETTING_SHARES = [
  [
    [0.6, 0.29, 0.11],
    [0, 0.88, 0.12],
    [0, 0, 1],
  ],
  [
    [0.16, 0.55, 0.29],
    [0, 0.78, 0.22],
    [0, 0, 1],
  ],
] as const;

/** Chance by group and setting, tilted by the county's taste for town schools. */
export function settingTargets(stage: number, county: County, noise: readonly number[]): Float64Array {
  const out = new Float64Array(GROUPS * 3);
  const tilt = [0, 0.25 * noise[0]!, 0.35 * noise[1]! + 0.6 * (county.attributes.urbanShare - 0.5)];
  for (let group = 0; group < GROUPS; group++) {
    const base = SETTING_SHARES[stage]![group % HOMES]!;
    const weights = base.map((share, setting) => share * exp(tilt[setting]!));
    const sum = weights.reduce((a, b) => a + b, 0);
    weights.forEach((weight, setting) => (out[group * 3 + setting] = weight / sum));
  }
  return out;
}

export function expectedBySetting(shares: Float64Array, target: Float64Array, total: number): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (let group = 0; group < GROUPS; group++) {
    for (let setting = 0; setting < 3; setting++)
      sums[setting as 0 | 1 | 2] += total * shares[group]! * target[group * 3 + setting]!;
  }
  return sums;
}
