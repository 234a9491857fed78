import { emptyLedger, emptyPayers, emptyPupilFlows, emptyTally, emptyTeacherFlows } from "./accounts.ts";
import { emptyQueue } from "./queue.ts";
import { emptyStaff } from "./staff-counts.ts";
import { emptySites, emptyTeachers, type CountyState } from "./state.ts";

/** Counts of those who leave, which a nation keeps in columns over all counties. */
export type Movers = Pick<CountyState, "outbound" | "returning" | "turnedBack">;

/**
 * A deep copy of a county's state; the immutable parts (attributes, geometry) are shared.
 * @param movers Where those who leave are counted; columns of its own unless given.
 */
export function cloneCounty(state: CountyState, movers: Movers = ownMovers(state)): CountyState {
  return assemble({
    ...state,
    ...movers,
    sites: cloneColumns(state.sites, emptySites(0, 0)),
    teachers: cloneColumns(state.teachers, emptyTeachers(0)),
    staff: cloneColumns(state.staff, emptyStaff(0)),
    centralPrimary: state.centralPrimary.slice(),
    centralJunior: state.centralJunior.slice(),
    pupils: state.pupils.slice(),
    waiting: state.waiting.slice(),
    relocating: state.relocating.slice(),
    youngBoarders: state.youngBoarders.slice(),
    births: state.births.slice(),
    homeShare: state.homeShare.slice(),
    leftBehindShare: state.leftBehindShare.slice(),
    placeTaste: state.placeTaste.slice(),
    posts: state.posts.slice(),
    policy: state.policy.slice(),
    queue: Object.assign(emptyQueue(0), state.queue),
    pupilFlows: Object.assign(emptyPupilFlows(0), state.pupilFlows),
    teacherFlows: Object.assign(emptyTeacherFlows(0), state.teacherFlows),
    ledger: Object.assign(emptyLedger(), state.ledger),
    payers: Object.assign(emptyPayers(), state.payers, { amounts: state.payers.amounts.slice() }),
    tally: Object.assign(emptyTally(), state.tally),
    constraintLog: state.constraintLog.slice(),
  });
}

/** The same county with its leavers counted elsewhere; nothing is copied. */
export function withMovers(state: CountyState, movers: Movers): CountyState {
  return assemble({ ...state, ...movers });
}

function ownMovers({ outbound, returning, turnedBack }: CountyState): Movers {
  return { outbound: outbound.slice(), returning: returning.slice(), turnedBack: turnedBack.slice() };
}

/**
 * Copies a table into an empty one: typed arrays are sliced, everything else is kept. Tables that begin as one literal have one
 * hidden class, and the model finds their columns twice as fast as among several.
 */
function cloneColumns<T extends object>(table: T, empty: T): T {
  for (const name of Object.keys(empty) as (keyof T)[]) {
    const column: unknown = table[name];
    empty[name] = (ArrayBuffer.isView(column) ? (column as Int32Array).slice() : column) as T[keyof T];
  }
  return empty;
}

/** A county as one literal, so that all counties of a run have the same hidden class. */
function assemble(state: CountyState): CountyState {
  return {
    id: state.id,
    attributes: state.attributes,
    weight: state.weight,
    sites: state.sites,
    centralPrimary: state.centralPrimary,
    centralJunior: state.centralJunior,
    pupils: state.pupils,
    waiting: state.waiting,
    relocating: state.relocating,
    outbound: state.outbound,
    turnedBack: state.turnedBack,
    youngBoarders: state.youngBoarders,
    returning: state.returning,
    birthShare: state.birthShare,
    births: state.births,
    homeShare: state.homeShare,
    migrantShare: state.migrantShare,
    leftBehindShare: state.leftBehindShare,
    lowIncomeShare: state.lowIncomeShare,
    placeTaste: state.placeTaste,
    wayKm: state.wayKm,
    teachers: state.teachers,
    staff: state.staff,
    posts: state.posts,
    wealth: state.wealth,
    development: state.development,
    budget: state.budget,
    cash: state.cash,
    pupilsLastYear: state.pupilsLastYear,
    policy: state.policy,
    satisfactionEffect: state.satisfactionEffect,
    varianceEffect: state.varianceEffect,
    qualityVariance2020: state.qualityVariance2020,
    retention: state.retention,
    satisfaction: state.satisfaction,
    betweenSchoolShare: state.betweenSchoolShare,
    queue: state.queue,
    pupilFlows: state.pupilFlows,
    teacherFlows: state.teacherFlows,
    ledger: state.ledger,
    payers: state.payers,
    tally: state.tally,
    constraintLog: state.constraintLog,
  };
}
