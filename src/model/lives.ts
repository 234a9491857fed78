import { retirementMonth } from "./processes/attrition.ts";
import { endingOf, placeOf, type Ending, type PupilTrail } from "./pupil-trail.ts";
import {
  cell,
  homeOf,
  incomeOf,
  INCOME_NAMES,
  isCountyHeld,
  RESIDENCIES,
  residencyOf,
  SETTINGS,
  SITE_KINDS,
  SUBJECTS,
  TITLES,
  type CountyState,
} from "./state.ts";

/** One school year of a traced pupil. */
export interface PupilYear {
  /** Number of the pupil, the same in every scenario of a world. */
  readonly pupil: number;
  readonly county: string;
  readonly year: number;
  /** In school, or how the line ends. */
  readonly status: "in-school" | Ending;
  readonly residency?: string;
  readonly income?: string;
  readonly home?: string;
  /** 1 to 9. */
  readonly grade?: number;
  readonly site?: number;
  readonly kind?: string;
  readonly setting?: string;
  /** Mean class of the stage at the site (pupils) and way to school (km). */
  readonly classSize?: number;
  readonly km?: number;
  readonly boards?: boolean;
}

/** One school year of a traced teacher. */
export interface TeacherYear {
  readonly teacher: number;
  readonly county: string;
  readonly year: number;
  readonly status: "teaching" | "on-exchange" | "retired" | "left";
  readonly site?: number;
  /** Site that holds the post. */
  readonly postSite?: number;
  readonly kind?: string;
  readonly setting?: string;
  readonly stage?: string;
  readonly subject?: string;
  readonly title?: string;
  readonly isBackbone?: boolean;
  readonly isCountyHeld?: boolean;
}

/** People followed through one world of one scenario, a row per person and year. */
export interface Lives {
  readonly pupils: PupilYear[];
  readonly teachers: TeacherYear[];
}

/**
 * This September's rows of the traced pupils of a county; an ended line gives its last row in the year it ends.
 * @throws Error if a pupil is neither at a school nor gone, or a cell holds fewer pupils than are traced in it: a process lost the trail.
 */
export function pupilYears(state: CountyState, trail: PupilTrail, year: number, lives: Lives): void {
  const { sites, attributes } = state;
  checkTrail(state, trail, year);
  trail.pools.forEach((pool, i) => {
    const ending = endingOf(pool);
    const at = placeOf(pool);
    if (ending) {
      if (trail.endedIn[i] === 0) trail.endedIn[i] = year;
      if (trail.endedIn[i] === year)
        lives.pupils.push({ pupil: trail.ids[i]!, county: attributes.code, year, status: ending });
      return;
    }
    const { site, grade, group } = at!;
    const stage = grade < 6 ? 0 : 1;
    lives.pupils.push({
      pupil: trail.ids[i]!,
      county: attributes.code,
      year,
      status: "in-school",
      residency: RESIDENCIES[residencyOf(group)]!,
      income: INCOME_NAMES[incomeOf(group)]!,
      home: SETTINGS[homeOf(group)]!,
      grade: grade + 1,
      site,
      kind: SITE_KINDS[sites.kind[site]!]!,
      setting: SETTINGS[sites.setting[site]!]!,
      classSize: sites.enrolment[site * 2 + stage]! / Math.max(1, sites.classes[site * 2 + stage]!),
      km: sites.travelKm[(site * 2 + stage) * 3 + homeOf(group)]!,
      boards: trail.boards[i] === 1,
    });
  });
}

function checkTrail({ pupils, attributes }: CountyState, { pools, ids }: PupilTrail, year: number): void {
  const traced = new Map<number, number>();
  pools.forEach((pool, i) => {
    if (endingOf(pool)) return;
    const at = placeOf(pool);
    const n = (traced.get(pool) ?? 0) + 1;
    traced.set(pool, n);
    if (at && n <= pupils[cell(at.site, at.grade, at.group)]!) return;
    throw new Error(
      `${attributes.code} ${attributes.name}, school year ${year}: traced pupil ${ids[i]} is lost in pool ${pool}`,
    );
  });
}

/** Teachers followed in a county: what is known of them when they were last seen. */
export interface TeacherTrail {
  readonly ids: readonly number[];
  readonly birthMonths: readonly number[];
  readonly isFemale: readonly number[];
  /** School year in which the teacher was found gone (0: still there). */
  readonly goneIn: Int16Array;
}

/** This year's rows of the traced teachers of a county. */
export function teacherYears(state: CountyState, trail: TeacherTrail, year: number, lives: Lives): void {
  const { teachers, sites, attributes } = state;
  const rowOf = new Map<number, number>();
  for (let t = 0; t < teachers.count; t++) if (trail.ids.includes(teachers.id[t]!)) rowOf.set(teachers.id[t]!, t);
  const september = (year - 1900) * 12 + 8;
  trail.ids.forEach((teacher, i) => {
    const t = rowOf.get(teacher);
    const head = { teacher, county: attributes.code, year };
    if (t === undefined) {
      if (trail.goneIn[i] !== 0) return;
      trail.goneIn[i] = year;
      const isDue = retirementMonth(trail.birthMonths[i]!, trail.isFemale[i]!) <= september;
      lives.teachers.push({ ...head, status: isDue ? "retired" : "left" });
      return;
    }
    const site = teachers.site[t]!;
    lives.teachers.push({
      ...head,
      status: teachers.exchangeUntil[t]! > 0 ? "on-exchange" : "teaching",
      site,
      postSite: teachers.homeSite[t]!,
      kind: SITE_KINDS[sites.kind[site]!]!,
      setting: SETTINGS[sites.setting[site]!]!,
      stage: teachers.stage[t] === 0 ? "primary" : "junior",
      subject: SUBJECTS[teachers.subject[t]!]!,
      title: TITLES[teachers.title[t]!]!,
      isBackbone: teachers.isBackbone[t] === 1,
      isCountyHeld: isCountyHeld(teachers, t, year),
    });
  });
}
