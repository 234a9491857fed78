import type { Stream } from "../core/stream.ts";

/**
 * Chance that a sample of schools drawn without replacement meets none of the failing ones (hypergeometric, exact):
 * Π (S − F − i) ÷ (S − i).
 */
function missChance(schools: number, failing: number, sample: number): number {
  let chance = 1;
  for (let i = 0; i < sample && chance > 0; i++) chance *= Math.max(0, schools - failing - i) / (schools - i);
  return chance;
}

/** Schools in a sample of a share of them: at least one where the share is above 0. */
export function sampleSize(schools: number, share: number): number {
  return Math.min(schools, Math.ceil(share * schools - 1e-9));
}

/** True if the sample meets a failing school (CER-8). A larger sample finds whatever a smaller one finds. */
export function findsFailing(
  schools: number,
  failing: number,
  sample: number,
  stream: Stream,
  entity: number,
): boolean {
  return failing > 0 && stream.uniform(entity) >= missChance(schools, failing, sample);
}
