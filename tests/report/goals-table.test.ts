import { expect, it } from "vitest";
import { goalsTable } from "../../src/report/goals-table.ts";
import { summaryFixture } from "../summary-fixture.ts";

it("holds the share of worlds against the share a goal asks for, and is absent where the headline says it all", () => {
  const fixture = summaryFixture();
  expect(goalsTable(fixture, "en")).toEqual([]);
  const goals = [{ ...fixture.goals[0]!, metric: "boarders" as const, op: "<=" as const, value: 0.2, confidence: 0.8 }];
  const text = (chance: number) =>
    goalsTable({ ...fixture, goals, goalChances: fixture.goalChances.map((row) => ({ ...row, chance })) }, "en")[0]!
      .html;
  expect(text(0.8)).toContain("80% · meets the 80% asked for");
  expect(text(0.79)).toContain("79% · short of the 80% asked for");
  expect(text(0.8)).toContain("Pupils who board ≤ 20");
});
