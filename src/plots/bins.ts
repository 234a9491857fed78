import { quantileSorted } from "d3-array";

/** A binned colour scale: `thresholds[k]` parts bin k from bin k + 1; the outer bins are open. */
export interface Bins {
  readonly thresholds: readonly number[];
}

/** Widths of bins people read at a glance, as shares. */
const STEPS = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25];
const MOST_BINS = 7;
const FEWEST_BINS = 5;

/**
 * Five to seven bins of equal, round width over the middle nine tenths of the shares; the first and last are open,
 * so that a few extreme provinces do not flatten the rest.
 */
export function shareBins(values: readonly number[]): Bins {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const low = quantileSorted(sorted, 0.05) ?? 0;
  const high = quantileSorted(sorted, 0.95) ?? 1;
  const step = STEPS.find((width) => (high - low) / width <= MOST_BINS - 2) ?? STEPS.at(-1)!;
  const most = Math.ceil(1 / step) - 1;
  let first = Math.min(most, Math.max(1, Math.floor(low / step) + 1));
  let last = Math.min(most, Math.max(first, Math.ceil(high / step) - 1));
  // Widen evenly until there are enough bins, staying between 0 and 1.
  while (last - first + 2 < FEWEST_BINS) {
    if (last < most) last++;
    if (first > 1 && last - first + 2 < FEWEST_BINS) first--;
  }
  if (last - first + 2 < MOST_BINS && first > 1) first--;
  return { thresholds: Array.from({ length: last - first + 1 }, (_, k) => round((first + k) * step)) };
}

/** Seven bins symmetric about zero; the middle one, within one percentage point, counts as no change worth naming. */
export function differenceBins(values: readonly number[]): Bins {
  const sizes = values
    .filter(Number.isFinite)
    .map(Math.abs)
    .sort((a, b) => a - b);
  const most = quantileSorted(sizes, 0.95) ?? 0;
  const step = [0.025, 0.05, 0.1, 0.15, 0.2, 0.25].find((width) => 2 * width >= 0.8 * most) ?? 0.3;
  return { thresholds: [-2 * step, -step, -0.01, 0.01, step, 2 * step] };
}

/** Number of the bin a value falls in; a value on a threshold belongs to the higher bin. */
export function binOf({ thresholds }: Bins, value: number): number {
  return thresholds.filter((threshold) => value >= threshold).length;
}

/** As many colours as there are bins: the first of a scheme for six or seven, every other step beyond the light ones for five. */
export function spreadColours(scheme: readonly string[], count: number): string[] {
  const picks = count === FEWEST_BINS ? [0, 1, 2, 3, 5] : Array.from({ length: count }, (_, k) => k);
  return picks.map((k) => scheme[k]!);
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
