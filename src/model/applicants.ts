import { poisson } from "../core/distributions.ts";
import { exp } from "../core/elementary.ts";
import type { Stream } from "../core/stream.ts";
import type { YearContext } from "./context.ts";
import { ruralExtra, teacherCost } from "./rural-pay.ts";
import { isSpecialist } from "./staffing.ts";
import { SCIENCE, SUBJECTS, VILLAGE, type CountyState } from "./state.ts";

/** Log applicants by setting (village, town, seat), per km from the seat up to 60 km, and by subject (all assumed). */
const PLACE = [-0.7, -0.3, 0] as const;
const PER_KM = -0.015;
const FARTHEST_KM = 60;
const SPECIALIST = -0.4;
const SCIENTIST = -0.2;

/** Applicants for a post of a core subject at a site (mean, persons; rule HIR-6). */
export function applicantsPerPost(state: CountyState, context: YearContext, site: number): number {
  const { sites } = state;
  const setting = sites.setting[site] as 0 | 1 | 2;
  const km = Math.min(FARTHEST_KM, Math.sqrt(sites.x[site]! * sites.x[site]! + sites.y[site]! * sites.y[site]!));
  const pay = teacherCost(state, context) / context.value("teachers.cost") - 1;
  const extra = setting === VILLAGE ? ruralExtra(state, context) : 0;
  const shift = PLACE[setting] + PER_KM * km + context.value("teachers.applicant_pay_effect") * (pay + extra);
  return context.value("teachers.applicants_per_post") * exp(shift);
}

/** Who applies at a site for `posts` of a subject, Poisson with a mean in proportion to the posts (persons; rule HIR-6). */
export function applicants(
  stream: Stream,
  site: number,
  stage: number,
  subject: number,
  posts: number,
  perPost: number,
): number {
  const scarcity = isSpecialist(subject) ? SPECIALIST : subject === SCIENCE ? SCIENTIST : 0;
  return poisson(posts * perPost * exp(scarcity), stream, (site * 2 + stage) * SUBJECTS.length + subject);
}
