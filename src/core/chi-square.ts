import { pow } from "./elementary.ts";
import { normal, normalProbability } from "./normal.ts";
import type { Stream } from "./stream.ts";

/** Degrees of freedom up to which squared normals are added up. */
const MOST_SQUARES = 64;

/**
 * Chi-square number with `degrees` degrees of freedom. Exact up to 64 (a sum of squared normals, numbers k … k + degrees − 1);
 * above by the cube of Wilson and Hilferty (1931), which is exact to three digits there (number k).
 */
export function chiSquare(degrees: number, stream: Stream, entity: number, k = 0): number {
  if (degrees > MOST_SQUARES) {
    const spread = 2 / (9 * degrees);
    const root = 1 - spread + Math.sqrt(spread) * normal(stream, entity, k);
    return degrees * root * root * root;
  }
  let sum = 0;
  for (let i = 0; i < degrees; i++) {
    const z = normal(stream, entity, k + i);
    sum += z * z;
  }
  return sum;
}

/**
 * Chance that a ratio of mean squares with `above` and `below` degrees of freedom (Fisher's F) stays under x: Paulson's (1942)
 * normal approximation, absolute error below 0.003 from three degrees above and thirty below.
 */
export function ratioProbability(x: number, above: number, below: number): number {
  if (!(x > 0)) return 0;
  const root = pow(x, 1 / 3);
  const a = 2 / (9 * above);
  const b = 2 / (9 * below);
  return normalProbability(((1 - b) * root - (1 - a)) / Math.sqrt(a + b * root * root));
}
