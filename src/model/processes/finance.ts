import { pow } from "../../core/elementary.ts";
import { siteEnrolment } from "../cells.ts";
import { spendingOf } from "../accounts.ts";
import { buyBeds } from "../beds.ts";
import { centralShareOf } from "../central-tiers.ts";
import type { YearContext } from "../context.ts";
import { ageEquipment, buyEquipment } from "../equipment.ts";
import type { CountyParameterId } from "../parameters.ts";
import { isPreparing } from "../queue.ts";
import { boardersOf } from "../boarding.ts";
import { paySupplements } from "../supplements.ts";
import { teacherCost } from "../rural-pay.ts";
import { SETTINGS, VILLAGE, type CountyState } from "../state.ts";

/** Part of a school's operating money that goes into equipment, and of the county's budget without any programme (assumed). */
const EQUIPMENT_SHARE = 0.15;
const EQUIPMENT_FROM_BUDGET = 0.012;
/** Wealth (ratio to the nation) below which a third of the counties of the built-in nation lie; fixed, so that a table of other counties keeps it. */
const WEAKEST_THIRD = 0.86;

/**
 * The county's money for the year, in whole yuan of 2020 prices. Rules FIN-1 to FIN-8, FIN-10, FIN-11.
 *
 *     budget(y) = budget(y−1) · (1 + g) · (pupils(y−1) / pupils(y−2))^s
 *
 * Operating money follows the formula on last year's pupils (small schools at the floor, villages with the supplement,
 * boarders); the centre and the province pay their shares of it. Provincial coordination and programmes come on top. What pay, supplements,
 * operating money, training and the capital share leave is other recurrent spending; if that would fall below zero, capital
 * gives way.
 *
 * Writes `budget`, `ledger`, `payers`, `cash`, `sites.equipment`, `.vintages`, `.beds`. Draws nothing.
 */
export function budgetYear(state: CountyState, context: YearContext): void {
  const { ledger, payers, sites } = state;
  ageEquipment(sites, context.value("stocks.equipment_life"));
  const pupils = totalPupils(state);
  growBudget(state, context, pupils);
  ledger.broughtForward = state.cash;
  ledger.ownRevenue = state.budget;
  ledger.operating = distributeOperating(state, context);
  ledger.training = Math.round(ledger.operating * context.value("teachers.training_share"));
  ledger.centralTransfer = Math.round(context.value(centralShareOf(state.attributes.province)) * ledger.operating);
  // What is left is the county's, so the province pays no more than the centre leaves (FIN-11).
  const provincial = Math.round(context.value("funding.provincial_share") * ledger.operating);
  payers.operatingShare = Math.min(provincial, ledger.operating - ledger.centralTransfer);
  payStaff(state, context);
  const grants = receiveGrants(state, context, pupils);
  // So far the ledger holds what is spent before capital and other recurrent spending.
  const short = spendingOf(ledger) - ledger.ownRevenue - ledger.centralTransfer - ledger.provincialTransfer;
  // Pay and operating money are guaranteed: what a county cannot raise, the province pays (FIN-5).
  payers.guarantee = Math.max(0, short);
  ledger.provincialTransfer += payers.guarantee;
  const free = Math.max(0, -short);
  const wanted = Math.round(capitalShare(state, context) * state.budget) + grants;
  const capital = Math.max(0, Math.min(wanted, free));
  ledger.otherRecurrent = free - capital;
  state.cash = ledger.broughtForward + capital;
}

/** FIN-1. In 2020 the budget is the initial one. */
function growBudget(state: CountyState, context: YearContext, pupils: number): void {
  if (context.year > 2020) {
    const growth = 1 + context.value("funding.own_growth");
    const elasticity = context.value("funding.stickiness");
    state.budget = Math.round(state.budget * growth * pow(pupils / Math.max(1, state.pupilsLastYear), elasticity));
  }
  state.pupilsLastYear = pupils;
}

/** Pay and supplements (FIN-3, FIN-7). */
function payStaff(state: CountyState, context: YearContext): void {
  const { ledger, teachers, sites, staff } = state;
  const cost = teacherCost(state, context);
  ledger.pay = teachers.count * cost;
  let villageTeachers = 0;
  for (let at = 0; at < staff.headcount.length; at++)
    if (sites.setting[at >> 1] === VILLAGE) villageTeachers += staff.headcount[at]!;
  paySupplements(ledger, state, context, { cost, villageTeachers });
}

/**
 * Provincial programmes and grants (FIN-4, FIN-8, FIN-10) and the county's yearly purchases of equipment.
 * @returns Grants and programme money that join the county's capital (yuan).
 */
function receiveGrants(state: CountyState, context: YearContext, pupils: number): number {
  const { ledger, payers } = state;
  const perPupil = (id: CountyParameterId) => Math.round(pupils * context.value(id));
  const programme = perPupil("funding.equipment_programme");
  const forBeds = perPupil("places.beds_programme");
  const weakest = state.wealth < WEAKEST_THIRD ? perPupil("funding.weakest_third_grant") : 0;
  const equalisation = perPupil("funding.equalisation");
  payers.equipmentGrant = buyForPoor(state, programme);
  payers.bedsGrant = buyBeds(state, context, forBeds);
  payers.capitalGrant = equalisation + weakest + programme - payers.equipmentGrant + forBeds - payers.bedsGrant;
  ledger.equipment = payers.equipmentGrant + buyForAll(state, Math.round(EQUIPMENT_FROM_BUDGET * state.budget));
  ledger.beds = payers.bedsGrant;
  ledger.provincialTransfer = payers.operatingShare + programme + forBeds + weakest + equalisation;
  return payers.capitalGrant;
}

/** Capital share of the budget; a county that prepares for certification adds to it out of other recurrent spending (FIN-6). */
function capitalShare({ queue }: CountyState, context: YearContext): number {
  const extra = isPreparing(queue, context.year) ? context.value("funding.preparation_share") : 0;
  return context.value("funding.capital_share") + extra;
}

/** Pupils of last September (persons). */
function totalPupils({ sites }: CountyState): number {
  let sum = 0;
  for (let site = 0; site < sites.count; site++) sum += siteEnrolment(sites, site);
  return sum;
}

/** Operating money of every open site; its equipment part is bought at once. Returns the county's sum. */
function distributeOperating(state: CountyState, context: YearContext): number {
  const { sites } = state;
  const floors = SETTINGS.map((_, setting) => context.valueAt("funding.small_school_floor", setting));
  const supplement = context.value("funding.remoteness_supplement");
  let sum = 0;
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const n = siteEnrolment(sites, site);
    if (n === 0) continue;
    const juniors = sites.enrolment[site * 2 + 1]!;
    const primary = context.schoolValue("funding.per_pupil_primary", sites, site);
    const junior = context.schoolValue("funding.per_pupil_junior", sites, site);
    const rate = (primary * (n - juniors) + junior * juniors) / n;
    const base =
      Math.max(n, floors[sites.setting[site]!]!) * rate * (sites.setting[site] === VILLAGE ? 1 + supplement : 1);
    const perBoarder = context.schoolValue("funding.boarder_supplement", sites, site);
    const operating = Math.round(base + perBoarder * boardersOf(state, site));
    buyEquipment(sites, site, Math.round(EQUIPMENT_SHARE * operating));
    sum += operating;
  }
  return sum;
}

/** Equipment per pupil up to which programme money buys, by stage: a tenth above the thresholds of the 2017 edition (yuan). */
const PROGRAMME_LEVEL = [2200, 2750] as const;

/**
 * Programme money goes to sites below the level, by what they lack; none is lifted above it, so that a larger programme does
 * not unbalance the county. What is left over joins the county's capital. Returns what was spent (yuan).
 */
function buyForPoor({ sites }: CountyState, programme: number): number {
  let lacking = 0;
  const lack = new Float64Array(sites.count);
  for (let site = 0; site < sites.count; site++) {
    const level = PROGRAMME_LEVEL[0] * sites.enrolment[site * 2]! + PROGRAMME_LEVEL[1] * sites.enrolment[site * 2 + 1]!;
    lack[site] = sites.isOpen[site] ? Math.max(0, level - sites.equipment[site]!) : 0;
    lacking += lack[site]!;
  }
  if (lacking === 0 || programme === 0) return 0;
  const part = Math.min(1, programme / lacking);
  let spent = 0;
  for (let site = 0; site < sites.count; site++) {
    const amount = Math.floor(part * lack[site]!);
    buyEquipment(sites, site, amount);
    spent += amount;
  }
  return spent;
}

/** The county's yearly purchases for all sites, by pupils. Returns what was spent (yuan). */
function buyForAll({ sites }: CountyState, money: number): number {
  let all = 0;
  for (let site = 0; site < sites.count; site++) all += siteEnrolment(sites, site);
  if (all === 0) return 0;
  let spent = 0;
  for (let site = 0; site < sites.count; site++) {
    const amount = Math.floor((money * siteEnrolment(sites, site)) / all);
    buyEquipment(sites, site, amount);
    spent += amount;
  }
  return spent;
}
