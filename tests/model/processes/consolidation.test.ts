import { describe, expect, it } from "vitest";
import { consolidate } from "../../../src/model/processes/consolidation.ts";
import { countyEnrolment } from "../../../src/model/cells.ts";
import { cell, JUNIOR, NINE_YEAR, PRIMARY, TEACHING_POINT, TOWN, VILLAGE } from "../../../src/model/state.ts";
import { column, county, fourErrors, PRIMARY_CLASSES, school, sum, type SiteRow } from "../worlds.ts";

/**
 * | mutant                                             | killed by |
 * | -------------------------------------------------- | --------- |
 * | `>` instead of `>=` at the threshold               | NET-1     |
 * | nine-year schools closed                           | NET-1     |
 * | proposal rate ignored                              | NET-2     |
 * | an empty site asks for consent                     | NET-2     |
 * | teaching points receive                            | NET-3     |
 * | room not needed                                    | NET-3     |
 * | first instead of nearest receiver                  | NET-3     |
 * | travel limit ignored                               | NET-4     |
 * | consent asked in towns                             | NET-5     |
 * | town schools become points                         | NET-6     |
 * | posts stay at the closed school                    | NET-7     |
 * | rooms go to the receiver                           | NET-7     |
 * | catchment lost                                     | NET-7     |
 * | everyone leaves for the seat                       | NET-8     |
 */
const ALWAYS = {
  "consolidation.min_pupils_point": 30,
  "consolidation.min_pupils_primary": 90,
  "consolidation.min_pupils_junior": 100,
  "consolidation.proposal_rate": 1,
  "consolidation.travel_limit_km": 6,
  "consolidation.consent_share": 1,
  "consolidation.leaver_share": 0,
} as const;
const TOWN_SCHOOL: SiteRow = { setting: TOWN, pupils: PRIMARY_CLASSES, rooms: 12 };
const VILLAGE_SCHOOL: SiteRow = { setting: VILLAGE, pupils: [10, 10, 10, 10, 10, 10], x: 3, rooms: 6 };

function run(sites: readonly SiteRow[], values: object = {}, key = 2, teachers: readonly { site: number }[] = []) {
  const state = county({ sites, teachers });
  consolidate(state, school({ ...ALWAYS, ...values }, { key: [1, key] }));
  return state;
}

describe("closures", () => {
  it("a village school of 60 closes into the town's: an example", () => {
    const state = run([TOWN_SCHOOL, VILLAGE_SCHOOL], {}, 2, [{ site: 1 }]);
    expect(Array.from(state.sites.isOpen)).toEqual([1, 0]);
    expect(state.sites.receiver[1]).toBe(0);
    expect(Array.from(state.sites.enrolment)).toEqual([300, 0, 0, 0]);
    expect(column(state.teachers, "site")).toEqual([0]);
    expect(state.tally).toMatchObject({ closedSites: 1, closedSince2025: 1 });
  });

  it("NET-1 candidates are sites below the threshold of their kind, nine-year schools never", () => {
    const isOpen = (row: SiteRow) => run([{ ...TOWN_SCHOOL, kind: NINE_YEAR, rooms: 40 }, row]).sites.isOpen[1];
    const village = { setting: VILLAGE, x: 1 };
    expect(isOpen({ ...village, pupils: [15, 15, 15, 15, 15, 15] })).toBe(1);
    expect(isOpen({ ...village, pupils: [15, 15, 15, 15, 15, 14] })).toBe(0);
    expect(isOpen({ ...village, kind: TEACHING_POINT, pupils: [15, 15] })).toBe(1);
    expect(isOpen({ ...village, kind: TEACHING_POINT, pupils: [15, 14] })).toBe(0);
    expect(isOpen({ ...village, kind: JUNIOR, pupils: [0, 0, 0, 0, 0, 0, 33, 33, 34] })).toBe(1);
    expect(isOpen({ ...village, kind: JUNIOR, pupils: [0, 0, 0, 0, 0, 0, 33, 33, 33] })).toBe(0);
    expect(isOpen({ ...village, kind: NINE_YEAR, pupils: [1, 0, 0, 0, 0, 0, 1, 0, 0] })).toBe(1);
  });

  it("NET-2 candidates are proposed with their chance; an empty site closes at once, however far", () => {
    const closed = Array.from({ length: 800 }, (_, key) => {
      return run([TOWN_SCHOOL, VILLAGE_SCHOOL], { "consolidation.proposal_rate": 0.35 }, key).tally.closedSites;
    });
    expect(Math.abs(sum(closed) / 800 - 0.35)).toBeLessThan(fourErrors(0.35, 800));
    const never = { "consolidation.proposal_rate": 0, "consolidation.consent_share": 0 };
    expect(run([TOWN_SCHOOL, VILLAGE_SCHOOL], never).tally.closedSites).toBe(0);
    expect(run([TOWN_SCHOOL, { ...VILLAGE_SCHOOL, pupils: [], x: 50 }], never).tally.closedSites).toBe(1);
  });

  it("NET-3 the receiver is the nearest open school of the stage with room, never a point", () => {
    const near = { ...VILLAGE_SCHOOL, pupils: PRIMARY_CLASSES };
    const receiver = (...others: SiteRow[]) => run([VILLAGE_SCHOOL, ...others]).sites.receiver[0];
    expect(receiver({ ...near, x: 6 }, { ...near, x: 4 })).toBe(-1);
    expect(receiver({ ...near, x: 6, rooms: 7 }, { ...near, x: 4, rooms: 7 })).toBe(2);
    expect(receiver({ ...near, x: 4, rooms: 6 }, { ...near, x: 6, rooms: 7 })).toBe(2);
    expect(receiver({ ...near, x: 4, isOpen: false, rooms: 20 }, { ...near, x: 6, rooms: 7 })).toBe(2);
    expect(receiver({ ...near, x: 4, kind: TEACHING_POINT, pupils: [40], rooms: 20 })).toBe(-1);
    expect(receiver({ ...near, x: 4, kind: JUNIOR, rooms: 20 })).toBe(-1);
    // A hair below and at the room for 60 more.
    expect(receiver({ ...near, x: 4, rooms: 7, pupils: [43, 43, 43, 43, 43, 41] })).toBe(-1);
    expect(receiver({ ...near, x: 4, rooms: 7, pupils: [43, 43, 43, 43, 43, 40] })).toBe(1);
    const full = run([VILLAGE_SCHOOL, { ...near, rooms: 6 }]);
    expect(full.tally).toMatchObject({ closuresBlockedByPlaces: 1, closedSites: 0 });
  });

  it("NET-4 no closure makes a way longer than the limit", () => {
    const at = (x: number) => run([TOWN_SCHOOL, { ...VILLAGE_SCHOOL, x }]).tally;
    expect(at(6 / 1.3 - 0.01)).toMatchObject({ closedSites: 1, closuresBlockedByTravel: 0 });
    expect(at(6 / 1.3 + 0.01)).toMatchObject({ closedSites: 0, closuresBlockedByTravel: 1 });
  });

  it("NET-5 a village closes only with consent, a town without", () => {
    const consent = (setting: number, key: number) =>
      run([TOWN_SCHOOL, { ...VILLAGE_SCHOOL, setting }], { "consolidation.consent_share": 0.75 }, key).tally;
    const tallies = Array.from({ length: 800 }, (_, key) => consent(VILLAGE, key));
    expect(Math.abs(sum(tallies.map((t) => t.closedSites)) / 800 - 0.75)).toBeLessThan(fourErrors(0.75, 800));
    expect(tallies.every((t) => t.closedSites + t.closuresBlockedByConsent === 1)).toBe(true);
    expect(Array.from({ length: 50 }, (_, key) => consent(TOWN, key).closedSites)).toEqual(Array(50).fill(1));
  });

  it("NET-6 a village primary school below 50 pupils that stays becomes a teaching point", () => {
    const kind = (row: SiteRow) => run([TOWN_SCHOOL, { ...VILLAGE_SCHOOL, x: 30, ...row }]).sites.kind[1];
    expect(kind({ pupils: [10, 10, 10, 10, 9] })).toBe(TEACHING_POINT);
    expect(kind({ pupils: [10, 10, 10, 10, 10] })).toBe(PRIMARY);
    expect(kind({ pupils: [10, 10, 10, 10, 9], setting: TOWN })).toBe(PRIMARY);
    const unasked = { "consolidation.proposal_rate": 0 };
    const small = { ...VILLAGE_SCHOOL, x: 30, pupils: [10] };
    expect(run([TOWN_SCHOOL, small], unasked).sites.kind[1]).toBe(PRIMARY);
  });

  it("NET-7 teachers, posts, equipment and catchment go to the receiver, rooms and grounds do not", () => {
    const sites = [
      { ...VILLAGE_SCHOOL, catchment: 0.2, equipment: 5000, x: 1 },
      { ...VILLAGE_SCHOOL, pupils: PRIMARY_CLASSES, catchment: 0.3, equipment: 7000, x: 2 },
      { ...VILLAGE_SCHOOL, pupils: PRIMARY_CLASSES, rooms: 6, catchment: 0.5, x: 20 },
    ];
    const received = [sites[0]!, { ...sites[1]!, rooms: 12 }, sites[2]!];
    const state = county({ sites: received, teachers: [{ site: 0 }, { site: 2, homeSite: 0 }, { site: 1 }] });
    consolidate(state, school(ALWAYS));
    expect(column(state.teachers, "site")).toEqual([1, 2, 1]);
    expect(column(state.teachers, "homeSite")).toEqual([1, 1, 1]);
    expect(column(state.teachers, "arrivedYear")).toEqual([2026, 2010, 2010]);
    expect(Array.from(state.sites.equipment.subarray(0, 2))).toEqual([0, 12_000]);
    expect([state.sites.rooms[1], state.sites.teachingArea[1]]).toEqual([12, 2400]);
    expect(Array.from(state.sites.catchment)).toEqual([0, 0.5, 0.5]);
    expect(state.sites.catchmentKm[1]).toBeCloseTo((1.2 * 0.3 + 2.5 * 0.2) / 0.5, 12);
    expect(Array.from(state.centralPrimary)).toEqual([1]);

    const toTown = county({ sites: [{ ...TOWN_SCHOOL, x: 1.5 }, sites[0]!, sites[1]!, sites[2]!] });
    consolidate(toTown, school(ALWAYS));
    expect(toTown.sites.receiver[1]).toBe(0);
    expect(Array.from(toTown.sites.catchment)).toEqual(
      [0, 0, 0.375, 0.625].map((c) => expect.closeTo(c, 12) as unknown),
    );
  });

  it("NET-8 a share of the pupils leaves for the seat, the others' way grows", () => {
    const values = { "consolidation.leaver_share": 0.25 };
    const gone = Array.from({ length: 200 }, (_, key) => {
      const state = run([TOWN_SCHOOL, VILLAGE_SCHOOL], values, key);
      expect(countyEnrolment(state)).toBe(300);
      return sum(state.relocating);
    });
    expect(Math.abs(sum(gone) / 12_000 - 0.25)).toBeLessThan(fourErrors(0.25, 12_000));
    const state = run([TOWN_SCHOOL, VILLAGE_SCHOOL]);
    expect(state.pupils[cell(0, 3, VILLAGE)]).toBe(10);
    expect(state.sites.travelKm[VILLAGE]).toBeCloseTo(2 + 3 * 1.3, 12);
    expect(state.sites.travelKm[TOWN]).toBe(2);
  });
});
