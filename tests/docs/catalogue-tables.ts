import { scenarioReader } from "../../src/cli/scenario-files.ts";
import { resolveScenario } from "../../src/scenarios/resolve.ts";
import type { AppliedChange, ResolvedScenario } from "../../src/scenarios/scenario.ts";
import { CATALOGUE, idsOf, type CatalogueFile } from "../scenarios/catalogue-files.ts";
import { leverRows } from "./lever-rows.ts";

/** Who decides each lever; beliefs about the world are nobody's to decide. */
const DECIDERS = new Map(leverRows().map(({ id, decider }) => [id, decider]));
const decidersOf = (changes: readonly AppliedChange[]) =>
  [...new Set(changes.map(({ parameter }) => DECIDERS.get(parameter) ?? "nobody"))].sort();

/** All scenarios of the catalogue, settled. */
export async function resolvedCatalogue(): Promise<readonly ResolvedScenario[]> {
  return Promise.all(idsOf("scenario").map((id) => resolveScenario(id, scenarioReader(id))));
}

/** The page with the text between `<!-- name -->` and `<!-- /name -->` replaced by the tables of that name. */
export async function withTables(page: string): Promise<string> {
  const resolved = await resolvedCatalogue();
  const tables: Readonly<Record<string, string>> = {
    comparisons: comparisonTable(),
    scenarios: scenarioTable(resolved),
    changes: changeTable(resolved),
  };
  return page.replace(
    /(<!-- (\w+) -->\n)[\s\S]*?(<!-- \/\2 -->)/g,
    (whole, start: string, name: string, end: string) =>
      tables[name] === undefined ? whole : `${start}\n${tables[name]}\n\n${end}`,
  );
}

const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
const code = (id: string) => `\`${id}\``;
const name = ({ id, title }: CatalogueFile) => `${code(id)}<br>${title.zh}<br>${title.en}`;

function comparisonTable(): string {
  const rows = CATALOGUE.filter(({ kind }) => kind === "comparison").map((file) => [
    name(file),
    ["baseline", ...file.scenarios].map(code).join(", "),
  ]);
  return table(["comparison", "scenarios"], rows);
}

function scenarioTable(resolved: readonly ResolvedScenario[]): string {
  const rows = CATALOGUE.filter(({ kind }) => kind === "scenario").map((file) => {
    const { changes } = resolved.find(({ id }) => id === file.id)!;
    const assumed = changes.filter(({ source }) => source!.basis === "assumption").length;
    const packages = [...new Set(changes.map(({ origin }) => origin.id))].map((id) =>
      code(id.replace("packages/", "")),
    );
    return [
      name(file),
      `${questionOf(file.note.zh)}<br>${questionOf(file.note.en)}`,
      packages.join(", ") || "—",
      decidersOf(changes).join(", ") || "—",
      `${basisOf(file.note.zh)}<br>${basisOf(file.note.en)}`,
      changes.length === 0 ? "—" : `${assumed} of ${changes.length}`,
    ];
  });
  return table(["scenario", "what it asks", "changes of", "who decides", "rests on", "assumed numbers"], rows);
}

/** The question of a note, and what the note says that it rests on. */
const questionOf = (note: string) =>
  note
    .split(/依据：| Rests /)[0]!
    .replace(/^问题：/, "")
    .trim();
const basisOf = (note: string) => {
  const [, zh] = note.split("依据：");
  const [, en] = note.split(/ Rests on /);
  const rest = (zh ?? en ?? "").trim();
  return rest.charAt(0).toUpperCase() + rest.slice(1);
};

function changeTable(resolved: readonly ResolvedScenario[]): string {
  const all = new Map<string, AppliedChange>();
  for (const { changes } of resolved)
    for (const change of changes) all.set(`${change.origin.id} ${change.parameter}`, change);
  const rows = [...all.values()]
    .sort((a, b) => (a.origin.id < b.origin.id ? -1 : a.origin.id > b.origin.id ? 1 : a.origin.line - b.origin.line))
    .map(({ origin, parameter, text, where, note, source }) => [
      code(origin.id.replace("packages/", "")),
      code(parameter),
      `${text.en.replace(/,$/, "")}${where === undefined ? "" : `; ${where}`}`,
      `${note!.zh}<br>${note!.en}`,
      DECIDERS.get(parameter) ?? "nobody",
      `${source!.basis}: ${source!.title}`,
    ]);
  return table(["package or scenario", "lever", "change", "in words", "who decides", "rests on"], rows);
}
