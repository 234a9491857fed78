import { openYear } from "./accounts.ts";
import { postReport, readReport } from "./board.ts";
import { shockOf } from "./shocks.ts";
import { yearContext, type YearContext } from "./context.ts";
import { acceptanceIn, joinDestinations, weighCounty, type Destinations } from "./destinations.ts";
import { checkBalance } from "./invariants.ts";
import { addExposures } from "./exposure.ts";
import type { CountyTrails } from "./follow.ts";
import { pupilYears, teacherYears, type Lives } from "./lives.ts";
import { addLevels } from "./levels.ts";
import { FIRST_YEAR } from "./parameters.ts";
import { parameterRows, type ParameterRows } from "./parameter-rows.ts";
import type { ParameterTable } from "./parameter-table.ts";
import { certify } from "./processes/certification.ts";
import { exchangeFamilies, LANES } from "./processes/intercounty.ts";
import { assessCounty, type Assessor, type Readiness } from "./readiness.ts";
import { recordCounties, recordNation } from "./record.ts";
import { blockOf, type Running } from "./running.ts";
import { AFTER_MOVES, BEFORE_MOVES, type CountyStep } from "./schedule.ts";
import { at, withStage } from "./stage.ts";
import type { CountyState } from "./state.ts";
import type { StepClock } from "./step-clock.ts";
import { TRACED, type Trace } from "./trace.ts";

/**
 * One school year of the nation; see the schedule. Threads of a team meet four times: before families look round, before they
 * arrive, before the certification round, and at the end.
 */
export function runYear(running: Running, table: ParameterTable, year: number, trace: Trace): void {
  const { counties, key, gaming, clock, team } = running;
  const rows = parameterRows(table, counties, year, running.wasReady);
  const { value } = rows;
  for (const c of team.own) weighCounty(counties[c]!, c, value, team.board);
  team.meet();
  const destinations = joinDestinations(counties, team.board, value);
  const contexts = openContexts(running, rows, year, destinations);
  clock?.lap("open-year");
  for (const c of team.own) {
    const state = counties[c]!;
    openYear(state.pupilFlows, state.teacherFlows, state.ledger, state.tally);
    state.constraintLog.fill(0);
    runSteps(BEFORE_MOVES, state, contexts[c]!, year, clock);
    team.board.homePull[c] = state.leftBehindShare[0]!;
  }
  if (year > FIRST_YEAR) moveFamilies(running, contexts, destinations, year, trace);
  clock?.lap("intercounty");
  const readiness: Readiness[] = [];
  for (const block of team.blocks) team.board.sums.fill(0, block * TRACED, (block + 1) * TRACED);
  for (const c of team.own) {
    const [state, context] = [counties[c]!, contexts[c]!];
    runSteps(AFTER_MOVES, state, context, year, clock);
    at({ step: "balance", county: state.attributes.code }, () => checkBalance(state, year));
    clock?.lap("check-balance");
    readiness[c] = assessCounty(state, context, running.assessor, gaming[c]! * value(c, "certification.gaming_share"));
    postReport(team.board, c, state, readiness[c]);
    clock?.lap("assessment");
    observeEquity(state, running.assessor, running.blocks[blockOf(c)]!);
    clock?.lap("exposure");
    if (running.trails) recordLives(state, running.trails[c]!, year, trace.lives!);
  }
  team.meet();
  counties.forEach((state, c) => (readiness[c] ??= readReport(team.board, c, state)));
  readiness.forEach(({ isReady }, c) => (running.wasReady[c] = isReady ? 1 : 0));
  certify(counties, readiness, running.coverage, value, key, year);
  clock?.lap("certification");
  recordCounties(running, readiness, year);
  team.meet();
  if (team.isLeader) recordNation(running, readiness, year, trace);
  clock?.lap("record");
}

/** What every county reads this year; arrivals are filled in when families have moved. */
function openContexts(
  { counties, key, trails, team }: Running,
  { rows, value }: ParameterRows,
  year: number,
  destinations: Destinations,
): YearContext[] {
  const contexts: YearContext[] = [];
  for (const c of team.own) {
    const state = counties[c]!;
    const nation = {
      acceptance: acceptanceIn(destinations, state.attributes.province),
      arrivals: new Int32Array(LANES),
      returners: new Int32Array(LANES),
    };
    const shock = shockOf(key, state, year, (id) => value(c, id));
    const trail = trails?.[c]!.pupils;
    trail?.used.fill(0);
    contexts[c] = yearContext(key, state.id, year, rows[c]!, shock, nation, trail);
  }
  return contexts;
}

/** Sends leavers to other counties and hands every county its arrivals. */
function moveFamilies(
  { counties, key, team }: Running,
  contexts: readonly YearContext[],
  destinations: Destinations,
  year: number,
  trace: Trace,
): void {
  team.meet();
  counties.forEach(({ leftBehindShare }, c) => (leftBehindShare[0] = team.board.homePull[c]!));
  const moves = exchangeFamilies(counties, destinations, key, year);
  for (const c of team.own) {
    const { nation } = contexts[c]!;
    counties[c]!.tally.refusedHere = moves.refused[c]!;
    nation.arrivals.set(moves.byGrade.subarray(c * LANES, (c + 1) * LANES));
    nation.returners.set(moves.returners.subarray(c * LANES, (c + 1) * LANES));
  }
  trace.movesResidual = Math.max(trace.movesResidual, Math.abs(moves.residual));
  if (counties.every(({ weight }) => weight === 1) && moves.residual !== 0) {
    throw new Error(
      `the nation, school year ${year}: inter-county moves do not balance; expected 0, got ${moves.residual}`,
    );
  }
}

function runSteps(
  steps: readonly CountyStep[],
  state: CountyState,
  context: YearContext,
  year: number,
  clock: StepClock | undefined,
): void {
  let step = "";
  try {
    for (const { name, from, run } of steps) {
      if (year < from) continue;
      step = name;
      run(state, context);
      clock?.lap(name);
    }
  } catch (error) {
    throw withStage(error, { step, county: state.attributes.code });
  }
}

function recordLives(state: CountyState, { pupils, teachers }: CountyTrails, year: number, lives: Lives): void {
  pupilYears(state, pupils, year, lives);
  teacherYears(state, teachers, year, lives);
}

/** What pupils met and how indicators stand, while the county's assessment is still in the buffers. */
function observeEquity(
  state: CountyState,
  { truth, observation }: Assessor,
  { exposures, levels }: Running["blocks"][number],
): void {
  addExposures(state, exposures);
  const pupils = observation.tables.map(({ count, pupils: column }) => {
    let sum = 0;
    for (let row = 0; row < count; row++) sum += column[row]!;
    return sum;
  });
  addLevels(truth, pupils, state.weight, levels);
}
