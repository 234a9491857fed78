import { boardingTermsOf, expectedBoarders } from "./boarding.ts";
import type { YearContext } from "./context.ts";
import type { Value } from "./schools.ts";
import { PRIMARY, TEACHING_POINT, VILLAGE, type CountyState } from "./state.ts";

/** Beds for each boarder whom the ways to school imply (ratio, assumed). */
const BEDS_PER_BOARDER = 1.1;

/** What beds depend on. */
type Boarding = Pick<CountyState, "sites" | "pupils">;

/**
 * Beds a site should have (WRK-12): a tenth more than the boarders its pupils' ways imply, at junior and nine-year schools
 * and at primary schools in town and at the seat; teaching points and village primary schools do not board.
 */
export function bedsWanted(state: Boarding, site: number, terms: ReturnType<typeof boardingTermsOf>): number {
  const { sites } = state;
  const isVillagePrimary = sites.kind[site] === PRIMARY && sites.setting[site] === VILLAGE;
  if (!sites.isOpen[site] || sites.kind[site] === TEACHING_POINT || isVillagePrimary) return 0;
  const boarders = expectedBoarders(state, site, terms[0]) + expectedBoarders(state, site, terms[1]);
  return Math.ceil(BEDS_PER_BOARDER * boarders);
}

/** Gives every site the beds of 2020, as many as it should have, and the boarders expected there. */
export function furnishBeds(state: Boarding, value: Value): void {
  const { beds, boarders, count } = state.sites;
  const terms = boardingTermsOf(value);
  for (let site = 0; site < count; site++) {
    beds[site] = bedsWanted(state, site, terms);
    for (const stage of [0, 1] as const)
      if (beds[site]! > 0) boarders[site * 2 + stage] = Math.round(expectedBoarders(state, site, terms[stage]));
  }
}

/** Cost of a bed in whole yuan. */
export function bedCost(context: YearContext): number {
  return Math.round(context.value("stocks.bed_cost"));
}

/** Spends programme money on beds where most are missing, site by site (FIN-10). Returns what was spent (yuan). */
export function buyBeds(state: CountyState, context: YearContext, money: number): number {
  const cost = bedCost(context);
  let left = Math.floor(money / cost);
  if (left <= 0) return 0;
  const { beds, count } = state.sites;
  const terms = boardingTermsOf(context.value);
  const missing = Int32Array.from({ length: count }, (_, site) =>
    Math.max(0, bedsWanted(state, site, terms) - beds[site]!),
  );
  const rows = Array.from(missing.keys()).filter((site) => missing[site]! > 0);
  let bought = 0;
  for (const site of rows.sort((a, b) => missing[b]! - missing[a]! || a - b)) {
    const number = Math.min(left, missing[site]!);
    beds[site]! += number;
    left -= number;
    bought += number;
  }
  return bought * cost;
}
