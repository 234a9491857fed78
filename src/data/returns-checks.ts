import type { CellProblem } from "./returns-cells.ts";
import { levelsOf, LEVELS, type ByStage, type SchoolReturn } from "../standard/school-return.ts";
import { STAGES } from "../standard/stage-table.ts";

/** Staff that is part of the full-time teachers of a stage. */
const PARTS_OF_TEACHERS = [
  ["qualifiedTeachers", "qualified teachers"],
  ["backboneTeachers", "backbone teachers"],
  ["specialistTeachers", "PE and arts teachers"],
  ["midTitleTeachers", "mid-title teachers"],
] as const satisfies readonly (readonly [keyof SchoolReturn, string])[];

/** What contradicts itself within one school's return. */
export function schoolProblems(school: SchoolReturn): CellProblem[] {
  return [...levelProblems(school), ...staffProblems(school), ...classProblems(school)];
}

/** Pupils in a level that the kind of school does not teach. */
function levelProblems(school: SchoolReturn): CellProblem[] {
  return LEVELS.filter((level) => (school.pupils[level] ?? 0) > 0 && !levelsOf(school.kind).includes(level)).map(
    (level) => ({
      code: "level-not-taught",
      problem: `${school.name} is of kind ${school.kind} but returns ${school.pupils[level]} ${level} pupils`,
      expected: `pupils only in ${levelsOf(school.kind).join(", ")}`,
    }),
  );
}

function staffProblems(school: SchoolReturn): CellProblem[] {
  const problems: CellProblem[] = [];
  for (const stage of STAGES) {
    const teachers = school.teachers?.[stage];
    if (teachers === undefined) continue;
    for (const [field, words] of PARTS_OF_TEACHERS) {
      const part = (school[field] as ByStage | undefined)?.[stage];
      if (part === undefined || part <= teachers) continue;
      problems.push({
        code: "more-than-teachers",
        problem: `${school.name} returns ${part} ${words} among ${teachers} ${stage} teachers`,
        expected: `at most ${teachers}`,
      });
    }
  }
  return problems;
}

function classProblems(school: SchoolReturn): CellProblem[] {
  const problems: CellProblem[] = [];
  for (const stage of STAGES) {
    const pupils = school.pupils[stage];
    const classes = school.classes?.[stage];
    const largest = school.largestClass?.[stage];
    if (pupils === undefined) continue;
    if (largest !== undefined && largest > pupils) {
      problems.push({
        code: "class-larger-than-school",
        problem: `${school.name} returns a largest class of ${largest} among ${pupils} ${stage} pupils`,
        expected: `at most ${pupils}`,
      });
    }
    if (classes === 0 && pupils > 0) {
      problems.push({
        code: "pupils-without-classes",
        problem: `${school.name} returns ${pupils} ${stage} pupils and no class`,
        expected: "at least 1 class",
      });
    }
    if (classes && largest !== undefined && pupils > classes * largest) {
      problems.push({
        code: "class-below-average",
        problem: `${school.name} returns ${pupils} ${stage} pupils in ${classes} classes, the largest of ${largest}`,
        expected: `a largest class of at least ${Math.ceil(pupils / classes)}`,
      });
    }
  }
  return problems;
}
