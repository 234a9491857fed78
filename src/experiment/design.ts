import seedrandom from "seedrandom";
import { normalQuantile } from "../core/normal.ts";
import type { StreamKey } from "../core/stream.ts";
import type { Uncertainty } from "../model/parameter-table.ts";
import type { EnsemblePlan } from "../scenarios/scenario.ts";

/**
 * Uniform numbers of every uncertain parameter in every world. Each parameter has its own generator, keyed by seed phrase and
 * parameter id, so that adding or removing another parameter changes nothing.
 *
 * `lhs`: one number in each of N equal strata, in a keyed order (strata depend on N). `random`: one keyed number a world, so
 * that the first N worlds stay when the ensemble grows.
 *
 * @returns One row per uncertainty, one number in (0, 1) per world.
 */
export function drawDesign(
  uncertainties: readonly Uncertainty[],
  { size, seed, sampler }: EnsemblePlan,
): Float64Array[] {
  return uncertainties.map(({ parameter }) => {
    if (sampler === "random") {
      return Float64Array.from({ length: size }, (_, world) =>
        inside(seedrandom.alea(`${seed}|${parameter}|${world}`)()),
      );
    }
    const random = seedrandom.alea(`${seed}|${parameter}|lhs`);
    const order = Array.from({ length: size }, (_, i) => i);
    for (let i = size - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return Float64Array.from(order, (stratum) => (stratum + inside(random())) / size);
  });
}

/** A 32-bit number of a generator, moved off 0. */
function inside(u: number): number {
  return u + 1.1641532182693481e-10;
}

/** The 64-bit key of a world: two words of a generator keyed by the seed phrase and the world's number. */
export function worldKey(seed: string, world: number): StreamKey {
  const random = seedrandom(`${seed}|world|${world}`);
  return [random.int32() >>> 0, random.int32() >>> 0];
}

/** 95 % point of the standard normal distribution. */
const Z95 = 1.6448536269514722;

/** Value of a distribution at probability u (its quantile function). */
export function quantileOf(distribution: Uncertainty["distribution"], u: number): number {
  switch (distribution.kind) {
    case "uniform":
      return distribution.low + u * (distribution.high - distribution.low);
    case "triangular":
      return triangularQuantile(distribution, u);
    case "normal":
      return distribution.mean + distribution.sd * normalQuantile(u);
    case "interval90":
      // Normal whose 5 % and 95 % points are the interval's ends.
      return (
        0.5 * (distribution.low + distribution.high) +
        ((distribution.high - distribution.low) / (2 * Z95)) * normalQuantile(u)
      );
    default:
      return distribution satisfies never;
  }
}

function triangularQuantile({ low, mode, high }: { low: number; mode: number; high: number }, u: number): number {
  if (high === low) return low;
  const peak = (mode - low) / (high - low);
  return u < peak
    ? low + Math.sqrt(u * (high - low) * (mode - low))
    : high - Math.sqrt((1 - u) * (high - low) * (high - mode));
}
