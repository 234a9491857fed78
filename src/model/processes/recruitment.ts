import { apportion } from "../../core/apportion.ts";
import { toUniform, type Stream } from "../../core/stream.ts";
import type { YearContext } from "../context.ts";
import { staffing, type Staffing } from "../staffing.ts";
import { BACHELOR, COLLEGE, type CountyState } from "../state.ts";
import { subjectOf } from "../subjects.ts";
import { teacherId } from "../teacher-id.ts";
import { transfer } from "./transfer.ts";

/** Female share of new teachers, primary and junior; bachelor share of new teachers (assumed from recent bulletins). */
const FEMALE = [0.8, 0.7] as const;
const BACHELOR_SHARE = [0.93, 0.98] as const;
/** Part of the gap to the headcount aimed at that is hired in one year (assumed). */
const GAP_CLOSED = 0.5;
/**
 * Transfer (rules in transfer.ts) and hiring. Rules EST-1, EST-2, HIR-1 to HIR-4.
 *
 * Where the county has fewer teachers of a stage than aimed at it hires half the gap, otherwise a share of the leavers, sent to
 * the schools furthest below target. Schools short of PE, music and art teachers get specialists first.
 *
 * Writes `teachers`, `teacherFlows.hired`. Draws two blocks per hire.
 */
export function recruit(state: CountyState, context: YearContext): void {
  const posts = staffing(state, context);
  for (const stage of [0, 1]) {
    const leavers = leaversOf(state, stage);
    transfer(state, context, posts, stage);
    hire(state, context, posts, stage, leavers);
  }
}

/** Teachers of a stage who retired or left the profession this year (persons). */
function leaversOf({ sites }: CountyState, stage: number): number {
  let sum = 0;
  for (let site = 0; site < sites.count; site++) sum += sites.departures[site * 2 + stage]!;
  return sum;
}

function hire(state: CountyState, context: YearContext, posts: Staffing, stage: number, leavers: number): void {
  const { sites, teachers } = state;
  let headcount = 0;
  const need = new Float64Array(sites.count);
  for (let site = 0; site < sites.count; site++) {
    const at = site * 2 + stage;
    headcount += posts.headcount[at]!;
    need[site] = Math.max(0, 1.25 * posts.target[at]! - posts.headcount[at]!);
  }
  const target = posts.aimed[stage as 0 | 1];
  if (target === 0) return;
  const replaced = context.value("teachers.replacement_rate") * leavers;
  const stream = context.stream("teacher.hire");
  const exact = Math.max(
    0,
    target > headcount ? GAP_CLOSED * (target - headcount) : Math.min(replaced, 0.04 * headcount),
  );
  const room = teachers.id.length - teachers.count;
  const hires = Math.min(room, Math.floor(exact + stream.uniform(0x7ffffff0 + stage)));
  if (hires === 0 || need.every((n) => n === 0)) return;
  const bySite = apportion(hires, need);
  for (let site = 0; site < sites.count; site++) {
    const short = Math.ceil(0.009 * state.sites.enrolment[site * 2 + stage]! - posts.specialists[site * 2 + stage]!);
    hireAt(state, context, site, stage, bySite[site]!, short, stream);
  }
}

/** Hires `count` teachers at a site, specialists first as long as it is `short` of them. */
function hireAt(
  state: CountyState,
  context: YearContext,
  site: number,
  stage: number,
  count: number,
  short: number,
  stream: Stream,
): void {
  const { teachers, teacherFlows } = state;
  const share = context.value("teachers.specialist_hire_share");
  for (let ordinal = 0; ordinal < count; ordinal++) {
    const id = teacherId(context.year, site, stage, ordinal);
    const row = teachers.count++;
    const words = stream.block(id, 0);
    const [sex, degree, field, age] = [words[0]!, words[1]!, words[2]!, words[3]!].map(toUniform) as [
      number,
      number,
      number,
      number,
    ];
    const specialistShare = ordinal < short ? Math.min(0.75, 2.5 * share) : share;
    teachers.id[row] = id;
    teachers.birthMonth[row] = Math.round((context.year + 0.67 - 1900 - 22 - 6 * age * age) * 12);
    teachers.isFemale[row] = sex < FEMALE[stage]! ? 1 : 0;
    teachers.stage[row] = stage;
    teachers.subject[row] = subjectOf(field, specialistShare);
    teachers.degree[row] = degree < BACHELOR_SHARE[stage]! ? BACHELOR : COLLEGE;
    teachers.isBackbone[row] = 0;
    teachers.site[row] = site;
    teachers.homeSite[row] = site;
    teachers.arrivedYear[row] = context.year;
    teachers.exchangeUntil[row] = 0;
    teachers.isUnwilling[row] = 0;
    teachers.secondSite[row] = -1;
    teachers.isCountyHeld[row] = 0;
    const lots = stream.block(id, 1);
    teachers.lot[row] = lots[0]! >>> 16;
    teachers.transferDraw[row] = lots[1]!;
    teachers.rotationDraw[row] = lots[2]!;
    teachers.designationDraw[row] = lots[3]!;
    teacherFlows.hired++;
  }
}
