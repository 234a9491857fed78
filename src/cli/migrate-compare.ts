import type { Locale } from "../core/bilingual.ts";
import { LAST_YEAR, FIRST_YEAR, PARAMETER_IDS } from "../model/parameters.ts";
import { tableText } from "../model/table-text.ts";
import { say } from "../plots/labels.ts";
import type { Read } from "../scenarios/references.ts";
import { checkScenarioFile, resolveComparison, resolveScenario } from "../scenarios/resolve.ts";
import type { ResolvedScenario } from "../scenarios/scenario.ts";
import { baselineOf } from "./baseline-of.ts";
import { loadRunData } from "./data-files.ts";
import { scenarioReader } from "./scenario-files.ts";

/**
 * Holds what a file gives as it stands, migrated as it is read, against what its new text gives: every parameter in every county
 * unit of the built-in nation and every year, draws, goals and ensemble.
 */
export async function compareValues(
  file: string,
  newText: string,
  locale: Locale,
): Promise<{ readonly text: string; readonly isEqual: boolean }> {
  const data = loadRunData(undefined);
  const counties = data.counties.map((county) => county.attributes);
  const schools = baselineOf(data);
  const read = scenarioReader(file);
  const base = read(file)!.file;
  const renewed: Read = (ref, from) => {
    const found = read(ref, from);
    return found?.file === base ? { ...found, text: newText } : found;
  };
  const [before, after] = [await scenariosOf(file, read), await scenariosOf(file, renewed)];
  const valuesOf = (scenarios: readonly ResolvedScenario[]) =>
    JSON.stringify(
      scenarios.map(({ id, uncertainties, ensemble, goals, bind }) => {
        return { id, uncertainties, ensemble, goals, table: tableText(bind(counties, schools)) };
      }),
    );
  const isEqual = valuesOf(before) === valuesOf(after);
  const count = `${before.length} × ${counties.length} × ${LAST_YEAR - FIRST_YEAR + 1} × ${PARAMETER_IDS.length}`;
  const text = isEqual
    ? say(
        locale,
        `数值相同：情景 × 县 × 学年 × 参数 ${count}`,
        `same values: scenarios × counties × years × parameters ${count}`,
      )
    : say(locale, "数值不同，没有写入", "the values differ; nothing is written");
  return { text: `${text}\n`, isEqual };
}

/** The scenarios a file gives values to: a package or a goal is put into a scenario that holds nothing else. */
async function scenariosOf(file: string, read: Read): Promise<readonly ResolvedScenario[]> {
  const { kind } = await checkScenarioFile(file, read);
  switch (kind) {
    case "scenario":
      return [await resolveScenario(file, read)];
    case "comparison":
      return (await resolveComparison(file, read)).scenarios;
    case "package":
    case "goal": {
      const key = kind === "package" ? "include" : "goals";
      const text = `junheng: 1\nkind: scenario\nid: holder\ntitle: holder\n${key}: [held]\n`;
      const holding: Read = (ref, from) =>
        ref === "holder" ? { file: "holder", text } : ref === "held" ? read(file) : read(ref, from);
      return [await resolveScenario("holder", holding)];
    }
    default:
      return kind satisfies never;
  }
}
