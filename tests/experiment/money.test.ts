import { describe, expect, it } from "vitest";
import { moneyRows } from "../../src/experiment/money.ts";
import { PAYERS, SPENDING } from "../../src/model/accounts.ts";
import { SUMS } from "../../src/model/outcomes.ts";
import { emptyTrace, YEARS, type Trace } from "../../src/model/trace.ts";
import { numbersOf } from "./folded.ts";

// Mutants killed: payers in another order; a scale forgotten; differences not paired by world.

const NATION = { primaryPupils: 10, juniorPupils: 0, schools: 0, teachingPoints: 0, teachers: 0 };

/** A trace in which one payer pays an amount on one line in 2030. */
function paid(line: (typeof SPENDING)[number], payer: (typeof PAYERS)[number], yuan: number): Trace {
  const trace = emptyTrace(1, 1);
  const at = (YEARS.indexOf(2030) * SPENDING.length + SPENDING.indexOf(line)) * PAYERS.length + PAYERS.indexOf(payer);
  trace.money[at] = yuan;
  // One pupil in every year, who stands for ten.
  YEARS.forEach((_, y) => (trace.sums[y * SUMS.length + SUMS.indexOf("primaryPupils")] = 1));
  return trace;
}

describe("who pays", () => {
  it("means and paired differences by line and payer, scaled to the nation", () => {
    const baseline = [paid("buses", "province", 100), paid("buses", "province", 300)];
    const own = [paid("buses", "province", 150), paid("buses", "province", 360)];
    const rows = moneyRows("s", numbersOf(own, NATION), numbersOf(baseline, NATION), [2030, 2035]);
    const row = rows.find((one) => one.line === "buses" && one.payer === "province" && one.year === 2030)!;
    expect(row).toMatchObject({ mean: 2550, difference: 550, standardError: 50, isSettled: true });
    expect(rows.filter((one) => one.mean !== 0)).toEqual([row]);
    expect(rows).toHaveLength(2 * SPENDING.length * 3);
  });
});
