/**
 * Whole numbers that sum to `total`, as near to proportional to `weights` as can be: the largest-remainder method.
 * Ties go to the earlier entry. All weights zero: equal shares.
 * @throws RangeError if a weight is negative or not finite, or if a positive total has nowhere to go.
 */
export function apportion(total: number, weights: ArrayLike<number>): Int32Array {
  const count = weights.length;
  const shares = new Int32Array(count);
  if (total === 0) return shares;
  if (count === 0) throw new RangeError(`cannot apportion ${total} over nothing`);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const weight = weights[i]!;
    if (!(weight >= 0) || weight === Infinity) throw new RangeError(`weight ${i} is ${weight}; expected a number ≥ 0`);
    sum += weight;
  }
  const remainders = new Float64Array(count);
  let given = 0;
  for (let i = 0; i < count; i++) {
    const exact = sum > 0 ? (total * weights[i]!) / sum : total / count;
    shares[i] = Math.floor(exact);
    remainders[i] = exact - shares[i]!;
    given += shares[i]!;
  }
  const left = total - given;
  if (left === 0) return shares;
  // The largest remainders, found by sorting numbers alone: whoever is above the last of them, then the first who equal it.
  const last = remainders.slice().sort()[count - left]!;
  for (let i = 0; i < count; i++) {
    if (remainders[i]! <= last) continue;
    shares[i]!++;
    given++;
  }
  for (let i = 0; given < total; i++) {
    if (remainders[i] !== last) continue;
    shares[i]!++;
    given++;
  }
  return shares;
}
