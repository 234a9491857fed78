import { binomial } from "./distributions.ts";
import { hypergeometric } from "./hypergeometric.ts";
import { toUniform, type Stream } from "./stream.ts";

/** Classes with their weights, made ready for many draws by `cumulate`. */
export interface WeightedClasses {
  /** Classes in use; the columns may be longer. */
  count: number;
  readonly weights: Float64Array;
  /** Weight of each class and all before it. */
  readonly cumulative: Float64Array;
}

/** Room for up to `most` classes. */
export function weightedClasses(most: number): WeightedClasses {
  return { count: 0, weights: new Float64Array(most), cumulative: new Float64Array(most) };
}

/** Sums up the weights of the first `count` classes, which must be set. */
export function cumulate(classes: WeightedClasses, count: number): void {
  const { weights, cumulative } = classes;
  classes.count = count;
  let sum = 0;
  for (let i = 0; i < count; i++) cumulative[i] = sum += weights[i]!;
}

/**
 * Splits n over classes with chances proportional to their weights; adds the counts to `out`. Exact either way: chained binomials
 * (class i uses the numbers from k + 64·i), or, where there are fewer than two items to a class, one draw for each item (k, k + 1, …).
 * All weight zero: everything goes to the last class.
 */
export function split(
  n: number,
  classes: WeightedClasses,
  out: Int32Array,
  stream: Stream,
  entity: number,
  k = 0,
): void {
  if (n <= 0) return;
  const { count, weights, cumulative } = classes;
  const total = cumulative[count - 1]!;
  if (!(total > 0)) out[count - 1] = out[count - 1]! + n;
  else if (n < 2 * count) {
    let words = stream.block(entity, k >>> 2);
    for (let at = k; at < k + n; at++) {
      if ((at & 3) === 0) words = stream.block(entity, at >>> 2);
      const chosen = classAt(cumulative, count, toUniform(words[at & 3]!) * total);
      out[chosen] = out[chosen]! + 1;
    }
  } else chainBinomials(n, weights, count, total, out, stream, entity, k);
}

/** The first class whose cumulated weight exceeds `at`: a class without weight never does first. */
export function classAt(cumulative: Float64Array, count: number, at: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cumulative[middle]! > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

function chainBinomials(
  n: number,
  weights: Float64Array,
  count: number,
  total: number,
  out: Int32Array,
  stream: Stream,
  entity: number,
  k: number,
): void {
  let weightLeft = total;
  let left = n;
  let lastPositive = 0;
  for (let i = 0; i < count && left > 0; i++) {
    const weight = weights[i]!;
    if (weight <= 0) continue;
    lastPositive = i;
    const drawn = weightLeft <= weight ? left : binomial(left, weight / weightLeft, stream, entity, k + 64 * i);
    out[i] = out[i]! + drawn;
    left -= drawn;
    weightLeft -= weight;
  }
  // Rounding of the weights may leave someone over: they belong to the last class that has weight.
  if (left > 0) out[lastPositive] = out[lastPositive]! + left;
}

let once = weightedClasses(64);

/** The same for weights that are used once. */
export function multinomial(
  n: number,
  weights: ArrayLike<number>,
  out: Int32Array,
  stream: Stream,
  entity: number,
  k = 0,
): void {
  if (n <= 0) return;
  if (once.weights.length < weights.length) once = weightedClasses(2 * weights.length);
  for (let i = 0; i < weights.length; i++) once.weights[i] = weights[i]!;
  cumulate(once, weights.length);
  split(n, once, out, stream, entity, k);
}

/** Samples up to this size are drawn item by item, larger ones class by class (numbers per item against numbers per class). */
const SMALL_SAMPLE = 16;

/**
 * Draws `sample` items without replacement from an urn of counts, of which the first `classes` are used (multivariate hypergeometric); adds to
 * `out`. A small sample uses the numbers k, k + 1, …; a larger one those from k + 64·i for class i.
 * @throws RangeError if the urn holds fewer.
 */
export function drawWithoutReplacement(
  counts: Int32Array,
  sample: number,
  out: Int32Array,
  stream: Stream,
  entity: number,
  k = 0,
  classes = counts.length,
): void {
  let total = 0;
  for (let i = 0; i < classes; i++) total += counts[i]!;
  if (sample > total) throw new RangeError(`sample is ${sample}; the urn holds ${total}`);
  if (sample === total) {
    for (let i = 0; i < classes; i++) out[i] = out[i]! + counts[i]!;
  } else if (sample <= SMALL_SAMPLE) drawItems(counts, classes, total, sample, out, stream, entity, k);
  else drawClasses(counts, classes, total, sample, out, stream, entity, k);
}

let remaining = new Int32Array(64);

/** Item by item: each falls into a class with chance proportional to what is left of it. */
function drawItems(
  counts: Int32Array,
  classes: number,
  total: number,
  sample: number,
  out: Int32Array,
  stream: Stream,
  entity: number,
  k: number,
): void {
  if (remaining.length < classes) remaining = new Int32Array(2 * classes);
  for (let i = 0; i < classes; i++) remaining[i] = counts[i]!;
  for (let item = 0; item < sample; item++) {
    let rest = stream.uniform(entity, k + item) * (total - item);
    let i = 0;
    while (rest >= remaining[i]! && i < classes - 1) rest -= remaining[i++]!;
    // Rounding can step past the last class that has something left.
    while (remaining[i] === 0) i--;
    remaining[i]!--;
    out[i] = out[i]! + 1;
  }
}

/** Class by class: a hypergeometric number of each. */
function drawClasses(
  counts: Int32Array,
  classes: number,
  total: number,
  sample: number,
  out: Int32Array,
  stream: Stream,
  entity: number,
  k: number,
): void {
  let left = total;
  let wanted = sample;
  for (let i = 0; i < classes && wanted > 0; i++) {
    if (counts[i] === 0) continue;
    const drawn = hypergeometric(counts[i]!, left - counts[i]!, wanted, stream, entity, k + 64 * i);
    out[i] = out[i]! + drawn;
    wanted -= drawn;
    left -= counts[i]!;
  }
}
