import { drawWithoutReplacement } from "../core/urn.ts";
import type { Stream } from "../core/stream.ts";
import { GROUPS, HOMES, INCOMES, KINDS, MIGRANT, homeOf, residencyOf } from "./state.ts";

/**
 * Kinds of applicant for a place: the 18 groups, migrants among them applying by residence, then migrants applying by points,
 * index `18 + income × 3 + home`.
 */
export const APPLICANTS = GROUPS + INCOMES * HOMES;

/** Group of pupils an applicant belongs to once admitted. */
export function groupOfApplicant(kind: number): number {
  if (kind < GROUPS) return kind;
  const points = kind - GROUPS;
  return Math.floor(points / HOMES) * KINDS + MIGRANT * HOMES + (points % HOMES);
}

/** Kind of those migrants of a group who apply by points. */
export function byPoints(group: number): number {
  return GROUPS + Math.floor(group / KINDS) * HOMES + homeOf(group);
}

/** Tiers in which a full school admits (rule ADM-5): 0 catchment and registration, 1 residence, 2 points. */
export const TIERS = 3;
export function tierOf(kind: number, setting: number): number {
  if (kind >= GROUPS) return 2;
  return residencyOf(kind) !== MIGRANT && homeOf(kind) === setting ? 0 : 1;
}

let urn = new Int32Array(64);

/**
 * Turns away those for whom a school has no place: tiers are admitted in order, the first one that does not fit by lot (multivariate
 * hypergeometric), the later ones not at all.
 * @param counts Applicants by entry (persons), and the tier of each entry.
 * @param rejected Filled with those turned away by entry.
 */
export function turnAway(
  counts: ArrayLike<number>,
  tiers: ArrayLike<number>,
  room: number,
  rejected: Int32Array,
  stream: Stream,
  entity: number,
): void {
  const n = counts.length;
  if (urn.length < n) urn = new Int32Array(2 * n);
  let left = room;
  rejected.fill(0);
  for (let tier = 0; tier < TIERS; tier++) {
    let applying = 0;
    for (let i = 0; i < n; i++) applying += urn[i] = tiers[i] === tier ? counts[i]! : 0;
    if (applying > left) drawWithoutReplacement(urn, applying - left, rejected, stream, entity, 0, n);
    left = Math.max(0, left - applying);
  }
}
