import { afterEach, describe, expect, it, vi } from "vitest";
import { AFTER_MOVES } from "../../src/model/schedule.ts";
import { simulateWorld } from "../../src/model/simulate.ts";
import { at, stageOf, withStage } from "../../src/model/stage.ts";
import { smallNation, tableOf } from "./nation.ts";

/**
 * | mutant                                 | killed by                     |
 * | -------------------------------------- | ----------------------------- |
 * | an outer stage covers an inner one     | the innermost                 |
 * | a step without its name or county      | a step, the balance           |
 * | scenario or year not noted             | a step, the balance           |
 */
afterEach(() => void vi.restoreAllMocks());

describe("where an error arose", () => {
  it("is put together from all that know of it; the innermost is right", () => {
    const caught = (work: () => unknown) => {
      try {
        return work();
      } catch (error) {
        return stageOf(error);
      }
    };
    const inner = () => at({ step: "works", year: 2030 }, () => expect.fail("no"));
    expect(caught(() => at({ year: 2029, scenario: 1 }, inner))).toEqual({ scenario: 1, year: 2030, step: "works" });
    expect(at({ year: 2029 }, () => 5)).toBe(5);
    expect([stageOf(new Error("no")), stageOf("no"), withStage("no", {})]).toEqual([{}, {}, "no"]);
  });

  const nation = smallNation(["45"], 2);
  const table = tableOf(nation);
  const [first, second] = nation.counties.map(({ attributes }) => attributes.code);
  function stageOfWorld(tables = [table]): unknown {
    try {
      return simulateWorld(nation, tables, [1, 2]).length;
    } catch (error) {
      return stageOf(error);
    }
  }

  it("in a step of a county", () => {
    const step = AFTER_MOVES.find(({ name }) => name === "recruitment")!;
    const { run } = step;
    vi.spyOn(step, "run").mockImplementation((state, context) => {
      if (context.year === 2027 && state.attributes.code === second) throw new Error("nobody to hire");
      run(state, context);
    });
    expect(stageOfWorld()).toEqual({ scenario: 0, year: 2027, step: "recruitment", county: second });
  });

  it("in the balance at the end of a year, in the scenario whose it is", () => {
    const step = AFTER_MOVES.find(({ name }) => name === "school-year")!;
    let calls = 0;
    const { run } = step;
    vi.spyOn(step, "run").mockImplementation((state, context) => {
      run(state, context);
      if (context.year === 2030 && state.attributes.code === first && ++calls === 2) state.pupilFlows.entrants++;
    });
    const other = tableOf(nation, { "rotation.share": 0.3 }, { from: 2026 });
    expect(stageOfWorld([table, other])).toEqual({ scenario: 1, year: 2030, step: "balance", county: first });
  });
});
