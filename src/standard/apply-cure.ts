import type { CountyReturn, SubjectResult } from "./county-return.ts";
import type { Cure } from "./cure.ts";
import { stagesOf, type ByLevel, type SchoolReturn } from "./school-return.ts";
import { isSiteIndicator } from "./split.ts";
import type { ResourceIndicator, Stage } from "./stage-table.ts";

/** What a certification is made from. */
export interface Case {
  readonly schools: readonly SchoolReturn[];
  readonly county: CountyReturn;
  readonly asOf: number;
}

/**
 * The same case with a cure carried out: resources added, classes split, answers put right, years waited.
 * `several` has no single remedy and leaves the case as it is.
 */
export function applyCure(cure: Cure, given: Case): Case {
  const atSchool = (code: string, change: (school: SchoolReturn) => SchoolReturn): Case => ({
    ...given,
    schools: given.schools.map((school) => (school.code === code ? change(school) : school)),
  });
  const inCounty = (change: CountyReturn): Case => ({ ...given, county: { ...given.county, ...change } });
  switch (cure.kind) {
    case "add":
      return atSchool(cure.school.code, (school) => withMore(school, cure.stage, cure.indicator, cure.amount));
    case "level-up":
      return cure.additions.reduce(
        (state, { school, amount }) =>
          applyCure({ ...cure, kind: "add", school, amount, amountToFloor: amount }, state),
        given,
      );
    case "add-rooms":
      return atSchool(cure.school.code, (school) =>
        cure.room === "music"
          ? { ...school, musicRooms: (school.musicRooms ?? 0) + cure.rooms }
          : { ...school, artRooms: (school.artRooms ?? 0) + cure.rooms },
      );
    case "enlarge-room":
      return atSchool(cure.school.code, (school) =>
        cure.room === "music"
          ? { ...school, smallestMusicRoom: (school.smallestMusicRoom ?? 0) + cure.area }
          : { ...school, smallestArtRoom: (school.smallestArtRoom ?? 0) + cure.area },
      );
    case "split-classes":
      return atSchool(cure.school.code, (school) => ({
        ...school,
        classes: { ...school.classes, [cure.stage]: (school.classes?.[cure.stage] ?? 0) + cure.classes },
        largestClass: { ...school.largestClass, [cure.stage]: cure.largestClass },
      }));
    case "move-pupils":
      return atSchool(cure.school.code, (school) => ({ ...school, pupils: withFewer(school, cure.pupils) }));
    case "meet-baseline":
      return atSchool(cure.school.code, (school) => ({ ...school, meetsProvincialBaseline: true }));
    case "raise":
      return inCounty({ [cure.field]: cure.to });
    case "answer":
      return inCounty({ [cure.field]: cure.answer });
    case "monitoring":
      return inCounty({ monitoring: (given.county.monitoring ?? []).map((result) => withResult(result, cure)) });
    case "wait":
      return { ...given, asOf: cure.until };
    case "several":
      return given;
    default:
      return cure satisfies never;
  }
}

/** A school with more of what an indicator counts: staff in the stage, or a resource of the whole site. */
function withMore(school: SchoolReturn, stage: Stage, indicator: ResourceIndicator, amount: number): SchoolReturn {
  if (isSiteIndicator(indicator)) return { ...school, [indicator]: (school[indicator] ?? 0) + amount };
  const staff = school[indicator];
  return { ...school, [indicator]: { ...staff, [stage]: (staff?.[stage] ?? 0) + amount } };
}

/** Enrolment with pupils taken from the compulsory stages, the largest first. */
function withFewer(school: SchoolReturn, pupils: number): ByLevel {
  let left = pupils;
  let enrolment = school.pupils;
  const stages = [...stagesOf(school.kind)].sort((a, b) => (enrolment[b] ?? 0) - (enrolment[a] ?? 0));
  for (const stage of stages) {
    const taken = Math.min(left, enrolment[stage] ?? 0);
    enrolment = { ...enrolment, [stage]: (enrolment[stage] ?? 0) - taken };
    left -= taken;
  }
  return enrolment;
}

function withResult(result: SubjectResult, cure: Extract<Cure, { kind: "monitoring" }>): SubjectResult {
  return result.subject === cure.subject ? { ...result, [cure.measure]: cure.to } : result;
}
