import { SOBOL_DIRECTIONS } from "./sobol-directions.ts";

const BITS = 32;

/** Direction numbers v₁ … v₃₂ of every dimension as 32-bit words: index `dimension × 32 + bit`. */
const DIRECTIONS = directions();

/** Number of dimensions the table holds. */
export const SOBOL_DIMENSIONS = DIRECTIONS.length / BITS;

/**
 * Coordinate of a point of the Sobol sequence as a 32-bit word, in Gray-code order: the first points of every dimension are 0,
 * ½, then ¾ and ¼ in some order. The first 2ⁿ points hold one coordinate in each of 2ⁿ equal intervals.
 * @param dimension From 0.
 * @param point Number of the point, from 0, below 2³².
 * @throws RangeError beyond the dimensions of the table.
 */
export function sobolWord(dimension: number, point: number): number {
  if (!(dimension >= 0 && dimension < SOBOL_DIMENSIONS))
    throw new RangeError(`dimension is ${dimension}; expected 0–${SOBOL_DIMENSIONS - 1}`);
  let gray = (point ^ (point >>> 1)) >>> 0;
  let word = 0;
  for (let bit = 0; gray !== 0; bit++, gray >>>= 1) if (gray & 1) word ^= DIRECTIONS[dimension * BITS + bit]!;
  return word >>> 0;
}

/** The first dimension is van der Corput's; the others follow the recurrence of their polynomial. */
function directions(): Uint32Array {
  const rows = SOBOL_DIRECTIONS.trim().split("\n");
  const all = new Uint32Array((rows.length + 1) * BITS);
  for (let bit = 0; bit < BITS; bit++) all[bit] = 1 << (BITS - 1 - bit);
  rows.forEach((row, r) => {
    const [polynomial, ...first] = row.split(" ").map(Number) as [number, ...number[]];
    const degree = first.length;
    const v = all.subarray((r + 1) * BITS, (r + 2) * BITS);
    first.forEach((m, bit) => (v[bit] = m << (BITS - 1 - bit)));
    for (let bit = degree; bit < BITS; bit++) {
      let word = v[bit - degree]! ^ (v[bit - degree]! >>> degree);
      for (let k = 1; k < degree; k++) if ((polynomial >>> (degree - k)) & 1) word ^= v[bit - k]!;
      v[bit] = word;
    }
  });
  return all;
}
