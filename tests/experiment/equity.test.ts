import { describe, expect, it } from "vitest";
import { equityRows, levelRows } from "../../src/experiment/equity.ts";
import { CATEGORIES, EXPOSURES, MEASURES, type Category, type Measure } from "../../src/model/exposure.ts";
import { LEVELS } from "../../src/model/levels.ts";
import { emptyTrace, YEARS, type Trace } from "../../src/model/trace.ts";
import { numbersOf } from "./folded.ts";

// Mutants killed: a mean not divided by pupils; the direction of "worse" turned round; a difference not paired;
// levelling down flagged where the level rises.

const YEAR = 2035;
const Y = YEARS.indexOf(YEAR);

function met(category: Category, values: Partial<Record<Measure, number>>): Trace {
  const trace = emptyTrace(1, 1);
  for (const [measure, value] of Object.entries(values)) {
    const at = CATEGORIES.indexOf(category) * MEASURES.length + MEASURES.indexOf(measure as Measure);
    trace.exposures[Y * EXPOSURES + at] = value;
  }
  return trace;
}

const find = (rows: ReturnType<typeof equityRows>, measure: string) => rows.find((row) => row.measure === measure)!;

describe("who gains and who loses", () => {
  const baseline = [100, 300].map((km) => met("low-income", { pupils: 100, travelKm: km, backboneTeachers: 100 }));
  const own = [200, 410].map((km) => met("low-income", { pupils: 100, travelKm: km, backboneTeachers: 150 }));

  it("a mean is per pupil, a difference is paired with the same world", () => {
    const row = find(equityRows("s", numbersOf(own), numbersOf(baseline), [YEAR]), "travelKm");
    expect(row.mean).toBeCloseTo(3.05, 12);
    expect(row.difference).toBeCloseTo(1.05, 12);
    expect(row.standardError).toBeCloseTo(0.05, 12);
  });

  it("a longer way is a loss, more backbone teachers are a gain", () => {
    const rows = equityRows("s", numbersOf(own), numbersOf(baseline), [YEAR]);
    expect(find(rows, "travelKm").verdict).toBe("loses");
    expect(find(rows, "backboneTeachers").verdict).toBe("gains");
    expect(find(rows, "classSize").verdict).toBe("same");
  });

  it("a difference within two errors is not settled; a category without pupils has no row", () => {
    const mixed = [90, 330].map((km) => met("low-income", { pupils: 100, travelKm: km }));
    const rows = equityRows("s", numbersOf(mixed), numbersOf(baseline), [YEAR]);
    expect(find(rows, "travelKm").verdict).toBe("not settled");
    expect(new Set(rows.map(({ category }) => category))).toEqual(new Set(["low-income"]));
  });
});

describe("levels beside dispersion", () => {
  const stand = (mean: number, coefficient: number) => {
    const trace = emptyTrace(1, 1);
    for (let k = 0; k < LEVELS; k += 4) trace.levels.set([mean * 50, 50, coefficient * 2, 2], Y * LEVELS + k);
    return trace;
  };

  it("a smaller coefficient with a lower level is levelling down, one with a higher level is not", () => {
    const before = numbersOf([stand(5, 0.4), stand(5, 0.4)]);
    const down = levelRows("s", numbersOf([stand(4, 0.3), stand(4.1, 0.3)]), before, [YEAR])[0]!;
    expect(down.level).toBeCloseTo(4.05, 12);
    expect(down.coefficientDifference).toBeCloseTo(-0.1, 12);
    expect(down.isLevellingDown).toBe(true);
    expect(levelRows("s", numbersOf([stand(6, 0.3), stand(6.1, 0.3)]), before, [YEAR])[0]!.isLevellingDown).toBe(false);
    expect(levelRows("s", numbersOf([stand(4, 0.5), stand(4.1, 0.5)]), before, [YEAR])[0]!.isLevellingDown).toBe(false);
  });
});
