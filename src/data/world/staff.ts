import { apportion } from "../../core/apportion.ts";
import { normalQuantile } from "../../core/normal.ts";
import type { Stream } from "../../core/stream.ts";
import {
  BACHELOR,
  BELOW_COLLEGE,
  COLLEGE,
  SEAT,
  VILLAGE,
  type SiteTable,
  type TeacherTable,
} from "../../model/state.ts";
import { subjectOf } from "../../model/subjects.ts";
import { teacherId } from "../../model/teacher-id.ts";
import { drawnQuality } from "../../model/teacher-quality.ts";
import { FIRST, SECOND, SENIOR, THIRD } from "../../model/titles.ts";
import { HOURS_IN_FIVE_YEARS } from "../../model/training.ts";

/** Shares of 2020 by setting (village, town, seat), primary then junior. */
const BACKBONE = [0.08, 0.13, 0.19] as const;
/** PE, music and art together 13 % of teachers (bulletins, from memory); the split is assumed. */
const SPECIALIST = [0.1, 0.13, 0.145] as const;
const BELOW_COLLEGE_SHARE = [0.04, 0.02, 0.01] as const;
const BACHELOR_SHARE = [
  [0.55, 0.65, 0.74],
  [0.84, 0.88, 0.92],
] as const;
/** Female share, primary and junior (bulletins, from memory). */
const FEMALE = [0.74, 0.61] as const;
const MEAN_AGE = [
  [42.5, 40, 38.5],
  [43, 42, 40.5],
] as const;

/** Titles by age: from this age on, the shares of senior and of first title in towns (assumed). */
const TITLES_BY_AGE = [
  { from: 45, senior: 0.22, first: 0.6 },
  { from: 35, senior: 0.05, first: 0.5 },
  { from: 28, senior: 0, first: 0.12 },
] as const;
/** Titles of village, town and seat against town (ratio, assumed); younger than this a teacher has the third title (years). */
const TITLE_FACTOR = [0.8, 1, 1.15] as const;
const SECOND_TITLE_FROM = 25;
/** Hours above the 360 that teachers of 2020 have at most (assumed). */
const TRAINING_SPREAD = 60;

/** Staffs the sites of a county: `total` teachers of a stage in proportion to `need`, with attributes drawn by setting. */
export function staffStage(
  teachers: TeacherTable,
  sites: SiteTable,
  development: number,
  stage: number,
  total: number,
  need: Float64Array,
  stream: Stream,
): void {
  const posts = apportion(total, need);
  for (let site = 0; site < sites.count; site++) {
    for (let ordinal = 0; ordinal < posts[site]!; ordinal++) {
      addTeacher(teachers, sites, development, site, stage, teacherId(2020, site, stage, ordinal), stream);
    }
  }
}

/** Numbers of one teacher: 0 … 11 of the address. */
const numbers = new Float64Array(12);

function addTeacher(
  teachers: TeacherTable,
  sites: SiteTable,
  development: number,
  site: number,
  stage: number,
  id: number,
  stream: Stream,
): void {
  const setting = sites.setting[site]!;
  for (let k = 0; k < numbers.length; k++) numbers[k] = stream.uniform(id, k);
  const u = numbers;
  const row = teachers.count++;
  const isFemale = u[0]! < FEMALE[stage]! ? 1 : 0;
  const oldest = isFemale ? 54.8 : 59.8;
  const spread = 9 * normalQuantile(u[1]!);
  const age = Math.max(22.5, Math.min(oldest - 6 * u[7]! * u[7]!, MEAN_AGE[stage]![setting]! + spread));
  const isBachelor = u[2]! < BACHELOR_SHARE[stage]![setting]!;
  const years = Math.min(age - 22, 30) * u[3]! * (setting === SEAT ? 0.7 : setting === VILLAGE ? 0.5 : 0.6);
  teachers.id[row] = id;
  teachers.birthMonth[row] = Math.round((2020.67 - age - 1900) * 12);
  teachers.isFemale[row] = isFemale;
  teachers.stage[row] = stage;
  teachers.subject[row] = subjectOf(u[4]!, SPECIALIST[setting]! * (1 + 0.12 * development));
  teachers.degree[row] = isBachelor
    ? BACHELOR
    : u[5]! < BELOW_COLLEGE_SHARE[setting]! / (1 - BACHELOR_SHARE[stage]![setting]!)
      ? BELOW_COLLEGE
      : COLLEGE;
  teachers.isBackbone[row] = u[6]! < BACKBONE[setting]! * (1 + 0.15 * development) * (age > 30 ? 1.15 : 0.3) ? 1 : 0;
  teachers.site[row] = site;
  teachers.homeSite[row] = site;
  teachers.arrivedYear[row] = 2020 - Math.floor(years);
  teachers.exchangeUntil[row] = 0;
  teachers.lot[row] = Math.floor(u[8]! * 65536);
  teachers.quality[row] = drawnQuality(u[9]!);
  teachers.title[row] = titleAt(age, setting, u[10]!);
  const recent = 8 * u[11]!;
  teachers.titleYear[row] = 2020 - Math.floor(recent);
  teachers.trainingHours[row] = HOURS_IN_FIVE_YEARS + Math.floor(TRAINING_SPREAD * (recent - Math.floor(recent)));
}

/** Title of a teacher of 2020 by age and setting, from a uniform number. */
function titleAt(age: number, setting: number, u: number): number {
  const shares = age >= 45 ? TITLES_BY_AGE[0] : age >= 35 ? TITLES_BY_AGE[1] : TITLES_BY_AGE[2];
  if (age < shares.from) return age >= SECOND_TITLE_FROM ? SECOND : THIRD;
  const scaled = u / TITLE_FACTOR[setting]!;
  return scaled < shares.senior ? SENIOR : scaled < shares.senior + shares.first ? FIRST : SECOND;
}
