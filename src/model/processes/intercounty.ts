import { multinomial } from "../../core/urn.ts";
import { openStream, type Stream, type StreamKey } from "../../core/stream.ts";
import type { ParameterId } from "../parameters.ts";
import { GRADES, INCOMES, type CountyState } from "../state.ts";
import { streamNumber } from "../streams.ts";

/** Lanes of movers: grade × income, index `grade × 2 + income`. */
export const LANES = GRADES * INCOMES;

/** Share of inter-county moves that stay in the province: census 2020, 251 of 376 million residents registered elsewhere. */
const SAME_PROVINCE_SHARE = 0.67;

/** Arrivals of a year, one entry per county. */
export interface Arrivals {
  /** Pupils by lane: index `county × 18 + lane`. */
  readonly byGrade: Int32Array;
  /** Pupils who return for grade 7: index `county × 2 + income`. */
  readonly returners: Int32Array;
  /**
   * Weighted leavers minus weighted arrivals (persons): 0 in a full nation, where every leaver arrives somewhere;
   * in a sample the rounding of weighted arrivals to whole pupils.
   */
  readonly residual: number;
}

/** Value of a parameter in a county of this year. */
type CountyValue = (county: number, id: ParameterId) => number;

/** How strongly a county draws families: children × share of residents registered elsewhere × chance of entry × weight (rule MIG-5). */
export function attraction(counties: readonly CountyState[], value: CountyValue): Float64Array {
  return Float64Array.from(counties, (state, c) => {
    const { kind, migrantShare, population } = state.attributes;
    const isDistrict = kind === "district" || kind === "zone";
    const entry = value(c, isDistrict ? "migration.entry_share_district" : "migration.entry_share_county");
    return population * migrantShare * entry * state.weight;
  });
}

/** Chance, by county, that a family which wants to leave passes the entry rule where it wants to go (rule MIG-2). */
export function acceptance(counties: readonly CountyState[], value: CountyValue): Float64Array {
  const passed = attraction(counties, value);
  const wanted = attraction(counties, (c, id) => (id.startsWith("migration.entry_share") ? 1 : value(c, id)));
  const inProvince = new Map<string, { passed: number; wanted: number }>();
  const nation = { passed: 0, wanted: 0 };
  counties.forEach(({ attributes }, c) => {
    const sums = inProvince.get(attributes.province) ?? { passed: 0, wanted: 0 };
    inProvince.set(attributes.province, sums);
    for (const s of [sums, nation]) {
      s.passed += passed[c]!;
      s.wanted += wanted[c]!;
    }
  });
  const ratio = (s: { passed: number; wanted: number }) => (s.wanted > 0 ? s.passed / s.wanted : 0);
  return Float64Array.from(
    counties,
    ({ attributes }) =>
      SAME_PROVINCE_SHARE * ratio(inProvince.get(attributes.province)!) + (1 - SAME_PROVINCE_SHARE) * ratio(nation),
  );
}

/**
 * Sends this year's leavers to their destinations. Rules MIG-5 and MIG-6: two in three stay in the province; within a pool,
 * destinations are drawn in proportion to their attraction. Returners spread over the counties whose children are left behind.
 */
export function exchangeFamilies(
  counties: readonly CountyState[],
  value: CountyValue,
  key: StreamKey,
  year: number,
): Arrivals {
  const arrivals = {
    byGrade: new Int32Array(counties.length * LANES),
    returners: new Int32Array(counties.length * INCOMES),
    residual: 0,
  };
  const weights = attraction(counties, value);
  const provinces = [...new Set(counties.map((state) => state.attributes.province))].sort();
  const round = openStream(key, streamNumber("intercounty.round"), year, 0);
  const national = new Int32Array(LANES);
  let residual = 0;
  for (const province of provinces) {
    const rows = counties.flatMap((state, c) => (state.attributes.province === province ? [c] : []));
    const stream = openStream(key, streamNumber("intercounty"), year, Number(province));
    for (let lane = 0; lane < LANES; lane++) {
      const leavers = rows.reduce((total, c) => total + counties[c]!.outbound[lane]! * counties[c]!.weight, 0);
      const whole = Math.floor(leavers + stream.uniform(lane, 1000));
      residual += leavers - whole;
      const split = new Int32Array(2);
      multinomial(whole, [SAME_PROVINCE_SHARE, 1 - SAME_PROVINCE_SHARE], split, stream, lane, 2000);
      national[lane]! += split[1]!;
      residual += distribute(counties, rows, weights, split[0]!, lane, arrivals.byGrade, stream, round, false);
    }
  }
  const everywhere = counties.map((_, c) => c);
  const stream = openStream(key, streamNumber("intercounty"), year, 99);
  for (let lane = 0; lane < LANES; lane++)
    residual += distribute(counties, everywhere, weights, national[lane]!, lane, arrivals.byGrade, stream, round, true);
  residual += distributeReturners(counties, arrivals.returners, stream);
  return { ...arrivals, residual };
}

/** Draws destinations of `total` weighted pupils and rounds each county's share to whole pupils; returns what rounding left over. */
function distribute(
  counties: readonly CountyState[],
  rows: readonly number[],
  weights: Float64Array,
  total: number,
  lane: number,
  out: Int32Array,
  stream: Stream,
  round: Stream,
  isNational: boolean,
): number {
  const counts = new Int32Array(rows.length);
  multinomial(
    total,
    rows.map((c) => weights[c]!),
    counts,
    stream,
    100 + lane,
  );
  let residual = total;
  rows.forEach((c, i) => {
    const { weight, id } = counties[c]!;
    const pupils = Math.floor(
      counts[i]! / weight + (weight === 1 ? 0 : round.uniform(id, lane + (isNational ? 32 : 0))),
    );
    out[c * LANES + lane]! += pupils;
    residual -= pupils * weight;
  });
  return residual;
}

function distributeReturners(counties: readonly CountyState[], out: Int32Array, stream: Stream): number {
  const pull = Float64Array.from(
    counties,
    ({ attributes, leftBehindShare, weight }) => attributes.population * leftBehindShare[0]! * weight,
  );
  let residual = 0;
  for (let income = 0; income < INCOMES; income++) {
    const leaving = counties.reduce((sum, state) => sum + state.returning[income]! * state.weight, 0);
    const whole = Math.floor(leaving + stream.uniform(7 + income, 5000));
    const counts = new Int32Array(counties.length);
    multinomial(whole, pull, counts, stream, 200 + income);
    residual += leaving;
    counties.forEach(({ weight, id }, c) => {
      const n = Math.floor(counts[c]! / weight + (weight === 1 ? 0 : stream.uniform(id, 8000 + income)));
      out[c * INCOMES + income] = n;
      residual -= n * weight;
    });
  }
  return residual;
}
