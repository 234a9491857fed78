import { describe, expect, it } from "vitest";
import { diffValues } from "../../src/cli/resolve-diff.ts";
import { diffText, resolvedText } from "../../src/cli/resolve-text.ts";
import { resolveView } from "../../src/cli/resolve.ts";
import { PARAMETER_IDS } from "../../src/model/parameters.ts";
import { resolveScenario } from "../../src/scenarios/resolve.ts";
import { TABLE_YEARS } from "../../src/scenarios/trace-values.ts";
import { COUNTIES, issuesOf, pack, reading, scenario } from "../scenarios/files.ts";

const TEXTS = {
  test: scenario(
    [
      "include: [pack]",
      "levers:",
      "  rotation.share: { set: 0.3, from: 2027, where: { province: ['45'] }, override: true, source: {basis: law, title: t} }",
      "  rotation.rule: { set: volunteers-first, from: 2026, source: {basis: law, title: t} }",
    ].join("\n"),
  ),
  pack: pack("source: {basis: law, title: t}\nlevers:\n  rotation.share: { set: 0.2, phase_in: { years: 2 } }", "pack"),
  plain: scenario("", "plain"),
};
const PLACES = { counties: COUNTIES };
const resolved = (ref: keyof typeof TEXTS) => resolveScenario(ref, reading(TEXTS));

describe("resolveView", () => {
  it("shows the values most counties share, with every rule that acted", async () => {
    const view = resolveView(await resolved("test"), PLACES, { years: [2024, 2025, 2026, 2027] });
    expect(view).toMatchObject({ county: null, counties: 3, of: 4, profiles: 2 });
    expect(view.parameters.map(({ id }) => id)).toEqual(["rotation.share", "rotation.rule"]);
    expect(view.parameters[0]).toMatchObject({ decidedBy: [null, 0, 0, 0], elsewhere: [0.2, 0.3] });
    expect(view.parameters[0]!.values.map((value) => value!.toFixed(3))).toEqual(["0.100", "0.150", "0.200", "0.200"]);
    expect(view.parameters[0]!.acts).toMatchObject([{ file: "pack.yaml", line: 7, id: "pack" }]);
  });

  it("shows one county by code or by name", async () => {
    const scenario = await resolved("test");
    for (const where of ["450103", "青秀"]) {
      const view = resolveView(scenario, PLACES, { where, param: "rotation.share", years: [2026, 2027] });
      expect(view).toMatchObject({ county: { code: "450103", name: "青秀" }, counties: 1 });
      expect(view.parameters).toMatchObject([{ values: [0.2, 0.3], decidedBy: [0, 1] }]);
    }
  });

  it("lists unchanged parameters with --all, and those a filter names", async () => {
    const plain = await resolved("plain");
    expect(resolveView(plain, PLACES, {}).parameters).toEqual([]);
    expect(resolveView(plain, PLACES, { all: true }).parameters).toHaveLength(PARAMETER_IDS.length);
    expect(resolveView(plain, PLACES, { param: "rotation.share" }).parameters).toMatchObject([
      { id: "rotation.share", acts: [] },
    ]);
  });

  it("refuses a county, a parameter or years there are not", async () => {
    const plain = await resolved("plain");
    const issues = (flags: object) => issuesOf(() => resolveView(plain, PLACES, flags));
    expect(await issues({ where: "青秀区" })).toMatchObject([
      { code: "unknown-county", suggestion: 'did you mean "青秀"?' },
    ]);
    expect(await issues({ param: "rotation.shaer" })).toMatchObject([{ code: "unknown-parameter" }]);
    expect(await issues({ years: [2040, 2041] })).toMatchObject([{ code: "bad-year" }]);
    const twins = [COUNTIES[0]!, { ...COUNTIES[0]!, code: "510526" }];
    expect(await issuesOf(() => resolveView(plain, { counties: twins }, { where: "古蔺" }))).toMatchObject([
      { code: "unknown-county", expected: "one of the codes 510525, 510526" },
    ]);
  });

  it("reads as a table of years, each with the rule it rests on", async () => {
    const view = resolveView(await resolved("test"), PLACES, { where: "450103" });
    const english = resolvedText(view, "en");
    expect(english).toContain("values in 青秀 (450103)");
    expect(english).toContain(
      [
        "  years  2020–2024  2025  2026  2027–2035",
        "  value        0.1  0.15   0.2        0.3",
        "  from         [0]   [1]   [1]        [2]",
      ].join("\n"),
    );
    expect(english).toContain(
      "  [1] pack.yaml:7: 0.2 from 2025, over 2 years\n  [2] test.yaml:7: 0.3 from 2027 [province 45]",
    );
    expect(english).toContain("volunteers-first");
    const chinese = resolvedText(view, "zh");
    expect(chinese).toContain("青秀（450103）的取值");
    expect(chinese).toContain("  [0] 参数库: ");
    expect(chinese).not.toContain("volunteers-first");
  });
});

describe("what differs by setting, or only the run can give", () => {
  const texts = {
    test: scenario(
      [
        "source: {basis: law, title: t}",
        "levers:",
        "  consolidation.min_pupils_primary:",
        "    rules: [{ set: 40 }, { set: 20, where: { setting: [village] } }]",
        '  teachers.training_share: { expr: "previous + 0 * last.certified", from: 2027, to: 2029, after: revert }',
      ].join("\n"),
    ),
    plain: scenario("", "plain"),
  };

  it("is shown for the settings that differ, and left to the run", async () => {
    const view = resolveView(await resolveScenario("test", reading(texts)), PLACES, { years: [2026, 2027, 2030] });
    expect(view.parameters.map(({ id, setting, values }) => [id, setting, values])).toEqual([
      ["consolidation.min_pupils_primary", undefined, [40, 40, 40]],
      ["consolidation.min_pupils_primary", "village", [20, 20, 20]],
      ["teachers.training_share", undefined, [expect.any(Number), null, expect.any(Number)]],
    ]);
    expect(resolvedText(view, "en")).toContain("(pupils), villages\n");
    expect(resolvedText(view, "en")).toContain("in the run");
    expect(resolvedText(view, "zh")).toContain("（pupils），村\n");
  });

  it("differs from another scenario where values or rules do", async () => {
    const [plain, test] = [
      await resolveScenario("plain", reading(texts)),
      await resolveScenario("test", reading(texts)),
    ];
    const diff = diffValues(plain, test, PLACES, { ids: PARAMETER_IDS, years: TABLE_YEARS, row: undefined });
    expect(diff.parameters.map(({ id, setting }) => [id, setting])).toEqual([
      ["consolidation.min_pupils_primary", undefined],
      ["consolidation.min_pupils_primary", "village"],
      ["teachers.training_share", undefined],
    ]);
  });
});

describe("diffValues", () => {
  const selection = { ids: PARAMETER_IDS, years: TABLE_YEARS, row: undefined };

  it("lists what differs in any county, and in how many", async () => {
    const diff = diffValues(await resolved("plain"), await resolved("test"), PLACES, selection);
    expect(diff.parameters.map(({ id, counties }) => [id, counties])).toEqual([
      ["rotation.share", 4],
      ["rotation.rule", 4],
    ]);
    expect(diff.parameters[0]!.b.origins).toEqual(["pack.yaml:7"]);
    expect(diffText(diff, "en")).toContain("  plain: registry (0.1 in 2025)\n  test: pack.yaml:7");
    expect(diffText(diff, "zh")).toContain("2 个参数取值不同");
  });

  it("shows the first county that differs where not all do, or the one asked for", async () => {
    const [test, without] = [
      await resolved("test"),
      await resolveScenario(
        "plain",
        reading({
          ...TEXTS,
          plain: scenario(
            "include: [pack]\nlevers:\n  rotation.rule: { set: volunteers-first, from: 2026, source: {basis: law, title: t} }",
            "plain",
          ),
        }),
      ),
    ];
    const diff = diffValues(without, test, PLACES, selection);
    expect(diff.parameters).toMatchObject([{ id: "rotation.share", counties: 1, county: { code: "450103" } }]);
    expect(diffText(diff, "en")).toContain("in 1 of 4 counties; shown for 青秀 (450103)");
    expect(diffValues(without, test, PLACES, { ...selection, row: 0 }).parameters).toEqual([]);
    const one = diffValues(without, test, PLACES, { ...selection, row: 1 });
    expect(one).toMatchObject({ isOneCounty: true, of: 1, parameters: [{ counties: 1 }] });
  });
});
