import { describe, expect, it } from "vitest";
import { LOST_WIDTH, regionsOf, RUNGS, tallyLost, whereLostRows } from "../../src/experiment/where-lost.ts";
import { ITEMS } from "../../src/model/readiness.ts";
import { QUEUE_STAGES, type QueueStage } from "../../src/model/state.ts";
import { emptyTrace, YEARS, type Trace } from "../../src/model/trace.ts";

// Mutants killed: the weight left out; "ever" replaced by "now"; a rung that applies counted as not applied;
// provinces mixed; the binding item counted where the county is ready.

const COUNTIES = [
  { code: "45X001", province: "45" },
  { code: "45X002", province: "45" },
  { code: "33X001", province: "33" },
];
const WEIGHTS = [1, 3, 4];

/** A trace whose counties pass through the stages given; the last one holds to the end. */
function trace(...paths: readonly (readonly QueueStage[])[]): Trace {
  const out = emptyTrace(paths.length, 1);
  paths.forEach((path, c) =>
    YEARS.forEach((_, y) => {
      out.stages[y * paths.length + c] = QUEUE_STAGES.indexOf(path[Math.min(y, path.length - 1)]!);
      out.bindingItems[y * paths.length + c] = ITEMS.indexOf("balance");
    }),
  );
  return out;
}

const row = (worlds: readonly Trace[], region: string, year: number) => {
  const regions = regionsOf(COUNTIES);
  const tally = new Float64Array(regions.length * LOST_WIDTH);
  for (const trace of worlds) tallyLost(trace, WEIGHTS, regions, [year], tally);
  return whereLostRows("s", tally, regions, [year]).find((one) => one.region === region)!;
};

describe("where the odds are lost", () => {
  it("shares of a year are weighted and sum to 1", () => {
    const world = trace(["not-ready"], ["waiting"], ["certified"]);
    const at = row([world], "China", 2020);
    expect(at).toMatchObject({ notReady: 1 / 8, queued: 3 / 8, certified: 4 / 8, failed: 0, notApplied: 0 });
    expect(RUNGS.reduce((sum, rung) => sum + at[rung], 0)).toBe(1);
  });

  it("ready, applies and passes look back over the years and multiply to the share certified", () => {
    // The first county was once ready; the second applied, failed and fell back; the third holds the certificate.
    const world = trace(
      ["not-ready", "did-not-apply", "not-ready"],
      ["waiting", "failed-survey", "not-ready"],
      ["waiting", "certified"],
    );
    const at = row([world], "China", 2035);
    expect(at).toMatchObject({ notReady: 0.5, certified: 0.5, ready: 1, applies: 7 / 8, passes: 4 / 7 });
    expect(at.ready * at.applies * at.passes).toBeCloseTo(at.certified, 12);
    expect(row([world], "China", 2020)).toMatchObject({ ready: 7 / 8, applies: 1, passes: 0 });
  });

  it("a province and a county count their own, over all worlds", () => {
    const worlds = [
      trace(["not-ready"], ["certified"], ["not-ready"]),
      trace(["not-ready"], ["not-ready"], ["not-ready"]),
    ];
    expect(row(worlds, "45", 2027).certified).toBe(3 / 8);
    expect(row(worlds, "33", 2027).certified).toBe(0);
    expect(row(worlds, "45X002", 2027)).toMatchObject({ level: "county", certified: 0.5 });
  });

  it("the binding item is that of counties that are not ready, as a share of all", () => {
    const world = trace(["not-ready"], ["waiting"], ["certified"]);
    expect(row([world], "China", 2027).binds).toEqual([{ item: "balance", share: 1 / 8 }]);
    expect(row([world], "33", 2027).binds).toEqual([]);
  });
});
