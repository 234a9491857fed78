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
  for (let k = first; ; k += 2) {
    const v = stream.uniform(entity, k);
    const u = stream.uniform(entity, k + 1) - 0.5;
    const us = 0.5 - Math.abs(u);
    const x = Math.floor(((2 * a) / us + b) * u + c);
    if (x < 0 || x > n) continue;
    if (us >= 0.07 && v <= vr) return x;
    // Few draws come here, so what only they need is worked out here.
    const mode = Math.floor((n + 1) * p);
    const h = logFactorial(mode) + logFactorial(n - mode);
    const bound = h - logFactorial(x) - logFactorial(n - x) + (x - mode) * log(p / q);
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

/** Below this n, log(n!) is looked up. */
const TABLED = 2048;
const LOG_FACTORIALS = Float64Array.from({ length: TABLED }, (_, n) => {
  if (n >= 16) return stirling(n);
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return log(product);
});

/** log(n!), by Stirling's series from n = 16 on (error below 1e−12). */
export function logFactorial(n: number): number {
  return n < TABLED ? LOG_FACTORIALS[n]! : stirling(n);
}

function stirling(n: number): number {
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
