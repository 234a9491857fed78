import { isSmallPoint } from "./scope.ts";
import { STAGES, type StageTable } from "../standard/stage-table.ts";
import { siteEnrolment } from "./cells.ts";
import { NINE_YEAR, teaches, type CountyState } from "./state.ts";

/** Weight of a junior pupil when a nine-year school's common stocks are split (primary = 1; 2017 edition). */
const JUNIOR_WEIGHT = 1.1;
const WIDTH = 7;

/** The September return of a county in the standard's form, with the site behind each row. */
export interface Observation {
  readonly tables: readonly [MutableStageTable, MutableStageTable];
  /** Site of each row, by stage. */
  readonly siteOf: readonly [Int16Array, Int16Array];
}

type MutableStageTable = { -readonly [K in keyof StageTable]: StageTable[K] };

/** A buffer for `observe` with room for `capacity` sites. */
export function createObservation(capacity: number): Observation {
  const table = (stage: 0 | 1): MutableStageTable => ({
    stage: STAGES[stage],
    count: 0,
    pupils: new Float64Array(capacity),
    amounts: new Float64Array(capacity * WIDTH),
  });
  return { tables: [table(0), table(1)], siteOf: [new Int16Array(capacity), new Int16Array(capacity)] };
}

/**
 * Fills the statistical return from the state: the only place where the model meets the standard's form (rule OBS-1).
 * Open schools with pupils of the stage are in scope, teaching points under 50 pupils are not; a nine-year school's common
 * stocks are split 1 : 1.1 by pupils.
 */
export function observe(state: CountyState, out: Observation): Observation {
  const { sites } = state;
  for (const stage of [0, 1] as const) {
    const table = out.tables[stage];
    table.count = 0;
    for (let site = 0; site < sites.count; site++) {
      if (!sites.isOpen[site] || !teaches(sites.kind[site]!, stage)) continue;
      const n = sites.enrolment[site * 2 + stage]!;
      if (n === 0 || isSmallPoint(sites.kind[site]!, n)) continue;
      const row = table.count++;
      out.siteOf[stage][row] = site;
      table.pupils[row] = n;
      fillStaff(state, site * 2 + stage, table.amounts, row * WIDTH);
      fillStocks(state, site, stage, n, table.amounts, row * WIDTH);
    }
  }
  return out;
}

/** Qualified, backbone and specialist teachers of a site and stage; of an itinerant teacher the own school's half. */
function fillStaff({ staff }: CountyState, from: number, amounts: Float64Array, at: number): void {
  amounts[at] = staff.qualified[from]!;
  amounts[at + 1] = staff.backbone[from]!;
  amounts[at + 2] = staff.specialists[from]! - staff.visiting[from]!;
}

/** Stocks of a site that count for a stage. */
function fillStocks(
  { sites }: CountyState,
  site: number,
  stage: number,
  n: number,
  amounts: Float64Array,
  at: number,
): void {
  let part = 1;
  if (sites.kind[site] === NINE_YEAR) {
    const weight = stage === 0 ? 1 : JUNIOR_WEIGHT;
    const other = siteEnrolment(sites, site) - n;
    part = (weight * n) / (weight * n + (stage === 0 ? JUNIOR_WEIGHT : 1) * other);
  }
  amounts[at + 3] = part * sites.teachingArea[site]!;
  amounts[at + 4] = part * sites.sportsArea[site]!;
  amounts[at + 5] = part * sites.equipment[site]!;
  amounts[at + 6] = part * sites.multimediaRooms[site]!;
}
