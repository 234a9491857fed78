import { availableParallelism } from "node:os";
import { appendFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Bilingual } from "../core/bilingual.ts";
import { canonicalJson, digest } from "../core/digest.ts";
import { InputError } from "../core/issue.ts";
import { sampleCounties, type Sample } from "../data/nation.ts";
import type { ComparisonSummary } from "../experiment/comparison-summary.ts";
import { worldCount, type BoundScenario } from "../experiment/ensemble.ts";
import type { FollowPlan } from "../model/follow.ts";
import { tableOfSample } from "../model/table-of-sample.ts";
import type { EnsemblePlan, ResolvedScenario } from "../scenarios/scenario.ts";
import { baselineOf } from "./baseline-of.ts";
import { loadRunData, type RunData } from "./data-files.ts";
import { asksIdentity, bindExplanations, type Asks, type RunScenarios } from "./explanations.ts";
import { checkOutputFolder, readSummary, runFolder, writeRun } from "./outputs.ts";
import { noteUnrelatedRuns } from "./earlier-runs.ts";
import { openRunFold } from "./run-fold.ts";
import { basisOf, identityOf } from "./run-identity.ts";
import { writeIndex } from "./run-index.ts";
import { planOf, worldsShown, type PlanOptions } from "./run-plan.ts";
import { runWorlds, settleStore, type KeptWorlds, type WorldOptions } from "./run-worlds.ts";
import { foldShapeOf, tellRun } from "./tell-run.ts";
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
