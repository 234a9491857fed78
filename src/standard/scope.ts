import type { ScopeRule } from "./editions/edition.ts";
import { compulsoryPupils, type SchoolKind, type SchoolReturn } from "./school-return.ts";
import type { OutOfScope, OutOfScopeReason, ScopeQuestion } from "./verdict.ts";

/** The schools an edition assesses, those it leaves out with the reason, and those whose scope is in question. */
export interface Scope {
  readonly inScope: readonly SchoolReturn[];
  readonly outOfScope: readonly OutOfScope[];
  /** Also among `inScope`: what would decide was not reported. */
  readonly questions: readonly ScopeQuestion[];
}

/** Sorts a county's schools by whether the edition assesses them, keeping their order. */
export function scopeOf(schools: readonly SchoolReturn[], rule: ScopeRule): Scope {
  const inScope: SchoolReturn[] = [];
  const outOfScope: OutOfScope[] = [];
  const questions: ScopeQuestion[] = [];
  for (const school of schools) {
    const { code, name } = school;
    const reason = exclusion(school, rule);
    if (reason) {
      outOfScope.push({ code, name, reason });
      continue;
    }
    inScope.push(school);
    const missing = undecidedBy(school, rule);
    if (missing) questions.push({ code, name, missing });
  }
  return { inScope, outOfScope, questions };
}

const EXCLUDED_KIND: Partial<Record<SchoolKind, OutOfScopeReason>> = {
  special: "special-school",
  vocational: "vocational-school",
};

/** Why a school is left out, or undefined if it is not. */
function exclusion(school: SchoolReturn, rule: ScopeRule): OutOfScopeReason | undefined {
  if (rule.excludedKinds.includes(school.kind)) return EXCLUDED_KIND[school.kind];
  if (school.kind === "teaching-point") {
    if (rule.teachingPointMinimum === Infinity) return "teaching-point";
    const pupils = compulsoryPupils(school);
    if (pupils !== undefined && pupils < rule.teachingPointMinimum) return "small-teaching-point";
  }
  if (!rule.countsPrivate && school.ownership === "private") return "private";
  if (!rule.countsHigherRun && (school.runBy === "city" || school.runBy === "province")) return "run-by-higher-level";
  return compulsoryPupils(school) === 0 ? "no-pupils" : undefined;
}

/** Which unreported field would decide whether the school is in scope, if one would. */
function undecidedBy(school: SchoolReturn, rule: ScopeRule): ScopeQuestion["missing"] | undefined {
  if (school.kind === "teaching-point" && compulsoryPupils(school) === undefined) return "pupils";
  if (!rule.countsPrivate && school.ownership === undefined) return "ownership";
  if (!rule.countsHigherRun && school.runBy === undefined) return "runBy";
  return undefined;
}
