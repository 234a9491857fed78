import type { Program } from "../core/program.ts";
import type { ParameterId } from "./parameters.ts";

/** What a scenario may ask of a county when it decides where a change applies: attributes fixed at the start year. */
export interface CountyAttributes {
  /** Six-digit division code of a real county, or an invented code of a synthetic one. */
  readonly code: string;
  readonly name: string;
  /** First two digits of the division code, such as "45". */
  readonly province: string;
  readonly kind: CountyKind;
  readonly region: Region;
  /** Residents at the 2020 census (persons). */
  readonly population: number;
  /** Urban residents over residents (share). */
  readonly urbanShare: number;
  /** Residents registered in another county over residents (share). */
  readonly migrantShare: number;
  /** Children aged 0–14 at the 2020 census (persons). */
  readonly children: number;
  /** First four digits of the division code of a real county, such as "5105"; absent for synthetic counties, which lie in no prefecture. */
  readonly prefecture?: string;
  /** Words its table gives it, such as "pastoral". */
  readonly tags?: readonly string[];
}

/** District (市辖区), county (县), county-level city (县级市), development zone (功能区). */
export type CountyKind = "district" | "county" | "city" | "zone";
export type Region = "east" | "central" | "west" | "northeast";

/**
 * The value of every parameter in every county and year of one scenario.
 * Counties with equal values share a profile.
 */
export interface ParameterTable {
  /** Profile of each county, in county order. */
  readonly profileOf: Uint16Array;
  /** Per profile: value of column k (see columns.ts) in year y at `(y − FIRST_YEAR) × COLUMNS + k`. */
  readonly profiles: readonly Float64Array[];
  /** Formulas that need the state of the run, acting on the profiles' values in this order. */
  readonly formulas?: readonly LiveFormula[];
  /** Draws that differ between counties or years, acting in this order on what profiles and formulas give. */
  readonly overlays?: readonly Overlay[];
}

/**
 * One step of a stack of changes that only a run can evaluate: a formula over schools or over last year's indicators, or a later
 * change of what such a formula gives. Plain data: the program reads a frame laid out as formula-inputs.ts says.
 */
export interface LiveFormula {
  readonly parameter: ParameterId;
  /** Whether it is evaluated once for each county and setting, or for each open school. */
  readonly level: "county" | "school";
  readonly program: Program;
  /** Where it acts, by county in the order of `profileOf`: bits 0–2 village, town and seat, bit 3 the parameter's first column. */
  readonly members: Uint8Array;
  /** Share of the way from the value before the change to the program's, by year from `FIRST_YEAR`; 0 where it does not act. */
  readonly shares: Float64Array;
  /** Slots of attributes fixed at the start year that it reads, and their values: index `county × slots + slot`. */
  readonly fixedSlots: readonly number[];
  readonly fixed: Float64Array;
  /** First slot of its own numbers, and these numbers: index `(year − FIRST_YEAR) × numbers + number`. */
  readonly ownSlot: number;
  readonly own: Float64Array;
  /** True if it reads last year's indicators, or attributes of the school. */
  readonly readsLast: boolean;
  readonly readsSite: boolean;
}

/** Bit of `LiveFormula.members` for the parameter's first column; a setting's bit is `1 << setting`. */
export const FIRST_COLUMN_BIT = 8;

/** One parameter's draws by county and year: each replaces the value, is added to it, or multiplies it; the result is held to the range. */
export interface Overlay {
  readonly parameter: ParameterId;
  readonly as: "set" | "add" | "scale";
  /** Index `county × years + (year − FIRST_YEAR)`, in the order of `profileOf`. */
  readonly values: Float64Array;
}

/** What is believed of an uncertain number. */
export type Distribution =
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | { readonly kind: "triangular"; readonly low: number; readonly mode: number; readonly high: number }
  | { readonly kind: "normal"; readonly mean: number; readonly sd: number }
  /** Normal; `low` and `high` are the 5 % and 95 % points. */
  | { readonly kind: "interval90"; readonly low: number; readonly high: number }
  /** The logarithm is normal; `low` and `high` are the 5 % and 95 % points. */
  | { readonly kind: "lognormal"; readonly low: number; readonly high: number }
  /** Beta on 0–1. */
  | { readonly kind: "beta"; readonly mean: number; readonly sd: number }
  /** Beta on low–high whose mean is (low + 4·mode + high) / 6. */
  | { readonly kind: "pert"; readonly low: number; readonly mode: number; readonly high: number }
  /** Values in rising order, each with a positive weight; for a choice, positions. */
  | { readonly kind: "discrete"; readonly values: readonly number[]; readonly weights: readonly number[] };

/** One uncertain parameter of a scenario, ready to draw: the draw changes the resolved value in every county and year. */
export interface Uncertainty {
  readonly parameter: ParameterId;
  readonly distribution: Distribution;
  /** How the draw acts: replaces the value, is added to it, or multiplies it. */
  readonly as: "set" | "add" | "scale";
  /** Each province, county or year has a draw of its own; absent: one draw for the run. */
  readonly vary?: "province" | "county" | "year";
  /** Rank correlations with other parameters drawn once for the run; each pair may be given on either side. */
  readonly correlate?: Readonly<Partial<Record<ParameterId, number>>>;
  /** A word under which tables may sum several parameters. */
  readonly group?: string;
}
