import { PHILOX_KERNEL } from "./philox-kernel.ts";

/**
 * Philox4x32-10, Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (SC 2011): a 64-bit key and a 128-bit counter
 * give four 32-bit words. Checked against the published known answers. The rounds need 64-bit products, which WebAssembly has
 * and JavaScript has not; the kernel is assembled from philox.wat.
 */
interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  one(c0: number, c1: number, c2: number, c3: number, k0: number, k1: number): void;
  many(fours: number, c1: number, c2: number, c3: number, k0: number, k1: number): void;
}

const PAGE_BYTES = 65_536;
/** Words before the counters of `many`: the answer of `one`. */
const HEAD = 4;

const bytes = Uint8Array.from(atob(PHILOX_KERNEL), (character) => character.charCodeAt(0));
const kernel = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Kernel;
let words = new Uint32Array(kernel.memory.buffer);

/** Fills `out` with the four words of a counter (c0 … c3) and a key (k0, k1). */
export function philox(out: Uint32Array, c0: number, c1: number, c2: number, c3: number, k0: number, k1: number): void {
  kernel.one(c0, c1, c2, c3, k0, k1);
  out[0] = words[0]!;
  out[1] = words[1]!;
  out[2] = words[2]!;
  out[3] = words[3]!;
}

/**
 * The words of the first `count` counters that differ in c0 alone, as four columns one after the other: word w of counter i
 * is `out[w × columnLength(count) + i]`. The array is overwritten by the next call.
 */
export function philoxColumns(
  c0: Int32Array,
  count: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
): Uint32Array {
  const length = columnLength(count);
  const needed = (HEAD + 5 * length) * Uint32Array.BYTES_PER_ELEMENT;
  if (needed > words.byteLength) {
    kernel.memory.grow(Math.ceil((needed - words.byteLength) / PAGE_BYTES));
    words = new Uint32Array(kernel.memory.buffer);
  }
  words.set(count === c0.length ? c0 : c0.subarray(0, count), HEAD);
  kernel.many(length / 4, c1, c2, c3, k0, k1);
  return words.subarray(HEAD + length, HEAD + 5 * length);
}

/** Length of a column of `philoxColumns`: the count, rounded up to whole fours. */
export function columnLength(count: number): number {
  return (count + 3) & ~3;
}
