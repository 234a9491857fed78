import { describe, expect, it } from "vitest";
import { build } from "../../../src/model/processes/works.ts";
import { SEAT, TEACHING_POINT, TOWN, VILLAGE } from "../../../src/model/state.ts";
import { county, preparing, PRIMARY_CLASSES, school, type SiteRow } from "../worlds.ts";

/**
 * | mutant                                        | killed by |
 * | --------------------------------------------- | --------- |
 * | rooms open a year late                        | WRK-1     |
 * | villages before the seat                      | WRK-2     |
 * | district cost for every county                | WRK-2     |
 * | rooms for teaching points                     | WRK-3     |
 * | largest school ignored                        | WRK-3     |
 * | a new order puts off the rooms under way      | WRK-3     |
 * | every county spends all                       | WRK-4     |
 * | small points counted                          | WRK-4     |
 * | dearest gap first                             | WRK-5     |
 * | a gap closed whole or not at all              | WRK-5     |
 * | kinds in another order                        | WRK-5     |
 * | ground where land is short at the plain cost  | WRK-6     |
 * | half kept in cash forgotten                   | WRK-6     |
 * | surplus given up by every county              | WRK-7     |
 */
const PLAIN = {
  "places.capital_share": 0,
  "places.cost_county": 40_000,
  "places.cost_district": 70_000,
  "places.lead_years": 2,
  "stocks.bed_cost": 15_000,
  "funding.capital_objective": 0,
  "stocks.sports_cost": 300,
  "stocks.building_cost": 5000,
  "stocks.multimedia_cost": 60_000,
} as const;
/** A room for 45 pupils in a county. */
const ROOM = 45 * 40_000;

function world(cash: number, sites: readonly SiteRow[], kind: "county" | "district" = "county") {
  const state = county({ attributes: { kind }, sites: sites.map((row) => ({ pupils: PRIMARY_CLASSES, ...row })) });
  state.cash = cash;
  return state;
}

describe("works", () => {
  it("a preparing county buys the equipment a school lacks: an example", () => {
    const state = preparing(world(1_000_000, [{ equipment: 0 }]));
    build(state, school(PLAIN));
    // 2,000 yuan a pupil with a tenth to spare; half of the rest goes into buildings.
    expect(state.sites.equipment[0]).toBe(528_000);
    expect(state.ledger).toMatchObject({ equipment: 528_000, buildings: 236_000, carriedForward: 236_000 });
    expect(state.cash).toBe(236_000);
  });

  it("WRK-1 rooms open in their year with area and multimedia rooms", () => {
    const state = world(0, [{ equipment: 1_000_000, rooms: 6, teachingArea: 2400, multimediaRooms: 3 }]);
    state.sites.roomsBuilding[0] = 5;
    state.sites.roomsReady[0] = 2027;
    build(state, school(PLAIN));
    expect([state.sites.rooms[0], state.sites.roomsBuilding[0]]).toEqual([6, 5]);
    build(state, school(PLAIN, { year: 2027 }));
    expect([state.sites.rooms[0], state.sites.roomsBuilding[0]]).toEqual([11, 0]);
    expect([state.sites.teachingArea[0], state.sites.multimediaRooms[0]]).toEqual([3200, 6]);
  });

  it("WRK-2 a share of the cash buys rooms, seat first, then town, then village", () => {
    const crowded = { pupils: [90, 90, 90, 90, 90, 90], rooms: 6 };
    const sites = [VILLAGE, TOWN, SEAT].map((setting) => ({ ...crowded, setting }));
    const ordered = (rooms: number, share = 1, kind: "county" | "district" = "county") => {
      const state = world(rooms * ROOM, sites, kind);
      build(state, school({ ...PLAIN, "places.capital_share": share }));
      return [Array.from(state.sites.roomsBuilding), state.ledger.places / ROOM];
    };
    expect(ordered(0.9)).toEqual([[0, 0, 0], 0]);
    expect(ordered(8)).toEqual([[0, 2, 6], 8]);
    expect(ordered(8, 0.5)).toEqual([[0, 0, 4], 4]);
    expect(ordered(40)).toEqual([[6, 6, 6], 18]);
    expect(ordered(7, 1, "district")).toEqual([[0, 0, 4], 7]);
  });

  it("WRK-2 counts the rooms already under construction", () => {
    const state = world(40 * ROOM, [{ pupils: [90, 90, 90, 90, 90, 90], rooms: 6 }]);
    build(state, school({ ...PLAIN, "places.capital_share": 1 }));
    state.cash = 40 * ROOM;
    build(state, school({ ...PLAIN, "places.capital_share": 1 }));
    expect(state.sites.roomsBuilding[0]).toBe(6);
    expect(state.sites.roomsReady[0]).toBe(2028);
  });

  it("WRK-3 the most crowded first, up to the largest school, then six at a time to the smallest; none for points", () => {
    const sites: SiteRow[] = [
      { pupils: [360, 360, 360, 360, 360, 360], rooms: 42 },
      { rooms: 20 },
      { rooms: 9 },
      { kind: TEACHING_POINT, pupils: [20, 20, 20, 20], rooms: 2 },
    ];
    const state = world(100 * ROOM, sites);
    build(state, school({ ...PLAIN, "places.capital_share": 1 }));
    // 48 rooms wanted, 42 there; ⌊2,000 ÷ 45⌋ = 44 allowed: two there, four at the smallest school.
    expect(Array.from(state.sites.roomsBuilding)).toEqual([2, 0, 4, 0]);
    const more = world(100 * ROOM, [{ ...sites[0]!, rooms: 34 }, ...sites.slice(1)]);
    build(more, school({ ...PLAIN, "places.capital_share": 1, "places.lead_years": 3 }));
    expect(Array.from(more.sites.roomsBuilding)).toEqual([10, 0, 4, 0]);
    expect(more.sites.roomsReady[0]).toBe(2029);
    const full = world(100 * ROOM, [
      { ...sites[0]!, rooms: 30, pupils: Array<number>(6).fill(450) },
      ...sites.slice(1),
    ]);
    build(full, school({ ...PLAIN, "places.capital_share": 1 }));
    expect(Array.from(full.sites.roomsBuilding)).toEqual([14, 6, 6, 0]);
  });

  it("WRK-4 gaps take all that is left in a preparing county, four tenths elsewhere, in schools that count", () => {
    const sites = [{ equipment: 0 }, { equipment: 528_000 }];
    const spent = (state: ReturnType<typeof county>) => {
      build(state, school(PLAIN));
      return state.ledger.equipment;
    };
    expect(spent(preparing(world(528_000, sites)))).toBe(528_000);
    expect(spent(world(528_000, sites))).toBe(211_200);
    expect(spent(world(1_320_000, sites))).toBe(528_000);
    const point = { kind: TEACHING_POINT, equipment: 0, rooms: 4 };
    expect(spent(preparing(world(9e6, [{ ...point, pupils: [12, 12, 12, 13] }])))).toBe(0);
    expect(spent(preparing(world(9e6, [{ ...point, pupils: [12, 12, 13, 13] }])))).toBeGreaterThan(0);
  });

  it("WRK-5 kinds in their order, the cheapest school first, until the money ends", () => {
    const sites = [{ equipment: 428_000, multimediaRooms: 0, artRooms: 0 }, { equipment: 478_000 }];
    const after = (cash: number) => {
      const state = preparing(world(cash, sites));
      build(state, school(PLAIN));
      const { musicRooms, artRooms, equipment, multimediaRooms } = state.sites;
      return [musicRooms[0], artRooms[0], equipment[0], equipment[1], multimediaRooms[0]];
    };
    // A room is bought whole, and nothing of a later kind before it.
    expect(after(249_999)).toEqual([0, 0, 428_000, 478_000, 0]);
    expect(after(500_000)).toEqual([1, 1, 428_000, 478_000, 0]);
    expect(after(599_999)).toEqual([1, 1, 477_999, 528_000, 0]);
    expect(after(650_000)).toEqual([1, 1, 528_000, 528_000, 0]);
    // 2.3 rooms a hundred pupils with a tenth to spare: 7 rooms.
    expect(after(1_070_000)).toEqual([1, 1, 528_000, 528_000, 7]);
    expect(after(1_069_999)).toEqual([1, 1, 528_000, 528_000, 6]);
  });

  it("WRK-6 ground where land is short only in preparing counties, at six times the cost; half the rest for buildings", () => {
    const missing = Math.ceil(240 * 7.5 * 1.1) - 1900;
    const short = (canGrow: boolean) => [{ sportsArea: 1900, canGrow }];
    const ledger = (state: ReturnType<typeof county>) => {
      build(state, school(PLAIN));
      return state.ledger;
    };
    expect(ledger(world(1_000_000, short(true))).sportsGround).toBe(300 * missing);
    expect(ledger(world(1_000_000, short(false))).sportsGround).toBe(0);
    const pressed = ledger(preparing(world(1_000_000, short(false))));
    expect(pressed.sportsGround).toBe(1800 * missing);
    expect(pressed.buildings).toBe(Math.floor((1_000_000 - 1800 * missing) / 2));
    expect(pressed.carriedForward).toBe(Math.ceil((1_000_000 - 1800 * missing) / 2));
  });

  it("WRK-7 a preparing county gives up area above 2.5 times what the standard asks", () => {
    const sites = [{ teachingArea: 99_999, sportsArea: 99_999 }];
    const kept = world(0, sites);
    build(kept, school(PLAIN));
    expect([kept.sites.teachingArea[0], kept.sites.sportsArea[0]]).toEqual([99_999, 99_999]);
    const given = preparing(world(0, sites));
    build(given, school(PLAIN));
    expect(given.sites.teachingArea[0]).toBeCloseTo(2970, -1);
    expect(given.sites.sportsArea[0]).toBeCloseTo(4950, -1);
  });

  it("WRK-3 a site takes no new order while rooms are under way, so that these open in time", () => {
    const crowded = Array.from({ length: 6 }, () => 100);
    const state = world(0, [{ pupils: crowded, rooms: 6, setting: SEAT }]);
    const values = { ...PLAIN, "places.capital_share": 1 };
    const opened: number[] = [];
    for (let year = 2025; year <= 2028; year++) {
      state.cash = 2 * ROOM;
      build(state, school(values, { year }));
      opened.push(state.sites.rooms[0]!);
    }
    expect(opened).toEqual([6, 6, 8, 8]);
  });
});
