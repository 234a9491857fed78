import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { certify } from "../../src/standard/certify.ts";
import type { CountyReturn } from "../../src/standard/county-return.ts";
import { differentialCoefficient } from "../../src/standard/differential-coefficient.ts";
import type { EditionId } from "../../src/standard/editions/edition.ts";
import { EDITIONS } from "../../src/standard/editions/editions.ts";
import type { ByLevel, SchoolKind } from "../../src/standard/school-return.ts";
import { allItems, type Finding, type Verdict } from "../../src/standard/verdict.ts";
import { comfortableSchool, GOOD_COUNTY, GOOD_SCHOOLS } from "./returns-fixture.ts";

interface CoefficientCase {
  readonly kind: "coefficient";
  readonly name: string;
  readonly source: string;
  readonly pupils: number[];
  readonly values?: number[];
  readonly amounts?: number[];
  readonly mean?: number;
  readonly coefficient: number;
  readonly decimals: number;
}

/** `at` is school/stage/indicator for findings and stage/indicator for coefficients. */
type FindingRow = { readonly at: string; readonly status: string } & Readonly<Record<string, unknown>>;

interface CountyCase {
  readonly kind: "county";
  readonly name: string;
  readonly edition?: EditionId;
  readonly asOf?: number;
  readonly isTransitionOver?: boolean;
  readonly without?: string[];
  readonly schools?: ({ code: string; kind: SchoolKind; pupils: ByLevel } & Record<string, unknown>)[];
  readonly county?: Record<string, unknown>;
  readonly expect: {
    readonly overall?: string;
    readonly schools?: Record<string, string>;
    readonly findings?: FindingRow[];
    readonly coefficients?: FindingRow[];
    readonly items?: Record<string, string>;
    readonly outOfScope?: Record<string, string>;
    readonly scopeQuestions?: Record<string, string>;
    readonly relaxationsUsed?: Record<string, string[]>;
    readonly relaxationsRefused?: Record<string, string>;
  };
}

const FOLDER = new URL("./conformance/", import.meta.url);

/** null in a case means: not reported. */
function reported(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value === null ? undefined : value]));
}

function verdictOf(given: CountyCase): Verdict {
  const added = (given.schools ?? []).map(({ code, kind, pupils, ...rest }) =>
    comfortableSchool(code, kind, pupils, reported(rest)),
  );
  const schools = [...GOOD_SCHOOLS.filter(({ code }) => !given.without?.includes(code)), ...added];
  const fields = Object.entries({ ...GOOD_COUNTY, ...reported(given.county ?? {}) });
  const county = Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as CountyReturn;
  return certify(schools, county, EDITIONS[given.edition ?? "2017"], {
    asOf: given.asOf ?? 2026,
    isTransitionOver: given.isTransitionOver ?? false,
  });
}

/** Compares a finding with a row of a case, numbers to nine decimals. */
function expectFinding(finding: (Finding & Record<string, unknown>) | undefined, { at, ...wanted }: FindingRow): void {
  expect(finding, at).toBeDefined();
  for (const [key, value] of Object.entries(wanted)) {
    const got = finding?.[key];
    if (typeof value === "number") expect(got, `${at} ${key}`).toBeCloseTo(value, 8);
    else expect(got, `${at} ${key}`).toBe(value);
  }
}

function checkResources(verdict: Verdict, wanted: CountyCase["expect"]): void {
  for (const [at, status] of Object.entries(wanted.schools ?? {})) {
    const [code, stage] = at.split("/");
    const school = verdict.schools.find((entry) => entry.code === code && entry.stage === stage);
    expect(school?.status, at).toBe(status);
  }
  for (const row of wanted.findings ?? []) {
    const [code, stage, indicator] = row.at.split("/");
    const school = verdict.schools.find((entry) => entry.code === code && entry.stage === stage);
    const entry = school?.indicators.find((found) => found.indicator === indicator);
    const { finding, ...rest } = entry ?? {};
    expectFinding(finding && { ...finding, ...rest }, row);
  }
  for (const row of wanted.coefficients ?? []) {
    const [stage, indicator] = row.at.split("/");
    const entry = verdict.coefficients.find((found) => found.stage === stage && found.indicator === indicator);
    expectFinding(entry && { ...entry.finding }, row);
  }
}

function checkRest(verdict: Verdict, wanted: CountyCase["expect"]): void {
  for (const [id, status] of Object.entries(wanted.items ?? {})) {
    expect(allItems(verdict).find((item) => item.id === id)?.status, id).toBe(status);
  }
  if (wanted.outOfScope) {
    expect(Object.fromEntries(verdict.outOfScope.map(({ code, reason }) => [code, reason]))).toEqual(wanted.outOfScope);
  }
  if (wanted.scopeQuestions) {
    const questions = verdict.scopeQuestions.map(({ code, missing }) => [code, missing]);
    expect(Object.fromEntries(questions)).toEqual(wanted.scopeQuestions);
  }
  if (wanted.relaxationsUsed) {
    const used: Record<string, string[]> = {};
    for (const { code, relaxation, cureBy } of verdict.relaxationsUsed) {
      used[code] = [...new Set([...(used[code] ?? []), `${relaxation} ${cureBy}`])];
    }
    expect(used).toEqual(wanted.relaxationsUsed);
  }
  if (wanted.relaxationsRefused) {
    const refused = verdict.relaxationsRefused.map(({ code, reason }) => [code, reason]);
    expect(Object.fromEntries(refused)).toEqual(wanted.relaxationsRefused);
  }
}

describe.each(readdirSync(FOLDER).filter((file) => file.endsWith(".yaml")))("conformance: %s", (file) => {
  const cases = parse(readFileSync(new URL(file, FOLDER), "utf8")) as (CoefficientCase | CountyCase)[];

  it.each(cases.map((given) => [given.name, given] as const))("%s", (_, given) => {
    expect.hasAssertions();
    if (given.kind === "coefficient") {
      const { pupils, decimals } = given;
      const values = given.values ?? given.amounts!.map((amount, school) => amount / pupils[school]);
      const total = pupils.reduce((sum, count) => sum + count, 0);
      const mean = values.reduce((sum, value, school) => sum + value * pupils[school], 0) / total;
      const tolerance = 0.5 / 10 ** decimals;
      if (given.mean !== undefined) expect(Math.abs(mean - given.mean)).toBeLessThanOrEqual(tolerance);
      expect(Math.abs(differentialCoefficient(values, pupils) - given.coefficient)).toBeLessThanOrEqual(tolerance);
      return;
    }
    const verdict = verdictOf(given);
    if (given.expect.overall) expect(verdict.overall).toBe(given.expect.overall);
    checkResources(verdict, given.expect);
    checkRest(verdict, given.expect);
  });
});
