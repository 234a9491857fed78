import type { YearContext } from "../context.ts";
import { isPreparing } from "../queue.ts";
import { meanQuality, pupilMix, qualityVariance } from "../school-quality.ts";
import { POLICY_ITEMS, type CountyState } from "../state.ts";
import { updateQuality } from "./quality.ts";

/** How the variance between schools moves the measured difference rate (assumed). */
const VARIANCE_TO_SHARE = 0.9;
/** What satisfaction gains while a county prepares and its schools explain themselves (points, assumed). */
const PREPARATION_GAIN = 1.5;

/**
 * The school year itself: quality, difference between schools, satisfaction, and policy items settled.
 * Rules QUA-1 to QUA-5, SAT-1, POL-1.
 *
 * Writes `sites.quality`, `sites.qualityAgo`, `betweenSchoolShare`, `satisfaction`, `policy`. Draws one normal per site and one uniform per item.
 */
export function teachYear(state: CountyState, context: YearContext): void {
  const mix = pupilMix(state);
  updateQuality(state, context, mix);
  const spread = qualityVariance(state.sites) - state.qualityVariance2020;
  const share = context.value("quality.between_school_share") + state.varianceEffect + VARIANCE_TO_SHARE * spread;
  state.betweenSchoolShare = Math.max(0.01, Math.min(0.6, share));
  state.satisfaction = satisfaction(state, context, mix.feltKm);
  settlePolicyItems(state, context);
}

/** Satisfaction in points of 100: mean, county effect, quality, large classes, closures of the year, ways (rule SAT-1). */
function satisfaction(state: CountyState, context: YearContext, feltKm: number): number {
  const { sites, tally } = state;
  let classes = 0;
  let large = 0;
  let open = 0;
  for (let site = 0; site < sites.count; site++) {
    classes += sites.classes[site * 2]! + sites.classes[site * 2 + 1]!;
    large += sites.largeClasses[site * 2]! + sites.largeClasses[site * 2 + 1]!;
    open += sites.isOpen[site]!;
  }
  const largeShare = classes > 0 ? large / classes : 0;
  const closedShare = tally.closedSites / Math.max(1, open + tally.closedSites);
  const points =
    context.value("satisfaction.mean") +
    state.satisfactionEffect +
    context.value("satisfaction.quality_effect") * meanQuality(state) +
    context.value("satisfaction.class_effect") * largeShare +
    context.value("satisfaction.closure_effect") * closedShare +
    context.value("satisfaction.distance_effect") * feltKm;
  const learning = isPreparing(state.queue, context.year) ? PREPARATION_GAIN : 0;
  return Math.max(40, Math.min(99, points + learning));
}

/** A preparing county settles each open policy item with chance `certification.effort`, others with a tenth of it. */
function settlePolicyItems(state: CountyState, context: YearContext): void {
  const stream = context.stream("policy.effort");
  const chance = context.value("certification.effort") * (isPreparing(state.queue, context.year) ? 1 : 0.1);
  for (let k = 0; k < POLICY_ITEMS.length; k++) {
    if (!state.policy[k] && stream.uniform(k) < chance) state.policy[k] = 1;
  }
}
