import { apportion } from "../../core/apportion.ts";
import { FIRST_JUNIOR_GRADE, gradeEnrolment, GRADES, TEACHING_POINT, type CountyState } from "../state.ts";

/** Pupils that share one teacher in a teaching point with mixed grades (assumed). */
const MIXED_CLASS = 25;

/**
 * Forms classes: a grade of N pupils makes ⌈N/45⌉ (primary) or ⌈N/50⌉ (junior) classes if there are rooms; otherwise every
 * grade gets one room and the others go to the grades by their need. Rules CLA-1 to CLA-3.
 *
 * Reads `pupils`, `rooms`; writes `classes`, `largestClass`, `largeClasses`, `classesWanted`,
 * `enrolment`. Draws nothing.
 */
export function formClasses(state: CountyState): void {
  const { sites, pupils } = state;
  sites.classes.fill(0);
  sites.largestClass.fill(0);
  sites.largeClasses.fill(0);
  sites.enrolment.fill(0);
  const enrolment = new Int32Array(GRADES);
  const classes = new Int32Array(GRADES);
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    let wanted = 0;
    let all = 0;
    for (let grade = 0; grade < GRADES; grade++) {
      const n = gradeEnrolment(pupils, site, grade);
      enrolment[grade] = n;
      classes[grade] = Math.ceil(n / regulatedSize(grade));
      wanted += classes[grade]!;
      all += n;
    }
    sites.classesWanted[site] = wanted;
    if (wanted > sites.rooms[site]!) shareRooms(classes, sites.rooms[site]!);
    for (let grade = 0; grade < GRADES; grade++) {
      if (enrolment[grade]! > 0) addGrade(state, site, grade, enrolment[grade]!, classes[grade]!);
    }
    if (sites.kind[site] === TEACHING_POINT && all > 0) {
      sites.classes[site * 2] = Math.min(sites.classes[site * 2]!, Math.ceil(all / MIXED_CLASS));
    }
  }
}

function regulatedSize(grade: number): number {
  return grade < FIRST_JUNIOR_GRADE ? 45 : 50;
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
