import { logFactorial } from "./distributions.ts";
import { exp, log } from "./elementary.ts";
import type { Stream } from "./stream.ts";

/** Mean below which the distribution function is walked up from 0. */
const WALKED_MEAN = 10;
/** 2·√(2/e) and 3 − 2·√(3/e): the hat of the ratio of uniforms. */
const HAT_WIDTH = 1.7155277699214135;
const HAT_SHIFT = 0.8989161620588988;

/**
 * Number of good items in a sample without replacement from `good` + `bad`. Exact: inversion where the mean is below 10, otherwise the
 * ratio of uniforms HRUA (Stadlober 1990), both on the smaller part of the urn and of the sample. Uses the numbers from k on, give every draw of
 * an entity a k at least 64 apart.
 */
export function hypergeometric(
  good: number,
  bad: number,
  sample: number,
  stream: Stream,
  entity: number,
  k = 0,
): number {
  const all = good + bad;
  if (sample >= all) return good;
  if (good === 0 || sample <= 0) return 0;
  if (bad === 0) return sample;
  const rare = Math.min(good, bad);
  const drawn = Math.min(sample, all - sample);
  const found =
    rare * drawn < WALKED_MEAN * all
      ? walkUp(rare, all - rare, drawn, stream.uniform(entity, k))
      : byRatioOfUniforms(rare, all - rare, drawn, stream, entity, k);
  // From the rarer kind in the smaller part back to the good in the sample.
  const inSample = drawn === sample ? found : rare - found;
  return rare === good ? inSample : sample - inSample;
}

/** Inversion from 0; rare ≤ common and drawn ≤ half of the urn, so that the sample may well hold none. */
function walkUp(rare: number, common: number, drawn: number, u: number): number {
  const spared = common - drawn;
  const most = Math.min(rare, drawn);
  let probability = exp(
    logFactorial(common) - logFactorial(spared) + logFactorial(rare + spared) - logFactorial(rare + common),
  );
  let rest = u;
  for (let x = 0; x < most; x++) {
    if (rest < probability) return x;
    rest -= probability;
    probability *= ((rare - x) * (drawn - x)) / ((x + 1) * (spared + x + 1));
  }
  return most;
}

function byRatioOfUniforms(
  rare: number,
  common: number,
  drawn: number,
  stream: Stream,
  entity: number,
  first: number,
): number {
  const all = rare + common;
  const share = rare / all;
  const center = drawn * share + 0.5;
  const spread = Math.sqrt(((all - drawn) * drawn * share * (1 - share)) / (all - 1) + 0.5);
  const width = HAT_WIDTH * spread + HAT_SHIFT;
  const most = Math.min(rare, drawn);
  const mode = Math.floor(((drawn + 1) * (rare + 1)) / (all + 2));
  const atMode = logWays(rare, common, drawn, mode);
  for (let k = first; ; k += 2) {
    const u = stream.uniform(entity, k);
    const at = center + (width * (stream.uniform(entity, k + 1) - 0.5)) / u;
    if (at < 0 || at >= most + 1) continue;
    const x = Math.floor(at);
    const bound = atMode - logWays(rare, common, drawn, x);
    // Two squeezes of 2·log u, then the logarithm itself.
    if (u * (4 - u) - 3 <= bound) return x;
    if (u * (u - bound) < 1 && 2 * log(u) <= bound) return x;
  }
}

/** The part of −log P(x) that depends on x. */
function logWays(rare: number, common: number, drawn: number, x: number): number {
  return logFactorial(x) + logFactorial(rare - x) + logFactorial(drawn - x) + logFactorial(common - drawn + x);
}
