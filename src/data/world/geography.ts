import {
  HOMES,
  JUNIOR,
  SEAT,
  stageEnrolment,
  teaches,
  TEACHING_POINT,
  TOWN,
  VILLAGE,
  type SiteTable,
} from "../../model/state.ts";
import type { NetworkPlan } from "./site-plan.ts";

/** A village site's catchment is its share of the county's village-school pupils of the lower grades. */
export function setCatchments(sites: SiteTable, pupils: Int32Array): void {
  let sum = 0;
  for (let site = 0; site < sites.count; site++) {
    if (sites.setting[site] !== VILLAGE || sites.kind[site] === JUNIOR) continue;
    const perGrade = stageEnrolment(pupils, site, 0) / (sites.kind[site] === TEACHING_POINT ? 4 : 6);
    sites.catchment[site] = perGrade;
    sum += perGrade;
  }
  if (sum > 0) for (let site = 0; site < sites.count; site++) sites.catchment[site]! /= sum;
}

/** Mean straight way × 1.3 from the homes of a setting to the schools of each setting. */
export function meanWays(sites: SiteTable): Float64Array {
  let village = 0;
  let villages = 0;
  let toSeat = 0;
  let townToSeat = 0;
  let towns = 0;
  for (let site = 0; site < sites.count; site++) {
    const r = 1.3 * Math.sqrt(sites.x[site]! * sites.x[site]! + sites.y[site]! * sites.y[site]!);
    if (sites.setting[site] === VILLAGE) {
      toSeat += r;
      villages++;
      village += 1.3 * distanceToTown(sites, site);
    } else if (sites.setting[site] === TOWN) {
      townToSeat += r;
      towns++;
    }
  }
  const fromVillage = villages > 0 ? village / villages : 3;
  const villageToSeat = villages > 0 ? toSeat / villages : 12;
  const fromTown = towns > 0 ? townToSeat / towns : 12;
  return Float64Array.of(1.2, Math.max(1.5, fromVillage), villageToSeat, 2, 1, fromTown, 3, 3, 1.5);
}

/** Distance from a village site to the nearest town site of its township (km, straight). */
function distanceToTown(sites: SiteTable, site: number): number {
  let best = 8;
  for (let other = 0; other < sites.count; other++) {
    if (sites.setting[other] !== TOWN || sites.township[other] !== sites.township[site]) continue;
    const dx = sites.x[other]! - sites.x[site]!;
    const dy = sites.y[other]! - sites.y[site]!;
    best = Math.min(best, Math.sqrt(dx * dx + dy * dy));
  }
  return best;
}

export function setTravel(sites: SiteTable, wayKm: Float64Array): void {
  for (let site = 0; site < sites.count; site++) {
    for (let stage = 0; stage < 2; stage++) {
      for (let home = 0; home < HOMES; home++)
        sites.travelKm[(site * 2 + stage) * 3 + home] = wayKm[home * 3 + sites.setting[site]!]!;
    }
  }
}

/** The largest school of a stage in each township's town; failing that, at the seat; −1 if the county has none. */
export function centralSites(network: NetworkPlan, sites: SiteTable, pupils: Int32Array, stage: number): Int16Array {
  const size = (site: number) => stageEnrolment(pupils, site, stage);
  const rows = Array.from({ length: sites.count }, (_, i) => i).filter(
    (site) => sites.isOpen[site] && teaches(sites.kind[site]!, stage) && sites.kind[site] !== TEACHING_POINT,
  );
  const largest = (list: readonly number[]) =>
    list.reduce((best, site) => (best < 0 || size(site) > size(best) ? site : best), -1);
  const seat = largest(rows.filter((site) => sites.setting[site] === SEAT));
  return Int16Array.from(network.townshipX, (_, t) => {
    const town = largest(rows.filter((site) => sites.setting[site] === TOWN && sites.township[site] === t));
    if (town >= 0) return town;
    return seat >= 0 ? seat : largest(rows);
  });
}
