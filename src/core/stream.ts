import { philox, philoxColumns } from "./philox.ts";

/**
 * Addressed random numbers. A draw is not consumed from a sequence but looked up by its address
 * (key, stream, year, group, entity, k), so it does not depend on what else was drawn, in what order, or by whom.
 */

/** 64-bit key of one world, as two unsigned 32-bit words. */
export type StreamKey = readonly [number, number];

/** Draws of one stream in one year and one group (a county, a province or the nation). */
export interface Stream {
  /** Number k of an entity, uniform on (0, 1) with 32 bits. */
  uniform(entity: number, k?: number): number;
  /** Four words (16 bytes) of an entity: block b holds numbers 4b … 4b+3. The array is overwritten by the next draw. */
  block(entity: number, b: number): Uint32Array;
  /**
   * Block b of the first `count` entities of a list, as four columns one after the other: word w of entity i is at
   * `w × columnLength(count) + i`. The array is overwritten by the next call on any stream.
   */
  columns(entities: Int32Array, count: number, b: number): Uint32Array;
}

/**
 * Opens the stream `stream` (0–65535) of a year (0–65535) and group for reading.
 * @throws RangeError if stream or year does not fit its 16 bits.
 */
export function openStream(key: StreamKey, stream: number, year: number, group: number): Stream {
  if (!(stream >= 0 && stream < 65536)) throw new RangeError(`stream is ${stream}; expected 0–65535`);
  if (!(year >= 0 && year < 65536)) throw new RangeError(`year is ${year}; expected 0–65535`);
  const name = (stream << 16) | year;
  const words = new Uint32Array(4);
  const opened: OpenStream = { k0: key[0], k1: key[1], name, group, words, entity: -1, b: -1, block, columns, uniform };
  return opened;
}

/** A stream with the address it has been opened at and the block it has at hand; opening one makes no functions. */
interface OpenStream extends Stream {
  readonly k0: number;
  readonly k1: number;
  readonly name: number;
  readonly group: number;
  readonly words: Uint32Array;
  entity: number;
  b: number;
}

function block(this: OpenStream, entity: number, b: number): Uint32Array {
  if (entity !== this.entity || b !== this.b) {
    philox(this.words, entity, b, this.name, this.group, this.k0, this.k1);
    this.entity = entity;
    this.b = b;
  }
  return this.words;
}

function columns(this: OpenStream, entities: Int32Array, count: number, b: number): Uint32Array {
  return philoxColumns(entities, count, b, this.name, this.group, this.k0, this.k1);
}

function uniform(this: OpenStream, entity: number, k = 0): number {
  const b = k >>> 2;
  if (entity !== this.entity || b !== this.b) this.block(entity, b);
  return toUniform(this.words[k & 3]!);
}

/** Width of a word's cell on (0, 1). */
const CELL = 2.3283064365386963e-10;

/** A 32-bit word as a number strictly between 0 and 1: the middle of its cell of width 2^−32. */
export function toUniform(word: number): number {
  return (word + 0.5) * CELL;
}
