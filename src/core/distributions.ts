import { exp, log, powInteger } from "./elementary.ts";
import type { Stream } from "./stream.ts";

/**
 * Exact draws from an addressed stream. Each takes the address (entity, k) of its first number;
 * rejection methods go on to k + 1, k + 2, …, so give every draw of an entity its own stream or a k at least 64 apart.
 */

/** Number of successes in n trials of chance p. Inversion where n·min(p, 1−p) < 10, otherwise BTRS (Hörmann 1993). */
export function binomial(n: number, p: number, stream: Stream, entity: number, k = 0): number {
  if (!(n > 0) || !(p > 0)) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial(n, 1 - p, stream, entity, k);
  return n * p < 10
    ? binomialByInversion(n, p, stream.uniform(entity, k))
    : binomialByRejection(n, p, stream, entity, k);
}

/** Walks up the distribution function from 0. */
function binomialByInversion(n: number, p: number, u: number): number {
  const q = 1 - p;
  const ratio = p / q;
  let probability = powInteger(q, n);
  let rest = u;
  for (let x = 0; x < n; x++) {
    if (rest < probability) return x;
    rest -= probability;
    probability *= (ratio * (n - x)) / (x + 1);
  }
  return n;
}

/** Transformed rejection with squeeze; p ≤ ½ and n·p ≥ 10. */
function binomialByRejection(n: number, p: number, stream: Stream, entity: number, first: number): number {
  const q = 1 - p;
  const spread = Math.sqrt(n * p * q);
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const vr = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const logOdds = log(p / q);
  const mode = Math.floor((n + 1) * p);
  const h = logFactorial(mode) + logFactorial(n - mode);
  for (let k = first; ; k += 2) {
    const v = stream.uniform(entity, k);
    const u = stream.uniform(entity, k + 1) - 0.5;
    const us = 0.5 - Math.abs(u);
    const x = Math.floor(((2 * a) / us + b) * u + c);
    if (x < 0 || x > n) continue;
    if (us >= 0.07 && v <= vr) return x;
    const bound = h - logFactorial(x) - logFactorial(n - x) + (x - mode) * logOdds;
    if (log((v * alpha) / (a / (us * us) + b)) <= bound) return x;
  }
}

/** Poisson with mean λ ≥ 0. Inversion below 10, otherwise PTRS (Hörmann 1993). */
export function poisson(mean: number, stream: Stream, entity: number, k = 0): number {
  if (!(mean > 0)) return 0;
  if (mean < 10) {
    let probability = exp(-mean);
    let rest = stream.uniform(entity, k);
    for (let x = 0; x < 200; x++) {
      if (rest < probability) return x;
      rest -= probability;
      probability *= mean / (x + 1);
    }
    return 200;
  }
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const vr = 0.9277 - 3.6224 / (b - 2);
  const logMean = log(mean);
  for (let at = k; ; at += 2) {
    const u = stream.uniform(entity, at) - 0.5;
    const v = stream.uniform(entity, at + 1);
    const us = 0.5 - Math.abs(u);
    const x = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= vr) return x;
    if (x < 0 || (us < 0.013 && v > us)) continue;
    if (log((v * inverseAlpha) / (a / (us * us) + b)) <= x * logMean - mean - logFactorial(x)) return x;
  }
}

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

/** Standard normal number of an address: the quantile (Acklam 2003, relative error below 1.15e−9) of its uniform. */
export function normal(stream: Stream, entity: number, k = 0): number {
  return normalQuantile(stream.uniform(entity, k));
}

/** Student's t with 3 degrees of freedom: N / √((N₁²+N₂²+N₃²)/3). Uses k … k+3. */
export function studentT3(stream: Stream, entity: number, k = 0): number {
  let squares = 0;
  for (let i = 1; i <= 3; i++) {
    const z = normal(stream, entity, k + i);
    squares += z * z;
  }
  return normal(stream, entity, k) / Math.sqrt(squares / 3);
}

/** Value below which a standard normal falls with chance p, 0 < p < 1. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`p is ${p}; expected a number between 0 and 1`);
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * log(p));
    return (
      (((((-7.784894002430293e-3 * q - 3.223964580411365e-1) * q - 2.400758277161838) * q - 2.549732539343734) * q +
        4.374664141464968) *
        q +
        2.938163982698783) /
      ((((7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1)
    );
  }
  const q = p - 0.5;
  const r = q * q;
  return (
    ((((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r + 1.38357751867269e2) * r -
      3.066479806614716e1) *
      r +
      2.506628277459239) *
      q) /
    (((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r + 6.680131188771972e1) * r -
      1.328068155288572e1) *
      r +
      1)
  );
}

/** Chance that a standard normal falls below x (Abramowitz & Stegun 26.2.17, absolute error below 7.5e−8). */
export function normalProbability(x: number): number {
  if (x < 0) return 1 - normalProbability(-x);
  const t = 1 / (1 + 0.2316419 * x);
  const tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - 0.3989422804014327 * exp(-0.5 * x * x) * tail;
}

const LOG_FACTORIALS = Float64Array.from({ length: 16 }, (_, n) => {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return log(product);
});

/** log(n!), by Stirling's series from n = 16 on (error below 1e−12). */
export function logFactorial(n: number): number {
  if (n < 16) return LOG_FACTORIALS[n]!;
  const x = n + 1;
  const inverse = 1 / x;
  const square = inverse * inverse;
  return (
    (x - 0.5) * log(x) -
    x +
    0.9189385332046728 +
    inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)))
  );
}
