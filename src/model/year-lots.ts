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
let kept = -1;

/** The lots of all teachers of a county and year (stream "teacher.year", block 0); valid until the next county's are asked for. */
export function yearLots(teachers: TeacherTable, context: YearContext): YearLots {
  if (owner === teachers && ownerYear === context && kept === teachers.count) return lots;
  const { count } = teachers;
  if (lots.exit.length < teachers.id.length)
    for (const name of Object.keys(lots) as (keyof YearLots)[]) lots[name] = new Uint32Array(teachers.id.length);
  const words = context.stream("teacher.year").columns(teachers.id, count, 0);
  const length = columnLength(count);
  [lots.exit, lots.career, lots.transfer, lots.rotation].forEach((column, w) =>
    column.set(words.subarray(w * length, w * length + count)),
  );
  const { exit, designation } = lots;
  for (let t = 0; t < count; t++) designation[t] = exchanged(exit[t]!);
  owner = teachers;
  ownerYear = context;
  kept = count;
  return lots;
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

/** Adds the lots of a teacher hired into the row after the last one. */
export function addLots(teachers: TeacherTable, context: YearContext, row: number): void {
  if (owner !== teachers || ownerYear !== context || kept !== row) return;
  const words = context.stream("teacher.year").block(teachers.id[row]!, 0);
  lots.exit[row] = words[0]!;
  lots.career[row] = words[1]!;
  lots.transfer[row] = words[2]!;
  lots.rotation[row] = words[3]!;
  lots.designation[row] = exchanged(words[0]!);
  kept = row + 1;
}

function exchanged(word: number): number {
  return (word << 16) | (word >>> 16);
}
