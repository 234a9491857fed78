import { describe, expect, it } from "vitest";
import { LINES } from "../../src/cli/levers.ts";
import { CENTRAL, COUNTY, openYear, PAYERS, PROVINCE, USES } from "../../src/model/accounts.ts";
import { cloneCounty } from "../../src/model/clone.ts";
import {
  FIRST_POLICY_YEAR,
  FIRST_YEAR,
  LAST_YEAR,
  registryValue,
  type ParameterId,
} from "../../src/model/parameters.ts";
import { AFTER_MOVES, BEFORE_MOVES } from "../../src/model/schedule.ts";
import { simulateWorld } from "../../src/model/simulate.ts";
import { isSpecialist } from "../../src/model/staffing.ts";
import { QUEUE_STAGES, type CountyState, type Ledger } from "../../src/model/state.ts";
import type { Trace } from "../../src/model/trace.ts";
import { LEVERS } from "./lever-values.ts";
import { sumIn } from "../../src/model/trace.ts";
import { countiesOf, mixedNation, tableOf, type Values } from "./nation.ts";
import { school, sum } from "./worlds.ts";

/**
 * What the main levers do to a county, and what they cost whom: which way, over 2025–2035, against the same county without them.
 *
 * | mutant                                              | killed by                     |
 * | --------------------------------------------------- | ----------------------------- |
 * | a lever's cost left out of the ledger               | cost lines, who pays          |
 * | a grant booked as the county's own money            | who pays                      |
 * | a sign turned round in a process                    | directions                    |
 */
/** Families stay: counties can be run one by one. */
const APART: Values = {
  "migration.leave_rate": 0,
  "migration.return_share": 0,
  "migration.return_share_strict": 0,
  "migration.return_rate": 0,
};

/** Something that is counted in a county every September. */
type Measure = (state: CountyState) => number;

/** A county taken through its own steps from one September to another, in place; `see` meets it at the end of every year. */
function live(
  state: CountyState,
  [first, last]: readonly [number, number],
  values: Values,
  see?: (state: CountyState) => void,
) {
  for (let year = first; year <= last; year++) {
    const context = school({ ...APART, ...values }, { year, county: state.id });
    openYear(state.pupilFlows, state.teacherFlows, state.ledger, state.tally);
    for (const { run, from } of [...BEFORE_MOVES, ...AFTER_MOVES]) if (year >= from) run(state, context);
    see?.(state);
  }
  return state;
}

/** The counties of 2024, before any lever. */
const counties = mixedNation().counties.map((start) => {
  const state = cloneCounty(start);
  state.queue.planYear = 2031;
  return live(state, [FIRST_YEAR, FIRST_POLICY_YEAR - 1], {});
});

const lives = new Map<string, readonly CountyState[]>();

/** Every county in every year from 2025 on, levers from 2025 on; kept, since many levers share what they are compared with. */
function policyYears(values: Values): readonly CountyState[] {
  const name = JSON.stringify(values);
  let found = lives.get(name);
  if (!found) {
    const seen: CountyState[] = [];
    for (const start of counties)
      live(cloneCounty(start), [FIRST_POLICY_YEAR, LAST_YEAR], values, (state) => seen.push(cloneCounty(state)));
    lives.set(name, (found = seen));
  }
  return found;
}

/** Sums of measures over all counties and policy years. */
function totals(values: Values, measures: readonly Measure[]): number[] {
  return measures.map((measure) => sum(policyYears(values).map(measure)));
}

const line =
  (name: keyof Ledger): Measure =>
  ({ ledger }) =>
    ledger[name];
/** What a payer pays on a line, or on all. */
const paid =
  (payer: number, use?: (typeof USES)[number]): Measure =>
  ({ payers }) =>
    sum(USES.map((name, u) => (use === undefined || use === name ? payers.amounts[u * PAYERS.length + payer]! : 0)));
const open: Measure = ({ sites }) => sum(sites.isOpen);
const teachersWhere =
  (is: (teachers: CountyState["teachers"], t: number) => boolean): Measure =>
  ({ teachers }) =>
    Array.from({ length: teachers.count }, (_, t) => Number(is(teachers, t))).reduce((a, b) => a + b, 0);
const staffed: Measure = ({ teachers }) => teachers.count;
const exits: Measure = ({ teacherFlows }) => teacherFlows.exited;
const tallied =
  (name: keyof CountyState["tally"]): Measure =>
  ({ tally }) =>
    tally[name];

type Effect = readonly [what: string, measure: Measure, sign: 1 | -1];
const POOR: Values = { "funding.capital_share": 0.005, "funding.preparation_share": 0 };

const EFFECTS: readonly (readonly [name: string, values: Values, effects: readonly Effect[], beside?: Values])[] = [
  ["more rotation", { "rotation.share": 0.4 }, [["teachers rotated", tallied("rotated"), 1]]],
  [
    "county-held employment",
    { "rotation.county_held_share": 1 },
    [["teachers away from their posts", teachersWhere(({ site, homeSite }, t) => site[t] !== homeSite[t]), -1]],
  ],
  [
    "a rotation subsidy",
    { "rotation.subsidy": 40_000 },
    [
      ["unwilling moves", tallied("rotatedUnwilling"), -1],
      ["paid by the county", paid(COUNTY, "rotationSubsidy"), 1],
    ],
  ],
  [
    "the village bonus",
    { "teachers.rural_bonus_share": 0.5 },
    [
      ["exits", exits, -1],
      ["paid by the county", paid(COUNTY, "ruralBonus"), 1],
    ],
  ],
  [
    "village housing",
    { "teachers.rural_housing": 40_000 },
    [
      ["exits", exits, -1],
      ["paid by the county", paid(COUNTY, "ruralHousing"), 1],
    ],
  ],
  [
    "posts that follow the rolls",
    { "teachers.surplus_policy": 1 },
    [
      ["teachers", staffed, -1],
      ["pay", line("pay"), -1],
    ],
  ],
  [
    "no replacement of leavers",
    { "teachers.replacement_rate": 0 },
    [
      ["teachers", staffed, -1],
      ["pay", line("pay"), -1],
    ],
  ],
  [
    "specialist hiring",
    { "teachers.specialist_hire_share": 0.5 },
    [["specialists", teachersWhere(({ subject }, t) => isSpecialist(subject[t]!)), 1]],
  ],
  [
    "itinerant teachers",
    { "teachers.itinerant_share": 1 },
    [["with a second school", teachersWhere(({ secondSite }, t) => secondSite[t]! >= 0), 1]],
  ],
  ["a higher threshold of closure", { "consolidation.min_pupils_primary": 300 }, [["open sites", open, -1]]],
  ["a shorter travel limit", { "consolidation.travel_limit_km": 1 }, [["open sites", open, 1]]],
  [
    "school buses",
    { "consolidation.bus_share": 1 },
    [
      ["riders", ({ sites }) => sum(sites.busRiders), 1],
      ["paid by the county", paid(COUNTY, "buses"), 1],
    ],
  ],
  [
    "the formula",
    { "funding.per_pupil_primary": 3000 },
    [
      ["operating money", line("operating"), 1],
      ["paid by the centre", paid(CENTRAL), 1],
      ["paid by the county", paid(COUNTY, "operating"), 1],
    ],
  ],
  ["the small-school floor", { "funding.small_school_floor": 300 }, [["operating money", line("operating"), 1]]],
  ["the province's share", { "funding.provincial_share": 0.2 }, [["paid by the province", paid(PROVINCE), 1]]],
  ["equalisation", { "funding.equalisation": 2000 }, [["paid by the province", paid(PROVINCE), 1]]],
  ["the grant for the weakest third", { "funding.weakest_third_grant": 2000 }, [["province", paid(PROVINCE), 1]]],
  [
    "the equipment programme",
    { "funding.equipment_programme": 1000 },
    [
      ["equipment", ({ sites }) => sum(sites.equipment), 1],
      ["paid by the province", paid(PROVINCE, "equipment"), 1],
    ],
    POOR,
  ],
  [
    "the beds programme",
    { "places.beds_programme": 2000 },
    [
      ["beds", ({ sites }) => sum(sites.beds), 1],
      ["paid by the province", paid(PROVINCE, "beds"), 1],
    ],
    POOR,
  ],
  ["no capital kept for places", { "places.capital_share": 0 }, [["money for places", line("places"), -1]]],
  ["groups", { "groups.share": 0.8 }, [["paid by the county", paid(COUNTY, "groups"), 1]]],
  [
    "lessons by screen",
    { "ict.share": 0.8 },
    [
      ["sites", ({ sites }) => sum(sites.hasIct), 1],
      ["paid by the county", paid(COUNTY, "ict"), 1],
    ],
  ],
  [
    "principals who move",
    { "principals.rotation_years": 3 },
    [["year of the principal's coming", ({ sites }) => sum(sites.principalSince), 1]],
  ],
];

describe("directions", () => {
  const rows = EFFECTS.map(([name, values, effects, beside = {}]) => ({ name, values, effects, beside }));

  it.each(rows)("$name", ({ values, effects, beside }) => {
    const measures = effects.map(([, measure]) => measure);
    const before = totals(beside, measures);
    const after = totals({ ...beside, ...values }, measures);
    const moved = effects.map(([what], k) => [what, Math.sign(after[k]! - before[k]!)]);
    expect(moved).toEqual(effects.map(([what, , sign]) => [what, sign]));
  });
});

describe("cost lines", () => {
  const ids = Object.keys(LINES) as ParameterId[];

  it.each(ids)("%s moves the lines of the ledger that docs/LEVERS.md names, and who pays them adds up", (id) => {
    const { to, beside = {} } = LEVERS[id]!;
    const usual = beside[id] ?? registryValue(id, LAST_YEAR);
    const more = to === "each choice" ? 1 - usual : to;
    const paidBeside: Values = /^rotation/.test(id) ? { "rotation.subsidy": 20_000, ...beside } : beside;
    const lines = LINES[id]!;
    const before = totals(paidBeside, lines.map(line));
    let isSettled = true;
    const check: Measure = ({ ledger, payers }) => {
      USES.forEach((use, u) => {
        const shares = payers.amounts.subarray(u * PAYERS.length, (u + 1) * PAYERS.length);
        isSettled &&= sum(shares) === ledger[use];
      });
      return 0;
    };
    const after = totals({ ...paidBeside, [id]: more }, [...lines.map(line), check]);
    lines.forEach((name, k) => expect({ name, by: after[k]! - before[k]! }).not.toEqual({ name, by: 0 }));
    expect(isSettled).toBe(true);
  });
});

describe("levers of the nation", () => {
  const nation = countiesOf("36S004", "45S001", "61S001", "61S002", "31S009");
  const OPEN: Values = { "certification.capacity": 3000, "certification.forecast_threshold": 0 };
  const years = Array.from({ length: LAST_YEAR - FIRST_POLICY_YEAR + 1 }, (_, k) => FIRST_POLICY_YEAR + k);
  const over =
    (name: Parameters<typeof sumIn>[1]) =>
    (trace: Trace): number =>
      sum(years.map((year) => sumIn(trace, name, year)));
  const onStage =
    (stage: (typeof QUEUE_STAGES)[number]) =>
    ({ stages }: Trace): number =>
      Array.from(stages).filter((at) => at === QUEUE_STAGES.indexOf(stage)).length;
  const tiers = {
    "certification.differentiated": 1,
    "certification.tier2_credit": 0.4,
    "certification.tier3_credit": 0.4,
  };

  it.each([
    ["a strict entry rule refuses more", { "migration.entry_share_district": 0.1 }, over("refusedMigrants"), 1, {}],
    ["no review gives no certificate", { "certification.capacity": 0 }, over("newCertificates"), -1, {}],
    ["a lower standard by tier certifies more at the tier", tiers, onStage("certified-tier"), 1, OPEN],
  ] as const)("%s", (_name, values, measure, sign, beside) => {
    const moved = [1, 2, 3].map((k) => {
      const tables = [beside, { ...beside, ...values }].map((v) => tableOf(nation, v, { from: FIRST_POLICY_YEAR }));
      const [before, after] = simulateWorld(nation, tables, [k, 5]);
      return measure(after!) - measure(before!);
    });
    expect(Math.sign(sum(moved))).toBe(sign);
  });
});
