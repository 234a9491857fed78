import { describe, expect, it } from "vitest";
import { addBin, binOf, closeRoll, createRoll, openRoll, takePlace } from "../../src/model/roll.ts";

/**
 * | mutant                                | killed by                          |
 * | ------------------------------------- | ---------------------------------- |
 * | guide one bin late                    | every place lies in its bin        |
 * | places taken last year stay taken     | a roll that is opened anew         |
 * | a place may be taken twice            | every place is taken once          |
 */
describe("rolls", () => {
  const sizes = [3, 0, 200, 1, 0, 64, 70, 0];

  function fill(roll = createRoll()) {
    openRoll(roll, sizes.length);
    sizes.forEach((n, bin) => addBin(roll, bin * 10, n));
    closeRoll(roll);
    return roll;
  }

  it("every place lies in its bin, and empty bins are left out", () => {
    const roll = fill();
    const cells = Array.from({ length: roll.total }, (_, place) => roll.cells[binOf(roll, place)]!);
    expect(cells).toEqual(sizes.flatMap((n, bin) => Array.from({ length: n }, () => bin * 10)));
  });

  it("every place is taken once; a roll that is opened anew holds everyone again", () => {
    const roll = fill();
    const takeAll = () => Array.from({ length: roll.total }, (_, place) => takePlace(roll, place));
    expect(takeAll().every(Boolean)).toBe(true);
    expect(takeAll().some(Boolean)).toBe(false);
    fill(roll);
    expect(takeAll().every(Boolean)).toBe(true);
  });
});
