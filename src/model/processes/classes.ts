import { REGULATED_SIZE } from "../class-size.ts";
import { apportion } from "../../core/apportion.ts";
import { isOff } from "../constraint-switches.ts";
import type { YearContext } from "../context.ts";
import { SMALLER_CLASSES } from "../establishment.ts";
import { addRooms } from "../new-rooms.ts";
import {
  endGrade,
  FIRST_JUNIOR_GRADE,
  firstGrade,
  gradeEnrolment,
  GRADES,
  TEACHING_POINT,
  type CountyState,
  type SiteTable,
} from "../state.ts";

/** Pupils that share one teacher in a teaching point with mixed grades (assumed). */
const MIXED_CLASS = 25;

/**
 * Forms classes: a grade of N pupils makes ⌈N/45⌉ (primary) or ⌈N/50⌉ (junior) classes if there are rooms; otherwise every
 * grade gets one room and the others go to the grades by their need. Rules CLA-1 to CLA-3; where a county keeps posts for smaller
 * classes, EST-6. Where places are no limit, rooms appear as classes need them (LOG-11).
 *
 * Reads `pupils`, `rooms`, `teachers`; writes `classes`, `largestClass`, `largeClasses`, `classesWanted`,
 * `enrolment`. Draws nothing.
 */
export function formClasses(state: CountyState, context?: YearContext): void {
  const { sites, pupils } = state;
  sites.classes.fill(0);
  sites.largestClass.fill(0);
  sites.largeClasses.fill(0);
  sites.enrolment.fill(0);
  const enrolment = new Int32Array(GRADES);
  const classes = new Int32Array(GRADES);
  const small =
    context?.value("teachers.surplus_policy") === SMALLER_CLASSES ? smallerClasses(state, context) : undefined;
  const areRoomsGiven = context !== undefined && isOff(context.value, "seats");
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    let wanted = 0;
    let all = 0;
    const [first, end] = [firstGrade(sites.kind[site]!), endGrade(sites.kind[site]!)];
    enrolment.fill(0);
    classes.fill(0);
    for (let grade = first; grade < end; grade++) {
      const n = gradeEnrolment(pupils, site, grade);
      enrolment[grade] = n;
      classes[grade] = Math.ceil(n / regulatedSize(grade));
      wanted += classes[grade]!;
      all += n;
    }
    sites.classesWanted[site] = wanted;
    if (areRoomsGiven && wanted > sites.rooms[site]!) addRooms(sites, site, wanted - sites.rooms[site]!);
    if (wanted > sites.rooms[site]!) shareRooms(classes, sites.rooms[site]!);
    else if (small) addSmallerClasses(sites, site, enrolment, classes, wanted, small);
    for (let grade = first; grade < end; grade++) {
      if (enrolment[grade]! > 0) addGrade(state, site, grade, enrolment[grade]!, classes[grade]!);
    }
    if (sites.kind[site] === TEACHING_POINT && all > 0) {
      sites.classes[site * 2] = Math.min(sites.classes[site * 2]!, Math.ceil(all / MIXED_CLASS));
    }
  }
}

function regulatedSize(grade: number): number {
  return REGULATED_SIZE[grade < FIRST_JUNIOR_GRADE ? 0 : 1];
}

/** What smaller classes need: the size aimed at, and the classes that the teachers of a site can take, by site and stage. */
interface SmallerClasses {
  readonly size: number;
  readonly staffed: Int32Array;
}

/** A class takes as many teachers as one of regulated size has at the ratio aimed at. */
function smallerClasses({ staff }: CountyState, context: YearContext): SmallerClasses {
  const perClass = [
    regulatedSize(0) / context.value("teachers.pupils_per_teacher_primary"),
    regulatedSize(FIRST_JUNIOR_GRADE) / context.value("teachers.pupils_per_teacher_junior"),
  ] as const;
  const staffed = staff.headcount.map((n, at) => Math.floor(n / perClass[(at & 1) as 0 | 1]));
  return { size: context.value("teachers.small_class_size"), staffed };
}

/** Adds classes up to the smaller size, as far as rooms and teachers of the stage go, where most are wanted first (rule EST-6). */
function addSmallerClasses(
  sites: SiteTable,
  site: number,
  enrolment: Int32Array,
  classes: Int32Array,
  wanted: number,
  { size, staffed }: SmallerClasses,
): void {
  let rooms = sites.rooms[site]! - wanted;
  for (let stage = 0; stage < 2; stage++) {
    const [first, end] = stage === 0 ? [0, FIRST_JUNIOR_GRADE] : [FIRST_JUNIOR_GRADE, GRADES];
    const extra = new Int32Array(GRADES);
    let formed = 0;
    let more = 0;
    for (let grade = first; grade < end; grade++) {
      formed += classes[grade]!;
      extra[grade] = Math.max(0, Math.ceil(enrolment[grade]! / size) - classes[grade]!);
      more += extra[grade]!;
    }
    const added = Math.max(0, Math.min(more, rooms, staffed[site * 2 + stage]! - formed));
    if (added === 0) continue;
    const shared = apportion(added, extra);
    for (let grade = first; grade < end; grade++) classes[grade]! += shared[grade]!;
    rooms -= added;
  }
}

/** Cuts the classes wanted down to the rooms there are: one for each grade, the rest by largest remainder of what is wanted above one. */
function shareRooms(classes: Int32Array, rooms: number): void {
  const taught = classes.filter((count) => count > 0).length;
  const extra = apportion(
    Math.max(0, rooms - taught),
    classes.map((count) => Math.max(0, count - 1)),
  );
  for (let grade = 0; grade < classes.length; grade++) {
    if (classes[grade]! > 0) classes[grade] = Math.min(classes[grade]!, 1 + extra[grade]!);
  }
}

function addGrade({ sites }: CountyState, site: number, grade: number, n: number, classes: number): void {
  const at = site * 2 + (grade < FIRST_JUNIOR_GRADE ? 0 : 1);
  sites.enrolment[at]! += n;
  const regulated = regulatedSize(grade);
  const smallest = Math.floor(n / classes);
  const larger = n - smallest * classes;
  const largest = larger > 0 ? smallest + 1 : smallest;
  sites.classes[at]! += classes;
  sites.largestClass[at] = Math.max(sites.largestClass[at]!, largest);
  if (largest > regulated) sites.largeClasses[at]! += smallest > regulated ? classes : larger;
}
