import { apportion } from "../../core/apportion.ts";
import { toUniform, type Stream } from "../../core/stream.ts";
import { applicants, applicantsPerPost } from "../applicants.ts";
import { noteDecision } from "../constraint-log.ts";
import type { YearContext } from "../context.ts";
import { isOff } from "../constraint-switches.ts";
import { CUT, setPosts, specialistPosts } from "../establishment.ts";
import { teacherCost } from "../rural-pay.ts";
import { countTeacher } from "../staff-counts.ts";
import type { Staffing } from "../staffing.ts";
import { BACHELOR, COLLEGE, SUBJECTS, type CountyState } from "../state.ts";
import { subjectOf } from "../subjects.ts";
import { teacherId } from "../teacher-id.ts";
import { drawnQuality } from "../teacher-quality.ts";
import { THIRD } from "../titles.ts";
import { HOURS_IN_FIVE_YEARS } from "../training.ts";
import { addLots } from "../year-lots.ts";

/** Female share of new teachers, primary and junior; bachelor share of new teachers (assumed from recent bulletins). */
const FEMALE = [0.8, 0.7] as const;
const BACHELOR_SHARE = [0.93, 0.98] as const;
/** Part of the gap to the headcount aimed at that is hired in one year (assumed). */
const GAP_CLOSED = 0.5;
/** Most leavers replaced in a stage that has enough teachers, as a share of them (assumed). */
const MOST_REPLACED = 0.04;

/**
 * Hires teachers of a stage. Rules EST-3 to EST-5, EST-7, HIR-1 to HIR-8.
 *
 * Where the stage has fewer teachers than aimed at, half of the gap is offered, otherwise a share of the leavers; never more
 * than there are posts and pay for. Posts are offered at the schools furthest below target, each for one subject, and filled as
 * far as people apply.
 *
 * Writes `teachers`, `staff`, `posts`, `teacherFlows.hired`, `tally`, `constraintLog` (rule LOG-2). Draws two blocks per hire, one Poisson number per site, stage and
 * subject with a post.
 *
 * @param envelope Money for teachers beyond those replaced (yuan a year).
 * @returns Yuan of the envelope that the hires need.
 */
export function hire(
  state: CountyState,
  context: YearContext,
  posts: Staffing,
  stage: 0 | 1,
  leavers: number,
  envelope: number,
): number {
  const { sites, teachers, tally } = state;
  let headcount = 0;
  const lacking = new Float64Array(sites.count);
  const perClass = context.value("teachers.specialists_per_class");
  const need = new Float64Array(sites.count);
  for (let site = 0; site < sites.count; site++) {
    const at = site * 2 + stage;
    headcount += posts.headcount[at]!;
    need[site] = Math.max(0, 1.25 * posts.target[at]! - posts.headcount[at]!);
    if (posts.target[at]! > 0)
      lacking[site] = Math.max(0, Math.ceil(specialistPosts(state, at, perClass) - posts.specialists[at]!));
  }
  const target = posts.aimed[stage];
  const asked = setPosts(state, context, stage, target);
  const cost = teacherCost(state, context);
  const usual = hiresPlanned(context, stage, headcount, target, leavers);
  const wanted = Math.max(usual, Math.ceil(target - headcount), sum(lacking));
  // Where posts are no limit, everyone lacking is hired, also the specialists of schools with enough teachers (rule LOG-9).
  const isFree = isOff(context.value, "posts");
  if (isFree) for (let site = 0; site < sites.count; site++) need[site]! += lacking[site]!;
  const planned = isFree ? wanted : usual;
  const rows = teachers.id.length - teachers.count;
  const open = Math.min(isFree ? Infinity : Math.max(0, state.posts[stage]! - headcount), rows);
  const payable = leavers + Math.floor(Math.max(0, envelope) / cost);
  const offered = need.some((n) => n > 0) ? Math.min(open, planned, payable) : 0;
  let hired = 0;
  if (offered > 0) {
    const bySite = apportion(offered, need);
    for (let site = 0; site < sites.count; site++)
      if (bySite[site]! > 0) hired += hireAt(state, context, posts, site, stage, bySite[site]!);
    tally.unfilledPosts += offered - hired;
  }
  tally.surplusTeachers += Math.max(0, headcount + hired - asked);
  noteDecision(state.constraintLog, "hire", wanted, [
    ["post-quota", open],
    ["policy-cap", planned],
    ["budget-recurrent", payable],
    // Planned hires whom no school needs, since none is short of its number.
    ["policy-cap", offered],
    ["no-eligible-teacher", hired],
  ]);
  return Math.max(0, hired - leavers) * cost;
}

/** Teachers the county plans to hire for a stage this year if posts, money and applicants are no matter (persons; rule HIR-1). */
function hiresPlanned(context: YearContext, stage: 0 | 1, headcount: number, target: number, leavers: number): number {
  const isCut = context.value("teachers.surplus_policy") === CUT;
  const replaced = isCut
    ? 0
    : Math.min(context.value("teachers.replacement_rate") * leavers, MOST_REPLACED * headcount);
  const wanted = target > headcount ? GAP_CLOSED * (target - headcount) : replaced;
  const u = context.stream("teacher.hire").uniform(0x7ffffff0 + stage);
  return Math.floor(wanted + u);
}

/** Offers `offered` posts at a site, specialists first as long as it is short of them; returns how many were filled. */
function hireAt(
  state: CountyState,
  context: YearContext,
  posts: Staffing,
  site: number,
  stage: 0 | 1,
  offered: number,
): number {
  const at = site * 2 + stage;
  const share = context.value("teachers.specialist_hire_share");
  const wanted = specialistPosts(state, at, context.value("teachers.specialists_per_class"));
  const short = Math.ceil(wanted - posts.specialists[at]!);
  const stream = context.stream("teacher.hire");
  const bySubject = new Int32Array(SUBJECTS.length);
  const subjects = new Uint8Array(offered);
  for (let ordinal = 0; ordinal < offered; ordinal++) {
    const field = toUniform(stream.block(teacherId(context.year, site, stage, ordinal), 0)[2]!);
    subjects[ordinal] = subjectOf(field, ordinal < short ? Math.min(0.75, 2.5 * share) : share);
    bySubject[subjects[ordinal]!]!++;
  }
  // Where applicants are no limit, every post has one (rule LOG-8).
  if (!isOff(context.value, "applicants")) {
    const perPost = applicantsPerPost(state, context, site);
    const queue = context.stream("teacher.applicants");
    for (let subject = 0; subject < SUBJECTS.length; subject++) {
      const n = bySubject[subject]!;
      if (n > 0) bySubject[subject] = applicants(queue, site, stage, subject, n, perPost);
    }
  }
  let hired = 0;
  for (let ordinal = 0; ordinal < offered; ordinal++) {
    if (bySubject[subjects[ordinal]!]! === 0) continue;
    bySubject[subjects[ordinal]!]!--;
    addTeacher(state, context, site, stage, ordinal, subjects[ordinal]!, stream);
    hired++;
  }
  return hired;
}

/** A new teacher in the next free row (rules HIR-3, QLT-1). */
function addTeacher(
  state: CountyState,
  context: YearContext,
  site: number,
  stage: 0 | 1,
  ordinal: number,
  subject: number,
  stream: Stream,
): void {
  const { teachers, teacherFlows } = state;
  const id = teacherId(context.year, site, stage, ordinal);
  const row = teachers.count++;
  const words = stream.block(id, 0);
  const age = toUniform(words[3]!);
  teachers.id[row] = id;
  teachers.birthMonth[row] = Math.round((context.year + 0.67 - 1900 - 22 - 6 * age * age) * 12);
  teachers.isFemale[row] = toUniform(words[0]!) < FEMALE[stage] ? 1 : 0;
  teachers.stage[row] = stage;
  teachers.subject[row] = subject;
  teachers.degree[row] = toUniform(words[1]!) < BACHELOR_SHARE[stage] ? BACHELOR : COLLEGE;
  teachers.title[row] = THIRD;
  teachers.titleYear[row] = context.year;
  teachers.isBackbone[row] = 0;
  teachers.site[row] = site;
  teachers.homeSite[row] = site;
  teachers.secondSite[row] = -1;
  teachers.arrivedYear[row] = context.year;
  teachers.exchangeUntil[row] = 0;
  teachers.isUnwilling[row] = 0;
  const second = stream.block(id, 1);
  teachers.lot[row] = second[0]! >>> 16;
  teachers.quality[row] = drawnQuality(toUniform(second[1]!));
  // Training before the first post counts as the hours of five years (assumed).
  teachers.trainingHours[row] = HOURS_IN_FIVE_YEARS;
  addLots(teachers, context, row);
  countTeacher(state, row, 1);
  state.tally.trained++;
  teacherFlows.hired++;
}

function sum(counts: Float64Array): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  return total;
}
