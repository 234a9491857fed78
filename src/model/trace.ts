import { STANDINGS, SUMS } from "./outcomes.ts";
import { FIRST_YEAR, LAST_YEAR } from "./parameters.ts";

export const YEARS: readonly number[] = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, i) => FIRST_YEAR + i);

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
    movesResidual: trace.movesResidual,
  };
}
