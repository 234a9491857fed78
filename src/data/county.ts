import type { CountyAttributes } from "../model/parameter-table.ts";

/** One county unit as the census of 2020 describes it, real or synthetic (persons). */
export interface County {
  readonly attributes: CountyAttributes;
  readonly age0: number;
  readonly ages1To4: number;
  readonly ages5To9: number;
  readonly ages10To14: number;
}
