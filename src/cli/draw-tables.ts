import { drawAt, isDrawnByPlace, type CountyPlace } from "../experiment/apply-draws.ts";
import { cutsOf } from "../experiment/axes.ts";
import { drawDesigns } from "../experiment/design.ts";
import type { BoundScenario } from "../experiment/ensemble.ts";
import { quantileOf } from "../experiment/quantile-of.ts";
import { YEARS } from "../model/trace.ts";
import type { EnsemblePlan } from "../scenarios/scenario.ts";
import { table } from "./outputs.ts";

/**
 * What the baseline draws: `draws.csv` with one row a member and one column a draw of the run, and `draws-by-place.csv` with one
 * row a member, parameter and place where draws differ between provinces, counties or years.
 */
export function drawTables(
  bound: readonly BoundScenario[],
  plan: EnsemblePlan,
  places: readonly CountyPlace[],
): ReadonlyMap<string, string> {
  const { uncertainties, jointDraws = [] } = bound[0]!;
  const design = drawDesigns(bound, plan)[0]!;
  const members = Array.from({ length: design.members }, (_, member) => member);
  const label = (as: string, group: string | undefined) =>
    group === undefined ? `(${as})` : `(${as}, group ${group})`;
  const isByPlace = (entry: (typeof uncertainties)[number]) => isDrawnByPlace(entry, design);
  const columns = [
    ...uncertainties
      .filter((entry) => !isByPlace(entry))
      .map(({ parameter, as, distribution, group }) => ({
        head: `${parameter} ${label(as, group)}`,
        value: (member: number) => quantileOf(distribution, design.rows.get(parameter)![member]!),
      })),
    ...jointDraws.flatMap(({ shares, group }) =>
      cutsOf(shares).map((cut) => ({
        head: `${cut} ${label("probability", group)}`,
        value: (member: number) => design.rows.get(cut)![member]!,
      })),
    ),
  ];
  const rows = members.map((member) => [member, ...columns.map(({ value }) => value(member))]);
  const files = new Map([["draws.csv", table(["member", ...columns.map(({ head }) => head)], rows)]]);
  const byPlace = uncertainties
    .filter(isByPlace)
    .flatMap((entry) =>
      placeNames(entry.vary!, places).flatMap((place) =>
        members.map((member) => [
          entry.parameter,
          entry.as,
          entry.vary!,
          place,
          member,
          drawAt(entry, design, member, place),
        ]),
      ),
    );
  if (byPlace.length > 0)
    files.set("draws-by-place.csv", table(["parameter", "as", "vary", "place", "member", "value"], byPlace));
  return files;
}

/** Every province, county or year that has a draw of its own. */
function placeNames(vary: "province" | "county" | "year", places: readonly CountyPlace[]): readonly string[] {
  if (vary === "year") return YEARS.map(String);
  return [...new Set(places.map(({ code, province }) => (vary === "province" ? province : code)))];
}
