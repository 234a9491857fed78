import type { YearContext } from "../context.ts";
import { staffing } from "../staffing.ts";
import type { CountyState } from "../state.ts";
import type { Reach } from "./rotation-reach.ts";

/** Value of `rotation.direction` that sends teachers one way. */
const STRONG_TO_WEAK = 1;

/** Movers of one stage in the order of choice, where they teach and where they are sent (−1: nowhere yet). */
interface Moves {
  readonly movers: readonly number[];
  readonly from: readonly number[];
  readonly to: number[];
}

/**
 * Finds each mover of a stage a school (rules ROT-1, ROT-7, ROT-12): the directed part goes from strong to weak schools, in
 * pairs or one way; the others, and those of the directed part who found none, swap with the next in line from another school
 * in reach. The last of an odd number steps between two who have swapped.
 * @returns Site of each mover, −1 for those who found none.
 */
export function findPosts(
  state: CountyState,
  context: YearContext,
  reach: Reach,
  movers: readonly number[],
  stage: number,
): readonly number[] {
  const moves: Moves = {
    movers,
    from: movers.map((t) => state.teachers.site[t]!),
    to: movers.map(() => -1),
  };
  const directedCount = Math.round(context.value("rotation.directed_share") * movers.length);
  const directed = strongestFirst(state, moves, directedCount);
  if (context.value("rotation.direction") === STRONG_TO_WEAK) sendOneWay(state, context, reach, moves, directed, stage);
  else pairStrongAndWeak(reach, moves, directed);
  const line = movers.map((_, i) => i).filter((i) => moves.to[i]! < 0);
  swapInLine(reach, moves, line);
  for (const i of line) if (moves.to[i]! < 0) stepBetween(reach, moves, line, i);
  return moves.to;
}

/** The first `count` movers, those of the strongest schools first. */
function strongestFirst({ teachers, sites }: CountyState, { movers, from }: Moves, count: number): number[] {
  const quality = (i: number) => sites.quality[from[i]!]!;
  return Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => quality(b) - quality(a) || teachers.id[movers[a]!]! - teachers.id[movers[b]!]!,
  );
}

function canSwap({ isWithin }: Reach, { from, to }: Moves, i: number, j: number): boolean {
  return to[j]! < 0 && from[i] !== from[j] && isWithin(from[i]!, from[j]!);
}

function swap({ from, to }: Moves, i: number, j: number): void {
  to[i] = from[j]!;
  to[j] = from[i]!;
}

/** The strongest school swaps with the weakest in reach, the next strongest with the weakest of those left. */
function pairStrongAndWeak(reach: Reach, moves: Moves, directed: readonly number[]): void {
  for (let a = 0; a < directed.length; a++) {
    const i = directed[a]!;
    if (moves.to[i]! >= 0) continue;
    for (let b = directed.length - 1; b > a; b--) {
      if (!canSwap(reach, moves, i, directed[b]!)) continue;
      swap(moves, i, directed[b]!);
      break;
    }
  }
}

/** Teachers of the strongest schools take the open posts of the weakest school in reach that is weaker than their own. */
function sendOneWay(
  state: CountyState,
  context: YearContext,
  { isWithin }: Reach,
  { from, to }: Moves,
  directed: readonly number[],
  stage: number,
): void {
  const { sites } = state;
  const { headcount, target } = staffing(state, context);
  const open = Array.from({ length: sites.count }, (_, site) =>
    Math.floor(target[site * 2 + stage]! - headcount[site * 2 + stage]!),
  );
  const weakestFirst = open
    .flatMap((posts, site) => (posts > 0 ? [site] : []))
    .sort((a, b) => sites.quality[a]! - sites.quality[b]! || a - b);
  for (const i of directed) {
    const own = sites.quality[from[i]!]!;
    const site = weakestFirst.find((s) => open[s]! > 0 && sites.quality[s]! < own && isWithin(from[i]!, s));
    if (site === undefined) continue;
    open[site]!--;
    to[i] = site;
  }
}

/** Each in line swaps with the next from another school in reach. */
function swapInLine(reach: Reach, moves: Moves, line: readonly number[]): void {
  for (let a = 0; a < line.length; a++) {
    const i = line[a]!;
    if (moves.to[i]! >= 0) continue;
    for (let b = a + 1; b < line.length; b++) {
      if (!canSwap(reach, moves, i, line[b]!)) continue;
      swap(moves, i, line[b]!);
      break;
    }
  }
}

/** One left over takes the post meant for another in line, who takes theirs. */
function stepBetween({ isWithin }: Reach, { from, to }: Moves, line: readonly number[], i: number): void {
  const own = from[i]!;
  const j = line.find(
    (other) =>
      to[other]! >= 0 &&
      to[other] !== own &&
      from[other] !== own &&
      isWithin(own, to[other]!) &&
      isWithin(from[other]!, own),
  );
  if (j === undefined) return;
  to[i] = to[j]!;
  to[j] = own;
}
