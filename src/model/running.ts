import { exp } from "../core/elementary.ts";
import { normal } from "../core/normal.ts";
import { openStream, type StreamKey } from "../core/stream.ts";
import { BLOCK, type Board } from "./board.ts";
import { cloneCounty, withMovers, type Movers } from "./clone.ts";
import { spreadEquipment } from "./equipment.ts";
import { choosePeople, copyTrails, type CountyTrails, type FollowPlan } from "./follow.ts";
import { FIRST_POLICY_YEAR, FIRST_YEAR } from "./parameters.ts";
import { parameterRows } from "./parameter-rows.ts";
import type { ParameterTable } from "./parameter-table.ts";
import { planCertification } from "./plan.ts";
import { GRADES, GROUPS, INCOMES } from "./pupil-groups.ts";
import { createAssessor, type Assessor } from "./readiness.ts";
import type { InitialNation } from "./simulate.ts";
import type { CountyState } from "./state.ts";
import type { StepClock } from "./step-clock.ts";
import { streamNumber } from "./streams.ts";
import type { Team } from "./team.ts";
import { partsOf, TRACED } from "./trace.ts";

/** A nation in the middle of a run, with what does not belong to any county. */
export interface Running {
  /** All counties; of those that another thread simulates only what the nation must know is kept up. */
  readonly counties: readonly CountyState[];
  readonly team: Team;
  readonly provinceOf: Int16Array;
  /** Lot of each county, drawn once a world: its gaming level is this part of the year's largest (CER-4). */
  readonly gaming: Float64Array;
  readonly coverage: number;
  readonly key: StreamKey;
  readonly assessor: Assessor;
  /** Where the sums of each block of counties are made. */
  readonly blocks: readonly ReturnType<typeof partsOf>[];
  /** 1 for each county that met the standard in truth at the end of last year. */
  readonly wasReady: Uint8Array;
  /** People followed one by one, by county. */
  readonly trails?: readonly CountyTrails[];
  readonly clock?: StepClock | undefined;
}

/** Gives a copy of the nation this world's province effects, gaming lots and certification plan (rules UNC-1, CER-4). */
export function startWorld(
  nation: InitialNation,
  team: Team,
  table: ParameterTable,
  key: StreamKey,
  clock: StepClock | undefined,
): Running {
  const counties = nation.counties.map((state, c) => {
    const movers = moversOf(team.board, c);
    return nation.isSpent ? withMovers(state, movers) : cloneCounty(state, movers);
  });
  const provinceOf = Int16Array.from(counties, (state) => nation.provinces.indexOf(state.attributes.province));
  const wasReady = new Uint8Array(counties.length);
  const { value } = parameterRows(table, counties, FIRST_YEAR, wasReady);
  const province = openStream(key, streamNumber("shock.province"), FIRST_YEAR, 0);
  const order = openStream(key, streamNumber("queue.order"), FIRST_YEAR, 1);
  const gaming = Float64Array.from(counties, ({ id }) => order.uniform(id));
  for (const c of team.own) {
    const { attributes, sites } = counties[c]!;
    const effect = exp(value(c, "shocks.province_sd") * normal(province, Number(attributes.province)));
    for (let site = 0; site < sites.count; site++) {
      sites.teachingArea[site] = Math.round(sites.teachingArea[site]! * effect);
      sites.sportsArea[site] = Math.round(sites.sportsArea[site]! * effect);
      sites.equipment[site] = Math.round(sites.equipment[site]! * effect);
    }
    spreadEquipment(sites, value(c, "stocks.equipment_life"));
  }
  planCertification(counties, value, key);
  const capacity = counties.reduce((most, { sites }) => Math.max(most, sites.count), 1);
  const { sums } = team.board;
  const blocks = Array.from({ length: sums.length / TRACED }, (_, b) =>
    partsOf(sums.subarray(b * TRACED, (b + 1) * TRACED)),
  );
  const assessor = createAssessor(capacity);
  return { counties, team, provinceOf, gaming, coverage: nation.coverage, key, assessor, blocks, wasReady, clock };
}

/** The world at the end of the hindcast, for one scenario to go on from. */
export function branchWorld(hindcast: Running, trails: readonly CountyTrails[] | undefined): Running {
  return {
    ...hindcast,
    counties: hindcast.counties.map((state, c) => cloneCounty(state, moversOf(hindcast.team.board, c))),
    wasReady: hindcast.wasReady.slice(),
    ...(trails && { trails: copyTrails(trails) }),
  };
}

/** Chooses whom to follow in every scenario of a world. */
export function chooseTrails({ counties, key }: Running, follow: FollowPlan): readonly CountyTrails[] {
  return choosePeople(counties, follow, FIRST_POLICY_YEAR, key);
}

/** Block of a county. */
export function blockOf(county: number): number {
  return Math.floor(county / BLOCK);
}

/** Where the leavers of a county, none so far, are counted on the board, for the nation to read. */
function moversOf({ outbound, returning, turnedBack }: Board, c: number): Movers {
  const lanes = GRADES * INCOMES;
  return {
    outbound: outbound.subarray(c * lanes, (c + 1) * lanes).fill(0),
    returning: returning.subarray(c * lanes, (c + 1) * lanes).fill(0),
    turnedBack: turnedBack.subarray(c * GROUPS, (c + 1) * GROUPS).fill(0),
  };
}
