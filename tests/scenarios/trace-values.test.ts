import { describe, expect, it } from "vitest";
import { placesOf } from "../../src/cli/places.ts";
import { scenarioReader } from "../../src/cli/scenario-files.ts";
import { columnsOf, parameterIndex } from "../../src/model/columns.ts";
import { PARAMETER_IDS, registryValue } from "../../src/model/parameters.ts";
import { resolveScenario } from "../../src/scenarios/resolve.ts";
import { parseSetting } from "../../src/scenarios/settings.ts";
import { columnValues, decidingAct, TABLE_YEARS, type ValueTrace } from "../../src/scenarios/trace-values.ts";
import { filesUnder } from "../docs/pages.ts";
import { COUNTIES, pack, reading, scenario } from "./files.ts";

const SHARE = parameterIndex("rotation.share");
const CATALOGUE = filesUnder("src/scenarios/catalogue")
  .filter((file) => !file.includes("/packages/") && !file.includes("/goals/"))
  .map((file) => file.replace("src/scenarios/catalogue/", "").replace(".yaml", ""));

/** Every value a trace explains otherwise than the table has it; what only the run can give is left out. */
function contradictions({ table, acts }: ValueTrace): string[] {
  return table.profiles.flatMap((values, profile) =>
    PARAMETER_IDS.flatMap((id) =>
      columnsOf(id).flatMap((column) => {
        const shown = columnValues(values, column);
        return TABLE_YEARS.flatMap((year, k) => {
          const at = decidingAct(acts[profile]!, column, year);
          const act = at === undefined ? undefined : acts[profile]![at]!;
          if (act?.isLive) return [];
          const explained = act ? act.values[k] : registryValue(id, year);
          return explained === shown[k]
            ? []
            : [`${id} ${year} in profile ${profile}: ${shown[k]}, explained as ${explained}`];
        });
      }),
    ),
  );
}

describe("traceValues", () => {
  const { counties: nation, baselineOf } = placesOf(undefined);

  it.each(CATALOGUE)("%s: the values are those of bind, and each is what the rule that decides left", async (id) => {
    const read = scenarioReader(id);
    if (/^kind: (comparison|goal)$/m.test(read(id)!.text)) return expect(id).toBeTruthy();
    const resolved = await resolveScenario(id, read);
    const trace = resolved.trace(nation, baselineOf);
    expect(trace.table).toEqual(resolved.bind(nation, baselineOf));
    expect(contradictions(trace)).toEqual([]);
    expect(trace.sizes.reduce((sum, size) => sum + size, 0)).toBe(nation.length);
    expect(new Set(trace.acts.flat().map(({ index }) => index)).size).toBe(resolved.changes.length);
  });

  const texts = {
    test: scenario(
      [
        "extends: parent",
        "include: [pack]",
        "levers:",
        "  rotation.share:",
        "    - { add: 0.05, from: 2027, to: 2028, after: revert, override: true, source: {basis: law, title: t} }",
        "    - { set: 0.4, from: 2030, to: 2031, where: { province: ['45'] }, source: {basis: law, title: t} }",
      ].join("\n"),
    ),
    parent: scenario("source: {basis: law, title: t}\nlevers:\n  rotation.share: { set: 0.2, from: 2025 }", "parent"),
    pack: pack("source: {basis: law, title: t}\nlevers:\n  rotation.share: { scale: 1.5, from: 2026 }", "pack"),
  };

  it("names the file and line of the rule that decides each year: ancestor, package, file, command line", async () => {
    const resolved = await resolveScenario("test", reading(texts));
    const trace = resolved.trace(COUNTIES);
    expect(trace.table).toEqual(resolved.bind(COUNTIES));
    expect(contradictions(trace)).toEqual([]);
    const origins = (row: number) => {
      const acts = trace.acts[trace.table.profileOf[row]!]!;
      return [2024, 2025, 2026, 2027, 2028, 2029, 2030, 2032].map((year) => {
        const at = decidingAct(acts, SHARE, year);
        return at === undefined ? "registry" : `${acts[at]!.change.origin.file}:${acts[at]!.change.origin.line}`;
      });
    };
    // After the window of the third rule the package decides again; the fourth acts in one county and holds.
    expect(origins(0)).toEqual([
      "registry",
      "parent.yaml:7",
      "pack.yaml:7",
      "test.yaml:9",
      "test.yaml:9",
      "pack.yaml:7",
      "pack.yaml:7",
      "pack.yaml:7",
    ]);
    expect(origins(1).slice(-3)).toEqual(["pack.yaml:7", "test.yaml:10", "test.yaml:10"]);
    expect(trace.sizes).toEqual([3, 1]);
    const set = await resolveScenario("test", reading(texts), [parseSetting("rotation.share=0.1")]);
    const last = set.trace(COUNTIES);
    const at = decidingAct(last.acts[0]!, SHARE, 2030)!;
    expect(last.acts[0]![at]!.change.origin.file).toBe("--set");
  });
});
