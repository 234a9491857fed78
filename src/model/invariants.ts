import { countyEnrolment } from "./cells.ts";
import { gradesTaught } from "./schools.ts";
import type { CountyState } from "./state.ts";

/**
 * Checks that pupils, teachers, money and places of a county balance after a year.
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
  p.closing = enrolled;
  const t = state.teacherFlows;
  const teachers = t.opening + t.hired - t.retired - t.exited;
  if (state.teachers.count !== teachers) fail("teachers", teachers, state.teachers.count);
  t.closing = state.teachers.count;
  const l = state.ledger;
  const sources = l.ownRevenue + l.centralTransfer + l.provincialTransfer + l.broughtForward;
  const supplements = l.ruralBonus + l.rotationSubsidy + l.ruralHousing + l.buses + l.ict + l.groups;
  const recurrent = l.pay + supplements + l.operating + l.training + l.otherRecurrent;
  const uses =
    recurrent + l.places + l.buildings + l.sportsGround + l.equipment + l.multimedia + l.beds + l.carriedForward;
  if (sources !== uses || !Number.isSafeInteger(sources)) fail("ledger lines", sources, uses);
  checkPlaces(state, fail);
}

function checkPlaces(
  { sites, pupils }: CountyState,
  fail: (line: string, expected: number, got: number) => never,
): void {
  const perSite = pupils.length / Math.max(1, sites.count);
  for (let site = 0; site < sites.count; site++) {
    const classes = sites.classes[site * 2]! + sites.classes[site * 2 + 1]!;
    const most = Math.max(sites.rooms[site]!, gradesTaught(sites.kind[site]!));
    if (classes > most) fail(`places of site ${site} (classes against rooms)`, most, classes);
    if (sites.isOpen[site]) continue;
    for (let i = site * perSite; i < (site + 1) * perSite; i++)
      if (pupils[i] !== 0) fail(`pupils of closed site ${site}`, 0, pupils[i]!);
  }
}
