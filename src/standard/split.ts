import type { IndicatorId, IndicatorRule, SplitRule } from "./editions/edition.ts";
import { levelsOf, stagesOf, type SchoolReturn } from "./school-return.ts";
import { RESOURCE_INDICATORS, type Stage, type StageTable } from "./stage-table.ts";

/**
 * The share of a combined school's common resources that belongs to one stage: pupils weighted 1 : 1.1 : 1.32 for
 * primary, junior and senior, so A ÷ (A + 1.1 B) for the primary part of a nine-year school. 1 for a school of one level;
 * NaN where the enrolment of one of its levels was not reported or all are 0.
 *
 * Source: annex to 教督〔2012〕3号; copy of the 2017 indicator formulas.
 */
export function stageShare(school: SchoolReturn, stage: Stage, { weights }: SplitRule): number {
  const levels = levelsOf(school.kind);
  if (levels.length === 1) return 1;
  let total = 0;
  for (const level of levels) total += weights[level] * (school.pupils[level] ?? NaN);
  return total > 0 ? (weights[stage] * (school.pupils[stage] ?? NaN)) / total : NaN;
}

/** Amounts that are returned for the whole site, by indicator. */
const SITE_FIELDS = {
  teachingArea: "teachingArea",
  sportsArea: "sportsArea",
  equipmentValue: "equipmentValue",
  multimediaRooms: "multimediaRooms",
  computers: "computers",
  books: "books",
} as const;

/** Amounts that are returned by stage, by indicator. */
const STAFF_FIELDS = {
  qualifiedTeachers: "qualifiedTeachers",
  backboneTeachers: "backboneTeachers",
  specialistTeachers: "specialistTeachers",
  teachers: "teachers",
  midTitleTeachers: "midTitleTeachers",
} as const;

/** Indicators whose amount is a resource of the whole site. */
export type SiteIndicator = keyof typeof SITE_FIELDS;

/** Whether the amount behind an indicator is returned for the whole site and must be split. */
export function isSiteIndicator(indicator: IndicatorId): indicator is SiteIndicator {
  return indicator in SITE_FIELDS;
}

/** The amount a school returned towards an indicator in one stage, split where it must be; NaN where not reported. */
export function amountOf(school: SchoolReturn, stage: Stage, indicator: IndicatorId, split: SplitRule): number {
  if (isSiteIndicator(indicator)) return (school[SITE_FIELDS[indicator]] ?? NaN) * stageShare(school, stage, split);
  return school[STAFF_FIELDS[indicator]]?.[stage] ?? NaN;
}

/** The schools that teach a stage; one that reported no pupils in it at all (0) is left out of the stage. */
export function schoolsOfStage(schools: readonly SchoolReturn[], stage: Stage): readonly SchoolReturn[] {
  return schools.filter((school) => stagesOf(school.kind).includes(stage) && school.pupils[stage] !== 0);
}

/** Enrolment and amounts of one stage in columns, for any list of indicators. */
export interface StageColumns {
  /** One per school; NaN where not reported. */
  readonly pupils: Float64Array;
  /** School-major, as many per school as there are indicators; NaN where not reported. */
  readonly amounts: Float64Array;
}

/** Columns of the schools given, in their order. */
export function stageColumns(
  schools: readonly SchoolReturn[],
  stage: Stage,
  indicators: readonly IndicatorRule[],
  split: SplitRule,
): StageColumns {
  const pupils = Float64Array.from(schools, (school) => school.pupils[stage] ?? NaN);
  const amounts = Float64Array.from(
    schools.flatMap((school) => indicators.map(({ id }) => amountOf(school, stage, id, split))),
  );
  return { pupils, amounts };
}

/** The table of one stage for `assessStage`, without relaxations; rows are `schoolsOfStage` in order. */
export function stageTable(schools: readonly SchoolReturn[], stage: Stage, split: SplitRule): StageTable {
  const rows = schoolsOfStage(schools, stage);
  const amounts = rows.flatMap((school) => RESOURCE_INDICATORS.map((id) => amountOf(school, stage, id, split)));
  return {
    stage,
    count: rows.length,
    pupils: Float64Array.from(rows, (school) => school.pupils[stage] ?? NaN),
    amounts: Float64Array.from(amounts),
  };
}
