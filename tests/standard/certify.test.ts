import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { certify } from "../../src/standard/certify.ts";
import { EDITIONS } from "../../src/standard/editions/editions.ts";
import { EDITION_2017 } from "../../src/standard/editions/2017.ts";
import { roundedAsReported } from "../../src/standard/reporting.ts";
import type { SchoolReturn } from "../../src/standard/school-return.ts";
import { amountOf, stageShare, stageTable } from "../../src/standard/split.ts";
import type { Verdict } from "../../src/standard/verdict.ts";
import { comfortableSchool, GOOD_COUNTY, GOOD_SCHOOLS } from "./returns-fixture.ts";

const judge = (schools: readonly SchoolReturn[]) => certify(schools, GOOD_COUNTY, EDITIONS["2017"], { asOf: 2026 });

/** Schools of random kinds and sizes, some short of sports ground. */
const schools = fc
  .array(
    fc.record({
      kind: fc.constantFrom("primary", "junior", "nine-year"),
      primary: fc.integer({ min: 60, max: 900 }),
      junior: fc.integer({ min: 60, max: 900 }),
      sportsPercent: fc.integer({ min: 60, max: 140 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((drawn) =>
    drawn.map(({ kind, primary, junior, sportsPercent }, at) => {
      const pupils = kind === "primary" ? { primary } : kind === "junior" ? { junior } : { primary, junior };
      const count = (pupils.primary ?? 0) + (pupils.junior ?? 0);
      return comfortableSchool(`S${at}`, kind, pupils, { sportsArea: (count * 10.2 * sportsPercent) / 100 });
    }),
  );

/** A verdict with its lists in the order of their schools' codes and rounding taken off. */
function comparable({ schools: list, coefficients, overall, outOfScope }: Verdict) {
  const sorted = [...list].sort((a, b) => `${a.code}${a.stage}`.localeCompare(`${b.code}${b.stage}`));
  const rounded = coefficients.map(({ indicator, stage, coefficient, finding }) => {
    return [indicator, stage, roundedAsReported(coefficient ?? -1, 4), finding.status];
  });
  return { sorted, rounded, overall, outOfScope };
}

describe("certify", () => {
  it("does not depend on the order of the schools", () => {
    fc.assert(
      fc.property(
        schools.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(comparable(judge(shuffled))).toEqual(comparable(judge(list)));
        },
      ),
    );
  });

  it("is not changed by a school out of scope, but for naming it", () => {
    const outside = comfortableSchool("OUT", "teaching-point", { primary: 49 }, { teachingArea: 0, sportsArea: 0 });
    fc.assert(
      fc.property(schools, (list) => {
        const { outOfScope, ...rest } = judge([...list, outside]);
        const { outOfScope: before, ...without } = judge(list);
        expect(rest).toEqual(without);
        expect(outOfScope).toHaveLength(before.length + 1);
      }),
    );
  });

  it("fails exactly where something has a remedy", () => {
    fc.assert(
      fc.property(schools, (list) => {
        const verdict = judge(list);
        expect(verdict.remedies.length > 0).toBe(verdict.overall === "fails");
      }),
    );
  });

  it("lists 14 coefficients, 15 government items, 9 of quality, 2 of satisfaction and 8 vetoes", () => {
    const verdict = judge(GOOD_SCHOOLS);
    const { coefficients, government, quality, satisfaction, vetoes } = verdict;
    expect([coefficients, government, quality, satisfaction, vetoes].map(({ length }) => length)).toEqual([
      14, 15, 9, 2, 8,
    ]);
    expect(government.map(({ number }) => number)).toEqual(Array.from({ length: 15 }, (_, at) => at + 1));
    expect(quality.map(({ number }) => number)).toEqual(Array.from({ length: 9 }, (_, at) => at + 1));
  });

  it("holds no NaN anywhere, whatever is not reported", () => {
    const bare: SchoolReturn = { code: "X", name: "X", kind: "nine-year", pupils: {} };
    const verdict = certify([bare], {}, EDITIONS["2017"], { asOf: 2026 });
    expect(verdict.overall).toBe("cannot-be-decided");
    const numbers: number[] = [];
    JSON.stringify(verdict, (_, value: unknown) => {
      if (typeof value === "number") numbers.push(value);
      return value;
    });
    expect(numbers.filter(Number.isNaN)).toEqual([]);
  });

  it("refuses two schools with one code", () => {
    expect(() => judge([...GOOD_SCHOOLS, GOOD_SCHOOLS[0]])).toThrow(
      new RangeError("school code P0 occurs twice; expected one return per school"),
    );
  });
});

describe("splitting", () => {
  const school = comfortableSchool("N", "nine-year", { primary: 300, junior: 200 }, { sportsArea: 5200 });
  const { split } = EDITION_2017;

  it("gives the primary part of a nine-year school A / (A + 1.1 B)", () => {
    expect(stageShare(school, "primary", split)).toBeCloseTo(300 / (300 + 1.1 * 200), 12);
    expect(amountOf(school, "primary", "sportsArea", split)).toBeCloseTo(3000, 9);
    expect(amountOf(school, "junior", "sportsArea", split)).toBeCloseTo(2200, 9);
  });

  it("adds up to the whole for any enrolment", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 900 }), (primary, junior) => {
        const both = comfortableSchool("N", "nine-year", { primary, junior });
        expect(stageShare(both, "primary", split) + stageShare(both, "junior", split)).toBeCloseTo(1, 12);
      }),
    );
  });

  it("does not split what the stages return themselves", () => {
    const staffed = { ...school, backboneTeachers: { primary: 7, junior: 5 } };
    expect(amountOf(staffed, "primary", "backboneTeachers", split)).toBe(7);
    expect(amountOf(staffed, "junior", "backboneTeachers", split)).toBe(5);
  });

  it("makes one row per school and stage with pupils in it", () => {
    const empty = comfortableSchool("E", "nine-year", { primary: 100, junior: 0 });
    const table = stageTable([school, empty, ...GOOD_SCHOOLS], "junior", split);
    expect(table.count).toBe(2);
    expect([...table.pupils]).toEqual([200, 400]);
    expect(table.amounts[4]).toBeCloseTo(2200, 9);
  });
});

describe("roundedAsReported", () => {
  it.each([
    [1.005, 2, 1.01],
    [0.5004, 3, 0.5],
    [0.5005, 3, 0.501],
    [2000, 0, 2000],
  ])("shows %d with %i decimals as %d", (value, decimals, shown) => {
    expect(roundedAsReported(value, decimals)).toBe(shown);
  });

  it("refuses more decimals than it knows", () => {
    expect(() => roundedAsReported(1, 5)).toThrow(RangeError);
  });
});

describe("the editions", () => {
  it("cite a source with a title for every rule", () => {
    const citations: { clause: { zh: string; en: string }; source: { title: string } }[] = [];
    JSON.stringify(EDITIONS, (key, value: unknown) => {
      if (key === "citation" || key.endsWith("Citation")) citations.push(value as (typeof citations)[number]);
      return value;
    });
    expect(citations.length).toBeGreaterThan(50);
    expect(citations.filter(({ clause, source }) => !clause.zh || !clause.en || !source.title)).toEqual([]);
  });
});
