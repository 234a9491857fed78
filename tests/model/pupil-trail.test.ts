import { describe, expect, it } from "vitest";
import { openStream } from "../../src/core/stream.ts";
import {
  endingOf,
  gone,
  inCell,
  inWaiting,
  moveAll,
  part,
  placeOf,
  startTrail,
  type PupilTrail,
} from "../../src/model/pupil-trail.ts";

// Mutants killed: TRL-1: drawing with replacement; a part chosen without regard to its count; a pool that is also a part
// parted twice; the draw counter not advanced.

const stream = (world: number) => openStream([world, 5], 3, 2026, 1);

describe("traced pupils", () => {
  it("TRL-1 one named pupil of ten is among the three who leave in three worlds of ten", () => {
    let leaving = 0;
    const worlds = 20_000;
    for (let world = 0; world < worlds; world++) {
      const trail = startTrail([7], inCell(2, 3, 4));
      part(trail, inCell(2, 3, 4), [inCell(2, 3, 4), gone("left-county")], [7, 3], stream(world));
      if (endingOf(trail.pools[0]!) === "left-county") leaving++;
    }
    expect(Math.abs(leaving / worlds - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / worlds));
  });

  it("TRL-1 several traced pupils of one pool fill it without replacement", () => {
    for (let world = 0; world < 200; world++) {
      const trail = startTrail([1, 2, 3, 4], inWaiting(0, 0));
      part(trail, inWaiting(0, 0), [10, 20, 30], [1, 1, 2], stream(world));
      expect([...trail.pools].sort((a, b) => a - b)).toEqual([10, 20, 30, 30]);
    }
  });

  it("TRL-1 pairs are as likely as in a draw without replacement", () => {
    // Two of four leave: two named pupils both leave with chance 1/6, not 1/4.
    let both = 0;
    const worlds = 20_000;
    for (let world = 0; world < worlds; world++) {
      const trail = startTrail([1, 2], 5);
      part(trail, 5, [5, 6], [2, 2], stream(world));
      if (trail.pools.every((pool) => pool === 6)) both++;
    }
    expect(Math.abs(both / worlds - 1 / 6)).toBeLessThan(4 * Math.sqrt(5 / 36 / worlds));
  });

  it("TRL-1 each step of a year draws anew, and the draws belong to the pupil, not to the others traced", () => {
    const walk = (trail: PupilTrail) => {
      for (let step = 0; step < 40; step++) {
        const from = trail.pools.at(-1)!;
        part(trail, from, [2 * from + 1, 2 * from + 2], [500, 500], stream(9));
        if (from > 1e8) break;
      }
      return trail.pools.at(-1);
    };
    const alone = walk(startTrail([9], 0));
    const other = startTrail([3, 9], 0);
    moveAll(other, 0, 0);
    other.pools[0] = -5;
    other.pools[0] = 4_000_000_000;
    expect(walk(other)).toBe(alone);
    expect(alone).not.toBe(0);
  });

  it("a pool that holds fewer pupils than are traced is an error", () => {
    expect(() => part(startTrail([1, 2], 5), 5, [6], [1], stream(1))).toThrow(/empty pool/);
  });

  it("places and endings are read back from pools", () => {
    expect(placeOf(inCell(12, 8, 17))).toEqual({ site: 12, grade: 8, group: 17 });
    expect(placeOf(inWaiting(2, 1))).toBeUndefined();
    expect(endingOf(gone("too-far"))).toBe("too-far");
    expect(endingOf(inCell(0, 0, 0))).toBeUndefined();
  });
});
