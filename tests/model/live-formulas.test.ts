import { describe, expect, it } from "vitest";
import { yearContext } from "../../src/model/context.ts";
import { parameterRows } from "../../src/model/parameter-rows.ts";
import type { ParameterTable } from "../../src/model/parameter-table.ts";
import { LAST_INPUTS, SITE_INPUTS } from "../../src/model/formula-inputs.ts";
import type { CountyParameterId, SchoolParameterId } from "../../src/model/parameters.ts";
import { SEAT, TOWN, VILLAGE, type CountyState } from "../../src/model/state.ts";
import { resolveScenario } from "../../src/scenarios/resolve.ts";
import { reading, scenario } from "../scenarios/files.ts";
import { county, school, staff } from "./worlds.ts";

/**
 * | mutant                                            | killed by                          |
 * | ------------------------------------------------- | ---------------------------------- |
 * | remoteness without the road factor, or unbounded  | VAL-3 attributes                   |
 * | the formula at schools of another setting         | VAL-3 in its settings              |
 * | phase-in from the registry, not from `previous`   | stacks                             |
 * | a value outside the range that goes through       | stops the run                      |
 * | last year's indicators of the year before that    | VAL-4                              |
 * | own numbers of the first year in every year       | 2,044 yuan                         |
 */
const PRIMARY = "funding.per_pupil_primary" as const;
/** Grades of a primary school of so many pupils. */
const grades = (n: number) => [n - 5 * Math.floor(n / 6), ...new Array<number>(5).fill(Math.floor(n / 6))];
/** Straight km whose way by road is this long. */
const straight = (km: number) => km / 1.3;

const SITES = [
  { setting: VILLAGE, x: straight(24), pupils: grades(42) },
  { setting: TOWN, y: straight(3), pupils: grades(640), rooms: 20 },
  { setting: SEAT, pupils: grades(240) },
  { setting: VILLAGE, x: straight(24), isOpen: false },
];
const state = county({ sites: SITES, teachers: staff(60, { site: 0 }) });

async function bind(body: string, counties: readonly CountyState[] = [state]): Promise<ParameterTable> {
  const resolved = await resolveScenario("test", reading({ test: scenario(body) }));
  return resolved.bind(
    counties.map(({ attributes }) => attributes),
    () => new Float64Array(18).fill(0.5),
  );
}
const contextOf = (table: ParameterTable, year: number, at: CountyState = state, wasReady = 0) =>
  yearContext(
    [1, 1],
    at.id,
    year,
    parameterRows(table, [at], year, Uint8Array.of(wasReady)).rows[0]!,
    { births: 0, flow: 0 },
    school().nation,
  );
/** Values at the four sites. */
const atSchools = (table: ParameterTable, year: number, id: SchoolParameterId = PRIMARY, of = state) =>
  [0, 1, 2, 3].map((site) => contextOf(table, year, of).schoolValue(id, of.sites, site));
const valueIn = (table: ParameterTable, year: number, id: CountyParameterId, of = state, wasReady = 0) =>
  contextOf(table, year, of, wasReady).value(id);

const PRODUCT = `
policy: {start: 2026, after: hold}
levers:
  ${PRIMARY}:
    expr: "base * max(pupils, floor_pupils) / max(pupils, 1) * (1 + k_remote * remoteness)"
    with:
      base: {path: {2026: 760, 2030: 900, 2035: 1100}, interp: linear}
      floor_pupils: 100
      k_remote: {path: {2026: 0.10, 2028: 0.25}, interp: step}
    level: school
    unit: CNY/pupil/year`;

describe("a formula for schools", () => {
  it("gives a 42-pupil school with remoteness 0.8 a rate of 2,044 yuan in 2027, and a 640-pupil one 3 km from the seat 803", async () => {
    const table = await bind(PRODUCT);
    const [small, large, seat, shut] = atSchools(table, 2027);
    expect(small).toBeCloseTo((795 * 100 * 1.08) / 42, 9);
    expect(Math.round(small!)).toBe(2044);
    expect(large).toBeCloseTo(795 * 1.01, 9); // remoteness 3 ÷ 30
    expect(Math.round(large!)).toBe(803);
    expect(seat).toBeCloseTo(795, 9);
    expect(shut).toBe(720);
    expect(Math.round(atSchools(table, 2028)[0]!)).toBe(Math.round((830 * 100 * 1.2) / 42));
    expect(atSchools(table, 2025)).toEqual([720, 720, 720, 720]);
  });

  it.each([
    ["pupils", [42, 640, 240]],
    ["seat_km", [24, 3, 0]],
    ["100 * remoteness", [80, 10, 0]],
    ["setting_village", [1, 0, 0]],
    ["setting_town", [0, 1, 0]],
    ["setting_seat", [0, 0, 1]],
    ["year", [2026, 2026, 2026]],
    ["previous", [720, 720, 720]],
    ["population / 1000", [300, 300, 300]],
    ["children / 1000", [50, 50, 50]],
    ["last.teachers", [60, 60, 60]],
    ["baseline.wealth", [0.5, 0.5, 0.5]],
  ])("VAL-3 attributes: %s", async (expr, expected) => {
    const table = await bind(`levers:\n  ${PRIMARY}: {expr: "${expr}", level: school}`);
    atSchools(table, 2026)
      .slice(0, 3)
      .forEach((value, site) => expect(value).toBeCloseTo(expected[site]!, 9));
  });

  it("VAL-3 remoteness ends at 1", async () => {
    const far = county({ sites: [{ x: 100, y: 100, pupils: [40] }] });
    const table = await bind(`levers:\n  ${PRIMARY}: {expr: "1000 * remoteness", level: school}`, [far]);
    expect(contextOf(table, 2026, far).schoolValue(PRIMARY, far.sites, 0)).toBe(1000);
  });

  it("reads every attribute the grammar lists", () => {
    expect(Object.keys(SITE_INPUTS)).toEqual([
      "pupils",
      "seat_km",
      "remoteness",
      "setting_village",
      "setting_town",
      "setting_seat",
    ]);
  });

  it("VAL-3 acts in its settings, from the value of the setting", async () => {
    const table = await bind(`
levers:
  ${PRIMARY}:
    - {set: 1000, where: {setting: town}}
    - {expr: "previous + pupils", level: school, where: {setting: [town, seat]}}`);
    expect(atSchools(table, 2026)).toEqual([720, 1640, 960, 720]);
  });

  it("stacks: later changes act on what it gives, in order, and phase in from there", async () => {
    const table = await bind(`
levers:
  ${PRIMARY}:
    - {expr: "pupils", level: school, from: 2026}
    - {add: 8, from: 2027}
    - {scale: 2, from: 2028, where: {setting: village}}
    - {set: 0, from: 2029, to: 2030, after: revert, phase_in: {years: 2}}
    - {path: {2032: 500, 2033: 600}, from: 2032, to: 2033}`);
    const years = [2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034];
    expect(years.map((year) => atSchools(table, year)[0])).toEqual([720, 42, 50, 100, 50, 0, 100, 500, 600, 600]);
    expect(years.map((year) => atSchools(table, year)[2])).toEqual([720, 240, 248, 248, 124, 0, 248, 500, 600, 600]);
  });

  it("phases in from the value before the change, and reverts after its end", async () => {
    const table = await bind(
      `levers:\n  ${PRIMARY}: {expr: "pupils", level: school, from: 2026, to: 2028, after: revert, phase_in: {years: 2}}`,
    );
    const village = (year: number) => atSchools(table, year)[0];
    expect([2025, 2026, 2027, 2028, 2029].map(village)).toEqual([720, 381, 42, 42, 720]);
  });

  it("acts only in the counties of its target", async () => {
    const other = county({ id: 9, attributes: { code: "45X009" }, sites: SITES });
    const counties = [state, other];
    const table = await bind(
      `levers:\n  ${PRIMARY}: {expr: "pupils", level: school, where: {county: "45X009"}}`,
      counties,
    );
    const rows = parameterRows(table, counties, 2026, new Uint8Array(2)).rows;
    expect(rows[0]!.values).toBe(table.profiles[table.profileOf[0]!]);
    expect([...rows[1]!.bySchool!.get(PRIMARY)!]).toEqual([42, 640, 240, NaN]);
  });

  it("draws act on what it gives, and hold it to the range", async () => {
    const table = await bind(`levers:\n  ${PRIMARY}: {expr: "10 * pupils", level: school}`);
    const values = new Float64Array(16).fill(4000);
    const drawn = { ...table, overlays: [{ parameter: PRIMARY, as: "add", values } as const] };
    expect(atSchools(drawn, 2026)).toEqual([4420, 10_000, 6400, 4720]);
  });

  it("stops the run where a value leaves the range or is no number, and says where", async () => {
    const wild = await bind(`levers:\n  ${PRIMARY}: {expr: "20 * pupils", level: school}`);
    expect(() => atSchools(wild, 2026)).toThrow(
      "funding.per_pupil_primary becomes 12800 yuan/pupil/year in school year 2026 in 测试县 (45X007), site 1 (primary, town, 640 pupils); " +
        "expected 0 to 10000 yuan/pupil/year. Hold the formula with clamp(…, 0, 10000) if that is meant",
    );
    const none = await bind(`levers:\n  ${PRIMARY}: {expr: "sqrt(100 - pupils)", level: school}`);
    expect(() => atSchools(none, 2026)).toThrow("becomes no number in school year 2026");
    const held = await bind(`levers:\n  ${PRIMARY}: {expr: "clamp(20 * pupils, 0, 10000)", level: school}`);
    expect(atSchools(held, 2026)[1]).toBe(10_000);
  });
});

describe("a formula over last year", () => {
  const past = county({
    sites: [
      { setting: VILLAGE, pupils: grades(60), rooms: 6 },
      { setting: SEAT, pupils: [60, 60, 60, 60, 60, 60], rooms: 6 },
    ],
    teachers: staff(30, { site: 0 }),
  });
  past.tally.unplaced = 12;

  it.each([
    ["last.pupils / 10000", 0.042],
    ["last.teachers / 1000", 0.03],
    ["last.certified", 0],
    ["last.ready / 10", 0],
    ["last.large_class_share / 2", 0.25],
    ["last.unplaced / 100", 0.12],
    ["last.village_share / 2", 1 / 14],
  ])("VAL-4 %s", async (expr, expected) => {
    const table = await bind(`levers:\n  rotation.share: {expr: "${expr}"}`, [past]);
    expect(valueIn(table, 2026, "rotation.share", past)).toBeCloseTo(expected, 12);
    expect(valueIn(table, 2024, "rotation.share", past)).toBe(0.1);
  });

  it("VAL-4 knows a certificate and readiness in truth", async () => {
    const certified = county({ sites: [{ pupils: [40] }] });
    certified.queue.certifiedYear = 2024;
    const share = (expr: string, of: CountyState, wasReady: number) =>
      bind(`levers:\n  rotation.share: {expr: "${expr}"}`, [of]).then((table) =>
        valueIn(table, 2026, "rotation.share", of, wasReady),
      );
    expect(await share("last.certified / 2", certified, 0)).toBe(0.5);
    expect(await share("last.ready / 2", past, 1)).toBe(0.5);
    expect(await share("last.ready / 2", certified, 0)).toBe(0);
  });

  it("reads every indicator the grammar lists", () => {
    expect(Object.keys(LAST_INPUTS)).toHaveLength(7);
  });

  it("is rounded for whole-number parameters, and later changes act on the result", async () => {
    const table = await bind(
      `levers:
  rotation.service_years:
    - {expr: "last.teachers / 4"}
    - {add: 1, from: 2027}`,
      [past],
    );
    expect([2025, 2026, 2027].map((year) => valueIn(table, year, "rotation.service_years", past))).toEqual([8, 8, 9]);
  });

  it("acts in the settings of its target, and under a formula for schools", async () => {
    const table = await bind(`
levers:
  ${PRIMARY}:
    - {expr: "last.teachers", where: {setting: village}}
    - {expr: "previous + setting_village", level: school}`);
    const context = contextOf(table, 2026);
    expect([VILLAGE, TOWN, SEAT].map((setting) => context.valueAt(PRIMARY, setting))).toEqual([60, 720, 720]);
    expect(atSchools(table, 2026)).toEqual([61, 720, 720, 60]);
  });

  it("stops the run where it leaves the range", async () => {
    const table = await bind('levers:\n  rotation.share: {expr: "last.pupils"}', [past]);
    expect(() => valueIn(table, 2026, "rotation.share", past)).toThrow(
      "rotation.share becomes 420 share/year in school year 2026 in 测试县 (45X007); expected 0 to 0.5 share/year",
    );
  });
});
