import { cell, GROUPS, HOMES, type CountyState } from "./state.ts";

/** Ways beyond which a pupil boards rather than commutes, by stage (km; assumed near the service radii of the 2013 audit). */
const BOARDS_ABOVE = [9, 9] as const;
/** Share of primary pupils beyond that way who board in grades 1–3 and 4–6; the others are driven or live with kin (assumed). */
const BOARDING_SHARE = [0.25, 0.6, 0.95] as const;

/** Boarders of a site (persons, expected; whole after rounding per county). */
export function boardersOf(
  state: Pick<CountyState, "sites" | "pupils">,
  site: number,
  lowest = 0,
  highest = 8,
): number {
  const { sites, pupils } = state;
  let boarders = 0;
  for (let grade = lowest; grade <= highest; grade++) {
    const stage = grade < 6 ? 0 : 1;
    const share = BOARDING_SHARE[stage === 1 ? 2 : grade < 3 ? 0 : 1]!;
    for (let home = 0; home < HOMES; home++) {
      if (sites.travelKm[(site * 2 + stage) * 3 + home]! <= BOARDS_ABOVE[stage]!) continue;
      for (let group = home; group < GROUPS; group += HOMES) boarders += share * pupils[cell(site, grade, group)]!;
    }
  }
  return boarders;
}
