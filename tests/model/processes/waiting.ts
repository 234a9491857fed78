import * as m from "../../../src/model/state.ts";
import { county, type SiteRow } from "../worlds.ts";

export const NO_DRIFT = { "demography.urbanisation_drift": 0 } as const;
const STAY = -50;

/** A county whose families all choose their own setting. */
export function world(sites: readonly SiteRow[]): m.CountyState {
  const state = county({ sites });
  state.placeTaste.fill(STAY);
  return state;
}

export function wait(
  state: m.CountyState,
  n: number,
  home: number,
  { grade = 0, residency = m.LOCAL, income = 0 } = {},
): void {
  state.waiting[grade * m.GROUPS + income * m.KINDS + residency * m.HOMES + home]! += n;
}

export function enrolled(state: m.CountyState, grade = 0): number[] {
  return Array.from({ length: state.sites.count }, (_, site) => m.gradeEnrolment(state.pupils, site, grade));
}

export const ROOMS = (rooms: number, setting = m.TOWN): SiteRow => ({ setting, rooms });
