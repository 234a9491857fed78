import { pow } from "../../core/elementary.ts";
import { siteEnrolment } from "../cells.ts";
import type { YearContext } from "../context.ts";
import { isPreparing } from "../queue.ts";
import { boardersOf } from "../boarding.ts";
import { teacherCost } from "../rural-pay.ts";
import { VILLAGE, type CountyState } from "../state.ts";

/** Central share of operating money by region (tiers of 国办发〔2018〕6号 from memory, read as regions). */
const CENTRAL_SHARE = { west: 0.8, central: 0.6, northeast: 0.5, east: 0.3 } as const;
/** Part of a school's operating money that goes into equipment, and of the county's budget without any programme (assumed). */
const EQUIPMENT_SHARE = 0.15;
const EQUIPMENT_FROM_BUDGET = 0.012;

/**
 * The county's money for the year, in whole yuan of 2020 prices. Rules FIN-1 to FIN-6.
 *
 *     budget(y) = budget(y−1) · (1 + g) · (pupils(y−1) / pupils(y−2))^s
 *
 * Operating money follows the formula on last year's pupils (small schools at the floor, villages with the supplement,
 * boarders); the centre pays its share of it. Provincial coordination and programmes come on top. What pay, bonus, operating
 * money, training and the capital share leave is other recurrent spending; if that would fall below zero, capital gives way.
 *
 * Writes `budget`, `ledger`, `cash`, `sites.equipment`. Draws nothing.
 */
export function budgetYear(state: CountyState, context: YearContext): void {
  const { ledger, teachers, sites } = state;
  const pupils = totalPupils(state);
  if (context.year > 2020) {
    const growth = 1 + context.value("funding.own_growth");
    const elasticity = context.value("funding.stickiness");
    state.budget = Math.round(state.budget * growth * pow(pupils / Math.max(1, state.pupilsLastYear), elasticity));
  }
  state.pupilsLastYear = pupils;
  ledger.broughtForward = state.cash;
  ledger.ownRevenue = state.budget;
  ledger.operating = distributeOperating(state, context);
  ledger.centralTransfer = Math.round(CENTRAL_SHARE[state.attributes.region] * ledger.operating);
  const programme = Math.round(pupils * context.value("funding.equipment_programme"));
  const equalisation = Math.round(pupils * context.value("funding.equalisation"));
  ledger.provincialTransfer = programme + equalisation;
  const cost = teacherCost(state, context);
  ledger.pay = teachers.count * cost;
  let rural = 0;
  for (let t = 0; t < teachers.count; t++) if (sites.setting[teachers.site[t]!] === VILLAGE) rural++;
  ledger.ruralBonus = Math.round(rural * cost * context.value("teachers.rural_bonus_share"));
  ledger.ruralHousing = Math.round(rural * context.value("teachers.rural_housing"));
  ledger.training = Math.round(ledger.operating * context.value("teachers.training_share"));
  const regular = Math.round(EQUIPMENT_FROM_BUDGET * state.budget);
  const fromProgramme = buyForPoor(state, programme);
  ledger.equipment = fromProgramme + buyForAll(state, regular);
  const short = committed(state) - ledger.ownRevenue - ledger.centralTransfer - ledger.provincialTransfer;
  // Pay and operating money are guaranteed: what a county cannot raise, the province pays (FIN-5).
  if (short > 0) ledger.provincialTransfer += short;
  const free = Math.max(0, -short);
  const capital = Math.max(
    0,
    Math.min(Math.round(capitalShare(state, context) * state.budget) + equalisation + programme - fromProgramme, free),
  );
  ledger.otherRecurrent = free - capital;
  state.cash = ledger.broughtForward + capital;
}

/** Capital share of the budget; a county that prepares for certification adds to it out of other recurrent spending (FIN-6). */
function capitalShare({ queue }: CountyState, context: YearContext): number {
  const extra = isPreparing(queue, context.year) ? context.value("funding.preparation_share") : 0;
  return context.value("funding.capital_share") + extra;
}

/** What is spent before capital and other recurrent spending. */
function committed({ ledger }: CountyState): number {
  return ledger.pay + ledger.ruralBonus + ledger.ruralHousing + ledger.operating + ledger.training + ledger.equipment;
}

/** Pupils of last September (the stock at the turn of the year). */
function totalPupils({ pupils }: CountyState): number {
  let sum = 0;
  for (let i = 0; i < pupils.length; i++) sum += pupils[i]!;
  return sum;
}

/** Operating money of every open site; its equipment part is bought at once. Returns the county's sum. */
function distributeOperating(state: CountyState, context: YearContext): number {
  const { sites } = state;
  const primary = context.value("funding.per_pupil_primary");
  const junior = context.value("funding.per_pupil_junior");
  const floor = context.value("funding.small_school_floor");
  const supplement = context.value("funding.remoteness_supplement");
  const perBoarder = context.value("funding.boarder_supplement");
  let sum = 0;
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const n = siteEnrolment(sites, site);
    if (n === 0) continue;
    const juniors = sites.enrolment[site * 2 + 1]!;
    const rate = (primary * (n - juniors) + junior * juniors) / n;
    const base = Math.max(n, floor) * rate * (sites.setting[site] === VILLAGE ? 1 + supplement : 1);
    const operating = Math.round(base + perBoarder * boardersOf(state, site));
    sites.equipment[site]! += Math.round(EQUIPMENT_SHARE * operating);
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
    sites.equipment[site]! += amount;
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
    sites.equipment[site]! += amount;
    spent += amount;
  }
  return spent;
}
