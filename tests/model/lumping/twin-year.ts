import type { YearContext } from "../../../src/model/context.ts";
import * as m from "../../../src/model/state.ts";
import { countEvents, stageOf, type Child, type Twin } from "./twin-child.ts";

/** Rules PRO-1 to PRO-5, child by child. There are no closures in the twin's county. */
export function turnYear(twin: Twin, state: m.CountyState, { value }: YearContext): void {
  const { random } = twin;
  const { sites, pupilFlows } = state;
  const [dropsOut, goesOn] = [value("retention.dropout_rate"), value("demography.grade7_progression")];
  let [juniors, dropouts] = [0, 0];
  const stays = (child: Child) => {
    if (child.grade === 8) {
      pupilFlows.graduates++;
      return false;
    }
    if (child.grade >= 6) {
      juniors++;
      if (random() >= dropsOut) return true;
      dropouts++;
      return false;
    }
    if (child.grade < 5) return true;
    child.site = -1;
    if (random() < goesOn) return true;
    pupilFlows.notProgressed++;
    return false;
  };
  twin.children = twin.children.filter(stays);
  for (const child of twin.children) child.grade++;
  pupilFlows.dropouts += dropouts;
  const staying = 1 - (juniors > 0 ? dropouts / juniors : 0);
  state.retention = 0.67 * state.retention + 0.33 * staying * staying * staying;
  for (let site = 0; site < sites.count; site++)
    if (sites.kind[site] === m.TEACHING_POINT) leavePoint(twin, state, site);
}

/** PRO-5: a point's children of grade 5 on go to the central school of the township. */
function leavePoint({ children }: Twin, { sites, centralPrimary }: m.CountyState, point: number): void {
  const central = centralPrimary[sites.township[point]!]!;
  for (let home = 0; home < m.HOMES; home++) {
    const moving = children.filter((child) => child.site === point && child.home === home && child.grade > 3);
    if (moving.length === 0) continue;
    const there = children.filter((child) => child.site === central && child.home === home && child.grade < 6).length;
    const way = sites.travelKm[point * 6 + home]! + m.wayKm(sites, point, central);
    const at = central * 6 + home;
    sites.travelKm[at] = (sites.travelKm[at]! * there + way * moving.length) / (there + moving.length);
    for (const child of moving) child.site = central;
  }
}

/** Rules DEM-1 to DEM-5: births are counted one by one, and every child of the cohort draws home, residency and income. */
export function enter(twin: Twin, state: m.CountyState, { value, year, shock }: YearContext): void {
  const { random } = twin;
  const { births, homeShare, leftBehindShare, migrantShare, lowIncomeShare } = state;
  const mean = value("demography.births") * state.birthShare * Math.exp(shock.births);
  births[year - 2011] = countEvents(mean, random);
  const village = homeShare[0]!;
  const odds = (village / (1 - village)) * Math.exp(-value("demography.home_drift"));
  homeShare[0] = odds / (1 + odds);
  for (const home of [1, 2]) homeShare[home]! *= (1 - homeShare[0]) / (1 - village);
  for (let home = 0; home < 3; home++) leftBehindShare[home]! *= 1 - value("migration.left_behind_decline");
  const cohort = value("demography.entry_factor") * (births[year - 7 - 2011]! / 3 + (births[year - 6 - 2011]! * 2) / 3);
  const entrants = Math.floor(cohort) + (random() < cohort - Math.floor(cohort) ? 1 : 0);
  for (let i = 0; i < entrants; i++) {
    const u = random();
    const home = u < homeShare[0] ? 0 : u < homeShare[0] + homeShare[1]! ? 1 : 2;
    const isMigrant = random() < migrantShare[home]!;
    const residency = isMigrant ? m.MIGRANT : random() < leftBehindShare[home]! ? m.LEFT_BEHIND : m.LOCAL;
    const income = random() < lowIncomeShare[residency * 3 + home]! ? 1 : 0;
    twin.children.push({ site: -1, grade: 0, income, residency, home, isMoving: false });
  }
  state.pupilFlows.entrants += entrants;
}

/** Rules MIG-1 to MIG-4 and MIG-9 for each child by itself, in a county that is no district. */
export function migrate(twin: Twin, state: m.CountyState, { value, nation }: YearContext): void {
  const { random } = twin;
  const { sites, pupilFlows, tally } = state;
  const rate = value("migration.leave_rate") * 1.2;
  const tries = [rate, rate * value("migration.fetch_factor"), rate];
  const ends = [0, value("migration.parent_return_rate"), value("migration.return_rate")];
  const [inside, goesHome] = [value("migration.within_county_rate"), value("migration.return_share")];
  const leftBehind = value("migration.left_behind_if_refused");
  const staysHere = (child: Child) => {
    if (child.site < 0) {
      const isDue = child.grade === 6 && child.residency === m.MIGRANT;
      return !isDue || random() >= goesHome;
    }
    if (child.grade === 0 || child.grade === 6) return true;
    const moves = sites.setting[child.site] === m.SEAT ? 0 : inside;
    const u = random();
    if (u < moves) {
      child.site = -1;
      child.isMoving = true;
    } else if (u < moves + tries[child.residency]!) {
      if (random() < nation.acceptance[child.income]!) return false;
      tally.refusedMigrants++;
      if (child.residency === m.LOCAL && random() < leftBehind) child.residency = m.LEFT_BEHIND;
    } else if (u < moves + tries[child.residency]! + ends[child.residency]!) {
      if (child.residency === m.MIGRANT) return false;
      child.residency = m.LOCAL;
    }
    return true;
  };
  const before = twin.children.length;
  twin.children = twin.children.filter(staysHere);
  pupilFlows.leavers += before - twin.children.length;
}

/** Children of a stage at each site by home: index `site × 3 + home`. */
export function headsOf({ children }: Twin, stage: number, sites: number): Float64Array {
  const heads = new Float64Array(sites * 3);
  for (const child of children) if (child.site >= 0 && stageOf(child) === stage) heads[child.site * 3 + child.home]!++;
  return heads;
}
