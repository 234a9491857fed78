import type { Trace } from "../model/trace.ts";

/** Gives worlds to a caller in rising order, whatever the order they finish in, holding few of them meanwhile. */
export interface OrderedFold {
  /** A world is done. One that waits for its turn is let go if it lies in the store, from which it is read again. */
  put(world: number, traces: readonly Trace[], isStored: boolean): void;
  /** A world will never come. */
  skip(world: number): void;
  /** Worlds given on so far, rising. */
  readonly folded: readonly number[];
}

/** Most worlds that wait in memory although they lie in the store. */
const WAITING = 8;

/**
 * Starts with world 0.
 * @param fold Called once a world, in rising order.
 * @param readAgain The traces of a stored world; undefined if they can no longer be read.
 * @param onLost Called for a world that could not be read again.
 */
export function foldInOrder(
  fold: (world: number, traces: readonly Trace[]) => void,
  readAgain: (world: number) => readonly Trace[] | undefined,
  onLost: (world: number) => void,
): OrderedFold {
  const waiting = new Map<number, readonly Trace[] | "stored" | "skipped">();
  const folded: number[] = [];
  let next = 0;
  const settle = (world: number, traces: readonly Trace[] | undefined) => {
    if (traces === undefined) return onLost(world);
    folded.push(world);
    fold(world, traces);
  };
  const goOn = () => {
    for (let entry = waiting.get(next); entry !== undefined; entry = waiting.get(++next)) {
      waiting.delete(next);
      if (entry !== "skipped") settle(next, entry === "stored" ? readAgain(next) : entry);
    }
  };
  return {
    folded,
    put(world, traces, isStored) {
      waiting.set(world, isStored && world !== next && waiting.size >= WAITING ? "stored" : traces);
      goOn();
    },
    skip(world) {
      waiting.set(world, "skipped");
      goOn();
    },
  };
}
