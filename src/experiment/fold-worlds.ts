import type { Lives } from "../model/lives.ts";
import type { Trace } from "../model/trace.ts";
import { addToTally, emptyTally, type CountyTally, type TallyShape } from "./county-tallies.ts";
import { ratioFactors, type RatioFactors, type RatioTotals } from "./outcome-values.ts";
import { collectNumbers, firstWorlds, type NumberShape, type OpenTable, type WorldNumbers } from "./world-numbers.ts";

/** Everything an ensemble's tables and figures are made of once the traces of its worlds are gone. */
export interface FoldedWorlds {
  /** Numbers of every world. */
  readonly allNumbers: WorldNumbers;
  /** Numbers of the worlds that tables and figures are made of. */
  readonly numbers: WorldNumbers;
  /** Counties of each visible scenario, over the worlds that tables and figures are made of. */
  readonly tallies: readonly CountyTally[];
  /** Ratio factors of the sample, from the first world. */
  readonly factors: RatioFactors;
  /** People followed through the first world, a list per scenario. */
  readonly lives: readonly Lives[] | undefined;
}

/** What worlds are folded for. */
export interface FoldShape extends NumberShape, TallyShape {
  /** Totals of 2020 that sums are scaled to; undefined for a table that is not the nation. */
  readonly totals2020: RatioTotals | undefined;
}

/** Takes worlds in rising order, one at a time, and keeps what the tables need of each. */
export interface WorldFold {
  /** @param isShown False for a world that only a tornado is made of; no shown world comes after such a one. */
  add(traces: readonly Trace[], isShown: boolean): void;
  /** What has been kept; no world may be added afterwards. */
  folded(): FoldedWorlds;
}

/** Starts a fold of no world; `openTable` gives the place where numbers are kept. */
export function foldWorlds(shape: FoldShape, openTable: OpenTable): WorldFold {
  const { numbers, add } = collectNumbers(shape, openTable);
  const tallies = Array.from({ length: shape.visible }, () => emptyTally(shape));
  let factors: RatioFactors | undefined;
  let lives: readonly Lives[] | undefined;
  let shown = 0;
  return {
    add(traces, isShown) {
      if (factors === undefined) {
        factors = ratioFactors(traces[0]!, shape.totals2020);
        if (traces[0]!.lives) lives = traces.slice(0, shape.visible).map((trace) => trace.lives!);
      }
      add(traces, factors);
      if (!isShown) return;
      shown++;
      tallies.forEach((tally, s) => addToTally(tally, traces[s]!, shape));
    },
    folded() {
      if (factors === undefined) throw new Error("no world was folded");
      return { allNumbers: numbers, numbers: firstWorlds(numbers, shown), tallies, factors, lives };
    },
  };
}
