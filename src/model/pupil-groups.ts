/** Residency of a pupil: local with parents, local left behind, migrant from another county (随迁). */
export const RESIDENCIES = ["local", "left-behind", "migrant"] as const;
export const LOCAL = 0;
export const LEFT_BEHIND = 1;
export const MIGRANT = 2;

export const GRADES = 9;
export const HOMES = 3;
/** Income classes of families: the upper two thirds, and the lowest third (low income). */
export const INCOMES = 2;
export const INCOME_NAMES = ["ordinary", "low"] as const;
export const LOW_INCOME = 1;
/** Kinds of pupil apart from income: residency × home setting, index `residency × 3 + home`. */
export const KINDS = 9;
/** Groups of exchangeable pupils: income × residency × home setting, index `income × 9 + residency × 3 + home`. */
export const GROUPS = INCOMES * KINDS;
/** Grades of the primary stage are 0–5, of the junior stage 6–8. */
export const FIRST_JUNIOR_GRADE = 6;
/** A teaching point's pupils move to the township's school after this many grades (assumed: four). */
export const POINT_GRADES = 4;

/** Home setting, residency and income class of a group. */
export function homeOf(group: number): number {
  return group % HOMES;
}
export function residencyOf(group: number): number {
  return Math.floor(group / HOMES) % RESIDENCIES.length;
}
export function incomeOf(group: number): number {
  return Math.floor(group / KINDS);
}

/** Index of a pupil cell. */
export function cell(site: number, grade: number, group: number): number {
  return (site * GRADES + grade) * GROUPS + group;
}

/** Pupils of one stage at a site (persons). */
export function stageEnrolment(pupils: Int32Array, site: number, stage: number): number {
  const first = (site * GRADES + (stage === 0 ? 0 : FIRST_JUNIOR_GRADE)) * GROUPS;
  const last = (site * GRADES + (stage === 0 ? FIRST_JUNIOR_GRADE : GRADES)) * GROUPS;
  let sum = 0;
  for (let i = first; i < last; i++) sum += pupils[i]!;
  return sum;
}

/** Pupils of one grade at a site (persons). */
export function gradeEnrolment(pupils: Int32Array, site: number, grade: number): number {
  const first = (site * GRADES + grade) * GROUPS;
  let sum = 0;
  for (let i = first; i < first + GROUPS; i++) sum += pupils[i]!;
  return sum;
}
