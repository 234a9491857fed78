import { BUS_RELIEF } from "../school-quality.ts";
import { siteEnrolment, takeShare } from "../cells.ts";
import type { YearContext } from "../context.ts";
import { follow, gone, inCell } from "../pupil-trail.ts";
import { cell, FIRST_JUNIOR_GRADE, GRADES, GROUPS, type CountyState } from "../state.ts";

export const DROPPED_OUT = gone("dropped-out");
/**
 * Pupils whose way a closure lengthened a year ago drop out with an added chance, halved for those whom a bus brings (rule NET-13).
 * Pupils of a cell are exchangeable, so the added risk is spread over the site: hazard × (moved − half the riders) ÷ pupils.
 *
 * Reads `sites.wayGrew`, `sites.busRiders`; writes `pupils`, `pupilFlows.dropouts`. Draws one binomial per grade of such sites.
 * @returns Drop-outs from junior school (persons).
 */
export function dropMoved(state: CountyState, context: YearContext): number {
  const { sites, pupilFlows } = state;
  const hazard = context.value("consolidation.dropout_hazard");
  const stream = context.stream("dropout.closure");
  let juniors = 0;
  for (let site = 0; site < sites.count; site++) {
    const moved = sites.wayGrew[site * 2 + 1]!;
    if (moved === 0 || hazard === 0 || !sites.isOpen[site]) continue;
    const pupils = siteEnrolment(sites, site);
    const atRisk = Math.min(moved, pupils) - BUS_RELIEF * Math.min(moved, sites.busRiders[site]!);
    for (let grade = 0; grade < GRADES - 1; grade++) {
      const taken = takeShare(state, site, grade, (hazard * atRisk) / Math.max(1, pupils), stream);
      followDropOut(state, context, site, grade, taken);
      let count = 0;
      for (let group = 0; group < GROUPS; group++) count += taken[group]!;
      pupilFlows.dropouts += count;
      if (grade >= FIRST_JUNIOR_GRADE) juniors += count;
    }
  }
  return juniors;
}

/** Traced pupils among those just taken out of a grade of a site, by group. */
function followDropOut(
  { pupils }: CountyState,
  context: YearContext,
  site: number,
  grade: number,
  taken: Int32Array,
): void {
  if (!context.trail) return;
  for (let group = 0; group < GROUPS; group++) {
    const n = taken[group]!;
    follow(context, inCell(site, grade, group), DROPPED_OUT, n, n + pupils[cell(site, grade, group)]!);
  }
}
