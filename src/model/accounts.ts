import type { Ledger, Payers, PupilFlows, Tally, TeacherFlows } from "./state.ts";

/** Lines of recurrent spending. */
export const RECURRENT_USES = [
  "pay",
  "ruralBonus",
  "rotationSubsidy",
  "ruralHousing",
  "buses",
  "ict",
  "groups",
  "operating",
  "training",
  "otherRecurrent",
] as const satisfies readonly (keyof Ledger)[];
/** Lines of capital spending. */
export const CAPITAL_USES = [
  "places",
  "buildings",
  "sportsGround",
  "equipment",
  "multimedia",
  "beds",
] as const satisfies readonly (keyof Ledger)[];
/** Lines on which money is spent in the year. */
export const SPENDING = [...RECURRENT_USES, ...CAPITAL_USES] as const;
/** All uses of money: what is spent, and what is kept for the next year. */
export const USES = [...SPENDING, "carriedForward"] as const;

/** Who pays. Own revenue and the cash brought forward are the county's; index of `Payers.amounts` is `use × 3 + payer`. */
export const PAYERS = ["central", "province", "county"] as const;
export const CENTRAL = 0;
export const PROVINCE = 1;
export const COUNTY = 2;

/** Payers of a year that has not begun. */
export function emptyPayers(): Payers {
  return {
    amounts: new Float64Array(USES.length * PAYERS.length),
    operatingShare: 0,
    equipmentGrant: 0,
    bedsGrant: 0,
    capitalGrant: 0,
    guarantee: 0,
  };
}

/** Sum of the lines on which money is spent (yuan). */
export function spendingOf(ledger: Ledger): number {
  let sum = 0;
  for (const line of SPENDING) sum += ledger[line];
  return sum;
}

/** A ledger of zeros. */
export function emptyLedger(): Ledger {
  return {
    ownRevenue: 0,
    centralTransfer: 0,
    provincialTransfer: 0,
    broughtForward: 0,
    pay: 0,
    ruralBonus: 0,
    rotationSubsidy: 0,
    ruralHousing: 0,
    buses: 0,
    ict: 0,
    groups: 0,
    operating: 0,
    training: 0,
    otherRecurrent: 0,
    places: 0,
    buildings: 0,
    sportsGround: 0,
    equipment: 0,
    multimedia: 0,
    beds: 0,
    carriedForward: 0,
  };
}

/** Pupil flows of a year that has not begun. */
export function emptyPupilFlows(opening: number): PupilFlows {
  return {
    opening,
    entrants: 0,
    arrivals: 0,
    returners: 0,
    graduates: 0,
    leavers: 0,
    notProgressed: 0,
    dropouts: 0,
    unplaced: 0,
    closing: opening,
  };
}

/** Teacher flows of a year that has not begun. */
export function emptyTeacherFlows(opening: number): TeacherFlows {
  return { opening, hired: 0, retired: 0, exited: 0, closing: opening };
}

/** A tally of zeros. */
export function emptyTally(): Tally {
  return {
    newSites: 0,
    closedSites: 0,
    closedSince2025: 0,
    closuresBlockedByTravel: 0,
    closuresBlockedByPlaces: 0,
    closuresBlockedByConsent: 0,
    becamePoints: 0,
    keptPoints: 0,
    boardedByClosure: 0,
    refusedMigrants: 0,
    refusedHere: 0,
    unplaced: 0,
    unplacedNoRoom: 0,
    unplacedTooFar: 0,
    unplacedRefused: 0,
    boardersLowIncome: 0,
    youngBoarders: 0,
    longCommuters: 0,
    rotated: 0,
    rotatedBackbone: 0,
    rotatedOnPaper: 0,
    rotatedUnwilling: 0,
    rotatedToWeaker: 0,
    rotating: 0,
    eligibleForRotation: 0,
    trained: 0,
    surplusTeachers: 0,
    unfilledPosts: 0,
    specialistsShort: 0,
    transferred: 0,
    transferredDown: 0,
    reassigned: 0,
  };
}

const LEDGER_LINES = Object.keys(emptyLedger()) as readonly (keyof Ledger)[];
/** Counts that last year hands on. */
const CARRIED: ReadonlySet<keyof Tally> = new Set(["closedSince2025", "trained", "rotating"]);
const YEARLY_COUNTS = (Object.keys(emptyTally()) as (keyof Tally)[]).filter((name) => !CARRIED.has(name));

/** Opens a new year: stocks carry over, flows and yearly counts start at zero. */
export function openYear(pupils: PupilFlows, teachers: TeacherFlows, ledger: Ledger, tally: Tally): void {
  Object.assign(pupils, emptyPupilFlows(pupils.closing));
  Object.assign(teachers, emptyTeacherFlows(teachers.closing));
  for (const line of LEDGER_LINES) ledger[line] = 0;
  for (const name of YEARLY_COUNTS) tally[name] = 0;
}
