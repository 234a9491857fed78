import { InputError, type Issue } from "../core/issue.ts";
import { yearsOf } from "../experiment/comparison.ts";
import { viewProblem } from "../plots/views.ts";
import type { ResolvedComparison } from "../scenarios/scenario.ts";

/**
 * Refuses a comparison that asks for figures that cannot be drawn, before it is run.
 * @throws InputError with an issue a view.
 */
export function refuseViews(comparison: ResolvedComparison): void {
  const { scenarios, attribution, by, years, views = [], file } = comparison;
  const supply = {
    alternative: scenarios.length > 1,
    attribution: attribution !== undefined,
    provinces: by.includes("province"),
    tornado: false,
    years: yearsOf(scenarios[0]!.goals, years),
  };
  const issues = views.flatMap((view): Issue[] => {
    const problem = viewProblem(view, supply);
    return problem ? [{ code: "view-not-drawn", severity: "error", file, problem: problem.en }] : [];
  });
  if (issues.length > 0) throw new InputError(issues);
}
