/** Subjects of the national monitoring of compulsory education that the declaration form lists. */
export const MONITORED_SUBJECTS = ["chinese", "mathematics", "science", "pe", "arts", "moralEducation"] as const;
export type MonitoredSubject = (typeof MONITORED_SUBJECTS)[number];

/** A county's result in one monitored subject. */
export interface SubjectResult {
  readonly subject: MonitoredSubject;
  /** Pupils' level, I being lowest (1, 2, 3 …). */
  readonly level?: number;
  /** Difference rate between schools, 0–1. */
  readonly differenceRate?: number;
}

/**
 * What a county reports besides its schools' returns. Shares are 0–1, money is yuan a year, years are calendar years.
 * A field that is absent was not reported. For the vetoes, `true` means that the event happened.
 */
export interface CountyReturn {
  /** Six-digit administrative code. */
  readonly code?: string;
  readonly name?: string;
  /** Year of the returns. */
  readonly year?: number;

  /** Year of the basic-balanced certificate. */
  readonly basicBalanceYear?: number;
  /** Whether annual monitoring since then stayed at a high level. */
  readonly keptHighLevel?: boolean;
  /** Whether relaxed schools have a building plan and a follow-up review. */
  readonly hasRelaxationPlan?: boolean;

  readonly layoutPlanConforms?: boolean;
  readonly hasUnifiedBuildingStandard?: boolean;
  readonly hasUnifiedStaffingStandard?: boolean;
  readonly hasUnifiedFundingStandard?: boolean;
  readonly hasUnifiedEquipmentStandard?: boolean;
  /** Whether schools under 100 pupils are funded as if they had 100. */
  readonly smallSchoolsFundedAsHundred?: boolean;
  /** Per-pupil operating funds in special education. */
  readonly specialEducationFunding?: number;
  readonly averageTeacherPay?: number;
  readonly averageCivilServantPay?: number;
  /** Share of teachers who completed 360 training hours in five years. */
  readonly trainingCompletionShare?: number;
  readonly countyAllocatesPosts?: boolean;
  /** Teachers who moved in the year over teachers eligible to. */
  readonly rotationShare?: number;
  /** Backbone teachers among those who moved. */
  readonly rotationBackboneShare?: number;
  readonly certifiedTeacherShare?: number;
  readonly neighbourhoodPrimaryShare?: number;
  readonly neighbourhoodJuniorShare?: number;
  /** Elite senior-high places allotted to junior schools. */
  readonly eliteHighPlacesShare?: number;
  readonly eliteHighPlacesFavourRural?: boolean;
  /** Eligible migrant children in public schools or places bought by the government. */
  readonly migrantPublicShare?: number;
  readonly hasLeftBehindCare?: boolean;

  /** Three-year junior retention; if absent it is worked out from the five counts below. */
  readonly juniorRetentionShare?: number;
  readonly juniorGraduates?: number;
  readonly juniorTransfersIn?: number;
  readonly juniorTransfersOut?: number;
  readonly juniorEntrants?: number;
  readonly juniorDeaths?: number;
  readonly disabledEnrolmentShare?: number;
  readonly hasSchoolCharters?: boolean;
  readonly hasDigitalManagement?: boolean;
  /** Share of schools' operating budget spent on teacher training. */
  readonly trainingBudgetShare?: number;
  readonly teachersUseTechnology?: boolean;
  /** Whether moral education and campus culture are rated good or better. */
  readonly moralEducationGood?: boolean;
  readonly teachesFullCurriculum?: boolean;
  /** Labour practice as a share of integrated-practice hours. */
  readonly labourPracticeShare?: number;
  readonly hasReasonableHomework?: boolean;
  readonly monitoring?: readonly SubjectResult[];

  readonly questionnaireSatisfaction?: number;
  readonly visitSatisfaction?: number;

  readonly hadExamAdmission?: boolean;
  readonly hadIllegalChoice?: boolean;
  readonly hadKeySchoolsOrClasses?: boolean;
  readonly hadUnfilledPosts?: boolean;
  readonly hadMajorSafetyAccident?: boolean;
  readonly hadSeriousDisciplineCase?: boolean;
  readonly hadFalsifiedData?: boolean;
  readonly hadOffCampusLoad?: boolean;

  /** Score of the county's work out of 100 (2012 edition). */
  readonly governmentScore?: number;
}

type FieldsOf<T> = {
  [K in keyof CountyReturn]-?: Exclude<CountyReturn[K], undefined> extends T ? K : never;
}[keyof CountyReturn];

/** Fields of the county's return that are answered yes or no. */
export type CountyFlag = FieldsOf<boolean>;

/** Fields of the county's return that are numbers. */
export type CountyNumber = FieldsOf<number>;

/**
 * Three-year junior retention: (graduates − transfers in + transfers out) ÷ (entrants − deaths).
 * The reported share is taken if there is one; undefined where neither it nor all five counts are reported.
 *
 * Source: declaration form of the quality-and-balanced certification, form Ⅴ, item 1.
 */
export function juniorRetention(county: CountyReturn): number | undefined {
  if (county.juniorRetentionShare !== undefined) return county.juniorRetentionShare;
  const { juniorGraduates, juniorTransfersIn, juniorTransfersOut, juniorEntrants, juniorDeaths } = county;
  if (juniorGraduates === undefined || juniorTransfersIn === undefined || juniorTransfersOut === undefined)
    return undefined;
  if (juniorEntrants === undefined || juniorDeaths === undefined) return undefined;
  const base = juniorEntrants - juniorDeaths;
  return base > 0 ? (juniorGraduates - juniorTransfersIn + juniorTransfersOut) / base : undefined;
}
