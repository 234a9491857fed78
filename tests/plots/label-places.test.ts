import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxesOverlap, freePlace, spreadPlaces } from "../../src/plots/label-places.ts";

describe("spreadPlaces", () => {
  it("leaves labels where they are wanted if there is room", () => {
    expect(spreadPlaces([50, 10, 90], 10, 0, 100)).toEqual([50, 10, 90]);
  });

  it("moves two that collide by half a gap each, in their order", () => {
    expect(spreadPlaces([50, 50], 10, 0, 100)).toEqual([45, 55]);
    expect(spreadPlaces([52, 50], 10, 0, 100)).toEqual([56, 46]);
  });

  it("keeps within the ends", () => {
    expect(spreadPlaces([-20, 0], 10, 0, 100)).toEqual([0, 10]);
    expect(spreadPlaces([99, 200], 10, 0, 100)).toEqual([90, 100]);
  });

  it("starts at the low end where there is no room for all", () => {
    expect(spreadPlaces([5, 5, 5], 10, 0, 12)).toEqual([0, 10, 20]);
    expect(spreadPlaces([], 10, 0, 12)).toEqual([]);
  });

  it("never puts two nearer than the gap, nor swaps them", () => {
    const wanted = fc.array(fc.nat(300), { maxLength: 25 });
    fc.assert(
      fc.property(wanted, fc.integer({ min: 1, max: 20 }), (values, gap) => {
        const places = spreadPlaces(values, gap, 0, 600);
        const order = values.map((_, k) => k).sort((a, b) => places[a]! - places[b]!);
        for (let k = 1; k < order.length; k++) {
          const [before, after] = [order[k - 1]!, order[k]!];
          expect(places[after]! - places[before]!).toBeGreaterThan(gap - 1e-9);
          expect(values[before]!).toBeLessThanOrEqual(values[after]!);
        }
        expect(places.filter((place) => place < 0 || place > 600 + 1e-9)).toEqual([]);
      }),
    );
  });
});

describe("freePlace", () => {
  const bounds = { left: 0, right: 300, top: 0, bottom: 200 };
  const size = { width: 60, height: 14 };

  it("stands up and to the right of a point if nothing is in the way", () => {
    expect(freePlace([100, 100], size, [], bounds)).toEqual({ left: 105, right: 165, top: 81, bottom: 95 });
  });

  it("goes round what is taken and stays within the bounds", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(280), fc.nat(190)), { maxLength: 6 }), (points) => {
        const taken: ReturnType<typeof freePlace>[] = [];
        for (const [x, y] of points) taken.push(freePlace([x, y], size, taken, bounds));
        const isOutside = (box: (typeof taken)[number]) =>
          box.left < 0 || box.right > 300 || box.top < 0 || box.bottom > 200 || box.right - box.left !== 60;
        expect(taken.filter(isOutside)).toEqual([]);
        const isHit = (box: (typeof taken)[number], k: number) =>
          taken.slice(k + 1).some((other) => boxesOverlap(box, other));
        expect(taken.filter(isHit)).toEqual([]);
      }),
    );
  });

  it("gives a place within the bounds even where all is taken", () => {
    const box = freePlace([100, 100], size, [bounds], bounds);
    expect(box.left).toBeGreaterThanOrEqual(0);
    expect(box.bottom).toBeLessThanOrEqual(200);
  });
});
