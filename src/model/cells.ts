import { binomial } from "../core/distributions.ts";
import { drawWithoutReplacement } from "../core/urn.ts";
import type { Stream } from "../core/stream.ts";
import {
  cell,
  gradeEnrolment,
  GROUPS,
  homeOf,
  HOMES,
  KINDS,
  LEFT_BEHIND,
  LOCAL,
  LOW_INCOME,
  MIGRANT,
  residencyOf,
  type CountyState,
  type SiteTable,
} from "./state.ts";

const drawn = new Int32Array(GROUPS);
const urn = new Int32Array(GROUPS);

/**
 * Takes a binomial number of pupils out of one grade of one site, each with the same chance, and says who they were.
 * Exact: the number is binomial, the groups follow by drawing without replacement.
 * @returns Counts by group, valid until the next call.
 */
export function takeShare(state: CountyState, site: number, grade: number, chance: number, stream: Stream): Int32Array {
  drawn.fill(0);
  const n = gradeEnrolment(state.pupils, site, grade);
  if (n === 0) return drawn;
  const entity = site * 9 + grade;
  const count = binomial(n, chance, stream, entity, 0);
  return count === 0 ? drawn : take(state, site, grade, count, stream, entity);
}

/** Takes exactly `count` pupils, drawn from all groups of a grade. */
function take(
  state: CountyState,
  site: number,
  grade: number,
  count: number,
  stream: Stream,
  entity: number,
): Int32Array {
  const first = cell(site, grade, 0);
  for (let group = 0; group < GROUPS; group++) urn[group] = state.pupils[first + group]!;
  drawWithoutReplacement(urn, count, drawn, stream, entity, 4096);
  for (let group = 0; group < GROUPS; group++) state.pupils[first + group]! -= drawn[group]!;
  return drawn;
}

/** True for a resident taught in a higher setting than the family's home: a mover within the county. */
export function isInCountyMover(group: number, setting: number): boolean {
  return homeOf(group) < setting && residencyOf(group) !== MIGRANT;
}

/** Pupils of one stage at a site who live in a setting (persons). */
export function enrolmentByHome(pupils: Int32Array, site: number, stage: number, home: number): number {
  let sum = 0;
  for (let grade = stage === 0 ? 0 : 6; grade < (stage === 0 ? 6 : 9); grade++) {
    for (let group = home; group < GROUPS; group += HOMES) sum += pupils[cell(site, grade, group)]!;
  }
  return sum;
}

/** All pupils of a site in September (persons). */
export function siteEnrolment(sites: SiteTable, site: number): number {
  return sites.enrolment[site * 2]! + sites.enrolment[site * 2 + 1]!;
}

/** All pupils enrolled in a county (persons), those on their way included. */
export function countyEnrolment(state: CountyState): number {
  const { pupils, relocating, waiting } = state;
  let sum = 0;
  // Two sums at a time: cells come in eighteens, and one chain of additions would wait for itself.
  let other = 0;
  for (let i = 0; i < pupils.length; i += 2) {
    sum += pupils[i]!;
    other += pupils[i + 1]!;
  }
  sum += other;
  for (let i = 0; i < relocating.length; i++) sum += relocating[i]! + waiting[i]!;
  return sum;
}

/** Mixes newcomers into the mean way of a site's pupils of a stage and home; call before they are counted in. */
export function mixWay(
  state: CountyState,
  site: number,
  stage: number,
  home: number,
  newcomers: number,
  km: number,
): void {
  if (newcomers === 0) return;
  const at = (site * 2 + stage) * 3 + home;
  const before = enrolmentByHome(state.pupils, site, stage, home);
  const { travelKm } = state.sites;
  travelKm[at] = (travelKm[at]! * before + km * newcomers) / (before + newcomers);
}

/** Share of each group among the children of a county; sums to 1. */
export function groupShares(
  state: Pick<CountyState, "homeShare" | "migrantShare" | "leftBehindShare" | "lowIncomeShare">,
): Float64Array {
  const { homeShare, migrantShare, leftBehindShare, lowIncomeShare } = state;
  const shares = new Float64Array(GROUPS);
  for (let home = 0; home < HOMES; home++) {
    const local = homeShare[home]! * (1 - migrantShare[home]!);
    const byResidency = [
      [LOCAL, local * (1 - leftBehindShare[home]!)],
      [LEFT_BEHIND, local * leftBehindShare[home]!],
      [MIGRANT, homeShare[home]! * migrantShare[home]!],
    ] as const;
    for (const [residency, share] of byResidency) {
      const kind = residency * HOMES + home;
      shares[kind] = share * (1 - lowIncomeShare[kind]!);
      shares[LOW_INCOME * KINDS + kind] = share * lowIncomeShare[kind]!;
    }
  }
  return shares;
}
