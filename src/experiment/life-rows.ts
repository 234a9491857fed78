import type { Lives, PupilYear, TeacherYear } from "../model/lives.ts";

/** Years of a few followed people in every scenario. */
export interface LifeRows {
  readonly pupils: readonly (PupilYear & { readonly scenario: string })[];
  readonly teachers: readonly (TeacherYear & { readonly scenario: string })[];
  /** People followed in all, of whom these are shown. */
  readonly followed: { readonly pupils: number; readonly teachers: number };
}

/** People kept for the figure; the tables on disk have all. */
const SHOWN = 8;

/** The people to show: those whose lives differ most between scenarios first, then in order of their numbers. */
export function lifeRows(scenarioIds: readonly string[], lives: readonly Lives[]): LifeRows {
  const pupils = lives.flatMap(({ pupils }, s) => pupils.map((row) => ({ scenario: scenarioIds[s]!, ...row })));
  const teachers = lives.flatMap(({ teachers }, s) => teachers.map((row) => ({ scenario: scenarioIds[s]!, ...row })));
  const keptPupils = mostDifferent(pupils, (row) => `p${row.pupil}`, pupilStep);
  const keptTeachers = mostDifferent(teachers, (row) => `${row.county}/${row.teacher}`, teacherStep);
  return {
    pupils: pupils.filter((row) => keptPupils.kept.has(`p${row.pupil}`)),
    teachers: teachers.filter((row) => keptTeachers.kept.has(`${row.county}/${row.teacher}`)),
    followed: { pupils: keptPupils.all, teachers: keptTeachers.all },
  };
}

const pupilStep = ({ year, status, site, boards }: PupilYear) => `${year} ${status} ${site} ${boards}`;
const teacherStep = ({ year, status, site }: TeacherYear) => `${year} ${status} ${site}`;

/** People by the number of distinct steps over all scenarios, most first; equal ones in order of first appearance. */
function mostDifferent<T>(
  rows: readonly T[],
  person: (row: T) => string,
  step: (row: T) => string,
): { kept: ReadonlySet<string>; all: number } {
  const steps = new Map<string, Set<string>>();
  for (const row of rows) {
    const own = steps.get(person(row)) ?? new Set();
    steps.set(person(row), own.add(step(row)));
  }
  const order = [...steps].sort((a, b) => b[1].size - a[1].size).map(([id]) => id);
  return { kept: new Set(order.slice(0, SHOWN)), all: order.length };
}
