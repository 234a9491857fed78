import { countyBuilder } from "../data/nation.ts";
import { baselineAttributes } from "../model/baseline-attributes.ts";
import type { BaselineOf } from "../scenarios/attributes.ts";
import type { RunData } from "./data-files.ts";

/**
 * Attributes of the initial schools of a run's counties. A county is built when its attributes are first asked for, and only the
 * attributes are kept.
 */
export function baselineOf({ counties, provinces, totals }: RunData): BaselineOf {
  const known = new Map<number, Float64Array>();
  let build: ReturnType<typeof countyBuilder> | undefined;
  return (row) => {
    let values = known.get(row);
    if (values === undefined) {
      build ??= countyBuilder(counties, provinces, totals);
      values = baselineAttributes(build(row, 1));
      known.set(row, values);
    }
    return values;
  };
}
