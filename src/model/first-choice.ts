import { split } from "../core/urn.ts";
import { enrol, lotteryAddress, roomAt, turn, type Desk } from "./desk.ts";
import { APPLICANTS, applications, groupOfApplicant, tierOf, turnAway } from "./lottery.ts";
import { follow, inApplied, inCell, inTurned, inWanting } from "./pupil-trail.ts";
import { SEAT, VILLAGE } from "./state.ts";

/** First choices of one setting: index `position of the site × APPLICANTS + kind`, valid where the kind's bit is set in `askers`. */
let applied = new Int32Array(0);
/** Kinds who ask, a bit each, and their children, by position of the site; and the children of one kind. */
let askers = new Int32Array(0);
let asked = new Int32Array(0);
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
  if (askers.length < desk.state.sites.count) {
    askers = new Int32Array(2 * desk.state.sites.count);
    asked = new Int32Array(askers.length);
    byPosition = new Int32Array(askers.length);
    applied = new Int32Array(askers.length * APPLICANTS);
  }
  for (let setting = VILLAGE; setting <= SEAT; setting++) {
    const rows = schools.rows[setting]!;
    if (rows.length === 0) continue;
    const choice = schools.choices[setting]!;
    askers.fill(0, 0, rows.length);
    asked.fill(0, 0, rows.length);
    for (let kind = 0; kind < APPLICANTS; kind++) {
      const n = wanting[setting * APPLICANTS + kind]!;
      if (n === 0) continue;
      byPosition.fill(0, 0, rows.length);
      split(n, choice, byPosition, desk.first[setting]!, grade * APPLICANTS + kind);
      for (let i = 0; i < rows.length; i++) {
        const here = byPosition[i]!;
        if (here === 0) continue;
        applied[i * APPLICANTS + kind] = here;
        askers[i]! |= 1 << kind;
        asked[i]! += here;
      }
      if (desk.context.trail) followChoice(desk, setting, kind, n);
    }
    for (let i = 0; i < rows.length; i++) if (asked[i]! > 0) answerFirst(desk, rows[i]!, setting, i);
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

/** The school at a position of the columns answers its first applicants. */
function answerFirst(desk: Desk, site: number, setting: number, position: number): void {
  const { context, grade } = desk;
  const first = position * APPLICANTS;
  const room = roomAt(desk, site);
  const isFull = asked[position]! > room;
  if (isFull) {
    asking.length = APPLICANTS;
    for (let kind = 0; kind < APPLICANTS; kind++) {
      asking.counts[kind] = (askers[position]! >>> kind) & 1 ? applied[first + kind]! : 0;
      asking.tiers[kind] = tierOf(kind, setting);
    }
    turnAway(asking, room, desk.lottery, lotteryAddress(desk, site));
  }
  // Bit by bit from the lowest: most schools hear from few kinds.
  for (let left = askers[position]!; left !== 0; left &= left - 1) {
    const kind = 31 - Math.clz32(left & -left);
    const n = applied[first + kind]!;
    const rejected = isFull ? asking.rejected[kind]! : 0;
    if (rejected > 0) turn(desk, site, kind, rejected);
    if (n > rejected) enrol(desk, site, site, kind, n - rejected);
    if (!context.trail) continue;
    follow(context, inApplied(site, kind), inTurned(site, kind), rejected, n);
    follow(context, inApplied(site, kind), inCell(site, grade, groupOfApplicant(kind)), n - rejected, n - rejected);
  }
}
