import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldInOrder } from "../../src/cli/fold-in-order.ts";
import { emptyTrace, type Trace } from "../../src/model/trace.ts";

// Mutants killed: worlds folded as they come; a skipped world that stops the rest; stored worlds all held; worlds let go that lie nowhere.

const WORLDS = 40;
const tracesOf = (world: number): readonly Trace[] => [{ ...emptyTrace(1, 1), movesResidual: world }];

/** Puts worlds in an order; gives the worlds in the order they were folded, and those read again. */
function folding(
  order: readonly number[],
  isStored: boolean,
  skipped: readonly number[] = [],
  gone: readonly number[] = [],
) {
  const seen: number[] = [];
  const readAgain: number[] = [];
  const lost: number[] = [];
  const fold = foldInOrder(
    (world, traces) => {
      expect(traces[0]!.movesResidual).toBe(world);
      seen.push(world);
    },
    (world) => {
      readAgain.push(world);
      return gone.includes(world) ? undefined : tracesOf(world);
    },
    (world) => lost.push(world),
  );
  for (const world of order)
    if (skipped.includes(world)) fold.skip(world);
    else fold.put(world, tracesOf(world), isStored);
  expect(fold.folded).toEqual(seen);
  return { seen, readAgain, lost };
}

const ALL = Array.from({ length: WORLDS }, (_, world) => world);
const orders = fc.shuffledSubarray(ALL, { minLength: WORLDS, maxLength: WORLDS });

describe("worlds folded in order", () => {
  it("come in rising order, without those that failed", () => {
    fc.assert(
      fc.property(orders, fc.boolean(), fc.subarray(ALL), (order, isStored, skipped) => {
        const { seen } = folding(order, isStored, skipped);
        expect(seen).toEqual(ALL.filter((world) => !skipped.includes(world)));
      }),
      { seed: 5 },
    );
  });

  it("wait in memory only if they are few or lie nowhere else", () => {
    const last = [...ALL].reverse();
    expect(folding(last, true).readAgain).toHaveLength(WORLDS - 9);
    expect(folding(last, false).readAgain).toEqual([]);
    expect(folding(ALL, true).readAgain).toEqual([]);
  });

  it("are told where they can no longer be read", () => {
    const { seen, lost } = folding([...ALL].reverse(), true, [], [3, 35]);
    expect(lost).toEqual([3]);
    expect(seen).toEqual(ALL.filter((world) => world !== 3));
  });
});
