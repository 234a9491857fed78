import seedrandom from "seedrandom";
import { normal, studentT3 } from "../../../src/core/normal.ts";
import { openStream } from "../../../src/core/stream.ts";
import { openYear } from "../../../src/model/accounts.ts";
import { cloneCounty } from "../../../src/model/clone.ts";
import { yearContext, type YearContext, type YearShock } from "../../../src/model/context.ts";
import { COLUMNS, parameterIndex } from "../../../src/model/columns.ts";
import { checkBalance } from "../../../src/model/invariants.ts";
import type { ParameterId } from "../../../src/model/parameters.ts";
import { certify } from "../../../src/model/processes/certification.ts";
import { assessCounty, createAssessor } from "../../../src/model/readiness.ts";
import { AFTER_MOVES, BEFORE_MOVES, type CountyStep } from "../../../src/model/schedule.ts";
import * as m from "../../../src/model/state.ts";
import { streamNumber } from "../../../src/model/streams.ts";
import { profileWith } from "../nation.ts";
import { admitOneByOne } from "./twin-admission.ts";
import { boardOneByOne } from "./twin-boarding.ts";
import { childrenOf, gauss, type Twin } from "./twin-child.ts";
import { enter, migrate, turnYear } from "./twin-year.ts";

export const FIRST = 2020;
export const LAST = 2035;

/** What is switched off or enlarged, so that nothing closes and rare events are common. */
const VALUES: Partial<Record<ParameterId, number>> = {
  "consolidation.min_pupils_point": 0,
  "consolidation.min_pupils_primary": 0,
  "consolidation.min_pupils_junior": 0,
  "certification.capacity": 1000,
  "demography.urbanisation_drift": 0.02,
  "demography.home_drift": 0.02,
  "retention.dropout_rate": 0.01,
  "demography.grade7_progression": 0.97,
  "migration.leave_rate": 0.03,
  "migration.return_rate": 0.05,
  "migration.parent_return_rate": 0.05,
  "migration.return_share": 0.2,
  "migration.within_county_rate": 0.02,
  "migration.left_behind_if_refused": 0.5,
  "places.overflow_class_size": 45,
  "places.travel_limit_km": 10,
  "stocks.bed_cost": 1_000_000,
  "teachers.specialist_hire_share": 0.2,
};
const profile = profileWith(VALUES);
/** Arrivals and returners of every year: one or two a grade and income class, so that the county keeps its size. */
const NATION = {
  acceptance: Float64Array.of(0.6, 0.4),
  arrivals: Int32Array.from({ length: 18 }, (_, lane) => (lane % 3 === 0 ? 2 : 1)),
  returners: Int32Array.from({ length: 18 }, (_, lane) => (lane % 4 === 0 ? 1 : 0)),
};
const assessor = createAssessor(16);

/** How one world's pupils are held. */
export type Form = "counts" | "children";

/** Runs the county from 2020 to 2035; every step but those of pupils is the same in both forms. */
export function runWorld(
  initial: m.CountyState,
  form: Form,
  world: number,
  look: (state: m.CountyState, year: number) => void,
): void {
  const state = cloneCounty(initial);
  const key = [world, form === "counts" ? 11 : 12] as const;
  const twin =
    form === "children" ? { children: childrenOf(state), random: seedrandom.alea(`twin ${world}`) } : undefined;
  const steps = [...BEFORE_MOVES, ...AFTER_MOVES].map((step) => (twin && inTwin(step, twin)) ?? step);
  for (let year = FIRST; year <= LAST; year++) {
    const offset = (year - FIRST) * COLUMNS;
    const value = (_: number, id: ParameterId) => profile[offset + parameterIndex(id)]!;
    const shock = twin ? twinShock(twin.random, value) : shockOf(key, year, value);
    const context = yearContext(key, state.id, year, { values: profile, offset }, shock, NATION);
    openYear(state.pupilFlows, state.teacherFlows, state.ledger, state.tally);
    for (const step of steps) if (year >= step.from) step.run(state, context);
    checkBalance(state, year);
    certify([state], [assessCounty(state, context, assessor, 0)], 1, value, key, year);
    look(state, year);
  }
}

/** The twin's own version of a step, where it has one. */
function inTwin({ name, from }: CountyStep, twin: Twin): CountyStep | undefined {
  const own: Record<string, (twin: Twin, state: m.CountyState, context: YearContext) => void> = {
    progression: turnYear,
    births: enter,
    leave: migrate,
    admission: admitOneByOne,
    boarding: boardOneByOne,
  };
  const step = own[name];
  return step && { name, from, run: (state, context) => step(twin, state, context) };
}

type ValueOf = (county: number, id: ParameterId) => number;

/** Shocks by rules DEM-1 and ADM-2, from addressed numbers. */
function shockOf(key: readonly [number, number], year: number, value: ValueOf): YearShock {
  const stream = openStream(key, streamNumber("shock.county"), year, 0);
  const t = Math.max(-4, Math.min(4, studentT3(stream, 7, 4)));
  return {
    births: value(0, "demography.county_birth_sd") * t,
    flow: value(0, "shocks.county_flow_sd") * normal(stream, 7, 0),
  };
}

/** The same shocks from the twin's numbers: a normal over the root of a mean of three squares, cut at ±4. */
function twinShock(random: () => number, value: ValueOf): YearShock {
  const squares = gauss(random) ** 2 + gauss(random) ** 2 + gauss(random) ** 2;
  const t = gauss(random) / Math.sqrt(squares / 3);
  return {
    births: value(0, "demography.county_birth_sd") * Math.max(-4, Math.min(4, t)),
    flow: value(0, "shocks.county_flow_sd") * gauss(random),
  };
}
