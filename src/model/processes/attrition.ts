import { toUniform } from "../../core/stream.ts";
import type { YearContext } from "../context.ts";
import { exitRisk, YOUNG_UNTIL, type ExitRisk } from "../exit-odds.ts";
import { countTeacher, countTitle, isQualified } from "../staff-counts.ts";
import { BACHELOR, TITLES, VILLAGE, type CountyState, type TeacherTable } from "../state.ts";
import { promotionChances, YEARS_IN_TITLE } from "../titles.ts";
import { HOURS_IN_FIVE_YEARS, hoursGained, trainedFor } from "../training.ts";
import { halfBelow, moveLots, yearLots, type YearLots } from "../year-lots.ts";

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

/** Age in months from which on nobody studies for a degree. */
const LATEST_DEGREE = 45 * 12;

/**
 * Teachers retire, leave the profession, raise their degree, are promoted and trained.
 * Rules RET-1, EXI-1 to EXI-6, UPG-1, TIT-1 to TIT-3, TRN-1, TRN-2.
 *
 * Writes `teachers` (rows of those who go are filled by the last row), `staff`, `sites.departures`, `teacherFlows`, `tally.trained`.
 * Decides by the teachers' lots of the year (year-lots.ts) and one normal per county and year.
 */
export function leaveTeaching(state: CountyState, context: YearContext): void {
  const lots = yearLots(state.teachers, context);
  // Places for promotion are reckoned on the staff before anyone has left.
  const year = careerYear(state, context);
  const risk = exitRisk(state, context);
  state.sites.departures.fill(0);
  state.tally.trained = goThrough(state.teachers, lots, year, halfBelow(risk.highest));
  for (let i = 0; i < risers; i++) promote(state, rising[i]!, year, lots.career[rising[i]!]!);
  for (let i = 0; i < students; i++) study(state, studying[i]!, year, lots.career[studying[i]!]!);
  // From the last row down, so that the row that fills a gap is one already asked.
  for (let i = leavers - 1; i >= 0; i--) mayLeave(state, leaving[i]!, year, risk, lots.exit[leaving[i]!]!);
}

/** Rows of teachers who need a second look: who may leave, be promoted or study; kept between calls, and how many there are. */
let leaving = new Int32Array(0);
let rising = new Int32Array(0);
let studying = new Int32Array(0);
let leavers = 0;
let risers = 0;
let students = 0;

/**
 * One pass over all teachers: trains them (rules TRN-1, TRN-2) and lists those whose lots or years are such that more may happen.
 * It calls nothing and decides nothing that chance makes hard to foresee, which is what makes it quick.
 * @returns Teachers with the hours of five years (persons).
 */
function goThrough(teachers: TeacherTable, { exit, career }: YearLots, year: CareerYear, exitHalf: number): number {
  const { birthMonth, isFemale, degree, title, titleYear, trainingHours, count } = teachers;
  const { gained, promotes, lastTitleYear, studyHalf, lastBorn } = year;
  if (leaving.length < count) {
    leaving = new Int32Array(teachers.id.length);
    rising = new Int32Array(teachers.id.length);
    studying = new Int32Array(teachers.id.length);
  }
  let [trained, l, r, s] = [0, 0, 0, 0];
  for (let t = 0; t < count; t++) {
    const lot = career[t]!;
    const hours = trainedFor(trainingHours[t]!, gained[lot & 0xff]!);
    trainingHours[t] = hours;
    // The sign bit of the difference: 1 where the hours are enough.
    trained += (HOURS_IN_FIVE_YEARS - 1 - hours) >>> 31;
    if (exit[t]! >>> 1 <= exitHalf || birthMonth[t]! <= lastBorn[isFemale[t]!]!) leaving[l++] = t;
    const held = title[t]!;
    if (((lot >>> 8) & 0xffff) < promotes[held]! && titleYear[t]! <= lastTitleYear[held]!) rising[r++] = t;
    if (lot >>> 1 <= studyHalf && degree[t]! < BACHELOR) studying[s++] = t;
  }
  [leavers, risers, students] = [l, r, s];
  return trained;
}

/** What the year holds for teachers. */
interface CareerYear {
  readonly year: number;
  /** Latest birth months of men and women who retire. */
  readonly lastBorn: Int32Array;
  /** Chances of promotion by title × 2 + (1 in villages), and by title the lot (0–65,535) from which on it promotes nobody. */
  readonly chances: Float64Array;
  readonly promotes: Int32Array;
  /** Latest school year in which a title was given that may be followed by the next. */
  readonly lastTitleYear: Int32Array;
  readonly upgradeRate: number;
  readonly studyHalf: number;
  /** Hours of training gained, by attendance in 256 steps. */
  readonly gained: Float64Array;
}

function careerYear(state: CountyState, context: YearContext): CareerYear {
  const { year } = context;
  const september = septemberOf(year);
  const chances = promotionChances(state, context);
  const upgradeRate = context.value("teachers.upgrade_rate");
  return {
    year,
    lastBorn: Int32Array.of(lastBornRetired(september, 0), lastBornRetired(september, 1)),
    chances,
    promotes: Int32Array.from(TITLES, (_, n) => Math.ceil(65536 * Math.max(chances[n * 2]!, chances[n * 2 + 1]!))),
    lastTitleYear: Int32Array.from(TITLES, (_, n) => year - (YEARS_IN_TITLE[n as 0 | 1 | 2] ?? year)),
    upgradeRate,
    studyHalf: halfBelow(upgradeRate),
    gained: hoursGained(context),
  };
}

/** Months from January 1900 to September of a year. */
function septemberOf(year: number): number {
  return (year - 1900) * 12 + 8;
}

/** Latest birth month of those who have reached retirement; whoever is born earlier retires earlier. */
function lastBornRetired(month: number, isFemale: number): number {
  let born = month - RETIREMENT_AGE[isFemale as 0 | 1]!;
  while (retirementMonth(born, isFemale) > month) born--;
  return born;
}

/** Takes a teacher out who has reached retirement or whose lot falls within their own risk (rules RET-1, EXI-1 to EXI-6). */
function mayLeave(state: CountyState, t: number, { year, lastBorn }: CareerYear, risk: ExitRisk, lot: number): void {
  const { teachers, sites, teacherFlows, tally } = state;
  if (teachers.birthMonth[t]! <= lastBorn[teachers.isFemale[t]!]!) teacherFlows.retired++;
  else if (exits(teachers, t, risk, septemberOf(year), lot)) teacherFlows.exited++;
  else return;
  if (teachers.trainingHours[t]! >= HOURS_IN_FIVE_YEARS) tally.trained--;
  sites.departures[teachers.site[t]! * 2 + teachers.stage[t]!]!++;
  removeTeacher(state, t);
}

function exits(
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
function study({ teachers, staff }: CountyState, t: number, { year, upgradeRate }: CareerYear, lot: number): void {
  if (septemberOf(year) - teachers.birthMonth[t]! >= LATEST_DEGREE || toUniform(lot) >= upgradeRate) return;
  const stage = teachers.stage[t]!;
  const was = isQualified(teachers.degree[t]!, stage);
  teachers.degree[t]!++;
  if (!was && isQualified(teachers.degree[t]!, stage)) staff.qualified[teachers.site[t]! * 2 + stage]!++;
}

/** Gives the next title to a teacher who has been long enough in theirs, if the lot falls to them (rules TIT-1 to TIT-3). */
function promote(state: CountyState, t: number, { year, chances }: CareerYear, lot: number): void {
  const { teachers, sites } = state;
  const held = teachers.title[t]!;
  const place = sites.setting[teachers.site[t]!] === VILLAGE ? 1 : 0;
  if (((lot >>> 8) & 0xffff) >= chances[held * 2 + place]! * 65536) return;
  countTitle(state, t, -1);
  teachers.title[t] = held + 1;
  teachers.titleYear[t] = year;
  countTitle(state, t, 1);
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
