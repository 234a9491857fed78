import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bindingConstraint,
  DECISION_WIDTH,
  emptyLog,
  LOG_WIDTH,
  noteDecision,
} from "../../src/model/constraint-log.ts";
import { SWITCH_IDS, SWITCHES, type Switch } from "../../src/model/constraint-switches.ts";
import { CONSTRAINT_IDS, DECISION_IDS, type Constraint, type Decision } from "../../src/model/constraints.ts";
import { entryChance } from "../../src/model/destinations.ts";
import { checkBalance } from "../../src/model/invariants.ts";
import { FIRST_POLICY_YEAR, FIRST_YEAR, registryValue } from "../../src/model/parameters.ts";
import { admit } from "../../src/model/processes/admission.ts";
import { formClasses } from "../../src/model/processes/classes.ts";
import { consolidate } from "../../src/model/processes/consolidation.ts";
import { settle } from "../../src/model/processes/settlement.ts";
import { recruit } from "../../src/model/processes/recruitment.ts";
import { rotate } from "../../src/model/processes/rotation.ts";
import { build } from "../../src/model/processes/works.ts";
import { simulateWorld } from "../../src/model/simulate.ts";
import { JUNIOR, PE, TOWN, VILLAGE, type CountyState } from "../../src/model/state.ts";
import { YEARS, type Trace } from "../../src/model/trace.ts";
import { mixedNation, tableOf, type Values } from "./nation.ts";
import { NO_DRIFT, ROOMS, wait, world } from "./processes/waiting.ts";
import { column, county, preparing, PRIMARY_CLASSES, school, staff, type SiteRow } from "./worlds.ts";

/**
 * | mutant                                                     | killed by      |
 * | ---------------------------------------------------------- | -------------- |
 * | a later limit takes what an earlier one has taken          | LOG-1          |
 * | the log kept over years                                    | LOG-1 (trace)  |
 * | specialists of the timetable, or half of the gap, not wanted | LOG-2        |
 * | paper exchanges got, or put down to nobody being eligible  | LOG-3          |
 * | schools that stay for want of beds put down to the way     | LOG-4          |
 * | children refused elsewhere counted here                    | LOG-5          |
 * | money kept back by policy put down to lack of money        | LOG-6          |
 * | the first instead of the largest shortfall binds           | LOG-7          |
 * | a switch that no process reads                             | LOG-8 … LOG-12 |
 */
/** A decision of a log: wanted, got, and what kept the rest back, without zeros. */
function logOf({ constraintLog }: CountyState, decision: Decision) {
  const row = constraintLog.subarray(DECISION_IDS.indexOf(decision) * DECISION_WIDTH);
  const short = CONSTRAINT_IDS.map((id, k) => [id, row[2 + k]!] as const).filter(([, amount]) => amount !== 0);
  return { wanted: row[0], got: row[1], ...Object.fromEntries(short) };
}
const off = (...limits: Switch[]): Values => Object.fromEntries(limits.map((id) => [SWITCHES[id].parameter, 1]));

const TEACHERS: Values = {
  "teachers.pupils_per_teacher_primary": 20,
  "teachers.teachers_per_class_small": 2,
  "teachers.transfer_rate": 0,
  "teachers.replacement_rate": 0,
  "teachers.specialists_per_class": 0,
  "teachers.applicants_per_post": 50,
};
/** A school of 600 pupils that aims at 30 teachers and has `n`, who may all be PE teachers. */
function hiring(n: number, values: Values, money = 1e12, subject = 0): CountyState {
  const sites = [{ pupils: Array<number>(6).fill(100), rooms: 60 }];
  const state = county({ sites, teachers: staff(n, { site: 0, subject }) });
  state.ledger.otherRecurrent = money;
  recruit(state, school({ ...TEACHERS, ...values }));
  return state;
}

const ROTATING: Values = { "rotation.share": 1, "rotation.paper_share": 0, "rotation.backbone_share": 0 };
function rotating(values: Values, sites: SiteRow[] = [{}, { x: 2 }, { x: 4 }, { x: 6 }]): CountyState {
  const state = county({ sites, teachers: sites.map((_, site) => ({ site })) });
  rotate(state, school({ ...ROTATING, ...values }));
  return state;
}

const CLOSING: Values = {
  "consolidation.min_pupils_primary": 90,
  "consolidation.proposal_rate": 1,
  "consolidation.travel_limit_km": 6,
  "consolidation.consent_share": 1,
  "consolidation.leaver_share": 0,
};
/** A school of 60 pupils some km from one with rooms. */
function closing(values: Values, small: SiteRow = {}, large: SiteRow = {}): CountyState {
  const sites = [
    { pupils: [0, 0, 0, 0, 30, 30], rooms: 6, x: 2, ...small },
    { pupils: PRIMARY_CLASSES, rooms: 12, ...large },
  ];
  const state = county({ sites });
  consolidate(state, school({ ...CLOSING, ...values }));
  return state;
}

const WORKS: Values = {
  "places.cost_county": 40_000,
  "stocks.multimedia_cost": 60_000,
  "funding.capital_objective": 0,
};
const ROOM = 45 * 40_000;
function building(cash: number, site: SiteRow, values: Values = {}, prepares = true): CountyState {
  const state = county({ sites: [{ pupils: PRIMARY_CLASSES, ...site }] });
  if (prepares) preparing(state);
  state.cash = cash;
  state.ledger.broughtForward = cash;
  build(state, school({ ...WORKS, "places.capital_share": 1, ...values }));
  return state;
}

describe("the constraint log", () => {
  it("LOG-1 what is wanted and not got is what the limits kept back, each in its turn", () => {
    const log = emptyLog();
    noteDecision(log, "hire", 10, [
      ["post-quota", 7],
      ["budget-recurrent", 9],
      ["no-eligible-teacher", 4],
      ["post-quota", 3],
    ]);
    noteDecision(log, "hire", 2);
    const amounts = [
      12,
      5,
      ...CONSTRAINT_IDS.map((id) => ({ "post-quota": 4, "no-eligible-teacher": 3 })[id as "post-quota"] ?? 0),
    ];
    expect(Array.from(log.subarray(0, DECISION_WIDTH))).toEqual(amounts);
    const limit = fc.tuple(fc.constantFrom(...CONSTRAINT_IDS), fc.oneof(fc.nat(60), fc.constant(Infinity)));
    fc.assert(
      fc.property(fc.nat(50), fc.array(limit, { maxLength: 6 }), (wanted, limits) => {
        const one = emptyLog();
        noteDecision(one, "place", wanted, limits);
        const row = Array.from(one.subarray(DECISION_IDS.indexOf("place") * DECISION_WIDTH)).slice(0, DECISION_WIDTH);
        expect(row[1]).toBe(Math.min(wanted, ...limits.map(([, most]) => most)));
        expect(row.slice(2).reduce((sum, n) => sum + n, 0)).toBe(wanted - row[1]!);
        expect(row.every((n) => n >= 0)).toBe(true);
      }),
    );
  });

  it("LOG-1 a county-year whose log does not add up stops the run", () => {
    const state = county({ sites: [{ pupils: PRIMARY_CLASSES }] });
    checkBalance(state, 2030);
    state.constraintLog[0] = 1;
    expect(() => checkBalance(state, 2030)).toThrow(/wanted and not got of "hire" do not balance; expected 0, got 1/);
    state.constraintLog[2] = 1;
    checkBalance(state, 2030);
    state.constraintLog.set([-1, -1, 0], 0);
    expect(() => checkBalance(state, 2030)).toThrow(/of "hire"/);
  });

  it("LOG-2 hires: everyone lacking is wanted; posts, the year's plan, money and applicants keep back, in that order", () => {
    // Ten teachers lack; half of them are planned.
    expect(logOf(hiring(20, {}), "hire")).toEqual({ wanted: 10, got: 5, "policy-cap": 5 });
    expect(logOf(hiring(20, {}, 0), "hire")).toEqual({ wanted: 10, got: 0, "policy-cap": 5, "budget-recurrent": 5 });
    const none = hiring(20, { "teachers.applicants_per_post": 0 });
    expect(logOf(none, "hire")).toEqual({ wanted: 10, got: 0, "policy-cap": 5, "no-eligible-teacher": 5 });
    expect(none.tally.unfilledPosts).toBe(5);
    // A school with all its posts filled lacks the six specialists of its classes.
    const full = hiring(40, { "teachers.specialists_per_class": 0.4, "teachers.surplus_policy": 1 });
    expect(logOf(full, "hire")).toEqual({ wanted: 8, got: 0, "post-quota": 8 });
  });

  it("LOG-3 rotation: the share of the eligible is wanted; reach, willingness and exchanges on paper keep back", () => {
    expect(logOf(rotating({}), "rotate")).toEqual({ wanted: 4, got: 4 });
    expect(logOf(rotating({ "rotation.radius_km": 1 }), "rotate")).toEqual({ wanted: 4, got: 0, "travel-limit": 4 });
    expect(logOf(rotating({ "rotation.paper_share": 1 }), "rotate")).toEqual({ wanted: 4, got: 0, "on-paper": 4 });
    const unwilling = { "rotation.rule": 3, "rotation.willing_share": 0.000001 };
    expect(logOf(rotating(unwilling), "rotate")).toEqual({ wanted: 4, got: 0, "no-eligible-teacher": 4 });
    // Five teachers of one school and none elsewhere: nobody to swap with.
    const alone = county({ sites: [{}, {}], teachers: staff(5, { site: 0 }) });
    rotate(alone, school(ROTATING));
    expect(logOf(alone, "rotate")).toEqual({ wanted: 5, got: 0, "no-eligible-teacher": 5 });
  });

  it("LOG-4 closures: every proposal is wanted; places, the way, beds, consent and points kept by policy keep back", () => {
    const cases: [Values, SiteRow, SiteRow, Constraint | undefined][] = [
      [{}, {}, {}, undefined],
      [{}, {}, { rooms: 1 }, "seats"],
      [{}, { x: 20 }, {}, "travel-limit"],
      [{ "consolidation.boarding_receiver": 1 }, { x: 20 }, {}, "beds"],
      [{ "consolidation.consent_share": 0 }, { setting: VILLAGE }, {}, "consent"],
      [{ "consolidation.keep_points_to_grade": 5 }, { setting: VILLAGE }, {}, "policy-cap"],
      [{ "consolidation.keep_points_to_grade": 6 }, { setting: VILLAGE }, {}, "policy-cap"],
    ];
    for (const [values, small, large, why] of cases) {
      const state = closing(values, small, large);
      expect(logOf(state, "close")).toEqual({ wanted: 1, got: why ? 0 : 1, ...(why && { [why]: 1 }) });
      expect(state.tally.closedSites).toBe(why ? 0 : 1);
    }
    expect(
      closing(...([{ "consolidation.boarding_receiver": 1 }, { x: 20 }] as const)).tally.closuresBlockedByTravel,
    ).toBe(1);
  });

  it("LOG-5 places: who asks here is wanted; the entry rule, the way and full schools keep back", () => {
    const asking = (rooms: number, values: Values, refusedHere = 0) => {
      const state = world([ROOMS(rooms)]);
      wait(state, 500, TOWN);
      state.tally.refusedHere = refusedHere;
      state.tally.refusedMigrants = 77;
      admit(state, school({ ...NO_DRIFT, ...values }));
      return logOf(state, "place");
    };
    expect(asking(600, {})).toEqual({ wanted: 500, got: 500 });
    expect(asking(600, {}, 30)).toEqual({ wanted: 530, got: 500, "entry-rule": 30 });
    expect(asking(600, { "places.travel_limit_km": 0.5 })).toEqual({ wanted: 500, got: 0, "travel-limit": 500 });
    // Six rooms for six grades: one class of 45 with a twentieth to spare.
    expect(asking(6, { "places.overflow_rule": 2 })).toEqual({ wanted: 500, got: 47, seats: 453 });
  });

  it("LOG-6 works: rooms and gaps to the standard are wanted; cash, then the share that policy releases, keep back", () => {
    // Two rooms short, all else in order.
    const site = { rooms: 4, equipment: 10_000_000 };
    expect(logOf(building(10 * ROOM, site), "build")).toEqual({ wanted: 2 * ROOM, got: 2 * ROOM });
    expect(logOf(building(1.5 * ROOM, site), "build")).toEqual({ wanted: 2 * ROOM, got: ROOM, "budget-capital": ROOM });
    const held = building(10 * ROOM, site, { "places.capital_share": 0 });
    expect(logOf(held, "build")).toEqual({ wanted: 2 * ROOM, got: 0, "policy-cap": 2 * ROOM });
    // Equipment for 528,000 yuan: a county that does not prepare releases 40 % of its cash.
    const bare = { rooms: 6, equipment: 0 };
    expect(logOf(building(600_000, bare, {}, false), "build")).toEqual({
      wanted: 528_000,
      got: 240_000,
      "policy-cap": 288_000,
    });
    const poor = { wanted: 528_000, got: 40_000, "budget-capital": 428_000, "policy-cap": 60_000 };
    expect(logOf(building(100_000, bare, {}, false), "build")).toEqual(poor);
    // Under another objective rooms and gaps are one list.
    const one = { "funding.capital_objective": 2 };
    expect(logOf(building(600_000, bare, one), "build")).toEqual({ wanted: 528_000, got: 528_000 });
  });

  it("LOG-7 the constraint that kept back most binds, the first among equals, none where all was got", () => {
    const log = emptyLog();
    expect(bindingConstraint(log, 0)).toBe(0);
    noteDecision(log, "hire", 9, [
      ["no-eligible-teacher", 6],
      ["post-quota", 1],
    ]);
    expect(CONSTRAINT_IDS[bindingConstraint(log, 0) - 1]).toBe("post-quota");
    noteDecision(log, "hire", 2, [["no-eligible-teacher", 0]]);
    expect(CONSTRAINT_IDS[bindingConstraint(log, 0) - 1]).toBe("no-eligible-teacher");
    expect(bindingConstraint(log, 1)).toBe(0);
  });
});

describe("limits taken away", () => {
  it("LOG-8 without a limit of applicants every post offered is filled, and everyone rotates where only the willing would", () => {
    const none = { "teachers.applicants_per_post": 0 };
    expect(logOf(hiring(20, { ...none, ...off("applicants") }), "hire")).toEqual({
      wanted: 10,
      got: 5,
      "policy-cap": 5,
    });
    const unwilling = { "rotation.rule": 3, "rotation.willing_share": 0.000001 };
    expect(logOf(rotating({ ...unwilling, ...off("applicants") }), "rotate")).toEqual({ wanted: 4, got: 4 });
  });

  it("LOG-9 without a limit of posts everyone lacking is hired at once, specialists of full schools too", () => {
    expect(logOf(hiring(20, off("posts")), "hire")).toEqual({ wanted: 10, got: 10 });
    const timetable = { "teachers.specialists_per_class": 0.4, "teachers.surplus_policy": 1 };
    const full = hiring(40, { ...timetable, ...off("posts") });
    expect(logOf(full, "hire")).toEqual({ wanted: 8, got: 8 });
    expect(full.teachers.count).toBe(48);
    // They go where they are lacking, not to the school that has as many teachers but all its specialists.
    const sites = [0, 1].map(() => ({ pupils: Array<number>(6).fill(100), rooms: 60 }));
    const two = county({ sites, teachers: [...staff(40, { site: 0, subject: PE }), ...staff(40, { site: 1 })] });
    two.ledger.otherRecurrent = 1e12;
    recruit(two, school({ ...TEACHERS, ...timetable, ...off("posts") }));
    const at = (site: number) => column(two.teachers, "site").filter((own) => own === site).length;
    expect([at(0), at(1)]).toEqual([43, 45]);
  });

  it("LOG-10 without a limit of the way schools close, teachers rotate and children are placed however far", () => {
    expect(logOf(closing(off("travel"), { x: 200 }), "close")).toEqual({ wanted: 1, got: 1 });
    expect(logOf(rotating({ "rotation.radius_km": 1, ...off("travel") }), "rotate")).toEqual({ wanted: 4, got: 4 });
    const state = world([ROOMS(600)]);
    wait(state, 50, TOWN);
    admit(state, school({ ...NO_DRIFT, "places.travel_limit_km": 0.5, ...off("travel") }));
    expect(logOf(state, "place")).toEqual({ wanted: 50, got: 50 });
  });

  it("LOG-11 without a limit of places nobody is turned away, rooms appear for classes of regulated size, a full school receives", () => {
    const state = world([ROOMS(6)]);
    wait(state, 5000, TOWN);
    const context = school({ ...NO_DRIFT, "places.overflow_rule": 2, ...off("seats") });
    admit(state, context);
    expect(logOf(state, "place")).toEqual({ wanted: 5000, got: 5000 });
    const [rooms, area] = [state.sites.rooms[0]!, state.sites.teachingArea[0]!];
    formClasses(state, context);
    expect(state.sites.largestClass[0]).toBeLessThanOrEqual(45);
    const added = state.sites.rooms[0]! - rooms;
    expect(added).toBeGreaterThan(100);
    expect(state.sites.teachingArea[0]).toBe(area + 160 * added);
    expect(logOf(closing(off("seats"), {}, { rooms: 1 }), "close")).toEqual({ wanted: 1, got: 1 });
    // A full county refuses families of others for want of a place; the entry rule alone stays.
    const chance = (values: Values) => entryChance(state, 0, (_, id) => values[id] ?? registryValue(id, 2026), 0);
    const usual = { "migration.places_weight": 1 };
    state.sites.rooms[0] = 0;
    expect(chance(usual)).toBe(0);
    expect(chance({ ...usual, ...off("seats") })).toBeGreaterThan(0.8);
  });

  it("LOG-12 without a limit of money all that is wanted is built at the province's cost, and all that is planned is hired", () => {
    const state = building(1000, { rooms: 4, equipment: 0 }, off("budget"), false);
    const wanted = 2 * ROOM + 528_000;
    expect(logOf(state, "build")).toEqual({ wanted, got: wanted });
    expect([state.cash, state.payers.capitalGrant, state.ledger.provincialTransfer]).toEqual([
      0,
      wanted - 1000,
      wanted - 1000,
    ]);
    settle(state);
    checkBalance(state, 2030);
    const other = building(1000, { rooms: 4 }, { ...off("budget"), "funding.capital_objective": 3 }, false);
    expect(logOf(other, "build")).toMatchObject({ wanted: 2 * ROOM, got: 2 * ROOM });
    expect(logOf(hiring(20, off("budget"), 0), "hire")).toEqual({ wanted: 10, got: 5, "policy-cap": 5 });
    expect(logOf(hiring(20, { "teachers.applicants_per_post": 50 }, -5), "hire")).toMatchObject({ got: 0 });
  });
});

describe("worlds", () => {
  const nation = mixedNation();
  const sets: Values[] = [{}, off(...SWITCH_IDS), ...SWITCH_IDS.map((id) => off(id))];
  const traces = simulateWorld(
    nation,
    sets.map((values) => tableOf(nation, values, { from: FIRST_POLICY_YEAR })),
    [3, 1],
  );
  const row = (trace: Trace, year: number, decision: Decision) => {
    const at = (year - FIRST_YEAR) * LOG_WIDTH + DECISION_IDS.indexOf(decision) * DECISION_WIDTH;
    return trace.constraints.subarray(at, at + DECISION_WIDTH);
  };

  it("LOG-1 the sums of every year and decision add up, whichever limits are taken away", () => {
    for (const trace of traces) {
      for (const year of YEARS) {
        for (const decision of DECISION_IDS) {
          const [wanted, got, ...short] = row(trace, year, decision);
          expect(short.reduce((sum, n) => sum + n, 0)).toBeCloseTo(wanted! - got!, 3);
        }
      }
    }
    // What is built or equipped in a year is no more than the year's wants: the log starts anew.
    const wants = YEARS.map((year) => row(traces[0]!, year, "rotate")[0]!);
    expect(Math.max(...wants)).toBeLessThan(2.5 * wants[2]!);
  });

  const KEPT: [Switch, Decision, Constraint][] = [
    ["applicants", "hire", "no-eligible-teacher"],
    ["posts", "hire", "policy-cap"],
    ["posts", "hire", "post-quota"],
    ["travel", "close", "travel-limit"],
    ["seats", "place", "seats"],
    ["budget", "build", "budget-capital"],
    ["budget", "hire", "budget-recurrent"],
  ];
  it.each(KEPT)(
    "without the limit of %s nothing of %s is put down to %s from 2025 on",
    (limit, decision, constraint) => {
      const trace = traces[2 + SWITCH_IDS.indexOf(limit)]!;
      for (const year of YEARS.filter((y) => y >= FIRST_POLICY_YEAR))
        expect(row(trace, year, decision)[2 + CONSTRAINT_IDS.indexOf(constraint)]).toBe(0);
    },
  );

  it("a limit taken away leaves the hindcast as it was", () => {
    const hindcast = (FIRST_POLICY_YEAR - FIRST_YEAR) / YEARS.length;
    for (const trace of traces.slice(1)) {
      for (const part of ["sums", "constraints", "bindingConstraints", "money"] as const)
        expect(trace[part].slice(0, trace[part].length * hindcast)).toEqual(
          traces[0]![part].slice(0, trace[part].length * hindcast),
        );
      expect(trace.sums).not.toEqual(traces[0]!.sums);
    }
  });

  it("LOG-7 every county's binding constraint is one that kept something back in the sums", () => {
    const counties = nation.counties.length;
    let seen = 0;
    YEARS.forEach((year, y) => {
      for (let c = 0; c < counties; c++) {
        DECISION_IDS.forEach((decision, d) => {
          const code = traces[0]!.bindingConstraints[(y * counties + c) * DECISION_IDS.length + d]!;
          if (code === 0) return;
          seen++;
          expect(row(traces[0]!, year, decision)[1 + code]).toBeGreaterThan(0);
        });
      }
    });
    expect(seen).toBeGreaterThan(50);
  });
});

it("a junior school is closed by its own threshold, and its log counts it once", () => {
  const state = county({
    sites: [
      { kind: JUNIOR, pupils: [0, 0, 0, 0, 0, 0, 10, 10, 10], x: 1 },
      { kind: JUNIOR, pupils: [0, 0, 0, 0, 0, 0, 90, 90, 90], rooms: 30 },
    ],
  });
  consolidate(state, school({ ...CLOSING, "consolidation.min_pupils_junior": 100 }));
  expect(logOf(state, "close")).toEqual({ wanted: 1, got: 1 });
});
