/** The two stages of compulsory education, in the order used everywhere. */
export const STAGES = ["primary", "junior"] as const;
export type Stage = (typeof STAGES)[number];

/** The seven resource indicators of the 2017 edition, in the order of the form. */
export const RESOURCE_INDICATORS = [
  "qualifiedTeachers",
  "backboneTeachers",
  "specialistTeachers",
  "teachingArea",
  "sportsArea",
  "equipmentValue",
  "multimediaRooms",
] as const;
export type ResourceIndicator = (typeof RESOURCE_INDICATORS)[number];

/**
 * What the schools of one county report for one stage, in columns: the form in which the arithmetic of the standard is done.
 * A nine-year school appears once in each stage's table with its share of the common resources.
 */
export interface StageTable {
  readonly stage: Stage;
  /** Number of schools (rows) in scope. */
  readonly count: number;
  /** Enrolment of each school (persons), at least `count` long. */
  readonly pupils: Float64Array;
  /**
   * Amount behind each indicator (teachers, m², yuan, rooms), school-major:
   * indicator k of school i is at `i × 7 + k`. NaN where the school did not report it.
   */
  readonly amounts: Float64Array;
}
