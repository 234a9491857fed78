import { REGULATED_SIZE } from "./class-size.ts";
import { exp, log } from "../core/elementary.ts";
import { normal } from "../core/normal.ts";
import type { Stream } from "../core/stream.ts";
import { cumulate, weightedClasses, type WeightedClasses } from "../core/urn.ts";
import { siteEnrolment } from "./cells.ts";
import type { CountyParameterId } from "./parameters.ts";
import {
  FIRST_JUNIOR_GRADE,
  GRADES,
  NINE_YEAR,
  POINT_GRADES,
  teaches,
  TEACHING_POINT,
  VILLAGE,
  type CountyState,
  type SiteTable,
} from "./state.ts";

/** Value of a parameter in the county and year at hand. */
export type Value = (id: CountyParameterId) => number;

/** The open schools that teach one grade, as families see them. */
export interface OpenSchools {
  readonly stage: number;
  /** All of them in order of site, and by setting. */
  readonly all: readonly number[];
  readonly rows: readonly (readonly number[])[];
  /** Weight of each site within its setting, size × e^(V/λ): by site, and by setting in the order of `rows`, ready to be drawn from. */
  readonly weight: Float64Array;
  readonly choices: readonly WeightedClasses[];
  /** What the sites of a setting are worth together, λ·log Σ share·e^(V/λ), share being that of size; NaN without a site. */
  readonly inclusive: Float64Array;
  /** Mean perceived quality by setting, weighted by size (SD); NaN where there is no school. */
  readonly quality: Float64Array;
  /** Share of a setting's places at sites with beds. */
  readonly bedShare: Float64Array;
  /** Way in km from a home to the schools of a setting: index `home × 3 + setting`. */
  readonly way: Float64Array;
}

/**
 * Lists the open schools of a grade with what families weigh (rules CHO-2 and CHO-3): the quality of two years ago, crowding and, as
 * size, the catchment of a village school of the primary stage and the rooms of any other.
 * @param noise Error of perceived quality, one normal a site; without it families see quality as it was.
 */
export function openSchools(state: CountyState, grade: number, value: Value, noise?: Stream): OpenSchools {
  const { sites } = state;
  const stage = grade < FIRST_JUNIOR_GRADE ? 0 : 1;
  const all: number[] = [];
  const rows: number[][] = [[], [], []];
  const size = new Float64Array(3);
  const weight = new Float64Array(sites.count);
  for (let site = 0; site < sites.count; site++) {
    const kind = sites.kind[site]!;
    if (!sites.isOpen[site] || !teaches(kind, stage)) continue;
    if (kind === TEACHING_POINT && grade >= POINT_GRADES) continue;
    const setting = sites.setting[site]!;
    all.push(site);
    rows[setting]!.push(site);
    const follows = setting === VILLAGE && stage === 0;
    weight[site] = follows ? sites.catchment[site]! : roomsPerGrade(state, site, stage);
    size[setting]! += weight[site]!;
  }
  // Village schools of which none has a catchment are chosen by their rooms, schools of which none has rooms alike.
  for (let setting = 0; setting < 3; setting++) {
    if (size[setting]! > 0) continue;
    for (const site of rows[setting]!) size[setting]! += weight[site] = roomsPerGrade(state, site, stage) || 1e-9;
  }
  const way = state.wayKm.slice();
  if (stage === 0) way[0] = catchmentWay(sites, rows[VILLAGE]!, way[0]!);
  const { inclusive, quality, bedShare, choices } = appeal(sites, rows, weight, size, stage, value, noise);
  // Written out: an object that is spread into another is slow to make and to read.
  return { stage, all, rows, weight, choices, inclusive, quality, bedShare, way };
}

/** Turns sizes into weights in place and sums up what each setting offers. */
function appeal(
  sites: SiteTable,
  rows: readonly (readonly number[])[],
  weight: Float64Array,
  size: Float64Array,
  stage: number,
  value: Value,
  noise: Stream | undefined,
) {
  const nesting = value("choice.nesting");
  const error = noise ? value("choice.perception_noise") : 0;
  const terms: AppealTerms = {
    perQuality: value("choice.quality_weight") / nesting,
    perTen: value("choice.crowding_weight") / nesting,
  };
  const free = value("choice.free_share");
  const offered = {
    inclusive: new Float64Array(3).fill(NaN),
    quality: new Float64Array(3).fill(NaN),
    bedShare: new Float64Array(3),
    choices: rows.map(({ length }) => weightedClasses(length)),
  };
  for (let setting = 0; setting < rows.length; setting++) {
    const list = rows[setting]!;
    if (list.length === 0) continue;
    const choice = offered.choices[setting]!;
    let [weighted, sum, withBeds, base] = [0, 0, 0, 0];
    for (let i = 0; i < list.length; i++) {
      const site = list[i]!;
      const share = weight[site]! / size[setting]!;
      const seen = perceived(sites, site) + (error > 0 ? error * normal(noise!, site) : 0);
      weighted += share * seen;
      base += share * sites.baseQuality[site]!;
      if (sites.beds[site]! > 0) withBeds += share;
      weight[site] = share * appealOf(sites, site, stage, seen, terms);
      sum += weight[site];
      choice.weights[i] = share;
    }
    mixFree(list, choice, weight, free, sum);
    offered.quality[setting] = weighted;
    offered.bedShare[setting] = withBeds;
    offered.inclusive[setting] = nesting * (terms.perQuality * base + log(sum));
  }
  return offered;
}

/** What families weigh, on the scale of the lower nest: quality per SD and crowding per ten pupils. */
interface AppealTerms {
  readonly perQuality: number;
  readonly perTen: number;
}

/** e^(V/λ) of a site whose quality families see as `seen`. */
function appealOf(
  { largestClass, baseQuality }: SiteTable,
  site: number,
  stage: number,
  seen: number,
  { perQuality, perTen }: AppealTerms,
): number {
  const crowding = Math.max(0, largestClass[site * 2 + stage]! - REGULATED_SIZE[stage as 0 | 1]) / 10;
  return exp(perQuality * (seen - baseQuality[site]!) - perTen * crowding);
}

/** Families who do not choose freely go by size; the weights of the choice hold the shares of size on entry. */
function mixFree(
  rows: readonly number[],
  choice: WeightedClasses,
  weight: Float64Array,
  free: number,
  sum: number,
): void {
  const { weights } = choice;
  for (let i = 0; i < rows.length; i++)
    weights[i] = weight[rows[i]!] = (1 - free) * weights[i]! + (free * weight[rows[i]!]!) / sum;
  cumulate(choice, rows.length);
}

/** Quality as families still see it: that of two years ago, and today's for a site too young to have one. */
function perceived({ qualityAgo, quality }: SiteTable, site: number): number {
  const ago = qualityAgo[site * 2 + 1]!;
  return ago === 0 ? quality[site]! : ago;
}

/** Mean way of village children to the schools of their catchments (km). */
function catchmentWay({ catchment, catchmentKm }: SiteTable, rows: readonly number[], without: number): number {
  let sum = 0;
  let share = 0;
  for (const site of rows) {
    sum += catchment[site]! * catchmentKm[site]!;
    share += catchment[site]!;
  }
  return share > 0 ? sum / share : without;
}

/** Grades a site of this kind teaches. */
export function gradesTaught(kind: number): number {
  if (kind === TEACHING_POINT) return POINT_GRADES;
  return kind === NINE_YEAR ? GRADES : teaches(kind, 0) ? FIRST_JUNIOR_GRADE : GRADES - FIRST_JUNIOR_GRADE;
}

/** Rooms a site has for each grade of a stage (ratio); a nine-year school shares its rooms by last year's pupils. */
function roomsPerGrade({ sites }: CountyState, site: number, stage: number): number {
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
