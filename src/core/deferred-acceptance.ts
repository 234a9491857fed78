/**
 * Deferred acceptance of Gale and Shapley (1962), the proposing side first: everyone proposes down their list, and a receiver
 * keeps the best proposals it has seen, up to its capacity. The outcome is stable, is the best stable one for every proposer,
 * and does not depend on the order of proposals.
 *
 * @param preferences Receivers acceptable to each proposer, best first.
 * @param capacity Places of each receiver (whole numbers).
 * @param isBefore True if the receiver prefers proposer `a` to proposer `b`; a strict order for every receiver.
 * @returns Receiver of each proposer, −1 for those who found none.
 */
export function deferredAcceptance(
  preferences: readonly (readonly number[])[],
  capacity: ArrayLike<number>,
  isBefore: (receiver: number, a: number, b: number) => boolean,
): Int32Array {
  const match = new Int32Array(preferences.length).fill(-1);
  const next = new Int32Array(preferences.length);
  const kept = new Map<number, number[]>();
  const free = preferences.map((_, proposer) => proposer);
  while (free.length > 0) {
    const proposer = free.pop()!;
    const receiver = preferences[proposer]![next[proposer]!++];
    if (receiver === undefined) continue;
    const held = kept.get(receiver) ?? [];
    kept.set(receiver, held);
    held.push(proposer);
    match[proposer] = receiver;
    if (held.length <= capacity[receiver]!) continue;
    let worst = 0;
    for (let i = 1; i < held.length; i++) if (isBefore(receiver, held[worst]!, held[i]!)) worst = i;
    const [refused] = held.splice(worst, 1);
    match[refused!] = -1;
    free.push(refused!);
  }
  return match;
}
