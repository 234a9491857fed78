import type { CountyState } from "./state.ts";

/** A deep copy of a county's state; the immutable parts (attributes, geometry) are shared. */
export function cloneCounty(state: CountyState): CountyState {
  return {
    ...state,
    sites: cloneColumns(state.sites),
    teachers: cloneColumns(state.teachers),
    staff: cloneColumns(state.staff),
    centralPrimary: state.centralPrimary.slice(),
    centralJunior: state.centralJunior.slice(),
    pupils: state.pupils.slice(),
    waiting: state.waiting.slice(),
    relocating: state.relocating.slice(),
    outbound: state.outbound.slice(),
    turnedBack: state.turnedBack.slice(),
    youngBoarders: state.youngBoarders.slice(),
    returning: state.returning.slice(),
    births: state.births.slice(),
    homeShare: state.homeShare.slice(),
    leftBehindShare: state.leftBehindShare.slice(),
    placeTaste: state.placeTaste.slice(),
    posts: state.posts.slice(),
    policy: state.policy.slice(),
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
