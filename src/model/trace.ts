import { PAYERS, SPENDING } from "./accounts.ts";
import { LOG_WIDTH } from "./constraint-log.ts";
import { DECISION_IDS } from "./constraints.ts";
import { EXPOSURES } from "./exposure.ts";
import type { Lives } from "./lives.ts";
import { LEVELS } from "./levels.ts";
import { STANDINGS, SUMS, type SumName } from "./outcomes.ts";
import { FIRST_YEAR, LAST_YEAR } from "./parameters.ts";

export const YEARS: readonly number[] = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, i) => FIRST_YEAR + i);

/** Money of one year: lines × payers. */
export const MONEY = SPENDING.length * PAYERS.length;

/** What is summed up over counties in a year, one part after the other, and where each part begins. */
const PARTS = {
  sums: SUMS.length,
  exposures: EXPOSURES,
  levels: LEVELS,
  money: MONEY,
  constraints: LOG_WIDTH,
} as const;
export type TracedPart = keyof typeof PARTS;
export const TRACED_PARTS = Object.keys(PARTS) as readonly TracedPart[];
/** Width of all parts together. */
export const TRACED = Object.values(PARTS).reduce((sum, width) => sum + width, 0);

/** Views of the parts of one year's row of sums. */
export function partsOf(row: Float64Array): Readonly<Record<TracedPart, Float64Array>> {
  let at = 0;
  const next = (part: TracedPart) => row.subarray(at, (at += PARTS[part]));
  return {
    sums: next("sums"),
    exposures: next("exposures"),
    levels: next("levels"),
    money: next("money"),
    constraints: next("constraints"),
  };
}

/** Adds a row of sums to a year of a trace. */
export function addRow(trace: Trace, y: number, row: Float64Array): void {
  let at = 0;
  for (const part of TRACED_PARTS) {
    const width = PARTS[part];
    for (let k = 0; k < width; k++) trace[part][y * width + k]! += row[at++]!;
  }
}

/** What one world of one scenario leaves behind: sums over counties by year, and each county's certificate. */
export interface Trace {
  /** Weighted sums: index `year × SUMS.length + sum`. */
  readonly sums: Float64Array;
  /** Weighted counties by standing: index `year × STANDINGS.length + standing`. */
  readonly standings: Float64Array;
  /** Weighted certified counties by province: index `year × provinces + province`. */
  readonly certifiedByProvince: Float64Array;
  /** School year of each county's certificate at the end (0: none), in county order. */
  readonly certifiedYear: Int16Array;
  /** Sums of what pupils met (see exposure.ts): index `year × EXPOSURES + …`. */
  readonly exposures: Float64Array;
  /** Levels and coefficients of the indicators (see levels.ts): index `year × LEVELS + …`. */
  readonly levels: Float64Array;
  /** Weighted yuan by line and payer: index `(year × SPENDING.length + line) × 3 + payer`. */
  readonly money: Float64Array;
  /** Last stage of each county in the procedure, as a position in QUEUE_STAGES: index `year × counties + county`. */
  readonly stages: Uint8Array;
  /** Binding item of each county, as a position in ITEMS: index `year × counties + county`. */
  readonly bindingItems: Uint8Array;
  /** Weighted sums of the constraint logs (see constraint-log.ts): index `year × LOG_WIDTH + …`. */
  readonly constraints: Float64Array;
  /** Constraint that binds each decision of each county, 0 = none: index `(year × counties + county) × decisions + decision`. */
  readonly bindingConstraints: Uint8Array;
  /** People followed one by one, where the run was asked to. */
  lives?: Lives;
  /** Largest absolute weighted residual of inter-county moves in a year (persons; 0 in a full nation). */
  movesResidual: number;
}

/** An empty trace for a number of counties and provinces. */
export function emptyTrace(counties: number, provinces: number): Trace {
  return {
    sums: new Float64Array(YEARS.length * SUMS.length),
    standings: new Float64Array(YEARS.length * STANDINGS.length),
    certifiedByProvince: new Float64Array(YEARS.length * provinces),
    certifiedYear: new Int16Array(counties),
    exposures: new Float64Array(YEARS.length * EXPOSURES),
    levels: new Float64Array(YEARS.length * LEVELS),
    money: new Float64Array(YEARS.length * SPENDING.length * PAYERS.length),
    stages: new Uint8Array(YEARS.length * counties),
    bindingItems: new Uint8Array(YEARS.length * counties),
    constraints: new Float64Array(YEARS.length * LOG_WIDTH),
    bindingConstraints: new Uint8Array(YEARS.length * counties * DECISION_IDS.length),
    movesResidual: 0,
  };
}

/** A copy, for scenarios that share a hindcast. */
export function copyTrace(trace: Trace): Trace {
  return {
    sums: trace.sums.slice(),
    standings: trace.standings.slice(),
    certifiedByProvince: trace.certifiedByProvince.slice(),
    certifiedYear: trace.certifiedYear.slice(),
    exposures: trace.exposures.slice(),
    levels: trace.levels.slice(),
    money: trace.money.slice(),
    stages: trace.stages.slice(),
    bindingItems: trace.bindingItems.slice(),
    constraints: trace.constraints.slice(),
    bindingConstraints: trace.bindingConstraints.slice(),
    movesResidual: trace.movesResidual,
  };
}

/** A sum over counties in a school year. */
export function sumIn({ sums }: Pick<Trace, "sums">, name: SumName, year: number): number {
  return sums[(year - FIRST_YEAR) * SUMS.length + SUMS.indexOf(name)]!;
}
