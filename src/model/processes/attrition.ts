import { toUniform } from "../../core/stream.ts";
import type { YearContext } from "../context.ts";
import { exitRisk, YOUNG_UNTIL, type ExitRisk } from "../exit-odds.ts";
import { countTeacher, countTitle, isQualified } from "../staff-counts.ts";
import { BACHELOR, TITLES, VILLAGE, type CountyState, type TeacherTable } from "../state.ts";
import { promotionChances, YEARS_IN_TITLE } from "../titles.ts";
import { HOURS_IN_FIVE_YEARS, hoursGained, trainedFor } from "../training.ts";
import { halfBelow, moveLots, yearLots } from "../year-lots.ts";

/** Birth month (months since January 1900) from which the 2025 reform delays retirement, men and women, and by how much at most. */
const REFORM_FROM = [780, 840] as const;
const LONGEST_DELAY = 36;
/** Retirement age in months before the reform, men and women. */
const RETIREMENT_AGE = [720, 660] as const;

/**
 * Month (since January 1900) in which a teacher retires: 60 for men and 55 for women, and one month later for every four
 * months of birth from January 1965 (men) or 1970 (women), up to 63 and 58 (rule RET-1; decision of 2024-09-13).
 */
export function retirementMonth(birthMonth: number, isFemale: number): number {
  const steps =
    birthMonth < REFORM_FROM[isFemale as 0 | 1]!
      ? 0
      : Math.floor((birthMonth - REFORM_FROM[isFemale as 0 | 1]!) / 4) + 1;
  return birthMonth + RETIREMENT_AGE[isFemale as 0 | 1]! + Math.min(LONGEST_DELAY, steps);
}

/** Age in months below which nobody retires, and from which on nobody studies for a degree. */
const EARLIEST_RETIREMENT = 55 * 12;
const LATEST_DEGREE = 45 * 12;

/**
 * Teachers retire, leave the profession, raise their degree, are promoted and trained.
 * Rules RET-1, EXI-1 to EXI-6, UPG-1, TIT-1 to TIT-3, TRN-1, TRN-2.
 *
 * Writes `teachers` (rows of those who go are filled by the last row), `staff`, `sites.departures`, `teacherFlows`, `tally.trained`.
 * Decides by the teachers' lots of the year (year-lots.ts) and one normal per county and year.
 */
export function leaveTeaching(state: CountyState, context: YearContext): void {
  // Places for promotion are reckoned on the staff before anyone has left.
  const chances = promotionChances(state, context);
  retireOrExit(state, context);
  raiseDegrees(state, context);
  promoteTeachers(state, context, chances);
  train(state, context);
}

/** Rules RET-1 and EXI-1 to EXI-6. */
function retireOrExit(state: CountyState, context: YearContext): void {
  const { teachers, sites, teacherFlows } = state;
  const { birthMonth, isFemale } = teachers;
  const { exit } = yearLots(teachers, context);
  const risk = exitRisk(state, context);
  const half = halfBelow(risk.highest);
  const september = (context.year - 1900) * 12 + 8;
  sites.departures.fill(0);
  for (let t = teachers.count - 1; t >= 0; t--) {
    const born = birthMonth[t]!;
    if (born <= september - EARLIEST_RETIREMENT && retirementMonth(born, isFemale[t]!) <= september) {
      teacherFlows.retired++;
    } else if (exit[t]! >>> 1 <= half && leaves(teachers, t, risk, september, exit[t]!)) {
      teacherFlows.exited++;
    } else continue;
    sites.departures[teachers.site[t]! * 2 + teachers.stage[t]!]!++;
    removeTeacher(state, t);
  }
}

/** True if a lot below the cut of the county falls within the teacher's own risk. */
function leaves(
  teachers: TeacherTable,
  t: number,
  { odds, factors }: ExitRisk,
  september: number,
  lot: number,
): boolean {
  const isYoung = september - teachers.birthMonth[t]! < YOUNG_UNTIL;
  const who = (isYoung ? 1 : 0) | (teachers.exchangeUntil[t]! > 0 ? 2 : 0) | (teachers.isUnwilling[t]! << 2);
  const o = odds[teachers.site[t]! * 2 + teachers.stage[t]!]! * factors[who]!;
  return toUniform(lot) * (1 + o) < o;
}

/** A teacher under 45 without a bachelor's degree gains one level at the yearly rate (rule UPG-1). */
function raiseDegrees({ teachers, staff }: CountyState, context: YearContext): void {
  const { degree } = teachers;
  const { career } = yearLots(teachers, context);
  const rate = context.value("teachers.upgrade_rate");
  const bornAfter = (context.year - 1900) * 12 + 8 - LATEST_DEGREE;
  for (let t = 0; t < teachers.count; t++) {
    if (degree[t]! >= BACHELOR || teachers.birthMonth[t]! <= bornAfter || toUniform(career[t]!) >= rate) continue;
    const stage = teachers.stage[t]!;
    const was = isQualified(degree[t]!, stage);
    degree[t]!++;
    if (!was && isQualified(degree[t]!, stage)) staff.qualified[teachers.site[t]! * 2 + stage]!++;
  }
}

/** Gives the next title to teachers who have been long enough in theirs, where the lot falls to them (rules TIT-1 to TIT-3). */
function promoteTeachers(state: CountyState, context: YearContext, chances: Float64Array): void {
  const { teachers, sites } = state;
  const { title, titleYear } = teachers;
  const { career } = yearLots(teachers, context);
  // No lot (0–65,535) from here on promotes anyone of a title, so that most teachers need no closer look.
  const cut = Int32Array.from(TITLES, (_, n) => Math.ceil(65536 * Math.max(chances[n * 2]!, chances[n * 2 + 1]!)));
  for (let t = 0; t < teachers.count; t++) {
    const held = title[t]!;
    const lot = (career[t]! >>> 8) & 0xffff;
    if (lot >= cut[held]! || context.year - titleYear[t]! < YEARS_IN_TITLE[held as 0 | 1 | 2]) continue;
    const place = sites.setting[teachers.site[t]!] === VILLAGE ? 1 : 0;
    if (lot >= chances[held * 2 + place]! * 65536) continue;
    countTitle(state, t, -1);
    title[t] = held + 1;
    titleYear[t] = context.year;
    countTitle(state, t, 1);
  }
}

/** Adds the year's training and counts who has the hours of five years (rules TRN-1, TRN-2). */
function train({ teachers, tally }: CountyState, context: YearContext): void {
  const { trainingHours } = teachers;
  const { career } = yearLots(teachers, context);
  const gained = hoursGained(context);
  let trained = 0;
  for (let t = 0; t < teachers.count; t++) {
    const hours = trainedFor(trainingHours[t]!, gained[career[t]! & 0xff]!);
    trainingHours[t] = hours;
    if (hours >= HOURS_IN_FIVE_YEARS) trained++;
  }
  tally.trained = trained;
}

/** Fills the row of a teacher who goes with the last row. Written out: a loop over columns of mixed types is slow. */
function removeTeacher(state: CountyState, row: number): void {
  const { teachers } = state;
  countTeacher(state, row, -1);
  const last = --teachers.count;
  moveLots(row, last);
  teachers.id[row] = teachers.id[last]!;
  teachers.birthMonth[row] = teachers.birthMonth[last]!;
  teachers.isFemale[row] = teachers.isFemale[last]!;
  teachers.stage[row] = teachers.stage[last]!;
  teachers.subject[row] = teachers.subject[last]!;
  teachers.degree[row] = teachers.degree[last]!;
  teachers.title[row] = teachers.title[last]!;
  teachers.titleYear[row] = teachers.titleYear[last]!;
  teachers.quality[row] = teachers.quality[last]!;
  teachers.trainingHours[row] = teachers.trainingHours[last]!;
  teachers.secondSite[row] = teachers.secondSite[last]!;
  teachers.isUnwilling[row] = teachers.isUnwilling[last]!;
  teachers.isBackbone[row] = teachers.isBackbone[last]!;
  teachers.site[row] = teachers.site[last]!;
  teachers.homeSite[row] = teachers.homeSite[last]!;
  teachers.arrivedYear[row] = teachers.arrivedYear[last]!;
  teachers.exchangeUntil[row] = teachers.exchangeUntil[last]!;
  teachers.lot[row] = teachers.lot[last]!;
}
