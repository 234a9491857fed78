import { binomial } from "./distributions.ts";
import type { Stream } from "./stream.ts";

/**
 * Splits n over classes with chances proportional to `weights`; adds the counts to `out`. Exact either way: chained binomials
 * (class i uses the numbers from k + 64·i), or, where there are fewer than two items to a class, one draw for each item (k, k + 1, …).
 * All weight zero: everything goes to the last class.
 */
export function multinomial(
  n: number,
  weights: ArrayLike<number>,
  out: Int32Array,
  stream: Stream,
  entity: number,
  k = 0,
): void {
  if (n <= 0) return;
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]!;
  const last = weights.length - 1;
  if (!(total > 0)) out[last] = out[last]! + n;
  else if (n < 2 * weights.length) drawEach(n, weights, total, out, stream, entity, k);
  else chainBinomials(n, weights, total, out, stream, entity, k);
}

/** One uniform an item, looked up in the cumulated weights. */
function drawEach(
  n: number,
  weights: ArrayLike<number>,
  total: number,
  out: Int32Array,
  stream: Stream,
  entity: number,
  k: number,
): void {
  for (let item = 0; item < n; item++) {
    let rest = stream.uniform(entity, k + item) * total;
    let chosen = -1;
    for (let i = 0; i < weights.length && rest >= 0; i++) {
      if (weights[i]! <= 0) continue;
      chosen = i;
      rest -= weights[i]!;
    }
    out[chosen] = out[chosen]! + 1;
  }
}

function chainBinomials(
  n: number,
  weights: ArrayLike<number>,
  total: number,
  out: Int32Array,
  stream: Stream,
  entity: number,
  k: number,
): void {
  let weightLeft = total;
  let left = n;
  let lastPositive = 0;
  for (let i = 0; i < weights.length && left > 0; i++) {
    const weight = weights[i]!;
    if (weight <= 0) continue;
    lastPositive = i;
    const count = weightLeft <= weight ? left : binomial(left, weight / weightLeft, stream, entity, k + 64 * i);
    out[i] = out[i]! + count;
    left -= count;
    weightLeft -= weight;
  }
  // Rounding of the weights may leave someone over: they belong to the last class that has weight.
  if (left > 0) out[lastPositive] = out[lastPositive]! + left;
}

/** Samples up to this size are drawn item by item, larger ones class by class (numbers per item against numbers per class). */
const SMALL_SAMPLE = 16;

/**
 * Draws `sample` items without replacement from an urn of counts (multivariate hypergeometric); adds to `out`.
 * A small sample uses the numbers k, k + 1, …; a larger one those from k + 4096·i for class i.
 * @throws RangeError if the urn holds fewer.
 */
export function drawWithoutReplacement(
  counts: ArrayLike<number>,
  sample: number,
  out: Int32Array,
  stream: Stream,
  entity: number,
  k = 0,
): void {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  if (sample > total) throw new RangeError(`sample is ${sample}; the urn holds ${total}`);
  if (sample === total) {
    for (let i = 0; i < counts.length; i++) out[i] = out[i]! + counts[i]!;
  } else if (sample <= SMALL_SAMPLE) drawItems(counts, total, sample, out, stream, entity, k);
  else drawClasses(counts, total, sample, out, stream, entity, k);
}

const remaining = new Int32Array(64);

/** Item by item: each falls into a class with chance proportional to what is left of it. */
function drawItems(
  counts: ArrayLike<number>,
  total: number,
  sample: number,
  out: Int32Array,
  stream: Stream,
  entity: number,
  k: number,
): void {
  if (counts.length > remaining.length) return drawClasses(counts, total, sample, out, stream, entity, k);
  for (let i = 0; i < counts.length; i++) remaining[i] = counts[i]!;
  for (let item = 0; item < sample; item++) {
    let rest = stream.uniform(entity, k + item) * (total - item);
    let i = 0;
    while (rest >= remaining[i]! && i < counts.length - 1) rest -= remaining[i++]!;
    // Rounding can step past the last class that has something left.
    while (remaining[i] === 0) i--;
    remaining[i]!--;
    out[i] = out[i]! + 1;
  }
}

/** Class by class: a hypergeometric number of each. */
function drawClasses(
  counts: ArrayLike<number>,
  total: number,
  sample: number,
  out: Int32Array,
  stream: Stream,
  entity: number,
  k: number,
): void {
  let left = total;
  let wanted = sample;
  const last = counts.length - 1;
  for (let i = 0; i < last && wanted > 0; i++) {
    const drawn = hypergeometric(counts[i]!, left - counts[i]!, wanted, stream, entity, k + 4096 * i);
    out[i] = out[i]! + drawn;
    wanted -= drawn;
    left -= counts[i]!;
  }
  if (wanted > 0) out[last] = out[last]! + wanted;
}

/** Number of good items in a sample from `good` + `bad`, by drawing one after the other (exact; time grows with the sample). */
function hypergeometric(good: number, bad: number, sample: number, stream: Stream, entity: number, k: number): number {
  if (sample > (good + bad) / 2) return good - hypergeometric(good, bad, good + bad - sample, stream, entity, k);
  let goodLeft = good;
  let left = good + bad;
  for (let i = 0; i < sample && goodLeft > 0; i++) {
    if (stream.uniform(entity, k + i) * left < goodLeft) goodLeft--;
    left--;
  }
  return good - goodLeft;
}
