import { normal } from "../../core/normal.ts";
import { siteEnrolment } from "../cells.ts";
import type { YearContext } from "../context.ts";
import { isPreparing } from "../queue.ts";
import { meanQuality, qualityVariance } from "../school-quality.ts";
import { staffing } from "../staffing.ts";
import { POLICY_ITEMS, type CountyState } from "../state.ts";

/** Effects on quality without a lever of their own (SD; assumed): ten points more backbone teachers, and enough specialists. */
const BACKBONE_EFFECT = 0.05;
const SPECIALIST_EFFECT = 0.03;
/** Yearly shock of a school (SD), and how the variance between schools moves the measured difference rate (assumed). */
const SCHOOL_SHOCK = 0.03;
const VARIANCE_TO_SHARE = 0.9;

/**
 * The school year itself: quality, difference between schools, satisfaction, and policy items settled.
 * Rules QUA-1 to QUA-3, SAT-1, POL-1.
 *
 *     Q′ = rQ + (1 − r)(base + staff + subject cover + class size + turnover) + rotation + shock
 *
 * Writes `sites.quality`, `betweenSchoolShare`, `satisfaction`, `policy`. Draws one normal per site and one uniform per item.
 */
export function teachYear(state: CountyState, context: YearContext): void {
  updateQuality(state, context);
  const spread = qualityVariance(state.sites, state.pupils) - state.qualityVariance2020;
  const share = context.value("quality.between_school_share") + state.varianceEffect + VARIANCE_TO_SHARE * spread;
  state.betweenSchoolShare = Math.max(0.01, Math.min(0.6, share));
  state.satisfaction = satisfaction(state, context);
  settlePolicyItems(state, context);
}

function updateQuality(state: CountyState, context: YearContext): void {
  const { sites } = state;
  const { headcount, backbone, specialists } = staffing(state, context);
  const r = context.value("quality.persistence");
  const perTenPupils = context.value("quality.class_size_effect");
  const turnover = context.value("quality.turnover_effect");
  const receiver = context.value("rotation.receiver_effect");
  const sender = context.value("rotation.sender_effect");
  const stream = context.stream("quality");
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const n = siteEnrolment(sites, site);
    const staff = headcount[site * 2]! + headcount[site * 2 + 1]!;
    if (n === 0 || staff === 0) continue;
    const backboneShare = (backbone[site * 2]! + backbone[site * 2 + 1]!) / staff;
    const cover =
      (specialists[site * 2]! + specialists[site * 2 + 1]!) / n >= 0.009 ? SPECIALIST_EFFECT : -SPECIALIST_EFFECT;
    const excess = Math.max(0, sites.largestClass[site * 2]! - 45, sites.largestClass[site * 2 + 1]! - 50) / 10;
    const departed = Math.min(1, (sites.departures[site * 2]! + sites.departures[site * 2 + 1]!) / staff);
    const pull =
      sites.baseQuality[site]! +
      BACKBONE_EFFECT * ((backboneShare - 0.15) / 0.1) +
      cover +
      perTenPupils * excess +
      turnover * departed;
    const rotation = (receiver * sites.rotatedIn[site]! + sender * sites.rotatedOut[site]!) / (0.1 * staff);
    const bounded = Math.max(-0.1, Math.min(0.1, rotation));
    sites.quality[site] = r * sites.quality[site]! + (1 - r) * pull + bounded + SCHOOL_SHOCK * normal(stream, site);
  }
}

/** Satisfaction in points of 100: mean, county effect, quality, large classes, closures of the year. */
function satisfaction(state: CountyState, context: YearContext): number {
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
    1.5 * meanQuality(state) -
    10 * largeShare -
    10 * closedShare;
  const learning = isPreparing(state.queue, context.year) ? 1.5 : 0;
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
