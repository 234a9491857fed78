import { describe, expect, it } from "vitest";
import { checkBalance } from "../../../src/model/invariants.ts";
import { admit } from "../../../src/model/processes/admission.ts";
import { formClasses } from "../../../src/model/processes/classes.ts";
import { consolidate } from "../../../src/model/processes/consolidation.ts";
import { build } from "../../../src/model/processes/works.ts";
import { GROUPS, JUNIOR, PRIMARY, SEAT, stageEnrolment, TOWN, VILLAGE } from "../../../src/model/state.ts";
import { county, school, type SiteRow } from "../worlds.ts";

/**
 * | mutant                                          | killed by |
 * | ----------------------------------------------- | --------- |
 * | founded although another school could grow      | WRK-10    |
 * | founded in villages, or with the lever at 0     | WRK-10    |
 * | a second one while the first is built           | WRK-10    |
 * | smaller than the smallest                       | WRK-10    |
 * | the row of a closed school taken                | WRK-10    |
 * | open at once                                    | WRK-11    |
 * | closed as empty in its first year               | WRK-11    |
 * | quality of all schools instead of the setting's | WRK-11    |
 * | a closed school with rooms on the way reopens   | WRK-11    |
 * | 13 rooms, or 10 for a junior school             | WRK-10    |
 * | an art room for 13 classes                      | WRK-11    |
 */
const PLAIN = {
  "places.capital_share": 1,
  "places.cost_county": 40_000,
  "places.lead_years": 2,
  "places.new_schools": 1,
  "funding.capital_objective": 0,
} as const;
const ROOM = 45 * 40_000;
/** 60 classes wanted in 44 rooms: 16 short. */
const FULL: SiteRow = { setting: SEAT, pupils: Array<number>(6).fill(450), rooms: 44, quality: 0.3 };
const SPARE: SiteRow = { isOpen: false, rooms: 0, equipment: 0 };

function built(sites: readonly SiteRow[], rooms: number, values: object = {}) {
  const state = county({ sites });
  state.cash = rooms * ROOM;
  build(state, school({ ...PLAIN, ...values }));
  return state;
}

describe("new schools", () => {
  it("WRK-10 a school is founded where all of its stage are full, as large as what is short and paid", () => {
    const state = built([FULL, SPARE, SPARE], 20);
    const { sites, ledger } = state;
    expect(Array.from(sites.roomsBuilding)).toEqual([0, 16, 0]);
    expect([sites.kind[1], sites.setting[1], sites.openedYear[1], sites.isOpen[1]]).toEqual([PRIMARY, SEAT, 2028, 0]);
    expect(ledger.places).toBe(16 * ROOM);
    expect(Math.abs(sites.x[1]!)).toBeLessThanOrEqual(1);
    expect(sites.x[1]).not.toBe(sites.x[0]);
    expect(Array.from(built([FULL, SPARE], 13).sites.roomsBuilding)).toEqual([0, 13]);
    // One at a time, however short places are.
    state.cash = 40 * ROOM;
    build(state, school(PLAIN, { year: 2027 }));
    expect(Array.from(state.sites.roomsBuilding)).toEqual([0, 16, 0]);
  });

  it("WRK-10 none where a school can grow, in villages, below the smallest, without a spare row or with the lever at 0", () => {
    const founded = (sites: readonly SiteRow[], rooms = 40, values: object = {}) =>
      Array.from(built(sites, rooms, values).sites.openedYear).some((year) => year > 0);
    expect(founded([FULL, SPARE])).toBe(true);
    expect(founded([{ ...FULL, setting: TOWN }, SPARE])).toBe(true);
    expect(founded([{ ...FULL, setting: VILLAGE }, SPARE])).toBe(false);
    expect(founded([FULL, { setting: SEAT, pupils: [40], rooms: 12 }, SPARE])).toBe(false);
    expect(founded([FULL, { setting: SEAT, kind: JUNIOR, rooms: 12 }, SPARE])).toBe(true);
    expect(founded([FULL, SPARE], 11)).toBe(false);
    expect(founded([FULL, SPARE], 40, { "places.new_schools": 0 })).toBe(false);
    expect(founded([FULL])).toBe(false);
    const state = county({ sites: [FULL, SPARE] });
    state.sites.receiver[1] = 0;
    state.cash = 40 * ROOM;
    build(state, school(PLAIN));
    expect(state.sites.openedYear[1]).toBe(0);
  });

  it("WRK-10 competes as a project under other objectives, no more than there are spare rows", () => {
    const junior: SiteRow = { ...FULL, kind: JUNIOR, pupils: [0, 0, 0, 0, 0, 0, 900, 900, 900] };
    for (const rows of [1, 2]) {
      const sites = [FULL, junior, ...Array<SiteRow>(rows).fill(SPARE)];
      const state = built(sites, 100, { "funding.capital_objective": 3 });
      expect(Array.from(state.sites.openedYear.slice(2)).filter((year) => year === 2028)).toHaveLength(rows);
      expect(state.ledger.places).toBe(ROOM * state.sites.roomsBuilding.reduce((a, b) => a + b, 0));
    }
  });

  it("WRK-10 as soon as twelve rooms are short, nine for a junior school", () => {
    const founded = (row: SiteRow) => built([{ setting: SEAT, rooms: 44, ...row }, SPARE], 60).sites.roomsBuilding[1];
    // Nine classes of 45 a grade and one more in some grades; 44 rooms.
    const primary = (more: number) => ({ pupils: Array.from({ length: 6 }, (_, i) => (i < more ? 450 : 405)) });
    expect([founded(primary(1)), founded(primary(2))]).toEqual([0, 12]);
    const junior = (last: number) => ({ kind: JUNIOR, pupils: [0, 0, 0, 0, 0, 0, 900, 900, last] });
    expect([founded(junior(800)), founded(junior(850))]).toEqual([0, 9]);
  });

  it("WRK-11 a founded school has a music and an art room for every twelve rooms begun", () => {
    const state = built([{ setting: SEAT, rooms: 44, pupils: [450, 450, 450, 405, 405, 405] }, SPARE], 60);
    build(state, school(PLAIN, { year: 2028 }));
    const { rooms, musicRooms, artRooms } = state.sites;
    expect([rooms[1], musicRooms[1], artRooms[1]]).toEqual([13, 2, 2]);
  });

  it("WRK-11 it opens after the lead time with what the standard asks for full classes and its setting's quality", () => {
    const state = built([FULL, { setting: TOWN, pupils: [40, 40], quality: -1 }, SPARE], 16);
    build(state, school(PLAIN, { year: 2027 }));
    expect(state.sites.isOpen[2]).toBe(0);
    build(state, school(PLAIN, { year: 2028 }));
    const { sites, tally } = state;
    expect([sites.isOpen[2], sites.rooms[2], sites.roomsBuilding[2], tally.newSites]).toEqual([1, 16, 0, 1]);
    const stocks = [sites.teachingArea, sites.sportsArea, sites.equipment, sites.multimediaRooms, sites.musicRooms];
    expect(stocks.map((stock) => stock[2])).toEqual([3240, 5400, 1_440_000, 17, 2]);
    expect([sites.beds[2], sites.quality[2], sites.baseQuality[2]]).toEqual([0, 0.3, 0.3]);
    expect(sites.travelKm[2 * 6 + SEAT]).toBe(state.wayKm[SEAT * 3 + SEAT]);
  });

  it("WRK-11 it is not closed while it fills, takes pupils at admission, and everything balances", () => {
    const state = built([FULL, SPARE], 16);
    const always = { ...PLAIN, "consolidation.proposal_rate": 1, "consolidation.min_pupils_primary": 500 };
    build(state, school(always, { year: 2028 }));
    consolidate(state, school(always, { year: 2028 }));
    expect(state.sites.isOpen[1]).toBe(1);
    // A hundred children enter grade 1, which the full school has no room for.
    state.waiting[SEAT] = 100;
    state.pupilFlows.entrants = 100;
    expect(state.waiting.length / GROUPS).toBe(9);
    admit(state, school(always, { year: 2028 }));
    formClasses(state);
    expect(stageEnrolment(state.pupils, 1, 0)).toBeGreaterThan(80);
    Object.assign(state.ledger, { carriedForward: 0, places: 0, buildings: 0, equipment: 0, sportsGround: 0 });
    Object.assign(state.ledger, { multimedia: 0, beds: 0 });
    expect(() => checkBalance(state, 2028)).not.toThrow();
    consolidate(state, school(always, { year: 2033 }));
    expect(state.sites.isOpen[1]).toBe(1);
    state.sites.rooms[0] = 80;
    consolidate(state, school(always, { year: 2034 }));
    expect(state.sites.isOpen[1]).toBe(0);
  });

  it("WRK-11 a school that closed while rooms were built does not open again", () => {
    const state = county({ sites: [FULL, { ...SPARE, rooms: 6 }] });
    state.sites.receiver[1] = 0;
    state.sites.roomsBuilding[1] = 6;
    state.sites.roomsReady[1] = 2026;
    build(state, school(PLAIN));
    expect(state.sites.isOpen[1]).toBe(0);
  });
});
