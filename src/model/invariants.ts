import { CENTRAL, COUNTY, PAYERS, PROVINCE, spendingOf, USES } from "./accounts.ts";
import { countyEnrolment } from "./cells.ts";
import { DECISION_WIDTH } from "./constraint-log.ts";
import { DECISION_IDS } from "./constraints.ts";
import { VINTAGES } from "./equipment.ts";
import { gradesTaught } from "./schools.ts";
import type { CountyState } from "./state.ts";

/**
 * Checks that pupils, teachers, money, places and the constraint log of a county balance after a year.
 * @throws Error naming county, year and the line that does not balance.
 */
export function checkBalance(state: CountyState, year: number): void {
  const fail = (line: string, expected: number, got: number): never => {
    throw new Error(
      `${state.attributes.code} ${state.attributes.name}, school year ${year}: ${line} do not balance; expected ${expected}, got ${got}`,
    );
  };
  const p = state.pupilFlows;
  const pupils =
    p.opening +
    p.entrants +
    p.arrivals +
    p.returners -
    p.graduates -
    p.leavers -
    p.notProgressed -
    p.dropouts -
    p.unplaced;
  const enrolled = countyEnrolment(state);
  if (enrolled !== pupils) fail("pupils", pupils, enrolled);
  let taught = 0;
  for (let i = 0; i < state.sites.enrolment.length; i++) taught += state.sites.enrolment[i]!;
  if (taught !== enrolled) fail("pupils in grades their schools teach", enrolled, taught);
  p.closing = enrolled;
  const t = state.teacherFlows;
  const teachers = t.opening + t.hired - t.retired - t.exited;
  if (state.teachers.count !== teachers) fail("teachers", teachers, state.teachers.count);
  t.closing = state.teachers.count;
  checkMoney(state, fail);
  checkPlaces(state, fail);
  checkLog(state, fail);
}

type Fail = (line: string, expected: number, got: number) => never;

/** Sources equal uses; every line is whole yuan and paid in full; every payer pays what it gave. */
function checkMoney({ ledger, payers }: CountyState, fail: Fail): void {
  const given = [ledger.centralTransfer, ledger.provincialTransfer, ledger.ownRevenue + ledger.broughtForward];
  const sources = given[CENTRAL]! + given[PROVINCE]! + given[COUNTY]!;
  const uses = spendingOf(ledger) + ledger.carriedForward;
  if (sources !== uses || !Number.isSafeInteger(sources)) fail("ledger lines", sources, uses);
  const paid = [0, 0, 0];
  USES.forEach((use, u) => {
    let line = 0;
    for (let payer = 0; payer < PAYERS.length; payer++) {
      const yuan = payers.amounts[u * PAYERS.length + payer]!;
      if (!Number.isSafeInteger(yuan) || yuan < 0)
        fail(`whole yuan of ${PAYERS[payer]!} for ${use}`, Math.round(yuan), yuan);
      line += yuan;
      paid[payer]! += yuan;
    }
    if (line !== ledger[use]) fail(`payers of ${use}`, ledger[use], line);
  });
  for (let payer = 0; payer < PAYERS.length; payer++) {
    if (paid[payer] !== given[payer]) fail(`payments of ${PAYERS[payer]!}`, given[payer]!, paid[payer]!);
  }
}

/** What was wanted and not got is what the constraints kept back, exactly, and none of it is negative (rule LOG-1). */
function checkLog({ constraintLog: log }: CountyState, fail: Fail): void {
  DECISION_IDS.forEach((decision, d) => {
    const first = d * DECISION_WIDTH;
    let short = 0;
    for (let k = first + 2; k < first + DECISION_WIDTH; k++) {
      if (!(log[k]! >= 0)) fail(`constraints of "${decision}"`, 0, log[k]!);
      short += log[k]!;
    }
    if (!(log[first + 1]! >= 0) || log[first]! - log[first + 1]! !== short)
      fail(`what was wanted and not got of "${decision}"`, short, log[first]! - log[first + 1]!);
  });
}

/** Rooms hold the classes, purchases make up the equipment, and closed sites have no pupils. */
function checkPlaces({ sites, pupils }: CountyState, fail: Fail): void {
  const { classes, rooms, kind, vintages, equipment, isOpen } = sites;
  const perSite = pupils.length / Math.max(1, sites.count);
  for (let site = 0; site < sites.count; site++) {
    const formed = classes[site * 2]! + classes[site * 2 + 1]!;
    if (formed > rooms[site]! && formed > gradesTaught(kind[site]!))
      fail(`places of site ${site} (classes against rooms)`, Math.max(rooms[site]!, gradesTaught(kind[site]!)), formed);
    let bought = 0;
    for (let k = site * VINTAGES; k < (site + 1) * VINTAGES; k++) bought += vintages[k]!;
    if (bought !== equipment[site]) fail(`vintages of site ${site}`, equipment[site]!, bought);
    if (isOpen[site]) continue;
    for (let i = site * perSite; i < (site + 1) * perSite; i++)
      if (pupils[i] !== 0) fail(`pupils of closed site ${site}`, 0, pupils[i]!);
  }
}
