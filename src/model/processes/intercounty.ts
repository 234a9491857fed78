import { cumulate, multinomial, split, weightedClasses, type WeightedClasses } from "../../core/urn.ts";
import { openStream, type Stream, type StreamKey } from "../../core/stream.ts";
import type { Destinations } from "../destinations.ts";
import { GRADES, INCOMES, KINDS, type CountyState } from "../state.ts";
import { streamNumber } from "../streams.ts";

/** Lanes of movers: grade × income, index `grade × 2 + income`. */
export const LANES = GRADES * INCOMES;
/** Lanes of a year's draws: movers, then the refused by income. */
const ALL_LANES = LANES + INCOMES;
/** Number of a lane's last draw, beyond those of any multinomial. */
const LAST_NUMBER = 1 << 20;

/** Arrivals of a year, one entry per county. */
export interface Arrivals {
  /** Pupils by lane: index `county × 18 + lane`. */
  readonly byGrade: Int32Array;
  /** Children refused here who stay where they are (persons). */
  readonly refused: Int32Array;
  /** Migrant pupils who come home, by lane: index `county × 18 + lane`. */
  readonly returners: Int32Array;
  /**
   * Weighted leavers minus weighted arrivals (persons): 0 in a full nation, where every leaver arrives somewhere;
   * in a sample the rounding of weighted arrivals to whole pupils.
   */
  readonly residual: number;
}

/**
 * Sends this year's leavers to their destinations, and counts the refused where they tried. Rules MIG-5 to MIG-8.
 *
 * Leavers of a province draw a province, then the leavers to a province draw a county: exact, since the way depends on the two
 * provinces alone. Draws: two multinomials a province and lane, one uniform a county and lane in a sample.
 */
export function exchangeFamilies(
  counties: readonly CountyState[],
  destinations: Destinations,
  key: StreamKey,
  year: number,
): Arrivals {
  const byGrade = new Int32Array(counties.length * LANES);
  const refused = new Int32Array(counties.length);
  const returners = new Int32Array(counties.length * LANES);
  const { flows, lost } = chooseProvinces(counties, destinations, key, year);
  const round = openStream(key, streamNumber("intercounty.round"), year, 0);
  const most = destinations.rows.reduce((longest, { length }) => Math.max(longest, length), 0);
  const counts = new Int32Array(most);
  const choices = Array.from({ length: 2 * INCOMES }, () => weightedClasses(most));
  let residual = lost;
  for (let p = 0; p < destinations.rows.length; p++) {
    const rows = destinations.rows[p]!;
    const stream = openStream(key, streamNumber("intercounty"), year, 100 + Number(destinations.provinces[p]));
    openChoices(choices, destinations, rows, counties.length);
    for (let lane = 0; lane < ALL_LANES; lane++) {
      const total = flows[p * ALL_LANES + lane]!;
      if (total === 0) continue;
      const isRefused = lane >= LANES;
      counts.fill(0, 0, rows.length);
      split(total, choices[(isRefused ? INCOMES : 0) + (lane % INCOMES)]!, counts, stream, lane);
      if (!isRefused) residual += total;
      for (let i = 0; i < rows.length; i++) {
        const c = rows[i]!;
        const { weight, id } = counties[c]!;
        const pupils = wholePupils(counts[i]!, weight, round, id, lane);
        if (isRefused) refused[c]! += pupils;
        else {
          byGrade[c * LANES + lane] = pupils;
          residual -= pupils * weight;
        }
      }
    }
  }
  residual += distributeReturners(counties, returners, openStream(key, streamNumber("intercounty"), year, 99), round);
  return { byGrade, refused, returners, residual };
}

/** Weighs the counties of a province by income class, for those who get in and then for those refused. */
function openChoices(
  choices: readonly WeightedClasses[],
  { admitted, refused }: Destinations,
  rows: readonly number[],
  counties: number,
): void {
  for (let k = 0; k < choices.length; k++) {
    const from = k < INCOMES ? admitted : refused;
    const first = (k % INCOMES) * counties;
    const { weights } = choices[k]!;
    for (let i = 0; i < rows.length; i++) weights[i] = from[first + rows[i]!]!;
    cumulate(choices[k]!, rows.length);
  }
}

/** Weighted movers and refused by province tried, index `province × 20 + lane`; and the leavers that rounding lost. */
function chooseProvinces(
  counties: readonly CountyState[],
  { provinces, rows, admittedWay, refusedWay }: Destinations,
  key: StreamKey,
  year: number,
): { flows: Float64Array; lost: number } {
  const n = provinces.length;
  const flows = new Float64Array(n * ALL_LANES);
  const split = new Int32Array(n);
  let lost = 0;
  rows.forEach((members, p) => {
    const stream = openStream(key, streamNumber("intercounty"), year, Number(provinces[p]));
    for (let lane = 0; lane < ALL_LANES; lane++) {
      const isRefused = lane >= LANES;
      let exact = 0;
      for (const c of members) {
        const { outbound, turnedBack, weight } = counties[c]!;
        exact += weight * (isRefused ? ofIncome(turnedBack, lane - LANES) : outbound[lane]!);
      }
      const whole = Math.floor(exact + stream.uniform(lane, LAST_NUMBER));
      if (!isRefused) lost += exact - whole;
      const first = (p * INCOMES + (lane % INCOMES)) * n;
      split.fill(0);
      multinomial(whole, (isRefused ? refusedWay : admittedWay).subarray(first, first + n), split, stream, lane);
      for (let to = 0; to < n; to++) flows[to * ALL_LANES + lane]! += split[to]!;
    }
  });
  return { flows, lost };
}

/** Weighted persons as whole pupils of a county that stands for `weight` units. */
function wholePupils(count: number, weight: number, round: Stream, id: number, lane: number): number {
  return weight === 1 ? count : Math.floor(count / weight + round.uniform(id, lane));
}

/** Returners spread over the counties whose village children are left behind (rule MIG-7). */
function distributeReturners(counties: readonly CountyState[], out: Int32Array, stream: Stream, round: Stream): number {
  const pull = weightedClasses(counties.length);
  for (let c = 0; c < counties.length; c++) {
    const { attributes, leftBehindShare, weight } = counties[c]!;
    pull.weights[c] = attributes.population * leftBehindShare[0]! * weight;
  }
  cumulate(pull, counties.length);
  let residual = 0;
  const counts = new Int32Array(counties.length);
  for (let lane = 0; lane < LANES; lane++) {
    let leaving = 0;
    for (let c = 0; c < counties.length; c++) leaving += counties[c]!.returning[lane]! * counties[c]!.weight;
    const whole = Math.floor(leaving + stream.uniform(lane, LAST_NUMBER));
    counts.fill(0);
    split(whole, pull, counts, stream, lane);
    residual += leaving;
    for (let c = 0; c < counties.length; c++) {
      const { weight, id } = counties[c]!;
      const pupils = wholePupils(counts[c]!, weight, round, id, ALL_LANES + lane);
      out[c * LANES + lane] = pupils;
      residual -= pupils * weight;
    }
  }
  return residual;
}

/** Sum of counts by group over one income class. */
function ofIncome(counts: Int32Array, income: number): number {
  let sum = 0;
  for (let group = income * KINDS; group < (income + 1) * KINDS; group++) sum += counts[group]!;
  return sum;
}
