import type { Ledger, PupilFlows, Tally, TeacherFlows } from "./state.ts";

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
    closedSites: 0,
    closedSince2025: 0,
    closuresBlockedByTravel: 0,
    closuresBlockedByPlaces: 0,
    closuresBlockedByConsent: 0,
    becamePoints: 0,
    keptPoints: 0,
    boardedByClosure: 0,
    refusedMigrants: 0,
    unplaced: 0,
    rotated: 0,
    rotatedBackbone: 0,
    rotatedOnPaper: 0,
    eligibleForRotation: 0,
  };
}

/** Opens a new year: stocks carry over, flows and yearly counts start at zero. */
export function openYear(pupils: PupilFlows, teachers: TeacherFlows, ledger: Ledger, tally: Tally): void {
  Object.assign(pupils, emptyPupilFlows(pupils.closing));
  Object.assign(teachers, emptyTeacherFlows(teachers.closing));
  Object.assign(ledger, emptyLedger());
  Object.assign(tally, { ...emptyTally(), closedSince2025: tally.closedSince2025 });
}
