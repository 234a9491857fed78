import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyDraws } from "../../src/experiment/apply-draws.ts";
import { drawDesigns } from "../../src/experiment/design.ts";
import { dirichlet } from "../../src/experiment/draw-shares.ts";
import { COLUMNS, parameterIndex } from "../../src/model/columns.ts";
import { FIRST_YEAR } from "../../src/model/parameters.ts";
import type { JointDraw } from "../../src/model/share-groups.ts";
import { smallNation, tableOf } from "../model/nation.ts";

/**
 * | mutant                                              | killed by                           |
 * | --------------------------------------------------- | ----------------------------------- |
 * | second cut of the whole instead of the rest         | sum to at most one, means           |
 * | concentration left out                              | spread                              |
 * | provincial shares drawn around central draws        | around the resolved values          |
 * | every county drawn, whatever its tier               | the counties of the group           |
 */
describe("a Dirichlet draw by two cuts", () => {
  const percent = fc.integer({ min: 1, max: 99 }).map((k) => k / 100);

  it("sums to at most one, and a share of 0 stays 0", () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), percent, percent, (c, p, first, second) => {
        const [central, province] = [c / 100, Math.min(p, 100 - c) / 100];
        const [a, b] = dirichlet(central, province, 20, first, second);
        expect(a).toBeGreaterThanOrEqual(0);
        expect(b).toBeGreaterThanOrEqual(0);
        expect(a + b).toBeLessThanOrEqual(1 + 1e-12);
        if (central === 0) expect(a).toBe(0);
        if (province === 0) expect(b).toBe(0);
        if (c + Math.min(p, 100 - c) === 100) expect(a + b).toBeCloseTo(1, 9);
      }),
    );
    expect(dirichlet(1, 0, 20, 0.3, 0.3)).toEqual([1, 0]);
  });

  it("has the resolved shares as means and the variance m(1 − m) / (k + 1)", () => {
    const steps = Array.from({ length: 60 }, (_, i) => (i + 0.5) / 60);
    const draws = steps.flatMap((first) => steps.map((second) => dirichlet(0.5, 0.2, 9, first, second)));
    const moments = (values: readonly number[]) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return [mean, values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length];
    };
    expect(moments(draws.map(([central]) => central))).toEqual([expect.closeTo(0.5, 3), expect.closeTo(0.025, 3)]);
    expect(moments(draws.map(([, province]) => province))).toEqual([expect.closeTo(0.2, 3), expect.closeTo(0.016, 3)]);
  });
});

describe("shares of a group drawn together", () => {
  const nation = smallNation(["45", "33"], 1);
  const places = nation.counties.map(({ attributes }) => attributes);
  const table = tableOf(nation, { "funding.provincial_share": 0.1 });
  const drawn = (...jointDraws: JointDraw[]) => {
    const scenario = { uncertainties: [], jointDraws };
    const [design] = drawDesigns([scenario], { size: 3, replications: 1, seed: "s", sampler: "lhs", quantiles: [0.5] });
    return applyDraws(table, scenario, design!, 1, places);
  };
  const at = (out: ReturnType<typeof drawn>, county: number, year: number) => [
    out.profiles[0]![(year - FIRST_YEAR) * COLUMNS + parameterIndex("funding.central_share_tier1")]!,
    out.overlays![0]!.values[county * 16 + year - FIRST_YEAR]!,
  ];

  it("move in the counties of the group, once for the run, and around the resolved values; others stay", () => {
    expect(places.map(({ province }) => province)).toEqual(["45", "33"]);
    const out = drawn({ shares: "funding.payer_tier1", concentration: 30 });
    expect(out.overlays).toMatchObject([{ parameter: "funding.provincial_share", as: "set" }]);
    const [central, province] = at(out, 0, 2030);
    expect(central).not.toBe(0.8);
    expect(province).not.toBe(0.1);
    expect(at(out, 0, 2026)).toEqual([central, province]);
    expect(at(out, 1, 2030)[1]).toBe(0.1);
    const tier4 = parameterIndex("funding.central_share_tier4");
    expect(out.profiles[0]![tier4]).toBe(0.3);
    const [first, second] = ["central", "province"].map((cut) => {
      const [design] = drawDesigns(
        [{ uncertainties: [], jointDraws: [{ shares: "funding.payer_tier1", concentration: 30 }] }],
        { size: 3, replications: 1, seed: "s", sampler: "lhs", quantiles: [0.5] },
      );
      return design!.rows.get(`funding.payer_tier1#${cut as "central"}`)![1]!;
    });
    expect([central, province]).toEqual(dirichlet(0.8, 0.1, 30, first!, second!));
  });

  it("two groups share one overlay, and one does not change the draws of the other", () => {
    const one = { shares: "funding.payer_tier1", concentration: 30 } as const;
    const both = drawn(one, { shares: "funding.payer_tier4", concentration: 30 });
    expect(both.overlays).toHaveLength(1);
    expect(at(both, 0, 2030)).toEqual(at(drawn(one), 0, 2030));
    expect(at(both, 1, 2030)[1]).not.toBe(0.1);
  });
});
