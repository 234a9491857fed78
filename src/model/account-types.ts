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
  /** What the province pays of operating money by its share. */
  operatingShare: number;
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
  /** Boarders of low-income families, and boarders of grades 1–3 (by group: `CountyState.youngBoarders`). */
  boardersLowIncome: number;
  youngBoarders: number;
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
