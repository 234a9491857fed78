import { runProgram } from "../core/program.ts";
import { columnsOf, settingColumn } from "./columns.ts";
import { countyIndicators } from "./county-indicators.ts";
import { FRAME_SIZE, LAST_SLOT, PREVIOUS_SLOT, SITE_SLOT, YEAR_SLOT } from "./formula-inputs.ts";
import { FIRST_COLUMN_BIT, type LiveFormula } from "./parameter-table.ts";
import { FIRST_YEAR, PARAMETERS, type ParameterId, type SchoolParameterId } from "./parameters.ts";
import { siteEnrolment } from "./cells.ts";
import { SEAT, SETTINGS, SITE_KINDS, TOWN, VILLAGE, type CountyState, type SiteTable } from "./state.ts";

/** Way to the county seat from which a school counts as wholly remote (km; assumed: the far villages of a western county). */
const REMOTE_KM = 30;
/** Straight lines × 1.3 for roads (assumed, as everywhere). */
const ROAD = 1.3;

const frame = new Float64Array(FRAME_SIZE);

/** A county at the beginning of a year, before any step. */
export interface YearStart {
  readonly state: CountyState;
  /** Position of the county in the table. */
  readonly county: number;
  readonly year: number;
  /** True if the county met the standard in truth last year. */
  readonly wasReady: boolean;
}

/**
 * Applies the formulas that act in a county and year, in order (rules VAL-3 and VAL-4): those for the county to its row,
 * then those for schools, each of which starts from what the row holds in the school's setting.
 *
 * @param row Row of the county and year; written to.
 * @returns Values by site of the parameters that formulas give for schools, NaN for sites that are not open; undefined if there are none.
 * @throws Error if a value leaves the range of its parameter.
 */
export function applyFormulas(
  formulas: readonly LiveFormula[],
  start: YearStart,
  row: Float64Array,
): ReadonlyMap<ParameterId, Float64Array> | undefined {
  frame[YEAR_SLOT] = start.year;
  if (formulas.some(({ readsLast }) => readsLast)) frame.set(lastYear(start), LAST_SLOT);
  for (const formula of formulas) if (formula.level === "county") applyToRow(formula, start, row);
  const school = formulas.filter(({ level }) => level === "school");
  if (school.length === 0) return undefined;
  const parameters = [...new Set(school.map(({ parameter }) => parameter as SchoolParameterId))];
  return new Map(
    parameters.map((id) => [
      id,
      schoolValues(
        id,
        school.filter(({ parameter }) => parameter === id),
        start,
        row,
      ),
    ]),
  );
}

/** One formula in every column in which it acts. */
function applyToRow(formula: LiveFormula, start: YearStart, row: Float64Array): void {
  const members = formula.members[start.county]!;
  columnsOf(formula.parameter).forEach((column, k) => {
    if ((members & (k === 0 ? FIRST_COLUMN_BIT : 1 << (k - 1))) === 0) return;
    row[column] = evaluate(formula, start, row[column]!, -1);
  });
}

/** Value of a parameter at every open site, after the formulas of its setting. */
function schoolValues(
  id: SchoolParameterId,
  formulas: readonly LiveFormula[],
  start: YearStart,
  row: Float64Array,
): Float64Array {
  const { sites } = start.state;
  const values = new Float64Array(sites.count).fill(NaN);
  for (let site = 0; site < sites.count; site++) {
    if (!sites.isOpen[site]) continue;
    const setting = sites.setting[site]!;
    let value = row[settingColumn(id, setting)]!;
    for (const formula of formulas) {
      if ((formula.members[start.county]! & (1 << setting)) !== 0) value = evaluate(formula, start, value, site);
    }
    values[site] = value;
  }
  return values;
}

/** Value after one formula; `site` is −1 where it gives one value for the county. */
function evaluate(formula: LiveFormula, start: YearStart, before: number, site: number): number {
  const { fixedSlots, fixed, ownSlot, own, shares, parameter } = formula;
  const { county, year, state } = start;
  const k = year - FIRST_YEAR;
  frame[PREVIOUS_SLOT] = before;
  for (let i = 0; i < fixedSlots.length; i++) frame[fixedSlots[i]!] = fixed[county * fixedSlots.length + i]!;
  if (formula.readsSite) writeSite(state.sites, site);
  const width = own.length / shares.length;
  for (let i = 0; i < width; i++) frame[ownSlot + i] = own[k * width + i]!;
  const goal = runProgram(formula.program, frame);
  const share = shares[k]!;
  const value = share === 1 ? goal : before + (goal - before) * share;
  const { range, isInteger } = PARAMETERS[parameter];
  const whole = isInteger ? Math.round(value) : value;
  if (!(whole >= range[0] && whole <= range[1])) throw new Error(outOfRange(parameter, whole, start, site));
  return whole;
}

function outOfRange(parameter: ParameterId, value: number, { state, year }: YearStart, site: number): string {
  const { range, unit } = PARAMETERS[parameter];
  const { name, code } = state.attributes;
  const got = Number.isNaN(value) ? "no number" : `${value} ${unit}`;
  return (
    `${parameter} becomes ${got} in school year ${year} in ${name} (${code})${site < 0 ? "" : siteText(state.sites, site)}; ` +
    `expected ${range[0]} to ${range[1]} ${unit}. Hold the formula with clamp(…, ${range[0]}, ${range[1]}) if that is meant`
  );
}

function siteText(sites: SiteTable, site: number): string {
  const kind = SITE_KINDS[sites.kind[site]!]!;
  const setting = SETTINGS[sites.setting[site]!]!;
  return `, site ${site} (${kind}, ${setting}, ${siteEnrolment(sites, site)} pupils)`;
}

/** Attributes of a school in the order of `SITE_INPUTS`. */
function writeSite(sites: SiteTable, site: number): void {
  const km = seatKm(sites, site);
  const setting = sites.setting[site];
  frame[SITE_SLOT] = siteEnrolment(sites, site);
  frame[SITE_SLOT + 1] = km;
  frame[SITE_SLOT + 2] = Math.min(1, km / REMOTE_KM);
  frame[SITE_SLOT + 3] = setting === VILLAGE ? 1 : 0;
  frame[SITE_SLOT + 4] = setting === TOWN ? 1 : 0;
  frame[SITE_SLOT + 5] = setting === SEAT ? 1 : 0;
}

/** Way from a school to the county seat (km). */
function seatKm({ x, y }: SiteTable, site: number): number {
  return ROAD * Math.sqrt(x[site]! * x[site]! + y[site]! * y[site]!);
}

/** Last year's indicators of a county in the order of `LAST_INPUTS`. */
function lastYear({ state, wasReady }: YearStart): number[] {
  const { pupils, largeClassShare, villageShare } = countyIndicators(state);
  const isCertified = state.queue.certifiedYear > 0;
  return [
    pupils,
    state.teachers.count,
    isCertified ? 1 : 0,
    wasReady ? 1 : 0,
    largeClassShare,
    state.tally.unplaced,
    villageShare,
  ];
}
