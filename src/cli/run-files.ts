import type { RunData } from "./data-files.ts";
import type { Sample } from "../data/nation.ts";
import { OUTCOMES, type ComparisonSummary, type OutcomeId } from "../experiment/comparison-summary.ts";
import { drawDesign, quantileOf } from "../experiment/design.ts";
import { yearsOf } from "../experiment/comparison.ts";
import { regionsOf, RUNGS, whereLostRows } from "../experiment/where-lost.ts";
import type { BoundScenario } from "../experiment/ensemble.ts";
import { outcomeValue, type RatioFactors } from "../experiment/outcome-values.ts";
import type { Traces } from "../experiment/summarise.ts";
import type { PupilYear, TeacherYear } from "../model/lives.ts";
import { YEARS } from "../model/trace.ts";
import type { EnsemblePlan } from "../scenarios/scenario.ts";
import { allFigures } from "../plots/figures.ts";
import { renderReport } from "../report/report.ts";
import { table, tablesOf, variableName, type RunFiles } from "./outputs.ts";

/** What a run's files are made from. */
export interface RunMaterial {
  readonly summary: ComparisonSummary;
  readonly identity: object;
  readonly traces: Traces;
  readonly factors: RatioFactors;
  readonly data: RunData;
  readonly sample: Sample;
  readonly bound: readonly BoundScenario[];
  readonly plan: EnsemblePlan;
}

/** Every file of a run. None holds a time, a path of the machine or a user's name: the same inputs give the same bytes. */
export async function runFiles(material: RunMaterial): Promise<RunFiles> {
  const { summary, identity, traces } = material;
  const figures = { zh: await allFigures(summary, "zh"), en: await allFigures(summary, "en") };
  const files = tablesOf(summary, figures);
  files.set("run.json", `${JSON.stringify({ runId: summary.runId, status: "complete", ...identity }, null, 2)}\n`);
  files.set("summary.json", `${JSON.stringify(summary)}\n`);
  files.set("resolved.json", `${JSON.stringify(summary.scenarios, null, 2)}\n`);
  files.set("warnings.json", `${JSON.stringify(summary.warnings, null, 2)}\n`);
  files.set("indicators.csv", indicatorTable(material));
  files.set("counties.csv", countyTable(material));
  files.set("where-lost.csv", whereLostTable(material));
  if (traces[0]![0]!.lives) {
    files.set("lives-pupils.csv", livesTable(material, "pupils"));
    files.set("lives-teachers.csv", livesTable(material, "teachers"));
  }
  files.set("draws.csv", drawTable(material));
  files.set("report.zh.html", renderReport(summary, figures.zh, "zh"));
  files.set("report.en.html", renderReport(summary, figures.en, "en"));
  return files;
}

/** Every outcome in every world, scenario and year. */
function indicatorTable({ summary, traces, factors }: RunMaterial): string {
  const rows: (string | number)[][] = [];
  const model = `junheng ${summary.engineVersion}`;
  summary.scenarios.forEach(({ id }, s) => {
    for (const outcome of Object.keys(OUTCOMES) as OutcomeId[]) {
      YEARS.forEach((year, y) => {
        traces.forEach((world, w) => {
          rows.push([
            model,
            id,
            "China",
            variableName(outcome),
            OUTCOMES[outcome].unit,
            year,
            w,
            outcomeValue(world[s]!, outcome, y, factors),
          ]);
        });
      });
    }
  });
  return table(["model", "scenario", "region", "variable", "unit", "year", "world", "value"], rows);
}

/** Odds of every simulated county by the goals' years. */
function countyTable({ summary, traces, data, sample }: RunMaterial): string {
  const all = [...summary.goals.map(({ year }) => year), ...(summary.extraYears ?? [])];
  const years = [...new Set(all)].sort();
  const rows = summary.scenarios.flatMap(({ id }, s) =>
    sample.rows.map((row, c) => {
      const { code, name, province, kind } = data.counties[row]!.attributes;
      const odds = years.map((year) => {
        const certified = traces.filter(
          (world) => world[s]!.certifiedYear[c]! > 0 && world[s]!.certifiedYear[c]! <= year,
        ).length;
        return certified / traces.length;
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
function livesTable({ summary, traces }: RunMaterial, who: "pupils" | "teachers"): string {
  const columns = LIFE_COLUMNS[who];
  const rows = summary.scenarios.flatMap(({ id }, s) =>
    traces[0]![s]!.lives![who].map((row) => [
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
function whereLostTable({ summary, traces, data, sample }: RunMaterial): string {
  const regions = regionsOf(sample.rows.map((row) => data.counties[row]!.attributes));
  const shares = [...RUNGS, "ready", "applies", "passes"] as const;
  const rows = summary.scenarios.flatMap(({ id }, s) => {
    const own = traces.map((world) => world[s]!);
    return whereLostRows(id, own, sample.weights, regions, yearsOf(summary.goals, summary.extraYears)).map((r) => [
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

/** The drawn value of every uncertain parameter of the baseline in every world. */
function drawTable({ bound, plan }: RunMaterial): string {
  const { uncertainties } = bound[0]!;
  const design = drawDesign(uncertainties, plan);
  const rows = Array.from({ length: plan.size }, (_, world) => [
    world,
    ...uncertainties.map(({ distribution }, i) => quantileOf(distribution, design[i]![world]!)),
  ]);
  return table(["world", ...uncertainties.map(({ parameter, as }) => `${parameter} (${as})`)], rows);
}
