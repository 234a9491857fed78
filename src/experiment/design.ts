import seedrandom from "seedrandom";
import { SOBOL_DIMENSIONS, sobolWord } from "../core/sobol.ts";
import { toUniform, type StreamKey } from "../core/stream.ts";
import { correlatedBlocks } from "../scenarios/correlated-blocks.ts";
import type { EnsemblePlan } from "../scenarios/scenario.ts";
import { axesOf, type AxisId, type Drawn } from "./axes.ts";
import { correlateRows } from "./correlate-rows.ts";
import { SOBOL_AXES } from "./sobol-axes.ts";

/** The draws of an ensemble before they become values. */
export interface Design {
  /** Number of members. */
  readonly members: number;
  /** One number in (0, 1) per member. */
  readonly rows: ReadonlyMap<AxisId, Float64Array>;
  readonly seed: string;
  readonly sampler: EnsemblePlan["sampler"];
}

/** Points of a one-at-a-time design, as probabilities. */
export const OAT_POINTS = [0.05, 0.95] as const;

/**
 * The designs of scenarios that run in the same worlds. Each axis has a generator of its own, keyed by seed phrase and axis, so
 * that adding or removing another one changes nothing.
 *
 * - `lhs`: one number in each of N equal strata, in a keyed order; strata depend on N.
 * - `random`: one keyed number a member, so that the first N members stay when the ensemble grows.
 * - `sobol`: the axis's own dimension of the Sobol sequence, its digits shifted by a keyed word; the first N members stay.
 * - `oat`: member 0 has all axes at their medians; then each axis in turn at its 5 % and its 95 % point.
 *
 * Rank correlations are put in by a normal copula; one at a time they play no part.
 */
export function drawDesigns(scenarios: readonly Drawn[], plan: EnsemblePlan): readonly Design[] {
  // One at a time, member k moves the same axis in every scenario.
  const all = [...new Set(scenarios.flatMap(axesOf))];
  return scenarios.map((drawn) => drawDesign(drawn, plan, all));
}

function drawDesign(drawn: Drawn, { size, seed, sampler }: EnsemblePlan, all: readonly AxisId[]): Design {
  const members = sampler === "oat" ? 1 + OAT_POINTS.length * all.length : size;
  const rows = new Map(axesOf(drawn).map((axis) => [axis, drawRow(axis, members, seed, sampler, all)]));
  if (sampler !== "oat") {
    for (const block of correlatedBlocks(drawn.uncertainties)) correlateRows(rows, block, sampler === "lhs");
  }
  return { members, rows, seed, sampler };
}

function drawRow(
  axis: AxisId,
  members: number,
  seed: string,
  sampler: EnsemblePlan["sampler"],
  all: readonly AxisId[],
): Float64Array {
  switch (sampler) {
    case "random":
      return Float64Array.from({ length: members }, (_, member) => keyedUniform(`${seed}|${axis}|${member}`));
    case "lhs":
      return latinRow(seedrandom.alea(`${seed}|${axis}|lhs`), members);
    case "sobol": {
      const shift = seedrandom.alea(`${seed}|${axis}|sobol`).int32();
      const dimension = sobolDimension(axis);
      return Float64Array.from({ length: members }, (_, m) => toUniform((sobolWord(dimension, m) ^ shift) >>> 0));
    }
    case "oat": {
      const first = 1 + OAT_POINTS.length * all.indexOf(axis);
      return Float64Array.from({ length: members }, (_, member) => OAT_POINTS[member - first] ?? 0.5);
    }
    default:
      return sampler satisfies never;
  }
}

function latinRow(random: () => number, members: number): Float64Array {
  const order = Array.from({ length: members }, (_, i) => i);
  for (let i = members - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return Float64Array.from(order, (stratum) => (stratum + inside(random())) / members);
}

/**
 * Dimension of the Sobol sequence that belongs to an axis, whatever else is drawn.
 * @throws RangeError if the list of axes does not hold it within the dimensions there are.
 */
export function sobolDimension(axis: AxisId): number {
  const dimension = SOBOL_AXES.indexOf(axis);
  if (dimension >= 0 && dimension < SOBOL_DIMENSIONS) return dimension;
  throw new RangeError(`${axis} has no Sobol dimension; expected it among the first ${SOBOL_DIMENSIONS} of SOBOL_AXES`);
}

/** The uniform number of a key. */
export function keyedUniform(key: string): number {
  return inside(seedrandom.alea(key)());
}

/** A 32-bit number of a generator, moved off 0. */
function inside(u: number): number {
  return u + 1.1641532182693481e-10;
}

/**
 * The 64-bit key of a world: two words of a generator keyed by the seed phrase, the member and the replication. One at a time all
 * members meet the chance events of the same worlds, those of the replication's number.
 */
export function worldKey({ seed, sampler }: EnsemblePlan, member: number, replication: number): StreamKey {
  const name = sampler === "oat" ? `${replication}` : replication === 0 ? `${member}` : `${member}|${replication}`;
  const random = seedrandom(`${seed}|world|${name}`);
  return [random.int32() >>> 0, random.int32() >>> 0];
}
