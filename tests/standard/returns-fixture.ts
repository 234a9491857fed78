import type { CountyReturn } from "../../src/standard/county-return.ts";
import {
  levelsOf,
  stagesOf,
  type ByLevel,
  type SchoolKind,
  type SchoolReturn,
} from "../../src/standard/school-return.ts";

/** Amounts per hundred pupils of a school that meets everything with room to spare. */
const STAFF = { teachers: 10, qualifiedTeachers: 6, backboneTeachers: 2, specialistTeachers: 2, midTitleTeachers: 5 };
const SITE = {
  teachingArea: 700,
  sportsArea: 1200,
  equipmentValue: 300_000,
  multimediaRooms: 3,
  computers: 12,
  books: 3000,
};

/** A school that meets everything of either edition; anything may be overridden, `undefined` makes it not reported. */
export function comfortableSchool(
  code: string,
  kind: SchoolKind,
  pupils: ByLevel,
  overrides: { readonly [K in keyof SchoolReturn]?: SchoolReturn[K] | undefined } = {},
): SchoolReturn {
  const stages = stagesOf(kind);
  const byStage = (perHundred: number) =>
    Object.fromEntries(stages.map((stage) => [stage, ((pupils[stage] ?? 0) * perHundred) / 100]));
  const all = levelsOf(kind).reduce((sum, level) => sum + (pupils[level] ?? 0), 0);
  const classes = stages.map((stage) => Math.ceil((pupils[stage] ?? 0) / 40));
  const rooms = Math.ceil(classes.reduce((sum, count) => sum + count, 0) / 12);
  const school: Record<string, unknown> = {
    code,
    name: `School ${code}`,
    kind,
    ownership: "public",
    setting: "town",
    runBy: "county",
    pupils,
    classes: Object.fromEntries(stages.map((stage, at) => [stage, classes[at]])),
    largestClass: Object.fromEntries(stages.map((stage) => [stage, Math.min(40, pupils[stage] ?? 0)])),
    ...Object.fromEntries(Object.entries(STAFF).map(([field, amount]) => [field, byStage(amount)])),
    ...Object.fromEntries(Object.entries(SITE).map(([field, amount]) => [field, (amount * all) / 100])),
    musicRooms: rooms,
    smallestMusicRoom: 96,
    artRooms: rooms,
    smallestArtRoom: 90,
    builtYear: 2018,
    migrantShare: 0.1,
    isUrbanCore: false,
    meetsProvincialBaseline: true,
    ...overrides,
  };
  for (const key of Object.keys(school)) if (school[key] === undefined) delete school[key];
  return school as unknown as SchoolReturn;
}

/** A county that meets every item of either edition. */
export const GOOD_COUNTY: CountyReturn = {
  code: "990001",
  name: "Test County",
  year: 2026,
  basicBalanceYear: 2018,
  keptHighLevel: true,
  hasRelaxationPlan: true,
  layoutPlanConforms: true,
  hasUnifiedBuildingStandard: true,
  hasUnifiedStaffingStandard: true,
  hasUnifiedFundingStandard: true,
  hasUnifiedEquipmentStandard: true,
  smallSchoolsFundedAsHundred: true,
  specialEducationFunding: 8000,
  averageTeacherPay: 100_000,
  averageCivilServantPay: 100_000,
  trainingCompletionShare: 1,
  countyAllocatesPosts: true,
  rotationShare: 0.1,
  rotationBackboneShare: 0.2,
  certifiedTeacherShare: 1,
  neighbourhoodPrimaryShare: 1,
  neighbourhoodJuniorShare: 0.95,
  eliteHighPlacesShare: 0.5,
  eliteHighPlacesFavourRural: true,
  migrantPublicShare: 0.85,
  hasLeftBehindCare: true,
  juniorRetentionShare: 0.95,
  disabledEnrolmentShare: 0.95,
  hasSchoolCharters: true,
  hasDigitalManagement: true,
  trainingBudgetShare: 0.05,
  teachersUseTechnology: true,
  moralEducationGood: true,
  teachesFullCurriculum: true,
  labourPracticeShare: 0.5,
  hasReasonableHomework: true,
  monitoring: [{ subject: "mathematics", level: 3, differenceRate: 0.149 }],
  questionnaireSatisfaction: 0.85,
  visitSatisfaction: 0.85,
  hadExamAdmission: false,
  hadIllegalChoice: false,
  hadKeySchoolsOrClasses: false,
  hadUnfilledPosts: false,
  hadMajorSafetyAccident: false,
  hadSeriousDisciplineCase: false,
  hadFalsifiedData: false,
  hadOffCampusLoad: false,
  governmentScore: 85,
};

/** One comfortable school of each stage, so that neither stage is empty. */
export const GOOD_SCHOOLS: readonly SchoolReturn[] = [
  comfortableSchool("P0", "primary", { primary: 400 }),
  comfortableSchool("J0", "junior", { junior: 400 }),
];
