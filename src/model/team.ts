import { BLOCK, blocksOf, boardBytes, openBoard, type Board } from "./board.ts";

/**
 * Who simulates which counties of a nation. One thread may hold them all; several share a board and meet whenever one needs
 * what the others have written. All draw the same conclusions from it, so nothing else is sent between them.
 */
export interface Team {
  /** Counties simulated here, rising. */
  readonly own: readonly number[];
  /** Blocks they lie in. */
  readonly blocks: readonly number[];
  /** True for the one that writes the trace. */
  readonly isLeader: boolean;
  readonly board: Board;
  /** Returns when all have come to this point of the year. Throws if one has failed. */
  meet(): void;
  /** Tells the others that this one has failed. */
  fail(): void;
}

/** All counties in one thread. */
export function solo(counties: number): Team {
  return {
    own: Array.from({ length: counties }, (_, c) => c),
    blocks: Array.from({ length: blocksOf(counties) }, (_, block) => block),
    isLeader: true,
    board: openBoard(counties),
    meet: () => undefined,
    fail: () => undefined,
  };
}

/** Memory that the threads of a team share: where they meet, and the board. */
export interface SharedTeam {
  readonly counties: number;
  readonly members: number;
  readonly gate: SharedArrayBuffer;
  readonly board: SharedArrayBuffer;
}

/** What a thread says that ends because another of its team has failed. */
export const PARTNER_FAILED = "another thread of this world failed";

/** Positions at the gate: who has come, how often all have met, and whether one has failed. */
const COME = 0;
const MEETINGS = 1;
const FAILED = 2;

/** Shared memory for a team. */
export function shareTeam(counties: number, members: number): SharedTeam {
  const gate = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT);
  return { counties, members, gate, board: new SharedArrayBuffer(boardBytes(counties)) };
}

/** Blocks dealt to a member, in turn. */
function blocksOfMember(counties: number, members: number, member: number): number[] {
  const blocks: number[] = [];
  for (let block = member; block < blocksOf(counties); block += members) blocks.push(block);
  return blocks;
}

/** Joins a team as one of its members (0 leads). Blocks of counties are dealt out in turn, so that all have about as much to do. */
export function joinTeam({ counties, members, gate, board }: SharedTeam, member: number): Team {
  const state = new Int32Array(gate);
  const blocks = blocksOfMember(counties, members, member);
  const own = blocks.flatMap((block) =>
    Array.from({ length: Math.min(BLOCK, counties - block * BLOCK) }, (_, k) => block * BLOCK + k),
  );
  const check = () => {
    if (Atomics.load(state, FAILED) !== 0) throw new Error(PARTNER_FAILED);
  };
  return {
    own,
    blocks,
    isLeader: member === 0,
    board: openBoard(counties, board),
    meet() {
      check();
      const meeting = Atomics.load(state, MEETINGS);
      if (Atomics.add(state, COME, 1) === members - 1) {
        Atomics.store(state, COME, 0);
        Atomics.add(state, MEETINGS, 1);
        Atomics.notify(state, MEETINGS);
      } else while (Atomics.load(state, MEETINGS) === meeting) Atomics.wait(state, MEETINGS, meeting);
      check();
    },
    fail() {
      Atomics.store(state, FAILED, 1);
      Atomics.add(state, MEETINGS, 1);
      Atomics.notify(state, MEETINGS);
    },
  };
}
