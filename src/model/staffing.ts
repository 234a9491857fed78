import type { YearContext } from "./context.ts";
import { ART, PE, teaches, type CountyState } from "./state.ts";
import type { StaffCounts } from "./staff-counts.ts";

/** Teachers at each site by stage, and the number aimed at; index `site × 2 + stage`. */
export interface Staffing extends Pick<StaffCounts, "headcount" | "specialists" | "backbone"> {
  readonly target: Float64Array;
  /** Teachers aimed at in the county by stage, before a surplus is shared. */
  readonly aimed: readonly [number, number];
}

/** Schools below this size (pupils of a stage) are staffed by class, not by pupil (pupils; the class-ratio rule). */
export const SMALL_SCHOOL = 200;

/**
 * Target of every site (rule EST-1), with the county's counts, which go on changing: pupils over the ratio aimed at; below 200
 * pupils at least `teachers.teachers_per_class_small` a class, with at most one class for every twelve pupils. A surplus is
 * shared by the same key (EST-2).
 */
export function staffing(state: CountyState, context: YearContext): Staffing {
  const { sites, staff } = state;
  const ratios = [
    context.value("teachers.pupils_per_teacher_primary"),
    context.value("teachers.pupils_per_teacher_junior"),
  ];
  const perClass = context.value("teachers.teachers_per_class_small");
  const target = new Float64Array(sites.count * 2);
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    for (let stage = 0; stage < 2; stage++) {
      if (!teaches(sites.kind[site]!, stage)) continue;
      const n = sites.enrolment[site * 2 + stage]!;
      if (n === 0) continue;
      target[site * 2 + stage] = teachersAimedAt(n, sites.classes[site * 2 + stage]!, ratios[stage]!, perClass);
    }
  }
  const { headcount, specialists, backbone } = staff;
  const aimed = [shareSurplus(headcount, target, 0), shareSurplus(headcount, target, 1)] as const;
  return { headcount, specialists, backbone, target, aimed };
}

/** Teachers aimed at for `n` > 0 pupils of a stage in so many classes (rule EST-1). */
export function teachersAimedAt(n: number, classes: number, pupilsPerTeacher: number, perClass: number): number {
  const byClass = n < SMALL_SCHOOL ? perClass * Math.min(classes, Math.ceil(n / 12)) : 0;
  return Math.max(1, n / pupilsPerTeacher, byClass);
}

/**
 * Where a stage has more teachers than aimed at, the county shares all of them over its schools by the same key.
 * @returns The number aimed at, before sharing.
 */
function shareSurplus(headcount: Int32Array, target: Float64Array, stage: number): number {
  let staff = 0;
  let aimed = 0;
  for (let at = stage; at < target.length; at += 2) {
    staff += headcount[at]!;
    aimed += target[at]!;
  }
  if (aimed > 0 && staff > aimed) {
    for (let at = stage; at < target.length; at += 2) target[at]! *= staff / aimed;
  }
  return aimed;
}

/** True for PE, music and art. */
export function isSpecialist(subject: number): boolean {
  return subject >= PE && subject <= ART;
}
