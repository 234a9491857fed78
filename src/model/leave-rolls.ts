import { addBin, createRoll, openRoll, type Roll } from "./roll.ts";
import {
  cell,
  endGrade,
  FIRST_JUNIOR_GRADE,
  firstGrade,
  GRADES,
  HOMES,
  KINDS,
  RESIDENCIES,
  SEAT,
  type CountyState,
} from "./state.ts";

/** Groups of the first residency: two income classes by three homes. */
const CLASSES = [0, 1, 2, KINDS, KINDS + 1, KINDS + 2] as const;
/** Pupils on the rolls by residency, first those outside the seat, then those at it; a bin is a site and grade. */
export const rolls: readonly Roll[] = Array.from({ length: 2 * RESIDENCIES.length }, createRoll);
/** Pupils by cell when the rolls were called. */
let before: Int32Array = new Int32Array(0);

/** Lists who may leave a county, or move within it, as they stand now. */
export function callRolls({ sites, pupils }: CountyState): void {
  const { kind } = sites;
  before = copyInto(before, pupils);
  for (const roll of rolls) openRoll(roll, sites.count * GRADES);
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const first = sites.setting[site] === SEAT ? RESIDENCIES.length : 0;
    for (let grade = firstGrade(kind[site]!); grade < endGrade(kind[site]!); grade++) {
      // Grades 1 and 7 stand empty: they wait for a school.
      if (grade === 0 || grade === FIRST_JUNIOR_GRADE) continue;
      const at = cell(site, grade, 0);
      for (let residency = 0; residency < RESIDENCIES.length; residency++) {
        const own = at + residency * HOMES;
        addBin(rolls[first + residency]!, own, ofResidency(pupils, own));
      }
    }
  }
}

/** Pupils of one grade and residency, whose first cell is `at` (persons). */
function ofResidency(pupils: Int32Array, at: number): number {
  return (
    pupils[at]! +
    pupils[at + 1]! +
    pupils[at + 2]! +
    pupils[at + KINDS]! +
    pupils[at + KINDS + 1]! +
    pupils[at + KINDS + 2]!
  );
}

/** The same counts in scratch of at least their length. */
export function copyInto(scratch: Int32Array, counts: Int32Array): Int32Array {
  const large = scratch.length < counts.length ? new Int32Array(counts.length) : scratch;
  large.set(counts);
  return large;
}

/** Cell, when the rolls were called, of the pupil at a place. */
export function cellAt({ cells, cumulative }: Roll, bin: number, place: number): number {
  const first = cells[bin]!;
  let rest = bin > 0 ? place - cumulative[bin - 1]! : place;
  let k = 0;
  while (rest >= before[first + CLASSES[k]!]!) rest -= before[first + CLASSES[k++]!]!;
  return first + CLASSES[k]!;
}
