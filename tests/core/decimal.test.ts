import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timesDecimal } from "../../src/core/decimal.ts";

describe("timesDecimal", () => {
  it.each([
    [4.1, "0.01", 0.041],
    [0.041, "100", 4.1],
    [-12.5, "0.01", -0.125],
    [1e-7, "1000", 0.0001],
    [1.5e21, "0.1", 1.5e20],
    [0, "0.01", 0],
    [3, "-2.5", -7.5],
  ])("%d × %s is %d", (value, factor, product) => {
    expect(timesDecimal(value, factor)).toBe(product);
  });

  it("turns every percentage of 0.1 % steps into a share without noise, and back", () => {
    const noisy: string[] = [];
    for (let step = 0; step <= 1000; step++) {
      const percent = Number(`${Math.floor(step / 10)}.${step % 10}`);
      const share = timesDecimal(percent, "0.01");
      const digits = String(step).padStart(4, "0");
      const written = `${digits[0]}.${digits.slice(1)}`.replace(/\.?0+$/, "");
      if (String(share) !== written || timesDecimal(share, "100") !== percent) noisy.push(`${percent} gave ${share}`);
    }
    expect(noisy).toEqual([]);
    // What it is for: floating numbers do print noise.
    const floating = Array.from({ length: 1001 }, (_, step) => (step / 10) * 0.01);
    expect(floating.filter((share) => String(share).length > 6).length).toBeGreaterThan(100);
  });

  it("by a power of ten and back gives the same number", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.nat(6),
        fc.integer({ min: 1, max: 6 }),
        (digits, places, power) => {
          const value = Number(`${digits}e-${places}`);
          const back = `0.${"0".repeat(power - 1)}1`;
          expect(timesDecimal(timesDecimal(value, `1${"0".repeat(power)}`), back)).toBe(value);
        },
      ),
    );
  });

  it("refuses a factor that is no decimal", () => {
    expect(() => timesDecimal(1, "1/3")).toThrow(RangeError);
  });
});
