import { describe, expect, it } from "vitest";
import { PARAMETERS } from "../../src/model/parameters.ts";
import { balanceOf, SHARE_GROUP_IDS, SHARE_GROUPS, shareGroupOf, sharesOf } from "../../src/model/share-groups.ts";
import { smallNation, tableOf } from "./nation.ts";

/**
 * | mutant                                  | killed by                 |
 * | --------------------------------------- | ------------------------- |
 * | the balance leaves the province out     | shares add up             |
 * | a province in another tier's group      | groups follow the tiers   |
 */
describe("share groups", () => {
  it("each has a title in both languages and two parameters that are shares", () => {
    expect(SHARE_GROUP_IDS).toHaveLength(5);
    for (const { title, central, province, balance } of Object.values(SHARE_GROUPS)) {
      expect(title.zh && title.en).toBeTruthy();
      expect([PARAMETERS[central].range, PARAMETERS[province].range]).toEqual([
        [0, 1],
        [0, 1],
      ]);
      expect(Object.keys(PARAMETERS)).not.toContain(balance);
    }
    expect(new Set(Object.values(SHARE_GROUPS).map(({ central }) => central)).size).toBe(5);
  });

  it("groups follow the tiers of central money; an unknown province counts as tier 3", () => {
    expect(["45", "13", "37", "33", "31", "99"].map(shareGroupOf)).toEqual(
      [1, 2, 3, 4, 5, 3].map((tier) => `funding.payer_tier${tier}`),
    );
  });

  it("shares add up to one: the county pays what centre and province leave", () => {
    const nation = smallNation(["45", "33"], 1);
    const table = tableOf(nation, { "funding.provincial_share": 0.15 }, { where: (county) => county === 1 });
    expect(sharesOf("funding.payer_tier1", table, 0, 2030)).toEqual([0.8, 0, expect.closeTo(0.2, 12)]);
    expect(balanceOf("funding.payer_tier4", table, 1, 2030)).toBeCloseTo(0.55, 12);
  });
});
