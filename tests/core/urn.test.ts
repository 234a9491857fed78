import { describe, expect, it } from "vitest";
import { classAt, cumulate, multinomial, split, weightedClasses } from "../../src/core/urn.ts";
import { openStream } from "../../src/core/stream.ts";

/**
 * | mutant                                       | killed by                              |
 * | -------------------------------------------- | -------------------------------------- |
 * | `>` for `>=` in the search                   | a class without weight is never chosen |
 * | columns read beyond the classes in use       | only the classes in use                |
 */
const stream = openStream([7, 11], 3, 2030, 5);

describe("classes with weights", () => {
  it("a class without weight is never chosen, at either end or between", () => {
    const cumulative = Float64Array.of(0, 2, 2, 5, 5);
    expect([0, 1, 1.999, 2, 4.999].map((at) => classAt(cumulative, 5, at))).toEqual([1, 1, 1, 3, 3]);
  });

  it("uses only the classes in use, and what is used once or often is the same", () => {
    const classes = weightedClasses(8);
    classes.weights.set([1, 3, 2, 90, 90, 90, 90, 90]);
    cumulate(classes, 3);
    for (const n of [1, 5, 400]) {
      const [often, once] = [new Int32Array(8), new Int32Array(3)];
      split(n, classes, often, stream, n);
      multinomial(n, [1, 3, 2], once, stream, n);
      expect(Array.from(often)).toEqual([...once, 0, 0, 0, 0, 0]);
    }
  });
});
