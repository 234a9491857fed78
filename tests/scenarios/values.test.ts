import { describe, expect, it } from "vitest";
import { BASELINE_INPUTS } from "../../src/model/formula-inputs.ts";
import type { ParameterTable } from "../../src/model/parameter-table.ts";
import { resolveScenario } from "../../src/scenarios/resolve.ts";
import { COUNTIES, bound, reading, scenario, valuesIn, valuesUnder } from "./files.ts";

/** Rotation's registry value is 0.1 in every year; the seven years shown are 2024–2030. */
const rotation = async (change: string, row = 0) =>
  round(await valuesUnder(`levers:\n  rotation.share: ${change}`, "rotation.share", row));
const round = (values: readonly number[]) => values.map((value) => Math.round(value * 1e9) / 1e9);

describe("one operation", () => {
  it("a bare number is set in every policy year", async () => {
    expect(await rotation("0.2")).toEqual([0.1, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2]);
  });

  it("add is added to the value before the change", async () => {
    expect(await rotation("{add: 0.05, from: 2027}")).toEqual([0.1, 0.1, 0.1, 0.15, 0.15, 0.15, 0.15]);
  });

  it("scale multiplies the value before the change", async () => {
    expect(await rotation("{scale: 1.5, from: 2029}")).toEqual([0.1, 0.1, 0.1, 0.1, 0.1, 0.15, 0.15]);
  });

  it("a choice is set by name and holds in its window only", async () => {
    const rule = await valuesUnder("levers:\n  rotation.rule: {set: surplus-first, from: 2026}", "rotation.rule", 0);
    expect(rule).toEqual([0, 0, 2, 2, 2, 2, 2]);
  });

  it("a list of changes stacks in order", async () => {
    const both = "\n    - {add: 0.1, from: 2026}\n    - {scale: 2, from: 2028}";
    expect(await rotation(both)).toEqual([0.1, 0.1, 0.2, 0.2, 0.4, 0.4, 0.4]);
  });

  it("an assumption acts from 2020", async () => {
    const table = await bound("assumptions:\n  choice.quality_weight: 0.8");
    expect(valuesIn(table, "choice.quality_weight", 0, 2020, 2022)).toEqual([0.8, 0.8, 0.8]);
  });

  it("other parameters keep the registry's values by year", async () => {
    const table = await bound("levers:\n  rotation.share: 0.2");
    expect(valuesIn(table, "funding.per_pupil_primary", 0, 2021, 2024)).toEqual([650, 650, 720, 720]);
  });
});

describe("window", () => {
  it("from and to are inclusive; hold keeps the last value", async () => {
    expect(await rotation("{set: 0.2, from: 2026, to: 2027}")).toEqual([0.1, 0.1, 0.2, 0.2, 0.2, 0.2, 0.2]);
  });

  it("revert brings back the value before the change", async () => {
    expect(await rotation("{set: 0.2, from: 2026, to: 2027, after: revert}")).toEqual([
      0.1, 0.1, 0.2, 0.2, 0.1, 0.1, 0.1,
    ]);
  });

  it("hold keeps a last value that was added to a moving one", async () => {
    const body = `levers:\n  funding.per_pupil_primary:\n    - path: {2025: 800, 2030: 1000}\n    - {add: 10, from: 2025, to: 2026}`;
    expect(await valuesUnder(body, "funding.per_pupil_primary")).toEqual([720, 810, 850, 850, 850, 850, 850]);
  });

  it("policy gives the window of every change that names none", async () => {
    const body =
      "policy: {start: 2026, stop: 2027, after: revert}\nlevers:\n  rotation.share: 0.2\n  rotation.backbone_share: {set: 0, from: 2025, to: 2025, after: hold}";
    const table = await bound(body);
    expect(valuesIn(table, "rotation.share")).toEqual([0.1, 0.1, 0.2, 0.2, 0.1, 0.1, 0.1]);
    expect(valuesIn(table, "rotation.backbone_share")).toEqual([0.2, 0, 0, 0, 0, 0, 0]);
  });

  it("an assumption may change in the first year of the horizon only", async () => {
    const table = await bound("assumptions:\n  choice.quality_weight: {set: 1.5, from: 2020, to: 2020, after: revert}");
    const [first, second, last] = [2020, 2021, 2035].map(
      (year) => valuesIn(table, "choice.quality_weight", 0, year, year)[0],
    );
    expect(first).toBe(1.5);
    expect(second).toBe(last);
    expect(second).not.toBe(1.5);
  });

  it("a change may begin in the last year of the horizon", async () => {
    const table = await bound("levers:\n  rotation.share: {set: 0.3, from: 2035}");
    expect(valuesIn(table, "rotation.share", 0, 2033, 2035)).toEqual([0.1, 0.1, 0.3]);
  });
});

describe("phase_in", () => {
  it("moves linearly from the value before the change: 0.10 to 0.15 over 3 years from 2025", async () => {
    expect(await rotation("{set: 0.15, from: 2025, phase_in: {years: 3}}")).toEqual(
      round([0.1, 0.1 + 0.05 / 3, 0.1 + 0.1 / 3, 0.15, 0.15, 0.15, 0.15]),
    );
  });

  it("smooth follows 3t² − 2t³", async () => {
    const shares = [0.15625, 0.5, 0.84375, 1].map((share) => 0.1 + 0.2 * share);
    expect(await rotation("{set: 0.3, from: 2025, phase_in: {years: 4, shape: smooth}}")).toEqual(
      round([0.1, ...shares, 0.3, 0.3]),
    );
  });

  it("step waits for its last year", async () => {
    expect(await rotation("{set: 0.3, phase_in: {years: 3, shape: step}}")).toEqual([
      0.1, 0.1, 0.1, 0.3, 0.3, 0.3, 0.3,
    ]);
  });

  it("moves from a value that moves itself", async () => {
    const body = `levers:\n  funding.per_pupil_primary:\n    - path: {2025: 800, 2029: 1200}\n    - {set: 2000, from: 2026, phase_in: {years: 2}}`;
    // before: 800 900 1000 1100 1200; half way from 900 to 2000 in 2026, all the way in 2027
    expect(await valuesUnder(body, "funding.per_pupil_primary")).toEqual([720, 800, 1450, 2000, 2000, 2000, 2000]);
  });

  it("holds what it has reached where its window ends", async () => {
    expect(await rotation("{set: 0.3, from: 2025, to: 2026, phase_in: {years: 4}}")).toEqual([
      0.1, 0.15, 0.2, 0.2, 0.2, 0.2, 0.2,
    ]);
  });

  it("rounds whole-number parameters, halves up", async () => {
    const change = "levers:\n  rotation.service_years: {set: 9, phase_in: {years: 2}}";
    expect(await valuesUnder(change, "rotation.service_years")).toEqual([6, 8, 9, 9, 9, 9, 9]);
  });
});

describe("path", () => {
  it("nothing happens before its first year, between its years it is linear, and the last value holds", async () => {
    expect(await rotation("{path: {2026: 0.2, 2028: 0.4}}")).toEqual([0.1, 0.1, 0.2, 0.3, 0.4, 0.4, 0.4]);
  });

  it("step holds each value until the next year named", async () => {
    expect(await rotation("{path: {2026: 0.2, 2028: 0.4}, interp: step}")).toEqual([0.1, 0.1, 0.2, 0.2, 0.4, 0.4, 0.4]);
  });

  it("smooth follows 3t² − 2t³ between years", async () => {
    const eased = 0.2 + 0.2 * 0.15625;
    expect(await rotation("{path: {2026: 0.2, 2030: 0.4}, interp: smooth}")).toEqual(
      round([0.1, 0.1, 0.2, eased, 0.3, 0.6 - eased, 0.4]),
    );
  });

  it("op: add and op: scale act on the value before the change", async () => {
    expect(await rotation("{path: {2026: 0.1, 2028: 0.2}, op: add}")).toEqual([0.1, 0.1, 0.2, 0.25, 0.3, 0.3, 0.3]);
    expect(await rotation("{path: {2026: 2, 2028: 4}, op: scale}")).toEqual([0.1, 0.1, 0.2, 0.3, 0.4, 0.4, 0.4]);
  });

  it("years may be written in any order", async () => {
    expect(await rotation("{path: {2028: 0.4, 2026: 0.2}}")).toEqual([0.1, 0.1, 0.2, 0.3, 0.4, 0.4, 0.4]);
  });

  it("rounds whole-number parameters between its years", async () => {
    const change = "levers:\n  rotation.service_years: {path: {2026: 8, 2029: 9}}";
    expect(await valuesUnder(change, "rotation.service_years")).toEqual([6, 6, 8, 8, 9, 9, 9]);
  });
});

describe("expr", () => {
  it("reads the year, the value before the change, attributes and the names of with", async () => {
    const body = `
levers:
  funding.per_pupil_primary:
    expr: "previous + base * (1 + k) + (year - 2025) + population / 1000000"
    with: {base: {path: {2025: 100, 2027: 300}, interp: step}, k: 0.5}`;
    expect(await valuesUnder(body, "funding.per_pupil_primary")).toEqual([
      720, 870.5, 871.5, 1172.5, 1173.5, 1174.5, 1175.5,
    ]);
    expect(await valuesUnder(body, "funding.per_pupil_primary", 1)).toEqual([
      720, 870.9, 871.9, 1172.9, 1173.9, 1174.9, 1175.9,
    ]);
  });

  it("splits counties only where it reads their attributes", async () => {
    const plain = await bound(`levers:\n  rotation.share: {expr: "previous * 2"}`);
    expect(plain.profiles).toHaveLength(1);
    const split = await bound(`levers:\n  rotation.share: {expr: "urban_share / 2"}`);
    expect(split.profiles).toHaveLength(3); // 古蔺 and 新民 have equal urban shares
    expect(COUNTIES.map((_, row) => valuesIn(split, "rotation.share", row, 2025, 2025)[0])).toEqual([
      0.2, 0.45, 0.35, 0.2,
    ]);
  });
});

describe("where", () => {
  const rotationBy = async (where: string) => {
    const table = await bound(`levers:\n  rotation.share: {set: 0.2, where: ${where}}`);
    return COUNTIES.map((_, row) => valuesIn(table, "rotation.share", row, 2025, 2025)[0] === 0.2);
  };

  it.each([
    ['{province: "51"}', [true, false, false, false]],
    ['{province: ["51", "21"]}', [true, false, false, true]],
    ['{county: ["330122"]}', [false, false, true, false]],
    ["{type: [district, city]}", [false, true, false, true]],
    ["{region: east}", [false, false, true, false]],
    ['{if: "urban_share >= 0.7 and population > 500000"}', [false, true, false, false]],
    ['{if: "migrant_share > 0.1"}', [false, false, false, true]],
    ["{region: west, type: county}", [true, false, false, false]],
    ['{except: {province: ["51"]}}', [false, true, true, true]],
    ['{region: [west, east], except: {county: "510525"}}', [false, true, true, false]],
    ['{except: {region: [west, east], except: {county: "510525"}}}', [true, false, false, true]],
  ])("%s", async (where, expected) => {
    expect(await rotationBy(where)).toEqual(expected);
  });

  it("of the file is the default of its changes, and a change's own replaces it", async () => {
    const table = await bound(
      "where: {region: west}\nlevers:\n  rotation.share: 0.2\n  rotation.backbone_share: {set: 0, where: {region: east}}",
    );
    expect(COUNTIES.map((_, row) => valuesIn(table, "rotation.share", row, 2025, 2025)[0])).toEqual([
      0.2, 0.2, 0.1, 0.1,
    ]);
    expect(COUNTIES.map((_, row) => valuesIn(table, "rotation.backbone_share", row, 2025, 2025)[0])).toEqual([
      0.2, 0.2, 0, 0.2,
    ]);
  });

  it("gives counties with the same changes one profile", async () => {
    const table = await bound('levers:\n  rotation.share: {set: 0.2, where: {province: ["51"]}}');
    expect([...table.profileOf]).toEqual([0, 1, 1, 1]);
    expect(table.profiles).toHaveLength(2);
  });
});

describe("where with a setting", () => {
  const ID = "consolidation.min_pupils_primary";
  /** Values of 2026 in the first county: of all settings alike, then in villages, towns and at the seat. */
  const settings = async (change: string, row = 0) => {
    const table = await bound(`levers:\n  ${ID}: ${change}`);
    return [undefined, 0, 1, 2].map((setting) => valuesIn(table, ID, row, 2026, 2026, setting)[0]);
  };

  it.each([
    ["50", [50, 50, 50, 50]],
    ["{set: 50, where: {setting: village}}", [90, 50, 90, 90]],
    ["{set: 50, where: {setting: [village, town]}}", [90, 50, 50, 90]],
    ["{set: 50, where: {setting: [village, town, seat]}}", [50, 50, 50, 50]],
    ["{set: 50, where: {except: {setting: seat}}}", [90, 50, 50, 90]],
    ['{set: 50, where: {except: {setting: seat, province: "33"}}}', [50, 50, 50, 50]],
    ['{set: 50, where: {except: {setting: seat, province: "51"}}}', [90, 50, 50, 90]],
    ["{set: 50, where: {setting: village, region: east}}", [90, 90, 90, 90]],
    ["{rules: [{set: 50}, {set: 60, where: {setting: seat}}]}", [50, 50, 50, 60]],
    ["{rules: [{set: 50, where: {setting: town}}, {set: 60, where: {region: west, setting: seat}}]}", [90, 90, 50, 60]],
    [
      "{where: {setting: [town, seat]}, rules: [{set: 50}, {set: 60, where: {setting: [village, seat]}}]}",
      [90, 90, 50, 60],
    ],
    ["[{set: 50, where: {setting: village}}, {add: 5}]", [95, 55, 95, 95]],
    ["[{add: 5}, {scale: 2, where: {setting: village}}]", [95, 190, 95, 95]],
    ['{expr: "previous + year - 2000", where: {setting: town}}', [90, 90, 116, 90]],
  ])("%s", async (change, expected) => {
    expect(await settings(change)).toEqual(expected);
  });

  it("keeps counties apart only where a rule does", async () => {
    const one = await bound(`levers:\n  ${ID}: {set: 50, where: {setting: village}}`);
    expect(one.profiles).toHaveLength(1);
    const two = await bound(`levers:\n  ${ID}: {set: 50, where: {setting: village, region: west}}`);
    expect(two.profiles).toHaveLength(2);
    expect(two.formulas).toBeUndefined();
  });

  it("reports a range that is left in one setting only", async () => {
    await expect(settings("{add: 450, where: {setting: seat}}")).rejects.toThrow("540 pupils in 2025");
  });
});

describe("formulas over a county's initial schools", () => {
  const NAMES = Object.keys(BASELINE_INPUTS);
  const asked: number[] = [];
  /** The four counties have 0.1, 0.2, 0.3 and 0.4 of everything. */
  const schools = (row: number) => {
    asked.push(row);
    return new Float64Array(NAMES.length).fill((row + 1) / 10);
  };
  const table = async (change: string) => {
    asked.length = 0;
    const resolved = await resolveScenario("test", reading({ test: scenario(`levers:\n  rotation.share: ${change}`) }));
    return resolved.bind(COUNTIES, schools);
  };
  const shares = (of: ParameterTable) => COUNTIES.map((_, row) => valuesIn(of, "rotation.share", row, 2026, 2026)[0]);

  it("give each county its own value", async () => {
    expect(shares(await table('{expr: "baseline.teacher_cv_primary"}'))).toEqual([0.1, 0.2, 0.3, 0.4]);
    for (const name of NAMES) expect(shares(await table(`{expr: "${name} / 2"}`))).toEqual([0.05, 0.1, 0.15, 0.2]);
  });

  it("decide where a change applies", async () => {
    const where = (text: string) => table(`{set: 0.2, where: {if: "${text}"}}`).then(shares);
    expect(await where("baseline.teacher_cv_primary > 0.25")).toEqual([0.1, 0.1, 0.2, 0.2]);
    expect(await where("baseline.wealth < 0.25 and children > 0")).toEqual([0.2, 0.2, 0.1, 0.1]);
  });

  it("ask for no county's schools but those they need", async () => {
    await table("0.2");
    expect(asked).toEqual([]);
    await table('{set: 0.2, where: {county: "330122", if: "baseline.wealth > 0"}}');
    expect(new Set(asked)).toEqual(new Set([2]));
  });
});

describe("rules", () => {
  it("the last matching rule applies, and all share one window and phase-in", async () => {
    const body = `
levers:
  rotation.share:
    from: 2025
    phase_in: {years: 2}
    rules:
      - set: 0.2
      - {set: 0.3, where: {region: west}}
      - {add: 0.3, where: {type: district}}`;
    const table = await bound(body);
    const three = (row: number) => round(valuesIn(table, "rotation.share", row, 2024, 2026));
    expect([0, 1, 2, 3].map(three)).toEqual([
      [0.1, 0.2, 0.3],
      [0.1, 0.25, 0.4],
      [0.1, 0.15, 0.2],
      [0.1, 0.15, 0.2],
    ]);
  });

  it("narrow the target of their change", async () => {
    const body = `
levers:
  rotation.share:
    where: {region: west}
    rules:
      - set: 0.2
      - {set: 0.3, where: {type: [district, city]}}`;
    const table = await bound(body);
    expect(COUNTIES.map((_, row) => valuesIn(table, "rotation.share", row, 2025, 2025)[0])).toEqual([
      0.2, 0.3, 0.1, 0.1,
    ]);
  });
});

describe("growth", () => {
  it("moves by a constant rate between the years a path names, which it meets exactly", async () => {
    const values = await rotation("{path: {2026: 0.1, 2030: 0.4}, interp: growth}");
    expect(values).toEqual([0.1, 0.1, 0.1, 0.141421356, 0.2, 0.282842712, 0.4]);
  });
});

describe("prefectures, tags and stages", () => {
  const shares = async (where: string) => {
    const table = await bound(`levers:\n  rotation.share: {set: 0.2, where: ${where}}`);
    return COUNTIES.map((_, row) => valuesIn(table, "rotation.share", row, 2025, 2025)[0]);
  };

  it("a prefecture holds the counties whose codes begin with it", async () => {
    expect(await shares('{prefecture: "5105"}')).toEqual([0.2, 0.1, 0.1, 0.1]);
  });

  it("a tag holds the counties that bear it", async () => {
    expect(await shares("{tag: [border, island]}").catch((error: Error) => error.message)).toContain(
      'no county has the tag "island"; expected one of border, pastoral',
    );
    expect(await shares("{tag: border}")).toEqual([0.2, 0.1, 0.1, 0.1]);
    expect(await shares("{except: {tag: border}}")).toEqual([0.1, 0.2, 0.2, 0.2]);
  });

  const perPupil = async (body: string) => {
    const table = await bound(`levers:\n  funding.per_pupil:${body}`);
    return (["funding.per_pupil_primary", "funding.per_pupil_junior"] as const).map(
      (id) => valuesIn(table, id, 0, 2026, 2026)[0],
    );
  };

  it("a name without a stage changes the parameter of both", async () => {
    expect(await perPupil(" {add: 10}")).toEqual([730, 950]);
  });

  it("a stage confines a change to one of them", async () => {
    expect(await perPupil(" {add: 10, where: {stage: junior}}")).toEqual([720, 950]);
    expect(await perPupil(" {add: 10, where: {stage: [primary, junior]}}")).toEqual([730, 950]);
  });

  it("rules of two stages stand side by side, and the target of a county still counts", async () => {
    const rules = `
    rules:
      - {set: 800, where: {stage: primary}}
      - {set: 1000, where: {stage: junior}}
      - {set: 900, where: {stage: primary, province: "33"}}`;
    expect(await perPupil(rules)).toEqual([800, 1000]);
    const table = await bound(`levers:\n  funding.per_pupil:${rules}`);
    expect(valuesIn(table, "funding.per_pupil_primary", 2, 2026, 2026)).toEqual([900]);
    expect(valuesIn(table, "funding.per_pupil_junior", 2, 2026, 2026)).toEqual([1000]);
  });

  it("the stage of a file confines its staged changes", async () => {
    const table = await bound("where: {stage: primary}\nlevers:\n  consolidation.min_pupils: 60");
    expect(valuesIn(table, "consolidation.min_pupils_primary", 0, 2026, 2026)).toEqual([60]);
    expect(valuesIn(table, "consolidation.min_pupils_junior", 0, 2026, 2026)).toEqual([100]);
  });
});
