import type { Ledger, Payers, PupilFlows, Tally, TeacherFlows } from "./account-types.ts";
import type { CountyAttributes } from "./parameter-table.ts";
import type { QueueState } from "./queue-state.ts";
import type { StaffCounts } from "./staff-counts.ts";
import type { SiteTable } from "./site-table.ts";
import type { TeacherTable } from "./teacher-table.ts";

export * from "./account-types.ts";
export * from "./policy-items.ts";
export * from "./pupil-groups.ts";
export * from "./queue-state.ts";
export * from "./site-table.ts";
export * from "./teacher-table.ts";

/** Everything that changes in one county. */
export interface CountyState {
  /** Permanent 31-bit number made from the county's code: the address of its draws. */
  readonly id: number;
  readonly attributes: CountyAttributes;
  /** Number of county units this one stands for (1 unless sampled). */
  readonly weight: number;
  readonly sites: SiteTable;
  /** Central primary and junior site of each township (−1: none). */
  readonly centralPrimary: Int16Array;
  readonly centralJunior: Int16Array;
  /** Exact counts of pupils: index `(site × 9 + grade) × 18 + group`. */
  readonly pupils: Int32Array;
  /** Children waiting for a place this autumn: index `grade × 18 + group`; empty between years. */
  readonly waiting: Int32Array;
  /** Pupils on their way to a school at the seat, by grade and group; empty between years. */
  readonly relocating: Int32Array;
  /** Pupils who left for another county this year: index `grade × 2 + income`, the grade that of the new year. */
  readonly outbound: Int32Array;
  /** Children refused elsewhere this year who stay, by the group they tried from (persons). */
  readonly turnedBack: Int32Array;
  /** Boarders of grades 1–3 by group (persons); counted anew each September. */
  readonly youngBoarders: Int32Array;
  /** Migrant pupils who left this year to go to school at home (persons): index `grade × 2 + income`. */
  readonly returning: Int32Array;
  /** Share of the nation's births from 2021 on. */
  readonly birthShare: number;
  /** Births by calendar year 2011 … 2035 of children who live here (persons). */
  readonly births: Int32Array;
  /** Shares of the entry cohort by home, and of migrant and left-behind children within it. */
  readonly homeShare: Float64Array;
  readonly migrantShare: Float64Array;
  readonly leftBehindShare: Float64Array;
  /** Share of low-income families by residency and home: index `residency × 3 + home`. */
  readonly lowIncomeShare: Float64Array;
  /** Logit intercepts by stage: village→town, village→seat, town→seat; index `stage × 3 + k`. Drift adds to them every year. */
  readonly placeTaste: Float64Array;
  /** Mean way in km from a home to the schools of a setting: index `home × 3 + setting`. */
  readonly wayKm: Float64Array;
  readonly teachers: TeacherTable;
  /** Teachers by site and stage, kept up with `teachers`. */
  readonly staff: StaffCounts;
  /** Establishment posts by stage (posts); there may be more or fewer teachers than posts. */
  readonly posts: Int32Array;
  /** Budget per weighted pupil in 2020 and cost-of-teacher scale (ratio to the nation). */
  readonly wealth: number;
  /** How far the county's schools and government have come by 2020 (standard normal over counties, assumed). */
  readonly development: number;
  budget: number;
  cash: number;
  /** Pupils last September, for finance. */
  pupilsLastYear: number;
  /** Policy items of government and quality that are a decision, 1 = settled: see `POLICY_ITEMS`. */
  readonly policy: Uint8Array;
  /** County effects: satisfaction (points) and between-school variance (share). */
  readonly satisfactionEffect: number;
  readonly varianceEffect: number;
  /** Pupil-weighted variance of school quality in 2020 (SD²). */
  readonly qualityVariance2020: number;
  retention: number;
  satisfaction: number;
  betweenSchoolShare: number;
  readonly queue: QueueState;
  readonly pupilFlows: PupilFlows;
  readonly teacherFlows: TeacherFlows;
  readonly ledger: Ledger;
  readonly payers: Payers;
  /** Counts of the year for the equity tables. */
  readonly tally: Tally;
  /** What each decision of the year wanted and got, and what kept the rest back: see constraint-log.ts. */
  readonly constraintLog: Float64Array;
}

/** Index into `CountyState.births`. */
export function birthIndex(year: number): number {
  return year - FIRST_BIRTH_YEAR;
}
export const FIRST_BIRTH_YEAR = 2011;
export const BIRTH_YEARS = 25;
