import { describe, expect, it } from "vitest";
import { groupCost, isMember, joinGroups } from "../../../src/model/processes/education-groups.ts";
import { JUNIOR, NINE_YEAR, PRIMARY, TEACHING_POINT } from "../../../src/model/state.ts";
import { county, fourErrors, PRIMARY_CLASSES, school, type SiteRow } from "../worlds.ts";

/**
 * | mutant                                          | killed by |
 * | ----------------------------------------------- | --------- |
 * | the nearest school leads instead of the strongest | GRP-1   |
 * | teaching points lead                            | GRP-1     |
 * | stages mixed                                    | GRP-1     |
 * | radius ignored                                  | GRP-1     |
 * | groups without bound                            | GRP-1     |
 * | lots drawn anew every year                      | GRP-2     |
 * | the share taken by this year's quality          | GRP-2     |
 * | the leading school pays too                     | GRP-3     |
 */
const ROW: SiteRow = { pupils: PRIMARY_CLASSES };

function grouped(rows: readonly SiteRow[], values: object = {}, key = 2) {
  const state = county({ sites: rows.map((row) => ({ ...ROW, ...row })) });
  joinGroups(state, school({ "groups.share": 1, "groups.radius_km": 15, ...values }, { key: [1, key] }));
  return state;
}

const groupsOf = (rows: readonly SiteRow[], values: object = {}) => Array.from(grouped(rows, values).sites.group);

describe("education groups", () => {
  it("two schools follow the strongest near them: an example", () => {
    expect(groupsOf([{ quality: 0.1 }, { quality: 0.4, x: 1 }, { quality: 0.2, x: 2 }])).toEqual([1, 1, 1]);
    expect(groupsOf([{ quality: 0.1 }, { quality: 0.4, x: 1 }], { "groups.share": 0 })).toEqual([-1, -1]);
  });

  it("GRP-1 the strongest free school leads the nearest weaker ones of its stage within the radius", () => {
    const near = (x: number, row: SiteRow = {}) => ({ x, ...row });
    expect(groupsOf([near(0, { quality: 1 }), near(11.5), near(11.6)])).toEqual([0, 0, -1]);
    expect(groupsOf([near(0, { quality: 1 }), near(11.5), near(11.6)], { "groups.radius_km": 14 })).toEqual([-1, 1, 1]);
    expect(groupsOf([{ quality: 1, kind: TEACHING_POINT }, { quality: 0 }])).toEqual([-1, -1]);
    expect(groupsOf([{ quality: 0, kind: TEACHING_POINT }, { quality: 1 }])).toEqual([1, 1]);
    expect(
      groupsOf([
        { quality: 1, kind: JUNIOR },
        { quality: 0, kind: PRIMARY },
      ]),
    ).toEqual([-1, -1]);
    expect(groupsOf([{ quality: 1, kind: NINE_YEAR }, { kind: PRIMARY }, { kind: JUNIOR }])).toEqual([0, 0, 0]);
    expect(groupsOf([{ quality: 1 }, { quality: 0.5, isOpen: false }, {}])).toEqual([0, -1, 0]);
    // Seven weaker schools: the five nearest follow, the other two are left to the stronger of them.
    const seven = [1, 2, 3, 4, 5, 6, 7].map((x) => near(x, { quality: -x }));
    expect(groupsOf([{ quality: 1 }, ...seven])).toEqual([0, 0, 0, 0, 0, 0, 6, 6]);
  });

  it("GRP-2 a lot for life decides who joins: a larger share only adds members", () => {
    const rows = Array.from({ length: 120 }, (_, i) => ({ quality: (i * 37) % 120, x: i % 12, y: Math.floor(i / 12) }));
    let joined = 0;
    let followers = 0;
    for (let key = 0; key < 30; key++) {
      const few = grouped(rows, { "groups.share": 0.25 }, key).sites;
      const more = grouped(rows, { "groups.share": 0.6 }, key).sites;
      for (let site = 0; site < 120; site++) {
        if (isMember(few, site)) expect(more.group[site]).toBe(few.group[site]);
        if (isMember(few, site)) joined++;
      }
      followers += 100;
    }
    expect(Math.abs(joined / followers - 0.25)).toBeLessThan(fourErrors(0.25, followers));
    const state = grouped(rows, { "groups.share": 0.25 });
    const before = Array.from(state.sites.group);
    state.sites.quality.fill(3);
    joinGroups(state, school({ "groups.share": 0.25 }, { year: 2031 }));
    expect(Array.from(state.sites.group)).toEqual(before);
  });

  it("GRP-3 every member but the leading school costs its yearly amount", () => {
    const state = grouped([{ quality: 1 }, {}, {}]);
    expect(groupCost(state, school({ "groups.cost": 30_000.4 }))).toBe(60_000);
    state.sites.isOpen[2] = 0;
    expect(groupCost(state, school({ "groups.cost": 30_000 }))).toBe(30_000);
    expect(groupCost(grouped([{}, {}], { "groups.share": 0 }), school())).toBe(0);
  });
});
