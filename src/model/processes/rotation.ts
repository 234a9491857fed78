import { toUniform } from "../../core/stream.ts";
import { noteDecision } from "../constraint-log.ts";
import type { YearContext } from "../context.ts";
import { placeTeacher, setSecondSite } from "../staff-counts.ts";
import { idsOf, isCountyHeld, type CountyState } from "../state.ts";
import { asksAll, chooseMovers } from "./rotation-choice.ts";
import { findPosts } from "./rotation-posts.ts";
import { reachOf } from "./rotation-reach.ts";
import { wishOf } from "./rotation-wish.ts";

/**
 * Rotation and exchange of teachers under 县管校聘. Rules ROT-1 to ROT-14.
 *
 * Teachers whose exchange has ended return. Of those with `service_years` at their school and another school in reach,
 * round(share × eligible) are chosen by the rule, at least the stated share of them backbone teachers while there are any.
 * Some exchanges happen on paper only: they count for the certificate and move nobody. The others swap posts within their
 * stage, so posts are neither created nor lost, unless strong schools send teachers to open posts of weak ones. Where the
 * county holds the employment the post moves for good; otherwise the teacher keeps the home post and returns after the spell.
 *
 * Writes `site`, `homeSite`, `secondSite`, `arrivedYear`, `exchangeUntil`, `heldBelow`, `isUnwilling`, `staff`, `rotatedIn`, `rotatedOut`, `backboneBalance`, `tally`, `constraintLog` (rule LOG-3).
 * The order is a lot of the year (year-lots.ts); one uniform per mover decides paper or real, one whether they are willing.
 */
export function rotate(state: CountyState, context: YearContext): void {
  const { teachers, sites, tally } = state;
  sites.rotatedIn.fill(0);
  sites.backboneBalance.fill(0);
  sites.rotatedOut.fill(0);
  openRotation(state, context);
  const reach = reachOf(state, context);
  const wish = wishOf(state, context, reach, asksAll(context.value("rotation.rule")));
  const { movers, eligible, away, wanted, inReach } = chooseMovers(state, context, reach, wish);
  tally.eligibleForRotation = eligible;
  tally.rotated = movers.length;
  tally.rotating = away;
  for (const t of movers) tally.rotatedBackbone += teachers.isBackbone[t]!;
  const real = reallyMoving(state, context, movers);
  tally.rotatedOnPaper = movers.length - real.length;
  for (const stage of [0, 1]) {
    const ofStage = real.filter((t) => teachers.stage[t] === stage);
    // Wishes and posts go by the school before anyone moves.
    const isUnwilling = ofStage.map((t) => wish(t) <= 0);
    const to = findPosts(state, context, reach, ofStage, stage);
    ofStage.forEach((t, i) => {
      if (to[i]! < 0) tally.rotatedOnPaper++;
      else takePost(state, context, t, to[i]!, isUnwilling[i]!);
    });
  }
  noteDecision(state.constraintLog, "rotate", wanted, [
    ["travel-limit", inReach],
    ["no-eligible-teacher", movers.length],
    ["on-paper", real.length],
    // Whoever found no school met the limit of the way or, without one, nobody to swap with.
    [reach.isLimited ? "travel-limit" : "no-eligible-teacher", movers.length - tally.rotatedOnPaper],
  ]);
}

/** Movers who do not rotate on paper only (rule ROT-8). */
function reallyMoving({ teachers }: CountyState, context: YearContext, movers: readonly number[]): number[] {
  const paperShare = context.value("rotation.paper_share");
  const ids = idsOf(teachers, movers);
  const words = context.stream("teacher.rotate").columns(ids, ids.length, 0);
  return movers.filter((_, i) => toUniform(words[i]!) >= paperShare);
}

/** Teachers on exchange and teachers whose post moved in the last rotation (persons): who a subsidy is paid for (rule ROT-14). */
export function rotatingTeachers({ tally }: CountyState): number {
  return tally.rotating;
}

/** Brings home those whose exchange has ended, ends unwillingness with the spell, and settles whom the county employs. */
function openRotation(state: CountyState, { year, value }: YearContext): void {
  const { teachers } = state;
  teachers.heldBelow = value("rotation.county_held_share") * 65536;
  const spell = value("rotation.spell_years");
  const { exchangeUntil, isUnwilling } = teachers;
  for (let t = 0; t < teachers.count; t++) {
    const until = exchangeUntil[t]!;
    if (until === 0 && isUnwilling[t] === 0) continue;
    if (until === 0 ? year - teachers.arrivedYear[t]! < spell : until >= year) continue;
    isUnwilling[t] = 0;
    if (until === 0) continue;
    exchangeUntil[t] = 0;
    const home = teachers.homeSite[t]!;
    if (teachers.site[t] !== home) placeTeacher(state, t, home, home, year);
  }
}

/** Puts a teacher at another site. */
function takePost(state: CountyState, context: YearContext, t: number, site: number, isUnwilling: boolean): void {
  const { teachers, sites, tally } = state;
  const from = teachers.site[t]!;
  sites.rotatedOut[from]!++;
  sites.rotatedIn[site]! += teachers.isBackbone[t]!;
  sites.backboneBalance[from]! -= teachers.isBackbone[t]!;
  sites.backboneBalance[site]! += teachers.isBackbone[t]!;
  tally.rotating++;
  if (sites.quality[site]! < sites.quality[from]!) tally.rotatedToWeaker++;
  teachers.isUnwilling[t] = isUnwilling ? 1 : 0;
  if (isUnwilling) tally.rotatedUnwilling++;
  setSecondSite(state, t, -1);
  const isHeld = isCountyHeld(teachers, t, context.year);
  placeTeacher(state, t, site, isHeld ? site : teachers.homeSite[t]!, context.year);
  if (!isHeld) teachers.exchangeUntil[t] = context.year + context.value("rotation.spell_years") - 1;
}
