import { availableParallelism } from "node:os";
import { appendFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Bilingual } from "../core/bilingual.ts";
import { canonicalJson, digest } from "../core/digest.ts";
import { InputError } from "../core/issue.ts";
import { coverageOf, sampleCounties, type Sample } from "../data/nation.ts";
import { summariseComparison, yearsOf } from "../experiment/comparison.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import { worldCount, type BoundScenario } from "../experiment/ensemble.ts";
import type { FoldShape } from "../experiment/fold-worlds.ts";
import { tornadoRows } from "../experiment/tornado.ts";
import { regionsOf } from "../experiment/where-lost.ts";
import type { FollowPlan } from "../model/follow.ts";
import { tableOfSample } from "../model/table-of-sample.ts";
import type { EnsemblePlan, ResolvedScenario } from "../scenarios/scenario.ts";
import { baselineOf } from "./baseline-of.ts";
import { loadRunData, type RunData } from "./data-files.ts";
import { engineVersion } from "./engine-version.ts";
import { asksIdentity, bindExplanations, shownOf, type Asks, type RunScenarios } from "./explanations.ts";
import { checkOutputFolder, readSummary, runFolder, writeRun } from "./outputs.ts";
import { noteUnrelatedRuns } from "./earlier-runs.ts";
import { runFiles } from "./run-files.ts";
import { openRunFold, type RunFold } from "./run-fold.ts";
import { basisOf, identityOf } from "./run-identity.ts";
import { writeIndex } from "./run-index.ts";
import { membersShown, planOf, worldsShown, type PlanOptions } from "./run-plan.ts";
import type { Worlds } from "./collect-worlds.ts";
import { runWorlds, settleStore, type KeptWorlds, type WorldOptions } from "./run-worlds.ts";
import { openWorkerPool, type OpenPool } from "./worker-pool.ts";
import { startOf } from "./worker-start.ts";

/** What a user may say about a run besides the scenario. */
export interface RunOptions extends WorldOptions, PlanOptions {
  readonly counties?: string;
  readonly sample?: number;
  /** People to follow one by one. */
  readonly follow?: FollowPlan;
}

/** A comparison with what it asks, or one scenario on its own. */
export interface RunTarget extends Asks {
  readonly id: string;
  readonly title: Bilingual;
  /** The baseline first. */
  readonly scenarios: readonly ResolvedScenario[];
  /** What the run was read from, to be stored with its results. */
  readonly inputs?: (prepared: PreparedRun, options: RunOptions) => ReadonlyMap<string, string>;
}

/** A run that could start: what it depends on is read, checked and named. */
export interface PreparedRun {
  readonly target: RunTarget;
  readonly data: RunData;
  /** Share of counties simulated. */
  readonly fraction: number;
  readonly sample: Sample;
  /** The scenarios shown; `run` holds those behind them too. */
  readonly bound: readonly BoundScenario[];
  readonly run: RunScenarios;
  readonly plan: EnsemblePlan;
  readonly basis: Awaited<ReturnType<typeof basisOf>> & { readonly sample: number };
  readonly identity: Awaited<ReturnType<typeof identityOf>>;
  readonly runId: string;
  readonly folder: string;
}

export interface FinishedRun {
  readonly summary: ComparisonSummary;
  readonly folder: string;
  /** True if the same run had been made before and was read back. */
  readonly isOld: boolean;
  /** Worlds left on disk, from which a larger ensemble or another try goes on. */
  readonly kept?: KeptWorlds;
}

/** Share of counties simulated unless the user says otherwise: a fiftieth of a nation, all of a small table. */
const DEFAULT_SAMPLE = 0.02;
const SMALL_TABLE = 400;

/**
 * Reads and checks everything a run depends on, and names the run.
 * @throws InputError if a scenario does not fit the counties or an option is out of range.
 */
export async function prepareRun(given: RunTarget, options: RunOptions): Promise<PreparedRun> {
  const target = { ...given, scenarios: given.scenarios.map(withoutFolders) };
  const data = loadRunData(options.counties);
  const fraction = options.sample ?? (data.counties.length <= SMALL_TABLE ? 1 : DEFAULT_SAMPLE);
  const sample = sampleCounties(data.counties, fraction);
  const bound = bindScenarios(target.scenarios, data, sample);
  const plan = planOf(target.scenarios[0]!.ensemble, options);
  const { follow } = options;
  const basis = { ...(await basisOf(data)), sample: fraction };
  const run = bindExplanations(target, bound, (scenarios) => bindScenarios(scenarios, data, sample));
  const asks = await asksIdentity(target, run, bound.length);
  const identity = {
    ...(await identityOf(target, basis, run, plan)),
    ...(follow && { follow }),
    ...(asks && { asks }),
  };
  const runId = await digest(canonicalJson(identity), 12);
  const folder = runFolder(options.out, target.id, runId);
  return { target, data, fraction, sample, bound, run, plan, basis, identity, runId, folder };
}

/**
 * Runs scenarios as a paired ensemble and writes the run's folder; a run with the same inputs is read back instead.
 * A run of which some worlds fail is written too, and tried again the next time.
 * @param openPool Where the worlds run; worker threads unless a caller brings others.
 * @throws InputError if a scenario does not fit the counties, an option is out of range or nothing is there to resume.
 */
export async function runEnsemble(
  given: RunTarget,
  options: RunOptions,
  openPool: OpenPool = openWorkerPool,
): Promise<FinishedRun> {
  checkOutputFolder(options.out);
  const prepared = await prepareRun(given, options);
  const { target, sample, run, plan, basis, identity, folder } = prepared;
  const old = options.force ? undefined : readSummary(folder);
  if (old && old.failedWorlds === undefined) return { summary: old, folder, isOld: true };
  if (!options.quiet) noteUnrelatedRuns(join(options.out, target.id), identity, options.locale);
  const started = Date.now();
  const start = startOf(prepared, options);
  const total = worldCount(run.all, plan);
  const fold = openRunFold(
    `${folder}.part-${process.pid}.spill`,
    total,
    foldShapeOf(prepared),
    worldsShown(plan, total),
  );
  try {
    const worlds = await runWorlds(start, basis, options, openPool, fold.take);
    const { summary, head, files } = await tellRun(prepared, worlds, fold);
    writeRun(folder, head, new Map([...files, ...(given.inputs?.(prepared, options) ?? [])]));
    const kept = settleStore(worlds, start, options.dropsWorlds ?? false);
    const note = {
      finished: new Date().toISOString(),
      seconds: (Date.now() - started) / 1000,
      jobs: options.jobs ?? availableParallelism(),
      // Where no pace of this machine was measured, none is noted: a dry run judges by it.
      ...(!options.ranElsewhere && { countyRuns: run.all.length * sample.rows.length * identity.worlds }),
      node: process.version,
    };
    appendFileSync(join(folder, "log.jsonl"), `${JSON.stringify(note)}\n`);
    writeIndex(options.out);
    return { summary, folder, isOld: false, ...(kept && { kept }) };
  } finally {
    fold.close();
  }
}

/** What a run's worlds are folded for. */
function foldShapeOf({ target, data, sample, run }: PreparedRun): FoldShape {
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
async function tellRun(prepared: PreparedRun, worlds: Worlds, fold: RunFold) {
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

/** Binds every scenario to the whole table, so that a target in an unsampled county still counts, and keeps the sample's rows. */
function bindScenarios(scenarios: readonly ResolvedScenario[], data: RunData, sample: Sample): BoundScenario[] {
  const attributes = data.counties.map((county) => county.attributes);
  const schools = baselineOf(data);
  const problems = [];
  const bound: BoundScenario[] = [];
  for (const scenario of scenarios) {
    try {
      const table = tableOfSample(scenario.bind(attributes, schools), sample.rows);
      const { uncertainties, jointDraws = [] } = scenario;
      bound.push({ table, uncertainties, jointDraws });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.issues);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return bound;
}

/** The scenario with its files named as they are shared: catalogue files in full, the user's own by their last name. */
function withoutFolders(scenario: ResolvedScenario): ResolvedScenario {
  const changes = scenario.changes.map((change) => {
    const { file, line, id } = change.origin;
    const name = file.startsWith("catalogue/") ? file : basename(file);
    return { ...change, origin: { file: name, line, id: id === file ? name : id } };
  });
  return { ...scenario, changes };
}

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
