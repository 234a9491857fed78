import { describe, expect, it } from "vitest";
import { budgetYear } from "../../../src/model/processes/finance.ts";
import { NINE_YEAR, SEAT, TOWN, VILLAGE } from "../../../src/model/state.ts";
import { county, preparing, PRIMARY_CLASSES, school, staff } from "../worlds.ts";

/**
 * | mutant                                         | killed by |
 * | ---------------------------------------------- | --------- |
 * | elasticity taken as 1                          | FIN-1     |
 * | budget moved in 2020                           | FIN-1     |
 * | floor applied to closed or empty schools       | FIN-2     |
 * | supplement outside villages                    | FIN-2     |
 * | central share by the wrong region              | FIN-2     |
 * | wealth left out of pay                         | FIN-3     |
 * | bonus for all teachers                         | FIN-3     |
 * | programme money over all sites                 | FIN-4     |
 * | province does not pay the gap                  | FIN-5     |
 * | preparation share for every county             | FIN-6     |
 * | capital not limited by what is left            | FIN-6     |
 */
const PLAIN = {
  "funding.own_growth": 0,
  "funding.stickiness": 0,
  "funding.per_pupil_primary": 700,
  "funding.per_pupil_junior": 900,
  "funding.small_school_floor": 100,
  "funding.boarder_supplement": 300,
  "teachers.cost": 100_000,
  "teachers.rural_bonus_share": 0.1,
  "teachers.training_share": 0.05,
} as const;

/** A town school of 240 pupils with ten teachers and a village school of 60 with four. */
function world() {
  return county({
    sites: [
      { pupils: PRIMARY_CLASSES, setting: TOWN },
      { pupils: [10, 10, 10, 10, 10, 10], setting: VILLAGE },
    ],
    teachers: [...staff(10, { site: 0 }), ...staff(4, { site: 1 })],
  });
}

describe("finance", () => {
  it("a year's money of two schools: an example", () => {
    const state = world();
    budgetYear(state, school(PLAIN));
    const operating = 240 * 700 + 100 * 700;
    expect(state.ledger).toMatchObject({
      ownRevenue: 20_000_000,
      operating,
      centralTransfer: 0.8 * operating,
      provincialTransfer: 0,
      pay: 1_400_000,
      ruralBonus: 40_000,
      training: 0.05 * operating,
      equipment: 240_000,
    });
    const spent = 1_400_000 + 40_000 + 1.05 * operating + 240_000;
    expect(state.ledger.otherRecurrent + state.cash).toBe(20_000_000 + 0.8 * operating - spent);
    expect(state.cash).toBe(1_400_000);
  });

  it("FIN-1 the budget grows, and follows pupils by the elasticity", () => {
    const state = world();
    state.pupilsLastYear = 400;
    budgetYear(state, school({ ...PLAIN, "funding.own_growth": 0.02, "funding.stickiness": 0.5 }));
    expect(state.budget).toBe(Math.round(20_000_000 * 1.02 * Math.sqrt(300 / 400)));
    expect(state.pupilsLastYear).toBe(300);
    const first = world();
    first.pupilsLastYear = 400;
    budgetYear(first, school({ ...PLAIN, "funding.own_growth": 0.02, "funding.stickiness": 1 }, { year: 2020 }));
    expect(first.budget).toBe(20_000_000);
  });

  it("FIN-2 operating money follows the formula, and the centre pays its share", () => {
    const operating = (values: object, change: (state: ReturnType<typeof world>) => void = () => {}) => {
      const state = world();
      change(state);
      budgetYear(state, school({ ...PLAIN, ...values }));
      return state.ledger;
    };
    expect(operating({ "funding.remoteness_supplement": 0.5 }).operating).toBe(168_000 + 105_000);
    expect(operating({ "funding.small_school_floor": 0 }).operating).toBe(210_000);
    expect(operating({}, ({ sites }) => (sites.isOpen[1] = 0)).operating).toBe(168_000);
    // 240 pupils who live in the town come from more than 9 km: a quarter of the lower and 0.6 of the upper grades board.
    expect(operating({}, ({ sites }) => (sites.travelKm[TOWN] = 10)).operating).toBe(238_000 + 300 * 120 * 0.85);
    const mixed = county({ sites: [{ kind: NINE_YEAR, pupils: [20, 20, 20, 20, 20, 20, 30, 30, 30] }] });
    budgetYear(mixed, school(PLAIN));
    expect(mixed.ledger.operating).toBe(120 * 700 + 90 * 900);
    for (const [region, share] of [
      ["west", 0.8],
      ["central", 0.6],
      ["northeast", 0.5],
      ["east", 0.3],
    ] as const) {
      const state = county({ attributes: { region }, sites: [{ pupils: PRIMARY_CLASSES }] });
      budgetYear(state, school(PLAIN));
      expect(state.ledger.centralTransfer).toBe(Math.round(share * 168_000));
    }
  });

  it("FIN-3 pay follows wealth, the bonus villages, training operating money", () => {
    const state = { ...world(), wealth: 1.5 };
    budgetYear(state, school({ ...PLAIN, "teachers.training_share": 0.1 }));
    expect(state.ledger).toMatchObject({ pay: 14 * 120_000, ruralBonus: 48_000, training: 23_800 });
  });

  it("FIN-4 programme money lifts poor sites to the level and none above it, yearly purchases go to all", () => {
    const state = world();
    state.sites.equipment.set([0, 1_000_000]);
    budgetYear(state, school({ ...PLAIN, "funding.equipment_programme": 1000 }));
    expect(state.sites.equipment[0]).toBe(0.15 * 168_000 + 300_000 + 240_000 * 0.8);
    expect(state.sites.equipment[1]).toBe(1_000_000 + 0.15 * 70_000 + 240_000 * 0.2);
    expect(state.ledger).toMatchObject({ equipment: 540_000, provincialTransfer: 300_000 });
    const rich = world();
    budgetYear(rich, school({ ...PLAIN, "funding.equipment_programme": 1000 }));
    expect(rich.sites.equipment[0]).toBe(960_000 + 25_200 + 192_000);
    // Money is never lost: what no school lacks joins the capital; and no school is lifted above the level.
    const plain = world();
    budgetYear(plain, school(PLAIN));
    expect(rich.cash - plain.cash).toBe(300_000);
    const flooded = world();
    flooded.sites.equipment.set([0, 1_000_000]);
    budgetYear(flooded, school({ ...PLAIN, "funding.equipment_programme": 10_000 }));
    expect(flooded.sites.equipment[0]).toBe(2200 * 240 + 192_000);
  });

  it("FIN-5 the province pays what a county cannot raise", () => {
    const state = world();
    state.budget = 100_000;
    budgetYear(state, school(PLAIN));
    const { ledger } = state;
    expect(ledger.provincialTransfer).toBe(1_400_000 + 40_000 + 238_000 * 1.05 + 1200 - 100_000 - 190_400);
    expect([ledger.otherRecurrent, state.cash]).toEqual([0, 0]);
  });

  it("FIN-6 capital is its share, more while a county prepares, and no more than is left", () => {
    const values = { ...PLAIN, "funding.capital_share": 0.05, "funding.preparation_share": 0.1 };
    const cash = (state: ReturnType<typeof world>, more: object = {}) => {
      budgetYear(state, school({ ...values, ...more }));
      return state.cash;
    };
    expect(cash(world())).toBe(1_000_000);
    expect(cash(preparing(world()))).toBe(3_000_000);
    expect(cash(world(), { "funding.equalisation": 100 })).toBe(1_030_000);
    const certified = preparing(world());
    certified.queue.certifiedYear = 2024;
    expect(cash(certified)).toBe(1_000_000);
    const tight = world();
    tight.budget = 1_600_000;
    tight.cash = 500;
    cash(tight, { "funding.capital_share": 0.4 });
    const { ledger } = tight;
    expect(tight.cash - 500).toBe(1_600_000 + 190_400 - 1_440_000 - 238_000 * 1.05 - 19_200);
    expect(ledger).toMatchObject({ broughtForward: 500, otherRecurrent: 0 });
  });

  it("counts the pupils of a seat school like any other", () => {
    const state = county({ sites: [{ pupils: PRIMARY_CLASSES, setting: SEAT }] });
    budgetYear(state, school(PLAIN));
    expect(state.ledger.operating).toBe(168_000);
  });
});
