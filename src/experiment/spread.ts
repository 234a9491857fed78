import { quantileSorted } from "d3-array";
import type { Spread } from "./comparison-summary.ts";

/**
 * Quantiles (R-7), mean and standard error of the mean of a sample of worlds.
 * @param members Member of each world, where members have several: these share their draws, so the error is that of the members'
 * means. Worlds of one member alone differ by chance only and count one by one.
 */
export function spreadOf(values: ArrayLike<number>, members?: readonly number[]): Spread {
  const n = values.length;
  const sorted = Array.from(values).sort((a, b) => a - b);
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i]! / n;
  const units = independentOf(values, members);
  return {
    p05: quantileSorted(sorted, 0.05)!,
    p25: quantileSorted(sorted, 0.25)!,
    p50: quantileSorted(sorted, 0.5)!,
    p75: quantileSorted(sorted, 0.75)!,
    p95: quantileSorted(sorted, 0.95)!,
    mean,
    standardError: units.length > 1 ? Math.sqrt(variance(units) / units.length) : 0,
  };
}

/** Values that are independent of one another: the means of the members, or the worlds where there is one member or none is given. */
function independentOf(values: ArrayLike<number>, members: readonly number[] | undefined): ArrayLike<number> {
  if (members === undefined) return values;
  const byMember = new Map<number, number[]>();
  members.forEach((member, i) => {
    const own = byMember.get(member);
    if (own) own.push(values[i]!);
    else byMember.set(member, [values[i]!]);
  });
  if (byMember.size < 2) return values;
  return [...byMember.values()].map((own) => {
    return own.every((value) => value === own[0]) ? own[0]! : own.reduce((sum, value) => sum + value, 0) / own.length;
  });
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
export function isSignSettled(paired: ArrayLike<number>, members?: readonly number[]): boolean {
  const { mean, standardError } = spreadOf(paired, members);
  if (Array.from(paired).every((value) => value === 0)) return true;
  return paired.length > 1 && Math.abs(mean) > 2 * standardError;
}
