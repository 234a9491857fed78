import { apportion } from "../../core/apportion.ts";
import { exp } from "../../core/elementary.ts";
import { normal } from "../../core/normal.ts";
import type { Stream } from "../../core/stream.ts";
import type { CountyKind, Region } from "../../model/parameter-table.ts";
import { JUNIOR, NINE_YEAR, PRIMARY, SEAT, TEACHING_POINT, TOWN, VILLAGE } from "../../model/state.ts";
import type { County } from "../county.ts";
import type { CountyTotals } from "../totals.ts";

/** One school site before it has pupils or stocks. */
export interface SitePlan {
  readonly kind: number;
  readonly setting: number;
  readonly township: number;
  readonly x: number;
  readonly y: number;
  /** Relative size within its setting, per stage (0 where the stage is not taught). */
  readonly primaryWeight: number;
  readonly juniorWeight: number;
  /** True for a row that is no school yet; kind and place are given when a school is founded in it. */
  readonly isSpare?: boolean;
}

/** Townships of a county and its sites. */
export interface NetworkPlan {
  readonly townshipX: Float64Array;
  readonly townshipY: Float64Array;
  readonly sites: readonly SitePlan[];
}

/** Pupils of each stage who attend schools in villages, towns and at the seat (persons). */
export type SettingPupils = readonly [number, number, number];

/** Radius of a county in km by kind and region (assumed; no boundaries are used). */
function countyRadius(kind: CountyKind, region: Region): number {
  if (kind === "district" || kind === "zone") return region === "west" ? 12 : 9;
  return { east: 17, central: 20, northeast: 26, west: 29 }[region];
}

/** Mean primary school at the seat and in town, and junior school at the seat (pupils; assumed from national means). */
const SEAT_PRIMARY_PUPILS = 1250;
const TOWN_PRIMARY_PUPILS = 700;
const SEAT_JUNIOR_PUPILS = 1450;

/** Schools that can be founded in a county during a run (assumed). */
const SPARE_SITES = 3;

/** Lays out a county: townships around the seat, schools in the seat, in towns and in villages, as many as the totals say. */
export function planNetwork(
  county: County,
  totals: CountyTotals,
  primary: SettingPupils,
  junior: SettingPupils,
  stream: Stream,
): NetworkPlan {
  const { kind, region, population, urbanShare } = county.attributes;
  const radius = countyRadius(kind, region);
  const townships = Math.max(1, Math.min(40, Math.round((population * (1.2 - urbanShare)) / 25_000)));
  const townshipX = new Float64Array(townships);
  const townshipY = new Float64Array(townships);
  for (let t = 0; t < townships; t++) {
    // Sunflower spacing spreads township seats evenly over the disc.
    const r = radius * Math.sqrt((t + 0.7) / townships);
    const [cosine, sine] = direction(t * 0.381966 + stream.uniform(t, 900));
    townshipX[t] = r * cosine;
    townshipY[t] = r * sine;
  }
  const counts = siteCounts(totals, primary, junior);
  const sites: SitePlan[] = [];
  const reach = radius / Math.sqrt(townships);
  const add = (kind: number, setting: number, ordinal: number, size: readonly [number, number]) => {
    const entity = sites.length;
    const township = setting === SEAT ? 0 : ordinal % townships;
    const centre = setting === SEAT ? ([0, 0] as const) : ([townshipX[township]!, townshipY[township]!] as const);
    const spread = setting === SEAT ? 2.5 : setting === TOWN ? 0.8 : reach;
    const [cosine, sine] = direction(stream.uniform(entity, 0));
    const r = spread * Math.sqrt(stream.uniform(entity, 1));
    const noise = exp((setting === VILLAGE ? 0.9 : setting === TOWN ? 0.5 : 0.36) * normal(stream, entity, 2));
    sites.push({
      kind,
      setting,
      township,
      x: centre[0] + r * cosine,
      y: centre[1] + r * sine,
      primaryWeight: size[0] * noise,
      juniorWeight: size[1] * noise,
    });
  };
  for (const setting of [SEAT, TOWN, VILLAGE]) {
    const c = counts[setting]!;
    const [primarySize, juniorSize] = [
      [150, 250],
      [700, 800],
      [1250, 1450],
    ][setting] as [number, number];
    for (let i = 0; i < c.primary; i++) add(PRIMARY, setting, i, [primarySize, 0]);
    for (let i = 0; i < c.nineYear; i++) add(NINE_YEAR, setting, i, [primarySize * 0.7, juniorSize * 0.5]);
    for (let i = 0; i < c.junior; i++) add(JUNIOR, setting, i, [0, juniorSize]);
  }
  for (let i = 0; i < totals.teachingPoints; i++) add(TEACHING_POINT, VILLAGE, i, [26, 0]);
  // Spare rows come last, so that the draws of the other sites do not depend on them.
  for (let i = 0; i < SPARE_SITES; i++) {
    const nowhere = { township: 0, x: 0, y: 0, primaryWeight: 0, juniorWeight: 0 };
    sites.push({ kind: PRIMARY, setting: SEAT, ...nowhere, isSpare: true });
  }
  return { townshipX, townshipY, sites };
}

interface SettingCounts {
  readonly primary: number;
  readonly nineYear: number;
  readonly junior: number;
}

/** Schools by setting: seats and towns as many as their pupils fill, villages the rest; nothing is added or lost. */
function siteCounts(totals: CountyTotals, primary: SettingPupils, junior: SettingPupils): SettingCounts[] {
  const nineYear = Math.min(totals.nineYearSchools, totals.juniorSchools);
  const teachingPrimary = totals.primarySchools + nineYear;
  let seat = primary[SEAT] > 0 ? Math.max(1, Math.round(primary[SEAT] / SEAT_PRIMARY_PUPILS)) : 0;
  let town = primary[TOWN] > 0 ? Math.max(1, Math.round(primary[TOWN] / TOWN_PRIMARY_PUPILS)) : 0;
  if (seat + town > teachingPrimary) {
    seat = Math.max(1, Math.round((teachingPrimary * seat) / (seat + town)));
    town = teachingPrimary - seat;
  }
  // A village school needs about forty pupils to make sense; the rest of the schools stand in towns.
  const village = Math.min(teachingPrimary - seat - town, Math.floor(primary[VILLAGE] / 40));
  town = teachingPrimary - seat - village;
  const nine = apportionWithin(nineYear, [village * 0.5, town, seat * 0.6], [village, town, seat]);
  const pureJunior = totals.juniorSchools - nineYear;
  const seatJunior = Math.min(
    pureJunior,
    Math.max(junior[SEAT] > 0 ? 1 : 0, Math.round(junior[SEAT] / SEAT_JUNIOR_PUPILS) - Math.round(nine[2]! / 2)),
  );
  const juniorCounts = junior[TOWN] > 0 ? [0, pureJunior - seatJunior, seatJunior] : [0, 0, pureJunior];
  return [village, town, seat].map((all, setting) => ({
    primary: all - nine[setting]!,
    nineYear: nine[setting]!,
    junior: juniorCounts[setting]!,
  }));
}

/** Apportions `total` by weights, no entry above its cap; the overflow goes to the last entries with room. */
function apportionWithin(total: number, weights: readonly number[], caps: readonly number[]): Int32Array {
  const shares = apportion(total, weights);
  let over = 0;
  shares.forEach((share, i) => {
    over += Math.max(0, share - caps[i]!);
    shares[i] = Math.min(share, caps[i]!);
  });
  for (let i = 0; i < shares.length && over > 0; i++) {
    const room = Math.min(over, caps[i]! - shares[i]!);
    shares[i]! += room;
    over -= room;
  }
  return shares;
}

/** A point of the unit circle for a turn (1 = full circle), by the rational parametrisation of each quarter; nearly even. */
function direction(turn: number): [number, number] {
  const quarters = (turn - Math.floor(turn)) * 4;
  const quadrant = Math.floor(quarters);
  const t = quarters - quadrant;
  const cosine = (1 - t * t) / (1 + t * t);
  const sine = (2 * t) / (1 + t * t);
  if (quadrant === 0) return [cosine, sine];
  if (quadrant === 1) return [-sine, cosine];
  return quadrant === 2 ? [-cosine, -sine] : [sine, -cosine];
}
