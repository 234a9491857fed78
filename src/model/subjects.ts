import { ART, CORE, MUSIC, OTHER, PE, SCIENCE, type TeacherTable } from "./state.ts";

/** PE, music and art teachers that the standard asks for, per pupil (0.9 per 100; 2017 edition). */
export const SPECIALISTS_PER_PUPIL = 0.009;

/**
 * Subject group of a teacher from a uniform number: specialists with chance `specialistShare`, of them 45 % PE, 28 % music and
 * 27 % art; of the others 6 % teach science or IT and 9 % other subjects (all assumed; rule HIR-5).
 */
export function subjectOf(u: number, specialistShare: number): number {
  if (u < specialistShare) return u < 0.45 * specialistShare ? PE : u < 0.73 * specialistShare ? MUSIC : ART;
  const rest = (u - specialistShare) / (1 - specialistShare);
  return rest < 0.06 ? SCIENCE : rest < 0.15 ? OTHER : CORE;
}

/**
 * Adds a teacher to a count by `site × 2 + stage`: one at the own school, or half there and half at the second one (rule ITI-3).
 * @param times −1 takes the teacher out of the count.
 */
export function addShared(count: Float64Array, teachers: TeacherTable, t: number, times = 1): void {
  const stage = teachers.stage[t]!;
  const second = teachers.secondSite[t]!;
  count[teachers.site[t]! * 2 + stage]! += times * (second < 0 ? 1 : 0.5);
  if (second >= 0) count[second * 2 + stage]! += times * 0.5;
}
