import { COLUMNS, columnsOf } from "../model/columns.ts";
import { drawnValue } from "../model/overlay.ts";
import type { Overlay, ParameterTable, Uncertainty } from "../model/parameter-table.ts";
import { FIRST_YEAR, LAST_YEAR } from "../model/parameters.ts";
import type { Drawn } from "./axes.ts";
import { keyedUniform, type Design } from "./design.ts";
import { drawShares } from "./draw-shares.ts";
import { quantileOf } from "./quantile-of.ts";

/** A county of a run, as draws by place know it; in the order of `ParameterTable.profileOf`. */
export interface CountyPlace {
  readonly code: string;
  /** First two digits of the code. */
  readonly province: string;
}

const YEARS = LAST_YEAR - FIRST_YEAR + 1;

/**
 * The parameter table of one member. A draw for the run is set, added to or scaled in all counties, settings and years, held to its
 * range and, where only whole numbers make sense, rounded. Draws by province, county or year become overlays, and so do those of
 * parameters that formulas give during the run: they act on what the formulas give.
 */
export function applyDraws(
  table: ParameterTable,
  drawn: Drawn,
  design: Design,
  member: number,
  places: readonly CountyPlace[],
): ParameterTable {
  const profiles = table.profiles.map((profile) => profile.slice());
  const result = { ...table, profiles };
  const live = new Set(table.formulas?.map(({ parameter }) => parameter));
  const overlays: Overlay[] = [...(table.overlays ?? [])];
  for (const uncertainty of drawn.uncertainties) {
    const { parameter, as, distribution } = uncertainty;
    if (isDrawnByPlace(uncertainty, design)) {
      overlays.push(overlayOf(uncertainty, design, member, places));
      continue;
    }
    const draw = quantileOf(distribution, design.rows.get(parameter)![member]!);
    if (live.has(parameter))
      overlays.push({ parameter, as, values: new Float64Array(places.length * YEARS).fill(draw) });
    else applyToAll(uncertainty, draw, profiles);
  }
  overlays.push(...drawShares(result, drawn.jointDraws ?? [], design, member, places));
  return overlays.length > 0 ? { ...result, overlays } : result;
}

/** One at a time, a parameter is moved everywhere at once, whatever it varies by. */
export function isDrawnByPlace({ vary }: Uncertainty, { sampler }: Design): boolean {
  return vary !== undefined && sampler !== "oat";
}

function applyToAll({ parameter, as }: Uncertainty, draw: number, profiles: readonly Float64Array[]): void {
  for (const profile of profiles) {
    for (const column of columnsOf(parameter)) {
      for (let at = column; at < profile.length; at += COLUMNS)
        profile[at] = drawnValue(parameter, as, profile[at]!, draw);
    }
  }
}

/**
 * The draw of a member in a province (two digits), county (code) or year, by its address (seed, parameter, member, place), so that
 * another county or parameter changes nothing.
 */
export function drawAt(
  { parameter, distribution }: Uncertainty,
  { seed }: Design,
  member: number,
  place: string,
): number {
  return quantileOf(distribution, keyedUniform(`${seed}|${parameter}|${member}|${place}`));
}

function overlayOf(uncertainty: Uncertainty, design: Design, member: number, places: readonly CountyPlace[]): Overlay {
  const { parameter, as, vary } = uncertainty;
  const known = new Map<string, number>();
  const drawOf = (place: string) => {
    const draw = known.get(place) ?? drawAt(uncertainty, design, member, place);
    known.set(place, draw);
    return draw;
  };
  const values = new Float64Array(places.length * YEARS);
  places.forEach(({ code, province }, county) => {
    for (let y = 0; y < YEARS; y++) {
      const place = vary === "year" ? `${FIRST_YEAR + y}` : vary === "province" ? province : code;
      values[county * YEARS + y] = drawOf(place);
    }
  });
  return { parameter, as, values };
}
