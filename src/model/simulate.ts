import type { StreamKey } from "../core/stream.ts";
import type { CountyTrails, FollowPlan } from "./follow.ts";
import { FIRST_POLICY_YEAR, FIRST_YEAR, LAST_YEAR } from "./parameters.ts";
import type { ParameterTable } from "./parameter-table.ts";
import { branchWorld, chooseTrails, startWorld, type Running } from "./running.ts";
import { runYear } from "./run-year.ts";
import { sameUntil } from "./same-until.ts";
import { at } from "./stage.ts";
import type { CountyState } from "./state.ts";
import type { StepClock } from "./step-clock.ts";
import { solo, type Team } from "./team.ts";
import { copyTrace, emptyTrace, type Trace } from "./trace.ts";

/** The nation at the September of 2020; never written to, unless it is spent. */
export interface InitialNation {
  readonly counties: readonly CountyState[];
  /** Two-digit codes in the order of the trace. */
  readonly provinces: readonly string[];
  /** Part of the nation's children that the counties stand for (share): the part of the review capacity that is theirs. */
  readonly coverage: number;
  /** True if no other world starts from it, so that this one may take its memory. */
  readonly isSpent?: boolean;
}

/** How a world is run; what it shows does not depend on it. */
export interface WorldOptions {
  /** People to follow one by one from the first policy year on. */
  readonly follow?: FollowPlan | undefined;
  /** Told how long the steps take. */
  readonly clock?: StepClock | undefined;
  /** Threads that share the world; this one alone unless given. */
  readonly team?: Team | undefined;
}

/**
 * Runs one world: the hindcast 2020–2024 once for all scenarios that agree on it, then each scenario to 2035 from a copy.
 * Every scenario meets the same draws, so they may be compared in pairs.
 *
 * @param tables One parameter table per scenario, the draws of this world already applied.
 * @param key 64-bit key of the world.
 * @returns One trace per scenario, in order; complete at the leader of a team.
 * @throws Error if pupils, teachers, money or places of any county do not balance in any year; `stageOf` tells where it arose.
 */
export function simulateWorld(
  nation: InitialNation,
  tables: readonly ParameterTable[],
  key: StreamKey,
  { follow, clock, team = solo(nation.counties.length) }: WorldOptions = {},
): Trace[] {
  if (!canShare(tables, follow) && team.own.length < nation.counties.length)
    throw new Error("a world with formulas over last year or with followed people cannot be shared between threads");
  const hindcasts = hindcastsOf(tables);
  const traces: Trace[] = [];
  let trails: readonly CountyTrails[] | undefined;
  for (const [h, members] of hindcasts.entries()) {
    const table = tables[members[0]!]!;
    const start = h === hindcasts.length - 1 ? nation : { ...nation, isSpent: false };
    const running = startWorld(start, team, table, key, clock);
    const past = emptyTrace(nation.counties.length, nation.provinces.length);
    for (let year = FIRST_YEAR; year < FIRST_POLICY_YEAR; year++)
      at({ scenario: members[0]!, year }, () => runYear(running, table, year, past));
    if (follow) trails ??= chooseTrails(running, follow);
    members.forEach((s, m) => {
      const isLast = m === members.length - 1 && !trails;
      const branch = isLast ? running : branchWorld(running, trails);
      traces[s] = at({ scenario: s }, () => project(branch, tables[s]!, copyTrace(past)));
    });
  }
  return traces;
}

/** True if threads may share a world: no county's values depend on another's state of last year, and nobody is followed. */
export function canShare(tables: readonly ParameterTable[], follow?: FollowPlan): boolean {
  return !follow && tables.every(({ formulas = [] }) => formulas.length === 0);
}

/** Positions of the scenarios by hindcast: those that agree on all years before the first policy year. */
function hindcastsOf(tables: readonly ParameterTable[]): number[][] {
  const groups: number[][] = [];
  tables.forEach((table, s) => {
    const group = groups.find(([first]) => sameUntil(tables[first!]!, table, FIRST_POLICY_YEAR));
    if (group) group.push(s);
    else groups.push([s]);
  });
  return groups;
}

/** The years in which scenarios may differ. */
function project(running: Running, table: ParameterTable, trace: Trace): Trace {
  if (running.trails) trace.lives = { pupils: [], teachers: [] };
  for (let year = FIRST_POLICY_YEAR; year <= LAST_YEAR; year++)
    at({ year }, () => runYear(running, table, year, trace));
  running.counties.forEach(({ queue }, c) => (trace.certifiedYear[c] = queue.certifiedYear));
  return trace;
}
