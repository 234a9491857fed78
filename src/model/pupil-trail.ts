import type { Stream } from "../core/stream.ts";
import type { YearContext } from "./context.ts";
import { cell, GRADES, GROUPS } from "./state.ts";

/** Where a traced pupil is while the year runs: a number made by the functions below. */
export type Pool = number;

const SHIFT = 1 << 24;
const CELL = 0;
const WAITING = 1;
const RELOCATING = 2;
const WANTING = 3;
const APPLIED = 4;
const TURNED = 5;
const HELD = 6;
const GONE = 7;
/** Width of a site's or setting's pools by kind of applicant (there are 24). */
const KINDS_OF_APPLICANT = 32;

/** Pupils of a cell; children waiting for a place; pupils on their way to the seat. */
export const inCell = (site: number, grade: number, group: number): Pool => CELL * SHIFT + cell(site, grade, group);
export const inWaiting = (grade: number, group: number): Pool => WAITING * SHIFT + grade * GROUPS + group;
export const inRelocating = (grade: number, group: number): Pool => RELOCATING * SHIFT + grade * GROUPS + group;
/**
 * Children of the grade at the desk, by kind of applicant: who want a school of a setting, who have applied at a site, and who were
 * turned away by the site they asked first.
 */
export const inWanting = (setting: number, kind: number): Pool => WANTING * SHIFT + setting * KINDS_OF_APPLICANT + kind;
export const inApplied = (site: number, kind: number): Pool => APPLIED * SHIFT + site * KINDS_OF_APPLICANT + kind;
export const inTurned = (site: number, kind: number): Pool => TURNED * SHIFT + site * KINDS_OF_APPLICANT + kind;
/** A pool that a process needs for a moment, by any number below 2²⁴. */
export const inHand = (number: number): Pool => HELD * SHIFT + number;

/** Children about to enter grade 1 for the first time. */
export const ENTERING: Pool = (GONE + 1) * SHIFT;

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

/** What following needs of a year's context; without a trail nothing happens. */
type Following = Pick<YearContext, "trail" | "stream">;

/**
 * `n` of the `all` pupils of a pool go to another, the rest stay: what a process says wherever pupils part. A pool that parts into
 * several is left by one part after the other, `all` shrinking, which is the same law.
 */
export function follow({ trail, stream }: Following, from: Pool, to: Pool, n: number, all: number): void {
  if (!trail || n === 0 || !trail.pools.includes(from)) return;
  if (n === all) moveAll(trail, from, to);
  else part(trail, from, [to, from], [n, all - n], stream("trail"));
}

/** Everyone at a site rises by a grade; grade 9 has graduated, and nobody of grade 6 is there any more. */
export function followRise({ trail }: Following, site: number): void {
  trail?.pools.forEach((pool, i) => {
    const at = placeOf(pool);
    if (at?.site === site) trail.pools[i] = at.grade === GRADES - 1 ? gone("graduated") : pool + GROUPS;
  });
}

/** Everyone on the way to the seat rises by a grade, as at a site. */
export function followRelocatingRise({ trail }: Following): void {
  trail?.pools.forEach((pool, i) => {
    if (Math.floor(pool / SHIFT) !== RELOCATING) return;
    trail.pools[i] = pool >= inRelocating(GRADES - 1, 0) ? gone("graduated") : pool + GROUPS;
  });
}

/** Those held by the number of their cell stand in it again. */
export function putBack({ trail }: Following): void {
  trail?.pools.forEach((pool, i) => {
    if (Math.floor(pool / SHIFT) === HELD) trail.pools[i] = pool % SHIFT;
  });
}

/**
 * `boarders` of `all` pupils board: those of a site and of the grades and groups of one draw. They stay in their cells, so that boarding is
 * a mark beside them.
 */
export function followBoarders(
  { trail, stream }: Following,
  isAmong: (site: number, grade: number, group: number) => boolean,
  boarders: number,
  all: number,
): void {
  if (!trail) return;
  let [beds, left] = [boarders, all];
  trail.pools.forEach((pool, i) => {
    const at = placeOf(pool);
    if (!at || !isAmong(at.site, at.grade, at.group)) return;
    if (stream("trail").uniform(trail.ids[i]!, trail.used[i]!++) * left-- >= beds) return;
    trail.boards[i] = 1;
    beds--;
  });
}
