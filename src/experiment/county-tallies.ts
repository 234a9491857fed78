import { CONSTRAINT_IDS, DECISION_IDS } from "../model/constraints.ts";
import { STANDINGS } from "../model/outcomes.ts";
import { YEARS, type Trace } from "../model/trace.ts";
import { standingAt } from "./county-rows.ts";
import { LOST_WIDTH, RUNG_BY_STAGE, RUNGS, tallyLost, type Region } from "./where-lost.ts";

/** What is counted of the counties of one scenario over worlds: its size does not depend on how many worlds there are. */
export interface CountyTally {
  /** Worlds in which a county holds a certificate of this year or an earlier one: index `year × counties + county`. */
  readonly certifiedBy: Uint32Array;
  /** Worlds by the rung a county stands on: index `(year × counties + county) × RUNGS.length + rung`. */
  readonly rungs: Uint32Array;
  /** Worlds by a county's standing: index `(year × counties + county) × STANDINGS.length + standing`. */
  readonly standings: Uint32Array;
  /** Weight of the counties in which a constraint binds a decision: index `(year × decisions + decision) × constraints + constraint`. */
  readonly binding: Float64Array;
  /** Where the odds are lost (see where-lost.ts): index `(region × years + year) × LOST_WIDTH + …`. */
  readonly lost: Float64Array;
}

/** What tallies are made for: the weights of the counties in the order of the traces, and regions and years of the table of losses. */
export interface TallyShape {
  readonly weights: readonly number[];
  readonly regions: readonly Region[];
  readonly lostYears: readonly number[];
}

/** A tally of no world. */
export function emptyTally({ weights, regions, lostYears }: TallyShape): CountyTally {
  const countyYears = YEARS.length * weights.length;
  return {
    certifiedBy: new Uint32Array(countyYears),
    rungs: new Uint32Array(countyYears * RUNGS.length),
    standings: new Uint32Array(countyYears * STANDINGS.length),
    binding: new Float64Array(YEARS.length * DECISION_IDS.length * CONSTRAINT_IDS.length),
    lost: new Float64Array(regions.length * lostYears.length * LOST_WIDTH),
  };
}

/** Adds one world. Sums are taken world by world and county by county, so the order of worlds is part of the result. */
export function addToTally(tally: CountyTally, trace: Trace, shape: TallyShape): void {
  const { weights } = shape;
  const counties = weights.length;
  for (let y = 0; y < YEARS.length; y++) {
    for (let c = 0; c < counties; c++) {
      const at = y * counties + c;
      const year = trace.certifiedYear[c]!;
      if (year > 0 && year <= YEARS[y]!) tally.certifiedBy[at]!++;
      tally.rungs[at * RUNGS.length + RUNG_BY_STAGE[trace.stages[at]!]!]!++;
      tally.standings[at * STANDINGS.length + standingAt(trace, at)]!++;
      addBinding(trace, at, weights[c]!, tally.binding.subarray(y * BINDING_WIDTH, (y + 1) * BINDING_WIDTH));
    }
  }
  tallyLost(trace, shape.weights, shape.regions, shape.lostYears, tally.lost);
}

const BINDING_WIDTH = DECISION_IDS.length * CONSTRAINT_IDS.length;

function addBinding(trace: Trace, at: number, weight: number, out: Float64Array): void {
  for (let d = 0; d < DECISION_IDS.length; d++) {
    const code = trace.bindingConstraints[at * DECISION_IDS.length + d]!;
    if (code > 0) out[d * CONSTRAINT_IDS.length + code - 1]! += weight;
  }
}
