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

/** Copies a table: typed arrays are sliced, everything else is kept. */
function cloneColumns<T extends object>(table: T): T {
  return Object.fromEntries(
    Object.entries(table).map(([name, column]) => [
      name,
      ArrayBuffer.isView(column) ? (column as Int32Array).slice() : column,
    ]),
  ) as T;
}
