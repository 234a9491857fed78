import { chiSquare, ratioProbability } from "../core/chi-square.ts";
import type { Stream } from "../core/stream.ts";

/** Schools of each stage and pupils of each school that national monitoring samples (design of the monitoring, from memory: P223). */
const SAMPLED_SCHOOLS = [12, 8] as const;
const SAMPLED_PUPILS = 30;
/** The measured between-school share must be below this (2017 edition, quality item 9). */
export const DIFFERENCE_LIMIT = 0.15;

/** Schools in a county's monitoring sample; a county with fewer has all of them in it, and at least two are compared. */
export function monitoredSchools(primary: number, junior: number): number {
  return Math.max(2, Math.min(SAMPLED_SCHOOLS[0], primary) + Math.min(SAMPLED_SCHOOLS[1], junior));
}

/**
 * Chance that the measured between-school share stays below the limit at a true share b (CER-3). With one-way random effects the
 * estimate is below 0.15 exactly where the ratio of mean squares is below (1 + 29·0.15) ÷ (1 − 0.15), and that ratio is
 * (1 − b + 30b) ÷ (1 − b) times Fisher's F with J − 1 and 29·J degrees of freedom.
 */
export function monitoringChance(share: number, schools: number): number {
  const limit = (1 + (SAMPLED_PUPILS - 1) * DIFFERENCE_LIMIT) / (1 - DIFFERENCE_LIMIT);
  const scale = (1 - share + SAMPLED_PUPILS * share) / (1 - share);
  return ratioProbability(limit / scale, schools - 1, schools * (SAMPLED_PUPILS - 1));
}

/**
 * The between-school share as measured on J schools of 30 pupils, drawn from its sampling law (CER-12): both mean squares of the
 * one-way analysis of variance are scaled chi-squares, and the estimate is (B − W) ÷ (B + 29·W). Uses numbers 0 … 18 for B
 * and 64 for W.
 */
export function measuredDifference(share: number, schools: number, stream: Stream, entity: number): number {
  const between = schools - 1;
  const within = schools * (SAMPLED_PUPILS - 1);
  const b = ((1 - share + SAMPLED_PUPILS * share) * chiSquare(between, stream, entity)) / between;
  const w = ((1 - share) * chiSquare(within, stream, entity, 64)) / within;
  return (b - w) / (b + (SAMPLED_PUPILS - 1) * w);
}
