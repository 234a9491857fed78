import { openStream, type Stream, type StreamKey } from "../core/stream.ts";
import type { PupilTrail } from "./pupil-trail.ts";
import { parameterIndex, settingColumn } from "./columns.ts";
import type { ParameterRow } from "./parameter-rows.ts";
import type { CountyParameterId, SchoolParameterId, SettingParameterId } from "./parameters.ts";
import type { SiteTable } from "./site-table.ts";
import { streamNumber, type StreamName } from "./streams.ts";

/** Value of a parameter in a county of one year. */
export type CountyValue = (county: number, id: CountyParameterId) => number;

/** What a process of one county may read in a school year besides the county itself. */
export interface YearContext {
  readonly year: number;
  /** Value of a parameter in this county and year. */
  value(id: CountyParameterId): number;
  /** Value in this county and year of a parameter that may differ by setting (0 village, 1 town, 2 seat; rule VAL-1). */
  valueAt(id: SettingParameterId, setting: number): number;
  /** Value at one school: that of a formula where one gives it for schools, else that of the school's setting (rule VAL-3). */
  schoolValue(id: SchoolParameterId, sites: SiteTable, site: number): number;
  /** Addressed draws of a stream in this county and year. */
  stream(name: StreamName): Stream;
  /** Random effects of this county and year. */
  readonly shock: YearShock;
  /** Pupils of this county who are followed one by one; absent in ordinary runs. */
  readonly trail: PupilTrail | undefined;
  /** What the nation decided before this county's turn. */
  readonly nation: NationYear;
}

/** Shocks of one county and year, already scaled. */
export interface YearShock {
  /** Log multiplier of births. */
  readonly births: number;
  /** Logit shift of the taste for school in town. */
  readonly flow: number;
}

/** National and provincial quantities of the year that counties read. */
export interface NationYear {
  /** Chance that a family of this province that tries another county gets in (share), by income. */
  readonly acceptance: Float64Array;
  /** Pupils arriving in this county (persons), index `grade × 2 + income`, set by the inter-county step. */
  readonly arrivals: Int32Array;
  /** Pupils returning to this county (persons), index `grade × 2 + income`, set by the inter-county step. */
  readonly returners: Int32Array;
}

/** Opens the context of a county and year. */
export function yearContext(
  key: StreamKey,
  county: number,
  year: number,
  { values, offset, bySchool }: ParameterRow,
  shock: YearShock,
  nation: NationYear,
  trail?: PupilTrail,
): YearContext {
  // Opened streams are kept: most processes ask for the same few again and again.
  const streams: (Stream | undefined)[] = [];
  return {
    year,
    shock,
    nation,
    trail,
    value: (id) => values[offset + parameterIndex(id)]!,
    valueAt: (id, setting) => values[offset + settingColumn(id, setting)]!,
    schoolValue: (id, sites, site) => {
      const own = bySchool?.get(id)?.[site];
      return own === undefined || Number.isNaN(own) ? values[offset + settingColumn(id, sites.setting[site]!)]! : own;
    },
    stream: (name) => {
      const number = streamNumber(name);
      return (streams[number] ??= openStream(key, number, year, county));
    },
  };
}
