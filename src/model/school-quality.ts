import { siteEnrolment } from "./cells.ts";
import {
  cell,
  FIRST_JUNIOR_GRADE,
  GRADES,
  GROUPS,
  HOMES,
  KINDS,
  LOW_INCOME,
  type CountyState,
  type SiteTable,
} from "./state.ts";

/** Pupil-weighted mean quality of the open sites that `includes` accepts (SD), by September's pupils; 0 if they have none. */
export function meanQuality({ sites }: CountyState, includes: (site: number) => boolean = () => true): number {
  let sum = 0;
  let weight = 0;
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site] || !includes(site)) continue;
    const n = siteEnrolment(sites, site);
    sum += n * sites.quality[site]!;
    weight += n;
  }
  return weight > 0 ? sum / weight : 0;
}

/** Pupil-weighted variance of quality between the open sites of a county (SD²), by September's pupils. */
export function qualityVariance(sites: SiteTable): number {
  let sum = 0;
  let squares = 0;
  let weight = 0;
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const n = siteEnrolment(sites, site);
    sum += n * sites.quality[site]!;
    squares += n * sites.quality[site]! * sites.quality[site]!;
    weight += n;
  }
  if (weight === 0) return 0;
  const mean = sum / weight;
  return Math.max(0, squares / weight - mean * mean);
}

/** Who sits in a county's schools, and how far they come. */
export interface PupilMix {
  /** Share of low-income pupils at each site; the county's where a site has no pupils. */
  readonly lowIncome: Float64Array;
  /** The same share in the county. */
  readonly countyLowIncome: number;
  /** Mean way to school as families feel it: a rider of a school bus counts half of the site's mean way (km). */
  readonly feltKm: number;
}

/** Part of the way that a school bus takes away, as families feel it, and of the risk that comes with it (assumed). */
export const BUS_RELIEF = 0.5;

/** One pass over the pupils of the open sites. */
export function pupilMix({ sites, pupils }: CountyState): PupilMix {
  const lowIncome = new Float64Array(sites.count).fill(-1);
  let all = 0;
  let low = 0;
  let km = 0;
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    let here = 0;
    let lowHere = 0;
    let kmHere = 0;
    const [from, end] = gradesWithPupils(sites, site);
    for (let grade = from; grade < end; grade++) {
      const first = cell(site, grade, 0);
      let [village, town, seat] = [0, 0, 0];
      for (let at = first; at < first + GROUPS; at += HOMES) {
        village += pupils[at]!;
        town += pupils[at + 1]!;
        seat += pupils[at + 2]!;
      }
      for (let at = first + LOW_INCOME * KINDS; at < first + GROUPS; at++) lowHere += pupils[at]!;
      const ways = (site * 2 + (grade < FIRST_JUNIOR_GRADE ? 0 : 1)) * HOMES;
      here += village + town + seat;
      kmHere += village * sites.travelKm[ways]!;
      kmHere += town * sites.travelKm[ways + 1]!;
      kmHere += seat * sites.travelKm[ways + 2]!;
    }
    if (here === 0) continue;
    lowIncome[site] = lowHere / here;
    all += here;
    low += lowHere;
    km += kmHere * (1 - (BUS_RELIEF * Math.min(here, sites.busRiders[site]!)) / here);
  }
  const countyLowIncome = all > 0 ? low / all : 0;
  for (let site = 0; site < sites.count; site++) if (lowIncome[site]! < 0) lowIncome[site] = countyLowIncome;
  return { lowIncome, countyLowIncome, feltKm: all > 0 ? km / all : 0 };
}

/** First grade and end of the stages of a site that had pupils in September. */
function gradesWithPupils({ enrolment }: SiteTable, site: number): readonly [number, number] {
  return [
    enrolment[site * 2]! > 0 ? 0 : FIRST_JUNIOR_GRADE,
    enrolment[site * 2 + 1]! > 0 ? GRADES : FIRST_JUNIOR_GRADE,
  ];
}
