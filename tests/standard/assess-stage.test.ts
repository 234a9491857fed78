import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assessStage, createStageAssessment, type StageAssessment } from "../../src/standard/assess-stage.ts";
import { EDITION_2017 } from "../../src/standard/editions/2017.ts";
import { stageRule, type StageRule } from "../../src/standard/stage-rule.ts";
import { STAGES, type Stage, type StageTable } from "../../src/standard/stage-table.ts";

/** Amounts as whole percents of what the threshold asks, from none to double; undefined was not reported. */
const percents = fc.array(fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined, freq: 12 }), {
  minLength: 7,
  maxLength: 7,
});
/** Mostly schools near the line, where the rule decides. */
const nearPercents = fc.array(fc.constantFrom(84, 85, 86, 99, 100, 101, 120, 200), { minLength: 7, maxLength: 7 });
const school = fc.record({
  pupils: fc.constantFrom(0, 40, 100, 640, 1000),
  percents: fc.oneof<fc.Arbitrary<(number | undefined)[]>[]>(percents, nearPercents),
});
const county = fc.array(school, { maxLength: 12 });

type School = { readonly pupils: number; readonly percents: readonly (number | undefined)[] };

function tableOf(schools: readonly School[], rule: StageRule): StageTable {
  return {
    stage: rule.stage,
    count: schools.length,
    pupils: Float64Array.from(schools, ({ pupils }) => pupils),
    amounts: Float64Array.from(
      schools.flatMap(({ pupils, percents }) =>
        percents.map((percent, k) =>
          percent === undefined ? NaN : ((percent / 100) * rule.thresholds[k] * pupils) / rule.per[k],
        ),
      ),
    ),
  };
}

/** The school rule as a person would apply it, from percents of the thresholds. */
function expectedSchool({ pupils, percents }: School, indicatorsToMeet: number) {
  const known = pupils > 0 ? percents.filter((percent) => percent !== undefined) : [];
  const missed = known.filter((percent) => percent < 100);
  const fails = missed.length > 7 - indicatorsToMeet || missed.some((percent) => percent < 85);
  return { missed: missed.length, notAssessed: 7 - known.length, fails, passes: !fails && known.length === 7 };
}

/** Margins of one school, its lowest indicators held to 85 %; undefined where nothing was reported. */
function expectedMargins({ pupils, percents }: School, indicatorsToMeet: number): (number | undefined)[] {
  const known = percents.flatMap((percent, k) => (percent === undefined || pupils === 0 ? [] : [{ percent, k }]));
  const excused = known.sort((a, b) => a.percent - b.percent).slice(0, 7 - indicatorsToMeet);
  return percents.map((percent, k) => {
    if (percent === undefined || pupils === 0) return undefined;
    return percent / (excused.some((lowest) => lowest.k === k) ? 85 : 100) - 1;
  });
}

function expectClose(got: number, wanted: number): void {
  if (Number.isFinite(wanted)) expect(got).toBeCloseTo(wanted, 9);
  else expect(got).toBe(wanted);
}

describe("assessStage", () => {
  it("judges one school of 1000 pupils with a sports ground at 90 %", () => {
    const rule = stageRule(EDITION_2017, "primary");
    const amounts = Float64Array.of(42, 10, 9, 4500, 6750, 2_000_000, 23);
    const result = assessStage({ stage: "primary", count: 1, pupils: Float64Array.of(1000), amounts }, rule);
    expect([...result.values]).toEqual([4.2, 1, 0.9, 4.5, 6.75, 2000, 2.3]);
    expect(result.missed[0]).toBe(1);
    expect(result.schoolPasses[0]).toBe(1);
    expect(result.failingSchools).toBe(0);
    // The sports ground is held to its floor, 6.375, and everything else to its threshold.
    expect(result.worstMargin[4]).toBeCloseTo(6.75 / 6.375 - 1, 9);
    expect(result.worstMargin[0]).toBeCloseTo(0, 9);
    expect(result.schoolMargin[0]).toBeCloseTo(0, 9);
    expect([...result.coefficient]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect([...result.coefficientMargin]).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(result.mean[4]).toBe(6.75);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7])("with %i of 7 to meet agrees with the rule applied by hand", (indicatorsToMeet) => {
    fc.assert(
      fc.property(county, fc.constantFrom<Stage>(...STAGES), (schools, stage) => {
        const rule = stageRule(EDITION_2017, stage, { indicatorsToMeet });
        const result = assessStage(tableOf(schools, rule), rule);
        const expected = schools.map((given) => expectedSchool(given, indicatorsToMeet));
        expect([...result.missed]).toEqual(expected.map(({ missed }) => missed));
        expect([...result.notAssessed]).toEqual(expected.map(({ notAssessed }) => notAssessed));
        expect([...result.schoolFails]).toEqual(expected.map(({ fails }) => Number(fails)));
        expect([...result.schoolPasses]).toEqual(expected.map(({ passes }) => Number(passes)));
        expect(result.failingSchools).toBe(expected.filter(({ fails }) => fails).length);
        expect(result.undecidedSchools).toBe(expected.filter(({ fails, passes }) => !fails && !passes).length);
      }),
      { numRuns: 300 },
    );
  });

  it.each([5, 6, 7])("with %i of 7 to meet has the margins a person would find", (indicatorsToMeet) => {
    // A hundredth of a percent for each indicator keeps the lowest one unique.
    const distinct = county.map((schools) =>
      schools.map(({ pupils, percents }) => ({
        pupils,
        percents: percents.map((percent, k) => (percent === undefined ? undefined : percent + k / 100)),
      })),
    );
    fc.assert(
      fc.property(distinct, (schools) => {
        const rule = stageRule(EDITION_2017, "primary", { indicatorsToMeet });
        const result = assessStage(tableOf(schools, rule), rule);
        const margins = schools.map((given) => expectedMargins(given, indicatorsToMeet));
        for (let k = 0; k < 7; k++) {
          expectClose(result.worstMargin[k], Math.min(...margins.map((row) => row[k] ?? Infinity)));
        }
        margins.forEach((row, at) => {
          const known = row.filter((margin) => margin !== undefined);
          expectClose(result.schoolMargin[at], known.length ? Math.min(...known) : NaN);
        });
      }),
    );
  });

  it("has worst margins of 0 or more exactly where no school fails, whatever the strictness", () => {
    fc.assert(
      fc.property(county, fc.integer({ min: 0, max: 7 }), (schools, indicatorsToMeet) => {
        const rule = stageRule(EDITION_2017, "junior", { indicatorsToMeet });
        const result = assessStage(tableOf(schools, rule), rule);
        expect(Math.min(...result.worstMargin) >= 0).toBe(result.failingSchools === 0);
        [...result.schoolMargin].forEach((margin, at) => {
          expect(margin < 0).toBe(result.schoolFails[at] === 1);
        });
      }),
    );
  });

  it("takes the worst margin of an indicator over the schools, each school's lowest held to its floor", () => {
    const rule = stageRule(EDITION_2017, "primary");
    const schools: School[] = [
      { pupils: 100, percents: [100, 110, 120, 130, 140, 150, 90] },
      { pupils: 100, percents: [170, 104, 160, 103, 160, 160, 160] },
      { pupils: 100, percents: [100, 80, 70, 130, 140, 150, 160] },
    ];
    const { worstMargin, schoolMargin } = assessStage(tableOf(schools, rule), rule);
    const wanted = [0, -0.2, 0.7 / 0.85 - 1, 1.03 / 0.85 - 1, 0.4, 0.5, 0.9 / 0.85 - 1];
    wanted.forEach((margin, k) => expect(worstMargin[k], `indicator ${k}`).toBeCloseTo(margin, 9));
    [0, 0.04, -0.2].forEach((margin, at) => expect(schoolMargin[at]).toBeCloseTo(margin, 9));
  });

  it("gives coefficients over the schools that reported, and their margins to the limit of the stage", () => {
    const rule = stageRule(EDITION_2017, "junior");
    const schools: School[] = [
      { pupils: 100, percents: [100, 100, 100, 100, 100, 100, 0] },
      { pupils: 100, percents: [300, 100, 100, 100, 100, 100, 0] },
      { pupils: 100, percents: [undefined, 100, 100, 100, 100, 100, 0] },
    ];
    const result = assessStage(tableOf(schools, rule), rule);
    expect(result.mean[0]).toBeCloseTo(2 * 5.3, 9);
    expect(result.coefficient[0]).toBeCloseTo(0.5, 9);
    expect(result.coefficientMargin[0]).toBeCloseTo(1 - 0.5 / 0.45, 9);
    expect(result.coefficient[6]).toBeNaN();
  });

  it("fills a larger buffer used before as it fills a fresh one", () => {
    const rule = stageRule(EDITION_2017, "primary");
    const out = createStageAssessment(12);
    fc.assert(
      fc.property(county, (schools) => {
        const table = tableOf(schools, rule);
        const again = assessStage(table, rule, out);
        expect(again).toBe(out);
        expect(firstRows(again)).toEqual(firstRows(assessStage(table, rule)));
      }),
    );
  });

  it("refuses a buffer with too little room", () => {
    const rule = stageRule(EDITION_2017, "primary");
    const table = tableOf([{ pupils: 1, percents: [1, 1, 1, 1, 1, 1, 1] }], rule);
    expect(() => assessStage(table, rule, createStageAssessment(0))).toThrow(
      new RangeError("buffer has room for 0 schools; expected at least 1"),
    );
  });
});

/** The part of a buffer that the schools assessed last fill. */
function firstRows(result: StageAssessment) {
  const { count, values, missed, notAssessed, schoolPasses, schoolFails, schoolMargin, ...rest } = result;
  const rows = [missed, notAssessed, schoolPasses, schoolFails, schoolMargin].map((column) =>
    [...column].slice(0, count),
  );
  return { count, rows, values: [...values].slice(0, count * 7), ...rest };
}

describe("stageRule", () => {
  it("holds the thresholds of the edition, and 85 % of them as floors", () => {
    for (const stage of STAGES) {
      const rule = stageRule(EDITION_2017, stage);
      rule.thresholds.forEach((threshold, k) => expect(rule.floors[k]).toBeCloseTo(0.85 * threshold, 12));
    }
    expect([...stageRule(EDITION_2017, "primary").thresholds]).toEqual([4.2, 1, 0.9, 4.5, 7.5, 2000, 2.3]);
    expect([...stageRule(EDITION_2017, "junior").thresholds]).toEqual([5.3, 1, 0.9, 5.8, 10.2, 2500, 2.4]);
    expect(stageRule(EDITION_2017, "primary").coefficientLimit).toBe(0.5);
    expect(stageRule(EDITION_2017, "junior").coefficientLimit).toBe(0.45);
  });

  it("takes another strictness", () => {
    const rule = stageRule(EDITION_2017, "primary", { floorShare: 0.5, coefficientLimit: 0.4, indicatorsToMeet: 5 });
    expect(rule.floors[5]).toBe(1000);
    expect(rule.coefficientLimit).toBe(0.4);
    expect(rule.indicatorsToMeet).toBe(5);
  });

  it.each([-1, 8, 5.5])("refuses %d indicators to meet", (indicatorsToMeet) => {
    expect(() => stageRule(EDITION_2017, "primary", { indicatorsToMeet })).toThrow(RangeError);
  });
});
