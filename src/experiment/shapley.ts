/**
 * Shapley values of a game of n players: the mean, over all orders in which the players may come, of what each adds to those before it.
 * They sum to v(all) − v(nobody), equal players have equal values, and one who adds nothing to anyone has 0.
 *
 * @param worth Worth of every coalition; player p takes part in coalition m where bit p of m is set. Length 2ⁿ.
 */
export function shapleyValues(worth: ArrayLike<number>): number[] {
  const n = Math.round(Math.log2(worth.length));
  if (worth.length !== 1 << n) throw new RangeError(`${worth.length} coalitions are no game; expected a power of two`);
  const weights = orderShares(n);
  return Array.from({ length: n }, (_, player) => {
    let value = 0;
    for (let mask = 0; mask < worth.length; mask++) {
      if ((mask >> player) & 1) continue;
      value += weights[sizeOf(mask)]! * (worth[mask | (1 << player)]! - worth[mask]!);
    }
    return value;
  });
}

/** Share of the orders of n players in which a player comes right after a given set of so many others: s! (n − 1 − s)! / n!. */
function orderShares(n: number): number[] {
  // 1 / (n · C(n − 1, s)), without factorials.
  let choices = 1;
  return Array.from({ length: n }, (_, size) => {
    const share = 1 / (n * choices);
    choices = (choices * (n - 1 - size)) / (size + 1);
    return share;
  });
}

function sizeOf(mask: number): number {
  let size = 0;
  for (let rest = mask; rest > 0; rest &= rest - 1) size++;
  return size;
}
