import { expect, it } from "vitest";
import { addHiddenRuns } from "../../src/experiment/hidden-runs.ts";
import type { BoundScenario } from "../../src/experiment/ensemble.ts";
import { bound } from "../scenarios/files.ts";

const scenarioOf = async (body: string): Promise<BoundScenario> => ({ table: await bound(body), uncertainties: [] });

it("runs a coalition again only if it is like no visible scenario, down to the last year and to its formulas", async () => {
  const money = (expr: string) => `levers:\n  funding.per_pupil_primary: {expr: ${expr}, level: school}`;
  const visible = await Promise.all(["", money("pupils")].map(scenarioOf));
  const late = "levers:\n  rotation.share: {set: 0.2, from: 2035}";
  const coalitions = await Promise.all(["", money("pupils"), money("pupils + 1"), late].map(scenarioOf));
  const { all, hidden } = addHiddenRuns(visible, { attribution: { scenario: "a", players: [], coalitions } });
  expect(hidden.attribution!.positions).toEqual([0, 1, 2, 3]);
  expect(all).toHaveLength(4);
});
