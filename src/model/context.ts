import { openStream, type Stream, type StreamKey } from "../core/stream.ts";
import type { PupilTrail } from "./pupil-trail.ts";
import { PARAMETER_IDS, type ParameterId } from "./parameters.ts";
import { streamNumber, type StreamName } from "./streams.ts";

const POSITIONS = new Map<string, number>(PARAMETER_IDS.map((id, i) => [id, i]));

/** Column of a parameter in a profile row. */
export function parameterIndex(id: ParameterId): number {
  return POSITIONS.get(id)!;
}

/** Value of a parameter in a county of one year. */
export type CountyValue = (county: number, id: ParameterId) => number;

/** What a process of one county may read in a school year besides the county itself. */
export interface YearContext {
  readonly year: number;
  /** Value of a parameter in this county and year. */
  value(id: ParameterId): number;
  /** Addressed draws of a stream in this county and year. */
  stream(name: StreamName): Stream;
  /** Random effects of this county and year. */
  readonly shock: YearShock;
  /** Pupils of this county who are followed one by one; absent in ordinary runs. */
  readonly trail?: PupilTrail;
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
  profile: Float64Array,
  offset: number,
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
    ...(trail && { trail }),
    value: (id) => profile[offset + POSITIONS.get(id)!]!,
    stream: (name) => {
      const number = streamNumber(name);
      return (streams[number] ??= openStream(key, number, year, county));
    },
  };
}
