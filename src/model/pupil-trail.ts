import type { Stream } from "../core/stream.ts";
import { cell, GRADES, GROUPS } from "./state.ts";

/** Where a traced pupil is while the year runs: a number made by the functions below. */
export type Pool = number;

const SHIFT = 1 << 24;
const CELL = 0;
const WAITING = 1;
const RELOCATING = 2;
const WANTING = 3;
const APPLIED = 4;
const HELD = 5;
const GONE = 6;

/** Pupils of a cell; children waiting for a place; pupils on their way to the seat. */
export const inCell = (site: number, grade: number, group: number): Pool => CELL * SHIFT + cell(site, grade, group);
export const inWaiting = (grade: number, group: number): Pool => WAITING * SHIFT + grade * GROUPS + group;
export const inRelocating = (grade: number, group: number): Pool => RELOCATING * SHIFT + grade * GROUPS + group;
/** Children who want a school of a setting, and who have applied at a site, by grade. */
export const inWanting = (grade: number, setting: number, group: number): Pool =>
  WANTING * SHIFT + (grade * 3 + setting) * GROUPS + group;
export const inApplied = (site: number, grade: number, group: number): Pool =>
  APPLIED * SHIFT + cell(site, grade, group);
/** A pool that a process needs for a moment, by any number below 2²⁴. */
export const inHand = (number: number): Pool => HELD * SHIFT + number;

/** Children about to enter grade 1 for the first time. */
export const ENTERING: Pool = HELD * SHIFT + (SHIFT - 1);

/** Ways out of a county's schools. */
export const ENDINGS = [
  "graduated",
  "left-county",
  "returned-home",
  "not-progressed",
  "dropped-out",
  "no-room",
  "too-far",
  "refused",
] as const;
export type Ending = (typeof ENDINGS)[number];
export const gone = (ending: Ending): Pool => GONE * SHIFT + ENDINGS.indexOf(ending);

/** The ending a pool stands for, or undefined while the pupil is in the county. */
export function endingOf(pool: Pool): Ending | undefined {
  return Math.floor(pool / SHIFT) === GONE ? ENDINGS[pool % SHIFT] : undefined;
}

/** Site, grade and group of a pupil in a cell; undefined elsewhere. */
export function placeOf(pool: Pool): { site: number; grade: number; group: number } | undefined {
  if (Math.floor(pool / SHIFT) !== CELL) return undefined;
  return {
    site: Math.floor(pool / (GRADES * GROUPS)),
    grade: Math.floor(pool / GROUPS) % GRADES,
    group: pool % GROUPS,
  };
}

/**
 * Pupils followed one by one beside the counts. A process that parts a pool of exchangeable pupils tells the trail into which
 * parts; each traced pupil of the pool is then in part k with chance count ÷ pool, the pool shrinking as pupils are assigned. Given the
 * counts this is the law of one named pupil among equals, so a trail is exact in law and changes no count. Rule TRL-1.
 */
export interface PupilTrail {
  /** Pool of each traced pupil of this county. */
  readonly pools: Pool[];
  /** Permanent numbers of the traced pupils: the entities of their draws. */
  readonly ids: readonly number[];
  /** Draws a pupil has used this year. */
  readonly used: Int32Array;
  /** 1 where the pupil boards this year. */
  readonly boards: Uint8Array;
  /** School year in which the line ended (0: it goes on). */
  readonly endedIn: Int16Array;
}

/** A trail of pupils who stand in one pool. */
export function startTrail(ids: readonly number[], pool: Pool): PupilTrail {
  const n = ids.length;
  return {
    ids,
    pools: ids.map(() => pool),
    used: new Int32Array(n),
    boards: new Uint8Array(n),
    endedIn: new Int16Array(n),
  };
}

/**
 * Parts a pool: `counts[k]` of its pupils go to `to[k]`; the counts are all pupils of the pool, traced or not.
 * @throws Error if more pupils are traced in the pool than it holds.
 */
export function part(
  trail: PupilTrail,
  from: Pool,
  to: readonly Pool[],
  counts: ArrayLike<number>,
  stream: Stream,
): void {
  let left: number[] | undefined;
  for (let i = 0; i < trail.pools.length; i++) {
    if (trail.pools[i] !== from) continue;
    left ??= Array.from(to, (_, k) => counts[k]!);
    const all = left.reduce((sum, n) => sum + n, 0);
    if (all <= 0) throw new Error(`traced pupil ${trail.ids[i]} stands in an empty pool ${from}`);
    let at = Math.floor(stream.uniform(trail.ids[i]!, trail.used[i]!++) * all);
    let k = 0;
    while (at >= left[k]!) at -= left[k++]!;
    left[k]!--;
    // Assigned at the end, so that a part that is the pool itself is not parted twice.
    trail.pools[i] = -1 - to[k]!;
  }
  if (left) for (let i = 0; i < trail.pools.length; i++) if (trail.pools[i]! < 0) trail.pools[i] = -1 - trail.pools[i]!;
}

/** Moves everyone of a pool to another. */
export function moveAll({ pools }: PupilTrail, from: Pool, to: Pool): void {
  for (let i = 0; i < pools.length; i++) if (pools[i] === from) pools[i] = to;
}
