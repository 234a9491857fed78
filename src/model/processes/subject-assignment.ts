import { isSmallPoint } from "../scope.ts";
import { SPECIALISTS_PER_PUPIL } from "../subjects.ts";
import type { YearContext } from "../context.ts";
import { lowest } from "../lowest.ts";
import { isPreparing } from "../queue.ts";
import { countSpecialist, totalOf } from "../staff-counts.ts";
import { ART, CORE, MUSIC, OTHER, PE, SCIENCE, type CountyState } from "../state.ts";
import { halfBelow, yearLots } from "../year-lots.ts";

/** Teachers retrained for PE, music or art in a year, as a share of all: ordinary and preparing counties (assumed). */
const RETRAINED = [0.002, 0.01] as const;
const FIELDS = [PE, MUSIC, ART] as const;

/**
 * Teachers of other subjects are retrained for PE, music and art where a school has fewer than 0.9 per 100 pupils, the number
 * the standard asks for. Rules SUB-1 and SUB-2: the county's yearly limit, by lot, no more than each school lacks.
 *
 * What is still lacking afterwards is the county's shortage of specialists (HIR-9).
 *
 * Writes `subject`, `staff`, `tally.specialistsShort`. Draws nothing of its own: the lot is that of designation (year-lots.ts).
 */
export function assignSubjects(state: CountyState, context: YearContext): void {
  const { teachers, sites, tally } = state;
  const { specialists } = state.staff;
  const lots = yearLots(teachers, context).designation;
  const short = new Int32Array(sites.count * 2);
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const isOut = isSmallPoint(sites.kind[site]!, sites.enrolment[site * 2]!);
    for (let at = site * 2; at < site * 2 + 2 && !isOut; at++) {
      short[at] = Math.max(0, Math.ceil(SPECIALISTS_PER_PUPIL * sites.enrolment[at]!) - specialists[at]!);
    }
  }
  const limit = Math.round(RETRAINED[isPreparing(state.queue, context.year) ? 1 : 0] * teachers.count);
  const lacking = totalOf(short);
  const wanted = Math.min(limit, lacking);
  if (wanted === 0) {
    tally.specialistsShort = lacking;
    return;
  }
  // Where more is lacking than may be retrained, the lowest lots nearly always suffice; everyone is looked at only if they do not.
  const enough = lacking > limit ? (4 * limit + 20) / staffWhere(state, short) : Infinity;
  for (const chance of [enough, 1]) {
    const candidates = candidatesBelow(state, short, lots, chance);
    const chosen = chooseRetrained(state, lowest(candidates, candidates.length, lots, teachers.id), short, limit);
    if (chosen.length < wanted && chance < 1) continue;
    for (const { t, field } of chosen) {
      teachers.subject[t] = field;
      countSpecialist(state, t, 1);
    }
    tally.specialistsShort = lacking - chosen.length;
    return;
  }
}

/** Teachers at sites and stages that are short (persons). */
function staffWhere({ staff: { headcount } }: CountyState, short: Int32Array): number {
  let sum = 0;
  for (let at = 0; at < short.length; at++) if (short[at]! > 0) sum += headcount[at]!;
  return sum;
}

/** Teachers of other subjects with a lot about below a chance at sites that are short of PE, music and art. */
function candidatesBelow({ teachers }: CountyState, short: Int32Array, lots: Uint32Array, chance: number): number[] {
  const half = halfBelow(chance);
  const candidates: number[] = [];
  for (let t = 0; t < teachers.count; t++) {
    if (lots[t]! >>> 1 > half || short[teachers.site[t]! * 2 + teachers.stage[t]!]! === 0) continue;
    const field = teachers.subject[t]!;
    if (field === CORE || field === OTHER || field === SCIENCE) candidates.push(t);
  }
  return candidates;
}

/** Goes down the lot and takes a teacher wherever their school still lacks one, up to the county's limit. */
function chooseRetrained(
  { teachers }: CountyState,
  lot: Int32Array,
  short: Int32Array,
  limit: number,
): { t: number; field: number }[] {
  const left = short.slice();
  const chosen: { t: number; field: number }[] = [];
  for (const t of lot) {
    if (chosen.length >= limit) break;
    const at = teachers.site[t]! * 2 + teachers.stage[t]!;
    if (left[at]! <= 0) continue;
    chosen.push({ t, field: FIELDS[left[at]! % 3]! });
    left[at]!--;
  }
  return chosen;
}
