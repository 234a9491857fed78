import { describe, expect, it } from "vitest";
import { budgetYear } from "../../../src/model/processes/finance.ts";
import { CENTRAL, COUNTY, PAYERS, PROVINCE, USES } from "../../../src/model/accounts.ts";
import { settle } from "../../../src/model/processes/settlement.ts";
import { CENTRAL_TIERS } from "../../../src/model/central-tiers.ts";
import { JUNIOR, NINE_YEAR, SEAT, TOWN, VILLAGE } from "../../../src/model/state.ts";
import { county, preparing, PRIMARY_CLASSES, school, staff } from "../worlds.ts";

/**
 * | mutant                                         | killed by |
 * | ---------------------------------------------- | --------- |
 * | elasticity taken as 1                          | FIN-1     |
 * | budget moved in 2020                           | FIN-1     |
 * | floor applied to closed or empty schools       | FIN-2     |
 * | supplement outside villages                    | FIN-2     |
 * | rolls fall, money per pupil rises at 1         | FIN-1     |
 * | central share by the wrong tier                | FIN-2     |
 * | wealth left out of pay                         | FIN-3     |
 * | bonus for all teachers                         | FIN-3     |
 * | programme money over all sites                 | FIN-4     |
 * | province does not pay the gap                  | FIN-5     |
 * | housing for all teachers                       | FIN-7     |
 * | grant for the weakest third to every county    | FIN-8     |
 * | grant left out of the capital                  | FIN-8     |
 * | beds where none are missing                    | FIN-10    |
 * | programme money for beds lost                  | FIN-10    |
 * | the province pays beyond what the centre leaves | FIN-11   |
 * | the province's share kept from the county      | FIN-11    |
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
function world(equipment: readonly number[] = [960_000, 240_000]) {
  return county({
    sites: [
      { pupils: PRIMARY_CLASSES, setting: TOWN, equipment: equipment[0]! },
      { pupils: [10, 10, 10, 10, 10, 10], setting: VILLAGE, equipment: equipment[1]! },
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

  it.each([
    [0, 1],
    [0.5, 0.5],
    [0.8, 0.2],
    [1, 0],
  ])("FIN-1 money per pupil rises with falling rolls only as far as elasticity %d lets it", (elasticity, rise) => {
    const values = { ...PLAIN, "funding.small_school_floor": 0, "funding.stickiness": elasticity };
    const perPupil = (part: number) => {
      const state = county({
        sites: [{ pupils: PRIMARY_CLASSES.map((n) => n * part) }],
        teachers: staff(10, { site: 0 }),
      });
      state.pupilsLastYear = 240;
      budgetYear(state, school({ ...values, "funding.equalisation": 50 }));
      const { ownRevenue, centralTransfer, provincialTransfer } = state.ledger;
      expect(state.payers.guarantee).toBe(0);
      return [
        ownRevenue / state.pupilsLastYear,
        (centralTransfer + provincialTransfer) / state.pupilsLastYear,
      ] as const;
    };
    const [full, half] = [perPupil(1), perPupil(0.5)];
    // Rolls halve: own revenue per pupil rises by 2^(1 − elasticity), grants and formula money per pupil stay.
    expect(half[0]).toBeCloseTo(full[0] * Math.pow(2, rise), 0);
    expect(half[1]).toBe(full[1]);
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
    expect(operating({}, ({ sites }) => (sites.boarders[0] = 102)).operating).toBe(238_000 + 300 * 102);
    const mixed = county({ sites: [{ kind: NINE_YEAR, pupils: [20, 20, 20, 20, 20, 20, 30, 30, 30] }] });
    budgetYear(mixed, school(PLAIN));
    expect(mixed.ledger.operating).toBe(120 * 700 + 90 * 900);
    const central = (province: string, values: object = {}) => {
      const state = county({ attributes: { province }, sites: [{ pupils: PRIMARY_CLASSES }] });
      budgetYear(state, school({ ...PLAIN, ...values }));
      return state.ledger.centralTransfer / 168_000;
    };
    expect(["45", "13", "37", "33", "31"].map((province) => central(province))).toEqual([0.8, 0.6, 0.5, 0.3, 0.1]);
    expect(central("33", { "funding.central_share_tier4": 0.5 })).toBe(0.5);
    expect(central("45", { "funding.central_share_tier4": 0.5 })).toBe(0.8);
  });

  it("FIN-2 every province has its tier: twelve, ten, three, four and two", () => {
    const tiers = Object.values(CENTRAL_TIERS);
    expect([1, 2, 3, 4, 5].map((tier) => tiers.filter((t) => t === tier).length)).toEqual([12, 10, 3, 4, 2]);
  });

  it("FIN-3 pay follows wealth, the bonus villages, training operating money", () => {
    const state = { ...world(), wealth: 1.5 };
    budgetYear(state, school({ ...PLAIN, "teachers.training_share": 0.1 }));
    expect(state.ledger).toMatchObject({ pay: 14 * 120_000, ruralBonus: 48_000, training: 23_800 });
  });

  it("FIN-4 programme money lifts poor sites to the level and none above it, yearly purchases go to all", () => {
    const state = world([0, 1_000_000]);
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
    const flooded = world([0, 1_000_000]);
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
    expect(state.payers.guarantee).toBe(ledger.provincialTransfer);
    const granted = world();
    granted.budget = 100_000;
    budgetYear(granted, school({ ...PLAIN, "funding.equalisation": 10 }));
    expect(granted.payers).toMatchObject({ capitalGrant: 3000, guarantee: ledger.provincialTransfer - 3000 });
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

  it("FIN-7 housing support goes to teachers at village sites", () => {
    const state = world();
    budgetYear(state, school({ ...PLAIN, "teachers.rural_housing": 6000.1 }));
    expect(state.ledger).toMatchObject({ ruralHousing: 24_000, ruralBonus: 40_000 });
    const plain = world();
    budgetYear(plain, school(PLAIN));
    expect(plain.ledger.otherRecurrent - state.ledger.otherRecurrent).toBe(24_000);
  });

  it("FIN-8 every county has the equalisation grant, only the weakest third the other, and both are capital", () => {
    const grants = { ...PLAIN, "funding.equalisation": 100, "funding.weakest_third_grant": 200 };
    const received = (wealth: number) => {
      const [plain, granted] = [PLAIN, grants].map((values) => {
        const state = { ...world(), wealth };
        budgetYear(state, school(values));
        return state;
      });
      expect(granted!.ledger.provincialTransfer).toBe(granted!.payers.capitalGrant);
      return [granted!.ledger.provincialTransfer, granted!.cash - plain!.cash];
    };
    expect(received(0.86)).toEqual([30_000, 30_000]);
    expect(received(0.85)).toEqual([90_000, 90_000]);
  });

  it("FIN-10 programme money buys beds where most are missing, and the rest joins the capital", () => {
    const junior = (n: number, beds: number) => ({ kind: JUNIOR, pupils: [0, 0, 0, 0, 0, 0, n, n, n], beds });
    const after = (money: number) => {
      const state = county({ sites: [junior(40, 0), junior(100, 0), { pupils: PRIMARY_CLASSES, setting: VILLAGE }] });
      // Everyone lives 10 km away: odds of boarding e^3.78 for juniors, with a tenth to spare 130 and 323 beds.
      state.sites.travelKm.fill(10);
      state.centralPrimary.fill(-1);
      budgetYear(state, school({ ...PLAIN, "places.beds_programme": money, "stocks.bed_cost": 10_000 }));
      const { beds, provincialTransfer } = state.ledger;
      return [...state.sites.beds, beds, provincialTransfer - beds - state.payers.capitalGrant, state.payers.bedsGrant];
    };
    const pupils = 660;
    expect(after(3_365_000 / pupils)).toEqual([13, 323, 0, 3_360_000, 0, 3_360_000]);
    expect(after(10_000_000 / pupils)).toEqual([130, 323, 0, 4_530_000, 0, 4_530_000]);
  });

  it("FIN-11 centre, province and county pay operating money, the county what is left, never below zero", () => {
    const after = (provincial: number, central = 0.8) => {
      const state = world();
      const shares = { "funding.provincial_share": provincial, "funding.central_share_tier1": central };
      budgetYear(state, school({ ...PLAIN, ...shares }));
      settle(state);
      const split = [CENTRAL, PROVINCE, COUNTY].map(
        (payer) => state.payers.amounts[USES.indexOf("operating") * PAYERS.length + payer]!,
      );
      return { split, given: state.ledger.provincialTransfer, other: state.ledger.otherRecurrent };
    };
    expect(after(0)).toMatchObject({ split: [190_400, 0, 47_600], given: 0 });
    expect(after(0.15)).toMatchObject({ split: [190_400, 35_700, 11_900], given: 35_700 });
    expect(after(0.2)).toMatchObject({ split: [190_400, 47_600, 0], given: 47_600 });
    expect(after(0.9)).toEqual(after(0.2));
    expect(after(1, 0)).toMatchObject({ split: [0, 238_000, 0], given: 238_000 });
    // What the province pays the county has for other things.
    expect(after(0.15).other - after(0).other).toBe(35_700);
  });

  it("counts the pupils of a seat school like any other", () => {
    const state = county({ sites: [{ pupils: PRIMARY_CLASSES, setting: SEAT }] });
    budgetYear(state, school(PLAIN));
    expect(state.ledger.operating).toBe(168_000);
  });
});
