import { SPECIALISTS_PER_PUPIL } from "./subjects.ts";
import type { YearContext } from "./context.ts";
import { SMALL_SCHOOL } from "./staffing.ts";
import { teaches, type CountyState } from "./state.ts";

/** Positions of `teachers.surplus_policy`; 0 holds posts when rolls fall. */
export const CUT = 1;
export const SMALLER_CLASSES = 2;

/** Pupils to a post, primary and junior (establishment rule: unified urban and rural standard). */
const PUPILS_PER_POST = [19, 13.5] as const;

/**
 * Posts that the establishment rule gives a stage of a county (rule EST-3): pupils over 19 or 13.5, below 200 pupils at least
 * `teachers.teachers_per_class_small` a class, with at most one class for every twelve pupils.
 */
export function ruledPosts({ sites }: CountyState, context: YearContext, stage: 0 | 1): number {
  const perClass = context.value("teachers.teachers_per_class_small");
  let posts = 0;
  for (let site = 0; site < sites.count; site++) {
    const n = sites.enrolment[site * 2 + stage]!;
    if (!sites.isOpen[site] || n === 0 || !teaches(sites.kind[site]!, stage)) continue;
    const classes = Math.min(sites.classes[site * 2 + stage]!, Math.ceil(n / 12));
    posts += Math.max(n / PUPILS_PER_POST[stage], n < SMALL_SCHOOL ? perClass * classes : 0);
  }
  return posts;
}

/**
 * Sets the posts of a stage for the year (rule EST-4): the larger of the rule and the headcount aimed at; where posts are not
 * cut when rolls fall, no fewer than last year.
 *
 * @returns The posts that the rolls ask for (posts); teachers beyond them are a surplus.
 */
export function setPosts(state: CountyState, context: YearContext, stage: 0 | 1, aimed: number): number {
  const asked = Math.ceil(Math.max(aimed, ruledPosts(state, context, stage)));
  const isCut = context.value("teachers.surplus_policy") === CUT;
  state.posts[stage] = isCut ? asked : Math.max(asked, state.posts[stage]!);
  return asked;
}

/**
 * PE, music and art teachers a site is meant to have (persons; rule EST-5): 0.9 per 100 pupils as the standard asks, or what the
 * timetable of its classes needs, whichever is more.
 */
export function specialistPosts({ sites }: CountyState, at: number, perClass: number): number {
  return Math.max(SPECIALISTS_PER_PUPIL * sites.enrolment[at]!, perClass * sites.classes[at]!);
}
