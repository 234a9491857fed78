import { quantileSorted } from "d3-array";
import type { Spread } from "./comparison-summary.ts";

/** Quantiles, mean and standard error of the mean of a sample of worlds. */
export function spreadOf(values: ArrayLike<number>): Spread {
  const n = values.length;
  const sorted = Array.from(values).sort((a, b) => a - b);
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i]! / n;
  return {
    p05: quantileSorted(sorted, 0.05)!,
    p25: quantileSorted(sorted, 0.25)!,
    p50: quantileSorted(sorted, 0.5)!,
    p75: quantileSorted(sorted, 0.75)!,
    p95: quantileSorted(sorted, 0.95)!,
    mean,
    standardError: n > 1 ? Math.sqrt(variance(values) / n) : 0,
  };
}

/** Sample variance (n − 1); 0 for fewer than two values, exactly 0 where all values are equal. */
export function variance(values: ArrayLike<number>): number {
  const n = values.length;
  if (n < 2) return 0;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += (values[i]! - values[0]!) / n;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const deviation = values[i]! - values[0]! - mean;
    sum += deviation * deviation;
  }
  return sum / (n - 1);
}

/** True if no value differs from 0, or their mean lies more than two standard errors from it; one world alone settles nothing. */
export function isSignSettled(paired: ArrayLike<number>): boolean {
  const { mean, standardError } = spreadOf(paired);
  if (Array.from(paired).every((value) => value === 0)) return true;
  return paired.length > 1 && Math.abs(mean) > 2 * standardError;
}
