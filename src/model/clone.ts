import type { CountyState } from "./state.ts";

/**
 * A deep copy of a county's state; the immutable parts (attributes, geometry) are shared. The fields are written out one by one so
 * that all counties have the same hidden class, which the engine's speed depends on.
 */
export function cloneCounty(state: CountyState): CountyState {
  return {
    id: state.id,
    attributes: state.attributes,
    weight: state.weight,
    sites: cloneColumns(state.sites),
    centralPrimary: state.centralPrimary.slice(),
    centralJunior: state.centralJunior.slice(),
    pupils: state.pupils.slice(),
    waiting: state.waiting.slice(),
    relocating: state.relocating.slice(),
    outbound: state.outbound.slice(),
    turnedBack: state.turnedBack.slice(),
    youngBoarders: state.youngBoarders.slice(),
    returning: state.returning.slice(),
    birthShare: state.birthShare,
    births: state.births.slice(),
    homeShare: state.homeShare.slice(),
    migrantShare: state.migrantShare,
    leftBehindShare: state.leftBehindShare.slice(),
    lowIncomeShare: state.lowIncomeShare,
    placeTaste: state.placeTaste.slice(),
    wayKm: state.wayKm,
    teachers: cloneColumns(state.teachers),
    staff: cloneColumns(state.staff),
    posts: state.posts.slice(),
    wealth: state.wealth,
    development: state.development,
    budget: state.budget,
    cash: state.cash,
    pupilsLastYear: state.pupilsLastYear,
    policy: state.policy.slice(),
    satisfactionEffect: state.satisfactionEffect,
    varianceEffect: state.varianceEffect,
    qualityVariance2020: state.qualityVariance2020,
    retention: state.retention,
    satisfaction: state.satisfaction,
    betweenSchoolShare: state.betweenSchoolShare,
    queue: { ...state.queue },
    pupilFlows: { ...state.pupilFlows },
    teacherFlows: { ...state.teacherFlows },
    ledger: { ...state.ledger },
    payers: { ...state.payers, amounts: state.payers.amounts.slice() },
    tally: { ...state.tally },
    constraintLog: state.constraintLog.slice(),
  };
}

/** Copies a table: typed arrays are sliced, everything else is kept. A spread keeps the shape that makes columns quick to find. */
function cloneColumns<T extends object>(table: T): T {
  const copy = { ...table };
  for (const name of Object.keys(copy) as (keyof T)[]) {
    const column: unknown = copy[name];
    if (ArrayBuffer.isView(column)) copy[name] = (column as Int32Array).slice() as T[keyof T];
  }
  return copy;
}
