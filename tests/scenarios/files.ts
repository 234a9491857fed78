import type { CountyAttributes, ParameterTable } from "../../src/model/parameter-table.ts";
import { COLUMNS, parameterIndex, settingColumn } from "../../src/model/columns.ts";
import { FIRST_YEAR, LAST_YEAR, type ParameterId, type SettingParameterId } from "../../src/model/parameters.ts";
import { InputError, type Issue } from "../../src/core/issue.ts";
import type { Read } from "../../src/scenarios/references.ts";
import { resolveScenario } from "../../src/scenarios/resolve.ts";

/** A `read` over texts held by reference; the file of `a` is `a.yaml`. */
export function reading(texts: Readonly<Record<string, string>>): Read {
  const read = (ref: string) => {
    const text = Object.hasOwn(texts, ref) ? texts[ref] : undefined;
    return text === undefined ? undefined : { file: `${ref}.yaml`, text };
  };
  return Object.assign(read, { names: () => Object.keys(texts) });
}

/** A scenario file with this body under the usual head; the body begins on line 5. */
export const scenario = (body: string, id = "test") => `junheng: 1\nkind: scenario\nid: ${id}\ntitle: 测试\n${body}\n`;
export const pack = (body: string, id: string) => `junheng: 1\nkind: package\nid: ${id}\ntitle: 测试\n${body}\n`;
export const comparison = (body: string) => `junheng: 1\nkind: comparison\nid: test\ntitle: 测试\n${body}\n`;

/** A county; the parts given replace those of a western county of half a million. */
export function county(parts: Partial<CountyAttributes> = {}): CountyAttributes {
  return {
    code: "510525",
    name: "古蔺",
    province: "51",
    kind: "county",
    region: "west",
    population: 500_000,
    urbanShare: 0.4,
    migrantShare: 0.05,
    children: 100_000,
    ...parts,
  };
}

/** Four counties that differ in everything a target can ask. */
export const COUNTIES: readonly CountyAttributes[] = [
  county({ prefecture: "5105", tags: ["pastoral", "border"] }),
  county({ code: "450103", name: "青秀", province: "45", kind: "district", population: 900_000, urbanShare: 0.9 }),
  county({ code: "330122", name: "桐庐", province: "33", region: "east", population: 400_000, urbanShare: 0.7 }),
  county({ code: "210181", name: "新民", province: "21", kind: "city", region: "northeast", migrantShare: 0.2 }),
];

/** Values of a parameter in one county over some years, of all settings alike or in one (0 village, 1 town, 2 seat). */
export function valuesIn(
  table: ParameterTable,
  id: ParameterId,
  row = 0,
  from = 2024,
  to = 2030,
  setting?: number,
): number[] {
  const values = table.profiles[table.profileOf[row]!]!;
  const column = setting === undefined ? parameterIndex(id) : settingColumn(id as SettingParameterId, setting);
  return Array.from({ length: to - from + 1 }, (_, k) => values[(from + k - FIRST_YEAR) * COLUMNS + column]!);
}

/** Binds one scenario text to the four counties. */
export async function bound(body: string, others: Readonly<Record<string, string>> = {}): Promise<ParameterTable> {
  const resolved = await resolveScenario("test", reading({ ...others, test: scenario(body) }));
  return resolved.bind(COUNTIES);
}

/** Values of a parameter in 2024–2030, in the first county, under a scenario text. */
export async function valuesUnder(body: string, id: ParameterId, row = 0): Promise<number[]> {
  return valuesIn(await bound(body), id, row);
}

/** The issues an attempt ends with; none if it succeeds. Anything but bad input is passed on. */
export async function issuesOf(attempt: () => unknown): Promise<readonly Issue[]> {
  try {
    await attempt();
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
}

export const YEARS = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, k) => FIRST_YEAR + k);
