import { describe, expect, it } from "vitest";
import { SUMS } from "../../src/model/outcomes.ts";
import { simulateWorld } from "../../src/model/simulate.ts";
import { sumIn, YEARS } from "../../src/model/trace.ts";
import { smallNation, tableOf } from "./nation.ts";

/** One small synthetic county, rounded: a change of any of these numbers must be meant. */
describe("golden trace", () => {
  const nation = smallNation(["45"], 1);
  it.each([1, 2, 3])("one county, seed %d, 2020–2035", async (seed) => {
    const [trace] = simulateWorld(nation, [tableOf(nation)], [seed, 0]);
    const lines = YEARS.map((year) => [year, ...SUMS.map((name) => round(sumIn(trace!, name, year)))].join(","));
    await expect([["year", ...SUMS].join(","), ...lines, ""].join("\n")).toMatchFileSnapshot(`golden/seed-${seed}.csv`);
  });
});

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
