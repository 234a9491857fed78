import { normal } from "../core/normal.ts";
import { exp } from "../core/elementary.ts";
import { openStream, type StreamKey } from "../core/stream.ts";
import { openYear, PAYERS, SPENDING } from "./accounts.ts";
import { shockOf } from "./shocks.ts";
import { cloneCounty } from "./clone.ts";
import { bindingConstraint, LOG_WIDTH } from "./constraint-log.ts";
import { DECISION_IDS } from "./constraints.ts";
import { yearContext, type YearContext } from "./context.ts";
import { acceptanceIn, openDestinations, type Destinations } from "./destinations.ts";
import { spreadEquipment } from "./equipment.ts";
import { checkBalance } from "./invariants.ts";
import { addExposures, EXPOSURES } from "./exposure.ts";
import { choosePeople, copyTrails, type CountyTrails, type FollowPlan } from "./follow.ts";
import { pupilYears, teacherYears, type Lives } from "./lives.ts";
import { addLevels, LEVELS } from "./levels.ts";
import { addOutcomes, standingOf, STANDINGS, SUMS } from "./outcomes.ts";
import { FIRST_POLICY_YEAR, FIRST_YEAR, LAST_YEAR } from "./parameters.ts";
import { parameterRows, type ParameterRows } from "./parameter-rows.ts";
import type { ParameterTable } from "./parameter-table.ts";
import { planCertification } from "./plan.ts";
import { certify } from "./processes/certification.ts";
import { exchangeFamilies, LANES } from "./processes/intercounty.ts";
import { assessCounty, createAssessor, type Assessor, type Readiness } from "./readiness.ts";
import { AFTER_MOVES, BEFORE_MOVES, type CountyStep } from "./schedule.ts";
import { QUEUE_STAGES, type CountyState } from "./state.ts";
import { sameUntil } from "./same-until.ts";
import { at, withStage } from "./stage.ts";
import { streamNumber } from "./streams.ts";
import { copyTrace, emptyTrace, type Trace } from "./trace.ts";

/** The nation at the September of 2020; never written to. */
export interface InitialNation {
  readonly counties: readonly CountyState[];
  /** Two-digit codes in the order of the trace. */
  readonly provinces: readonly string[];
  /** Part of the nation's children that the counties stand for (share): the part of the review capacity that is theirs. */
  readonly coverage: number;
}

/** A nation in the middle of a run, with what does not belong to any county. */
interface Running {
  readonly counties: readonly CountyState[];
  readonly provinceOf: Int16Array;
  /** Lot of each county, drawn once a world: its gaming level is this part of the year's largest (CER-4). */
  readonly gaming: Float64Array;
  readonly coverage: number;
  readonly key: StreamKey;
  readonly assessor: Assessor;
  /** 1 for each county that met the standard in truth at the end of last year. */
  readonly wasReady: Uint8Array;
  /** People followed one by one, by county. */
  readonly trails?: readonly CountyTrails[];
}

/**
 * Runs one world: the hindcast 2020–2024 once for all scenarios that agree on it, then each scenario to 2035 from a copy.
 * Every scenario meets the same draws, so they may be compared in pairs.
 *
 * @param tables One parameter table per scenario, the draws of this world already applied.
 * @param key 64-bit key of the world.
 * @param follow People to follow one by one from the first policy year on; counts do not depend on it.
 * @returns One trace per scenario, in order.
 * @throws Error if pupils, teachers, money or places of any county do not balance in any year; `stageOf` tells where it arose.
 */
export function simulateWorld(
  nation: InitialNation,
  tables: readonly ParameterTable[],
  key: StreamKey,
  follow?: FollowPlan,
): Trace[] {
  const hindcasts: { table: ParameterTable; running: Running; trace: Trace }[] = [];
  let chosen: CountyTrails[] | undefined;
  return tables.map((table, s) => {
    const inYear = (year: number, run: () => void) => at({ scenario: s, year }, run);
    let hindcast = hindcasts.find((done) => sameUntil(done.table, table, FIRST_POLICY_YEAR));
    if (!hindcast) {
      const running = startWorld(nation, table, key);
      const trace = emptyTrace(nation.counties.length, nation.provinces.length);
      for (let year = FIRST_YEAR; year < FIRST_POLICY_YEAR; year++)
        inYear(year, () => runYear(running, table, year, trace));
      hindcast = { table, running, trace };
      hindcasts.push(hindcast);
    }
    const trace = copyTrace(hindcast.trace);
    const counties = hindcast.running.counties.map(cloneCounty);
    if (follow) chosen ??= choosePeople(counties, follow, FIRST_POLICY_YEAR, key);
    const wasReady = hindcast.running.wasReady.slice();
    const running = { ...hindcast.running, counties, wasReady, ...(chosen && { trails: copyTrails(chosen) }) };
    if (chosen) trace.lives = { pupils: [], teachers: [] };
    for (let year = FIRST_POLICY_YEAR; year <= LAST_YEAR; year++)
      inYear(year, () => runYear(running, table, year, trace));
    running.counties.forEach(({ queue }, c) => (trace.certifiedYear[c] = queue.certifiedYear));
    return trace;
  });
}

/** Copies the nation and gives this world its province effects, gaming lots and certification plan (rules UNC-1, CER-4). */
function startWorld(nation: InitialNation, table: ParameterTable, key: StreamKey): Running {
  const counties = nation.counties.map(cloneCounty);
  const provinceOf = Int16Array.from(counties, (state) => nation.provinces.indexOf(state.attributes.province));
  const wasReady = new Uint8Array(counties.length);
  const { value } = parameterRows(table, counties, FIRST_YEAR, wasReady);
  const province = openStream(key, streamNumber("shock.province"), FIRST_YEAR, 0);
  const order = openStream(key, streamNumber("queue.order"), FIRST_YEAR, 1);
  const gaming = new Float64Array(counties.length);
  counties.forEach((state, c) => {
    const effect = exp(value(c, "shocks.province_sd") * normal(province, Number(state.attributes.province)));
    const { sites } = state;
    for (let site = 0; site < sites.count; site++) {
      sites.teachingArea[site] = Math.round(sites.teachingArea[site]! * effect);
      sites.sportsArea[site] = Math.round(sites.sportsArea[site]! * effect);
      sites.equipment[site] = Math.round(sites.equipment[site]! * effect);
    }
    spreadEquipment(sites, value(c, "stocks.equipment_life"));
    gaming[c] = order.uniform(state.id);
  });
  planCertification(counties, value, key);
  const capacity = counties.reduce((most, { sites }) => Math.max(most, sites.count), 1);
  const assessor = createAssessor(capacity);
  return { counties, provinceOf, gaming, coverage: nation.coverage, key, assessor, wasReady };
}

/** One school year of the nation; see the schedule. */
function runYear(running: Running, table: ParameterTable, year: number, trace: Trace): void {
  const { counties, key, assessor, gaming } = running;
  const rows = parameterRows(table, counties, year, running.wasReady);
  const { value } = rows;
  const destinations = openDestinations(counties, value);
  const contexts = openContexts(running, rows, year, destinations);
  counties.forEach((state, c) => {
    openYear(state.pupilFlows, state.teacherFlows, state.ledger, state.tally);
    state.constraintLog.fill(0);
    runSteps(BEFORE_MOVES, state, contexts[c]!, year);
  });
  if (year > FIRST_YEAR) moveFamilies(running, contexts, destinations, year, trace);
  const readiness = counties.map((state, c) => {
    runSteps(AFTER_MOVES, state, contexts[c]!, year);
    at({ county: state.attributes.code, step: "balance" }, () => checkBalance(state, year));
    const found = assessCounty(state, contexts[c]!, assessor, gaming[c]! * value(c, "certification.gaming_share"));
    observeEquity(state, assessor, year, trace);
    if (running.trails) recordLives(state, running.trails[c]!, year, trace.lives!);
    return found;
  });
  readiness.forEach(({ isReady }, c) => (running.wasReady[c] = isReady ? 1 : 0));
  certify(counties, readiness, running.coverage, value, key, year);
  record(running, readiness, year, trace);
}

/** What every county reads this year; arrivals are filled in when families have moved. */
function openContexts(
  { counties, key, trails }: Running,
  { rows, value }: ParameterRows,
  year: number,
  destinations: Destinations,
): YearContext[] {
  return counties.map((state, c) => {
    const nation = {
      acceptance: acceptanceIn(destinations, state.attributes.province),
      arrivals: new Int32Array(LANES),
      returners: new Int32Array(LANES),
    };
    const shock = shockOf(key, state, year, (id) => value(c, id));
    const trail = trails?.[c]!.pupils;
    trail?.used.fill(0);
    return yearContext(key, state.id, year, rows[c]!, shock, nation, trail);
  });
}

/** Sends leavers to other counties and hands every county its arrivals. */
function moveFamilies(
  running: Running,
  contexts: readonly YearContext[],
  destinations: Destinations,
  year: number,
  trace: Trace,
): void {
  const { counties, key } = running;
  const moves = exchangeFamilies(counties, destinations, key, year);
  contexts.forEach(({ nation }, c) => {
    counties[c]!.tally.refusedHere = moves.refused[c]!;
    nation.arrivals.set(moves.byGrade.subarray(c * LANES, (c + 1) * LANES));
    nation.returners.set(moves.returners.subarray(c * LANES, (c + 1) * LANES));
  });
  trace.movesResidual = Math.max(trace.movesResidual, Math.abs(moves.residual));
  if (counties.every(({ weight }) => weight === 1) && moves.residual !== 0) {
    throw new Error(
      `the nation, school year ${year}: inter-county moves do not balance; expected 0, got ${moves.residual}`,
    );
  }
}

function runSteps(steps: readonly CountyStep[], state: CountyState, context: YearContext, year: number): void {
  let step = "";
  try {
    for (const { name, from, run } of steps) {
      step = name;
      if (year >= from) run(state, context);
    }
  } catch (error) {
    throw withStage(error, { county: state.attributes.code, step });
  }
}

function recordLives(state: CountyState, { pupils, teachers }: CountyTrails, year: number, lives: Lives): void {
  pupilYears(state, pupils, year, lives);
  teacherYears(state, teachers, year, lives);
}

/** What pupils met and how indicators stand, while the county's assessment is still in the buffers. */
function observeEquity(state: CountyState, { truth, observation }: Assessor, year: number, trace: Trace): void {
  const y = year - FIRST_YEAR;
  addExposures(state, trace.exposures.subarray(y * EXPOSURES, (y + 1) * EXPOSURES));
  const pupils = observation.tables.map(({ count, pupils: column }) => {
    let sum = 0;
    for (let row = 0; row < count; row++) sum += column[row]!;
    return sum;
  });
  addLevels(truth, pupils, state.weight, trace.levels.subarray(y * LEVELS, (y + 1) * LEVELS));
}

function record({ counties, provinceOf }: Running, readiness: readonly Readiness[], year: number, trace: Trace): void {
  const y = year - FIRST_YEAR;
  const sums = trace.sums.subarray(y * SUMS.length, (y + 1) * SUMS.length);
  const provinces = trace.certifiedByProvince.length / (trace.sums.length / SUMS.length);
  counties.forEach((state, c) => {
    addOutcomes(state, readiness[c]!, year, sums);
    addMoney(state, trace.money.subarray(y * MONEY, (y + 1) * MONEY));
    addConstraints(state, y * counties.length + c, y, trace);
    trace.standings[y * STANDINGS.length + standingOf(state, readiness[c]!)]! += state.weight;
    const { certifiedYear, lastStage } = state.queue;
    trace.stages[y * counties.length + c] = QUEUE_STAGES.indexOf(certifiedYear > 0 ? "certified" : lastStage);
    trace.bindingItems[y * counties.length + c] = readiness[c]!.binding;
    if (state.queue.certifiedYear > 0) trace.certifiedByProvince[y * provinces + provinceOf[c]!]! += state.weight;
  });
}

/** Adds a county-year's constraint log to the nation's, and notes what binds each of its decisions (rule LOG-7). */
function addConstraints({ constraintLog, weight }: CountyState, row: number, y: number, trace: Trace): void {
  for (let k = 0; k < LOG_WIDTH; k++) trace.constraints[y * LOG_WIDTH + k]! += weight * constraintLog[k]!;
  for (let d = 0; d < DECISION_IDS.length; d++)
    trace.bindingConstraints[row * DECISION_IDS.length + d] = bindingConstraint(constraintLog, d);
}

/** Lines and payers of one year. */
const MONEY = SPENDING.length * PAYERS.length;

/** What was spent on each line and by whom; uses that are no spending come last and are left out. */
function addMoney({ payers, weight }: CountyState, out: Float64Array): void {
  for (let k = 0; k < MONEY; k++) out[k]! += weight * payers.amounts[k]!;
}
