import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyDraws } from "../../src/experiment/apply-draws.ts";
import { drawDesign, quantileOf, worldKey } from "../../src/experiment/design.ts";
import { spreadOf, variance } from "../../src/experiment/spread.ts";
import { COLUMNS, columnsOf, parameterIndex } from "../../src/model/columns.ts";
import type { Uncertainty } from "../../src/model/parameter-table.ts";
import { PARAMETERS, type ParameterId } from "../../src/model/parameters.ts";
import { smallNation, tableOf } from "../model/nation.ts";

/**
 * | mutant                                     | killed by                          |
 * | ------------------------------------------ | ---------------------------------- |
 * | one generator for all parameters           | adding an uncertainty              |
 * | strata drawn with replacement              | one number in each stratum         |
 * | random sampler keyed by size               | the first worlds stay              |
 * | 90 % points taken for 95 %                 | interval90                         |
 * | triangular branches swapped                | triangular                         |
 * | clamped before it acts                     | held to the range                  |
 * | n instead of n − 1 in the variance         | standard error                     |
 */
const unit = (parameter: ParameterId): Uncertainty => ({
  parameter,
  distribution: { kind: "uniform", low: 0, high: 1 },
  as: "set",
});
const ROTATION = unit("rotation.share");
const COST = unit("teachers.cost");
const plan = (size: number, sampler: "lhs" | "random", seed = "spring") => ({ size, seed, sampler });

describe("design", () => {
  it("lhs puts exactly one number in each stratum, in a mixed order", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.string(), (size, seed) => {
        const [row] = drawDesign([ROTATION], plan(size, "lhs", seed));
        const strata = Array.from(row!, (u) => Math.floor(u * size));
        expect([...strata].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
        expect(row!.every((u) => u > 0 && u < 1)).toBe(true);
      }),
    );
    const order = Array.from(drawDesign([ROTATION], plan(50, "lhs"))[0]!);
    expect(order).not.toEqual([...order].sort((a, b) => a - b));
  });

  it.each(["lhs", "random"] as const)("%s: adding an uncertainty leaves the others' draws", (sampler) => {
    const alone = drawDesign([COST], plan(40, sampler));
    const both = drawDesign([ROTATION, COST], plan(40, sampler));
    expect(both[1]).toEqual(alone[0]);
    expect(both[0]).not.toEqual(both[1]);
    expect(drawDesign([COST], plan(40, sampler, "autumn"))).not.toEqual(alone);
  });

  it("random: the first worlds stay when the ensemble grows", () => {
    const small = drawDesign([ROTATION], plan(10, "random"))[0]!;
    expect(drawDesign([ROTATION], plan(300, "random"))[0]!.slice(0, 10)).toEqual(small);
  });

  it("two parameters are drawn independently", () => {
    const [a, b] = drawDesign([ROTATION, COST], plan(4000, "lhs"));
    const product = a!.reduce((sum, u, i) => sum + (u - 0.5) * (b![i]! - 0.5), 0) / 4000;
    expect(Math.abs(product * 12)).toBeLessThan(4 / Math.sqrt(4000));
  });

  it("a world's key is 64 bits of seed phrase and number: known answers", () => {
    expect(worldKey("spring", 0)).toEqual(worldKey("spring", 0));
    expect([worldKey("junheng", 0), worldKey("junheng", 1), worldKey("均衡", 0)]).toMatchInlineSnapshot(`
      [
        [
          1377414944,
          2039428956,
        ],
        [
          2721806454,
          3595720054,
        ],
        [
          55546939,
          1042821018,
        ],
      ]
    `);
    const keys = Array.from({ length: 2000 }, (_, world) => worldKey("spring", world).join(":"));
    expect(new Set(keys).size).toBe(2000);
    expect(worldKey("spring", 3).every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32)).toBe(true);
  });
});

describe("quantiles of the distributions", () => {
  it("uniform", () => {
    const d = { kind: "uniform", low: 2, high: 6 } as const;
    expect([0, 0.25, 1].map((u) => quantileOf(d, u))).toEqual([2, 3, 6]);
  });

  it("triangular: ends, mode and the median of a symmetric one; a point", () => {
    const d = { kind: "triangular", low: 0, mode: 1, high: 4 } as const;
    expect([0, 0.25, 1].map((u) => quantileOf(d, u))).toEqual([0, 1, 4]);
    expect(quantileOf(d, 0.0625)).toBeCloseTo(0.5, 12);
    expect(quantileOf(d, 1 - 0.0625)).toBeCloseTo(4 - Math.sqrt(0.75), 12);
    expect(quantileOf({ kind: "triangular", low: 0, mode: 5, high: 10 }, 0.5)).toBe(5);
    expect(quantileOf({ kind: "triangular", low: 3, mode: 3, high: 3 }, 0.4)).toBe(3);
  });

  it("normal, and interval90 by its 5 % and 95 % points", () => {
    expect(quantileOf({ kind: "normal", mean: 10, sd: 2 }, 0.5)).toBe(10);
    expect(quantileOf({ kind: "normal", mean: 10, sd: 2 }, 0.841344746)).toBeCloseTo(12, 6);
    const d = { kind: "interval90", low: -1, high: 5 } as const;
    expect(quantileOf(d, 0.05)).toBeCloseTo(-1, 7);
    expect(quantileOf(d, 0.5)).toBeCloseTo(2, 12);
    expect(quantileOf(d, 0.95)).toBeCloseTo(5, 7);
  });

  it("rise with u", () => {
    const kinds: Uncertainty["distribution"][] = [
      { kind: "uniform", low: 0, high: 1 },
      { kind: "triangular", low: 0, mode: 0.7, high: 1 },
      { kind: "normal", mean: 0, sd: 1 },
      { kind: "interval90", low: 0, high: 1 },
    ];
    for (const d of kinds) {
      const values = Array.from({ length: 99 }, (_, i) => quantileOf(d, (i + 1) / 100));
      expect(values).toEqual([...values].sort((a, b) => a - b));
    }
  });
});

describe("draws applied to a table", () => {
  const nation = smallNation(["45"], 1);
  const table = tableOf(nation);
  const valuesOf = (parameter: ParameterId, as: Uncertainty["as"], draw: number) => {
    const point = { kind: "uniform", low: draw, high: draw } as const;
    const out = applyDraws(table, [{ parameter, distribution: point, as }], [Float64Array.of(0.3, 0.6)], 1);
    const at = parameterIndex(parameter);
    return [...new Set(Array.from({ length: 16 }, (_, y) => out.profiles[0]![y * COLUMNS + at]!))];
  };

  it("set, add and scale in all years; other columns and the given table stay", () => {
    expect(valuesOf("rotation.share", "set", 0.2)).toEqual([0.2]);
    expect(valuesOf("rotation.share", "add", 0.05)).toEqual([0.1 + 0.05]);
    expect(valuesOf("rotation.share", "scale", 3)).toEqual([0.1 * 3]);
    expect(valuesOf("funding.per_pupil_primary", "scale", 2)).toEqual([1300, 1440]);
    expect(table).toEqual(tableOf(nation));
    const out = applyDraws(table, [ROTATION], [Float64Array.of(0.45)], 0);
    const changed = out.profiles[0]!.filter((value, i) => value !== table.profiles[0]![i]);
    expect(new Set(changed)).toEqual(new Set([0.45]));
    expect(changed).toHaveLength(16);
  });

  it("act in all settings alike", () => {
    const draw = { kind: "uniform", low: 10, high: 10 } as const;
    const parameter = "consolidation.min_pupils_primary";
    const out = applyDraws(table, [{ parameter, distribution: draw, as: "add" }], [Float64Array.of(0.5)], 0);
    for (const column of columnsOf(parameter)) expect(out.profiles[0]![COLUMNS + column]).toBe(100);
    expect(out.overlays).toBeUndefined();
  });

  it("values are held to their range, and rounded where only whole numbers make sense", () => {
    expect(valuesOf("rotation.share", "scale", 100)).toEqual([PARAMETERS["rotation.share"].range[1]]);
    expect(valuesOf("rotation.share", "add", -1)).toEqual([0]);
    expect(valuesOf("rotation.service_years", "add", 0.6)).toEqual([7]);
    expect(valuesOf("rotation.service_years", "set", 99)).toEqual([12]);
    expect(valuesOf("teachers.cost", "set", 140_000.5)).toEqual([140_000.5]);
  });
});

describe("spread", () => {
  it("quantiles are R-7, the error is that of the mean", () => {
    const spread = spreadOf([4, 1, 3, 2]);
    expect(spread).toMatchObject({ p25: 1.75, p50: 2.5, p75: 3.25, mean: 2.5 });
    expect(spread.p05).toBeCloseTo(1.15, 12);
    expect(spread.p95).toBeCloseTo(3.85, 12);
    expect(spread.standardError).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12);
  });

  it("equal values have no spread, to the last bit; one value has no error", () => {
    expect(variance(Array<number>(7).fill(0.1))).toBe(0);
    expect(spreadOf(Array<number>(7).fill(0.1)).standardError).toBe(0);
    expect(spreadOf([5])).toMatchObject({ p05: 5, p95: 5, mean: 5, standardError: 0 });
    expect(variance([5])).toBe(0);
  });
});
