import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deferredAcceptance } from "../../src/core/deferred-acceptance.ts";

/**
 * | mutant                                   | killed by            |
 * | ---------------------------------------- | -------------------- |
 * | the newest proposal is refused           | textbook, stable     |
 * | the best proposal is refused             | textbook, stable     |
 * | one place more than the capacity         | stable               |
 * | refused proposers give up                | textbook, stable     |
 */
const world = fc
  .record({ proposers: fc.integer({ min: 1, max: 7 }), receivers: fc.integer({ min: 1, max: 4 }) })
  .chain(({ proposers, receivers }) =>
    fc.record({
      preferences: fc.array(fc.shuffledSubarray(Array.from({ length: receivers }, (_, r) => r)), {
        minLength: proposers,
        maxLength: proposers,
      }),
      capacity: fc.array(fc.nat(3), { minLength: receivers, maxLength: receivers }),
      ranks: fc.array(
        fc.shuffledSubarray(
          Array.from({ length: proposers }, (_, p) => p),
          { minLength: proposers },
        ),
        { minLength: receivers, maxLength: receivers },
      ),
    }),
  );

/** The match where every proposer lists the receivers they accept, best first. */
function accepted(
  preferences: readonly (readonly number[])[],
  capacity: readonly number[],
  isBefore: (receiver: number, a: number, b: number) => boolean,
) {
  const liking = new Float64Array(preferences.length * capacity.length);
  preferences.forEach((list, p) => list.forEach((r, i) => (liking[p * capacity.length + r] = list.length - i)));
  return deferredAcceptance(liking, capacity, isBefore);
}

describe("deferred acceptance", () => {
  it("the textbook example of Gale and Shapley: three and three, proposers get their best stable match", () => {
    const preferences = [
      [0, 1, 2],
      [1, 2, 0],
      [2, 0, 1],
    ];
    const ranks = [
      [1, 2, 0],
      [2, 0, 1],
      [0, 1, 2],
    ];
    const isBefore = (r: number, a: number, b: number) => ranks[r]!.indexOf(a) < ranks[r]!.indexOf(b);
    expect(Array.from(accepted(preferences, [1, 1, 1], isBefore))).toEqual([0, 1, 2]);
    const all = [
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 2],
    ];
    expect(Array.from(accepted(all, [1, 1, 1], isBefore))).toEqual([2, 0, 1]);
    expect(Array.from(accepted([[0], [0], [0]], [2, 0, 0], isBefore))).toEqual([-1, 0, 0]);
  });

  it("is stable: nobody prefers a receiver that has room or holds somebody it ranks lower", () => {
    fc.assert(
      fc.property(world, ({ preferences, capacity, ranks }) => {
        const isBefore = (r: number, a: number, b: number) => ranks[r]!.indexOf(a) < ranks[r]!.indexOf(b);
        const match = Array.from(accepted(preferences, capacity, isBefore));
        const held = capacity.map((_, r) => match.flatMap((m, p) => (m === r ? [p] : [])));
        held.forEach((proposers, r) => expect(proposers.length).toBeLessThanOrEqual(capacity[r]!));
        preferences.forEach((list, p) => {
          const got = match[p]! < 0 ? list.length : list.indexOf(match[p]!);
          expect(got).toBeGreaterThanOrEqual(0);
          for (const r of list.slice(0, got)) {
            expect(held[r]!.length).toBe(capacity[r]!);
            expect(held[r]!.every((other) => isBefore(r, other, p))).toBe(true);
          }
        });
      }),
      { numRuns: 500 },
    );
  });
});
