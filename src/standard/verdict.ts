import type { Bilingual } from "../core/bilingual.ts";
import type { Remedy } from "./cure.ts";
import type { Citation, EditionId, IndicatorId, ItemId, Relation } from "./editions/edition.ts";
import type { RelaxationId } from "./school-return.ts";
import type { Stage } from "./stage-table.ts";

/**
 * Why something was not assessed. `no-mean`: the county mean is zero, so no coefficient exists. `not-tested-alone`: the
 * edition shows it but sets no limit to it, so nothing hangs on it.
 */
export type NotAssessedReason =
  "not-reported" | "no-schools" | "no-mean" | "some-schools-not-reported" | "not-tested-alone";

/** A number held against its threshold; both in the unit of the thing tested. */
export interface Measured {
  readonly status: "met" | "missed";
  readonly kind: "measured";
  /** Unrounded. */
  readonly value: number;
  readonly relation: Relation;
  readonly threshold: number;
  /** Distance from the threshold, 0 or more. */
  readonly by: number;
  /** Distance as a share of the threshold, negative where it is missed. */
  readonly margin: number;
  /** Whether the value as rounded on the form would have given the other answer. */
  readonly roundedDiffers: boolean;
}

/** A question answered yes or no. */
export interface Answered {
  readonly status: "met" | "missed";
  readonly kind: "answered";
  readonly answer: boolean;
  readonly required: boolean;
}

export interface NotAssessed {
  readonly status: "not-assessed";
  readonly reason: NotAssessedReason;
}

/** What the standard says of one thing. */
export type Finding = Measured | Answered | NotAssessed;

export type Status = Finding["status"];

/** One indicator at one school. */
export interface IndicatorFinding {
  readonly indicator: IndicatorId | "provincialBaseline";
  readonly finding: Finding;
  /** Where the indicator is missed: whether the school rule still tolerates it, the value being at or above the floor. */
  readonly reachesFloor?: boolean;
  readonly relaxedBy?: RelaxationId;
}

/** One school in one stage; a nine-year school has two. */
export interface SchoolVerdict {
  readonly code: string;
  readonly name: string;
  readonly stage: Stage;
  /** Enrolment in the stage (persons); absent if not reported. */
  readonly pupils?: number;
  readonly status: "passes" | "fails" | "undecided";
  readonly indicators: readonly IndicatorFinding[];
}

/** One differential coefficient, with the county mean it is made from. */
export interface CoefficientVerdict {
  readonly indicator: IndicatorId | "composite";
  readonly stage: Stage;
  /** Enrolment-weighted mean in the indicator's unit; absent where there is none. */
  readonly mean?: number;
  readonly finding: Finding;
  /** The coefficient itself, unrounded; absent where it could not be worked out. */
  readonly coefficient?: number;
}

/** Which school a condition is about. */
export interface SchoolRef {
  readonly code: string;
  readonly name: string;
}

/** What a condition that is repeated for every school is about. */
export type SchoolCheck = "music-rooms" | "art-rooms" | "music-area" | "art-area" | "school-size" | "class-size";

/** What a condition tests, so that a cure can be found for it. */
export type Subject =
  | { readonly kind: "county"; readonly field: string }
  | { readonly kind: "school"; readonly school: SchoolRef; readonly check: SchoolCheck; readonly stage?: Stage }
  | { readonly kind: "monitoring"; readonly subject: string; readonly measure: "level" | "differenceRate" }
  | { readonly kind: "waiting-period" };

export interface ConditionVerdict {
  readonly label: Bilingual;
  readonly unit: Bilingual;
  readonly subject: Subject;
  readonly finding: Finding;
  readonly relaxedBy?: RelaxationId;
}

/** One item of a block: met if all its conditions are. */
export interface ItemVerdict {
  readonly id: ItemId | "yearsAfterBasicBalance";
  readonly number: number;
  readonly label: Bilingual;
  readonly status: Status;
  readonly conditions: readonly ConditionVerdict[];
  readonly citation: Citation;
}

export type OutOfScopeReason =
  | "special-school"
  | "vocational-school"
  | "small-teaching-point"
  | "teaching-point"
  | "private"
  | "run-by-higher-level"
  | "no-pupils";

/** A school left out of the assessment, and why. */
export interface OutOfScope extends SchoolRef {
  readonly reason: OutOfScopeReason;
}

/** A school that is kept in because what would decide its scope was not reported. */
export interface ScopeQuestion extends SchoolRef {
  readonly missing: "pupils" | "ownership" | "runBy";
}

/** A relaxation that a finding rests on. */
export interface RelaxationUse extends SchoolRef {
  readonly relaxation: RelaxationId;
  readonly stage?: Stage;
  /** Last year in which the full standard may still be missed. */
  readonly cureBy: number;
}

/** A relaxation claimed in vain. */
export interface RelaxationRefusal extends SchoolRef {
  readonly relaxation: RelaxationId;
  readonly reason: "condition-not-met" | "condition-not-reported" | "no-plan" | "period-over";
}

/** What the standard says of a county. */
export interface Verdict {
  readonly edition: EditionId;
  /** Year of the assessment. */
  readonly asOf: number;
  readonly county: { readonly code?: string; readonly name?: string };
  /** `cannot-be-decided`: nothing fails, but something was not assessed. */
  readonly overall: "certifiable" | "fails" | "cannot-be-decided";
  readonly eligibility: readonly ItemVerdict[];
  readonly schools: readonly SchoolVerdict[];
  readonly coefficients: readonly CoefficientVerdict[];
  readonly government: readonly ItemVerdict[];
  readonly quality: readonly ItemVerdict[];
  readonly satisfaction: readonly ItemVerdict[];
  readonly vetoes: readonly ItemVerdict[];
  readonly relaxationPlan: readonly ItemVerdict[];
  readonly outOfScope: readonly OutOfScope[];
  readonly scopeQuestions: readonly ScopeQuestion[];
  readonly relaxationsUsed: readonly RelaxationUse[];
  readonly relaxationsRefused: readonly RelaxationRefusal[];
  /** What makes the county fail, nearest to its cure first. */
  readonly remedies: readonly Remedy[];
}

/** A verdict before its conclusions are drawn. */
export type Findings = Omit<Verdict, "overall" | "remedies">;

/** Every item of every block, in the order of the form. */
export function allItems(verdict: Findings): readonly ItemVerdict[] {
  const { eligibility, government, quality, satisfaction, vetoes, relaxationPlan } = verdict;
  return [...eligibility, ...government, ...quality, ...satisfaction, ...vetoes, ...relaxationPlan];
}

/** The status of several findings taken together: one missed is missed, else one unassessed is not assessed. */
export function combinedStatus(statuses: Iterable<Status>): Status {
  let combined: Status = "met";
  for (const status of statuses) {
    if (status === "missed") return "missed";
    if (status === "not-assessed") combined = "not-assessed";
  }
  return combined;
}
