import type { YearContext } from "../context.ts";
import { lowest } from "../lowest.ts";
import { isPreparing } from "../queue.ts";
import { makeBackbone, totalOf } from "../staff-counts.ts";
import { type CountyState } from "../state.ts";
import { halfBelow, yearLots } from "../year-lots.ts";

/** Most teachers designated in one year, as a share of all; a preparing county may go up to twice its share (assumed). */
const MOST_PER_YEAR = 0.04;
const PREPARING_EXCESS = 2;
/** Least age of a backbone teacher in months. */
const LEAST_AGE = 28 * 12;

/**
 * The county designates backbone teachers. Rules BAC-1 to BAC-3: up to its share of teachers, at most 4 % a year; a county
 * that prepares for certification designates at schools below one per 100 pupils first, others by lot.
 *
 * Writes `isBackbone`, `staff`. Draws nothing of its own: the lot is one of the year (year-lots.ts).
 */
export function designateBackbone(state: CountyState, context: YearContext): void {
  const { teachers } = state;
  const current = totalOf(state.staff.backbone);
  const lots = yearLots(teachers, context).designation;
  const preparing = isPreparing(state.queue, context.year);
  const target = context.value("teachers.backbone_share") * teachers.count * (preparing ? PREPARING_EXCESS : 1);
  let places = Math.min(Math.round(target) - current, Math.round(MOST_PER_YEAR * teachers.count));
  if (places <= 0) return;
  if (preparing) places -= designateWhereShort(state, context, places);
  // The lowest lots nearly always suffice; everyone is looked at only if they do not.
  for (const chance of [(2.5 * places) / teachers.count + 0.01, 1]) {
    const candidates = candidatesBelow(state, context, chance);
    if (candidates.length < places && chance < 1) continue;
    for (const t of lowest(candidates, Math.min(places, candidates.length), lots, teachers.id)) makeBackbone(state, t);
    return;
  }
}

/** Teachers who may be designated, with a lot about below a chance; with `short`, those at sites that are short. */
function candidatesBelow(
  { teachers }: CountyState,
  context: YearContext,
  chance: number,
  short?: Int32Array,
): number[] {
  const lots = yearLots(teachers, context).designation;
  const half = halfBelow(chance);
  const oldEnough = (context.year - 1900) * 12 + 8 - LEAST_AGE;
  const candidates: number[] = [];
  for (let t = 0; t < teachers.count; t++) {
    if (lots[t]! >>> 1 > half || (short && short[teachers.site[t]! * 2 + teachers.stage[t]!] === 0)) continue;
    if (!teachers.isBackbone[t] && teachers.birthMonth[t]! <= oldEnough) candidates.push(t);
  }
  return candidates;
}

/** Designates at schools that have fewer than one backbone teacher per 100 pupils; returns how many. */
function designateWhereShort(state: CountyState, context: YearContext, places: number): number {
  const { teachers, sites } = state;
  const { backbone } = state.staff;
  const short = new Int32Array(sites.count * 2);
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    for (let stage = 0; stage < 2; stage++) {
      short[site * 2 + stage] = Math.max(
        0,
        Math.ceil(sites.enrolment[site * 2 + stage]! / 100) - backbone[site * 2 + stage]!,
      );
    }
  }
  const eligible = candidatesBelow(state, context, 1, short);
  let given = 0;
  for (const t of lowest(eligible, eligible.length, yearLots(teachers, context).designation, teachers.id)) {
    const at = teachers.site[t]! * 2 + teachers.stage[t]!;
    if (given >= places) break;
    if (short[at]! <= 0) continue;
    short[at]!--;
    makeBackbone(state, t);
    given++;
  }
  return given;
}
