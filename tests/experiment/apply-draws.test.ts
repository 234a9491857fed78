import { describe, expect, it } from "vitest";
import { applyDraws, drawAt, type CountyPlace } from "../../src/experiment/apply-draws.ts";
import type { Drawn } from "../../src/experiment/axes.ts";
import { drawDesigns, type Design } from "../../src/experiment/design.ts";
import { quantileOf } from "../../src/experiment/quantile-of.ts";
import { COLUMNS, parameterIndex } from "../../src/model/columns.ts";
import { parameterRows } from "../../src/model/parameter-rows.ts";
import type { Uncertainty } from "../../src/model/parameter-table.ts";
import { PARAMETERS, type ParameterId } from "../../src/model/parameters.ts";
import { YEARS } from "../../src/model/trace.ts";
import type { Sampler } from "../../src/scenarios/scenario.ts";
import { smallNation, tableOf } from "../model/nation.ts";

/**
 * | mutant                                       | killed by                          |
 * | -------------------------------------------- | ---------------------------------- |
 * | clamped before it acts                       | held to the range                  |
 * | draws by place keyed by the row of a county  | another county changes nothing     |
 * | draws by place keyed without the member      | draws of members differ            |
 * | years and counties swapped in the overlay    | by province, county and year       |
 * | draws by place in the profiles as well       | by province, county and year       |
 * | one at a time drawn by place                 | one at a time                      |
 */
const nation = smallNation(["45"], 1);
const table = tableOf(nation);
const PLACES: readonly CountyPlace[] = [
  { code: "450103", province: "45" },
  { code: "450105", province: "45" },
  { code: "330122", province: "33" },
];
const three = { profileOf: Uint16Array.of(0, 0, 0), profiles: table.profiles };
const designOf = (drawn: Drawn, size: number, sampler: Sampler = "lhs"): Design =>
  drawDesigns([drawn], { size, replications: 1, seed: "spring", sampler, quantiles: [0.5] })[0]!;
const valuesOf = (profile: Float64Array, parameter: ParameterId) =>
  YEARS.map((_, y) => profile[y * COLUMNS + parameterIndex(parameter)]!);

describe("one draw for the run", () => {
  const drawn = (parameter: ParameterId, as: Uncertainty["as"], draw: number) => {
    const point = { kind: "uniform", low: draw, high: draw } as const;
    const uncertainties = [{ parameter, distribution: point, as }];
    const out = applyDraws(table, { uncertainties }, designOf({ uncertainties }, 2), 1, PLACES.slice(0, 1));
    expect(out.overlays).toBeUndefined();
    return [...new Set(valuesOf(out.profiles[0]!, parameter))];
  };

  it("is set, added or scaled in all years; other columns and the given table stay", () => {
    expect(drawn("rotation.share", "set", 0.2)).toEqual([0.2]);
    expect(drawn("rotation.share", "add", 0.05)).toEqual([0.1 + 0.05]);
    expect(drawn("rotation.share", "scale", 3)).toEqual([0.1 * 3]);
    expect(drawn("funding.per_pupil_primary", "scale", 2)).toEqual([1300, 1440]);
    expect(table).toEqual(tableOf(nation));
    const uncertainties: Uncertainty[] = [
      { parameter: "rotation.share", distribution: { kind: "uniform", low: 0.45, high: 0.45 }, as: "set" },
    ];
    const out = applyDraws(table, { uncertainties }, designOf({ uncertainties }, 1), 0, PLACES);
    const changed = out.profiles[0]!.filter((value, i) => value !== table.profiles[0]![i]);
    expect(new Set(changed)).toEqual(new Set([0.45]));
    expect(changed).toHaveLength(16);
  });

  it("is held to the range, and rounded where only whole numbers make sense", () => {
    expect(drawn("rotation.share", "scale", 100)).toEqual([PARAMETERS["rotation.share"].range[1]]);
    expect(drawn("rotation.share", "add", -1)).toEqual([0]);
    expect(drawn("rotation.service_years", "add", 0.6)).toEqual([7]);
    expect(drawn("rotation.service_years", "set", 99)).toEqual([12]);
    expect(drawn("teachers.cost", "set", 140_000.5)).toEqual([140_000.5]);
  });

  it("of a choice is one of its positions", () => {
    const uncertainties: Uncertainty[] = [
      { parameter: "rotation.rule", distribution: { kind: "discrete", values: [0, 3], weights: [3, 1] }, as: "set" },
    ];
    const design = designOf({ uncertainties }, 40);
    const rules = Array.from({ length: 40 }, (_, member) => {
      const { profiles } = applyDraws(table, { uncertainties }, design, member, PLACES);
      return valuesOf(profiles[0]!, "rotation.rule")[0]!;
    });
    expect([rules.filter((rule) => rule === 0).length, rules.filter((rule) => rule === 3).length]).toEqual([30, 10]);
  });
});

describe("draws by place", () => {
  const DISTRIBUTION = { kind: "uniform", low: 0, high: 1 } as const;
  const overlay = (
    vary: "province" | "county" | "year",
    member = 0,
    places: readonly CountyPlace[] = PLACES,
    more: readonly Uncertainty[] = [],
  ) => {
    const uncertainties = [
      ...more,
      { parameter: "teachers.transfer_rate", distribution: DISTRIBUTION, as: "scale", vary } as const,
    ];
    const base = { ...three, profileOf: Uint16Array.from(places, () => 0) };
    const out = applyDraws(base, { uncertainties }, designOf({ uncertainties }, 5), member, places);
    expect(valuesOf(out.profiles[0]!, "teachers.transfer_rate")).toEqual(
      valuesOf(table.profiles[0]!, "teachers.transfer_rate"),
    );
    return out.overlays!.at(-1)!;
  };
  const rows = ({ values }: { values: Float64Array }) =>
    Array.from({ length: values.length / 16 }, (_, county) => [...values.slice(county * 16, (county + 1) * 16)]);

  it("by province, county and year: one number each", () => {
    const province = overlay("province");
    expect([province.parameter, province.as, province.values.length]).toEqual(["teachers.transfer_rate", "scale", 48]);
    const [a, b, c] = rows(province);
    expect(new Set(a).size).toBe(1);
    expect(b).toEqual(a);
    expect(c![0]).not.toBe(a![0]);
    const counties = rows(overlay("county"));
    expect(counties.map((row) => new Set(row).size)).toEqual([1, 1, 1]);
    expect(new Set(counties.map(([first]) => first)).size).toBe(3);
    const [x, y, z] = rows(overlay("year"));
    expect(new Set(x).size).toBe(16);
    expect([y, z]).toEqual([x, x]);
  });

  it("another county, another parameter or another order of counties changes nothing", () => {
    const [a, , c] = rows(overlay("county"));
    expect(rows(overlay("county", 0, [PLACES[2]!, PLACES[0]!]))).toEqual([c, a]);
    const other: Uncertainty = { parameter: "teachers.cost", distribution: DISTRIBUTION, as: "scale", vary: "county" };
    const both = overlay("county", 0, PLACES, [other]);
    expect(rows(both)).toEqual(rows(overlay("county")));
  });

  it("of members differ, and follow the distribution", () => {
    expect(overlay("county", 1).values).not.toEqual(overlay("county", 0).values);
    const places = Array.from({ length: 4000 }, (_, k) => ({ code: `c${k}`, province: "45" }));
    const draws = rows(overlay("county", 2, places)).map(([first]) => first!);
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * 4000));
  });

  it("are what the model reads in each county", () => {
    const drawn: Drawn = {
      uncertainties: [
        {
          parameter: "teachers.transfer_rate",
          distribution: { kind: "uniform", low: 0.2, high: 0.9 },
          as: "scale",
          vary: "county",
        },
      ],
    };
    const places = PLACES.slice(0, 2);
    const two = smallNation(["45"], 2);
    const design = designOf(drawn, 5);
    const { value } = parameterRows(
      applyDraws(tableOf(two), drawn, design, 3, places),
      two.counties,
      2030,
      new Uint8Array(2),
    );
    const base = valuesOf(table.profiles[0]!, "teachers.transfer_rate")[0]!;
    const [entry] = drawn.uncertainties;
    expect(places.map((_, county) => value(county, "teachers.transfer_rate"))).toEqual(
      places.map(({ code }) => base * drawAt(entry!, design, 3, code)),
    );
  });

  it("one at a time, a parameter is moved everywhere at once", () => {
    const uncertainties = [
      { parameter: "teachers.transfer_rate", distribution: DISTRIBUTION, as: "set", vary: "county" } as const,
    ];
    const out = applyDraws(three, { uncertainties }, designOf({ uncertainties }, 1, "oat"), 2, PLACES);
    expect(out.overlays).toBeUndefined();
    const held = Math.min(PARAMETERS["teachers.transfer_rate"].range[1], quantileOf(DISTRIBUTION, 0.95));
    expect(new Set(valuesOf(out.profiles[0]!, "teachers.transfer_rate"))).toEqual(new Set([held]));
  });
});
