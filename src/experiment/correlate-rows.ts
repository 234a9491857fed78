import { normalProbability, normalQuantile } from "../core/normal.ts";
import { choleskyFactor } from "../core/symmetric.ts";
import type { CorrelatedBlock } from "../scenarios/correlated-blocks.ts";
import type { AxisId } from "./axes.ts";

/** Room kept from 0 and 1. */
const EDGE = 1e-12;

/**
 * Gives the rows of a block its rank correlations by a normal copula: the rows' normal scores are mixed by the Cholesky factor of
 * the block's matrix. If `keepsStrata`, each row keeps its numbers and only their order follows the mixed scores; otherwise the
 * scores become uniform again, member by member (error below 1e−7). The first parameter of the block keeps its row.
 */
export function correlateRows(
  rows: Map<AxisId, Float64Array>,
  { parameters, matrix }: CorrelatedBlock,
  keepsStrata: boolean,
): void {
  const n = parameters.length;
  const factor = choleskyFactor(matrix, n);
  const scores = parameters.map((parameter) => rows.get(parameter)!.map(normalQuantile));
  parameters.forEach((parameter, i) => {
    if (i === 0) return;
    const row = rows.get(parameter)!;
    const mixed = row.map((_, member) => {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += factor[i * n + j]! * scores[j]![member]!;
      return sum;
    });
    rows.set(parameter, keepsStrata ? reordered(row, mixed) : mixed.map(toProbability));
  });
}

/** The numbers of a row in the order of the scores. */
function reordered(row: Float64Array, scores: Float64Array): Float64Array {
  const sorted = row.slice().sort();
  const order = Array.from(scores, (_, i) => i).sort((a, b) => scores[a]! - scores[b]! || a - b);
  const result = new Float64Array(row.length);
  order.forEach((member, rank) => (result[member] = sorted[rank]!));
  return result;
}

function toProbability(score: number): number {
  return Math.min(1 - EDGE, Math.max(EDGE, normalProbability(score)));
}
