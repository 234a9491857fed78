import type { CountyAttributes } from "./parameter-table.ts";

/**
 * Tier of a county under differentiated certification (CER-18): 1 the east and whoever is a tenth richer than the nation, 3 the west and
 * north-east where a tenth poorer, 2 all others (assumed: the source documents name economic base, urbanisation and
 * population change as grounds, without lines).
 *
 * @param wealth Ratio of the county's money per pupil to the nation's.
 */
export function tierOf({ region }: Pick<CountyAttributes, "region">, wealth: number): 1 | 2 | 3 {
  if (region === "east" || wealth >= 1.1) return 1;
  return region !== "central" && wealth <= 0.9 ? 3 : 2;
}
