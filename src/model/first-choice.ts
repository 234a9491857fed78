import { split } from "../core/urn.ts";
import { enrol, lotteryAddress, roomAt, turn, type Desk } from "./desk.ts";
import { APPLICANTS, applications, groupOfApplicant, tierOf, turnAway } from "./lottery.ts";
import { follow, inApplied, inCell, inTurned, inWanting } from "./pupil-trail.ts";
import { SEAT, VILLAGE } from "./state.ts";

/** First choices of one setting: index `position of the site × APPLICANTS + kind`; and those of one kind by position. */
let applied = new Int32Array(0);
let byPosition = new Int32Array(0);
/** Those who ask one school. */
const asking = applications(APPLICANTS);

/**
 * First round: families that chose a setting draw one of its schools by weight, and schools admit up to their room
 * (rules CHO-3, ADM-3 and ADM-5).
 * @param wanting Children by setting and kind: index `setting × APPLICANTS + kind`.
 */
export function offerFirst(desk: Desk, wanting: Int32Array): void {
  const { schools, grade } = desk;
  if (byPosition.length < desk.state.sites.count) {
    byPosition = new Int32Array(2 * desk.state.sites.count);
    applied = new Int32Array(byPosition.length * APPLICANTS);
  }
  for (let setting = VILLAGE; setting <= SEAT; setting++) {
    const rows = schools.rows[setting]!;
    if (rows.length === 0) continue;
    applied.fill(0, 0, rows.length * APPLICANTS);
    for (let kind = 0; kind < APPLICANTS; kind++) {
      const n = wanting[setting * APPLICANTS + kind]!;
      if (n === 0) continue;
      byPosition.fill(0, 0, rows.length);
      split(n, schools.choices[setting]!, byPosition, desk.first[setting]!, grade * APPLICANTS + kind);
      for (let i = 0; i < rows.length; i++) applied[i * APPLICANTS + kind] = byPosition[i]!;
      if (desk.context.trail) followChoice(desk, setting, kind, n);
    }
    for (let i = 0; i < rows.length; i++) answerFirst(desk, rows[i]!, setting, i * APPLICANTS);
  }
  desk.round++;
}

function followChoice({ context, schools }: Desk, setting: number, kind: number, n: number): void {
  const rows = schools.rows[setting]!;
  let wants = n;
  for (let i = 0; i < rows.length; i++) {
    follow(context, inWanting(setting, kind), inApplied(rows[i]!, kind), byPosition[i]!, wants);
    wants -= byPosition[i]!;
  }
}

/** A school answers its first applicants, who begin at `first` of the columns. */
function answerFirst(desk: Desk, site: number, setting: number, first: number): void {
  const { context, grade } = desk;
  let total = 0;
  for (let at = first; at < first + APPLICANTS; at++) total += applied[at]!;
  if (total === 0) return;
  const room = roomAt(desk, site);
  const isFull = total > room;
  if (isFull) {
    asking.length = APPLICANTS;
    for (let kind = 0; kind < APPLICANTS; kind++) {
      asking.counts[kind] = applied[first + kind]!;
      asking.tiers[kind] = tierOf(kind, setting);
    }
    turnAway(asking, room, desk.lottery, lotteryAddress(desk, site));
  }
  for (let kind = 0; kind < APPLICANTS; kind++) {
    const n = applied[first + kind]!;
    if (n === 0) continue;
    const rejected = isFull ? asking.rejected[kind]! : 0;
    if (rejected > 0) turn(desk, site, kind, rejected);
    if (n > rejected) enrol(desk, site, site, kind, n - rejected);
    if (!context.trail) continue;
    follow(context, inApplied(site, kind), inTurned(site, kind), rejected, n);
    follow(context, inApplied(site, kind), inCell(site, grade, groupOfApplicant(kind)), n - rejected, n - rejected);
  }
}
