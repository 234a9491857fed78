import { describe, expect, it } from "vitest";
import { normal } from "../../src/core/normal.ts";
import { openStream } from "../../src/core/stream.ts";
import { basicReadiness, type BasicStanding } from "../../src/model/basic-balance.ts";
import { registryValue, type ParameterId } from "../../src/model/parameters.ts";
import { planCertification } from "../../src/model/plan.ts";
import { certify } from "../../src/model/processes/certification.ts";
import { BASIC_2012 } from "../../src/model/regime.ts";
import type { Region } from "../../src/model/parameter-table.ts";
import { county } from "./worlds.ts";

/**
 * Mutants killed:
 * CER-17: one limit for both stages; 2017 plan, stages or capacity under the rules of 2012; the score ignored
 */
const STANDING: BasicStanding = {
  composite: [0.6, 0.5],
  governmentScore: 90,
  schools: 40,
  failingSchools: 0,
  forecast: 0.95,
};

/** Regions of 30 provinces of 20 counties, ten each in the east and the west. */
const REGIONS: readonly Region[] = Array.from({ length: 30 }, (_, p) =>
  p < 10 ? "east" : p < 17 ? "central" : p < 20 ? "northeast" : "west",
);

/** Counties certified by year when coefficients of 0.71 on average fall by 0.03 a year from 2013 on. */
function diffusion(capacity: number): number[] {
  const noise = openStream([8, 1], 1, 2012, 0);
  const counties = REGIONS.flatMap((region, p) =>
    Array.from({ length: 20 }, (_, i) => {
      const id = p * 20 + i + 1;
      const state = county({ id, attributes: { region, province: String(10 + p) }, sites: [{}] });
      return { ...state, development: normal(noise, id) };
    }),
  );
  const value = (_: number, id: ParameterId) => registryValue(id, 2020);
  planCertification(counties, value, [8, 2], BASIC_2012);
  const regime = { ...BASIC_2012, capacity };
  return Array.from({ length: 9 }, (_, y) => {
    const readiness = counties.map(({ development, id }) => {
      const composite = 0.71 - 0.03 * y - 0.05 * development + 0.02 * normal(noise, id, y + 1);
      return basicReadiness({ ...STANDING, composite: [composite, composite - 0.1] });
    });
    certify(counties, readiness, counties.length / 2895, value, [8, 3], 2013 + y, regime);
    return counties.filter(({ queue }) => queue.certifiedYear > 0).length;
  });
}

describe("the basic-balance stage", () => {
  it("CER-17 composite coefficients of 0.65 and 0.55, 85 points and the baseline of every school", () => {
    const ready = (change: Partial<BasicStanding>) => {
      const { isReady, looksReady } = basicReadiness({ ...STANDING, ...change });
      return [isReady, looksReady];
    };
    expect(ready({ composite: [0.65, 0.55], governmentScore: 85 })).toEqual([true, true]);
    expect(ready({ composite: [0.651, 0.5] })).toEqual([false, false]);
    expect(ready({ composite: [0.6, 0.551] })).toEqual([false, false]);
    expect(ready({ governmentScore: 84.9 })).toEqual([false, false]);
    expect(ready({ failingSchools: 1 })).toEqual([false, true]);
  });

  it("CER-17 the same queue under the rules of 2012 makes an S-curve: slow, steep, slow, within the capacity", () => {
    expect(BASIC_2012.capacity).toBe(600);
    const certified = diffusion(BASIC_2012.capacity!);
    const added = certified.map((n, y) => n - (certified[y - 1] ?? 0));
    const peak = added.indexOf(Math.max(...added));
    expect([peak > 0, peak < 6]).toEqual([true, true]);
    expect(added[0]).toBeLessThan(added[peak]! / 1.5);
    expect(added.at(-1)).toBeLessThan(added[peak]! / 3);
    expect(certified.at(-1)! / 600).toBeGreaterThan(0.9);
    expect(Math.max(...added)).toBeLessThanOrEqual(Math.ceil((600 / 2895) * 600));
    const slow = diffusion(200);
    expect(slow[4]! / 600).toBeLessThan((5 * 200) / 2895 + 0.01);
    expect(slow[4]).toBeLessThan(certified[4]! / 1.5);
  });
});
