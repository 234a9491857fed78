import { drawWithoutReplacement } from "../core/urn.ts";
import type { Stream } from "../core/stream.ts";
import { GROUPS, HOMES, INCOMES, KINDS, MIGRANT, homeOf, residencyOf } from "./state.ts";

/**
 * Kinds of applicant for a place: the 18 groups, migrants among them applying by residence, then migrants applying by points,
 * index `18 + income × 3 + home`.
 */
export const APPLICANTS = GROUPS + INCOMES * HOMES;

const GROUP_OF_APPLICANT = Uint8Array.from({ length: APPLICANTS }, (_, kind) => {
  if (kind < GROUPS) return kind;
  const points = kind - GROUPS;
  return Math.floor(points / HOMES) * KINDS + MIGRANT * HOMES + (points % HOMES);
});

/** Group of pupils an applicant belongs to once admitted. */
export function groupOfApplicant(kind: number): number {
  return GROUP_OF_APPLICANT[kind]!;
}

/** Kind of those migrants of a group who apply by points. */
export function byPoints(group: number): number {
  return GROUPS + Math.floor(group / KINDS) * HOMES + homeOf(group);
}

/** Tiers in which a full school admits (rule ADM-5): 0 catchment and registration, 1 residence, 2 points. */
export const TIERS = 3;
const TIER = Uint8Array.from({ length: 3 * APPLICANTS }, (_, at) => {
  const [setting, kind] = [Math.floor(at / APPLICANTS), at % APPLICANTS];
  if (kind >= GROUPS) return 2;
  return residencyOf(kind) !== MIGRANT && homeOf(kind) === setting ? 0 : 1;
});
export function tierOf(kind: number, setting: number): number {
  return TIER[setting * APPLICANTS + kind]!;
}

/** Applicants at one school, `length` entries: how many, in which tier, and how many of them are turned away (persons). */
export interface Applications {
  length: number;
  counts: Int32Array;
  tiers: Uint8Array;
  rejected: Int32Array;
  urn: Int32Array;
}

/** Room for at least `most` entries. */
export function applications(most: number): Applications {
  return {
    length: 0,
    counts: new Int32Array(most),
    tiers: new Uint8Array(most),
    rejected: new Int32Array(most),
    urn: new Int32Array(most),
  };
}

/**
 * Turns away those for whom a school has no place: tiers are admitted in order, the first one that does not fit by lot (multivariate
 * hypergeometric), the later ones not at all. Writes `rejected`.
 */
export function turnAway(all: Applications, room: number, stream: Stream, entity: number): void {
  const { length, counts, tiers, rejected, urn } = all;
  let left = room;
  rejected.fill(0, 0, length);
  for (let tier = 0; tier < TIERS; tier++) {
    let applying = 0;
    for (let i = 0; i < length; i++) applying += urn[i] = tiers[i] === tier ? counts[i]! : 0;
    if (applying > left) drawWithoutReplacement(urn, applying - left, rejected, stream, entity, 0, length);
    left = Math.max(0, left - applying);
  }
}
