import { addBin, createRoll, openRoll, type Roll } from "./roll.ts";
import { cell, HOMES, KINDS, LEFT_BEHIND, LOCAL, MIGRANT, RESIDENCIES, SEAT, type CountyState } from "./state.ts";

/** Grades whose pupils have a school and may leave it: all but grades 1 and 7, who wait for a place. */
export const GRADES_AT_SCHOOL = [1, 2, 3, 4, 5, 7, 8] as const;
/** Groups of the first residency: two income classes by three homes. */
const CLASSES = [0, 1, 2, KINDS, KINDS + 1, KINDS + 2] as const;
/** Pupils on the rolls by residency, first those outside the seat, then those at it; a bin is a site and grade. */
export const rolls: readonly Roll[] = Array.from({ length: 2 * RESIDENCIES.length }, createRoll);
/** Sites of the two kinds of rolls, in order. */
export const rows: [Int32Array, Int32Array] = [new Int32Array(0), new Int32Array(0)];
/** Pupils by cell when the rolls were called. */
let before: Int32Array = new Int32Array(0);

/** Lists who may leave a county, or move within it, as they stand now. */
export function callRolls({ sites, pupils }: CountyState): void {
  before = copyInto(before, pupils);
  for (const roll of rolls) openRoll(roll, sites.count * GRADES_AT_SCHOOL.length);
  const found = [0, 0];
  for (let seat = 0; seat < 2; seat++)
    if (rows[seat]!.length < sites.count) rows[seat] = new Int32Array(2 * sites.count);
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const seat = sites.setting[site] === SEAT ? 1 : 0;
    rows[seat]![found[seat]!++] = site;
    const first = seat * RESIDENCIES.length;
    for (let g = 0; g < GRADES_AT_SCHOOL.length; g++) {
      const at = cell(site, GRADES_AT_SCHOOL[g]!, 0);
      addBin(rolls[first + LOCAL]!, ofResidency(pupils, at));
      addBin(rolls[first + LEFT_BEHIND]!, ofResidency(pupils, at + HOMES));
      addBin(rolls[first + MIGRANT]!, ofResidency(pupils, at + 2 * HOMES));
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

/** Group, when the rolls were called, of the pupil number `rank` of a grade and residency whose first cell is `first`. */
export function groupAt(first: number, rank: number, residency: number): number {
  let rest = rank;
  let k = 0;
  while (rest >= before[first + CLASSES[k]!]!) rest -= before[first + CLASSES[k++]!]!;
  return residency * HOMES + CLASSES[k]!;
}
