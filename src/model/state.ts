import type { CountyAttributes } from "./parameter-table.ts";

/** Kinds of school site. A nine-year site teaches both stages; a teaching point teaches grades 1–4. */
export const SITE_KINDS = ["primary", "junior", "nine-year", "teaching-point"] as const;
export const PRIMARY = 0;
export const JUNIOR = 1;
export const NINE_YEAR = 2;
export const TEACHING_POINT = 3;

/** Where a site or a home lies: village, town (township seat) or the county seat or city. */
export const SETTINGS = ["village", "town", "seat"] as const;
export const VILLAGE = 0;
export const TOWN = 1;
export const SEAT = 2;

/** Residency of a pupil: local with parents, local left behind, migrant from another county (随迁). */
export const RESIDENCIES = ["local", "left-behind", "migrant"] as const;
export const LOCAL = 0;
export const LEFT_BEHIND = 1;
export const MIGRANT = 2;

export const GRADES = 9;
export const HOMES = 3;
/** Income classes of families: the upper two thirds, and the lowest third (low income). */
export const INCOMES = 2;
export const INCOME_NAMES = ["ordinary", "low"] as const;
export const ORDINARY_INCOME = 0;
export const LOW_INCOME = 1;
/** Kinds of pupil apart from income: residency × home setting, index `residency × 3 + home`. */
export const KINDS = 9;
/** Groups of exchangeable pupils: income × residency × home setting, index `income × 9 + residency × 3 + home`. */
export const GROUPS = INCOMES * KINDS;
/** Grades of the primary stage are 0–5, of the junior stage 6–8. */
export const FIRST_JUNIOR_GRADE = 6;
/** A teaching point's pupils move to the township's school after this many grades (assumed: four). */
export const POINT_GRADES = 4;

/** Subject groups of a teacher. */
export const SUBJECTS = ["core", "PE", "music", "art", "other", "science"] as const;
export const CORE = 0;
export const PE = 1;
export const MUSIC = 2;
export const ART = 3;
export const OTHER = 4;
/** Science and information technology. */
export const SCIENCE = 5;

/** Titles (职称): none or third grade, second grade, first grade, senior. */
export const TITLES = ["third", "second", "first", "senior"] as const;

/** Degrees: below college (专科), college, bachelor or above. */
export const BELOW_COLLEGE = 0;
export const COLLEGE = 1;
export const BACHELOR = 2;

/** School sites of a county, one row each; a closed site keeps its row. */
export interface SiteTable {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly setting: Uint8Array;
  /** Township the site belongs to. */
  readonly township: Int16Array;
  /** Position in km east and north of the county seat. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly isOpen: Uint8Array;
  /** School year in which a founded school opens (0: stood in 2020, or a spare row of no school yet). */
  readonly openedYear: Int16Array;
  /** Site that took in the pupils of a closed one; −1 while open. */
  readonly receiver: Int16Array;
  /** Ordinary class rooms. */
  readonly rooms: Int32Array;
  /** Rooms under construction and the school year in which they open (0: none). */
  readonly roomsBuilding: Int32Array;
  readonly roomsReady: Int16Array;
  /** Teaching and auxiliary floor area, m². */
  readonly teachingArea: Float64Array;
  /** Sports ground and hall, m²; `canGrow` is 0 where land is short. */
  readonly sportsArea: Float64Array;
  readonly canGrow: Uint8Array;
  /** Value of teaching equipment in use, yuan, and the yearly purchases it is made of: index `site × 10 + age`. */
  readonly equipment: Float64Array;
  readonly vintages: Float64Array;
  readonly multimediaRooms: Int32Array;
  readonly musicRooms: Int32Array;
  readonly artRooms: Int32Array;
  /** Beds for boarders. */
  readonly beds: Int32Array;
  /** Education group (教共体) by its leading site; −1 = none. */
  readonly group: Int16Array;
  /** 1 where lessons from another school come by screen with a local teacher in the room. */
  readonly hasIct: Uint8Array;
  /** School year in which the principal came. */
  readonly principalSince: Int16Array;
  /** Boarders by stage (persons): index `site × 2 + stage`; redrawn each September. */
  readonly boarders: Int32Array;
  /** Lots for life, 1–65,535 (0: not drawn yet): index `site × 2`, then education group and lessons by screen. */
  readonly lots: Uint16Array;
  /** Pupils whose way a closure lengthened (persons): index `site × 2 + years ago`, 0 or 1. */
  readonly wayGrew: Int32Array;
  /** Pupils a closure moved by more than 3 km and who are still here (persons). */
  readonly movedFar: Int32Array;
  /** Pupils brought by school bus (persons). */
  readonly busRiders: Int32Array;
  /** Quality as families still see it, one and two years ago: index `site × 2 + lag − 1`. */
  readonly qualityAgo: Float64Array;
  /** Quality in standard deviations of pupil scores, 0 = national mean of 2020. */
  readonly quality: Float64Array;
  /** Quality the site tends to when nothing pulls on it (its quality of 2020). */
  readonly baseQuality: Float64Array;
  /** Mean quality of the teachers of 2020 (standard deviations between teachers). */
  readonly baseTeachers: Float64Array;
  /** Share of the village children of the county whose catchment this is (primary stage; 0 elsewhere). */
  readonly catchment: Float64Array;
  /** Mean way in km of the village children of the catchment to the site. */
  readonly catchmentKm: Float64Array;
  /** Mean way to school in km of the pupils of a stage and home: index `(site × 2 + stage) × 3 + home`. */
  readonly travelKm: Float64Array;
  /** Pupils of a stage in September (persons): index `site × 2 + stage`; kept by classes and closures. */
  readonly enrolment: Int32Array;
  /** Classes and largest class of a stage: index `site × 2 + stage`. */
  readonly classes: Int32Array;
  readonly largestClass: Int32Array;
  /** Classes the site would need for regulated sizes, by site. */
  readonly classesWanted: Int32Array;
  /** Classes above the regulated size (45 primary, 50 junior). */
  readonly largeClasses: Int32Array;
  /** Teachers who left the site this year, by stage; reset each year. */
  readonly departures: Int32Array;
  /** Backbone teachers rotated in and teachers rotated out this year. */
  readonly rotatedIn: Int32Array;
  /** Backbone teachers rotated in less those rotated out this year: receiving and sending schools. */
  readonly backboneBalance: Int32Array;
  readonly rotatedOut: Int32Array;
}

/** Teachers of a county, one row each in no particular order; draws and choices go by `id`, never by row. */
export interface TeacherTable {
  /** Rows in use; columns are longer. */
  count: number;
  /** Permanent: (hiring cohort, site of first post, stage, ordinal) packed into 30 bits. */
  readonly id: Int32Array;
  /** Months since January 1900. */
  readonly birthMonth: Int16Array;
  readonly isFemale: Uint8Array;
  /** 0 primary, 1 junior. */
  readonly stage: Uint8Array;
  readonly subject: Uint8Array;
  readonly degree: Uint8Array;
  readonly title: Uint8Array;
  /** School year in which the title was given. */
  readonly titleYear: Int16Array;
  /** Persistent effect on pupil scores in standard deviations between teachers (`teachers.quality_sd`); 0 = mean teacher. */
  readonly quality: Float32Array;
  /** Training hours of the last five years: a running sum that forgets a fifth a year. */
  readonly trainingHours: Uint16Array;
  /** A second site an itinerant teacher serves (−1: none). */
  readonly secondSite: Int16Array;
  /** 1 while on an exchange, or for as long after a move of the post, that the teacher did not ask for. */
  readonly isUnwilling: Uint8Array;
  readonly isBackbone: Uint8Array;
  /** Site taught at, and the site that holds the post (they differ during an exchange). */
  readonly site: Int16Array;
  readonly homeSite: Int16Array;
  /** School year of arrival at `site`. */
  readonly arrivedYear: Int16Array;
  /** Last school year of an exchange; 0 = not on exchange. */
  readonly exchangeUntil: Int16Array;
  /** 1 where the county, not the school, holds the employment (县管校聘). */
  readonly isCountyHeld: Uint8Array;
  /** Drawn once for life, 0–65535: the teacher is county-held wherever coverage exceeds it. */
  readonly lot: Uint16Array;
  /** This year's lots for transfer, rotation and designation, drawn together with exit. */
  readonly transferDraw: Uint32Array;
  readonly rotationDraw: Uint32Array;
  readonly designationDraw: Uint32Array;
}

/** Money of one county and school year in whole yuan of 2020 prices; sources and uses sum to the same. */
export interface Ledger {
  ownRevenue: number;
  centralTransfer: number;
  provincialTransfer: number;
  broughtForward: number;
  pay: number;
  ruralBonus: number;
  rotationSubsidy: number;
  ruralHousing: number;
  buses: number;
  ict: number;
  groups: number;
  operating: number;
  training: number;
  otherRecurrent: number;
  places: number;
  buildings: number;
  sportsGround: number;
  equipment: number;
  multimedia: number;
  beds: number;
  carriedForward: number;
}

/** Who pays each line of the ledger in one county and school year, and what the province gave money for (whole yuan). */
export interface Payers {
  /** Yuan of each payer for each use: index `use × 3 + payer`, in the order of `USES` and `PAYERS` of accounts.ts. */
  readonly amounts: Float64Array;
  /** Provincial programme money spent on equipment and on beds. */
  equipmentGrant: number;
  bedsGrant: number;
  /** Provincial grants for capital, and programme money that no school needed. */
  capitalGrant: number;
  /** What the province adds because pay and operating money are guaranteed. */
  guarantee: number;
}

/** Pupils of one county and school year (persons); stock + inflows − outflows = next stock. */
export interface PupilFlows {
  opening: number;
  entrants: number;
  arrivals: number;
  returners: number;
  graduates: number;
  leavers: number;
  notProgressed: number;
  dropouts: number;
  unplaced: number;
  closing: number;
}

/** Teachers of one county and school year (persons). */
export interface TeacherFlows {
  opening: number;
  hired: number;
  retired: number;
  exited: number;
  closing: number;
}

/**
 * Where an uncertified county's year ended, in the order of the procedure; every uncertified county has one every year, a certified
 * one has `certified`. Every stage from `not-planned` on is ready by the county's own report.
 */
export const QUEUE_STAGES = [
  "withdrawn",
  "certified-tier",
  "not-ready",
  "not-planned",
  "suspended",
  "did-not-apply",
  "failed-city",
  "failed-province",
  "not-nominated",
  "waiting",
  "failed-monitoring",
  "failed-survey",
  "failed-audit",
  "failed-review",
  "certified",
] as const;
export type QueueStage = (typeof QUEUE_STAGES)[number];

/** Where a county stands in the certification procedure. */
export interface QueueState {
  /** School year in which the certificate under the same standard was given; 0 = not certified. */
  certifiedYear: number;
  /** School year of a certificate under differentiated thresholds, and its tier (2, 3); 0 = none. Never counted with the other. */
  tierYear: number;
  certifiedTier: number;
  /** Planned year, moved by slips. */
  planYear: number;
  /** First school year in which the county may apply again after a failure. */
  mayApplyFrom: number;
  /** School year since which a nominated county waits for review; 0 = not waiting. */
  waitingSince: number;
  /** School year in which a certificate given under transitional relaxations must meet the full standard; 0 = none. */
  cureBy: number;
  /** Relaxations the certificate rests on: bits of `RELAXATION_BITS`. */
  relaxations: number;
  /** True where a monitoring report shows that the county falls short: it prepares, even if certified or early. */
  isWarned: boolean;
  /** Where the last round ended. */
  lastStage: QueueStage;
}

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
  /** Children refused elsewhere this year who stay (persons), by income. */
  readonly turnedBack: Int32Array;
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
}

/** Yearly counts of one county that are not stocks. */
export interface Tally {
  /** Founded schools that opened this year. */
  newSites: number;
  closedSites: number;
  closedSince2025: number;
  closuresBlockedByTravel: number;
  closuresBlockedByPlaces: number;
  closuresBlockedByConsent: number;
  /** Village schools that fell under the standard's line and became teaching points instead of closing. */
  becamePoints: number;
  /** Village sites that stay as teaching points for the lowest grades instead of closing. */
  keptPoints: number;
  /** Pupils moved beyond the travel limit to board (persons). */
  boardedByClosure: number;
  refusedMigrants: number;
  /** Children of other counties refused here; the same children count as `refusedMigrants` at home. */
  refusedHere: number;
  /** Children without a place, and why: no room within the limit, no room but beyond it, refused by rule. */
  unplaced: number;
  unplacedNoRoom: number;
  unplacedTooFar: number;
  unplacedRefused: number;
  /** Boarders of low-income families, and boarders of grades 1–3: all, of low-income families, left behind, migrant. */
  boardersLowIncome: number;
  youngBoarders: number;
  youngBoardersLowIncome: number;
  youngBoardersLeftBehind: number;
  youngBoardersMigrant: number;
  /** Pupils who would board but have no bed. */
  longCommuters: number;
  rotated: number;
  rotatedBackbone: number;
  rotatedOnPaper: number;
  /** Moved against their will, and moved to a site of lower quality. */
  rotatedUnwilling: number;
  rotatedToWeaker: number;
  /** Teachers on exchange or moved with their post this year; kept until the next rotation. */
  rotating: number;
  eligibleForRotation: number;
  /** Teachers with 360 training hours in five years; carried over until attrition counts them again. */
  trained: number;
  /** Teachers beyond what the rolls ask for, when all have been hired. */
  surplusTeachers: number;
  /** Posts offered this year for which nobody applied. */
  unfilledPosts: number;
  /** PE, music and art teachers lacking to 0.9 per 100 pupils, summed over schools that lack them. */
  specialistsShort: number;
  /** Voluntary transfers, of them into villages; teachers reassigned by the county. */
  transferred: number;
  transferredDown: number;
  reassigned: number;
}

/**
 * Government and quality items that a county settles by decision (order of the 2017 form):
 * layout plan, unified standards, small schools funded as 100, special-education funding, teacher pay,
 * posts allocated by the county, places of elite senior schools, disabled children, charters, use of IT, moral education, homework.
 */
export const POLICY_ITEMS = [
  "layoutPlan",
  "unifiedStandards",
  "smallSchoolFunding",
  "specialEducationFunding",
  "teacherPay",
  "postAllocation",
  "elitePlaces",
  "disabledChildren",
  "charters",
  "informationTechnology",
  "moralEducation",
  "homework",
] as const;
/** Items from this position on belong to the quality block. */
export const FIRST_QUALITY_POLICY_ITEM = 7;

/** Index into `CountyState.births`. */
export function birthIndex(year: number): number {
  return year - FIRST_BIRTH_YEAR;
}
export const FIRST_BIRTH_YEAR = 2011;
export const BIRTH_YEARS = 25;

/** Home setting, residency and income class of a group. */
export function homeOf(group: number): number {
  return group % HOMES;
}
export function residencyOf(group: number): number {
  return Math.floor(group / HOMES) % RESIDENCIES.length;
}
export function incomeOf(group: number): number {
  return Math.floor(group / KINDS);
}

/** Index of a pupil cell. */
export function cell(site: number, grade: number, group: number): number {
  return (site * GRADES + grade) * GROUPS + group;
}

/** True if a site of this kind teaches the stage (0 primary, 1 junior). */
export function teaches(kind: number, stage: number): boolean {
  return stage === 0 ? kind !== JUNIOR : kind === JUNIOR || kind === NINE_YEAR;
}

/** Pupils of one stage at a site (persons). */
export function stageEnrolment(pupils: Int32Array, site: number, stage: number): number {
  const first = (site * GRADES + (stage === 0 ? 0 : FIRST_JUNIOR_GRADE)) * GROUPS;
  const last = (site * GRADES + (stage === 0 ? FIRST_JUNIOR_GRADE : GRADES)) * GROUPS;
  let sum = 0;
  for (let i = first; i < last; i++) sum += pupils[i]!;
  return sum;
}

/** Pupils of one grade at a site (persons). */
export function gradeEnrolment(pupils: Int32Array, site: number, grade: number): number {
  const first = (site * GRADES + grade) * GROUPS;
  let sum = 0;
  for (let i = first; i < first + GROUPS; i++) sum += pupils[i]!;
  return sum;
}

/** Straight-line way between two sites in km, times 1.3 for roads (assumed). */
export function wayKm(sites: SiteTable, a: number, b: number): number {
  const dx = sites.x[a]! - sites.x[b]!;
  const dy = sites.y[a]! - sites.y[b]!;
  return 1.3 * Math.sqrt(dx * dx + dy * dy);
}
