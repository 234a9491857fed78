import { isOff } from "../constraint-switches.ts";
import type { YearContext } from "../context.ts";
import { teaches, wayKm, type CountyState, type SiteTable } from "../state.ts";

/** Radius from which on rotation knows no limit (km). */
const NO_LIMIT = 500;
/** Value of `rotation.direction` that keeps exchanges inside an education group. */
const WITHIN_GROUP = 2;

/** Where the teachers of a school may be sent. */
export interface Reach {
  /** True if not every school of the stage is in reach. */
  readonly isLimited: boolean;
  /** True if a teacher may be sent from one site to the other. */
  isWithin(from: number, to: number): boolean;
  /** True if the county has more than one open school of the stage: whoever teaches at the only one has nowhere to rotate to. */
  readonly hasSeveral: readonly [boolean, boolean];
  /** 1 where another open site of the stage is in reach: index `site × 2 + stage`. */
  readonly hasOther: Uint8Array;
  /** Mean way in km to the other open sites of the stage in reach; 0 if there is none. */
  meanKm(site: number, stage: number): number;
}

/** The sites that may exchange teachers: within the radius and, where rotation keeps inside groups, of one group (rules ROT-9, LOG-10). */
export function reachOf({ sites }: CountyState, context: YearContext): Reach {
  const radius = isOff(context.value, "travel") ? Infinity : context.value("rotation.radius_km");
  const isLimited = radius < NO_LIMIT;
  const isGrouped = context.value("rotation.direction") === WITHIN_GROUP;
  const isWithin = (from: number, to: number) =>
    (!isGrouped || (sites.group[from]! >= 0 && sites.group[from] === sites.group[to])) &&
    (!isLimited || wayKm(sites, from, to) <= radius);
  const open: [number[], number[]] = [[], []];
  for (let site = 0; site < sites.count; site++) {
    for (const stage of [0, 1] as const)
      if (sites.isOpen[site] && teaches(sites.kind[site]!, stage)) open[stage].push(site);
  }
  const hasOtherThan = (site: number, all: readonly number[]) => {
    for (const to of all) if (to !== site && isWithin(site, to)) return true;
    return false;
  };
  const hasOther = new Uint8Array(sites.count * 2);
  for (let at = 0; at < hasOther.length; at++) {
    const site = at >>> 1;
    if (hasOtherThan(site, open[(at & 1) as 0 | 1])) hasOther[at] = 1;
  }
  const known = new Float64Array(sites.count * 2).fill(-1);
  const meanKm = (site: number, stage: number) => {
    const at = site * 2 + stage;
    if (known[at]! < 0) {
      const isFree = !isLimited && !isGrouped;
      const inReach = isFree ? open[stage as 0 | 1] : open[stage as 0 | 1].filter((to) => isWithin(site, to));
      known[at] = meanWay(sites, site, inReach);
    }
    return known[at]!;
  };
  return {
    isLimited: isLimited || isGrouped,
    isWithin,
    hasSeveral: [open[0].length > 1, open[1].length > 1],
    hasOther,
    meanKm,
  };
}

/** Mean way in km from a site to the others of a list; 0 if there is none. */
function meanWay({ x, y }: SiteTable, site: number, others: readonly number[]): number {
  const [x0, y0] = [x[site]!, y[site]!];
  let count = 0;
  let sum = 0;
  for (let i = 0; i < others.length; i++) {
    const to = others[i]!;
    if (to === site) continue;
    const dx = x0 - x[to]!;
    const dy = y0 - y[to]!;
    count++;
    sum += 1.3 * Math.sqrt(dx * dx + dy * dy);
  }
  return count > 0 ? sum / count : 0;
}
