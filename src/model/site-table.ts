import { FIRST_JUNIOR_GRADE, GRADES } from "./pupil-groups.ts";

/** Kinds of school site. A nine-year site teaches both stages; a teaching point teaches grades 1–4. */
export const SITE_KINDS = ["primary", "junior", "nine-year", "teaching-point"] as const;
export const PRIMARY = 0;
export const JUNIOR = 1;
export const NINE_YEAR = 2;
export const TEACHING_POINT = 3;

/** Where a site or a home lies: village, town (township seat) or the county seat or city. */
export const SETTINGS = ["village", "town", "seat"] as const;
export type SettingName = (typeof SETTINGS)[number];
export const VILLAGE = 0;
export const TOWN = 1;
export const SEAT = 2;

/** School sites of a county, one row each; a closed site keeps its row. */
export interface SiteTable {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly setting: Uint8Array;
  /** Township the site belongs to. */
  readonly township: Int16Array;
  /** Position in km east and north of the county seat. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly isOpen: Uint8Array;
  /** School year in which a founded school opens (0: stood in 2020, or a spare row of no school yet). */
  readonly openedYear: Int16Array;
  /** Site that took in the pupils of a closed one; −1 while open. */
  readonly receiver: Int16Array;
  /** Ordinary class rooms. */
  readonly rooms: Int32Array;
  /** Rooms under construction and the school year in which they open (0: none). */
  readonly roomsBuilding: Int32Array;
  readonly roomsReady: Int16Array;
  /** Teaching and auxiliary floor area, m². */
  readonly teachingArea: Float64Array;
  /** Sports ground and hall, m²; `canGrow` is 0 where land is short. */
  readonly sportsArea: Float64Array;
  readonly canGrow: Uint8Array;
  /** Value of teaching equipment in use, yuan, and the yearly purchases it is made of: index `site × 10 + age`. */
  readonly equipment: Float64Array;
  readonly vintages: Float64Array;
  readonly multimediaRooms: Int32Array;
  readonly musicRooms: Int32Array;
  readonly artRooms: Int32Array;
  /** Beds for boarders. */
  readonly beds: Int32Array;
  /** Education group (教共体) by its leading site; −1 = none. */
  readonly group: Int16Array;
  /** 1 where lessons from another school come by screen with a local teacher in the room. */
  readonly hasIct: Uint8Array;
  /** School year in which the principal came. */
  readonly principalSince: Int16Array;
  /** Boarders by stage (persons): index `site × 2 + stage`; redrawn each September. */
  readonly boarders: Int32Array;
  /** Lots for life, 1–65,535 (0: not drawn yet): index `site × 2`, then education group and lessons by screen. */
  readonly lots: Uint16Array;
  /** Pupils whose way a closure lengthened (persons): index `site × 2 + years ago`, 0 or 1. */
  readonly wayGrew: Int32Array;
  /** Pupils a closure moved by more than 3 km and who are still here (persons). */
  readonly movedFar: Int32Array;
  /** Pupils brought by school bus (persons). */
  readonly busRiders: Int32Array;
  /** Quality as families still see it, one and two years ago: index `site × 2 + lag − 1`. */
  readonly qualityAgo: Float64Array;
  /** Quality in standard deviations of pupil scores, 0 = national mean of 2020. */
  readonly quality: Float64Array;
  /** Quality the site tends to when nothing pulls on it (its quality of 2020). */
  readonly baseQuality: Float64Array;
  /** Mean quality of the teachers of 2020 (standard deviations between teachers). */
  readonly baseTeachers: Float64Array;
  /** Share of the village children of the county whose catchment this is (primary stage; 0 elsewhere). */
  readonly catchment: Float64Array;
  /** Mean way in km of the village children of the catchment to the site. */
  readonly catchmentKm: Float64Array;
  /** Mean way to school in km of the pupils of a stage and home: index `(site × 2 + stage) × 3 + home`. */
  readonly travelKm: Float64Array;
  /** Pupils of a stage in September (persons): index `site × 2 + stage`; kept by classes and closures. */
  readonly enrolment: Int32Array;
  /** Classes and largest class of a stage: index `site × 2 + stage`. */
  readonly classes: Int32Array;
  readonly largestClass: Int32Array;
  /** Classes the site would need for regulated sizes, by site. */
  readonly classesWanted: Int32Array;
  /** Classes above the regulated size (45 primary, 50 junior). */
  readonly largeClasses: Int32Array;
  /** Teachers who left the site this year, by stage; reset each year. */
  readonly departures: Int32Array;
  /** Backbone teachers rotated in and teachers rotated out this year. */
  readonly rotatedIn: Int32Array;
  /** Backbone teachers rotated in less those rotated out this year: receiving and sending schools. */
  readonly backboneBalance: Int32Array;
  readonly rotatedOut: Int32Array;
}

/** A table of `n` sites in which nothing is set, with so many yearly purchases of equipment a site. */
export function emptySites(n: number, vintages: number): SiteTable {
  return {
    count: n,
    kind: new Uint8Array(n),
    setting: new Uint8Array(n),
    township: new Int16Array(n),
    x: new Float64Array(n),
    y: new Float64Array(n),
    isOpen: new Uint8Array(n),
    openedYear: new Int16Array(n),
    receiver: new Int16Array(n),
    rooms: new Int32Array(n),
    roomsBuilding: new Int32Array(n),
    roomsReady: new Int16Array(n),
    teachingArea: new Float64Array(n),
    sportsArea: new Float64Array(n),
    canGrow: new Uint8Array(n),
    equipment: new Float64Array(n),
    vintages: new Float64Array(n * vintages),
    multimediaRooms: new Int32Array(n),
    musicRooms: new Int32Array(n),
    artRooms: new Int32Array(n),
    beds: new Int32Array(n),
    group: new Int16Array(n),
    hasIct: new Uint8Array(n),
    principalSince: new Int16Array(n),
    boarders: new Int32Array(n * 2),
    lots: new Uint16Array(n * 2),
    wayGrew: new Int32Array(n * 2),
    movedFar: new Int32Array(n),
    busRiders: new Int32Array(n),
    qualityAgo: new Float64Array(n * 2),
    quality: new Float64Array(n),
    baseQuality: new Float64Array(n),
    baseTeachers: new Float64Array(n),
    catchment: new Float64Array(n),
    catchmentKm: new Float64Array(n),
    travelKm: new Float64Array(n * 6),
    enrolment: new Int32Array(n * 2),
    classes: new Int32Array(n * 2),
    classesWanted: new Int32Array(n),
    largestClass: new Int32Array(n * 2),
    largeClasses: new Int32Array(n * 2),
    departures: new Int32Array(n * 2),
    rotatedIn: new Int32Array(n),
    backboneBalance: new Int32Array(n),
    rotatedOut: new Int32Array(n),
  };
}

/** True if a site of this kind teaches the stage (0 primary, 1 junior). */
export function teaches(kind: number, stage: number): boolean {
  return stage === 0 ? kind !== JUNIOR : kind === JUNIOR || kind === NINE_YEAR;
}

/** First grade that may have pupils at a site of this kind, and the grade after the last (a new teaching point still has grades 5 and 6). */
export function firstGrade(kind: number): number {
  return kind === JUNIOR ? FIRST_JUNIOR_GRADE : 0;
}
export function endGrade(kind: number): number {
  return kind === JUNIOR || kind === NINE_YEAR ? GRADES : FIRST_JUNIOR_GRADE;
}

/** Straight-line way between two sites in km, times 1.3 for roads (assumed). */
export function wayKm(sites: SiteTable, a: number, b: number): number {
  const dx = sites.x[a]! - sites.x[b]!;
  const dy = sites.y[a]! - sites.y[b]!;
  return 1.3 * Math.sqrt(dx * dx + dy * dy);
}
