import { apportion } from "../../core/apportion.ts";
import { columnLength } from "../../core/philox.ts";
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
    hired = fillPosts(state, context, posts, stage, apportion(offered, need));
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

/** Offers posts at the sites, specialists first as long as a site is short of them; returns how many were filled. */
function fillPosts(
  state: CountyState,
  context: YearContext,
  posts: Staffing,
  stage: 0 | 1,
  bySite: Int32Array,
): number {
  const { teachers } = state;
  const stream = context.stream("teacher.hire");
  const ids = idsOffered(context.year, stage, bySite);
  const words = stream.columns(ids, ids.length, 0).slice();
  const share = context.value("teachers.specialist_hire_share");
  const perClass = context.value("teachers.specialists_per_class");
  const isScarce = !isOff(context.value, "applicants");
  const field = 2 * columnLength(ids.length);
  const first = teachers.count;
  const subjects = new Uint8Array(ids.length);
  const filled = new Int32Array(SUBJECTS.length);
  for (let site = 0, i = 0; site < bySite.length; site++) {
    const end = i + bySite[site]!;
    if (end === i) continue;
    const short = Math.ceil(specialistPosts(state, site * 2 + stage, perClass) - posts.specialists[site * 2 + stage]!);
    filled.fill(0);
    for (let k = i; k < end; k++) {
      const wanted = k - i < short ? Math.min(0.75, 2.5 * share) : share;
      subjects[k] = subjectOf(toUniform(words[field + k]!), wanted);
      filled[subjects[k]!]!++;
    }
    // Where applicants are no limit, every post has one (rule LOG-8).
    if (isScarce) limitToApplicants(state, context, site, stage, filled);
    for (; i < end; i++)
      if (filled[subjects[i]!]!-- > 0) addTeacher(state, context.year, site, stage, ids, i, subjects[i]!, words);
  }
  drawSecondBlock(state, stream, first);
  return teachers.count - first;
}

/** Ids of whoever takes the posts offered at each site. */
function idsOffered(year: number, stage: 0 | 1, bySite: Int32Array): Int32Array {
  const ids = new Int32Array(sum(bySite));
  for (let site = 0, i = 0; site < bySite.length; site++)
    for (let ordinal = 0; ordinal < bySite[site]!; ordinal++) ids[i++] = teacherId(year, site, stage, ordinal);
  return ids;
}

/** Cuts the posts of a site down to those who apply, subject by subject. */
function limitToApplicants(
  state: CountyState,
  context: YearContext,
  site: number,
  stage: 0 | 1,
  bySubject: Int32Array,
): void {
  const perPost = applicantsPerPost(state, context, site);
  const queue = context.stream("teacher.applicants");
  for (let subject = 0; subject < SUBJECTS.length; subject++) {
    const n = bySubject[subject]!;
    if (n > 0) bySubject[subject] = applicants(queue, site, stage, subject, n, perPost);
  }
}

/** A new teacher in the next free row, but for what a second block of words says (rules HIR-3, QLT-1). */
function addTeacher(
  { teachers }: CountyState,
  year: number,
  site: number,
  stage: 0 | 1,
  ids: Int32Array,
  i: number,
  subject: number,
  words: Uint32Array,
): void {
  const row = teachers.count++;
  const length = columnLength(ids.length);
  const age = toUniform(words[3 * length + i]!);
  teachers.id[row] = ids[i]!;
  teachers.birthMonth[row] = Math.round((year + 0.67 - 1900 - 22 - 6 * age * age) * 12);
  teachers.isFemale[row] = toUniform(words[i]!) < FEMALE[stage] ? 1 : 0;
  teachers.stage[row] = stage;
  teachers.subject[row] = subject;
  teachers.degree[row] = toUniform(words[length + i]!) < BACHELOR_SHARE[stage] ? BACHELOR : COLLEGE;
  teachers.title[row] = THIRD;
  teachers.titleYear[row] = year;
  teachers.isBackbone[row] = 0;
  teachers.site[row] = site;
  teachers.homeSite[row] = site;
  teachers.secondSite[row] = -1;
  teachers.arrivedYear[row] = year;
  teachers.exchangeUntil[row] = 0;
  teachers.isUnwilling[row] = 0;
  // Training before the first post counts as the hours of five years (assumed).
  teachers.trainingHours[row] = HOURS_IN_FIVE_YEARS;
}

/** Gives everyone hired since row `first` their lot for life and their quality, and counts them in. */
function drawSecondBlock(state: CountyState, stream: Stream, first: number): void {
  const { teachers, teacherFlows, tally } = state;
  const hired = teachers.count - first;
  const words = stream.columns(teachers.id.subarray(first, teachers.count), hired, 1);
  const length = columnLength(hired);
  for (let i = 0; i < hired; i++) {
    teachers.lot[first + i] = words[i]! >>> 16;
    teachers.quality[first + i] = drawnQuality(toUniform(words[length + i]!));
    countTeacher(state, first + i, 1);
  }
  tally.trained += hired;
  teacherFlows.hired += hired;
}

function sum(counts: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  return total;
}
