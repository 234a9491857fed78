import { normal, studentT3 } from "../core/normal.ts";
import { openStream, type StreamKey } from "../core/stream.ts";
import type { YearShock } from "./context.ts";
import type { CountyParameterId } from "./parameters.ts";
import type { CountyState } from "./state.ts";
import { streamNumber } from "./streams.ts";

/** Largest birth shock in scales of the t distribution (assumed: its tails would otherwise give whole cohorts in one year). */
const LARGEST_BIRTH_SHOCK = 4;

/** Shocks of a county and year (DEM-1, ADM-2). The birth shock is Student's t with 3 degrees of freedom, cut at ±4. */
export function shockOf(
  key: StreamKey,
  { id }: Pick<CountyState, "id">,
  year: number,
  value: (parameter: CountyParameterId) => number,
): YearShock {
  const stream = openStream(key, streamNumber("shock.county"), year, 0);
  const t = Math.max(-LARGEST_BIRTH_SHOCK, Math.min(LARGEST_BIRTH_SHOCK, studentT3(stream, id, 4)));
  return {
    births: value("demography.county_birth_sd") * t,
    flow: value("shocks.county_flow_sd") * normal(stream, id, 0),
  };
}
