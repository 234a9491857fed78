import { binomial } from "../../core/distributions.ts";
import { columnLength } from "../../core/philox.ts";
import { toUniform } from "../../core/stream.ts";
import type { YearContext } from "../context.ts";
import { examinationStrictness } from "../province-map.ts";
import { follow, gone, inHand, inRelocating, inWaiting, putBack, type Pool } from "../pupil-trail.ts";
import { callRolls, cellAt, copyInto, rolls } from "../leave-rolls.ts";
import { binOf, closeRoll, takePlace, type Roll } from "../roll.ts";
import {
  FIRST_JUNIOR_GRADE,
  GRADES,
  GROUPS,
  HOMES,
  incomeOf,
  INCOMES,
  LEFT_BEHIND,
  LOCAL,
  MIGRANT,
  RESIDENCIES,
  residencyOf,
  type CountyState,
} from "../state.ts";

/** Where pupils are followed: those of a cell who have not met a risk this year. */
let untouched: Int32Array = new Int32Array(0);
/** Numbers of the draws of a roll: 0, 1, 2, …, and the four words of the draw at hand. */
let attempts = new Int32Array(0);
const words = new Uint32Array(4);

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
 * `tally.refusedMigrants`. All pupils of a residency at the seat, or outside it, run the same risks: draws one binomial for each of these
 * six rolls, and a block of four numbers for each pupil concerned.
 */
export function leave(state: CountyState, context: YearContext): void {
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
  callRolls(state);
  if (context.trail) untouched = copyInto(untouched, state.pupils);
  for (let seat = 0; seat < 2; seat++) {
    for (let residency = 0; residency < RESIDENCIES.length; residency++)
      leaveRoll(state, context, seat, residency, seat === 1 ? outside : upward);
  }
  putBack(context);
  returnHome(state, context);
}

/** The pupils of one roll while they leave. */
interface Leaving {
  readonly state: CountyState;
  readonly context: YearContext;
  readonly roll: Roll;
  readonly residency: number;
  /** Chance of any risk, and of moving inside or trying elsewhere (the rest ends a separation). */
  readonly all: number;
  readonly inside: number;
  readonly tries: number;
  readonly leftBehind: number;
}

/** Draws who of a roll meets a risk, one by one, and what happens to each. */
function leaveRoll(state: CountyState, context: YearContext, seat: number, residency: number, risks: Risks): void {
  const entity = seat * RESIDENCIES.length + residency;
  const roll = rolls[entity]!;
  const { inside } = risks;
  const tries = risks.tries[residency]!;
  const all = inside + tries + risks.ends[residency]!;
  const count = binomial(roll.total, Math.min(1, all), context.stream("leave"), entity);
  if (count === 0) return;
  closeRoll(roll);
  const leftBehind = context.value("migration.left_behind_if_refused");
  const leaving = { state, context, roll, residency, all, inside, tries, leftBehind };
  const who = context.stream("leave.group");
  // A few more draws than pupils, for places drawn twice; should they not do, the others are looked up one by one.
  const ready = count + (count >>> 3) + 16;
  if (attempts.length < ready) attempts = Int32Array.from({ length: 2 * ready }, (_, i) => i);
  const columns = who.columns(attempts, ready, entity);
  const width = columnLength(ready);
  for (let attempt = 0, met = 0; met < count; attempt++) {
    if (attempt < ready) for (let w = 0; w < 4; w++) words[w] = columns[w * width + attempt]!;
    else words.set(who.block(attempt, entity));
    const place = Math.floor(toUniform(words[0]!) * roll.total);
    if (!takePlace(roll, place)) continue;
    met++;
    meetRisk(leaving, place);
  }
}

/** What happens to the pupil at a place of a roll, by the words drawn for it. */
function meetRisk(leaving: Leaving, place: number): void {
  const { state, context, roll, residency, inside } = leaving;
  const at = cellAt(roll, binOf(roll, place), place);
  const grade = gradeOf(at);
  const group = at % GROUPS;
  const risk = toUniform(words[1]!) * leaving.all;
  // Nobody meets two risks in a year: who stays is counted in the new cell at once, but the rolls are those of before.
  let to = inHand(at);
  if (risk < inside) {
    state.pupils[at]!--;
    state.relocating[grade * GROUPS + group]!++;
    to = inRelocating(grade, group);
  } else if (risk >= inside + leaving.tries) {
    to = endSeparation(state, at);
  } else if (toUniform(words[2]!) < context.nation.acceptance[incomeOf(group)]!) {
    state.pupils[at]!--;
    state.outbound[grade * INCOMES + incomeOf(group)]!++;
    state.pupilFlows.leavers++;
    to = LEFT_COUNTY;
  } else {
    state.turnedBack[group]!++;
    state.tally.refusedMigrants++;
    if (residency === LOCAL && toUniform(words[3]!) < leaving.leftBehind) to = changeResidency(state, at, LEFT_BEHIND);
  }
  // The pool of a cell is its number.
  if (context.trail) follow(context, at, to, 1, untouched[at]!--);
}

/** A left-behind child lives with its parents again; a migrant pupil goes home. Returns where the pupil is then. */
function endSeparation(state: CountyState, at: number): Pool {
  const group = at % GROUPS;
  if (residencyOf(group) === LEFT_BEHIND) return changeResidency(state, at, LOCAL);
  state.pupils[at]!--;
  goHome(state, gradeOf(at), group, 1);
  return RETURNED_HOME;
}

/** Moves one pupil of a cell to the group of the same income and home with another residency; returns where the pupil is then. */
function changeResidency(state: CountyState, at: number, residency: number): Pool {
  const to = at + (residency - residencyOf(at % GROUPS)) * HOMES;
  state.pupils[at]!--;
  state.pupils[to]!++;
  return inHand(to);
}

/** Grade of a cell. */
function gradeOf(at: number): number {
  return Math.floor(at / GROUPS) % GRADES;
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
