import { normalQuantile } from "../core/normal.ts";

/** Steps of a teacher's quality: sums over teachers are exact, so they do not depend on the order of rows. */
const STEPS = 4096;

/** A teacher's quality from a uniform number: standard normal, in steps of 1/4096 (rule QLT-1). */
export function drawnQuality(u: number): number {
  return Math.round(normalQuantile(u) * STEPS) / STEPS;
}
