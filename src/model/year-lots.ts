import { columnLength } from "../core/philox.ts";
import type { YearContext } from "./context.ts";
import type { TeacherTable } from "./state.ts";

/**
 * The lots of a county's teachers in one year, as 32-bit words by row. They are looked up by the teacher's id and are no part of
 * the state: what is kept here is a copy, drawn for all teachers at once because that costs a sixth of drawing one by one.
 */
export interface YearLots {
  /** Decides exit. */
  exit: Uint32Array;
  /** Decides degree by its high bits, title by the 16 in the middle, attendance of training by the 8 lowest. */
  career: Uint32Array;
  transfer: Uint32Array;
  rotation: Uint32Array;
  /** Retraining and designation: the halves of the exit word exchanged, since its low half says nothing about who stayed. */
  designation: Uint32Array;
}

const lots: YearLots = {
  exit: new Uint32Array(0),
  career: new Uint32Array(0),
  transfer: new Uint32Array(0),
  rotation: new Uint32Array(0),
  designation: new Uint32Array(0),
};
/** Whose lots are kept, and for how many rows. */
let owner: TeacherTable | undefined;
let ownerYear: YearContext | undefined;
let kept = 0;

/**
 * The lots of all teachers of a county and year (stream "teacher.year", block 0), those hired since the last call included; valid
 * until the next county's are asked for.
 */
export function yearLots(teachers: TeacherTable, context: YearContext): YearLots {
  if (owner !== teachers || ownerYear !== context || kept > teachers.count) kept = 0;
  if (kept === teachers.count) return lots;
  if (lots.exit.length < teachers.id.length) {
    for (const name of Object.keys(lots) as (keyof YearLots)[]) lots[name] = new Uint32Array(teachers.id.length);
    kept = 0;
  }
  const n = teachers.count - kept;
  const length = columnLength(n);
  const words = context.stream("teacher.year").columns(teachers.id.subarray(kept, teachers.count), n, 0);
  lots.exit.set(words.subarray(0, n), kept);
  lots.career.set(words.subarray(length, length + n), kept);
  lots.transfer.set(words.subarray(2 * length, 2 * length + n), kept);
  lots.rotation.set(words.subarray(3 * length, 3 * length + n), kept);
  const { exit, designation } = lots;
  for (let t = kept; t < teachers.count; t++) designation[t] = (exit[t]! << 16) | (exit[t]! >>> 16);
  owner = teachers;
  ownerYear = context;
  kept = teachers.count;
  return lots;
}

/**
 * Bound on the half of a lot: `lot >>> 1 > halfBelow(chance)` rules out that the lot falls below the chance. Halves are whole
 * numbers of 31 bits, which compare without becoming floating-point numbers; nearly everyone is ruled out this way.
 */
export function halfBelow(chance: number): number {
  return Math.min(0x7fffffff, Math.floor(chance * 0x80000000));
}

/** Keeps the lots in line when a teacher's row is filled by the last one. */
export function moveLots(row: number, last: number): void {
  lots.exit[row] = lots.exit[last]!;
  lots.career[row] = lots.career[last]!;
  lots.transfer[row] = lots.transfer[last]!;
  lots.rotation[row] = lots.rotation[last]!;
  lots.designation[row] = lots.designation[last]!;
  kept = last;
}
