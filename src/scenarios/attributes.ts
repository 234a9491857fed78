import { BASELINE_SLOT } from "../model/formula-inputs.ts";
import type { CountyAttributes } from "../model/parameter-table.ts";

/**
 * Gives, by row of a county, the attributes of its initial world in the order of `BASELINE_INPUTS`. They need the county's
 * schools, which take long to build for a nation, so they are asked for only where a formula reads them.
 */
export type BaselineOf = (row: number) => Float64Array;

/** Attributes of counties fixed at the start year, as formulas read them. */
export interface AttributeSource {
  readonly counties: readonly CountyAttributes[];
  readonly baselineOf: BaselineOf | undefined;
}

/** Writes the attributes of a county into the first slots of a frame, in the order of `FIXED_NAMES`; only those slots that are read. */
export function writeAttributes(
  { counties, baselineOf }: AttributeSource,
  row: number,
  slots: readonly number[],
  frame: Float64Array,
): void {
  const { population, urbanShare, migrantShare, children } = counties[row]!;
  frame[0] = population;
  frame[1] = urbanShare;
  frame[2] = migrantShare;
  frame[3] = children;
  if (baselineOf && slots.some((slot) => slot >= BASELINE_SLOT)) frame.set(baselineOf(row), BASELINE_SLOT);
}
