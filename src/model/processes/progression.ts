import { binomial } from "../../core/distributions.ts";
import type { Stream } from "../../core/stream.ts";
import { mixWay, takeShare } from "../cells.ts";
import type { YearContext } from "../context.ts";
import { follow, followRelocatingRise, followRise, gone, inCell, inRelocating, inWaiting } from "../pupil-trail.ts";
import { dropMoved, followDropOut } from "./closure-dropout.ts";
import {
  cell,
  FIRST_JUNIOR_GRADE,
  GRADES,
  gradeEnrolment,
  GROUPS,
  HOMES,
  POINT_GRADES,
  TEACHING_POINT,
  wayKm,
  type CountyState,
} from "../state.ts";

/** Address of the draws of pupils who are at no site; sites lie far below. */
const RELOCATING = 1 << 24;
const NOT_PROGRESSED = gone("not-progressed");

/**
 * The school year turns: drop-out from junior school, graduation, promotion by one grade. Rules PRO-1 to PRO-5.
 * Pupils whose school closed a year ago drop out a little more (rule NET-13). Grade-6 pupils wait for a junior school; pupils of a teaching point who finish its last grade go to the township's school.
 *
 * Writes `pupils`, `waiting`, `relocating`, `pupilFlows`, `retention`. Draws one binomial per site and junior grade, and one
 * per site for those who do not go on to grade 7.
 */
export function promote(state: CountyState, context: YearContext): void {
  const { pupils, sites, pupilFlows } = state;
  const stay = 1 - context.value("demography.grade7_progression");
  const dropout = context.stream("dropout");
  const progression = context.stream("progression");
  shiftRelocating(state, context, stay, progression);
  let dropouts = dropMoved(state, context);
  let juniors = dropouts;
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const leaving = dropoutChance(context);
    for (let grade = FIRST_JUNIOR_GRADE; grade < GRADES - 1; grade++) {
      juniors += gradeEnrolment(pupils, site, grade);
      const taken = takeShare(state, site, grade, leaving, dropout);
      followDropOut(state, context, site, grade, taken);
      const left = sum(taken);
      pupilFlows.dropouts += left;
      dropouts += left;
    }
    pupilFlows.graduates += gradeEnrolment(pupils, site, GRADES - 1);
    const lastPrimary = cell(site, FIRST_JUNIOR_GRADE - 1, 0);
    for (let group = 0; group < GROUPS; group++) {
      const finishing = pupils[lastPrimary + group]!;
      if (finishing === 0) continue;
      const stopped = binomial(finishing, stay, progression, site * GROUPS + group);
      pupilFlows.notProgressed += stopped;
      state.waiting[FIRST_JUNIOR_GRADE * GROUPS + group]! += finishing - stopped;
      const pool = inCell(site, FIRST_JUNIOR_GRADE - 1, group);
      follow(context, pool, NOT_PROGRESSED, stopped, finishing);
      follow(context, pool, inWaiting(FIRST_JUNIOR_GRADE, group), finishing - stopped, finishing - stopped);
    }
    shiftGrades(pupils, site);
    followRise(context, site);
  }
  // Only when every site has turned, so that nobody who comes to a later row rises twice.
  for (let site = 0; site < sites.count; site++)
    if (sites.isOpen[site] && sites.kind[site] === TEACHING_POINT) leavePoint(state, context, site);
  // Three-year retention on the form: graduates over entrants; here from the year's drop-out, compounded over three years.
  const yearly = juniors > 0 ? dropouts / juniors : 0;
  const threeYears = (1 - yearly) * (1 - yearly) * (1 - yearly);
  state.retention = 0.67 * state.retention + 0.33 * threeYears;
}

/** Yearly chance that a pupil of grade 7 or 8 drops out. */
function dropoutChance(context: YearContext): number {
  return context.value("retention.dropout_rate");
}

/** Every grade takes the place of the next; grades 1 and 7 stand empty. */
function shiftGrades(pupils: Int32Array, site: number): void {
  const first = cell(site, 0, 0);
  pupils.copyWithin(first + GROUPS, first, first + (GRADES - 1) * GROUPS);
  pupils.fill(0, first, first + GROUPS);
  const junior = first + FIRST_JUNIOR_GRADE * GROUPS;
  pupils.fill(0, junior, junior + GROUPS);
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

/** Pupils of schools closed this summer move up with everyone else; those of grade 6 wait for a junior school. */
function shiftRelocating(
  { relocating, waiting, pupilFlows }: CountyState,
  context: YearContext,
  stay: number,
  progression: Stream,
): void {
  for (let group = 0; group < GROUPS; group++) {
    pupilFlows.graduates += relocating[(GRADES - 1) * GROUPS + group]!;
    const finishing = relocating[(FIRST_JUNIOR_GRADE - 1) * GROUPS + group]!;
    const stopped = binomial(finishing, stay, progression, RELOCATING + group);
    pupilFlows.notProgressed += stopped;
    waiting[FIRST_JUNIOR_GRADE * GROUPS + group]! += finishing - stopped;
    const pool = inRelocating(FIRST_JUNIOR_GRADE - 1, group);
    follow(context, pool, NOT_PROGRESSED, stopped, finishing);
    follow(context, pool, inWaiting(FIRST_JUNIOR_GRADE, group), finishing - stopped, finishing - stopped);
  }
  followRelocatingRise(context);
  relocating.copyWithin(GROUPS, 0, (GRADES - 1) * GROUPS);
  relocating.fill(0, 0, GROUPS);
  relocating.fill(0, FIRST_JUNIOR_GRADE * GROUPS, (FIRST_JUNIOR_GRADE + 1) * GROUPS);
}

function sum(counts: Int32Array): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  return total;
}
