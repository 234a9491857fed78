import { describe, expect, it } from "vitest";
import { SUMS, type SumName } from "../../../src/model/outcomes.ts";
import { simulateWorld } from "../../../src/model/simulate.ts";
import { sumIn, YEARS } from "../../../src/model/trace.ts";
import { smallNation, tableOf, type Values } from "../nation.ts";

/**
 * | mutant                                             | killed by |
 * | -------------------------------------------------- | --------- |
 * | joining a group draws from a stream of quality     | GRP-2     |
 * | a bus shortens the way that is counted             | NET-12    |
 */
const WITHOUT_EFFECT: Values = {
  "groups.urban_effect": 0,
  "groups.rural_effect": 0,
  "ict.effect": 0,
  "consolidation.dropout_hazard": 0,
  "satisfaction.distance_effect": 0,
};

describe("levers of the network in paired worlds", () => {
  const nation = smallNation(["45"], 1);
  /** Sums that differ between a world with the lever from 2026 on and one without. */
  const differing = (lever: Values) => {
    const tables = [{}, lever].map((values) => {
      const [before, after] = [WITHOUT_EFFECT, { ...WITHOUT_EFFECT, ...values }].map((all) => tableOf(nation, all));
      const width = before!.profiles[1]!.length / YEARS.length;
      const profiles = before!.profiles.map((profile, i) =>
        profile.map((value, at) => (at >= 6 * width ? after!.profiles[i]![at]! : value)),
      );
      return { ...before!, profiles };
    });
    const [without, withLever] = simulateWorld(nation, tables, [3, 0]);
    return SUMS.filter((name: SumName) => YEARS.some((y) => sumIn(without!, name, y) !== sumIn(withLever!, name, y)));
  };

  it("GRP-2 without an effect groups and screens change nothing but their own numbers", () => {
    expect(differing({ "groups.share": 0.5, "ict.share": 0.4 })).toEqual(["groupMembers", "ictSites"]);
  });

  it("NET-12 without an effect buses change nothing but the riders", () => {
    expect(differing({ "consolidation.bus_share": 1 })).toEqual(["busRiders"]);
  });

  it("NET-11 a rule acts from its first year on, and closures stay the county's", () => {
    expect(differing({ "consolidation.rule": 0 })).toEqual([]);
    expect(differing({ "consolidation.rule": 2 })).toContain("villageKm");
  });
});
