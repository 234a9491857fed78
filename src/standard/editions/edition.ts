import type { Bilingual } from "../../core/bilingual.ts";
import type { Source } from "../../core/source.ts";
import type { CountyFlag, CountyNumber } from "../county-return.ts";
import type { RelaxationId, SchoolKind } from "../school-return.ts";
import type { ResourceIndicator, Stage } from "../stage-table.ts";

export type EditionId = "2017" | "2012";

/** How well a figure is established: seen in the text or form, seen only in a copy, or recalled and not found again. */
export type Verification = "verified" | "second-hand" | "memory";

/** Where a rule stands in the document and how well we know it. */
export interface Citation {
  readonly clause: Bilingual;
  readonly source: Source;
  readonly status: Verification;
  /** A reading we chose, or a value found elsewhere. */
  readonly note?: Bilingual;
}

/** Every indicator of either edition. */
export type IndicatorId = ResourceIndicator | "computers" | "books" | "teachers" | "midTitleTeachers";

/** A quantity per pupil or per hundred pupils, and which column of the return it is made from. */
export interface IndicatorRule {
  readonly id: IndicatorId;
  readonly label: Bilingual;
  readonly unit: Bilingual;
  /** Pupils the quantity is divided by: 100 for "per hundred pupils", 1 for "per pupil". */
  readonly per: 1 | 100;
  /** Site resources of combined schools are split by stage weights; staff is returned by stage and never split. */
  readonly sharing: "by-stage" | "split";
  /** What one more of it is, and whether it comes in whole pieces only. */
  readonly piece: { readonly unit: Bilingual; readonly isWhole: boolean };
  readonly citation: Citation;
}

/** A resource indicator with its threshold and the floor for the one that may be missed, both in the indicator's unit. */
export interface ThresholdRule extends IndicatorRule {
  readonly id: ResourceIndicator;
  readonly threshold: Readonly<Record<Stage, number>>;
  readonly floor: Readonly<Record<Stage, number>>;
}

/** What decides whether a school is assessed at all. */
export interface ScopeRule {
  readonly excludedKinds: readonly SchoolKind[];
  /** Teaching points with fewer pupils than this are left out; Infinity leaves out all of them. */
  readonly teachingPointMinimum: number;
  readonly countsPrivate: boolean;
  /** Whether schools run by the city or the province count in the county they stand in. */
  readonly countsHigherRun: boolean;
  readonly citation: Citation;
}

/** Relative weight of one pupil of each level when a combined school's common resources are divided. */
export interface SplitRule {
  readonly weights: { readonly primary: number; readonly junior: number; readonly senior: number };
  readonly citation: Citation;
}

/** Direction of a numeric test. `below` excludes equality. */
export type Relation = "at-least" | "at-most" | "below";

/** One test within an item. A school test is repeated for every school in scope. */
export type ConditionRule =
  | { readonly kind: "flag"; readonly field: CountyFlag; readonly required: boolean; readonly label: Bilingual }
  | {
      readonly kind: "number";
      readonly field: CountyNumber;
      readonly relation: Relation;
      readonly threshold: number;
      readonly unit: "share" | "yuan" | "points";
      readonly label: Bilingual;
    }
  | {
      readonly kind: "field-at-least-field";
      readonly field: CountyNumber;
      readonly reference: CountyNumber;
      readonly unit: "yuan";
      readonly label: Bilingual;
    }
  | { readonly kind: "special-rooms"; readonly classesPerRoom: number; readonly music: number; readonly art: number }
  | { readonly kind: "school-size"; readonly ordinary: number; readonly combined: number }
  | { readonly kind: "class-size"; readonly limit: Readonly<Record<Stage, number>> }
  | { readonly kind: "monitoring"; readonly level: number; readonly differenceBelow: number };

export type GovernmentItem =
  | "layoutPlan"
  | "unifiedStandards"
  | "musicAndArtRooms"
  | "schoolSize"
  | "classSize"
  | "smallSchoolFunding"
  | "specialEducationFunding"
  | "teacherPay"
  | "trainingHours"
  | "postAllocation"
  | "rotation"
  | "certificates"
  | "neighbourhoodEnrolment"
  | "eliteHighPlaces"
  | "migrantAndLeftBehind";

export type QualityItem =
  | "retention"
  | "disabledEnrolment"
  | "charterAndDigital"
  | "trainingBudget"
  | "informationTechnology"
  | "moralEducation"
  | "curriculum"
  | "homeworkLoad"
  | "nationalMonitoring";

export type SatisfactionItem = "questionnaire" | "fieldVisits";

export type Veto =
  | "examAdmission"
  | "illegalChoice"
  | "keySchoolsOrClasses"
  | "unfilledPosts"
  | "majorSafetyAccident"
  | "seriousDisciplineCase"
  | "falsifiedData"
  | "offCampusLoad";

export type ItemId =
  GovernmentItem | QualityItem | SatisfactionItem | Veto | "governmentScore" | "keptHighLevel" | "relaxationPlan";

/** One numbered item of a block; all its conditions must be met. */
export interface ItemRule<Id extends ItemId = ItemId> {
  readonly id: Id;
  /** Number within its block, as on the declaration form. */
  readonly number: number;
  readonly label: Bilingual;
  readonly conditions: readonly ConditionRule[];
  readonly citation: Citation;
}

/** What must be true of a school before it may use a relaxation; any one of a list is enough. */
export type RelaxationCondition =
  | { readonly kind: "built-by"; readonly year: number }
  | { readonly kind: "rural-largest-class-below"; readonly pupils: number }
  | { readonly kind: "migrant-share-above"; readonly share: number }
  | { readonly kind: "pupils-between"; readonly from: number; readonly to: number }
  | { readonly kind: "urban-core" };

/** What a relaxation changes: a lower room area (m²), a larger school size (pupils), or more that may be counted. */
export type RelaxationEffect =
  | { readonly kind: "room-area"; readonly music: number; readonly art: number }
  | { readonly kind: "room-area-by-stage"; readonly area: Readonly<Record<Stage, number>> }
  | { readonly kind: "school-size"; readonly ordinary: number; readonly combined: number }
  | { readonly kind: "counts-itinerant-specialists" }
  | { readonly kind: "counts-additional-sports-area" };

/** A transitional easing of one requirement, to be cured within a number of years after certification. */
export interface Relaxation {
  readonly id: RelaxationId;
  readonly label: Bilingual;
  readonly anyOf: readonly RelaxationCondition[];
  readonly effect: RelaxationEffect;
  /** Years after certification within which the full standard must be met. */
  readonly cureYears: number;
  readonly citation: Citation;
}

interface EditionBase {
  readonly title: Bilingual;
  /** Calendar year of the document. */
  readonly year: number;
  readonly scope: ScopeRule;
  readonly split: SplitRule;
  readonly citation: Citation;
}

/** The quality-and-balanced standard: every block must be met. */
export interface QualityEdition extends EditionBase {
  readonly kind: "quality-balance";
  readonly id: "2017";
  /** The seven, in the order of `RESOURCE_INDICATORS`. */
  readonly indicators: readonly ThresholdRule[];
  /** Indicators a school must meet; each remaining one must reach its floor. */
  readonly schoolRule: { readonly indicatorsToMeet: number; readonly floorShare: number; readonly citation: Citation };
  /** Every one of the coefficients must stay within the limit of its stage. */
  readonly coefficientLimit: Readonly<Record<Stage, number>>;
  readonly coefficientCitation: Citation;
  readonly government: readonly ItemRule<GovernmentItem>[];
  readonly quality: readonly ItemRule<QualityItem>[];
  readonly satisfaction: readonly ItemRule<SatisfactionItem>[];
  readonly vetoes: readonly ItemRule<Veto>[];
  readonly eligibility: {
    readonly yearsAfterBasicBalance: number;
    readonly kept: ItemRule<"keptHighLevel">;
    readonly citation: Citation;
  };
  readonly relaxations: readonly Relaxation[];
  readonly relaxationPlan: ItemRule<"relaxationPlan">;
}

/** The basic-balanced standard: provincial baseline, mean of the coefficients, government score. */
export interface BasicEdition extends EditionBase {
  readonly kind: "basic-balance";
  readonly id: "2012";
  readonly indicators: readonly IndicatorRule[];
  readonly baselineCitation: Citation;
  /** Limit of the arithmetic mean of the coefficients. */
  readonly compositeLimit: Readonly<Record<Stage, number>>;
  readonly compositeCitation: Citation;
  readonly government: readonly ItemRule<"governmentScore">[];
}

/** A dated text of the standard with its thresholds. */
export type Edition = QualityEdition | BasicEdition;
