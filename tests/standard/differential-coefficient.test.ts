import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differentialCoefficient, differentialCoefficients } from "../../src/standard/differential-coefficient.ts";

const school = fc.record({ value: fc.integer({ min: 1, max: 10_000 }), pupils: fc.integer({ min: 1, max: 3000 }) });
const county = fc.array(school, { minLength: 1, maxLength: 30, size: "max" });
type School = { readonly value: number; readonly pupils: number };

const of = (schools: readonly School[]) =>
  differentialCoefficient(
    schools.map(({ value }) => value),
    schools.map(({ pupils }) => pupils),
  );

describe("differentialCoefficient", () => {
  it("does not change when every value is multiplied", () => {
    fc.assert(
      fc.property(county, fc.integer({ min: 1, max: 1000 }), (schools, factor) => {
        const scaled = schools.map(({ value, pupils }) => ({ value: value * factor, pupils }));
        expect(of(scaled)).toBeCloseTo(of(schools), 9);
      }),
    );
  });

  it("does not change when every school has as many times the pupils", () => {
    fc.assert(
      fc.property(county, fc.integer({ min: 2, max: 9 }), (schools, factor) => {
        const larger = schools.map(({ value, pupils }) => ({ value, pupils: pupils * factor }));
        expect(of(larger)).toBeCloseTo(of(schools), 9);
      }),
    );
  });

  it("does not depend on the order of the schools", () => {
    fc.assert(
      fc.property(
        county.chain((schools) =>
          fc.tuple(fc.constant(schools), fc.shuffledSubarray(schools, { minLength: schools.length })),
        ),
        ([schools, shuffled]) => {
          expect(of(shuffled)).toBeCloseTo(of(schools), 9);
        },
      ),
    );
  });

  it("is 0 exactly where all schools are equal", () => {
    fc.assert(
      fc.property(county, fc.integer({ min: 1, max: 1000 }), (schools, value) => {
        expect(of(schools.map(({ pupils }) => ({ value, pupils })))).toBeCloseTo(0, 12);
        if (schools.some((one) => one.value !== schools[0].value)) expect(of(schools)).toBeGreaterThan(0);
      }),
    );
  });

  it("counts a school of n pupils as n schools of one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ value: fc.integer({ min: 1, max: 99 }), pupils: fc.integer({ min: 1, max: 9 }) }), {
          minLength: 1,
        }),
        (schools) => {
          const pupilsAlone = schools.flatMap(({ value, pupils }) =>
            Array.from({ length: pupils }, () => ({ value, pupils: 1 })),
          );
          expect(of(pupilsAlone)).toBeCloseTo(of(schools), 9);
        },
      ),
    );
  });

  it("is NaN where the mean is 0", () => {
    expect(differentialCoefficient([0, 0], [10, 20])).toBeNaN();
  });

  it("refuses columns of different lengths", () => {
    expect(() => differentialCoefficient([1], [1, 2])).toThrow(
      new RangeError("1 values for 2 enrolments; expected as many of each"),
    );
  });

  it.each([[[]], [[0, 0]]])("refuses enrolments %j", (pupils) => {
    expect(() => differentialCoefficient(pupils, pupils)).toThrow(
      new RangeError("total enrolment is 0; expected a positive number"),
    );
  });
});

describe("differentialCoefficients", () => {
  it("leaves the schools without a value out, indicator by indicator", () => {
    const values = Float64Array.of(1, NaN, 3, 4, NaN, 6);
    const means = new Float64Array(2);
    const coefficients = new Float64Array(2);
    differentialCoefficients(values, [10, 10, 20], 3, 2, means, coefficients);
    expect([...means]).toEqual([2, (4 * 10 + 6 * 20) / 30]);
    expect(coefficients[0]).toBeCloseTo(differentialCoefficient([1, 3], [10, 10]), 12);
    expect(coefficients[1]).toBeCloseTo(differentialCoefficient([4, 6], [10, 20]), 12);
  });

  it("has no mean where no school has a value", () => {
    const means = new Float64Array(1);
    const coefficients = new Float64Array(1);
    differentialCoefficients([NaN, NaN], [1, 2], 2, 1, means, coefficients);
    expect(means[0]).toBeNaN();
    expect(coefficients[0]).toBeNaN();
  });
});
