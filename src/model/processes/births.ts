import { poisson } from "../../core/distributions.ts";
import { multinomial } from "../../core/urn.ts";
import { exp, logistic, logit } from "../../core/elementary.ts";
import type { YearContext } from "../context.ts";
import { groupShares } from "../cells.ts";
import { ENTERING, follow, inWaiting } from "../pupil-trail.ts";
import { birthIndex, GROUPS, HOMES, VILLAGE, type CountyState } from "../state.ts";

/**
 * Births of the year and the cohort that enters grade 1. Rules DEM-1 to DEM-5.
 *
 *     B(y) ~ Poisson(B_nat(y) · share · e^shock),   entrants(y) = k·(⅓·B(y−7) + ⅔·B(y−6))
 *
 * Reads births, shares; writes `births`, `homeShare`, `leftBehindShare`, `waiting` of grade 1, `pupilFlows.entrants`. Draws one Poisson per year
 * from 2021 and one multinomial for the groups of the cohort.
 */
export function enterCohort(state: CountyState, context: YearContext): void {
  const { year } = context;
  if (year > 2020) {
    const expected = context.value("demography.births") * state.birthShare * exp(context.shock.births);
    state.births[birthIndex(year)] = poisson(expected, context.stream("births"), 0);
  }
  driftHomes(state.homeShare, context.value("demography.home_drift"));
  const staying = 1 - context.value("migration.left_behind_decline");
  for (let home = 0; home < HOMES; home++) state.leftBehindShare[home]! *= staying;
  const older = state.births[birthIndex(year - 7)]!;
  const younger = state.births[birthIndex(year - 6)]!;
  const stream = context.stream("entry");
  const exact = context.value("demography.entry_factor") * (older / 3 + (2 * younger) / 3);
  const entrants = Math.floor(exact + stream.uniform(0));
  const byGroup = new Int32Array(GROUPS);
  multinomial(entrants, groupShares(state), byGroup, stream, 1);
  let entering = entrants;
  for (let group = 0; group < GROUPS; group++) {
    state.waiting[group]! += byGroup[group]!;
    follow(context, ENTERING, inWaiting(0, group), byGroup[group]!, entering);
    entering -= byGroup[group]!;
  }
  state.pupilFlows.entrants += entrants;
}

/** Moves homes from village to town and seat: the village share falls by `drift` on the logit scale, the rest keep proportion. */
function driftHomes(home: Float64Array, drift: number): void {
  const village = home[VILLAGE]!;
  if (village <= 0.001 || village >= 0.999 || drift === 0) return;
  const next = logistic(logit(village) - drift);
  const scale = (1 - next) / (1 - village);
  home[VILLAGE] = next;
  for (let h = 1; h < HOMES; h++) home[h]! *= scale;
}
