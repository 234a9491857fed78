import type { Locale } from "../core/bilingual.ts";
import type { Issue } from "../core/issue.ts";
import { InputError } from "../core/issue.ts";
import type { CheckedFile } from "../scenarios/resolve.ts";
import { checkScenarioFile, resolveComparison, resolveScenario } from "../scenarios/resolve.ts";
import type { ResolvedScenario } from "../scenarios/scenario.ts";
import type { ValidateFlags } from "./commands/validate.ts";
import { refuseIdle } from "./check-options.ts";
import { EXIT } from "./exit-codes.ts";
import { issueText } from "./issue-text.ts";
import { placesOf, type Places } from "./places.ts";
import { scenarioReader } from "./scenario-files.ts";
import { studyFiles } from "./study-files.ts";
import { print } from "./terminal.ts";
import { githubText, validationText } from "./validate-text.ts";
import { refuseViews } from "./view-issues.ts";

/** What `validate` found out about one file. */
export type Validation =
  | ({ readonly status: "ok"; readonly scenarios: readonly ScenarioCheck[] } & CheckedFile)
  | { readonly status: "wrong"; readonly file: string; readonly issues: readonly Issue[] };

/** What binding a scenario to the counties showed. */
export interface ScenarioCheck {
  readonly id: string;
  /** Rules, each counted once. */
  readonly changes: number;
  /** Rules whose source says that nobody published the number. */
  readonly assumed: number;
  /** Rules that name no source at all. */
  readonly unsourced: number;
  /** Phase-ins that end before they reach their value. */
  readonly cutPhaseIns: number;
  readonly targets: readonly TargetCheck[];
}

/** Counties in which a rule with a target acts. */
export interface TargetCheck {
  readonly file: string;
  readonly line: number;
  readonly parameter: string;
  readonly where: string;
  readonly counties: number;
  readonly of: number;
}

/**
 * Checks files, or all of the study folder, and prints what was found.
 * @returns The exit code.
 */
export async function validateCommand(given: readonly string[], flags: ValidateFlags, locale: Locale): Promise<number> {
  const format = formatOf(flags);
  const files = given.length > 0 ? given : studyFiles();
  const places = placesOf(flags.counties);
  const results: Validation[] = [];
  for (const file of files) results.push(await validateFile(file, places));
  const errors = results.flatMap((result) => (result.status === "wrong" ? result.issues : []));
  const hasWarnings = results.some((result) => result.status === "ok" && result.warnings.length > 0);
  if (format === "json") print(JSON.stringify(results, null, 2));
  else if (format === "github") process.stdout.write(githubText(results));
  else {
    const isExplained = flags.explain ?? locale === "zh";
    // Files that name the same wrong file say so once.
    for (const text of new Set(errors.map((issue) => issueText(issue, locale, isExplained))))
      process.stderr.write(`${text}\n`);
    print(validationText(results, locale, isExplained));
  }
  if (errors.length > 0) return EXIT.badInput;
  return flags.strict && hasWarnings ? EXIT.checkFailed : EXIT.ok;
}

function formatOf({ json, format, explain }: ValidateFlags): NonNullable<ValidateFlags["format"]> {
  if (json && format !== undefined && format !== "json") {
    const problem = `--json and --format ${format} ask for different things`;
    throw new InputError([{ code: "bad-option", severity: "error", problem, expected: "one of the two" }]);
  }
  const chosen = json ? "json" : (format ?? "text");
  if (chosen !== "text") refuseIdle(`--format ${chosen}`, { "--explain": explain ?? false });
  return chosen;
}

/** Checks one file against counties; bad input is a result, not an exception. */
export async function validateFile(file: string, places = placesOf(undefined)): Promise<Validation> {
  try {
    const checked = await checkScenarioFile(file, scenarioReader(file));
    const scenarios = (await scenariosIn(file, checked.kind)).map((scenario) => checkBinding(scenario, places));
    return { status: "ok", ...checked, scenarios };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { status: "wrong", file, issues: error.issues };
  }
}

/** Packages and goals are bound with the scenarios that name them. */
async function scenariosIn(file: string, kind: CheckedFile["kind"]): Promise<readonly ResolvedScenario[]> {
  const read = scenarioReader(file);
  switch (kind) {
    case "package":
    case "goal":
      return [];
    case "comparison": {
      const comparison = await resolveComparison(file, read);
      refuseViews(comparison);
      return comparison.scenarios;
    }
    case "scenario":
      return [await resolveScenario(file, read)];
    default:
      return kind satisfies never;
  }
}

/** Binds a scenario, so that targets without a county and formulas without a value show here. */
function checkBinding(scenario: ResolvedScenario, { counties, baselineOf }: Places): ScenarioCheck {
  const { sizes, acts } = scenario.trace(counties, baselineOf);
  const { changes, warnings } = scenario;
  const countOf = (index: number) =>
    sizes.reduce((sum, size, profile) => (acts[profile]!.some((act) => act.index === index) ? sum + size : sum), 0);
  return {
    id: scenario.id,
    changes: changes.length,
    assumed: changes.filter(({ source }) => source?.basis === "assumption").length,
    unsourced: changes.filter(({ source }) => source === undefined).length,
    cutPhaseIns: warnings.filter(({ code }) => code === "phase-in-cut").length,
    targets: changes.flatMap(({ where, parameter, origin: { file, line } }, index) =>
      where === undefined ? [] : [{ file, line, parameter, where, counties: countOf(index), of: counties.length }],
    ),
  };
}
