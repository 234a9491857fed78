import { siteEnrolment } from "./cells.ts";
import { TEACHING_POINT, VILLAGE, type CountyState } from "./state.ts";

/** What one look at the open sites of a county tells. */
export interface CountyIndicators {
  /** Pupils enrolled (persons). */
  readonly pupils: number;
  /** Share of pupils taught in village schools. */
  readonly villageShare: number;
  /** Share of classes above the regulated size. */
  readonly largeClassShare: number;
  /** Mean enrolment of schools that are no teaching points (pupils). */
  readonly meanSchoolSize: number;
}

/** Indicators of a county's open sites as its classes and enrolment stand; 0 where there is nothing to divide by. */
export function countyIndicators({ sites }: CountyState): CountyIndicators {
  let [pupils, village, classes, large, schools, inSchools] = [0, 0, 0, 0, 0, 0];
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const n = siteEnrolment(sites, site);
    pupils += n;
    if (sites.setting[site] === VILLAGE) village += n;
    classes += sites.classes[site * 2]! + sites.classes[site * 2 + 1]!;
    large += sites.largeClasses[site * 2]! + sites.largeClasses[site * 2 + 1]!;
    if (sites.kind[site] === TEACHING_POINT) continue;
    schools++;
    inSchools += n;
  }
  const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
  return {
    pupils,
    villageShare: ratio(village, pupils),
    largeClassShare: ratio(large, classes),
    meanSchoolSize: ratio(inSchools, schools),
  };
}
