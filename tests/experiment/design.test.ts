import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AxisId } from "../../src/experiment/axes.ts";
import { drawDesigns, sobolDimension, worldKey } from "../../src/experiment/design.ts";
import { prepareEnsemble, worldCount, worldPlace } from "../../src/experiment/ensemble.ts";
import { SOBOL_AXES } from "../../src/experiment/sobol-axes.ts";
import { spreadOf, variance } from "../../src/experiment/spread.ts";
import type { Uncertainty } from "../../src/model/parameter-table.ts";
import { PARAMETER_IDS, PARAMETERS, type ParameterId } from "../../src/model/parameters.ts";
import { SHARE_GROUP_IDS } from "../../src/model/share-groups.ts";
import type { EnsemblePlan, Sampler } from "../../src/scenarios/scenario.ts";
import { smallNation, tableOf } from "../model/nation.ts";

/**
 * | mutant                                       | killed by                          |
 * | -------------------------------------------- | ---------------------------------- |
 * | one generator for all parameters             | adding an uncertainty              |
 * | strata drawn with replacement                | one number in each stratum         |
 * | random sampler keyed by size                 | the first worlds stay              |
 * | Sobol dimension by position in the scenario  | adding an uncertainty              |
 * | Sobol shift left out                         | sobol                              |
 * | one at a time moves two                      | one at a time                      |
 * | one-at-a-time members meet other chances     | world keys                         |
 * | correlation taken as it is                   | rank correlations                  |
 * | correlated numbers not put back into strata  | rank correlations                  |
 * | n instead of n − 1 in the variance           | standard error                     |
 * | error over worlds, not members               | replications                       |
 */
const unit = (parameter: ParameterId): Uncertainty => ({
  parameter,
  distribution: { kind: "uniform", low: 0, high: 1 },
  as: "set",
});
const ROTATION = unit("rotation.share");
const COST = unit("teachers.cost");
const GROWTH = unit("funding.own_growth");
const plan = (size: number, sampler: Sampler, seed = "spring", replications = 1): EnsemblePlan => ({
  size,
  replications,
  seed,
  sampler,
  quantiles: [0.5],
});
const SAMPLERS = ["lhs", "random", "sobol", "oat"] as const;
/** Rows of some uncertainties, in order. */
const rowsOf = (uncertainties: readonly Uncertainty[], by: EnsemblePlan) => {
  const { rows } = drawDesigns([{ uncertainties }], by)[0]!;
  return uncertainties.map(({ parameter }) => rows.get(parameter)!);
};
/** Spearman's correlation of two rows without ties. */
function rankCorrelation(a: Float64Array, b: Float64Array): number {
  const ranks = (row: Float64Array) => {
    const order = Array.from(row, (_, i) => i).sort((i, j) => row[i]! - row[j]!);
    const result = new Float64Array(row.length);
    order.forEach((i, rank) => (result[i] = rank));
    return result;
  };
  const [x, y] = [ranks(a), ranks(b)];
  const n = x.length;
  const squares = x.reduce((sum, rank, i) => sum + (rank - y[i]!) * (rank - y[i]!), 0);
  return 1 - (6 * squares) / (n * (n * n - 1));
}

describe("design", () => {
  it("lhs puts exactly one number in each stratum, in a mixed order", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.string(), (size, seed) => {
        const [row] = rowsOf([ROTATION], plan(size, "lhs", seed));
        const strata = Array.from(row!, (u) => Math.floor(u * size));
        expect([...strata].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
        expect(row!.every((u) => u > 0 && u < 1)).toBe(true);
      }),
    );
    const order = Array.from(rowsOf([ROTATION], plan(50, "lhs"))[0]!);
    expect(order).not.toEqual([...order].sort((a, b) => a - b));
  });

  it.each(["lhs", "random", "sobol"] as const)("%s: adding an uncertainty leaves the others' draws", (sampler) => {
    const alone = rowsOf([COST], plan(40, sampler));
    const both = rowsOf([ROTATION, COST], plan(40, sampler));
    expect(both[1]).toEqual(alone[0]);
    expect(both[0]).not.toEqual(both[1]);
    expect(rowsOf([COST], plan(40, sampler, "autumn"))).not.toEqual(alone);
    // Also beside parameters that are correlated among themselves.
    const tied = { ...ROTATION, correlate: { "teachers.cost": 0.7 } };
    expect(rowsOf([tied, COST, GROWTH], plan(40, sampler))[2]).toEqual(rowsOf([GROWTH], plan(40, sampler))[0]);
    expect(rowsOf([GROWTH, tied, COST], plan(40, sampler)).slice(1)).toEqual(rowsOf([tied, COST], plan(40, sampler)));
  });

  it.each(["random", "sobol"] as const)("%s: the first members stay when the ensemble grows", (sampler) => {
    const tied = [{ ...ROTATION, correlate: { "teachers.cost": 0.7 } }, COST];
    const small = rowsOf(tied, plan(10, sampler));
    expect(rowsOf(tied, plan(300, sampler)).map((row) => row.slice(0, 10))).toEqual(small);
  });

  it.each(["lhs", "random", "sobol"] as const)("%s: two parameters are drawn independently", (sampler) => {
    const [a, b] = rowsOf([ROTATION, COST], plan(4000, sampler));
    expect(Math.abs(rankCorrelation(a!, b!))).toBeLessThan(4 / Math.sqrt(4000));
  });

  it("sobol: a shifted sequence; 64 members fill 64 strata", () => {
    const [row] = rowsOf([ROTATION], plan(64, "sobol"));
    expect(new Set(Array.from(row!, (u) => Math.floor(u * 64))).size).toBe(64);
    expect(Array.from(rowsOf([ROTATION, COST], plan(3, "sobol")), (values) => [...values])).toMatchInlineSnapshot(`
      [
        [
          0.9635946025373414,
          0.4635946025373414,
          0.21359460253734142,
        ],
        [
          0.35534464789088815,
          0.8553446478908882,
          0.6053446478908882,
        ],
      ]
    `);
    expect(rowsOf([ROTATION], plan(64, "sobol", "autumn"))[0]).not.toEqual(row);
  });

  it("every parameter a scenario may draw, and every cut of shares, has a Sobol dimension of its own", () => {
    const cuts = SHARE_GROUP_IDS.flatMap((id) => [`${id}#central`, `${id}#province`]);
    const parameters = PARAMETER_IDS.filter((id) => PARAMETERS[id].role !== "constant");
    expect([...SOBOL_AXES].sort()).toEqual([...parameters, ...cuts].sort());
    // Positions never move: the list grows at its end.
    expect(
      ["demography.entry_factor", "rotation.share", "funding.payer_tier5#province"].map((axis) =>
        sobolDimension(axis as AxisId),
      ),
    ).toEqual([0, 164, 140]);
    expect(() => sobolDimension("nothing" as AxisId)).toThrow("nothing has no Sobol dimension");
  });

  it("one at a time: all at their medians, then each at its 5 % and 95 % point", () => {
    const [a, b] = rowsOf([ROTATION, COST], plan(99, "oat"));
    expect([...a!]).toEqual([0.5, 0.05, 0.95, 0.5, 0.5]);
    expect([...b!]).toEqual([0.5, 0.5, 0.5, 0.05, 0.95]);
    // Scenarios that draw different parameters still move the same one in the same member.
    const designs = drawDesigns([{ uncertainties: [ROTATION] }, { uncertainties: [COST] }], plan(1, "oat"));
    expect(designs.map(({ members }) => members)).toEqual([5, 5]);
    expect([...designs[1]!.rows.get("teachers.cost")!]).toEqual([0.5, 0.5, 0.5, 0.05, 0.95]);
  });

  it("a group of shares has two axes in every sampler", () => {
    const joint = { uncertainties: [], jointDraws: [{ shares: "funding.payer_tier1", concentration: 9 }] } as const;
    for (const sampler of SAMPLERS) {
      const { rows } = drawDesigns([joint], plan(5, sampler))[0]!;
      expect([...rows.keys()]).toEqual(["funding.payer_tier1#central", "funding.payer_tier1#province"]);
      const [first, second] = [...rows.values()];
      expect(first).not.toEqual(second);
    }
  });
});

describe("rank correlations", () => {
  const tied = [{ ...ROTATION, correlate: { "teachers.cost": 0.6, "funding.own_growth": -0.4 } }, COST, GROWTH];

  it.each(["lhs", "random", "sobol"] as const)("%s: are those that were asked for, given on either side", (sampler) => {
    const [rotation, cost, growth] = rowsOf(tied, plan(4000, sampler));
    const near = (rho: number) => expect.closeTo(rho, 1);
    expect(rankCorrelation(rotation!, cost!)).toEqual(near(0.6));
    expect(rankCorrelation(rotation!, growth!)).toEqual(near(-0.4));
    expect(Math.abs(rankCorrelation(cost!, growth!))).toBeLessThan(4 / Math.sqrt(4000));
    const other = [ROTATION, { ...COST, correlate: { "rotation.share": 0.6 } }, GROWTH];
    const oneSided = [{ ...ROTATION, correlate: { "teachers.cost": 0.6 } }, COST, GROWTH];
    expect(rowsOf(other, plan(50, sampler))).toEqual(rowsOf(oneSided, plan(50, sampler)));
  });

  it("lhs keeps one number in each stratum, and every margin stays uniform", () => {
    for (const sampler of ["lhs", "random", "sobol"] as const) {
      for (const row of rowsOf(tied, plan(1000, sampler))) {
        const cells = new Set(Array.from(row, (u) => Math.floor(u * 1000)));
        if (sampler === "lhs") expect(cells.size).toBe(1000);
        const below = row.filter((u) => u < 0.25).length / 1000;
        expect(Math.abs(below - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / 1000));
        expect(row.every((u) => u > 0 && u < 1)).toBe(true);
      }
    }
  });

  it("play no part one at a time", () => {
    expect(rowsOf(tied, plan(1, "oat"))).toEqual(rowsOf([ROTATION, COST, GROWTH], plan(1, "oat")));
  });
});

describe("worlds", () => {
  it("are members times replications, the replications of a member beside one another", () => {
    expect(worldCount([{ uncertainties: [ROTATION] }], plan(7, "lhs", "s", 3))).toBe(21);
    expect(worldCount([{ uncertainties: [ROTATION, COST] }], plan(7, "oat", "s", 3))).toBe(15);
    expect([0, 1, 2, 3, 4].map((world) => worldPlace(world, plan(2, "lhs", "s", 3)))).toEqual([
      { member: 0, replication: 0 },
      { member: 0, replication: 1 },
      { member: 0, replication: 2 },
      { member: 1, replication: 0 },
      { member: 1, replication: 1 },
    ]);
  });

  it("keys are 64 bits of seed phrase, member and replication: known answers", () => {
    const key = (seed: string, member: number, replication = 0) => worldKey(plan(1, "lhs", seed), member, replication);
    expect([key("junheng", 0), key("junheng", 1), key("均衡", 0)]).toEqual([
      [1377414944, 2039428956],
      [2721806454, 3595720054],
      [55546939, 1042821018],
    ]);
    const keys = Array.from({ length: 2000 }, (_, k) => key("spring", Math.floor(k / 2), k % 2).join(":"));
    expect(new Set(keys).size).toBe(2000);
    expect(key("spring", 3, 1).every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32)).toBe(true);
  });

  it("one at a time, every member meets the chance events of the same worlds", () => {
    const key = (member: number, replication: number) => worldKey(plan(1, "oat"), member, replication);
    expect(key(4, 1)).toEqual(key(0, 1));
    expect(key(4, 1)).not.toEqual(key(4, 0));
    expect(key(4, 1)).toEqual(worldKey(plan(9, "random"), 1, 0));
  });

  it(
    "enlarging an ensemble keeps its first worlds; another uncertain parameter without an effect changes none",
    { timeout: 60_000 },
    () => {
      const nation = smallNation(["45"], 1);
      const places = nation.counties.map(({ attributes }) => attributes);
      const uncertainties: Uncertainty[] = [
        {
          parameter: "teachers.exit_rate_rural",
          distribution: { kind: "uniform", low: 0.5, high: 2 },
          as: "scale",
          correlate: { "funding.own_growth": 0.5 },
        },
        { parameter: "funding.own_growth", distribution: { kind: "uniform", low: -0.02, high: 0.02 }, as: "add" },
      ];
      // Drawn, but without an effect.
      const idle: Uncertainty = {
        parameter: "demography.births",
        distribution: { kind: "uniform", low: 1, high: 1 },
        as: "scale",
      };
      for (const sampler of ["random", "sobol"] as const) {
        const run = (size: number, draws: readonly Uncertainty[]) =>
          prepareEnsemble(nation, {
            scenarios: [{ table: tableOf(nation), uncertainties: draws }],
            plan: plan(size, sampler),
            places,
          });
        const small = run(2, uncertainties);
        const worlds = [small(0), small(1)];
        const large = run(64, uncertainties);
        expect([large(0), large(1)]).toEqual(worlds);
        expect(worlds[0]).not.toEqual(worlds[1]);
        expect(run(2, [idle, ...uncertainties])(1)).toEqual(worlds[1]);
      }
    },
  );
});

describe("spread", () => {
  it("quantiles are R-7, the error is that of the mean", () => {
    const spread = spreadOf([4, 1, 3, 2]);
    expect(spread).toMatchObject({ p25: 1.75, p50: 2.5, p75: 3.25, mean: 2.5 });
    expect(spread.p05).toBeCloseTo(1.15, 12);
    expect(spread.p95).toBeCloseTo(3.85, 12);
    expect(spread.standardError).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12);
  });

  it("equal values have no spread, to the last bit; one value has no error", () => {
    expect(variance(Array<number>(7).fill(0.1))).toBe(0);
    expect(spreadOf(Array<number>(7).fill(0.1)).standardError).toBe(0);
    expect(spreadOf([5])).toMatchObject({ p05: 5, p95: 5, mean: 5, standardError: 0 });
    expect(variance([5])).toBe(0);
  });

  it("with replications the error is that of the members' means, quantiles those of the worlds", () => {
    const spread = spreadOf([1, 3, 5, 7], [0, 0, 1, 1]);
    expect(spread).toMatchObject({ mean: 4, p50: 4, standardError: 2 });
    expect(spreadOf([1, 3, 5, 7], [0, 1, 2, 3])).toEqual(spreadOf([1, 3, 5, 7]));
    // Worlds of one member differ by chance alone and count one by one.
    expect(spreadOf([1, 3, 5, 7], [2, 2, 2, 2])).toEqual(spreadOf([1, 3, 5, 7]));
    expect(spreadOf([0.1, 0.1, 0.1, 0.1, 0.1, 0.1], [0, 0, 0, 1, 1, 1]).standardError).toBe(0);
  });
});
