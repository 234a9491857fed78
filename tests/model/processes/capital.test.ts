import { describe, expect, it } from "vitest";
import { bedsWanted } from "../../../src/model/beds.ts";
import { boardingTermsOf } from "../../../src/model/boarding.ts";
import { cloneCounty } from "../../../src/model/clone.ts";
import { ageEquipment, buyEquipment, moveEquipment, spreadEquipment, VINTAGES } from "../../../src/model/equipment.ts";
import { budgetYear } from "../../../src/model/processes/finance.ts";
import { build } from "../../../src/model/processes/works.ts";
import { JUNIOR, SEAT, TOWN, VILLAGE, type CountyState } from "../../../src/model/state.ts";
import { smallNation, type Values } from "../nation.ts";
import { county, JUNIOR_CLASSES, preparing, PRIMARY_CLASSES, school, sum, type SiteRow } from "../worlds.ts";

/**
 * | mutant                                          | killed by   |
 * | ----------------------------------------------- | ----------- |
 * | scrapped a year late or early                   | WRK-8       |
 * | ages lost when equipment moves                  | WRK-8       |
 * | initial equipment of one age                    | WRK-8       |
 * | dearest requirement first                       | WRK-9       |
 * | lack of the gap instead of the school's         | WRK-9       |
 * | pupils left out of the benefit                  | WRK-9       |
 * | places share kept under other objectives        | WRK-9       |
 * | beds at village schools                         | WRK-12      |
 * | beds before teaching area                       | WRK-12      |
 * | a project that cannot be paid is skipped        | more money  |
 * | weakest school and per head swapped             | WRK-9       |
 */
const PLAIN = {
  "places.capital_share": 0.6,
  "places.cost_county": 40_000,
  "places.lead_years": 2,
  "stocks.sports_cost": 300,
  "stocks.building_cost": 5000,
  "stocks.multimedia_cost": 60_000,
  "stocks.bed_cost": 10_000,
} as const;
const PLACES = 0;
const CERTIFICATION = 1;
const WEAKEST = 2;
const PER_HEAD = 3;

function ages({ sites }: CountyState, site = 0): number[] {
  return Array.from(sites.vintages.slice(site * VINTAGES, (site + 1) * VINTAGES));
}

describe("equipment", () => {
  it("WRK-8 a purchase stands in as many returns as its service life, then goes in full", () => {
    const state = county({ sites: [{ equipment: 0 }, { equipment: 0 }] });
    const seen: number[] = [];
    for (let year = 0; year < 7; year++) {
      ageEquipment(state.sites, 5);
      if (year === 0) buyEquipment(state.sites, 0, 1000);
      if (year === 2) buyEquipment(state.sites, 0, 10);
      seen.push(state.sites.equipment[0]!);
    }
    expect(seen).toEqual([1000, 1000, 1010, 1010, 1010, 10, 10]);
    expect([state.sites.equipment[1], sum(ages(state, 1))]).toEqual([0, 0]);
  });

  it("WRK-8 a shorter life scraps what is older at once, the longest lasts ten returns", () => {
    const state = county({ sites: [{ equipment: 1000 }] });
    spreadEquipment(state.sites, 10);
    ageEquipment(state.sites, 10);
    expect(state.sites.equipment[0]).toBe(900);
    ageEquipment(state.sites, 4);
    expect(state.sites.equipment[0]).toBe(200);
  });

  it("WRK-8 finance ages equipment before it buys, and the world starts with all ages alike, in whole yuan", () => {
    const state = county({ sites: [{ pupils: PRIMARY_CLASSES, equipment: 803 }] });
    spreadEquipment(state.sites, 8);
    expect(ages(state).slice(0, 8).sort()).toEqual([100, 100, 100, 100, 100, 101, 101, 101]);
    state.budget = 0;
    budgetYear(state, school({ "funding.per_pupil_primary": 0, "stocks.equipment_life": 8 }));
    expect(state.sites.equipment[0]).toBe(sum(ages(state)));
    expect([702, 703]).toContain(state.sites.equipment[0]);
  });

  it("WRK-8 a closed school's equipment keeps its ages at the receiver", () => {
    const state = county({ sites: [{ equipment: 0 }, { equipment: 50 }] });
    ageEquipment(state.sites, 8);
    buyEquipment(state.sites, 0, 7);
    moveEquipment(state.sites, 1, 0);
    expect(ages(state).slice(0, 3)).toEqual([7, 50, 0]);
    expect(Array.from(state.sites.equipment)).toEqual([57, 0]);
    expect(sum(ages(state, 1))).toBe(0);
  });
});

describe("capital by objective", () => {
  const ROOM = 45 * 40_000;
  /** Site 0: a small school that lacks much; site 1: a large one that lacks little equipment; site 2: crowded classes. */
  const SITES: SiteRow[] = [
    { pupils: [20, 20, 20, 20, 20, 20], equipment: 0, multimediaRooms: 0 },
    { pupils: [180, 180, 180, 180, 180, 180], rooms: 24, equipment: 2_200_000 },
    { pupils: [54, 54, 54, 54, 54, 54], rooms: 6 },
  ];
  const spent = (objective: number, money: number, values: object = {}) => {
    const state = preparing(county({ sites: SITES }));
    state.cash = money;
    build(state, school({ ...PLAIN, "funding.capital_objective": objective, ...values }));
    const { roomsBuilding, equipment, multimediaRooms } = state.sites;
    return [equipment[0], equipment[1]! - 2_200_000, multimediaRooms[0], roomsBuilding[2]! * ROOM];
  };

  it("WRK-9 places first keeps its share for rooms, other objectives do not", () => {
    expect(spent(PLACES, 4 * ROOM)[3]).toBe(2 * ROOM);
    expect(spent(PER_HEAD, 9 * ROOM)[3]).toBe(6 * ROOM);
    expect(spent(PER_HEAD, 9 * ROOM, { "places.capital_share": 0 })[3]).toBe(6 * ROOM);
    expect(spent(PLACES, 9 * ROOM, { "places.capital_share": 0 })[3]).toBe(0);
  });

  it("WRK-9 certification buys the cheapest requirement first", () => {
    // Site 1 lacks 176,000 yuan of equipment, site 0 four multimedia rooms for 240,000 and equipment for 264,000.
    expect(spent(CERTIFICATION, 175_999)).toEqual([0, 175_999, 0, 0]);
    expect(spent(CERTIFICATION, 416_000)).toEqual([0, 176_000, 4, 0]);
    expect(spent(CERTIFICATION, 680_000)).toEqual([264_000, 176_000, 4, 0]);
  });

  it("WRK-9 weakest school weighs all that a school lacks, per head the pupils who gain", () => {
    // Per yuan and pupil site 0 lacks two whole requirements (120 × 2 ÷ 240,000), site 1 a fourteenth (1080 × 0.07 ÷ 176,000).
    expect(spent(WEAKEST, 504_000)).toEqual([264_000, 0, 4, 0]);
    expect(spent(WEAKEST, 600_000)).toEqual([264_000, 96_000, 4, 0]);
    // A whole requirement of 120 pupils for 240,000 is worth more per head than a fourteenth of 1080 pupils for 176,000.
    expect(spent(PER_HEAD, 240_000)).toEqual([0, 0, 4, 0]);
    // One of 28 rooms for 1080 pupils is worth more per head than one of four for 120, who lack their equipment as well.
    const large = { ...SITES[1]!, equipment: 5_000_000, multimediaRooms: 27 };
    const rooms = [WEAKEST, PER_HEAD].map((objective) => {
      const two = preparing(county({ sites: [SITES[0]!, large] }));
      two.cash = 60_000;
      build(two, school({ ...PLAIN, "places.capital_share": 0, "funding.capital_objective": objective }));
      return Array.from(two.sites.multimediaRooms);
    });
    expect(rooms).toEqual([
      [1, 27],
      [0, 28],
    ]);
    // Half of the equipment of 1080 pupils before the one multimedia room of twelve.
    const few = { pupils: [2, 2, 2, 2, 2, 2], multimediaRooms: 0 };
    const state = preparing(county({ sites: [few, { ...SITES[1]!, equipment: 1_188_000 }] }));
    state.cash = 60_000;
    build(state, school({ ...PLAIN, "funding.capital_objective": PER_HEAD }));
    expect(state.ledger).toMatchObject({ equipment: 60_000, multimedia: 0 });
  });

  it("WRK-12 beds are wanted at junior schools and in town, none in villages, and bought last", () => {
    const sites: SiteRow[] = [
      { pupils: PRIMARY_CLASSES, setting: TOWN },
      { pupils: PRIMARY_CLASSES, setting: VILLAGE },
      { kind: JUNIOR, pupils: JUNIOR_CLASSES, setting: SEAT, teachingArea: 0 },
    ];
    const state = preparing(county({ sites }));
    expect([0, 1, 2].map((site) => bedsWanted(state, site, boardingTermsOf(school().value)))).toEqual([0, 0, 0]);
    state.sites.travelKm.fill(10);
    // Odds of e^(1.5 + 0.35 × 6 − 1.6) in grades 1–3 and e^(1.5 + 2.1 − 0.9) in grades 4–6, 120 pupils each; of 135 juniors
    // e^(3 + 0.18 × 6 − 0.3); a tenth to spare.
    expect([0, 1, 2].map((site) => bedsWanted(state, site, boardingTermsOf(school().value)))).toEqual([240, 0, 146]);
    const area = 5000 * Math.ceil(135 * 5.8 * 1.1);
    state.cash = area + 58 * 10_000;
    build(state, school({ ...PLAIN, "places.capital_share": 0 }));
    expect(state.ledger).toMatchObject({ beds: 58 * 10_000, buildings: area });
    expect(Array.from(state.sites.beds)).toEqual([0, 0, 58]);
  });
});

/** Every stock of every site. */
const STOCKS = [
  "rooms",
  "roomsBuilding",
  "teachingArea",
  "sportsArea",
  "equipment",
  "multimediaRooms",
  "musicRooms",
  "artRooms",
  "beds",
] as const;

/** Stocks that are lower in b than in a, as `name site`. */
function lower(a: CountyState, b: CountyState): string[] {
  return STOCKS.flatMap((name) =>
    Array.from(a.sites[name]).flatMap((value, site) => (b.sites[name][site]! < value ? [`${name} ${site}`] : [])),
  );
}

describe("more money", () => {
  const { counties } = smallNation(["45", "33"], 2);
  /** One year's money and works of a county that is not rich, with gaps of every kind. */
  const year = (start: CountyState, values: Values, isPreparing: boolean, revenue = 1) => {
    const state = cloneCounty({ ...start, wealth: 0.8, budget: Math.round(start.budget * revenue) });
    spreadEquipment(state.sites, 8);
    if (isPreparing) preparing(state);
    for (let site = 0; site < state.sites.count; site += 3) state.sites.beds[site] = 0;
    const context = school({ "funding.stickiness": 0, "teachers.cost": 60_000, ...values });
    budgetYear(state, context);
    build(state, context);
    return state;
  };
  const cases = counties.flatMap((start) => [true, false].map((isPreparing) => ({ start, isPreparing })));

  it.each([
    { "funding.equalisation": 300 },
    { "funding.weakest_third_grant": 300 },
    { "funding.capital_share": 0.12 },
    { "funding.preparation_share": 0.12 },
    { "funding.equipment_programme": 200 },
    { "places.beds_programme": 50 },
  ] satisfies Values[])("%o never lowers a stock of the year at equal draws", (more) => {
    let gains = 0;
    for (const { start, isPreparing } of cases) {
      for (const share of [0.01, 0.03, 0.07]) {
        const base: Values = { "funding.capital_share": share, "places.capital_share": 0.4 };
        const [less, rich] = [year(start, base, isPreparing), year(start, { ...base, ...more }, isPreparing)];
        // Programme money buys beds where most are missing, whereupon the county's own money may go to other schools first.
        const isForBeds = "places.beds_programme" in more;
        expect(lower(less, rich).filter((stock) => !(isForBeds && stock.startsWith("beds")))).toEqual([]);
        expect(sum(rich.sites.beds)).toBeGreaterThanOrEqual(sum(less.sites.beds));
        gains += lower(rich, less).length;
      }
    }
    expect(gains).toBeGreaterThan(0);
  });

  it.each([CERTIFICATION, WEAKEST, PER_HEAD])(
    "more capital never lowers a stock of the year under objective %d",
    (k) => {
      for (const { start, isPreparing } of cases) {
        let before = year(start, { "funding.capital_objective": k, "funding.capital_share": 0 }, isPreparing);
        for (const share of [0.005, 0.02, 0.05, 0.1, 0.2]) {
          const after = year(start, { "funding.capital_objective": k, "funding.capital_share": share }, isPreparing);
          expect(lower(before, after)).toEqual([]);
          before = after;
        }
      }
    },
  );

  // Formula money is partly the county's own: where revenue is short it takes from capital, so only ample counties are held to it.
  it.each([
    { "funding.per_pupil_primary": 900 },
    { "funding.per_pupil_junior": 1200 },
    { "funding.small_school_floor": 200 },
    { "funding.boarder_supplement": 600 },
    { "funding.remoteness_supplement": 0.5 },
  ] satisfies Values[])("%o lowers no county stock where revenue is ample", (more) => {
    for (const { start, isPreparing } of cases) {
      const [less, rich] = [year(start, {}, isPreparing, 2), year(start, more, isPreparing, 2)];
      // By county: operating money buys equipment, which moves the cheapest gap and the order of the last purchases.
      for (const name of STOCKS) expect(sum(rich.sites[name])).toBeGreaterThanOrEqual(sum(less.sites[name]));
    }
  });

  it("more own revenue lowers no county stock", () => {
    for (const { start, isPreparing } of cases) {
      const [less, rich] = [year(start, {}, isPreparing), year(start, {}, isPreparing, 1.3)];
      // By county: what all schools buy by pupils moves the cheapest gap, and with it the order of the last purchases.
      for (const name of STOCKS) expect(sum(rich.sites[name])).toBeGreaterThanOrEqual(sum(less.sites[name]));
    }
  });

  it("later years may differ: what was bought together is scrapped together", () => {
    const state = county({ sites: [{ equipment: 0 }, { equipment: 0 }] });
    buyEquipment(state.sites, 0, 100);
    for (let age = 0; age < 8; age++) {
      ageEquipment(state.sites, 8);
      if (age === 4) buyEquipment(state.sites, 1, 90);
    }
    // The richer first site bought at once and ends below the second, which bought less later.
    expect(Array.from(state.sites.equipment)).toEqual([0, 90]);
  });
});
