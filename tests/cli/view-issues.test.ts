import { expect, it } from "vitest";
import { refuseViews } from "../../src/cli/view-issues.ts";
import { resolveComparison } from "../../src/scenarios/resolve.ts";
import { comparison, issuesOf, reading, scenario } from "../scenarios/files.ts";

const problemsOf = async (views: string) => {
  const test = comparison(`baseline: base\nscenarios: [other]\nviews: ${views}`);
  const files = { test, base: scenario("", "base"), other: scenario("levers:\n  rotation.share: 0.2", "other") };
  const resolved = await resolveComparison("test", reading(files));
  return (await issuesOf(() => refuseViews(resolved))).map(({ code, file, problem }) => [code, file, problem]);
};

it("figures that can be drawn are let through", async () => {
  expect(await problemsOf("[{type: fan, outcome: travelKm}, {type: scatter}]")).toEqual([]);
});

it("every view that cannot be drawn is refused before the run, with its reason", async () => {
  const problems = await problemsOf("[{type: tornado}, {type: fan}, {type: waterfall}]");
  expect(problems.map(([code, file]) => [code, file])).toEqual([
    ["view-not-drawn", "test.yaml"],
    ["view-not-drawn", "test.yaml"],
  ]);
  expect(problems.map(([, , problem]) => problem).join("\n")).toMatch(/tornado[\s\S]*waterfall/);
});
