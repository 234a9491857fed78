import { ART, CORE, MUSIC, OTHER, PE, SCIENCE } from "./state.ts";

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
