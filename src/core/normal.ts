import { exp, log } from "./elementary.ts";
import type { Stream } from "./stream.ts";

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
