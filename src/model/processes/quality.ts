import { REGULATED_SIZE } from "../class-size.ts";
import { SPECIALISTS_PER_PUPIL } from "../subjects.ts";
import { normal } from "../../core/normal.ts";
import { siteEnrolment } from "../cells.ts";
import type { YearContext } from "../context.ts";
import type { PupilMix } from "../school-quality.ts";
import { VILLAGE, type CountyState, type SiteTable } from "../state.ts";
import { isMember } from "./education-groups.ts";
import { localTeachers } from "./ict.ts";
import { hasNewPrincipal } from "./principals.ts";

/** Effects on quality without a lever of their own (SD; assumed): ten points more backbone teachers, and enough specialists. */
const BACKBONE_EFFECT = 0.05;
const SPECIALIST_EFFECT = 0.03;
/** Yearly shock of a school (SD, assumed). */
const SCHOOL_SHOCK = 0.03;
/** Most that a year's rotation changes a school, either way (SD, assumed). */
const LARGEST_ROTATION = 0.1;

/**
 * Quality of every open, staffed site. Rules QUA-1, QUA-2, QUA-4, QUA-5.
 *
 *     Q′ = rQ + (1 − r)(m + staff + subject cover + class size + turnover + group + lessons by screen + new principal + peers)
 *          + rotation + shock
 *
 * m is the quality of 2020; staff is the mean quality of the teachers less that of 2020, and backbone teachers. What families still see, the quality of one and two years ago, moves on by a year.
 *
 * Writes `sites.quality`, `sites.qualityAgo`. Draws one normal per site.
 */
export function updateQuality(state: CountyState, context: YearContext, mix: PupilMix): void {
  const { sites } = state;
  rememberQuality(sites);
  const { headcount } = state.staff;
  const local = localTeachers(state);
  const r = context.value("quality.persistence");
  const pull = pullOf(state, context, mix, local);
  const receiver = context.value("rotation.receiver_effect");
  const sender = context.value("rotation.sender_effect");
  const stream = context.stream("quality");
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const staff = headcount[site * 2]! + headcount[site * 2 + 1]!;
    if (siteEnrolment(sites, site) === 0 || staff === 0) continue;
    const rotation = (receiver * sites.rotatedIn[site]! + sender * sites.rotatedOut[site]!) / (0.1 * staff);
    const bounded = Math.max(-LARGEST_ROTATION, Math.min(LARGEST_ROTATION, rotation));
    sites.quality[site] =
      r * sites.quality[site]! + (1 - r) * pull(site, staff) + bounded + SCHOOL_SHOCK * normal(stream, site);
  }
}

/** Two lags of quality for families, who see it late (rule QUA-4). */
function rememberQuality({ quality, qualityAgo, count }: SiteTable): void {
  for (let site = 0; site < count; site++) {
    qualityAgo[site * 2 + 1] = qualityAgo[site * 2]!;
    qualityAgo[site * 2] = quality[site]!;
  }
}

/** What the quality of a site with so many teachers tends to (SD). */
function pullOf(
  { sites, staff: { backbone, specialists, quality } }: CountyState,
  context: YearContext,
  mix: PupilMix,
  local: Uint8Array,
): (site: number, staff: number) => number {
  const perTeacherSd = context.value("teachers.quality_sd");
  const perTenPupils = context.value("quality.class_size_effect");
  const turnover = context.value("quality.turnover_effect");
  const peers = context.value("quality.peer_effect");
  const network = networkEffect(sites, context, local);
  return (site, staff) => {
    const backboneShare = (backbone[site * 2]! + backbone[site * 2 + 1]!) / staff;
    const isCovered =
      (specialists[site * 2]! + specialists[site * 2 + 1]!) / siteEnrolment(sites, site) >= SPECIALISTS_PER_PUPIL;
    const excess =
      Math.max(
        0,
        sites.largestClass[site * 2]! - REGULATED_SIZE[0],
        sites.largestClass[site * 2 + 1]! - REGULATED_SIZE[1],
      ) / 10;
    const departed = Math.min(1, (sites.departures[site * 2]! + sites.departures[site * 2 + 1]!) / staff);
    return (
      sites.baseQuality[site]! +
      (quality[site * 2]! * perTeacherSd + quality[site * 2 + 1]! * perTeacherSd) / staff -
      perTeacherSd * sites.baseTeachers[site]! +
      BACKBONE_EFFECT * ((backboneShare - 0.15) / 0.1) +
      (isCovered ? SPECIALIST_EFFECT : -SPECIALIST_EFFECT) +
      perTenPupils * excess +
      turnover * departed +
      peers * (mix.lowIncome[site]! - mix.countyLowIncome) +
      network(site)
    );
  };
}

/** What education group, lessons by screen and a new principal add at a site (SD; rule QUA-5). */
function networkEffect(sites: SiteTable, context: YearContext, local: Uint8Array): (site: number) => number {
  const urban = context.value("groups.urban_effect");
  const rural = context.value("groups.rural_effect");
  const ict = context.value("ict.effect");
  const alone = context.value("ict.without_teacher");
  const fresh = context.value("principals.new_effect");
  return (site) => {
    let effect = 0;
    if (isMember(sites, site)) effect += sites.setting[site] === VILLAGE ? rural : urban;
    if (sites.hasIct[site]) effect += ict * (local[site] ? 1 : alone);
    if (hasNewPrincipal(sites, site, context.year)) effect += fresh;
    return effect;
  };
}
