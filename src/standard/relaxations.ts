import type { CountyReturn } from "./county-return.ts";
import type { Relaxation, RelaxationCondition } from "./editions/edition.ts";
import { compulsoryPupils, stagesOf, type SchoolReturn } from "./school-return.ts";
import type { RelaxationRefusal } from "./verdict.ts";

/** Which claims of a county's schools hold. */
export interface Relaxations {
  /** Relaxations granted, by school code. */
  readonly granted: ReadonlyMap<string, readonly Relaxation[]>;
  readonly refused: readonly RelaxationRefusal[];
}

/**
 * Checks every claim against its condition. A claim is refused if its condition fails or was not reported, if the county
 * has no plan to reach the full standard, or if the transitional period is over.
 */
export function grantRelaxations(
  schools: readonly SchoolReturn[],
  relaxations: readonly Relaxation[],
  county: CountyReturn,
  isPeriodOver: boolean,
): Relaxations {
  const granted = new Map<string, Relaxation[]>();
  const refused: RelaxationRefusal[] = [];
  for (const school of schools) {
    for (const relaxation of relaxations) {
      if (!school.relaxationsClaimed?.includes(relaxation.id)) continue;
      const reason = refusal(school, relaxation, county, isPeriodOver);
      if (reason) refused.push({ code: school.code, name: school.name, relaxation: relaxation.id, reason });
      else granted.set(school.code, [...(granted.get(school.code) ?? []), relaxation]);
    }
  }
  return { granted, refused };
}

/** Why a claim is refused, or undefined if it is granted. */
function refusal(
  school: SchoolReturn,
  relaxation: Relaxation,
  county: CountyReturn,
  isPeriodOver: boolean,
): RelaxationRefusal["reason"] | undefined {
  if (isPeriodOver) return "period-over";
  if (county.hasRelaxationPlan === false) return "no-plan";
  const answers = relaxation.anyOf.map((condition) => holds(school, condition));
  if (answers.includes(true)) return undefined;
  return answers.includes(undefined) ? "condition-not-reported" : "condition-not-met";
}

/** Whether a condition holds at a school; undefined if what it needs was not reported. */
function holds(school: SchoolReturn, condition: RelaxationCondition): boolean | undefined {
  switch (condition.kind) {
    case "built-by":
      return school.builtYear === undefined ? undefined : school.builtYear <= condition.year;
    case "migrant-share-above":
      return school.migrantShare === undefined ? undefined : school.migrantShare > condition.share;
    case "urban-core":
      return school.isUrbanCore;
    case "pupils-between": {
      const pupils = compulsoryPupils(school);
      return pupils === undefined ? undefined : pupils >= condition.from && pupils <= condition.to;
    }
    case "rural-largest-class-below":
      return isRuralWithClassesBelow(school, condition.pupils);
    default:
      return condition satisfies never;
  }
}

function isRuralWithClassesBelow(school: SchoolReturn, limit: number): boolean | undefined {
  if (school.setting !== undefined && school.setting !== "rural") return false;
  const largest = stagesOf(school.kind)
    .filter((stage) => school.pupils[stage] !== 0)
    .map((stage) => school.largestClass?.[stage]);
  if (largest.some((size) => size !== undefined && size >= limit)) return false;
  return school.setting === undefined || largest.includes(undefined) ? undefined : true;
}
