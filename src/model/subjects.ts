import { ART, CORE, MUSIC, OTHER, PE } from "./state.ts";

/**
 * Subject group of a teacher from a uniform number: specialists with chance `specialistShare`, of them 45 % PE, 28 % music and
 * 27 % art; of the others 15 % teach other subjects (all assumed).
 */
export function subjectOf(u: number, specialistShare: number): number {
  if (u < specialistShare) return u < 0.45 * specialistShare ? PE : u < 0.73 * specialistShare ? MUSIC : ART;
  return (u - specialistShare) / (1 - specialistShare) < 0.15 ? OTHER : CORE;
}
