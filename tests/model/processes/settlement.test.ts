import { describe, expect, it } from "vitest";
import { CENTRAL, COUNTY, PAYERS, PROVINCE, USES } from "../../../src/model/accounts.ts";
import { checkBalance } from "../../../src/model/invariants.ts";
import { budgetYear } from "../../../src/model/processes/finance.ts";
import { settle } from "../../../src/model/processes/settlement.ts";
import { build } from "../../../src/model/processes/works.ts";
import type { CountyState } from "../../../src/model/state.ts";
import { county, preparing, PRIMARY_CLASSES, school, staff } from "../worlds.ts";

/**
 * | mutant                                          | killed by |
 * | ----------------------------------------------- | --------- |
 * | `Math.round` left out of the split              | FIN-9     |
 * | the county pays the guarantee's lines first     | FIN-9     |
 * | grants spread over pay                          | FIN-9     |
 * | money left over is lost                         | FIN-9     |
 * | cash brought forward belongs to nobody          | FIN-9     |
 * | matrix not emptied from last year               | FIN-9     |
 * | first line paid first instead of in proportion  | FIN-9     |
 */
type Use = (typeof USES)[number];

/** Yuan of one payer for one use. */
function paid({ payers }: CountyState, use: Use, payer: number): number {
  return payers.amounts[USES.indexOf(use) * PAYERS.length + payer]!;
}

function world(): CountyState {
  return county({ sites: [{ pupils: PRIMARY_CLASSES, rooms: 6, equipment: 0 }], teachers: staff(10, { site: 0 }) });
}

describe("settlement", () => {
  it("four payments of a small ledger: an example", () => {
    const state = world();
    Object.assign(state.ledger, { ownRevenue: 71, centralTransfer: 20, provincialTransfer: 24, broughtForward: 5 });
    Object.assign(state.ledger, { pay: 60, operating: 30, equipment: 10, places: 15, carriedForward: 5 });
    Object.assign(state.payers, { equipmentGrant: 4, capitalGrant: 12, guarantee: 8 });
    settle(state);
    const split = (use: Use) => [CENTRAL, PROVINCE, COUNTY].map((payer) => paid(state, use, payer));
    // Grants of 12 over places 15, the 6 of equipment left and 5 kept; the guarantee of 8 over pay 60 and operating 10 left.
    expect(split("operating")).toEqual([20, 1, 9]);
    expect(split("pay")).toEqual([0, 7, 53]);
    expect(split("places")).toEqual([0, 7, 8]);
    expect(split("equipment")).toEqual([0, 4 + 3, 3]);
    expect(split("carriedForward")).toEqual([0, 2, 3]);
  });

  it("FIN-9 lines and payers sum exactly, whatever money there is", () => {
    for (let k = 0; k < 60; k++) {
      const state = k % 2 ? preparing(world()) : world();
      state.budget = [0, 1_234_567, 9_876_543, 40_000_001][k % 4]!;
      state.cash = [0, 77_777, 3][k % 3]!;
      const values = {
        "funding.equalisation": k % 5 === 0 ? 3333 : 0,
        "funding.equipment_programme": k % 7 === 0 ? 2222 : 1,
        "places.beds_programme": k % 11,
        "funding.central_share_tier1": (k % 10) / 10,
        "funding.provincial_share": (k % 4) / 9,
        "teachers.rural_housing": 1111,
      };
      budgetYear(state, school(values));
      build(state, school(values));
      settle(state);
      // Pupils and teachers stand still, so only money can fail here.
      expect(() => checkBalance(state, 2026)).not.toThrow();
      expect(paid(state, "operating", CENTRAL)).toBe(state.ledger.centralTransfer);
      expect(paid(state, "operating", PROVINCE)).toBeGreaterThanOrEqual(state.payers.operatingShare);
      settle(state);
      expect(() => checkBalance(state, 2026)).not.toThrow();
    }
  });

  it("FIN-9 money for several lines is split in proportion to what is unpaid", () => {
    const state = world();
    Object.assign(state.ledger, { ownRevenue: 3000, provincialTransfer: 1000, places: 3000, buildings: 1000 });
    state.payers.capitalGrant = 1000;
    settle(state);
    expect([paid(state, "places", PROVINCE), paid(state, "buildings", PROVINCE)]).toEqual([750, 250]);
    expect([paid(state, "places", COUNTY), paid(state, "buildings", COUNTY)]).toEqual([2250, 750]);
  });

  it("FIN-9 a programme pays its own line, a grant capital, a guarantee recurrent lines", () => {
    const province = (values: object, budget: number) => {
      const state = { ...world(), budget };
      budgetYear(state, school(values));
      build(state, school(values));
      settle(state);
      return (use: Use) => paid(state, use, PROVINCE);
    };
    const programme = province({ "funding.equipment_programme": 100 }, 20_000_000);
    expect([programme("equipment"), programme("pay"), programme("buildings")]).toEqual([24_000, 0, 0]);
    const grant = province({ "funding.equalisation": 100 }, 20_000_000);
    const capital = (["places", "buildings", "sportsGround", "equipment", "multimedia", "carriedForward"] as const).map(
      grant,
    );
    expect(capital.reduce((sum, yuan) => sum + yuan, 0)).toBe(24_000);
    expect(grant("pay")).toBe(0);
    const guarantee = province({}, 100_000);
    expect(guarantee("pay")).toBeGreaterThan(1_000_000);
    expect(guarantee("carriedForward")).toBe(0);
  });

  it("FIN-9 a yuan paid twice, half a yuan and a yuan of nobody are named", () => {
    const settled = () => {
      const state = world();
      Object.assign(state.ledger, { ownRevenue: 70, centralTransfer: 20, pay: 60, operating: 30 });
      settle(state);
      return state;
    };
    const pay = USES.indexOf("pay") * PAYERS.length;
    const twice = settled();
    twice.payers.amounts[pay + PROVINCE] = 1;
    expect(() => checkBalance(twice, 2030)).toThrow("payers of pay do not balance; expected 60, got 61");
    const half = settled();
    half.payers.amounts[pay + COUNTY] = 59.5;
    expect(() => checkBalance(half, 2030)).toThrow("whole yuan of county for pay do not balance");
    const other = settled();
    other.payers.amounts[pay + COUNTY]! -= 5;
    other.payers.amounts[pay + PROVINCE]! += 5;
    expect(() => checkBalance(other, 2030)).toThrow("payments of province do not balance; expected 0, got 5");
  });
});
