import { describe, expect, it } from "vitest";
import { tornadoRows, type OneAtATime } from "../../src/experiment/tornado.ts";
import { SUMS } from "../../src/model/outcomes.ts";
import type { Uncertainty } from "../../src/model/parameter-table.ts";
import { emptyTrace, YEARS, type Trace } from "../../src/model/trace.ts";
import { foldedOf } from "./folded.ts";
import { smallNation, tableOf } from "../model/nation.ts";

/**
 * | mutant                                          | killed by                         |
 * | ----------------------------------------------- | --------------------------------- |
 * | low and high swapped                            | bars                              |
 * | error of the unpaired difference                | paired error                      |
 * | members counted per scenario, not over all      | scenarios that draw other things  |
 * | a failed world counted as 0                     | failed worlds                     |
 */
const nation = smallNation(["45"], 1);
const table = tableOf(nation);
const places = nation.counties.map(({ attributes }) => attributes);
const COST: Uncertainty = {
  parameter: "teachers.cost",
  distribution: { kind: "uniform", low: 0, high: 2 },
  as: "scale",
};
const SHARE: Uncertainty = {
  parameter: "rotation.paper_share",
  distribution: { kind: "interval90", low: -0.1, high: 0.1 },
  as: "add",
};

/** A trace of 100 counties, `certified` of them certified in every year. */
function trace(certified: number): Trace {
  const out = emptyTrace(1, 1);
  YEARS.forEach((_, y) => {
    out.sums[y * SUMS.length + SUMS.indexOf("counties")] = 100;
    out.sums[y * SUMS.length + SUMS.indexOf("certified")] = certified;
  });
  return out;
}

/** A run of two scenarios, the second of which draws one thing more; certified counties of each member and replication. */
function run(certified: readonly (readonly number[])[], lost: readonly number[] = []): OneAtATime {
  const replications = certified[0]!.length;
  const worlds = certified.flat().map((count, world) => ({ world, traces: [trace(count), trace(count / 2)] }));
  const finished = worlds.filter(({ world }) => !lost.includes(world));
  return {
    ids: ["baseline", "other"],
    bound: [
      { table, uncertainties: [COST] },
      { table, uncertainties: [SHARE, COST] },
    ],
    finished: finished.map(({ world }) => world),
    numbers: foldedOf(finished.map(({ traces }) => traces)).allNumbers,
    plan: { size: 1, replications, seed: "s", sampler: "oat", quantiles: [0.5] },
    places,
  };
}

/** Medians, then teachers.cost low and high, then rotation.paper_share low and high; two replications. */
const COUNTS = [
  [40, 44],
  [30, 36],
  [60, 62],
  [40, 44],
  [41, 47],
];

describe("tornado", () => {
  it("bars: mean outcome at the 5 % and 95 % points and with all at their medians", () => {
    const rows = tornadoRows(run(COUNTS), [2035]).filter(({ outcome }) => outcome === "certifiedShare");
    expect(rows.map(({ scenario, parameter, year }) => [scenario, parameter, year])).toEqual([
      ["baseline", "teachers.cost", 2035],
      ["other", "rotation.paper_share", 2035],
      ["other", "teachers.cost", 2035],
    ]);
    const near = (value: number) => expect.closeTo(value, 7);
    expect(rows[0]).toMatchObject({
      low: near(0.33),
      high: near(0.61),
      base: near(0.42),
      lowValue: near(0.1),
      highValue: near(1.9),
      unit: "factor",
    });
    expect(rows[1]).toMatchObject({ low: near(0.21), high: near(0.22), lowValue: near(-0.1), highValue: near(0.1) });
  });

  it("the error is that of the difference, paired on chance events; one replication has none", () => {
    // Differences of 0.30 and 0.26: standard deviation 0.0283, over √2.
    expect(tornadoRows(run(COUNTS), [2035])[0]!.standardError).toBeCloseTo(0.02, 10);
    expect(tornadoRows(run(COUNTS.map(([first]) => [first!])), [2035])[0]!.standardError).toBe(0);
  });

  it("every outcome has its bars in every year asked for", () => {
    const rows = tornadoRows(run(COUNTS), [2027, 2035]);
    expect(rows).toHaveLength(3 * 2 * 2);
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(["certifiedShare", "readyShare"]));
  });

  it("failed worlds drop out in pairs; a parameter without a pair has no bar", () => {
    const [row] = tornadoRows(run(COUNTS, [3]), [2035]);
    expect([row!.low, row!.high]).toEqual([expect.closeTo(0.3, 12), expect.closeTo(0.6, 12)]);
    const left = tornadoRows(run(COUNTS, [2, 3]), [2035]).map(({ parameter }) => parameter);
    expect(new Set(left)).toEqual(new Set(["rotation.paper_share"]));
  });

  it("a group of shares has a bar for the centre and one for the province, with the shares as values", () => {
    const jointDraws = [{ shares: "funding.payer_tier1", concentration: 20 }] as const;
    const own = { table: tableOf(nation, { "funding.provincial_share": 0.1 }), uncertainties: [], jointDraws };
    const rows = tornadoRows({ ...run(COUNTS), ids: ["baseline"], bound: [own] }, [2035]).slice(0, 2);
    expect(rows.map(({ parameter }) => parameter)).toEqual([
      "funding.payer_tier1#central",
      "funding.payer_tier1#province",
    ]);
    for (const { lowValue, highValue, title } of rows) {
      expect(lowValue).toBeLessThan(highValue);
      expect(title.zh && title.en).toBeTruthy();
    }
    expect(rows[0]!.lowValue).toBeLessThan(0.8);
    expect(rows[0]!.highValue).toBeGreaterThan(0.8);
    // A run without counties of the tier has nothing to show.
    const elsewhere = { ...run(COUNTS), ids: ["baseline"], bound: [own], places: [{ code: "330122", province: "33" }] };
    expect(tornadoRows(elsewhere, [2035])).toEqual([]);
  });
});
