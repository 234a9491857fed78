import { availableParallelism } from "node:os";
import { appendFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Bilingual, Locale } from "../core/bilingual.ts";
import { canonicalJson, digest } from "../core/digest.ts";
import { InputError } from "../core/issue.ts";
import { coverageOf, sampleCounties, type Sample } from "../data/nation.ts";
import { ratioFactors, summariseComparison } from "../experiment/comparison.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import type { BoundScenario } from "../experiment/ensemble.ts";
import type { FollowPlan } from "../model/follow.ts";
import { MODEL_VERSION } from "../model/parameters.ts";
import type { EnsemblePlan, ResolvedScenario } from "../scenarios/scenario.ts";
import { loadRunData, sourceDigest, type RunData } from "./data-files.ts";
import { engineVersion } from "./engine-version.ts";
import { checkOutputFolder, readSummary, runFolder, writeRun } from "./outputs.ts";
import { startProgress } from "./progress.ts";
import { runFiles } from "./run-files.ts";
import { writeIndex } from "./run-index.ts";
import { runWorlds } from "./worker-pool.ts";

/** What a user may say about a run besides the scenario. */
export interface RunOptions {
  readonly counties?: string;
  readonly sample?: number;
  readonly worlds?: number;
  readonly seed?: string;
  readonly jobs?: number;
  readonly out: string;
  readonly locale: Locale;
  readonly quiet: boolean;
  readonly force: boolean;
  /** People to follow one by one. */
  readonly follow?: FollowPlan;
}

/** A comparison, or one scenario on its own. */
export interface RunTarget {
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
  readonly bound: readonly BoundScenario[];
  readonly plan: EnsemblePlan;
  readonly identity: object;
  readonly runId: string;
  readonly folder: string;
}

export interface FinishedRun {
  readonly summary: ComparisonSummary;
  readonly folder: string;
  /** True if the same run had been made before and was read back. */
  readonly isOld: boolean;
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
  const own = target.scenarios[0]!.ensemble;
  const plan = { ...own, size: options.worlds ?? own.size, seed: options.seed ?? own.seed };
  const { follow } = options;
  const identity = { ...(await identityOf(target, data, fraction, bound, plan)), ...(follow && { follow }) };
  const runId = await digest(canonicalJson(identity), 12);
  return {
    target,
    data,
    fraction,
    sample,
    bound,
    plan,
    identity,
    runId,
    folder: runFolder(options.out, target.id, runId),
  };
}

/**
 * Runs scenarios as a paired ensemble and writes the run's folder; a run with the same inputs is read back instead.
 * @throws InputError if a scenario does not fit the counties or an option is out of range.
 */
export async function runEnsemble(given: RunTarget, options: RunOptions): Promise<FinishedRun> {
  checkOutputFolder(options.out);
  const prepared = await prepareRun(given, options);
  const { target, data, fraction, sample, bound, plan, identity, runId, folder } = prepared;
  const { follow } = options;
  const old = options.force ? undefined : readSummary(folder);
  if (old) return { summary: old, folder, isOld: true };
  const jobs = options.jobs ?? availableParallelism();
  const started = Date.now();
  const progress = startProgress(plan.size, options.locale, options.quiet);
  const start = {
    countiesFile: options.counties,
    sample: fraction,
    setup: { scenarios: bound, plan, ...(follow && { follow }) },
  };
  const traces = await runWorlds(start, plan.size, jobs, progress.update).finally(progress.stop);
  const provinces = [...new Set(data.counties.map(({ attributes }) => attributes.province))].sort();
  const inProvince = (rows: readonly number[]) =>
    provinces.map((code) => rows.filter((row) => data.counties[row]!.attributes.province === code).length);
  const totals2020 = coverageOf(data.counties, data.provinces) === 1 ? totalsOf(data) : undefined;
  const summary = summariseComparison(
    {
      id: target.id,
      title: target.title,
      runId,
      engineVersion: engineVersion(),
      seed: plan.seed,
      scenarios: target.scenarios,
      nationLabel: data.label,
      status: data.status,
      provinces,
      simulatedByProvince: inProvince(sample.rows),
      unitsByProvince: inProvince(data.counties.map((_, i) => i)),
      counties: sample.rows.map((row, c) => {
        const { code, province } = data.counties[row]!.attributes;
        return { code, province, weight: sample.weights[c]! };
      }),
      totals2020,
      figures: data.figures,
      sources: tableSources(data),
    },
    traces,
  );
  const files = await runFiles({
    summary,
    identity,
    traces,
    factors: ratioFactors(traces, totals2020),
    data,
    sample,
    bound,
    plan,
  });
  writeRun(folder, new Map([...files, ...(given.inputs?.(prepared, options) ?? [])]));
  const note = {
    finished: new Date().toISOString(),
    seconds: (Date.now() - started) / 1000,
    jobs,
    node: process.version,
  };
  appendFileSync(join(folder, "log.jsonl"), `${JSON.stringify(note)}\n`);
  writeIndex(options.out);
  return { summary, folder, isOld: false };
}

/** Binds every scenario to the whole table, so that a target in an unsampled county still counts, and keeps the sample's rows. */
function bindScenarios(scenarios: readonly ResolvedScenario[], data: RunData, sample: Sample): BoundScenario[] {
  const attributes = data.counties.map((county) => county.attributes);
  const problems = [];
  const bound: BoundScenario[] = [];
  for (const scenario of scenarios) {
    try {
      const table = scenario.bind(attributes);
      const profileOf = Uint16Array.from(sample.rows, (row) => table.profileOf[row]!);
      bound.push({ table: { profileOf, profiles: table.profiles }, uncertainties: scenario.uncertainties });
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

/** Everything the result depends on; its digest names the run. */
async function identityOf(
  target: RunTarget,
  data: RunData,
  sample: number,
  bound: readonly BoundScenario[],
  plan: { size: number; seed: string; sampler: string },
) {
  const tables: Record<string, string> = {};
  for (const [name, text] of Object.entries(data.texts)) tables[name] = await digest(text);
  const scenarios = [];
  for (const [s, { id, title, changes, goals }] of target.scenarios.entries()) {
    const { table, uncertainties } = bound[s]!;
    const values = await digest(
      `${Array.from(table.profileOf).join()}|${table.profiles.map((p) => Array.from(p).join()).join("|")}`,
    );
    scenarios.push({ id, title, changes, goals, values, uncertainties });
  }
  const { id, title } = target;
  return {
    engine: engineVersion(),
    source: await sourceDigest(),
    model: MODEL_VERSION,
    id,
    title,
    tables,
    sample,
    worlds: plan.size,
    seed: plan.seed,
    sampler: plan.sampler,
    scenarios,
  };
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
