import { betaQuantile } from "../core/beta.ts";
import { COLUMNS, parameterIndex } from "../model/columns.ts";
import type { Overlay, ParameterTable } from "../model/parameter-table.ts";
import { FIRST_YEAR, LAST_YEAR } from "../model/parameters.ts";
import { SHARE_GROUPS, shareGroupOf, sharesOf, type JointDraw } from "../model/share-groups.ts";
import type { CountyPlace } from "./apply-draws.ts";
import { cutsOf } from "./axes.ts";
import type { Design } from "./design.ts";

const YEARS = LAST_YEAR - FIRST_YEAR + 1;

/**
 * Draws the shares of groups around their resolved values and writes the central ones into the profiles.
 * @returns The provincial shares as an overlay, in the counties of the groups that are drawn; elsewhere they stay as resolved.
 */
export function drawShares(
  table: ParameterTable,
  jointDraws: readonly JointDraw[],
  { rows }: Design,
  member: number,
  places: readonly CountyPlace[],
): Overlay[] {
  if (jointDraws.length === 0) return [];
  const values = new Float64Array(places.length * YEARS);
  const drawsOf = new Map(
    jointDraws.map(({ shares, concentration }) => {
      const [first, second] = cutsOf(shares).map((cut) => rows.get(cut)![member]!) as [number, number];
      const known = new Map<string, readonly [number, number]>();
      const draw = (central: number, province: number) => {
        const key = `${central} ${province}`;
        const drawn = known.get(key) ?? dirichlet(central, province, concentration, first, second);
        known.set(key, drawn);
        return drawn;
      };
      return [shares, draw];
    }),
  );
  places.forEach((place, county) => {
    const group = shareGroupOf(place.province);
    for (let y = 0; y < YEARS; y++) {
      const [central, province] = sharesOf(group, table, county, FIRST_YEAR + y);
      values[county * YEARS + y] = drawsOf.get(group)?.(central, province)[1] ?? province;
    }
  });
  // Only now, since the provincial shares are drawn around the central ones as resolved.
  for (const { shares } of jointDraws) writeCentral(table, shares, drawsOf.get(shares)!);
  return [{ parameter: "funding.provincial_share", as: "set", values }];
}

/** The central share is one number for the nation in each year. */
function writeCentral(
  { profiles }: ParameterTable,
  shares: JointDraw["shares"],
  draw: (central: number, province: number) => readonly [number, number],
): void {
  const { central, province } = SHARE_GROUPS[shares];
  for (const profile of profiles) {
    for (let at = 0; at < profile.length; at += COLUMNS) {
      const value = profile[at + parameterIndex(central)]!;
      profile[at + parameterIndex(central)] = draw(value, profile[at + parameterIndex(province)]!)[0];
    }
  }
}

/**
 * Two shares of a Dirichlet draw with parameters k·central, k·province and k·(the rest), by breaking a stick: the central share is
 * beta, the province's part of what is left is beta. A share that is 0 stays 0.
 * @returns The central and the provincial share.
 */
export function dirichlet(
  central: number,
  province: number,
  concentration: number,
  first: number,
  second: number,
): readonly [number, number] {
  const cut = (part: number, other: number, u: number) =>
    part <= 0 ? 0 : other <= 1e-12 ? 1 : betaQuantile(u, concentration * part, concentration * other);
  const rest = Math.max(0, 1 - central - province);
  const drawn = cut(central, 1 - central, first);
  return [drawn, (1 - drawn) * cut(province, rest, second)];
}
