import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { COLUMNS, columnsOf, parameterIndex, registryProfile, settingColumn } from "../../src/model/columns.ts";
import { yearContext } from "../../src/model/context.ts";
import { parameterRows } from "../../src/model/parameter-rows.ts";
import type { Overlay, ParameterTable } from "../../src/model/parameter-table.ts";
import { PARAMETER_IDS, SETTING_PARAMETER_IDS, type ParameterId } from "../../src/model/parameters.ts";
import { governmentMargin } from "../../src/model/county-margins.ts";
import { consolidate } from "../../src/model/processes/consolidation.ts";
import { busCost, sendBuses } from "../../src/model/processes/closure-moves.ts";
import { joinGroups } from "../../src/model/processes/education-groups.ts";
import { budgetYear } from "../../src/model/processes/finance.ts";
import { NINE_YEAR, SEAT, TEACHING_POINT, TOWN, VILLAGE, type CountyState } from "../../src/model/state.ts";
import { YEARS } from "../../src/model/trace.ts";
import { county, school } from "./worlds.ts";

/**
 * | mutant                                           | killed by                        |
 * | ------------------------------------------------ | -------------------------------- |
 * | a process that reads one setting for all         | VAL-1                            |
 * | a draw of another county or year                 | VAL-2                            |
 * | a draw that is not held to the range             | held to the range                |
 * | profiles copied where nothing acts               | shares its profile               |
 * | two parameters in one column                     | every column                     |
 */
const overlay = (parameter: ParameterId, as: Overlay["as"], cells: Readonly<Record<string, number>>): Overlay => {
  const values = new Float64Array(2 * YEARS.length).fill(as === "scale" ? 1 : 0);
  for (const [cell, draw] of Object.entries(cells)) {
    const [row, year] = cell.split(" ").map(Number) as [number, number];
    values[row * YEARS.length + (year - 2020)] = draw;
  }
  return { parameter, as, values };
};
const pair: readonly CountyState[] = [county({ sites: [{}] }), county({ id: 8, sites: [{}] })];
const tableWith = (overlays: readonly Overlay[]): ParameterTable => ({
  profileOf: Uint16Array.of(0, 0),
  profiles: [registryProfile()],
  overlays,
});
const rowsOf = (table: ParameterTable, year: number) => parameterRows(table, pair, year, new Uint8Array(2));
const contextOf = (table: ParameterTable, row: number, year: number) =>
  yearContext([1, 1], 7, year, rowsOf(table, year).rows[row]!, { births: 0, flow: 0 }, school().nation);

describe("columns", () => {
  it("every column belongs to one parameter", () => {
    const columns = PARAMETER_IDS.flatMap((id) => columnsOf(id));
    expect([...columns].sort((a, b) => a - b)).toEqual(Array.from({ length: COLUMNS }, (_, k) => k));
    expect(SETTING_PARAMETER_IDS.length).toBeGreaterThan(10);
    for (const id of SETTING_PARAMETER_IDS) {
      expect(columnsOf(id)).toEqual([parameterIndex(id), ...[VILLAGE, TOWN, SEAT].map((s) => settingColumn(id, s))]);
    }
  });
});

describe("rows of a year", () => {
  it("a county in which nothing acts shares its profile with others", () => {
    const table = { profileOf: Uint16Array.of(0, 0), profiles: [registryProfile()] };
    const { rows, value } = rowsOf(table, 2026);
    for (const row of rows) expect(row).toEqual({ values: table.profiles[0], offset: 6 * COLUMNS });
    expect(rows[0]!.values).toBe(table.profiles[0]);
    expect(value(1, "rotation.share")).toBe(0.1);
  });

  it("VAL-2 a draw acts in its county and year only, in order, and leaves the profile alone", () => {
    const table = tableWith([
      overlay("rotation.share", "add", { "1 2026": 0.05 }),
      overlay("rotation.share", "scale", { "1 2026": 2, "0 2027": 3 }),
    ]);
    const share = (row: number, year: number) => rowsOf(table, year).value(row, "rotation.share");
    expect(share(1, 2026)).toBeCloseTo(0.3, 12);
    expect([share(0, 2026), share(1, 2025), share(1, 2027)]).toEqual([0.1, 0.1, 0.1]);
    expect(share(0, 2027)).toBeCloseTo(0.3, 12);
    expect(table.profiles[0]).toEqual(registryProfile());
  });

  it("VAL-2 draws act in all settings, are held to the range, and rounded where only whole numbers make sense", () => {
    const table = tableWith([
      overlay("consolidation.min_pupils_primary", "add", { "0 2026": 10.5 }),
      overlay("rotation.share", "set", { "0 2026": 7, "1 2026": -7 }),
    ]);
    const context = contextOf(table, 0, 2026);
    expect([VILLAGE, TOWN, SEAT].map((s) => context.valueAt("consolidation.min_pupils_primary", s))).toEqual([
      101, 101, 101,
    ]);
    expect(context.value("rotation.share")).toBe(0.5);
    expect(contextOf(table, 1, 2026).value("rotation.share")).toBe(0);
  });

  it("a school's value is that of its setting where no formula gives one", () => {
    const values = registryProfile();
    const id = "funding.per_pupil_primary";
    [VILLAGE, TOWN, SEAT].forEach((s) => (values[6 * COLUMNS + settingColumn(id, s)] = 100 * (s + 1)));
    const context = contextOf({ profileOf: Uint16Array.of(0, 0), profiles: [values] }, 0, 2026);
    const { sites } = county({ sites: [{ setting: VILLAGE }, { setting: TOWN }, { setting: SEAT }] });
    expect([0, 1, 2].map((site) => context.schoolValue(id, sites, site))).toEqual([100, 200, 300]);
    expect([0, 1, 2].map((s) => context.valueAt(id, s))).toEqual([100, 200, 300]);
  });
});

describe("processes read the setting of the site", () => {
  it("VAL-1 no file of the model reads a parameter that may differ by setting as one value", () => {
    const root = new URL("../../src/model/", import.meta.url);
    const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    const readAsOne = files.flatMap((name) => {
      const text = readFileSync(new URL(name, root), "utf8");
      return [...text.matchAll(/\bvalue\((?:\w+, )?\s*"([a-z_.]+)"/g)].map(([, id]) => id!);
    });
    expect(readAsOne.length).toBeGreaterThan(100);
    const bySetting = new Set<string>(SETTING_PARAMETER_IDS);
    expect(readAsOne.filter((id) => bySetting.has(id))).toEqual([]);
  });

  /** Closed sites of a village school, a town school and one at the seat, all of 30 pupils, beside one that takes all in. */
  function closed(bySetting: NonNullable<Parameters<typeof school>[1]>["bySetting"]): number[] {
    const small = (setting: number, x: number) => ({ setting, x, rooms: 1, pupils: [5, 5, 5, 5, 5, 5] });
    const state = county({
      sites: [small(VILLAGE, 4), small(TOWN, 2), small(SEAT, 1), { setting: SEAT, x: 0, rooms: 40, pupils: [90] }],
    });
    const always = {
      "consolidation.proposal_rate": 1,
      "consolidation.consent_share": 1,
      "consolidation.min_pupils_primary": 60,
      "consolidation.travel_limit_km": 60,
    };
    consolidate(state, school(always, { ...(bySetting && { bySetting }) }));
    return [0, 1, 2].filter((site) => !state.sites.isOpen[site]);
  }

  it.each([
    [{}, [0, 1, 2]],
    [{ "consolidation.min_pupils_primary": [60, 0, 0] }, [0]],
    [{ "consolidation.min_pupils_primary": [0, 60, 60] }, [1, 2]],
    [{ "consolidation.proposal_rate": [0, 1, 0] }, [1]],
    [{ "consolidation.travel_limit_km": [1, 1, 60] }, [2]],
    [{ "consolidation.travel_limit_km": [60, 1, 1] }, [0]],
    [{ "consolidation.consent_share": [0, 1, 1] }, [1, 2]],
    [{ "consolidation.consent_share": [1, 0, 0] }, [0, 1, 2]],
  ] as const)("VAL-1 closures under %o", (bySetting, expected) => {
    expect(closed(bySetting)).toEqual(expected);
  });

  it("VAL-1 thresholds of teaching points, and kept grades, are those of the village", () => {
    const point = { kind: TEACHING_POINT, setting: VILLAGE, x: 1, pupils: [5, 5, 5, 5] };
    const run = (bySetting: NonNullable<Parameters<typeof school>[1]>["bySetting"]) => {
      const state = county({ sites: [point, { setting: SEAT, rooms: 40, pupils: [90] }] });
      const always = { "consolidation.proposal_rate": 1, "consolidation.consent_share": 1 };
      consolidate(state, school(always, { ...(bySetting && { bySetting }) }));
      return [state.sites.isOpen[0], state.tally.keptPoints];
    };
    expect(run({ "consolidation.min_pupils_point": [30, 0, 0] })).toEqual([0, 0]);
    expect(run({ "consolidation.min_pupils_point": [0, 30, 30] })).toEqual([1, 0]);
    expect(
      run({ "consolidation.min_pupils_point": [30, 0, 0], "consolidation.keep_points_to_grade": [3, 0, 0] }),
    ).toEqual([1, 1]);
    expect(
      run({ "consolidation.min_pupils_point": [30, 0, 0], "consolidation.keep_points_to_grade": [0, 3, 3] }),
    ).toEqual([0, 0]);
  });

  it("VAL-1 buses are those of the setting the pupils go to school in", () => {
    const state = county({
      sites: [
        { setting: TOWN, pupils: [40] },
        { setting: SEAT, pupils: [40] },
      ],
    });
    state.sites.movedFar.fill(20);
    const context = school({}, { bySetting: { "consolidation.bus_share": [1, 0.5, 0] } });
    sendBuses(state, context);
    expect([...state.sites.busRiders]).toEqual([10, 0]);
    expect(busCost(state, context)).toBe(10 * 2000);
  });

  it("VAL-1 operating money, floor and boarders' supplement follow the school's setting", () => {
    const site = (setting: number) => ({ setting, pupils: [20, 20], equipment: 0 });
    const money = (bySetting: NonNullable<Parameters<typeof school>[1]>["bySetting"]) => {
      const state = county({ sites: [site(VILLAGE), site(TOWN), site(SEAT)] });
      state.sites.boarders.set([10, 0, 10, 0, 10, 0]);
      budgetYear(state, school({ "funding.remoteness_supplement": 0 }, { ...(bySetting && { bySetting }) }));
      return state.ledger.operating;
    };
    const plain = { "funding.per_pupil_primary": [1, 10, 100], "funding.small_school_floor": [0, 0, 0] } as const;
    const none = { "funding.boarder_supplement": [0, 0, 0] } as const;
    expect(money({ ...plain, ...none })).toBe(40 * 111);
    expect(money({ ...plain, ...none, "funding.small_school_floor": [100, 0, 50] })).toBe(100 + 400 + 5000);
    expect(money({ ...plain, "funding.boarder_supplement": [3, 5, 7] })).toBe(40 * 111 + 10 * 15);
  });

  it("VAL-3 money for schools: rates of both stages and the boarders' supplement are each school's own", () => {
    const site = { setting: TOWN, kind: NINE_YEAR, pupils: [20, 0, 0, 0, 0, 0, 20, 0, 0], equipment: 0 };
    const state = county({ sites: [site, site] });
    state.sites.boarders.set([10, 0, 10, 0]);
    const own: Record<string, readonly number[]> = {
      "funding.per_pupil_primary": [1, 10],
      "funding.per_pupil_junior": [100, 1000],
      "funding.boarder_supplement": [7, 9],
    };
    const context = school({}, { bySetting: { "funding.small_school_floor": [0, 0, 0] } });
    budgetYear(state, { ...context, schoolValue: (id, _sites, row) => own[id]![row]! });
    expect(state.ledger.operating).toBe(20 * 1111 + 10 * 16);
  });

  it("VAL-3 of two schools the one whose closure saves more of its own money closes first", () => {
    // The receiver has room for one of them.
    const small = { setting: TOWN, rooms: 1, pupils: [5, 5, 5, 5, 5, 5] };
    const values = {
      "consolidation.proposal_rate": 1,
      "consolidation.min_pupils_primary": 60,
      "consolidation.rule": 1,
    };
    const closedFirst = (rates: readonly number[]) => {
      const state = county({ sites: [small, small, { ...small, rooms: 3, pupils: [17, 17, 17, 17, 17, 10] }] });
      consolidate(state, { ...school(values), schoolValue: (_id, _sites, row) => rates[row]! });
      return [0, 1].filter((row) => !state.sites.isOpen[row]);
    };
    expect(closedFirst([5000, 100, 100])).toEqual([0]);
    expect(closedFirst([100, 5000, 100])).toEqual([1]);
  });

  it("VAL-1 the buses a closure would cost are those of the receiver's setting", () => {
    const small = { rooms: 1, pupils: [5, 5, 5, 5, 5, 5] };
    const large = { rooms: 12, pupils: [20, 20, 20, 20, 20, 20] };
    const values = {
      "consolidation.proposal_rate": 0.5,
      "consolidation.min_pupils_primary": 60,
      "consolidation.travel_limit_km": 10,
      "consolidation.bus_cost": 10_000,
    };
    const closedIn = (rule: number, key: number, bySetting: NonNullable<Parameters<typeof school>[1]>["bySetting"]) => {
      const state = county({
        sites: [
          { ...small, setting: TOWN, x: 0 },
          { ...small, setting: TOWN, x: 100 },
          { ...large, setting: TOWN, x: 4 },
          { ...large, setting: SEAT, x: 104 },
        ],
      });
      consolidate(
        state,
        school({ ...values, "consolidation.rule": rule }, { key: [key, 0], ...(bySetting && { bySetting }) }),
      );
      return [0, 1].filter((row) => !state.sites.isOpen[row]);
    };
    const single = Array.from({ length: 20 }, (_, key) => key).filter((key) => closedIn(0, key, {}).length === 1);
    expect(single.length).toBeGreaterThan(3);
    for (const key of single) {
      expect(closedIn(1, key, { "consolidation.bus_share": [1, 1, 0] })).toEqual([1]);
      expect(closedIn(1, key, { "consolidation.bus_share": [0, 0, 1] })).toEqual([0]);
    }
  });

  it("VAL-1 the hundred pupils of the law hold for small schools of every setting", () => {
    const state = county({ sites: [{ pupils: [40] }] });
    state.tally.rotated = 0;
    const margin = (floors: readonly [number, number, number]) =>
      governmentMargin(state, school({}, { bySetting: { "funding.small_school_floor": floors } }));
    expect(margin([100, 100, 100])).toBe(0);
    expect(margin([100, 80, 100])).toBeCloseTo(-0.2, 12);
    expect(margin([80, 100, 100])).toBeCloseTo(-0.2, 12);
    expect(margin([100, 100, 80])).toBeCloseTo(-0.2, 12);
  });

  it("VAL-1 education groups take in the share of each setting", () => {
    const near = (setting: number, quality: number, x: number) => ({ setting, quality, x, pupils: [40] });
    const members = (shares: readonly [number, number, number]) => {
      const state = county({ sites: [near(SEAT, 1, 0), near(VILLAGE, 0, 1), near(TOWN, 0, 1.1), near(SEAT, 0, 1.2)] });
      joinGroups(state, school({ "groups.radius_km": 20 }, { bySetting: { "groups.share": shares } }));
      return [1, 2, 3].map((site) => (state.sites.group[site]! >= 0 ? 1 : 0));
    };
    expect(members([1, 0, 0])).toEqual([1, 0, 0]);
    expect(members([0, 1, 1])).toEqual([0, 1, 1]);
    expect(members([0, 0, 0])).toEqual([0, 0, 0]);
  });
});
