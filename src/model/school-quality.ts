import { stageEnrolment, type CountyState, type SiteTable } from "./state.ts";

/** Pupil-weighted mean quality of the open sites that `includes` accepts (SD); 0 if they have no pupils. */
export function meanQuality(state: CountyState, includes: (site: number) => boolean = () => true): number {
  const { sites, pupils } = state;
  let sum = 0;
  let weight = 0;
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site] || !includes(site)) continue;
    const n = stageEnrolment(pupils, site, 0) + stageEnrolment(pupils, site, 1);
    sum += n * sites.quality[site]!;
    weight += n;
  }
  return weight > 0 ? sum / weight : 0;
}

/** Pupil-weighted variance of quality between the open sites of a county (SD²). */
export function qualityVariance(sites: SiteTable, pupils: Int32Array): number {
  let sum = 0;
  let squares = 0;
  let weight = 0;
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const n = stageEnrolment(pupils, site, 0) + stageEnrolment(pupils, site, 1);
    sum += n * sites.quality[site]!;
    squares += n * sites.quality[site]! * sites.quality[site]!;
    weight += n;
  }
  if (weight === 0) return 0;
  const mean = sum / weight;
  return Math.max(0, squares / weight - mean * mean);
}
