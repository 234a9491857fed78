import { describe, expect, it } from "vitest";
import { hasNewPrincipal, rotatePrincipals } from "../../../src/model/processes/principals.ts";
import { TEACHING_POINT, VILLAGE } from "../../../src/model/state.ts";
import { smallNation } from "../nation.ts";
import { county, fourErrors, PRIMARY_CLASSES, school, sum, type SiteRow } from "../worlds.ts";

/**
 * | mutant                                      | killed by |
 * | ------------------------------------------- | --------- |
 * | `>` instead of `>=` at the end of the term  | PRI-1     |
 * | nobody leaves early                         | PRI-1     |
 * | teaching points have principals             | PRI-1     |
 * | new for three years, or one                 | PRI-2     |
 * | all principals of 2020 came at once         | PRI-1     |
 * | one in ten leaves early                     | PRI-1     |
 */
const rows = (n: number, row: SiteRow = {}) => Array.from({ length: n }, () => ({ pupils: PRIMARY_CLASSES, ...row }));

describe("principals", () => {
  it("PRI-1 a principal moves after the years at a school, one in twenty leaves earlier", () => {
    const moved = (since: number, years: number, row: SiteRow = {}, key = 2) => {
      const state = county({ sites: rows(400, row) });
      state.sites.principalSince.fill(since);
      rotatePrincipals(state, school({ "principals.rotation_years": years }, { year: 2026, key: [1, key] }));
      return sum(Array.from(state.sites.principalSince, (year) => (year === 2026 ? 1 : 0)));
    };
    expect(moved(2016, 10)).toBe(400);
    const early = sum(Array.from({ length: 10 }, (_, key) => moved(2017, 10, {}, key)));
    expect(Math.abs(early / 4000 - 0.05)).toBeLessThan(fourErrors(0.05, 4000));
    expect(moved(2017, 9)).toBe(400);
    expect(moved(2010, 10, { kind: TEACHING_POINT, setting: VILLAGE })).toBe(0);
    expect(moved(2010, 10, { isOpen: false })).toBe(0);
    // In 2020 terms end in every year alike.
    const since = smallNation(["45"], 1).counties.flatMap(({ sites }) => Array.from(sites.principalSince));
    expect(Math.min(...since)).toBeGreaterThan(2010);
    expect(Math.max(...since)).toBe(2020);
    expect(new Set(since).size).toBeGreaterThan(7);
  });

  it("PRI-2 a principal counts as new for two years, at a school only", () => {
    const { sites } = county({ sites: [...rows(1), { kind: TEACHING_POINT, setting: VILLAGE }] });
    sites.principalSince.fill(2026);
    expect([2026, 2027, 2028].map((year) => hasNewPrincipal(sites, 0, year))).toEqual([true, true, false]);
    expect(hasNewPrincipal(sites, 1, 2026)).toBe(false);
  });
});
