import { siteEnrolment } from "./cells.ts";
import {
  FIRST_JUNIOR_GRADE,
  GRADES,
  NINE_YEAR,
  POINT_GRADES,
  stageEnrolment,
  teaches,
  TEACHING_POINT,
  VILLAGE,
  type CountyState,
} from "./state.ts";

/** The open schools of one stage, as families see them. */
export interface OpenSchools {
  /** Sites by setting. */
  readonly rows: readonly (readonly number[])[];
  /** Weight in the first round: catchment in villages, rooms elsewhere; by site. */
  readonly weight: Float64Array;
  /** Last grade taught, by site. */
  readonly lastGrade: Int8Array;
  /** Pupil-weighted mean quality by setting (SD); NaN where there is no school. */
  readonly quality: Float64Array;
  /** Mean excess of the largest class over the regulated size by setting, in tens of pupils. */
  readonly crowding: Float64Array;
}

/** Lists the open schools of a stage with what families weigh. */
export function openSchools(state: CountyState, stage: number): OpenSchools {
  const { sites, pupils } = state;
  const rows: number[][] = [[], [], []];
  const weight = new Float64Array(sites.count);
  const lastGrade = new Int8Array(sites.count).fill(-1);
  const sums = { quality: new Float64Array(3), excess: new Float64Array(3), pupils: new Float64Array(3) };
  const regulated = stage === 0 ? 45 : 50;
  for (let site = 0; site < sites.count; site++) {
    const kind = sites.kind[site]!;
    if (!sites.isOpen[site] || !teaches(kind, stage)) continue;
    const setting = sites.setting[site]!;
    rows[setting]!.push(site);
    weight[site] = setting === VILLAGE && stage === 0 ? sites.catchment[site]! : roomsPerGrade(state, site, stage);
    lastGrade[site] = stage === 1 ? GRADES - 1 : kind === TEACHING_POINT ? POINT_GRADES - 1 : FIRST_JUNIOR_GRADE - 1;
    const n = stageEnrolment(pupils, site, stage) + 1;
    sums.quality[setting]! += n * sites.quality[site]!;
    sums.excess[setting]! += n * Math.max(0, (sites.largestClass[site * 2 + stage]! - regulated) / 10);
    sums.pupils[setting]! += n;
  }
  return {
    rows,
    weight,
    lastGrade,
    quality: sums.quality.map((sum, setting) => (sums.pupils[setting]! > 0 ? sum / sums.pupils[setting]! : NaN)),
    crowding: sums.excess.map((sum, setting) => (sums.pupils[setting]! > 0 ? sum / sums.pupils[setting]! : 0)),
  };
}

/** Grades a site of this kind teaches. */
export function gradesTaught(kind: number): number {
  if (kind === TEACHING_POINT) return POINT_GRADES;
  return kind === NINE_YEAR ? GRADES : teaches(kind, 0) ? FIRST_JUNIOR_GRADE : GRADES - FIRST_JUNIOR_GRADE;
}

/** Rooms a site has for each grade of a stage (ratio); a nine-year school shares its rooms by last year's pupils. */
export function roomsPerGrade({ sites }: CountyState, site: number, stage: number): number {
  const rooms = sites.rooms[site]!;
  if (sites.kind[site] !== NINE_YEAR) return rooms / gradesTaught(sites.kind[site]!);
  const share = (sites.enrolment[site * 2 + stage]! + 1) / (siteEnrolment(sites, site) + 2);
  return (rooms * share) / (stage === 0 ? FIRST_JUNIOR_GRADE : GRADES - FIRST_JUNIOR_GRADE);
}

/**
 * Places in one grade of a site at a class size (persons). A county that prepares for certification admits no more than whole
 * classes and keeps schools within the largest size the standard allows; others let grades differ a little in size.
 */
export function places(state: CountyState, site: number, stage: number, classSize: number, isStrict: boolean): number {
  const kind = state.sites.kind[site]!;
  const rooms = roomsPerGrade(state, site, stage);
  if (!isStrict) return Math.floor(Math.max(1, rooms) * classSize * 1.05);
  return Math.min(Math.max(1, Math.floor(rooms)) * classSize, Math.floor(largestSchool(kind) / gradesTaught(kind)));
}

/** Largest school the 2017 edition allows: 2,000 pupils, 2,500 with nine grades. */
export function largestSchool(kind: number): number {
  return kind === NINE_YEAR ? 2500 : 2000;
}
