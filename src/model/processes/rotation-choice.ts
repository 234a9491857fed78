import { isOff } from "../constraint-switches.ts";
import type { YearContext } from "../context.ts";
import { lowest } from "../lowest.ts";
import { staffing } from "../staffing.ts";
import type { CountyState } from "../state.ts";
import { halfBelow, yearLots } from "../year-lots.ts";
import type { Reach } from "./rotation-reach.ts";

/** Values of `rotation.rule`; 0 is the lot. */
const VOLUNTEERS_FIRST = 1;
const SURPLUS_FIRST = 2;
const INCENTIVE = 3;

/** True for rules that ask every eligible teacher for their wish. */
export function asksAll(rule: number): boolean {
  return rule === VOLUNTEERS_FIRST || rule === INCENTIVE;
}

/** Who may rotate this year. */
export interface Eligible {
  /** Teachers who have served long enough and are not on exchange. */
  readonly count: number;
  /** Teachers on exchange. */
  readonly away: number;
  /** Candidates whom the rule puts first, all of them; and the others with a low enough lot. */
  readonly first: readonly number[];
  readonly rest: readonly number[];
  /** Backbone teachers among all candidates. */
  readonly backbone: number;
  /** Number of all candidates, and of the eligible with another school in reach, whether the rule takes them or not. */
  readonly candidates: number;
  readonly inReach: number;
}

/**
 * The teachers to rotate, in the order of the rule (rules ROT-2 to ROT-5, ROT-11): those the rule puts first, then the others,
 * each by lot; under the incentive rule only the willing, the keenest first. One more place adds one teacher and drops none.
 */
export function chooseMovers(
  state: CountyState,
  context: YearContext,
  reach: Reach,
  wish: (teacher: number) => number,
): { movers: number[]; eligible: number; away: number; wanted: number; inReach: number } {
  const { teachers } = state;
  const rule = context.value("rotation.rule");
  const share = context.value("rotation.share");
  const isFirst = priority(state, context, rule, wish);
  const lots = yearLots(teachers, context).rotation;
  // Only low lots can be chosen; all eligible teachers are looked at again in the rare case that those do not suffice.
  for (const chance of [2 * share + 0.05, 1]) {
    const found = findEligible(state, context, reach, isFirst, rule, lots, halfBelow(chance));
    const { first, count, away, backbone, candidates, inReach } = found;
    const aimed = Math.round(share * count);
    const wanted = Math.min(aimed, candidates);
    const quota = Math.min(backbone, Math.ceil(wanted * context.value("rotation.backbone_share") - 1e-9));
    const movers =
      rule === INCENTIVE
        ? takeQuota(state, [byWish(first, wish, teachers.id)], wanted, quota)
        : chooseByLot(state, lots, found, wanted, quota);
    if (movers || chance >= 1) return { movers: movers ?? [], eligible: count, away, wanted: aimed, inReach };
  }
  throw new Error("unreachable: the last cut takes every candidate");
}

/** Those the rule puts first, then the others, each by lot. */
function chooseByLot(
  state: CountyState,
  lots: Uint32Array,
  { first, rest, candidates, backbone }: Eligible,
  wanted: number,
  quota: number,
): number[] | undefined {
  const { id } = state.teachers;
  const ahead = lowest(first, first.length, lots, id);
  // As deep as the lot must be drawn up to find that many and the quota of backbone teachers, with some to spare; seldom deeper.
  const depth = Math.ceil(1.15 * Math.max(wanted, (quota * candidates) / Math.max(1, backbone))) + 20;
  const movers = takeQuota(state, [ahead, lowest(rest, Math.min(depth, rest.length), lots, id)], wanted, quota);
  if (movers || depth >= rest.length) return movers;
  return takeQuota(state, [ahead, lowest(rest, rest.length, lots, id)], wanted, quota);
}

/** Whom the rule puts first. */
function priority(
  state: CountyState,
  context: YearContext,
  rule: number,
  wish: (teacher: number) => number,
): (teacher: number) => boolean {
  const { teachers } = state;
  if (asksAll(rule)) return (t) => wish(t) > 0;
  if (rule !== SURPLUS_FIRST) return () => false;
  const { headcount, target } = staffing(state, context);
  return (t) => {
    const at = teachers.site[t]! * 2 + teachers.stage[t]!;
    return headcount[at]! > target[at]!;
  };
}

function findEligible(
  { teachers }: CountyState,
  context: YearContext,
  { hasOther, hasSeveral }: Reach,
  isFirst: (teacher: number) => boolean,
  rule: number,
  lots: Uint32Array,
  half: number,
): Eligible {
  const { exchangeUntil, arrivedYear, stage, site, isBackbone } = teachers;
  const latest = context.year - context.value("rotation.service_years");
  // Where willingness is no limit, the incentive rule takes everyone, the keenest first (rule LOG-8).
  const takesAll = rule === INCENTIVE && isOff(context.value, "applicants");
  const first: number[] = [];
  const rest: number[] = [];
  let count = 0;
  let away = 0;
  let backbone = 0;
  let candidates = 0;
  let inReach = 0;
  for (let t = 0; t < teachers.count; t++) {
    if (exchangeUntil[t]! > 0) {
      away++;
      continue;
    }
    if (arrivedYear[t]! > latest || !hasSeveral[stage[t] as 0 | 1]) continue;
    count++;
    if (hasOther[site[t]! * 2 + stage[t]!] === 0) continue;
    inReach++;
    const comesFirst = takesAll || (rule > 0 && isFirst(t));
    if (rule === INCENTIVE && !comesFirst) continue;
    candidates++;
    backbone += isBackbone[t]!;
    if (comesFirst) first.push(t);
    else if (lots[t]! >>> 1 <= half) rest.push(t);
  }
  return { count, away, first, rest, backbone, candidates, inReach };
}

/** Rows with the strongest wish first; equal wishes by id. */
function byWish(rows: readonly number[], wish: (teacher: number) => number, id: ArrayLike<number>): number[] {
  const keyed = rows.map((t) => ({ t, wish: wish(t) }));
  return keyed.sort((a, b) => b.wish - a.wish || id[a.t]! - id[b.t]!).map(({ t }) => t);
}

/** The first `quota` backbone teachers, then whoever comes first on the lists; nothing if they are too short. */
function takeQuota(
  { teachers }: CountyState,
  order: readonly ArrayLike<number>[],
  wanted: number,
  quota: number,
): number[] | undefined {
  let backboneLeft = quota;
  let othersLeft = wanted - quota;
  const kept: number[] = [];
  for (const list of order) {
    for (let i = 0; i < list.length && kept.length < wanted; i++) {
      const t = list[i]!;
      if (teachers.isBackbone[t] && backboneLeft > 0) backboneLeft--;
      else if (othersLeft > 0) othersLeft--;
      else continue;
      kept.push(t);
    }
  }
  return kept.length === wanted ? kept : undefined;
}
