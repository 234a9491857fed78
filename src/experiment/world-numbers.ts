import { EXPOSURES } from "../model/exposure.ts";
import { LEVELS } from "../model/levels.ts";
import { LOG_WIDTH } from "../model/constraint-log.ts";
import { PAYERS, SPENDING } from "../model/accounts.ts";
import { STANDINGS } from "../model/outcomes.ts";
import { YEARS, type Trace } from "../model/trace.ts";
import type { OutcomeId } from "./comparison-summary.ts";
import { OUTCOME_IDS, outcomeValue, pupilRatio, type RatioFactors } from "./outcome-values.ts";

/**
 * Kinds of numbers that a world leaves in each scenario. `outcomes` and `pupilRatio` are derived from its trace (see
 * outcome-values.ts), the others are arrays of the trace with the positions they have there.
 */
export type Part =
  "outcomes" | "pupilRatio" | "standings" | "certifiedByProvince" | "exposures" | "levels" | "money" | "constraints";

/** Values of one number of one scenario over the worlds. */
export type ScenarioNumbers = (part: Part, position: number) => Float64Array;

/** Numbers of all worlds of an ensemble, read one at a time; the worlds are in rising order. */
export interface WorldNumbers {
  readonly worlds: number;
  /** Numbers of a scenario; of those behind the visible ones only the outcomes are kept. */
  of(scenario: number): ScenarioNumbers;
}

/** A table that grows by rows and is read by columns. */
export interface ColumnTable {
  readonly rows: number;
  add(row: Float64Array): void;
  column(position: number): Float64Array;
}

/** Opens an empty table of so many columns. */
export type OpenTable = (columns: number) => ColumnTable;

/** Scenarios of an ensemble, those that are shown first, and provinces of its traces. */
export interface NumberShape {
  readonly scenarios: number;
  readonly visible: number;
  readonly provinces: number;
}

/** Position of an outcome in a year among the `outcomes`. */
export function outcomeAt(outcome: OutcomeId, yearIndex: number): number {
  return OUTCOME_IDS.indexOf(outcome) * YEARS.length + yearIndex;
}

/** Keeps the numbers of worlds in a table: `add` takes the traces of one world after another. */
export function collectNumbers(
  shape: NumberShape,
  openTable: OpenTable,
): { readonly numbers: WorldNumbers; add(traces: readonly Trace[], factors: RatioFactors): void } {
  const widths = widthsOf(shape.provinces);
  const full = Object.values(widths).reduce((sum, width) => sum + width, 0);
  const first = (s: number) => Math.min(s, shape.visible) * full + Math.max(s - shape.visible, 0) * widths.outcomes;
  const row = new Float64Array(first(shape.scenarios));
  const table = openTable(row.length);
  const starts = startsOf(widths);
  return {
    add(traces, factors) {
      traces.forEach((trace, s) => {
        const own = row.subarray(first(s), first(s + 1));
        writeOutcomes(trace, factors, own);
        if (s >= shape.visible) return;
        YEARS.forEach((_, y) => (own[starts.pupilRatio + y] = pupilRatio(trace, y, factors)));
        for (const part of COPIED) own.set(trace[part], starts[part]);
      });
      table.add(row);
    },
    numbers: {
      get worlds() {
        return table.rows;
      },
      of: (scenario) => (part, position) => table.column(first(scenario) + starts[part] + position),
    },
  };
}

/** The numbers of the first so many worlds. */
export function firstWorlds(numbers: WorldNumbers, worlds: number): WorldNumbers {
  if (worlds === numbers.worlds) return numbers;
  return {
    worlds,
    of: (scenario) => (part, position) => numbers.of(scenario)(part, position).subarray(0, worlds),
  };
}

/** A table in memory. */
export const openMemoryTable: OpenTable = () => {
  const rows: Float64Array[] = [];
  return {
    get rows() {
      return rows.length;
    },
    add: (row) => void rows.push(row.slice()),
    column: (position) => Float64Array.from(rows, (row) => row[position]!),
  };
};

const COPIED = ["standings", "certifiedByProvince", "exposures", "levels", "money", "constraints"] as const;

function widthsOf(provinces: number): Readonly<Record<Part, number>> {
  const perYear = {
    outcomes: OUTCOME_IDS.length,
    pupilRatio: 1,
    standings: STANDINGS.length,
    certifiedByProvince: provinces,
    exposures: EXPOSURES,
    levels: LEVELS,
    money: SPENDING.length * PAYERS.length,
    constraints: LOG_WIDTH,
  };
  const widths = Object.entries(perYear).map(([part, width]) => [part, width * YEARS.length]);
  return Object.fromEntries(widths) as Record<Part, number>;
}

function startsOf(widths: Readonly<Record<Part, number>>): Readonly<Record<Part, number>> {
  let next = 0;
  const starts = Object.entries(widths).map(([part, width]) => [part, (next += width) - width]);
  return Object.fromEntries(starts) as Record<Part, number>;
}

function writeOutcomes(trace: Trace, factors: RatioFactors, out: Float64Array): void {
  OUTCOME_IDS.forEach((outcome, o) =>
    YEARS.forEach((_, y) => (out[o * YEARS.length + y] = outcomeValue(trace, outcome, y, factors))),
  );
}
