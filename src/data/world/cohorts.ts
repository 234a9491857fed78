import { FIRST_BIRTH_YEAR } from "../../model/state.ts";
import type { CountyPlan } from "./county-world.ts";

/**
 * Births by year of the children who live in a county (persons): to 2020 the nation's births times the county's share of the
 * children of that age at the census; later years are drawn by each world and stand at 0.
 */
export function cohortsOf({ county, nationalBirths, nationalAges }: CountyPlan, years: number): Int32Array {
  const toddlers = county.ages1To4 / nationalAges.ages1To4;
  const children = county.ages5To9 / nationalAges.ages5To9;
  return Int32Array.from({ length: years }, (_, i) => {
    const year = FIRST_BIRTH_YEAR + i;
    if (year > 2020) return 0;
    const share = year <= 2015 ? children : year <= 2019 ? toddlers : county.age0 / nationalAges.age0;
    return Math.round(nationalBirths[i]! * share);
  });
}

/** A county's share of the nation's births after 2020: its shares of the children aged 0 and 1–4, in equal parts. */
export function birthShare({ county, nationalAges }: CountyPlan): number {
  return 0.5 * (county.age0 / nationalAges.age0 + county.ages1To4 / nationalAges.ages1To4);
}
