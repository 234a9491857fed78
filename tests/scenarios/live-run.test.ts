import { describe, expect, it } from "vitest";
import { applyDraws } from "../../src/experiment/apply-draws.ts";
import { drawDesigns } from "../../src/experiment/design.ts";
import { baselineAttributes } from "../../src/model/baseline-attributes.ts";
import { cloneCounty } from "../../src/model/clone.ts";
import { parameterRows } from "../../src/model/parameter-rows.ts";
import type { ParameterTable } from "../../src/model/parameter-table.ts";
import { consolidate } from "../../src/model/processes/consolidation.ts";
import { budgetYear } from "../../src/model/processes/finance.ts";
import { yearContext } from "../../src/model/context.ts";
import { simulateWorld } from "../../src/model/simulate.ts";
import { SEAT, TOWN, VILLAGE, type CountyState } from "../../src/model/state.ts";
import { tableOfSample } from "../../src/model/table-of-sample.ts";
import { resolveScenario } from "../../src/scenarios/resolve.ts";
import { SUMS } from "../../src/model/outcomes.ts";
import { sumIn } from "../../src/model/trace.ts";
import { countiesOf } from "../model/nation.ts";
import { school } from "../model/worlds.ts";
import { reading, scenario } from "./files.ts";

/**
 * From the text of a scenario to what happens in the counties.
 *
 * | mutant                                              | killed by                      |
 * | --------------------------------------------------- | ------------------------------ |
 * | the formula's money at every school                 | money of the right sites       |
 * | a setting target that closes schools elsewhere      | closes village schools only    |
 * | last year's indicators that stay those of the start | feedback                       |
 * | draws of the first county in every county           | draws                          |
 */
const nation = countiesOf("45S001", "45S007");
const KEY = [9, 1] as const;
const attributes = nation.counties.map((state) => state.attributes);

async function bind(body: string): Promise<ParameterTable> {
  const resolved = await resolveScenario("test", reading({ test: scenario(body) }));
  return resolved.bind(attributes, (row) => baselineAttributes(nation.counties[row]!));
}

/** Money of the year by site, in the first county as it stood in 2020: what its equipment grows by, over the part that buys it. */
function equipmentBought(table: ParameterTable, year: number): Float64Array {
  const state = cloneCounty(nation.counties[0]!);
  state.sites.equipment.fill(0);
  state.sites.vintages.fill(0);
  const row = parameterRows(table, [state], year, new Uint8Array(1)).rows[0]!;
  budgetYear(state, yearContext(KEY, state.id, year, row, { births: 0, flow: 0 }, school().nation));
  return state.sites.equipment;
}

describe("a formula for schools, from file to money", () => {
  it("moves the operating money of the sites it speaks of, and of no other", async () => {
    const plain = equipmentBought(await bind(""), 2027);
    const body = `
levers:
  funding.per_pupil_primary:
    expr: "previous + (pupils < 100 ? 1000 * remoteness : 0)"
    level: school
    unit: CNY/pupil/year
    from: 2026
    where: {setting: village}`;
    const table = await bind(body);
    const formula = equipmentBought(table, 2027);
    expect(equipmentBought(table, 2025)).toEqual(equipmentBought(await bind(""), 2025));
    const { sites } = nation.counties[0]!;
    let [moved, small] = [0, 0];
    for (let site = 0; site < sites.count; site++) {
      const isSmall = sites.enrolment[site * 2]! + sites.enrolment[site * 2 + 1]! < 100;
      const speaks = sites.isOpen[site] && sites.setting[site] === VILLAGE && isSmall && sites.enrolment[site * 2]! > 0;
      if (speaks) small++;
      if (formula[site] !== plain[site]) moved++;
      expect(formula[site]! > plain[site]!).toBe(Boolean(speaks));
    }
    expect(small).toBeGreaterThan(3);
    expect(moved).toBe(small);
  });
});

/** Sites of each setting that close in 2026 in the first county as it stood in 2020. */
function closedBySetting(table: ParameterTable): number[] {
  const state = cloneCounty(nation.counties[0]!);
  const row = parameterRows(table, [state], 2026, new Uint8Array(1)).rows[0]!;
  consolidate(state, yearContext(KEY, state.id, 2026, row, { births: 0, flow: 0 }, school().nation));
  const closed = [0, 0, 0];
  const { sites } = state;
  for (let site = 0; site < sites.count; site++) {
    if (nation.counties[0]!.sites.isOpen[site] && !sites.isOpen[site]) closed[sites.setting[site]!]!++;
  }
  return closed;
}

describe("a setting target, from file to closures", () => {
  /** Every school is small enough, none is too far, everyone consents; schools are proposed only in one setting. */
  const only = (setting: string) =>
    bind(`
levers:
  consolidation.min_pupils_primary: 500
  consolidation.min_pupils_point: 100
  consolidation.travel_limit_km: 60
  consolidation.consent_share: 1
  consolidation.proposal_rate:
    rules:
      - set: 0
      - {set: 1, where: {setting: ${setting}}}`);

  it("closes schools only where it says so", async () => {
    const [village, town, seat] = (await Promise.all(["village", "town", "seat"].map(only))).map(closedBySetting);
    expect(village![0]).toBeGreaterThan(5);
    expect(village!.slice(1)).toEqual([0, 0]);
    expect(town![1]).toBeGreaterThan(0);
    expect([town![0], town![2]]).toEqual([0, 0]);
    expect(seat!.slice(0, 2)).toEqual([0, 0]);
  });
});

describe("last year's indicators, from file to outcomes", () => {
  it("feed back: the lever moves in the years after the state has moved", async () => {
    const body = `levers:\n  consolidation.proposal_rate: {expr: "last.village_share > 0.2 ? 1 : 0", from: 2026}`;
    const [plain, fed, always] = await Promise.all([
      bind(""),
      bind(body),
      bind("levers:\n  consolidation.proposal_rate: {set: 1, from: 2026}"),
    ]);
    const traces = simulateWorld(nation, [plain!, fed!, always!], KEY);
    const closed = (t: number, year: number) => sumIn(traces[t]!, "closedSites", year);
    expect(closed(1, 2025)).toBe(closed(0, 2025));
    expect(closed(1, 2035)).not.toBe(closed(0, 2035));
    expect(closed(1, 2035)).toBeLessThan(closed(2, 2035));
  });

  it("an assumption over last year acts in the hindcast, and shares it only with its equal", async () => {
    const body = `assumptions:\n  demography.home_drift: {expr: "previous * (1 + last.unplaced + last.pupils / 100000)", from: 2021}`;
    const [plain, one, two] = await Promise.all([bind(""), bind(body), bind(body)]);
    const traces = simulateWorld(nation, [plain!, one!, two!], KEY);
    expect(traces[2]!.sums).toEqual(traces[1]!.sums);
    const row = (t: number, year: number) =>
      traces[t]!.sums.slice((year - 2020) * SUMS.length, (year - 2019) * SUMS.length);
    expect(row(1, 2020)).toEqual(row(0, 2020));
    expect(row(1, 2024)).not.toEqual(row(0, 2024));
  });

  it("last.ready is the truth of the year before, in every scenario of a world", async () => {
    const body = `levers:\n  rotation.share: {expr: "last.ready > 0 ? 0.5 : previous", from: 2026}`;
    const [plain, fed] = await Promise.all([bind(""), bind(body)]);
    const together = simulateWorld(nation, [plain!, fed!, plain!], KEY);
    const alone = simulateWorld(nation, [fed!], KEY);
    expect(alone[0]!.sums).toEqual(together[1]!.sums);
    expect(together[2]!.sums).toEqual(together[0]!.sums);
  });
});

describe("draws by county and year, from table to outcomes", () => {
  it("act in their county and years only", async () => {
    const base = await bind("");
    const values = new Float64Array(2 * 16);
    values.fill(0.4, 16 + 6, 16 + 7); // the second county in 2026
    const drawn: ParameterTable = {
      ...base,
      overlays: [{ parameter: "teachers.rural_bonus_share", as: "add", values }],
    };
    /** Money by line and payer of one county in 2025 and in 2026. */
    const money = (table: ParameterTable, row: number) => {
      const counties: CountyState[] = nation.counties.map((state, c) => ({ ...state, weight: c === row ? 1 : 0 }));
      const [trace] = simulateWorld({ ...nation, counties }, [table], KEY);
      const width = trace!.money.length / 16;
      return [2025, 2026].map((year) => Array.from(trace!.money.slice((year - 2020) * width, (year - 2019) * width)));
    };
    expect(money(drawn, 0)).toEqual(money(base, 0));
    const [before, after] = [money(base, 1), money(drawn, 1)];
    expect(after[0]).toEqual(before[0]);
    expect(after[1]).not.toEqual(before[1]);
  });

  it("of a run act after the formulas of the table", async () => {
    const table = await bind(`levers:\n  rotation.share: {expr: "last.certified > 0 ? 0.2 : 0.3"}`);
    const uncertainty = {
      parameter: "rotation.share",
      distribution: { kind: "uniform", low: 2, high: 2 },
      as: "scale",
    } as const;
    const scenario = { uncertainties: [uncertainty] };
    const plan = { size: 1, replications: 1, seed: "s", sampler: "lhs", quantiles: [0.5] } as const;
    const drawn = applyDraws(table, scenario, drawDesigns([scenario], plan)[0]!, 0, attributes);
    expect(drawn.profiles).toEqual(table.profiles);
    const { value } = parameterRows(drawn, nation.counties, 2026, new Uint8Array(2));
    expect(value(0, "rotation.share")).toBe(0.5); // 0.6, held to the range
    expect(parameterRows(drawn, nation.counties, 2024, new Uint8Array(2)).value(0, "rotation.share")).toBeCloseTo(
      0.2,
      12,
    );
  });
});

describe("attributes of counties", () => {
  it("are each county's own", async () => {
    const table = await bind('levers:\n  rotation.share: {expr: "last.certified / 10 + population / 10000000"}');
    const { value } = parameterRows(table, nation.counties, 2026, new Uint8Array(2));
    const shares = attributes.map(({ population }) => population / 1e7);
    expect(shares[0]).not.toBe(shares[1]);
    shares.forEach((share, c) => expect(value(c, "rotation.share")).toBeCloseTo(share, 12));
  });
});

describe("readiness of last year", () => {
  const fleeting = countiesOf("61S001");

  it("is that of the run so far, and of no scenario run before", async () => {
    const codes = fleeting.counties.map((state) => state.attributes);
    const bindTo = async (body: string) =>
      (await resolveScenario("test", reading({ test: scenario(body) }))).bind(codes);
    const plain = await bindTo("");
    const fed = await bindTo(
      'levers:\n  rotation.share: {expr: "last.ready > 0 ? 0.5 : previous", from: 2025, to: 2025, after: revert}',
    );
    const [base] = simulateWorld(fleeting, [plain], KEY);
    // Ready before the formula acts and not at the end: what a scenario leaves behind would show in the next.
    expect([2024, 2035].map((year) => sumIn(base!, "ready", year))).toEqual([1, 0]);
    const [alone] = simulateWorld(fleeting, [fed], KEY);
    expect(alone!.sums).not.toEqual(base!.sums);
    expect(simulateWorld(fleeting, [plain, fed], KEY)[1]!.sums).toEqual(alone!.sums);
  });
});

describe("a sample", () => {
  it("keeps formulas with their counties", async () => {
    const body = `levers:\n  rotation.share: {expr: "last.certified / 10 + population / 10000000", where: {county: "45S007"}}`;
    const sample = tableOfSample(await bind(body), [1]);
    const { value } = parameterRows(sample, [nation.counties[1]!], 2026, new Uint8Array(1));
    expect(value(0, "rotation.share")).toBeCloseTo(attributes[1]!.population / 1e7, 12);
  });
});

describe("settings of the test counties", () => {
  it("have schools everywhere", () => {
    const { sites } = nation.counties[0]!;
    for (const setting of [VILLAGE, TOWN, SEAT]) expect(sites.setting.includes(setting)).toBe(true);
  });
});
