import { cohortOf } from "./teacher-id.ts";

/** Subject groups of a teacher. */
export const SUBJECTS = ["core", "PE", "music", "art", "other", "science"] as const;
export const CORE = 0;
export const PE = 1;
export const MUSIC = 2;
export const ART = 3;
export const OTHER = 4;
/** Science and information technology. */
export const SCIENCE = 5;

/** Titles (职称): none or third grade, second grade, first grade, senior. */
export const TITLES = ["third", "second", "first", "senior"] as const;

/** Degrees: below college (专科), college, bachelor or above. */
export const BELOW_COLLEGE = 0;
export const COLLEGE = 1;
export const BACHELOR = 2;

/** Teachers of a county, one row each in no particular order; draws and choices go by `id`, never by row. */
export interface TeacherTable {
  /** Rows in use; columns are longer. */
  count: number;
  /** Permanent: (hiring cohort, site of first post, stage, ordinal) packed into 30 bits. */
  readonly id: Int32Array;
  /** Months since January 1900. */
  readonly birthMonth: Int16Array;
  readonly isFemale: Uint8Array;
  /** 0 primary, 1 junior. */
  readonly stage: Uint8Array;
  readonly subject: Uint8Array;
  readonly degree: Uint8Array;
  readonly title: Uint8Array;
  /** School year in which the title was given. */
  readonly titleYear: Int16Array;
  /** Persistent effect on pupil scores in standard deviations between teachers (`teachers.quality_sd`); 0 = mean teacher. */
  readonly quality: Float32Array;
  /** Training hours of the last five years: a running sum that forgets a fifth a year. */
  readonly trainingHours: Uint16Array;
  /** A second site an itinerant teacher serves (−1: none). */
  readonly secondSite: Int16Array;
  /** 1 while on an exchange, or for as long after a move of the post, that the teacher did not ask for. */
  readonly isUnwilling: Uint8Array;
  readonly isBackbone: Uint8Array;
  /** Site taught at, and the site that holds the post (they differ during an exchange). */
  readonly site: Int16Array;
  readonly homeSite: Int16Array;
  /** School year of arrival at `site`. */
  readonly arrivedYear: Int16Array;
  /** Last school year of an exchange; 0 = not on exchange. */
  readonly exchangeUntil: Int16Array;
  /** Drawn once for life, 0–65535: the teacher is county-held wherever coverage exceeds it. */
  readonly lot: Uint16Array;
  /** The county, not the school, holds the employment of teachers with a lot below this (县管校聘); set by rotation every year. */
  heldBelow: number;
}

/** An empty teacher table with room for `capacity` rows. */
export function emptyTeachers(capacity: number): TeacherTable {
  return {
    count: 0,
    id: new Int32Array(capacity),
    birthMonth: new Int16Array(capacity),
    isFemale: new Uint8Array(capacity),
    stage: new Uint8Array(capacity),
    subject: new Uint8Array(capacity),
    degree: new Uint8Array(capacity),
    title: new Uint8Array(capacity),
    titleYear: new Int16Array(capacity),
    quality: new Float32Array(capacity),
    trainingHours: new Uint16Array(capacity),
    secondSite: new Int16Array(capacity).fill(-1),
    isUnwilling: new Uint8Array(capacity),
    isBackbone: new Uint8Array(capacity),
    site: new Int16Array(capacity),
    homeSite: new Int16Array(capacity),
    arrivedYear: new Int16Array(capacity),
    exchangeUntil: new Int16Array(capacity),
    lot: new Uint16Array(capacity),
    heldBelow: 0,
  };
}

/** Ids of some teachers. */
export function idsOf({ id }: TeacherTable, rows: ArrayLike<number>): Int32Array {
  const ids = new Int32Array(rows.length);
  for (let i = 0; i < ids.length; i++) ids[i] = id[rows[i]!]!;
  return ids;
}

/** True where the county holds a teacher's employment; whoever is hired after the year's rotation joins in the next. */
export function isCountyHeld({ id, lot, heldBelow }: TeacherTable, t: number, year: number): boolean {
  return lot[t]! < heldBelow && cohortOf(id[t]!) < year;
}
