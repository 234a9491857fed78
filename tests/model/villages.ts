import type { InitialNation } from "../../src/model/simulate.ts";
import { nationOf, smallCounties } from "./nation.ts";

/** Counties of three provinces, more than a block of them. */
const EACH = 22;

/** The smallest counties of three provinces: schools of all that are simulated here, outlines of the others. */
export function villages(own?: readonly number[]): InitialNation {
  const rows = smallCounties(["45", "52", "61"], EACH);
  return nationOf({ rows, weights: rows.map(() => 1) }, own);
}
