import type { Command } from "commander";
import type { Issue } from "../core/issue.ts";
import { InputError, formatIssue } from "../core/issue.ts";
import type { CheckedFile } from "../scenarios/resolve.ts";
import { checkScenarioFile, resolveComparison, resolveScenario } from "../scenarios/resolve.ts";
import { baselineOf } from "./baseline-of.ts";
import { loadRunData } from "./data-files.ts";
import { scenarioReader } from "./scenario-files.ts";
import { refuseViews } from "./view-issues.ts";

/** What `validate` found out about one file. */
export type Validation =
  | ({ readonly status: "ok" } & CheckedFile)
  | { readonly status: "wrong"; readonly file: string; readonly issues: readonly Issue[] };

/** Adds `junheng validate <file…>`: checks scenario files and everything they name; runs nothing. */
export function registerValidate(program: Command): void {
  program
    .command("validate")
    .description("check scenario, package and comparison files; run nothing")
    .argument("<file...>", "files, or ids of the catalogue")
    .option("--json", "print the result as JSON")
    .action(async (files: readonly string[], options: { json?: boolean }) => {
      const results: Validation[] = [];
      for (const file of files) results.push(await validateFile(file));
      process.stdout.write(options.json ? `${JSON.stringify(results, null, 2)}\n` : validationText(results));
      const issues = results.flatMap((result) => (result.status === "wrong" ? result.issues : []));
      if (issues.length > 0) throw new InputError(issues);
    });
}

/** Checks one file; bad input is a result, not an exception. */
export async function validateFile(file: string): Promise<Validation> {
  try {
    const checked = await checkScenarioFile(file, scenarioReader(file));
    await bindToNation(file, checked.kind);
    return { status: "ok", ...checked };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { status: "wrong", file, issues: error.issues };
  }
}

/**
 * Binds what can be run to the built-in nation, so that targets without a county and formulas without a value show here.
 * Packages are bound with the scenarios that include them.
 */
async function bindToNation(file: string, kind: CheckedFile["kind"]): Promise<void> {
  if (kind === "package") return;
  const read = scenarioReader(file);
  const comparison = kind === "comparison" ? await resolveComparison(file, read) : undefined;
  if (comparison) refuseViews(comparison);
  const scenarios = comparison?.scenarios ?? [await resolveScenario(file, read)];
  const data = loadRunData(undefined);
  const attributes = data.counties.map((county) => county.attributes);
  const schools = baselineOf(data);
  for (const scenario of scenarios) scenario.bind(attributes, schools);
}

/** An `ok` line for each good file, and its warnings. */
export function validationText(results: readonly Validation[]): string {
  const lines = results.flatMap((result) =>
    result.status === "wrong"
      ? []
      : [
          `ok ${result.file} (${result.kind} ${result.id})`,
          ...result.warnings.map((issue) => `   ${formatIssue(issue)}`),
        ],
  );
  return lines.map((line) => `${line}\n`).join("");
}
