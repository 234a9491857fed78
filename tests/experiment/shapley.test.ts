import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shapleyValues } from "../../src/experiment/shapley.ts";

/**
 * | mutant                                   | killed by              |
 * | ---------------------------------------- | ---------------------- |
 * | all coalitions weigh alike               | gloves, efficiency     |
 * | a player's worth alone                   | gloves                 |
 * | weights of orders shifted by one         | efficiency             |
 */
/** Games of up to six players with whole worths, so that equality can be asked for. */
const games = fc
  .integer({ min: 1, max: 6 })
  .chain((n) => fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 << n, maxLength: 1 << n }));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The mean over all orders, written as the definition says. */
function byOrders(worth: readonly number[]): number[] {
  const n = Math.log2(worth.length);
  const values = Array<number>(n).fill(0);
  let orders = 0;
  const extend = (mask: number, order: readonly number[]) => {
    if (order.length === n) {
      orders++;
      let before = 0;
      for (const player of order) {
        values[player]! += worth[before | (1 << player)]! - worth[before]!;
        before |= 1 << player;
      }
    }
    for (let player = 0; player < n; player++)
      if (!((mask >> player) & 1)) extend(mask | (1 << player), [...order, player]);
  };
  extend(0, []);
  return values.map((value) => value / orders);
}

describe("Shapley values", () => {
  it("the glove game: one right glove is worth four times each of two left ones", () => {
    // Player 0 has the right glove; a pair is worth 1.
    const worth = [0, 0, 0, 1, 0, 1, 0, 1];
    expect(shapleyValues(worth).map((value) => Math.round(value * 6))).toEqual([4, 1, 1]);
  });

  it("two packages that add up keep their own effect, and what they lose together is split", () => {
    expect(shapleyValues([10, 13, 15, 18])).toEqual([3, 5]);
    expect(shapleyValues([10, 13, 15, 16])).toEqual([2, 4]);
  });

  it("add up to the difference between all and none, and are those of the definition, free of order", () => {
    fc.assert(
      fc.property(games, (worth) => {
        const values = shapleyValues(worth);
        expect(sum(values)).toBeCloseTo(worth.at(-1)! - worth[0]!, 8);
        byOrders(worth).forEach((value, player) => expect(values[player]).toBeCloseTo(value, 8));
      }),
      { numRuns: 60 },
    );
  });

  it("a player who adds nothing to anyone has exactly 0", () => {
    fc.assert(
      fc.property(games, fc.nat(6), (worth, place) => {
        const n = Math.log2(worth.length);
        const dummy = place % (n + 1);
        const low = (1 << dummy) - 1;
        const without = (mask: number) => (mask & low) | ((mask >> (dummy + 1)) << dummy);
        const larger = Array.from({ length: 2 * worth.length }, (_, mask) => worth[without(mask)]! / 7);
        const values = shapleyValues(larger);
        expect(values[dummy]).toBe(0);
        // The others keep what they had.
        const others = values.filter((_, player) => player !== dummy);
        shapleyValues(worth).forEach((value, player) => expect(others[player]).toBeCloseTo(value / 7, 8));
      }),
    );
  });

  it("two players who add the same to everyone have the same, and renaming players renames their values", () => {
    fc.assert(
      fc.property(games, fc.nat(5), fc.nat(5), (worth, i, j) => {
        const n = Math.log2(worth.length);
        const [a, b] = [i % n, j % n];
        const swap = (mask: number) => {
          const [hasA, hasB] = [(mask >> a) & 1, (mask >> b) & 1];
          return hasA === hasB ? mask : mask ^ (1 << a) ^ (1 << b);
        };
        const values = shapleyValues(worth);
        const renamed = shapleyValues(worth.map((_, mask) => worth[swap(mask)]!));
        expect(renamed[a]).toBeCloseTo(values[b]!, 8);
        const even = shapleyValues(worth.map((value, mask) => value + worth[swap(mask)]!));
        expect(even[a]).toBeCloseTo(even[b]!, 8);
      }),
    );
  });

  it("refuses a list that is no game", () => {
    expect(() => shapleyValues([1, 2, 3])).toThrow(RangeError);
  });
});
