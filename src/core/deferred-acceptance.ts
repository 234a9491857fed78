/**
 * Deferred acceptance of Gale and Shapley (1962), the proposing side first: everyone proposes to whom they like best of those they
 * have not asked yet, and a receiver keeps the best proposals it has seen, up to its capacity. The outcome is stable, is the best
 * stable one for every proposer, and does not depend on the order of proposals.
 *
 * @param liking How much each proposer likes each receiver: index `proposer × receivers + receiver`; 0 is not acceptable, of equals
 *   the first is asked first. What has been asked is set to 0, so that nobody's wishes need be sorted.
 * @param capacity Places of each receiver (whole numbers).
 * @param isBefore True if the receiver prefers proposer `a` to proposer `b`; a strict order for every receiver.
 * @returns Receiver of each proposer, −1 for those who found none.
 */
export function deferredAcceptance(
  liking: Float64Array,
  capacity: ArrayLike<number>,
  isBefore: (receiver: number, a: number, b: number) => boolean,
): Int32Array {
  const receivers = capacity.length;
  const match = new Int32Array(receivers > 0 ? liking.length / receivers : 0).fill(-1);
  const held = Array.from(capacity, (): number[] => []);
  for (let first = match.length - 1; first >= 0; first--) {
    // Whoever is refused asks the next at once.
    for (let proposer = first; proposer >= 0;) {
      const receiver = nextOf(liking, proposer * receivers, receivers);
      if (receiver < 0) break;
      match[proposer] = receiver;
      proposer = keepBest(held[receiver]!, proposer, capacity[receiver]!, receiver, isBefore);
      if (proposer >= 0) match[proposer] = -1;
    }
  }
  return match;
}

/** The receiver a proposer likes best of those left, who is then crossed out; −1 if there is none. */
function nextOf(liking: Float64Array, from: number, receivers: number): number {
  let best = -1;
  let most = 0;
  for (let r = 0; r < receivers; r++) {
    if (liking[from + r]! <= most) continue;
    most = liking[from + r]!;
    best = r;
  }
  if (best >= 0) liking[from + best] = 0;
  return best;
}

/** Adds a proposer to those a receiver holds; returns whom it refuses, −1 if there is room for all. */
function keepBest(
  held: number[],
  proposer: number,
  capacity: number,
  receiver: number,
  isBefore: (receiver: number, a: number, b: number) => boolean,
): number {
  held.push(proposer);
  if (held.length <= capacity) return -1;
  let worst = 0;
  for (let i = 1; i < held.length; i++) if (isBefore(receiver, held[worst]!, held[i]!)) worst = i;
  return held.splice(worst, 1)[0]!;
}
