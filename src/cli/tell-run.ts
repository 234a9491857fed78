import { coverageOf } from "../data/nation.ts";
import { summariseComparison, yearsOf } from "../experiment/comparison.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import type { FoldShape } from "../experiment/fold-worlds.ts";
import { tornadoRows } from "../experiment/tornado.ts";
import { regionsOf } from "../experiment/where-lost.ts";
import type { Worlds } from "./collect-worlds.ts";
import type { RunData } from "./data-files.ts";
import { engineVersion } from "./engine-version.ts";
import type { PreparedRun } from "./ensemble-run.ts";
import { shownOf } from "./explanations.ts";
import { runFiles } from "./run-files.ts";
import type { RunFold } from "./run-fold.ts";
import { membersShown } from "./run-plan.ts";

/** What a run's worlds are folded for. */
export function foldShapeOf({ target, data, sample, run }: PreparedRun): FoldShape {
  const places = sample.rows.map((row) => data.counties[row]!.attributes);
  return {
    scenarios: run.all.length,
    visible: target.scenarios.length,
    provinces: provincesOf(data).length,
    weights: sample.weights,
    regions: regionsOf(places),
    lostYears: yearsOf(target.scenarios[0]!.goals, shownOf(target)?.years),
    totals2020: isNation(data) ? totalsOf(data) : undefined,
  };
}

/** Summary, identity and files of a run whose worlds are folded. */
export async function tellRun(prepared: PreparedRun, worlds: Worlds, fold: RunFold) {
  const { target, data, sample, bound, run, plan, identity, runId } = prepared;
  const members = membersShown(worlds, plan);
  const provinces = provincesOf(data);
  const inProvince = (rows: readonly number[]) =>
    provinces.map((code) => rows.filter((row) => data.counties[row]!.attributes.province === code).length);
  const shown = shownOf(target);
  const folded = fold.folded();
  const comparison = summariseComparison(
    {
      id: target.id,
      title: target.title,
      runId,
      engineVersion: engineVersion(),
      seed: plan.seed,
      failedWorlds: worlds.failed.length,
      ...(plan.sampler === "oat" && { design: "oat" as const }),
      ...(members && { members }),
      scenarios: target.scenarios,
      nationLabel: data.label,
      status: data.status,
      provinces,
      simulatedByProvince: inProvince(sample.rows),
      unitsByProvince: inProvince(data.counties.map((_, i) => i)),
      counties: sample.rows.map((row, c) => {
        const { code, name, province } = data.counties[row]!.attributes;
        return { code, name, province, weight: sample.weights[c]! };
      }),
      tables: bound.map(({ table }) => table),
      isNation: isNation(data),
      figures: data.figures,
      sources: tableSources(data),
      hidden: run.hidden,
      ...(shown && { shown }),
    },
    folded,
  );
  const { finished } = worlds;
  const ids = target.scenarios.map(({ id }) => id);
  const places = sample.rows.map((row) => data.counties[row]!.attributes);
  const oat = { ids, bound: run.all, finished, numbers: folded.allNumbers, plan, places };
  const tornado = plan.sampler === "oat" && { tornado: tornadoRows(oat, yearsOf(comparison.goals)) };
  const summary = { ...comparison, ...tornado };
  const { certifiedYears } = fold;
  const material = { summary, folded, certifiedYears, worlds, data, sample, bound: run.all, plan };
  const status = worlds.failed.length > 0 ? "partial" : "complete";
  const head = `${JSON.stringify({ runId: summary.runId, status, ...identity }, null, 2)}\n`;
  return { summary, head, files: await runFiles(material) };
}

const provincesOf = ({ counties }: RunData) =>
  [...new Set(counties.map(({ attributes }) => attributes.province))].sort();
const isNation = ({ counties, provinces }: RunData) => coverageOf(counties, provinces) === 1;

function totalsOf({ totals }: RunData) {
  return {
    primaryPupils: totals.primaryPupils,
    juniorPupils: totals.juniorPupils,
    schools: totals.primarySchools + totals.juniorSchools,
    teachingPoints: totals.teachingPoints,
    teachers: totals.primaryTeachers + totals.juniorTeachers,
  };
}

/** Where the tables of a run come from. */
function tableSources(data: RunData): ComparisonSummary["sources"] {
  const census = {
    basis: "statistics" as const,
    title:
      "Seventh national census, 1 November 2020, county tables; National Bureau of Statistics yearbooks 2019–2024 for provinces",
  };
  return [
    { table: "data/provinces.csv", title: { zh: "省级事实", en: "Province facts" }, source: census },
    {
      table: "data/national-series.csv",
      title: { zh: "全国教育事业统计", en: "National education statistics" },
      source: {
        basis: "statistics",
        title: "Ministry of Education bulletins 2018–2024; each row carries its own source and status",
      },
    },
    data.status === "synthetic"
      ? {
          table: "data/county-distributions.csv",
          title: { zh: "县级分布（均值与协方差）", en: "County distributions (means and covariances)" },
          source: {
            basis: "derived",
            title: "summarised from the county tables of the 2020 census by `junheng data summarise`",
          },
        }
      : {
          table: "counties",
          title: { zh: "用户县表", en: "The user's county table" },
          source: { basis: "statistics", title: "given with --counties" },
        },
  ];
}
