import type { Stage } from "./stage-table.ts";

/** The levels a school may teach; the senior level is outside compulsory education and matters only for splitting. */
export const LEVELS = ["primary", "junior", "senior"] as const;
export type Level = (typeof LEVELS)[number];

/** School categories of the statistical return. `senior-combined` is a secondary school with junior and senior levels. */
export const SCHOOL_KINDS = [
  "primary",
  "junior",
  "nine-year",
  "twelve-year",
  "senior-combined",
  "teaching-point",
  "special",
  "vocational",
] as const;
export type SchoolKind = (typeof SCHOOL_KINDS)[number];

export const OWNERSHIPS = ["public", "private"] as const;
export type Ownership = (typeof OWNERSHIPS)[number];

export const SETTINGS = ["urban", "town", "rural"] as const;
export type Setting = (typeof SETTINGS)[number];

/** Who runs a school. The 2012 edition leaves out schools run by the city or the province. */
export const RUN_BY = ["county", "city", "province"] as const;
export type RunBy = (typeof RUN_BY)[number];

/** The transitional relaxations a school may claim. */
export const RELAXATION_IDS = [
  "rooms-before-2017",
  "rooms-small-rural",
  "size-old-or-migrant",
  "specialists-shared",
  "sports-city-core",
] as const;
export type RelaxationId = (typeof RELAXATION_IDS)[number];

/** A quantity returned separately for each stage; a missing stage was not reported. */
export type ByStage = { readonly [S in Stage]?: number };

/** A quantity returned separately for each level; a missing level was not reported. */
export type ByLevel = { readonly [L in Level]?: number };

/**
 * What one school reports in the annual statistical return, one row per school.
 * A field that is absent was not reported; zero is a reported zero. Areas are m², values yuan, years calendar years.
 */
export interface SchoolReturn {
  /** School code of the statistics; unique in the county. */
  readonly code: string;
  readonly name: string;
  readonly kind: SchoolKind;
  readonly ownership?: Ownership;
  readonly setting?: Setting;
  readonly runBy?: RunBy;
  /** Enrolment (persons). */
  readonly pupils: ByLevel;
  readonly classes?: ByStage;
  /** Pupils in the largest class. */
  readonly largestClass?: ByStage;
  /** Full-time teachers (persons). */
  readonly teachers?: ByStage;
  /** Teachers above the required degree: college and above in primary, bachelor and above in junior schools. */
  readonly qualifiedTeachers?: ByStage;
  /** Teachers designated backbone at county level or above. */
  readonly backboneTeachers?: ByStage;
  /** Full-time PE, music and fine-art teachers. */
  readonly specialistTeachers?: ByStage;
  /** Rotating, part-time and itinerant PE, music and art teachers, counted only under `specialists-shared`. */
  readonly itinerantSpecialists?: ByStage;
  /** Teachers with a mid-level or higher title (2012 edition). */
  readonly midTitleTeachers?: ByStage;
  /** Teaching and auxiliary floor area of the whole site, indoor PE rooms excluded. */
  readonly teachingArea?: number;
  /** Sports ground and hall area of the whole site. */
  readonly sportsArea?: number;
  /** Roof and underground grounds and venues leased within ten minutes' walk, counted only under `sports-city-core`. */
  readonly additionalSportsArea?: number;
  /** Book value of teaching equipment. */
  readonly equipmentValue?: number;
  /** Networked multimedia classrooms. */
  readonly multimediaRooms?: number;
  readonly musicRooms?: number;
  readonly smallestMusicRoom?: number;
  readonly artRooms?: number;
  readonly smallestArtRoom?: number;
  /** Pupils' computers (2012 edition). */
  readonly computers?: number;
  /** Library volumes (2012 edition). */
  readonly books?: number;
  /** Year in which the planned school was completed. */
  readonly builtYear?: number;
  /** Share of compulsory-stage pupils who are migrant children, 0–1. */
  readonly migrantShare?: number;
  /** Whether the school stands in a densely built city core. */
  readonly isUrbanCore?: boolean;
  /** Whether the school meets its province's baseline for running a school (2012 edition). */
  readonly meetsProvincialBaseline?: boolean;
  /** Relaxations the school claims; none where absent. */
  readonly relaxationsClaimed?: readonly RelaxationId[];
}

const LEVELS_OF: Readonly<Record<SchoolKind, readonly Level[]>> = {
  primary: ["primary"],
  junior: ["junior"],
  "nine-year": ["primary", "junior"],
  "twelve-year": ["primary", "junior", "senior"],
  "senior-combined": ["junior", "senior"],
  "teaching-point": ["primary"],
  special: ["primary", "junior", "senior"],
  vocational: ["junior", "senior"],
};

/** The levels a school of this kind can teach, in order. */
export function levelsOf(kind: SchoolKind): readonly Level[] {
  return LEVELS_OF[kind];
}

/** The compulsory stages a school of this kind teaches, in order. */
export function stagesOf(kind: SchoolKind): readonly Stage[] {
  return LEVELS_OF[kind].filter((level): level is Stage => level !== "senior");
}

/** Whether the size limit for nine- and twelve-year schools applies rather than the ordinary one. */
export function isCombined(kind: SchoolKind): boolean {
  return kind === "nine-year" || kind === "twelve-year";
}

/** Pupils of the compulsory stages (persons), or undefined if one of the school's stages was not reported. */
export function compulsoryPupils(school: SchoolReturn): number | undefined {
  return sumOverStages(school, school.pupils);
}

/** Sum of a per-stage quantity over the school's compulsory stages; undefined if one was not reported. */
export function sumOverStages(school: SchoolReturn, amounts: ByStage | undefined): number | undefined {
  let sum = 0;
  for (const stage of stagesOf(school.kind)) {
    const amount = amounts?.[stage];
    if (amount === undefined) return undefined;
    sum += amount;
  }
  return sum;
}
