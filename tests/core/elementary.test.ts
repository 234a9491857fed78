import { describe, expect, it } from "vitest";
import { exp, log, logistic, logit, pow, powInteger } from "../../src/core/elementary.ts";

/**
 * | mutant                                   | killed by                    |
 * | ---------------------------------------- | ---------------------------- |
 * | low part of ln 2 left out                | exp, log on the grid         |
 * | a polynomial's last term left out        | exp, log on the grid         |
 * | subnormal numbers not lifted             | special values of log        |
 * | powers of two built in one step          | special values of exp        |
 */
const buffer = new DataView(new ArrayBuffer(8));

/** Distance of two positive numbers in units of the last place. */
function ulps(a: number, b: number): number {
  const key = (x: number) => {
    buffer.setFloat64(0, x);
    return buffer.getBigInt64(0);
  };
  const distance = key(a) - key(b);
  return Number(distance < 0n ? -distance : distance);
}

describe("exp", () => {
  it("is within 2 units in the last place of the engine's", () => {
    let worst = 0;
    for (let i = -28_000; i <= 28_000; i++) worst = Math.max(worst, ulps(exp(i * 0.0253), Math.exp(i * 0.0253)));
    for (let i = -2000; i <= 2000; i++) worst = Math.max(worst, ulps(exp(i * 1e-4), Math.exp(i * 1e-4)));
    expect(worst).toBeLessThanOrEqual(2);
  });

  it("has its special values", () => {
    expect([exp(0), exp(-0), exp(710), exp(Infinity), exp(-746), exp(-Infinity)]).toEqual([
      1,
      1,
      Infinity,
      Infinity,
      0,
      0,
    ]);
    expect(exp(NaN)).toBeNaN();
    expect(ulps(exp(1), Math.E)).toBeLessThanOrEqual(1);
    expect(exp(709.7)).toBeLessThan(Infinity);
    expect(exp(-745)).toBe(Number.MIN_VALUE);
  });
});

describe("log", () => {
  it("is within 2 units in the last place of the engine's", () => {
    let worst = 0;
    for (let i = 1; i <= 40_000; i++) worst = Math.max(worst, ulps(log(i * 0.0137), Math.log(i * 0.0137)));
    for (let e = -300; e <= 300; e++) worst = Math.max(worst, ulps(log(Number(`3e${e}`)), Math.log(Number(`3e${e}`))));
    expect(worst).toBeLessThanOrEqual(2);
  });

  it("has its special values", () => {
    expect([log(1), log(0), log(-0), log(Infinity)]).toEqual([0, -Infinity, -Infinity, Infinity]);
    expect(log(-1)).toBeNaN();
    expect(log(NaN)).toBeNaN();
    expect(ulps(-log(Number.MIN_VALUE), 744.4400719213812)).toBeLessThanOrEqual(2);
  });
});

describe("pow", () => {
  it("multiplies whole powers out", () => {
    expect([pow(2, 10), pow(2, -3), pow(-3, 3), pow(0, 0), pow(7, 0), powInteger(3, 5)]).toEqual([
      1024, 0.125, -27, 1, 1, 243,
    ]);
  });

  it("is near the engine's for broken powers: the error of y·log x grows with its size", () => {
    for (const x of [0.01, 0.37, 0.99, 1.5, 40, 12_345]) {
      for (const y of [-2.5, -0.3, 0.3, 0.5, 1.7]) {
        expect(Math.abs(pow(x, y) / Math.pow(x, y) - 1)).toBeLessThan(4e-16 * (2 + Math.abs(y * Math.log(x))));
      }
    }
  });

  it("has its special values", () => {
    expect([pow(0, 0.5), pow(0, -0.5)]).toEqual([0, Infinity]);
    expect(pow(-2, 0.5)).toBeNaN();
  });
});

describe("logistic and logit", () => {
  it("undo each other and mirror at one half", () => {
    expect(logistic(0)).toBe(0.5);
    expect([logistic(800), logistic(-800)]).toEqual([1, 0]);
    for (let percent = 1; percent < 100; percent++) {
      const p = percent / 100;
      expect(logistic(logit(p))).toBeCloseTo(p, 14);
      expect(logistic(-logit(p))).toBeCloseTo(1 - p, 14);
    }
  });
});
