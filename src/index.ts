import type { AssessOptions } from "./cli/assess.ts";
import type { ResolveFlags } from "./cli/commands/resolve.ts";
import type { Config } from "./cli/config.ts";
import type { RunOptions } from "./cli/ensemble-run.ts";
import type { ResolvedView } from "./cli/resolve.ts";
import type { Validation } from "./cli/validate.ts";
import type { ComparisonSummary } from "./experiment/comparison-summary.ts";
import type { Verdict } from "./standard/verdict.ts";

export type { AssessOptions, ComparisonSummary, Config, ResolvedView, Validation, Verdict };

/** Options of `run` and `compare`; what is absent has the default of the command. */
export interface RunRequest extends Partial<RunOptions> {
  /** Values as after `--set`: `rotation.share=0.2`. */
  readonly set?: readonly string[];
  /** Scenario to hold the others against. */
  readonly baseline?: string;
}

/** Settings of a study folder, for `junheng.config.ts`. */
export function defineConfig(config: Config): Config {
  return config;
}

/**
 * What `junheng run <scenario…> --json` prints: one scenario in many worlds, or several against the first.
 * @throws InputError with everything that is wrong.
 */
export async function run(scenario: string | readonly string[], options: RunRequest = {}): Promise<ComparisonSummary> {
  return summaryOf("scenarios", typeof scenario === "string" ? [scenario] : scenario, options);
}

/**
 * What `junheng compare <comparison|a b…> --json` prints.
 * @throws InputError with everything that is wrong.
 */
export async function compare(
  comparison: string | readonly string[],
  options: RunRequest = {},
): Promise<ComparisonSummary> {
  const refs = typeof comparison === "string" ? [comparison] : comparison;
  return summaryOf(refs.length === 1 ? "comparison" : "scenarios", refs, options);
}

async function summaryOf(
  kind: "comparison" | "scenarios",
  refs: readonly string[],
  { set = [], baseline, ...options }: RunRequest,
): Promise<ComparisonSummary> {
  const { settleTarget } = await import("./cli/settle-target.ts");
  const { runEnsemble } = await import("./cli/ensemble-run.ts");
  const target = await settleTarget({ kind, refs, ...(baseline !== undefined && { baseline }) }, set);
  const { summary } = await runEnsemble(target, {
    out: "outputs",
    locale: "en",
    quiet: true,
    force: false,
    ...options,
  });
  return summary;
}

/**
 * What `junheng resolve <scenario> --json` prints.
 * @throws InputError with everything that is wrong.
 */
export async function resolve(
  scenario: string,
  options: Pick<ResolveFlags, "where" | "param" | "years" | "all" | "counties"> = {},
): Promise<ResolvedView> {
  const { resolveView } = await import("./cli/resolve.ts");
  const { placesOf } = await import("./cli/places.ts");
  const { scenarioReader } = await import("./cli/scenario-files.ts");
  const { resolveScenario } = await import("./scenarios/resolve.ts");
  const resolved = await resolveScenario(scenario, scenarioReader(scenario));
  return resolveView(resolved, placesOf(options.counties), options);
}

/** What `junheng validate <file…> --json` prints; a wrong file is a result, not an exception. */
export async function validate(
  files: string | readonly string[],
  options: { readonly counties?: string } = {},
): Promise<readonly Validation[]> {
  const { placesOf } = await import("./cli/places.ts");
  const { validateFile } = await import("./cli/validate.ts");
  const places = placesOf(options.counties);
  const results: Validation[] = [];
  for (const file of typeof files === "string" ? [files] : files) results.push(await validateFile(file, places));
  return results;
}

/**
 * What `junheng assess <folder> --json` prints.
 * @throws InputError if the returns cannot be read.
 */
export async function assess(folder: string, options: Omit<AssessOptions, "json" | "locale"> = {}): Promise<Verdict> {
  const { assessFolder, realIo } = await import("./cli/assess.ts");
  return assessFolder(folder, options, realIo()).verdict;
}
