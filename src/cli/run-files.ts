import { quantileSorted } from "d3-array";
import type { RunData } from "./data-files.ts";
import type { Sample } from "../data/nation.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import { drawTables } from "./draw-tables.ts";
import type { Worlds } from "./collect-worlds.ts";
import type { SpilledTable } from "./column-spill.ts";
import { yearsOf } from "../experiment/comparison.ts";
import { regionsOf, RUNGS, whereLostRows } from "../experiment/where-lost.ts";
import { worldPlace, type BoundScenario } from "../experiment/ensemble.ts";
import { worldKey } from "../experiment/design.ts";
import type { FoldedWorlds } from "../experiment/fold-worlds.ts";
import { worldValues } from "../experiment/summarise.ts";
import type { PupilYear, TeacherYear } from "../model/lives.ts";
import { YEARS } from "../model/trace.ts";
import type { EnsemblePlan } from "../scenarios/scenario.ts";
import { allFigures } from "../plots/figures.ts";
import { renderReport } from "../report/report.ts";
import { indicatorTable } from "./indicator-parts.ts";
import { LEAD, lead, table, tablesOf, type RunFiles } from "./outputs.ts";
import { parquetFiles } from "./parquet-files.ts";
import type { FileContent } from "./write-file.ts";

/** What a run's files are made from. */
export interface RunMaterial {
  readonly summary: ComparisonSummary;
  readonly folded: FoldedWorlds;
  /** Year of each county's certificate, one row a world (see run-fold.ts). */
  readonly certifiedYears: SpilledTable<Int16Array>;
  readonly worlds: Worlds;
  readonly data: RunData;
  readonly sample: Sample;
  readonly bound: readonly BoundScenario[];
  readonly plan: EnsemblePlan;
}

/** Every file of a run but `run.json`. None holds a time, a path of the machine or a user's name: the same inputs give the same bytes. */
export async function runFiles(material: RunMaterial): Promise<RunFiles> {
  const { summary, folded } = material;
  const figures = { zh: await allFigures(summary, "zh"), en: await allFigures(summary, "en") };
  const files = new Map<string, FileContent>(tablesOf(summary, figures));
  files.set("summary.json", `${JSON.stringify(summary)}\n`);
  files.set("resolved.json", `${JSON.stringify(summary.scenarios, null, 2)}\n`);
  files.set("warnings.json", `${JSON.stringify(summary.warnings, null, 2)}\n`);
  files.set("indicators.csv", indicatorTable(material));
  files.set("quantiles.csv", quantileTable(material));
  if (material.worlds.failed.length > 0) files.set("failed-worlds.csv", failedTable(material));
  files.set("counties.csv", countyTable(material));
  files.set("where-lost.csv", whereLostTable(material));
  if (folded.lives) {
    files.set("lives-pupils.csv", livesTable(material, "pupils"));
    files.set("lives-teachers.csv", livesTable(material, "teachers"));
  }
  for (const [name, parts] of await parquetFiles(material)) files.set(name, parts);
  const places = material.sample.rows.map((row) => material.data.counties[row]!.attributes);
  for (const [name, text] of drawTables(material.bound, material.plan, places)) files.set(name, text);
  files.set("report.zh.html", renderReport(summary, figures.zh, "zh"));
  files.set("report.en.html", renderReport(summary, figures.en, "en"));
  return files;
}

/** Spread of every outcome over the worlds shown: the plan's quantiles, the mean and its error. */
function quantileTable({ summary, folded, plan }: RunMaterial): string {
  const rows = summary.outcomes.map(({ scenario, outcome, year, mean, standardError }) => {
    const s = summary.scenarios.findIndex(({ id }) => id === scenario);
    const sorted = Array.from(worldValues(folded, s, outcome, year)).sort((a, b) => a - b);
    const quantiles = plan.quantiles.map((p) => quantileSorted(sorted, p)!);
    return [...lead(summary, scenario, outcome, year), ...quantiles, mean, standardError];
  });
  return table([...LEAD, ...plan.quantiles.map(quantileName), "mean", "standard_error"], rows);
}

/** `p05` for 0.05, `p02.5` for 0.025. */
export function quantileName(p: number): string {
  const percent = String(Number((100 * p).toPrecision(12)));
  return `p${percent.indexOf(".") === 1 || percent.length === 1 ? "0" : ""}${percent}`;
}

/** Worlds that ended in an error, and where in the world it arose. */
function failedTable({ worlds, plan, summary }: RunMaterial): string {
  const rows = worlds.failed.map(({ world, message, stage }) => {
    const { member, replication } = worldPlace(world, plan);
    const key = worldKey(plan, member, replication).map((word) => word.toString(16).padStart(8, "0"));
    const scenario = stage.scenario === undefined ? "" : (summary.scenarios[stage.scenario]?.id ?? stage.scenario);
    const where = [scenario, stage.year ?? "", stage.step ?? "", stage.county ?? ""];
    return [world, member, replication, key.join(""), ...where, message.split("\n")[0]!];
  });
  const head = ["world", "member", "replication", "key", "scenario", "year", "stage", "county", "message"];
  return table(head, rows);
}

/** Odds of every simulated county by the goals' years. */
function countyTable({ summary, folded, data, sample }: RunMaterial): string {
  const all = [...summary.goals.map(({ year }) => year), ...(summary.extraYears ?? [])];
  const years = [...new Set(all)].sort();
  const rows = summary.scenarios.flatMap(({ id }, s) =>
    sample.rows.map((row, c) => {
      const { code, name, province, kind } = data.counties[row]!.attributes;
      const odds = years.map((year) => {
        const certified = folded.tallies[s]!.certifiedBy[(year - YEARS[0]!) * sample.rows.length + c]!;
        return certified / folded.numbers.worlds;
      });
      return [id, code, name, province, kind, sample.weights[c]!, ...odds];
    }),
  );
  return table(
    ["scenario", "code", "name", "province", "kind", "weight", ...years.map((year) => `odds_${year}`)],
    rows,
  );
}

/** Every year of every person followed, in every scenario of the first world. */
function livesTable({ summary, folded }: RunMaterial, who: "pupils" | "teachers"): string {
  const columns = LIFE_COLUMNS[who];
  const rows = summary.scenarios.flatMap(({ id }, s) =>
    folded.lives![s]![who].map((row) => [
      id,
      ...columns.map((name) => String((row as unknown as Record<string, unknown>)[name] ?? "")),
    ]),
  );
  return table(["scenario", ...columns], rows);
}

const LIFE_COLUMNS = {
  pupils: [
    "pupil",
    "county",
    "year",
    "status",
    "residency",
    "income",
    "home",
    "grade",
    "site",
    "kind",
    "setting",
    "classSize",
    "km",
    "boards",
  ],
  teachers: [
    "teacher",
    "county",
    "year",
    "status",
    "site",
    "postSite",
    "kind",
    "setting",
    "stage",
    "subject",
    "title",
    "isBackbone",
    "isCountyHeld",
  ],
} as const satisfies { pupils: readonly (keyof PupilYear)[]; teachers: readonly (keyof TeacherYear)[] };

/** Where the odds are lost in the nation, every province and every simulated county, at the goals' years. */
function whereLostTable({ summary, folded, data, sample }: RunMaterial): string {
  const regions = regionsOf(sample.rows.map((row) => data.counties[row]!.attributes));
  const shares = [...RUNGS, "ready", "applies", "passes"] as const;
  const rows = summary.scenarios.flatMap(({ id }, s) => {
    const years = yearsOf(summary.goals, summary.extraYears);
    return whereLostRows(id, folded.tallies[s]!.lost, regions, years).map((r) => [
      id,
      r.level,
      r.region,
      r.year,
      ...shares.map((key) => r[key]),
      ...[0, 1, 2].flatMap((k) => [r.binds[k]?.item ?? "", r.binds[k]?.share ?? ""]),
    ]);
  });
  const binds = [1, 2, 3].flatMap((k) => [`binds_${k}`, `binds_${k}_share`]);
  return table(["scenario", "level", "region", "year", ...shares, ...binds], rows);
}
