import { toUniform } from "../../core/stream.ts";
import type { YearContext } from "../context.ts";
import { exitOdds, personalFactors, YOUNG_UNTIL } from "../exit-odds.ts";
import { promotionChances, SENIOR, YEARS_IN_TITLE } from "../titles.ts";
import { HOURS_IN_FIVE_YEARS, trainedFor, trainingHours } from "../training.ts";
import { BACHELOR, VILLAGE, type CountyState, type SiteTable, type TeacherTable } from "../state.ts";

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

/**
 * Teachers retire, leave the profession, raise their degree, are promoted and trained.
 * Rules RET-1, EXI-1 to EXI-6, UPG-1, TIT-1 to TIT-3, TRN-1, TRN-2.
 *
 * Writes `teachers` (rows of those who go are filled by the last row), `sites.departures`, `teacherFlows`, `tally.trained`.
 * Draws one block of four words per teacher: exit; degree, title and attendance; and lots kept for transfer, rotation and
 * designation. One normal per county and year.
 */
export function leaveTeaching(state: CountyState, context: YearContext): void {
  const { teachers, sites, teacherFlows, tally } = state;
  const stream = context.stream("teacher.year");
  const september = (context.year - 1900) * 12 + 8;
  const odds = exitOdds(state, context, stream);
  const factors = personalFactors(context);
  const promoted = promotionChances(state, context);
  const hours = trainingHours(context);
  const upgradeRate = context.value("teachers.upgrade_rate");
  sites.departures.fill(0);
  let trained = 0;
  for (let t = teachers.count - 1; t >= 0; t--) {
    const words = stream.block(teachers.id[t]!, 0);
    const at = teachers.site[t]! * 2 + teachers.stage[t]!;
    const age = september - teachers.birthMonth[t]!;
    const who =
      (age < YOUNG_UNTIL ? 1 : 0) | (teachers.exchangeUntil[t]! > 0 ? 2 : 0) | (teachers.isUnwilling[t]! << 2);
    const o = odds[at]! * factors[who]!;
    // Nobody retires before 55.
    const retires = age >= 660 && retirementMonth(teachers.birthMonth[t]!, teachers.isFemale[t]!) <= september;
    if (retires || toUniform(words[0]!) * (1 + o) < o) {
      if (retires) teacherFlows.retired++;
      else teacherFlows.exited++;
      sites.departures[at]!++;
      removeTeacher(teachers, t);
      continue;
    }
    teachers.transferDraw[t] = words[2]!;
    teachers.rotationDraw[t] = words[3]!;
    // The low half of the exit word is independent of whether the teacher stayed.
    teachers.designationDraw[t] = (words[0]! << 16) | (words[0]! >>> 16);
    // The second word serves three times: the degree is decided by its high bits, the title by the 16 in the middle,
    // attendance by the 8 lowest.
    const second = words[1]!;
    if (teachers.degree[t]! < BACHELOR && age < 45 * 12 && toUniform(second) < upgradeRate) teachers.degree[t]!++;
    advance(
      teachers,
      t,
      context.year,
      promoted[teachers.title[t]! * 2 + isVillage(sites, at >> 1)]!,
      (second >>> 8) & 0xffff,
    );
    teachers.trainingHours[t] = trainedFor(teachers.trainingHours[t]!, hours, (second & 0xff) / 256);
    if (teachers.trainingHours[t]! >= HOURS_IN_FIVE_YEARS) trained++;
  }
  tally.trained = trained;
}

/** 1 at a village site. */
function isVillage(sites: SiteTable, site: number): 0 | 1 {
  return sites.setting[site] === VILLAGE ? 1 : 0;
}

/** Gives the next title to a teacher who has been long enough in theirs, if the lot (0–65535) falls to them. */
function advance(teachers: TeacherTable, t: number, year: number, chance: number, lot: number): void {
  const title = teachers.title[t]!;
  if (title >= SENIOR || year - teachers.titleYear[t]! < YEARS_IN_TITLE[title]! || lot >= chance * 65536) return;
  teachers.title[t] = title + 1;
  teachers.titleYear[t] = year;
}

/** Fills the row of a teacher who goes with the last row. Written out: a loop over columns of mixed types is slow. */
function removeTeacher(teachers: TeacherTable, row: number): void {
  const last = --teachers.count;
  if (row === last) return;
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
  teachers.isCountyHeld[row] = teachers.isCountyHeld[last]!;
  teachers.lot[row] = teachers.lot[last]!;
  teachers.transferDraw[row] = teachers.transferDraw[last]!;
  teachers.rotationDraw[row] = teachers.rotationDraw[last]!;
  teachers.designationDraw[row] = teachers.designationDraw[last]!;
}
