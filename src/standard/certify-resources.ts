import { assessStage, type StageAssessment } from "./assess-stage.ts";
import { meets, measured, notAssessed } from "./findings.ts";
import type { QualityEdition } from "./editions/edition.ts";
import type { Relaxations } from "./relaxations.ts";
import { COEFFICIENT_DECIMALS, VALUE_DECIMALS } from "./reporting.ts";
import type { RelaxationId, SchoolReturn } from "./school-return.ts";
import { schoolsOfStage, stageShare, stageTable } from "./split.ts";
import { stageRule, type StageRule } from "./stage-rule.ts";
import { RESOURCE_INDICATORS, type Stage, type StageTable } from "./stage-table.ts";
import type { CoefficientVerdict, IndicatorFinding, SchoolVerdict } from "./verdict.ts";

const WIDTH = RESOURCE_INDICATORS.length;

/** One stage of a county as judged: its schools in row order, the table they make, and the outcome. */
export interface StageOutcome {
  readonly stage: Stage;
  readonly rows: readonly SchoolReturn[];
  readonly table: StageTable;
  readonly rule: StageRule;
  readonly assessment: StageAssessment;
  /** Relaxation behind an amount, at `row × 7 + indicator`. */
  readonly relaxedBy: ReadonlyMap<number, RelaxationId>;
}

/** Assesses one stage of the schools in scope. Amounts that a granted relaxation lets in are counted where needed. */
export function assessReturns(
  schools: readonly SchoolReturn[],
  stage: Stage,
  edition: QualityEdition,
  relaxations: Relaxations,
): StageOutcome {
  const rows = schoolsOfStage(schools, stage);
  const table = stageTable(schools, stage, edition.split);
  const rule = stageRule(edition, stage);
  const relaxedBy = countRelaxedAmounts(rows, table, edition, rule, relaxations);
  return { stage, rows, table, rule, assessment: assessStage(table, rule), relaxedBy };
}

/** Adds shared teachers and additional grounds to the table where the threshold is missed without them. */
function countRelaxedAmounts(
  rows: readonly SchoolReturn[],
  table: StageTable,
  edition: QualityEdition,
  rule: StageRule,
  relaxations: Relaxations,
): Map<number, RelaxationId> {
  const relaxedBy = new Map<number, RelaxationId>();
  const { stage } = table;
  rows.forEach((school, row) => {
    for (const { id, effect } of relaxations.granted.get(school.code) ?? []) {
      if (effect.kind !== "counts-itinerant-specialists" && effect.kind !== "counts-additional-sports-area") continue;
      const isSport = effect.kind === "counts-additional-sports-area";
      const k = RESOURCE_INDICATORS.indexOf(isSport ? "sportsArea" : "specialistTeachers");
      const addition = isSport
        ? (school.additionalSportsArea ?? 0) * stageShare(school, stage, edition.split)
        : (school.itinerantSpecialists?.[stage] ?? 0);
      const at = row * WIDTH + k;
      const value = (table.amounts[at] * rule.per[k]) / table.pupils[row];
      if (!(addition > 0) || !(value < rule.thresholds[k]) || meets(value, "at-least", rule.thresholds[k])) continue;
      table.amounts[at] += addition;
      relaxedBy.set(at, id);
    }
  });
  return relaxedBy;
}

/** Every school of a stage with its seven findings. */
export function schoolVerdicts(outcome: StageOutcome): readonly SchoolVerdict[] {
  const { stage, rows, assessment } = outcome;
  return rows.map((school, row) => {
    const pupils = school.pupils[stage];
    return {
      code: school.code,
      name: school.name,
      stage,
      ...(pupils === undefined ? {} : { pupils }),
      status: assessment.schoolPasses[row] ? "passes" : assessment.schoolFails[row] ? "fails" : "undecided",
      indicators: RESOURCE_INDICATORS.map((_, k) => indicatorFinding(outcome, row, k)),
    };
  });
}

function indicatorFinding({ assessment, rule, relaxedBy }: StageOutcome, row: number, k: number): IndicatorFinding {
  const value = assessment.values[row * WIDTH + k];
  const finding = measured(value, "at-least", rule.thresholds[k], "not-reported", VALUE_DECIMALS);
  const relaxation = relaxedBy.get(row * WIDTH + k);
  return {
    indicator: RESOURCE_INDICATORS[k],
    finding,
    ...(finding.status === "missed" ? { reachesFloor: meets(value, "at-least", rule.floors[k]) } : {}),
    ...(relaxation ? { relaxedBy: relaxation } : {}),
  };
}

/** The seven differential coefficients of a stage. */
export function coefficientVerdicts(outcome: StageOutcome): readonly CoefficientVerdict[] {
  const { stage, assessment, rule } = outcome;
  return RESOURCE_INDICATORS.map((indicator, k) => {
    const { values, count } = assessment;
    const reported = reportedSchools(values, count, WIDTH, k);
    const mean = assessment.mean[k];
    const coefficient = assessment.coefficient[k];
    return {
      indicator,
      stage,
      ...(Number.isNaN(mean) ? {} : { mean }),
      ...(Number.isNaN(coefficient) ? {} : { coefficient }),
      finding: coefficientFinding(coefficient, rule.coefficientLimit, reported, count),
    };
  });
}

/** Schools with a value of indicator k (count). */
export function reportedSchools(values: ArrayLike<number>, count: number, width: number, k: number): number {
  let reported = 0;
  for (let row = 0; row < count; row++) if (!Number.isNaN(values[row * width + k])) reported++;
  return reported;
}

/** A coefficient against its limit; over some of the schools only, it decides nothing. */
export function coefficientFinding(coefficient: number, limit: number, reported: number, count: number) {
  if (count === 0) return notAssessed("no-schools");
  if (reported === 0) return notAssessed("not-reported");
  if (reported < count) return notAssessed("some-schools-not-reported");
  return measured(coefficient, "at-most", limit, "no-mean", COEFFICIENT_DECIMALS);
}
