/**
 * Addressed random numbers. A draw is not consumed from a sequence but looked up by its address
 * (key, stream, year, group, entity, k), so it does not depend on what else was drawn, in what order, or by whom.
 *
 * Generator: Philox4x32-10, Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (SC 2011):
 * a 64-bit key and a 128-bit counter give four 32-bit words. Checked against the published known answers.
 */

/** 64-bit key of one world, as two unsigned 32-bit words. */
export type StreamKey = readonly [number, number];

/** Draws of one stream in one year and one group (a county, a province or the nation). */
export interface Stream {
  /** Number k of an entity, uniform on (0, 1) with 32 bits. */
  uniform(entity: number, k?: number): number;
  /** Four words (16 bytes) of an entity: block b holds numbers 4b … 4b+3. The array is overwritten by the next draw. */
  block(entity: number, b: number): Uint32Array;
}

/** Philox4x32-10: fills `out` with four words for a counter (c0…c3) and a key (k0, k1). */
export function philox(out: Uint32Array, c0: number, c1: number, c2: number, c3: number, k0: number, k1: number): void {
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(0xd2511f53, c0);
    const low0 = Math.imul(0xd2511f53, c0);
    const high1 = multiplyHigh(0xcd9e8d57, c2);
    const low1 = Math.imul(0xcd9e8d57, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** High 32 bits of the product of two unsigned 32-bit numbers, from the four products of their halves. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0;
  const cross = (Math.imul(aLow, bHigh) + (middle & 0xffff)) | 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (cross >>> 16)) | 0;
}

/**
 * Opens the stream `stream` (0–65535) of a year (0–65535) and group for reading.
 * @throws RangeError if stream or year does not fit its 16 bits.
 */
export function openStream(key: StreamKey, stream: number, year: number, group: number): Stream {
  if (!(stream >= 0 && stream < 65536)) throw new RangeError(`stream is ${stream}; expected 0–65535`);
  if (!(year >= 0 && year < 65536)) throw new RangeError(`year is ${year}; expected 0–65535`);
  const [k0, k1] = key;
  const name = (stream << 16) | year;
  const words = new Uint32Array(4);
  let lastEntity = -1;
  let lastBlock = -1;
  const block = (entity: number, b: number): Uint32Array => {
    if (entity !== lastEntity || b !== lastBlock) {
      philox(words, entity, b, name, group, k0, k1);
      lastEntity = entity;
      lastBlock = b;
    }
    return words;
  };
  return {
    block,
    uniform: (entity, k = 0) => toUniform(block(entity, k >>> 2)[k & 3]!),
  };
}

/** A 32-bit word as a number strictly between 0 and 1: the middle of its cell of width 2^−32. */
export function toUniform(word: number): number {
  return (word + 0.5) * 2.3283064365386963e-10;
}
