import type { YearContext } from "./context.ts";
import { leaveTeaching } from "./processes/attrition.ts";
import { designateBackbone } from "./processes/backbone-designation.ts";
import { enterCohort } from "./processes/births.ts";
import { board } from "./processes/boarding.ts";
import { formClasses } from "./processes/classes.ts";
import { consolidate } from "./processes/consolidation.ts";
import { joinGroups } from "./processes/education-groups.ts";
import { budgetYear } from "./processes/finance.ts";
import { shareTeachers } from "./processes/itinerant.ts";
import { equipIct } from "./processes/ict.ts";
import { leave } from "./processes/leave.ts";
import { rotatePrincipals } from "./processes/principals.ts";
import { promote } from "./processes/progression.ts";
import { admit } from "./processes/admission.ts";
import { recruit } from "./processes/recruitment.ts";
import { rotate } from "./processes/rotation.ts";
import { teachYear } from "./processes/school-year.ts";
import { settle } from "./processes/settlement.ts";
import { assignSubjects } from "./processes/subject-assignment.ts";
import { build } from "./processes/works.ts";
import type { CountyState } from "./state.ts";

/** One step of the school year that a county takes by itself. */
export interface CountyStep {
  readonly name: string;
  readonly run: (state: CountyState, context: YearContext) => void;
  /** First school year of the step; in 2020 the world is as the census and the returns describe it. */
  readonly from: number;
}

/** Steps before families move between counties. Phases 1–5 of docs/ODD.md §3. */
export const BEFORE_MOVES: readonly CountyStep[] = [
  { name: "finance", run: budgetYear, from: 2020 },
  { name: "works", run: build, from: 2020 },
  { name: "settlement", run: settle, from: 2020 },
  { name: "consolidation", run: consolidate, from: 2021 },
  { name: "education-groups", run: joinGroups, from: 2021 },
  { name: "ict", run: equipIct, from: 2021 },
  { name: "principals", run: rotatePrincipals, from: 2021 },
  { name: "progression", run: promote, from: 2021 },
  { name: "births", run: enterCohort, from: 2021 },
  { name: "leave", run: leave, from: 2021 },
];

/** Steps after families have moved: admission, boarding, classes, teachers, the year itself. Phases 6–9. */
export const AFTER_MOVES: readonly CountyStep[] = [
  { name: "admission", run: admit, from: 2021 },
  { name: "boarding", run: board, from: 2020 },
  { name: "classes", run: formClasses, from: 2020 },
  { name: "attrition", run: leaveTeaching, from: 2021 },
  { name: "rotation", run: rotate, from: 2021 },
  { name: "recruitment", run: recruit, from: 2021 },
  { name: "subject-assignment", run: assignSubjects, from: 2021 },
  { name: "itinerant", run: shareTeachers, from: 2021 },
  { name: "backbone-designation", run: designateBackbone, from: 2021 },
  { name: "school-year", run: teachYear, from: 2021 },
];

/** Steps the nation takes: families move between counties, then the certification round. Phases 5 and 11. */
export const NATION_STEPS = ["intercounty", "certification"] as const;
