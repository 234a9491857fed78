import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyCure, type Case } from "../../src/standard/apply-cure.ts";
import { certify } from "../../src/standard/certify.ts";
import type { CountyReturn } from "../../src/standard/county-return.ts";
import { cureText } from "../../src/standard/cure-text.ts";
import type { Cure, Remedy } from "../../src/standard/cure.ts";
import { EDITIONS } from "../../src/standard/editions/editions.ts";
import { stagesOf, type SchoolReturn } from "../../src/standard/school-return.ts";
import { allItems, type Finding, type Verdict } from "../../src/standard/verdict.ts";
import { comfortableSchool, GOOD_COUNTY, GOOD_SCHOOLS } from "./returns-fixture.ts";

const judge = ({ schools, county, asOf }: Case, edition: "2017" | "2012" = "2017") =>
  certify(schools, county, EDITIONS[edition], { asOf });
const caseOf = (added: readonly SchoolReturn[], county: CountyReturn = GOOD_COUNTY): Case => ({
  schools: [...GOOD_SCHOOLS, ...added],
  county,
  asOf: 2026,
});

/** What a verdict says of a remedy's target. */
function findingFor({ target }: Remedy, verdict: Verdict): Finding | undefined {
  switch (target.kind) {
    case "indicator":
      return verdict.schools
        .find(({ code, stage }) => code === target.school.code && stage === target.stage)
        ?.indicators.find(({ indicator }) => indicator === target.indicator)?.finding;
    case "coefficient":
      return verdict.coefficients.find(
        ({ indicator, stage }) => indicator === target.indicator && stage === target.stage,
      )?.finding;
    case "condition":
      return allItems(verdict)
        .find(({ id }) => id === target.item)
        ?.conditions.find(({ subject }) => JSON.stringify(subject) === JSON.stringify(target.condition.subject))
        ?.finding;
  }
}

/** Every remedy of a case, carried out alone, makes its finding met. */
function expectCured(given: Case): readonly Remedy[] {
  const { remedies } = judge(given);
  for (const remedy of remedies) {
    const cured = judge(applyCure(remedy.cure, given));
    expect(findingFor(remedy, cured)?.status, JSON.stringify(remedy.cure)).toBe("met");
  }
  return remedies;
}

const cureOf = (given: Case): Cure => {
  const remedies = expectCured(given);
  expect(remedies).toHaveLength(1);
  return remedies[0].cure;
};

describe("cures of a school's indicators", () => {
  it("counts the teachers a school lacks, and those that reach the floor", () => {
    const school = comfortableSchool("A", "primary", { primary: 1000 }, { qualifiedTeachers: { primary: 30 } });
    expect(cureOf(caseOf([school]))).toMatchObject({ kind: "add", amount: 12, amountToFloor: 6 });
  });

  it("reckons the square metres of a nine-year school for the whole site", () => {
    // The junior part lacks 200 × 10.2 − 1100 = 940 m² of its share of 220/520.
    const school = comfortableSchool("A", "nine-year", { primary: 300, junior: 200 }, { sportsArea: 2600 });
    const given = caseOf([school]);
    const cure = expectCured(given).find(
      ({ target }) => target.kind === "indicator" && target.stage === "junior",
    )?.cure;
    expect(cure).toMatchObject({ kind: "add", amount: Math.ceil((940 * 520) / 220) });
  });

  it("asks nothing to reach a floor that is reached already", () => {
    const short = { teachingArea: 4400, sportsArea: 7400 };
    const given = caseOf([comfortableSchool("A", "primary", { primary: 1000 }, short)]);
    const remedies = expectCured(given);
    expect(remedies.map(({ cure }) => cure)).toMatchObject([
      { kind: "add", indicator: "sportsArea", amount: 100, amountToFloor: 0 },
      { kind: "add", indicator: "teachingArea", amount: 100, amountToFloor: 0 },
    ]);
    expect(remedies[0].target).toMatchObject({ missed: 2, mayMiss: 1 });
    // One of the two is enough.
    expect(judge(applyCure(remedies[0].cure, given)).overall).toBe("certifiable");
  });

  it("cures with the least amount: one piece fewer does not do", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("primary", "junior", "nine-year"),
        fc.integer({ min: 60, max: 900 }),
        fc.integer({ min: 60, max: 900 }),
        fc.integer({ min: 0, max: 84 }),
        fc.constantFrom("sportsArea", "equipmentValue", "multimediaRooms", "backboneTeachers" as const),
        (kind, primary, junior, percent, indicator) => {
          const pupils = kind === "primary" ? { primary } : kind === "junior" ? { junior } : { primary, junior };
          const base = comfortableSchool("A", kind, pupils);
          const scaled = (amount: number | undefined) => Math.floor(((amount ?? 0) * percent) / 400);
          const short =
            indicator === "backboneTeachers"
              ? { backboneTeachers: Object.fromEntries(stagesOf(kind).map((stage) => [stage, 0])) }
              : { [indicator]: scaled(base[indicator]) };
          const given = caseOf([{ ...base, ...short }]);
          for (const remedy of expectCured(given)) {
            if (remedy.cure.kind !== "add") continue;
            const less = applyCure({ ...remedy.cure, amount: remedy.cure.amount - 1 }, given);
            expect(findingFor(remedy, judge(less))?.status).toBe("missed");
            const toFloor = applyCure({ ...remedy.cure, amount: remedy.cure.amountToFloor }, given);
            const { school, stage } = remedy.cure;
            const cured = judge(toFloor).schools.find((entry) => entry.code === school.code && entry.stage === stage);
            const found = cured?.indicators.find((entry) => entry.indicator === indicator);
            expect(found?.finding.status === "met" || found?.reachesFloor).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("cures of a differential coefficient", () => {
  const unequal = (kind: "primary" | "junior", field: string, amounts: readonly number[]) =>
    amounts.map((amount, at) =>
      comfortableSchool(
        `U${at}`,
        kind,
        { [kind]: 400 },
        { [field]: field.endsWith("Teachers") ? { [kind]: amount } : amount },
      ),
    );

  it("raises the lowest schools to one floor", () => {
    // Values 12, 12, 60 of 400 pupils each beside P0's 12: raising the three low ones to f gives (60 − f)√3 ÷ (3f + 60) = ½.
    const given = caseOf(unequal("primary", "sportsArea", [4800, 4800, 24_000]));
    const cure = cureOf(given);
    const floor = (60 * (Math.sqrt(3) - 0.5)) / (1.5 + Math.sqrt(3));
    expect(cure).toMatchObject({ kind: "level-up", indicator: "sportsArea" });
    if (cure.kind !== "level-up") return;
    expect(cure.floor).toBeCloseTo(floor, 2);
    expect(cure.additions.map(({ school }) => school.code)).toEqual(["P0", "U0", "U1"]);
    expect(cure.total).toBe(cure.additions.reduce((sum, { amount }) => sum + amount, 0));
    expect(cure.additions[0].amount).toBe(Math.ceil((floor - 12) * 400));
  });

  it("does not cure with a metre less for each school", () => {
    const given = caseOf(unequal("primary", "sportsArea", [4800, 4800, 24_000]));
    const [remedy] = judge(given).remedies;
    if (remedy.cure.kind !== "level-up") throw new Error("expected a levelling-up");
    const additions = remedy.cure.additions.map(({ school, amount }) => ({ school, amount: amount - 1 }));
    const less = judge(applyCure({ ...remedy.cure, additions }, given));
    expect(findingFor(remedy, less)?.status).toBe("missed");
  });

  it("gives teachers one by one to the school then lowest", () => {
    const cure = cureOf(caseOf(unequal("junior", "backboneTeachers", [4, 5, 40])));
    expect(cure).toMatchObject({ kind: "level-up", indicator: "backboneTeachers" });
    if (cure.kind !== "level-up") return;
    expect(cure.additions.every(({ amount }) => Number.isInteger(amount))).toBe(true);
    expect(cure.additions.map(({ school }) => school.code)).toEqual(["J0", "U0", "U1"]);
    const levels = cure.additions.map(({ amount }, at) => amount + [8, 4, 5][at]);
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThanOrEqual(1);
  });

  it("cures any imbalance it finds", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("primary", "junior" as const),
        fc.constantFrom("sportsArea", "equipmentValue", "multimediaRooms", "backboneTeachers"),
        fc.array(fc.integer({ min: 10, max: 60 }), { minLength: 2, maxLength: 5 }),
        (kind, field, factors) => {
          const unit =
            { sportsArea: 400, equipmentValue: 100_000, multimediaRooms: 1, backboneTeachers: 1 }[field] ?? 1;
          const amounts = factors.map((factor) => factor * unit);
          expectCured(caseOf(unequal(kind, field, [...amounts, 300 * unit])));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("cures of school-by-school items", () => {
  it.each([
    [46, 400, 10, { classes: 1, splitClass: 46, largestClass: 37 }],
    [53, 400, 10, { classes: 1, splitClass: 53 }],
    [95, 400, 10, { classes: 2, splitClass: 95, largestClass: 34 }],
    [60, 480, 8, { classes: 3, splitClass: 60, largestClass: 44 }],
  ])("splits a class of %i among %i pupils in %i classes", (largest, pupils, classes, wanted) => {
    const school = comfortableSchool(
      "A",
      "primary",
      { primary: pupils },
      {
        classes: { primary: classes },
        largestClass: { primary: largest },
        musicRooms: 2,
        artRooms: 2,
      },
    );
    expect(cureOf(caseOf([school]))).toMatchObject({ kind: "split-classes", ...wanted });
  });

  it.each([
    [{ musicRooms: 0 }, { kind: "add-rooms", room: "music", rooms: 2 }],
    [{ artRooms: 1 }, { kind: "add-rooms", room: "art", rooms: 1 }],
    [{ smallestMusicRoom: 84.5 }, { kind: "enlarge-room", room: "music", area: 12 }],
    [{ smallestArtRoom: 80 }, { kind: "enlarge-room", room: "art", area: 10 }],
  ])("for %j is %j", (short, wanted) => {
    expect(cureOf(caseOf([comfortableSchool("A", "primary", { primary: 800 }, short)]))).toMatchObject(wanted);
  });

  it("sends the pupils over the size elsewhere", () => {
    const given = caseOf([comfortableSchool("A", "primary", { primary: 2150 })]);
    expect(cureOf(given)).toEqual({ kind: "move-pupils", school: { code: "A", name: "School A" }, pupils: 150 });
  });
});

describe("cures of the county's items", () => {
  it.each<[CountyReturn, Partial<Cure>]>([
    [{ rotationShare: 0.086 }, { kind: "raise", field: "rotationShare", to: 0.1 }],
    [{ averageTeacherPay: 98_000 }, { kind: "raise", by: 2000, to: 100_000 }],
    [{ juniorRetentionShare: 0.9 }, { kind: "raise", field: "juniorRetentionShare", to: 0.95 }],
    [{ hasSchoolCharters: false }, { kind: "answer", field: "hasSchoolCharters", answer: true }],
    [{ hadIllegalChoice: true }, { kind: "answer", field: "hadIllegalChoice", answer: false }],
    [{ basicBalanceYear: 2025 }, { kind: "wait", until: 2028 }],
    [
      { monitoring: [{ subject: "pe", level: 2, differenceRate: 0.1 }] },
      { kind: "monitoring", measure: "level", to: 3 },
    ],
    [{ monitoring: [{ subject: "pe", level: 3, differenceRate: 0.2 }] }, { kind: "monitoring", to: 0.149 }],
  ])("for %j is %j", (short, wanted) => {
    const given = caseOf([], { ...GOOD_COUNTY, ...short });
    expect(cureOf(given)).toMatchObject(wanted);
    expect(judge(applyCure(cureOf(given), given)).overall).toBe("certifiable");
  });

  it("counts retention short by the counts as a share to reach", () => {
    const counts = {
      juniorGraduates: 90,
      juniorTransfersIn: 0,
      juniorTransfersOut: 0,
      juniorEntrants: 100,
      juniorDeaths: 0,
    };
    const rest = Object.fromEntries(Object.entries(GOOD_COUNTY).filter(([field]) => field !== "juniorRetentionShare"));
    expect(cureOf(caseOf([], { ...rest, ...counts }))).toMatchObject({ kind: "raise", to: 0.95 });
  });
});

describe("remedies", () => {
  it("stand with the one nearest to its cure first", () => {
    const school = comfortableSchool("A", "primary", { primary: 1000 }, { sportsArea: 6300 });
    const { remedies } = judge(caseOf([school], { ...GOOD_COUNTY, rotationShare: 0.099, hasSchoolCharters: false }));
    expect(remedies.map(({ margin }) => margin)).toEqual(
      [...remedies.map(({ margin }) => margin)].sort((a, b) => b - a),
    );
    expect(remedies.map(({ cure }) => cure.kind)).toEqual(["raise", "add", "answer"]);
  });

  it("for the 2012 edition name the school below the baseline and the composite", () => {
    const zero = {
      books: 0,
      computers: 0,
      sportsArea: 0,
      teachingArea: 0,
      equipmentValue: 0,
      midTitleTeachers: { junior: 0 },
    };
    const school = comfortableSchool("A", "junior", { junior: 400 }, { ...zero, meetsProvincialBaseline: false });
    const { remedies } = judge(caseOf([school]), "2012");
    expect(remedies.map(({ cure }) => cure.kind)).toEqual(["several", "meet-baseline"]);
    expect(judge(applyCure(remedies[1].cure, caseOf([school])), "2012").schools.map(({ status }) => status)).toEqual([
      "passes",
      "passes",
      "passes",
    ]);
    expect(applyCure({ kind: "several" }, caseOf([school]))).toEqual(caseOf([school]));
  });

  it.each<[Cure, string, string]>([
    [
      {
        kind: "add",
        school: { code: "A", name: "A" },
        stage: "primary",
        indicator: "equipmentValue",
        amount: 12_000,
        amountToFloor: 0,
        unit: { zh: "元", en: "yuan" },
      },
      "增加12,000元",
      "12,000 more yuan",
    ],
    [
      { kind: "add-rooms", school: { code: "A", name: "A" }, room: "music", rooms: 2 },
      "增加2间音乐教室",
      "2 more music room(s)",
    ],
    [{ kind: "wait", until: 2028 }, "2028年起可申报", "may apply from 2028"],
    [
      { kind: "raise", field: "rotationShare", by: 0.014, to: 0.1, unit: { zh: "比例", en: "share" } },
      "提高到10%",
      "raise to 10%",
    ],
  ])("are said in both languages: %j", (cure, zh, en) => {
    expect(cureText(cure)).toEqual({ zh, en });
  });
});
