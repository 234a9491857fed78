import { binomial } from "../../core/distributions.ts";
import { toUniform } from "../../core/stream.ts";
import { mixWay } from "../cells.ts";
import type { YearContext } from "../context.ts";
import {
  follow,
  followRelocatingRise,
  followRise,
  gone,
  inCell,
  inHand,
  inRelocating,
  inWaiting,
} from "../pupil-trail.ts";
import { DROPPED_OUT, dropMoved } from "./closure-dropout.ts";
import { addBin, binOf, closeRoll, createRoll, openRoll, takePlace } from "../roll.ts";
import {
  cell,
  FIRST_JUNIOR_GRADE,
  GRADES,
  gradeEnrolment,
  GROUPS,
  HOMES,
  POINT_GRADES,
  teaches,
  TEACHING_POINT,
  wayKm,
  type CountyState,
} from "../state.ts";

const NOT_PROGRESSED = gone("not-progressed");
/** Grades that may drop out before they graduate: 7 and 8. */
const DROPOUT_GRADES = 2;
/** Address of the number of drop-outs; those of who they are begin at 0. */
const HOW_MANY = 1 << 30;
/** Juniors who may drop out; a bin is a site and grade. */
const roll = createRoll();
/** Pupils of grade 6 by group, wherever they are. */
const finishing = new Int32Array(GROUPS);

/**
 * The school year turns: drop-out from junior school, graduation, promotion by one grade. Rules PRO-1 to PRO-5.
 * Pupils whose school closed a year ago drop out a little more (rule NET-13). Grade-6 pupils wait for a junior school; pupils of a teaching point who finish its last grade go to the township's school.
 *
 * Writes `pupils`, `waiting`, `relocating`, `pupilFlows`, `retention`. The chances are those of every site: draws one binomial for those who
 * drop out and one uniform for each of them, and one binomial per group for those who do not go on to grade 7.
 */
export function promote(state: CountyState, context: YearContext): void {
  const { pupils, sites, pupilFlows } = state;
  const moved = dropMoved(state, context);
  const { juniors, dropouts } = dropOut(state, context);
  gatherFinishing(state, context);
  for (let site = 0; site < sites.count; site++) {
    if (teaches(sites.kind[site]!, 1)) pupilFlows.graduates += gradeEnrolment(pupils, site, GRADES - 1);
    if (context.trail) followRise(context, site);
  }
  shiftGrades(pupils, sites.count);
  shiftRelocating(state, context);
  goOn(state, context);
  // Only when every site has turned, so that nobody who comes to a later row rises twice.
  for (let site = 0; site < sites.count; site++)
    if (sites.isOpen[site] && sites.kind[site] === TEACHING_POINT) leavePoint(state, context, site);
  // Three-year retention on the form: graduates over entrants; here from the year's drop-out, compounded over three years.
  const yearly = juniors + moved > 0 ? (dropouts + moved) / (juniors + moved) : 0;
  const threeYears = (1 - yearly) * (1 - yearly) * (1 - yearly);
  state.retention = 0.67 * state.retention + 0.33 * threeYears;
}

/** Pupils of grades 7 and 8 drop out, each with the same chance (rule PRO-1). */
function dropOut(state: CountyState, context: YearContext): { juniors: number; dropouts: number } {
  const { pupils, sites } = state;
  openRoll(roll, sites.count * DROPOUT_GRADES);
  for (let site = 0; site < sites.count; site++) {
    if (!teaches(sites.kind[site]!, 1)) continue;
    for (let g = 0; g < DROPOUT_GRADES; g++)
      addBin(roll, cell(site, FIRST_JUNIOR_GRADE + g, 0), gradeEnrolment(pupils, site, FIRST_JUNIOR_GRADE + g));
  }
  const juniors = roll.total;
  const stream = context.stream("dropout");
  const dropouts = binomial(juniors, context.value("retention.dropout_rate"), stream, HOW_MANY);
  if (dropouts > 0) closeRoll(roll);
  for (let attempt = 0, left = dropouts; left > 0; attempt++) {
    const words = stream.block(attempt, 0);
    const place = Math.floor(toUniform(words[0]!) * juniors);
    if (!takePlace(roll, place)) continue;
    left--;
    removePupil(state, context, roll.cells[binOf(roll, place)]!, toUniform(words[1]!));
  }
  state.pupilFlows.dropouts += dropouts;
  return { juniors, dropouts };
}
/** One of the pupils still in the grade of a site whose first cell is `first`, all alike, drops out. */
function removePupil({ pupils }: CountyState, context: YearContext, first: number, u: number): void {
  let left = 0;
  for (let at = first; at < first + GROUPS; at++) left += pupils[at]!;
  let rank = Math.floor(u * left);
  let at = first;
  while (rank >= pupils[at]!) rank -= pupils[at++]!;
  const all = pupils[at]!--;
  // The pool of a cell is its number.
  if (context.trail) follow(context, at, DROPPED_OUT, 1, all);
}

/** Counts who has finished grade 6, at a site or on the way to the seat. */
function gatherFinishing({ pupils, relocating, sites }: CountyState, context: YearContext): void {
  const grade = FIRST_JUNIOR_GRADE - 1;
  for (let group = 0; group < GROUPS; group++) {
    const n = (finishing[group] = relocating[grade * GROUPS + group]!);
    if (context.trail) follow(context, inRelocating(grade, group), inHand(group), n, n);
  }
  for (let site = 0; site < sites.count; site++) {
    if (!teaches(sites.kind[site]!, 0)) continue;
    const first = cell(site, grade, 0);
    for (let group = 0; group < GROUPS; group++) {
      const n = pupils[first + group]!;
      finishing[group]! += n;
      if (context.trail) follow(context, inCell(site, grade, group), inHand(group), n, n);
    }
  }
}

/** Those who have finished grade 6 wait for a junior school, or leave school (rule PRO-3). */
function goOn({ waiting, pupilFlows }: CountyState, context: YearContext): void {
  const stay = 1 - context.value("demography.grade7_progression");
  const stream = context.stream("progression");
  for (let group = 0; group < GROUPS; group++) {
    const all = finishing[group]!;
    const stopped = binomial(all, stay, stream, group);
    pupilFlows.notProgressed += stopped;
    waiting[FIRST_JUNIOR_GRADE * GROUPS + group]! += all - stopped;
    if (!context.trail) continue;
    follow(context, inHand(group), NOT_PROGRESSED, stopped, all);
    follow(context, inHand(group), inWaiting(FIRST_JUNIOR_GRADE, group), all - stopped, all - stopped);
  }
}

/** Every grade takes the place of the next; grades 1 and 7 stand empty. */
function shiftGrades(pupils: Int32Array, sites: number): void {
  // All sites at once: what grade 9 of one site would bring to grade 1 of the next is taken out again.
  pupils.copyWithin(GROUPS, 0, pupils.length - GROUPS);
  for (let site = 0; site < sites; site++) {
    const first = cell(site, 0, 0);
    const junior = first + FIRST_JUNIOR_GRADE * GROUPS;
    for (let group = 0; group < GROUPS; group++) pupils[first + group] = pupils[junior + group] = 0;
  }
}

/** Pupils who have finished the last grade of a teaching point join the township's central school. */
function leavePoint(state: CountyState, context: YearContext, point: number): void {
  const { pupils, sites, centralPrimary } = state;
  const central = centralPrimary[sites.township[point]!]!;
  // A central school may itself have closed or become a teaching point; then the pupils go to the seat.
  const target = central >= 0 && sites.isOpen[central] && sites.kind[central] !== TEACHING_POINT ? central : -1;
  if (target >= 0) mixPointWays(state, point, target);
  for (let grade = POINT_GRADES; grade < FIRST_JUNIOR_GRADE; grade++) {
    for (let group = 0; group < GROUPS; group++) {
      const from = cell(point, grade, group);
      if (pupils[from] === 0) continue;
      const n = pupils[from]!;
      if (target >= 0) pupils[cell(target, grade, group)]! += n;
      else state.relocating[grade * GROUPS + group]! += n;
      const to = target >= 0 ? inCell(target, grade, group) : inRelocating(grade, group);
      follow(context, inCell(point, grade, group), to, n, n);
      pupils[from] = 0;
    }
  }
}

/** Those who move on add the way between the two schools to their way. */
function mixPointWays(state: CountyState, point: number, target: number): void {
  for (let home = 0; home < HOMES; home++) {
    let moving = 0;
    for (let grade = POINT_GRADES; grade < FIRST_JUNIOR_GRADE; grade++) {
      for (let group = home; group < GROUPS; group += HOMES) moving += state.pupils[cell(point, grade, group)]!;
    }
    const way = state.sites.travelKm[point * 6 + home]! + wayKm(state.sites, point, target);
    mixWay(state, target, 0, home, moving, way);
  }
}

/** Pupils of schools closed this summer move up with everyone else. */
function shiftRelocating({ relocating, pupilFlows }: CountyState, context: YearContext): void {
  for (let group = 0; group < GROUPS; group++) pupilFlows.graduates += relocating[(GRADES - 1) * GROUPS + group]!;
  followRelocatingRise(context);
  relocating.copyWithin(GROUPS, 0, (GRADES - 1) * GROUPS);
  relocating.fill(0, 0, GROUPS);
  relocating.fill(0, FIRST_JUNIOR_GRADE * GROUPS, (FIRST_JUNIOR_GRADE + 1) * GROUPS);
}
