import { exp, log, logistic } from "../../core/elementary.ts";
import { toUniform } from "../../core/stream.ts";
import type { YearContext } from "../context.ts";
import { BACHELOR, VILLAGE, type CountyState, type TeacherTable } from "../state.ts";

/** Birth month (months since January 1900) from which the 2025 reform delays retirement, men and women, and by how much at most. */
const REFORM_FROM = [780, 840] as const;
const LONGEST_DELAY = 36;
/** Retirement age in months before the reform, men and women. */
const RETIREMENT_AGE = [720, 660] as const;
/** Log points by which ten per cent more pay lowers exit, and the bonus below which it does nothing. */
const PAY_EFFECT = -0.12;
const PAY_ACTS_ABOVE = 0.15;

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

/** Factor on the exit and transfer of rural teachers from a bonus (share of pay); 1 up to 15 % (rule EXI-2). */
export function bonusFactor(bonusShare: number): number {
  return exp((PAY_EFFECT * Math.max(0, bonusShare - PAY_ACTS_ABOVE)) / 0.1);
}

/**
 * Teachers retire, leave the profession or raise their degree. Rules RET-1, EXI-1 to EXI-3, UPG-1.
 *
 * Writes `teachers` (rows of those who go are filled by the last row), `sites.departures`, `teacherFlows`.
 * Draws one block of four words per teacher: exit, degree, and lots kept for transfer, rotation and designation.
 */
export function leaveTeaching(state: CountyState, context: YearContext): void {
  const { teachers, sites, teacherFlows } = state;
  const stream = context.stream("teacher.year");
  const september = (context.year - 1900) * 12 + 8;
  const rural = context.value("teachers.exit_rate_rural") * bonusFactor(context.value("teachers.rural_bonus_share"));
  const urban = context.value("teachers.exit_rate_urban");
  const whileExchanged = context.value("rotation.exit_effect");
  const onExchange = [withLogOdds(rural, whileExchanged), withLogOdds(urban, whileExchanged)] as const;
  const upgradeRate = context.value("teachers.upgrade_rate");
  sites.departures.fill(0);
  for (let t = teachers.count - 1; t >= 0; t--) {
    const words = stream.block(teachers.id[t]!, 0);
    const site = teachers.site[t]!;
    const isRural = sites.setting[site] === VILLAGE;
    const isAway = teachers.exchangeUntil[t]! > 0;
    const exitRate = isAway ? onExchange[isRural ? 0 : 1]! : isRural ? rural : urban;
    // Nobody retires before 55.
    const retires =
      september - teachers.birthMonth[t]! >= 660 &&
      retirementMonth(teachers.birthMonth[t]!, teachers.isFemale[t]!) <= september;
    if (retires || toUniform(words[0]!) < exitRate) {
      if (retires) teacherFlows.retired++;
      else teacherFlows.exited++;
      sites.departures[site * 2 + teachers.stage[t]!]!++;
      removeTeacher(teachers, t);
      continue;
    }
    teachers.transferDraw[t] = words[2]!;
    teachers.rotationDraw[t] = words[3]!;
    // The low half of the exit word is independent of whether the teacher stayed.
    teachers.designationDraw[t] = (words[0]! << 16) | (words[0]! >>> 16);
    if (
      teachers.degree[t]! < BACHELOR &&
      september - teachers.birthMonth[t]! < 45 * 12 &&
      toUniform(words[1]!) < upgradeRate
    ) {
      teachers.degree[t]!++;
    }
  }
}

/** A chance moved by `shift` on the logit scale. */
function withLogOdds(chance: number, shift: number): number {
  return chance > 0 && chance < 1 ? logistic(log(chance / (1 - chance)) + shift) : chance;
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
