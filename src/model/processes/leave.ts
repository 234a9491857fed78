import { binomial } from "../../core/distributions.ts";
import { toUniform } from "../../core/stream.ts";
import type { YearContext } from "../context.ts";
import { examinationStrictness } from "../province-map.ts";
import { follow, gone, inCell, inHand, inRelocating, inWaiting, putBack, type Pool } from "../pupil-trail.ts";
import {
  cell,
  FIRST_JUNIOR_GRADE,
  GROUPS,
  HOMES,
  incomeOf,
  INCOMES,
  KINDS,
  LEFT_BEHIND,
  LOCAL,
  MIGRANT,
  RESIDENCIES,
  residencyOf,
  SEAT,
  type CountyState,
} from "../state.ts";

/** Grades whose pupils have a school and may leave it: all but grades 1 and 7, who wait for a place. */
const GRADES_AT_SCHOOL = [1, 2, 3, 4, 5, 7, 8] as const;
/** Cells of one site and residency: grade at school × income × home. */
const CELLS = GRADES_AT_SCHOOL.length * INCOMES * HOMES;
/** Pupils of the site at hand who have not met a risk this year: index `residency × 42 + cell`; and their sums. */
const untouched = new Int32Array(RESIDENCIES.length * CELLS);
const totals = new Int32Array(RESIDENCIES.length);

const LEFT_COUNTY = gone("left-county");
const RETURNED_HOME = gone("returned-home");

/** Yearly chances of one pupil by residency; the risks compete. */
interface Risks {
  /** The family tries another county, or fetches its left-behind child. */
  readonly tries: readonly number[];
  /** The parents of a left-behind child come home, or a migrant pupil goes home. */
  readonly ends: readonly number[];
  /** To the seat of the county, from elsewhere. */
  readonly inside: number;
}

/**
 * Families leave for another county, or find no school there and stay. Rules MIG-1 to MIG-4, MIG-9.
 *
 * A pupil tries with chance μ·push, push being 0.7 in districts and 1.2 elsewhere (assumed); left-behind children are fetched
 * more often. Of those who try, each is accepted with the chance of its province and income; some refused local children are
 * left behind. Parents of left-behind children come home, migrant pupils go home, most of them after grade 6, and pupils
 * outside the seat move there at a small rate.
 *
 * Writes `pupils`, `waiting`, `relocating`, `outbound`, `turnedBack`, `returning`, `pupilFlows.leavers`,
 * `tally.refusedMigrants`. Draws one binomial a site and residency, and a block of four numbers for each pupil concerned.
 */
export function leave(state: CountyState, context: YearContext): void {
  const { sites } = state;
  const isDistrict = state.attributes.kind === "district" || state.attributes.kind === "zone";
  const tries = context.value("migration.leave_rate") * (isDistrict ? 0.7 : 1.2);
  const outside: Risks = {
    tries: [tries, tries * context.value("migration.fetch_factor"), tries],
    ends: [0, context.value("migration.parent_return_rate"), context.value("migration.return_rate")],
    inside: 0,
  };
  const upward = { ...outside, inside: context.value("migration.within_county_rate") };
  state.outbound.fill(0);
  state.turnedBack.fill(0);
  state.returning.fill(0);
  for (let site = 0; site < sites.count; site++) {
    if (sites.isOpen[site]) leaveSite(state, context, site, sites.setting[site] === SEAT ? outside : upward);
  }
  returnHome(state, context);
}

/** Draws the pupils of a site who meet a risk, one by one, and what happens to each. */
function leaveSite(state: CountyState, context: YearContext, site: number, { tries, ends, inside }: Risks): void {
  countUntouched(state.pupils, site);
  const howMany = context.stream("leave");
  const who = context.stream("leave.group");
  const leftBehind = context.value("migration.left_behind_if_refused");
  for (let residency = 0; residency < RESIDENCIES.length; residency++) {
    const all = inside + tries[residency]! + ends[residency]!;
    const entity = site * RESIDENCIES.length + residency;
    const count = binomial(totals[residency]!, Math.min(1, all), howMany, entity);
    for (let item = 0; item < count; item++) {
      const words = who.block(entity, item);
      const at = pick(residency, toUniform(words[0]!) * (totals[residency]! - item));
      const grade = GRADES_AT_SCHOOL[Math.floor(at / (INCOMES * HOMES))]!;
      const income = Math.floor(at / HOMES) % INCOMES;
      const group = income * KINDS + residency * HOMES + (at % HOMES);
      const risk = toUniform(words[1]!) * all;
      // Who stays is set aside until the site is done, because nobody meets two risks in a year.
      let to = inHand(cell(site, grade, group));
      if (risk < inside) {
        state.pupils[cell(site, grade, group)]!--;
        state.relocating[grade * GROUPS + group]!++;
        to = inRelocating(grade, group);
      } else if (risk >= inside + tries[residency]!) {
        to = endSeparation(state, site, grade, group);
      } else if (toUniform(words[2]!) < context.nation.acceptance[income]!) {
        state.pupils[cell(site, grade, group)]!--;
        state.outbound[grade * INCOMES + income]!++;
        state.pupilFlows.leavers++;
        to = LEFT_COUNTY;
      } else {
        state.turnedBack[group]!++;
        state.tally.refusedMigrants++;
        if (residency === LOCAL && toUniform(words[3]!) < leftBehind)
          to = changeResidency(state, site, grade, group, LEFT_BEHIND);
      }
      follow(context, inCell(site, grade, group), to, 1, untouched[residency * CELLS + at]! + 1);
    }
  }
  putBack(context);
}

/** Lists the pupils of a site by residency and cell. */
function countUntouched(pupils: Int32Array, site: number): void {
  totals.fill(0);
  for (let g = 0; g < GRADES_AT_SCHOOL.length; g++) {
    const first = cell(site, GRADES_AT_SCHOOL[g]!, 0);
    for (let group = 0; group < GROUPS; group++) {
      const income = group < KINDS ? 0 : 1;
      const kind = group - income * KINDS;
      const residency = kind < HOMES ? LOCAL : kind < 2 * HOMES ? LEFT_BEHIND : MIGRANT;
      const n = pupils[first + group]!;
      untouched[residency * CELLS + (g * INCOMES + income) * HOMES + kind - residency * HOMES] = n;
      totals[residency]! += n;
    }
  }
}

/** Takes one pupil of a residency out of those untouched, all alike; returns the pupil's cell. */
function pick(residency: number, rank: number): number {
  const first = residency * CELLS;
  let at = first;
  for (let rest = rank; rest >= untouched[at]! && at < first + CELLS - 1; at++) rest -= untouched[at]!;
  // Rounding can step past the last cell that has someone left.
  while (untouched[at] === 0) at--;
  untouched[at]!--;
  return at - first;
}

/** A left-behind child lives with its parents again; a migrant pupil goes home. Returns where the pupil is then. */
function endSeparation(state: CountyState, site: number, grade: number, group: number): Pool {
  if (residencyOf(group) === LEFT_BEHIND) return changeResidency(state, site, grade, group, LOCAL);
  state.pupils[cell(site, grade, group)]!--;
  goHome(state, grade, group, 1);
  return RETURNED_HOME;
}

/** Moves one pupil to the group of the same income and home with another residency; returns where the pupil is then. */
function changeResidency(state: CountyState, site: number, grade: number, group: number, residency: number): Pool {
  const from = cell(site, grade, group);
  const to = from + (residency - residencyOf(group)) * HOMES;
  state.pupils[from]!--;
  state.pupils[to]!++;
  return inHand(to);
}

/** Migrant pupils due for grade 7 who go back to the county they are registered in, more where the examination rule is strict. */
function returnHome(state: CountyState, context: YearContext): void {
  const stream = context.stream("return");
  const ordinary = context.value("migration.return_share");
  const strict = Math.max(ordinary, context.value("migration.return_share_strict"));
  const chance = ordinary + examinationStrictness(state.attributes.province) * (strict - ordinary);
  for (let group = 0; group < GROUPS; group++) {
    if (residencyOf(group) !== MIGRANT) continue;
    const at = FIRST_JUNIOR_GRADE * GROUPS + group;
    const leaving = binomial(state.waiting[at]!, chance, stream, group);
    follow(context, inWaiting(FIRST_JUNIOR_GRADE, group), RETURNED_HOME, leaving, state.waiting[at]!);
    state.waiting[at]! -= leaving;
    goHome(state, FIRST_JUNIOR_GRADE, group, leaving);
  }
}

/** Sends migrant pupils of a group to the counties they are registered in. */
function goHome(state: CountyState, grade: number, group: number, pupils: number): void {
  state.pupilFlows.leavers += pupils;
  state.returning[grade * INCOMES + incomeOf(group)]! += pupils;
}
