import { boardersOf } from "./boarding.ts";
import type { YearContext } from "./context.ts";
import { JUNIOR, NINE_YEAR, PRIMARY, type CountyState } from "./state.ts";

/** Beds for each boarder whom the ways to school imply (ratio, assumed). */
const BEDS_PER_BOARDER = 1.1;

/** What beds depend on. */
type Boarding = Pick<CountyState, "sites" | "pupils" | "centralPrimary">;

/**
 * Beds a site should have (WRK-12): a tenth more than the boarders its pupils' ways imply, at junior, nine-year and central
 * primary schools; no other site boards.
 */
export function bedsWanted(state: Boarding, site: number): number {
  const { sites, centralPrimary } = state;
  const kind = sites.kind[site]!;
  if (!sites.isOpen[site]) return 0;
  if (kind !== JUNIOR && kind !== NINE_YEAR && !(kind === PRIMARY && centralPrimary.includes(site))) return 0;
  return Math.ceil(BEDS_PER_BOARDER * boardersOf(state, site));
}

/** Gives every site the beds of 2020: as many as it should have. */
export function furnishBeds(state: Boarding): void {
  for (let site = 0; site < state.sites.count; site++) state.sites.beds[site] = bedsWanted(state, site);
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
  const missing = Int32Array.from({ length: count }, (_, site) => Math.max(0, bedsWanted(state, site) - beds[site]!));
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
