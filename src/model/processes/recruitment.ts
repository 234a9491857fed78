import { apportion } from "../../core/apportion.ts";
import { toUniform, type Stream } from "../../core/stream.ts";
import type { YearContext } from "../context.ts";
import { lowest } from "../lowest.ts";
import { isPreparing } from "../queue.ts";
import { staffing, type Staffing } from "../staffing.ts";
import { BACHELOR, COLLEGE, VILLAGE, type CountyState } from "../state.ts";
import { subjectOf } from "../subjects.ts";
import { teacherId } from "../teacher-id.ts";
import { bonusFactor } from "./attrition.ts";

/** Female share of new teachers, primary and junior; bachelor share of new teachers (assumed from recent bulletins). */
const FEMALE = [0.8, 0.7] as const;
const BACHELOR_SHARE = [0.93, 0.98] as const;
/** Part of the gap to the headcount aimed at that is hired in one year (assumed). */
const GAP_CLOSED = 0.5;
/** Share of teachers at overstaffed schools whom the county reassigns in a year: school-held and county-held (assumed). */
const REASSIGNED = [0.08, 0.25] as const;
/** A preparing county reassigns this much faster (ratio, assumed). */
const REASSIGNED_PREPARING = 2;

/**
 * Voluntary transfer, reassignment and hiring. Rules EST-1, EST-2, TRA-1, TRA-2, HIR-1 to HIR-4.
 *
 * Village teachers apply to town and seat; teachers of overstaffed schools are reassigned to schools that lack staff. Where the
 * county has fewer teachers of a stage than aimed at it hires half the gap, otherwise a share of the leavers, sent to the
 * schools furthest below target. Schools short of PE, music and art teachers get specialists first.
 *
 * Writes `teachers`, `teacherFlows.hired`. Draws two blocks per hire; transfer uses the word kept from the year's block.
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

function transfer(state: CountyState, context: YearContext, posts: Staffing, stage: number): void {
  const { teachers, sites } = state;
  const rate = context.value("teachers.transfer_rate") * bonusFactor(context.value("teachers.rural_bonus_share"));
  const pace = isPreparing(state.queue, context.year) ? REASSIGNED_PREPARING : 1;
  const movers: number[] = [];
  for (let t = 0; t < teachers.count; t++) {
    if (teachers.stage[t] !== stage || teachers.exchangeUntil[t]! > 0) continue;
    const site = teachers.site[t]!;
    const at = site * 2 + stage;
    const isOver = posts.headcount[at]! > posts.target[at]! * 1.15 + 1;
    const chance = isOver
      ? pace * REASSIGNED[teachers.isCountyHeld[t] as 0 | 1]!
      : sites.setting[site] === VILLAGE
        ? rate
        : 0;
    if (chance > 0 && toUniform(teachers.transferDraw[t]!) < chance) movers.push(t);
  }
  const queue = openPosts(posts, sites.count, stage);
  for (const t of lowest(movers, movers.length, teachers.rotationDraw, teachers.id)) {
    const from = teachers.site[t]!;
    const isVolunteer =
      sites.setting[from] === VILLAGE &&
      posts.headcount[from * 2 + stage]! <= posts.target[from * 2 + stage]! * 1.15 + 1;
    const to = queue.find((post) => post.open > 0 && (!isVolunteer || sites.setting[post.site] !== VILLAGE));
    if (!to) continue;
    to.open--;
    posts.headcount[from * 2 + stage]!--;
    posts.headcount[to.site * 2 + stage]!++;
    sites.departures[from * 2 + stage]!++;
    teachers.site[t] = to.site;
    teachers.homeSite[t] = to.site;
    teachers.arrivedYear[t] = context.year;
  }
}

/** Sites of a stage below target with the number of open posts, widest relative gap first. */
function openPosts(
  { headcount, target }: Staffing,
  sites: number,
  stage: number,
): { site: number; open: number; gap: number }[] {
  const list = [];
  for (let site = 0; site < sites; site++) {
    const at = site * 2 + stage;
    const open = Math.floor(target[at]! - headcount[at]!);
    if (open > 0) list.push({ site, open, gap: open / target[at]! });
  }
  return list.sort((a, b) => b.gap - a.gap || a.site - b.site);
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
    teachers.isCountyHeld[row] = 0;
    const lots = stream.block(id, 1);
    teachers.lot[row] = lots[0]! >>> 16;
    teachers.transferDraw[row] = lots[1]!;
    teachers.rotationDraw[row] = lots[2]!;
    teachers.designationDraw[row] = lots[3]!;
    teacherFlows.hired++;
  }
}
