import { toUniform } from "../../core/stream.ts";
import type { YearContext } from "../context.ts";
import { lowest } from "../lowest.ts";
import { isPreparing } from "../queue.ts";
import { staffing, type Staffing } from "../staffing.ts";
import { VILLAGE, type CountyState } from "../state.ts";
import { bonusFactor } from "./attrition.ts";
import { hire } from "./hiring.ts";

/** Share of teachers at overstaffed schools whom the county reassigns in a year: school-held and county-held (assumed). */
const REASSIGNED = [0.08, 0.25] as const;
/** A preparing county reassigns this much faster (ratio, assumed). */
const REASSIGNED_PREPARING = 2;

/**
 * Voluntary transfer, reassignment and hiring. Rules EST-1, EST-2, TRA-1, TRA-2, HIR-1 to HIR-8.
 *
 * Village teachers apply to town and seat; teachers of overstaffed schools are reassigned to schools that lack staff; then each
 * stage hires. Recurrent money that is not bound pays for teachers beyond those replaced: at most half of it for the primary
 * stage, what is left for the junior stage (HIR-7).
 *
 * Writes `teachers`, `teacherFlows.hired`, `posts`, `tally`. Draws as hiring does; transfer uses the word kept from the year's block.
 */
export function recruit(state: CountyState, context: YearContext): void {
  const posts = staffing(state, context);
  let money = state.ledger.otherRecurrent;
  for (const stage of [0, 1] as const) {
    const leavers = leaversOf(state, stage);
    transfer(state, context, posts, stage);
    money -= hire(state, context, posts, stage, leavers, stage === 0 ? money / 2 : money);
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
