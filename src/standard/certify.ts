import { baselineVerdicts, compositeVerdicts } from "./certify-basic.ts";
import { assessReturns, coefficientVerdicts, schoolVerdicts, type StageOutcome } from "./certify-resources.ts";
import { judgeEligibility, judgeItem, type TestSchools } from "./county-items.ts";
import type { CountyReturn } from "./county-return.ts";
import { remediesFor } from "./cure.ts";
import type { BasicEdition, Edition, ItemRule, QualityEdition, Relaxation } from "./editions/edition.ts";
import { grantRelaxations } from "./relaxations.ts";
import { schoolConditions } from "./school-conditions.ts";
import type { SchoolReturn } from "./school-return.ts";
import { scopeOf } from "./scope.ts";
import { STAGES } from "./stage-table.ts";
import {
  allItems,
  combinedStatus,
  type CoefficientVerdict,
  type Findings,
  type ItemVerdict,
  type RelaxationUse,
  type SchoolVerdict,
  type Status,
  type Verdict,
} from "./verdict.ts";

/** How a certification is asked for. */
export interface CertifyOptions {
  /** Calendar year of the assessment: waiting periods end and relaxations start in it. */
  readonly asOf: number;
  /** Whether the transitional period is over, so that no relaxation counts; it runs on by default. */
  readonly isTransitionOver?: boolean;
}

/**
 * What an edition of the standard says of a county's returns. Nothing that was not reported counts as met; if nothing
 * fails but something was not assessed, the county cannot be decided.
 *
 * @throws RangeError if two schools have one code.
 */
export function certify(
  schools: readonly SchoolReturn[],
  county: CountyReturn,
  edition: Edition,
  options: CertifyOptions,
): Verdict {
  const codes = new Set<string>();
  for (const { code } of schools) {
    if (codes.has(code)) throw new RangeError(`school code ${code} occurs twice; expected one return per school`);
    codes.add(code);
  }
  switch (edition.kind) {
    case "quality-balance":
      return certifyQuality(schools, county, edition, options);
    case "basic-balance":
      return certifyBasic(schools, county, edition, options);
    default:
      return edition satisfies never;
  }
}

function certifyQuality(
  schools: readonly SchoolReturn[],
  county: CountyReturn,
  edition: QualityEdition,
  { asOf, isTransitionOver = false }: CertifyOptions,
): Verdict {
  const scope = scopeOf(schools, edition.scope);
  const relaxations = grantRelaxations(scope.inScope, edition.relaxations, county, isTransitionOver);
  const testSchools: TestSchools = (rule) =>
    scope.inScope.flatMap((school) => schoolConditions(rule, school, relaxations.granted.get(school.code) ?? []));
  const judge = (items: readonly ItemRule[]) => items.map((item) => judgeItem(item, county, testSchools));

  const outcomes = STAGES.map((stage) => assessReturns(scope.inScope, stage, edition, relaxations));
  const schoolList = outcomes.flatMap(schoolVerdicts);
  const government = judge(edition.government);
  const relaxationsUsed = relaxationUses(schoolList, government, edition.relaxations, asOf);
  return finished(
    {
      edition: edition.id,
      asOf,
      county: countyName(county),
      eligibility: judgeEligibility(edition, county, asOf, testSchools),
      schools: schoolList,
      coefficients: outcomes.flatMap(coefficientVerdicts),
      government,
      quality: judge(edition.quality),
      satisfaction: judge(edition.satisfaction),
      vetoes: judge(edition.vetoes),
      relaxationPlan: relaxationsUsed.length ? judge([edition.relaxationPlan]) : [],
      outOfScope: scope.outOfScope,
      scopeQuestions: scope.questions,
      relaxationsUsed,
      relaxationsRefused: relaxations.refused,
    },
    edition,
    outcomes,
  );
}

function certifyBasic(
  schools: readonly SchoolReturn[],
  county: CountyReturn,
  edition: BasicEdition,
  { asOf }: CertifyOptions,
): Verdict {
  const scope = scopeOf(schools, edition.scope);
  return finished(
    {
      edition: edition.id,
      asOf,
      county: countyName(county),
      eligibility: [],
      schools: STAGES.flatMap((stage) => baselineVerdicts(scope.inScope, stage)),
      coefficients: STAGES.flatMap((stage) => compositeVerdicts(scope.inScope, stage, edition)),
      government: edition.government.map((item) => judgeItem(item, county, () => [])),
      quality: [],
      satisfaction: [],
      vetoes: [],
      relaxationPlan: [],
      outOfScope: scope.outOfScope,
      scopeQuestions: scope.questions,
      relaxationsUsed: [],
      relaxationsRefused: [],
    },
    edition,
    [],
  );
}

/** Adds what follows from the findings: the overall verdict and the remedies. */
function finished(verdict: Findings, edition: Edition, outcomes: readonly StageOutcome[]): Verdict {
  const status = combinedStatus(statusesOf(verdict));
  const overall = status === "met" ? "certifiable" : status === "missed" ? "fails" : "cannot-be-decided";
  return { ...verdict, overall, remedies: remediesFor(verdict, edition, outcomes) };
}

/** Every status the overall verdict hangs on. */
function* statusesOf(verdict: Findings): Iterable<Status> {
  for (const { status } of allItems(verdict)) yield status;
  for (const { status } of verdict.schools)
    yield status === "passes" ? "met" : status === "fails" ? "missed" : "not-assessed";
  for (const { finding } of verdict.coefficients.filter(isTested)) yield finding.status;
  if (verdict.scopeQuestions.length > 0) yield "not-assessed";
}

/** Whether anything hangs on a coefficient; the 2012 edition tests only the composite. */
function isTested({ finding }: CoefficientVerdict): boolean {
  return finding.status !== "not-assessed" || finding.reason !== "not-tested-alone";
}

/** The relaxations that findings rest on, each with the year by which it must be cured. */
function relaxationUses(
  schools: readonly SchoolVerdict[],
  items: readonly ItemVerdict[],
  relaxations: readonly Relaxation[],
  asOf: number,
): readonly RelaxationUse[] {
  const cureBy = (id: Relaxation["id"]) =>
    asOf + (relaxations.find((relaxation) => relaxation.id === id)?.cureYears ?? 0);
  const uses: RelaxationUse[] = [];
  for (const { code, name, stage, indicators } of schools) {
    for (const { relaxedBy } of indicators) {
      if (relaxedBy) uses.push({ code, name, stage, relaxation: relaxedBy, cureBy: cureBy(relaxedBy) });
    }
  }
  for (const { relaxedBy, subject, finding } of items.flatMap(({ conditions }) => conditions)) {
    if (!relaxedBy || subject.kind !== "school" || finding.status !== "met") continue;
    const { code, name } = subject.school;
    const isKnown = uses.some((use) => use.code === code && use.relaxation === relaxedBy);
    if (!isKnown) uses.push({ code, name, relaxation: relaxedBy, cureBy: cureBy(relaxedBy) });
  }
  return uses;
}

function countyName({ code, name }: CountyReturn): Verdict["county"] {
  return { ...(code === undefined ? {} : { code }), ...(name === undefined ? {} : { name }) };
}
