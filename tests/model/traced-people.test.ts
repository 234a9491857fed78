import { describe, expect, it } from "vitest";
import { openYear } from "../../src/model/accounts.ts";
import { cloneCounty } from "../../src/model/clone.ts";
import type { ParameterId } from "../../src/model/parameters.ts";
import { admit } from "../../src/model/processes/admission.ts";
import { enterCohort } from "../../src/model/processes/births.ts";
import { board } from "../../src/model/processes/boarding.ts";
import { formClasses } from "../../src/model/processes/classes.ts";
import { consolidate } from "../../src/model/processes/consolidation.ts";
import { leave } from "../../src/model/processes/leave.ts";
import { promote } from "../../src/model/processes/progression.ts";
import {
  ENDINGS,
  endingOf,
  ENTERING,
  gone,
  inCell,
  inRelocating,
  inWaiting,
  placeOf,
  startTrail,
  type Ending,
  type Pool,
  type PupilTrail,
} from "../../src/model/pupil-trail.ts";
import * as m from "../../src/model/state.ts";
import { sixSites } from "./six-sites.ts";
import { county, fourErrors, school, sum } from "./worlds.ts";

/**
 * Mutants killed:
 * TRL-1: any hook left out, or told another count (everyone traced must stand where the counts say) · boarding by cell instead of by the
 * draw's group · refused children picked twice · arrivals never mixed in · draws of the trail taken from another stream
 */
const STEPS = [consolidate, promote, enterCohort, leave, admit, board, formClasses];

type Values = Partial<Record<ParameterId, number>>;
const BUSY: Values = {
  "migration.leave_rate": 0.05,
  "migration.return_rate": 0.1,
  "migration.return_share": 0.2,
  "migration.left_behind_if_refused": 0.5,
  "migration.within_county_rate": 0.05,
  "retention.dropout_rate": 0.03,
  "demography.grade7_progression": 0.95,
  "consolidation.dropout_hazard": 0.05,
  "consolidation.leaver_share": 0.3,
  "consolidation.consent_share": 1,
  "consolidation.bus_share": 0.3,
  "places.overflow_class_size": 50,
};
const CLOSING: Values = {
  "consolidation.min_pupils_point": 1000,
  "consolidation.min_pupils_primary": 60,
  "consolidation.travel_limit_km": 30,
  "consolidation.proposal_rate": 1,
};
/** Endings that occur under each overflow rule. */
const REASONS = [
  (ending: Ending) => ending !== "refused" && ending !== "too-far",
  (ending: Ending) => ending !== "refused",
  (ending: Ending) => ending !== "no-room" && ending !== "too-far",
];
const ACCEPTANCE = Float64Array.of(0.6, 0.4);

/** Everyone of a county as traced pupils, each in the pool of the own cell. */
function everyone({ pupils }: m.CountyState): Pool[] {
  return Array.from(pupils).flatMap((n, pool) => Array<Pool>(n).fill(pool));
}

function trailOf(pools: readonly Pool[]): PupilTrail {
  return {
    ...startTrail(
      pools.map((_, i) => i + 1),
      0,
    ),
    pools: [...pools],
  };
}

/** Traced pupils by pool. */
function census(trail: PupilTrail): Map<Pool, number> {
  const counts = new Map<Pool, number>();
  for (const pool of trail.pools) counts.set(pool, (counts.get(pool) ?? 0) + 1);
  return counts;
}

/** What the counts of a county say about the same pools. */
function counted(state: m.CountyState): Map<Pool, number> {
  const counts = new Map<Pool, number>();
  const put = (pool: Pool, n: number) => n > 0 && counts.set(pool, n);
  state.pupils.forEach((n, at) => put(at, n));
  for (let grade = 0; grade < m.GRADES; grade++) {
    for (let group = 0; group < m.GROUPS; group++) {
      put(inWaiting(grade, group), state.waiting[grade * m.GROUPS + group]!);
      put(inRelocating(grade, group), state.relocating[grade * m.GROUPS + group]!);
    }
  }
  return counts;
}

function endings(trail: PupilTrail): Record<Ending, number> {
  const ended = ENDINGS.map((ending) => [ending, trail.pools.filter((pool) => pool === gone(ending)).length]);
  return Object.fromEntries(ended) as Record<Ending, number>;
}

/** Boarders by site and stage. */
function boarders(trail: PupilTrail, sites: number): number[] {
  const counts = Array<number>(sites * 2).fill(0);
  trail.pools.forEach((pool, i) => {
    const at = placeOf(pool);
    if (at && trail.boards[i]) counts[at.site * 2 + (at.grade < 6 ? 0 : 1)]!++;
  });
  return counts;
}

const byPool = (counts: Map<Pool, number>) => [...counts].sort(([a], [b]) => a - b);

/** One year of the pupils' steps with everyone traced; after each step the trail must be the counts. */
function tracedYear(state: m.CountyState, values: Values, year: number, world: number, overflow: number) {
  const context = school(
    {
      ...values,
      "places.overflow_rule": overflow,
      ...(overflow === 1 && year % 2 === 0 && { "places.travel_limit_km": 8 }),
    },
    { year, key: [world, 3], nation: { acceptance: ACCEPTANCE } },
  );
  openYear(state.pupilFlows, state.teacherFlows, state.ledger, state.tally);
  const ahead = cloneCounty(state);
  enterCohort(ahead, context);
  const entrants = ahead.pupilFlows.entrants;
  const trail = trailOf([...everyone(state), ...Array<Pool>(entrants).fill(ENTERING)]);
  for (const step of STEPS) {
    step(state, { ...context, trail });
    const present = new Map([...census(trail)].filter(([pool]) => !endingOf(pool) && pool !== ENTERING));
    expect(byPool(present), `${step.name} ${year}, world ${world}`).toEqual(byPool(counted(state)));
  }
  return trail;
}

describe("traced pupils in the processes", () => {
  it.each([0, 1, 2])("TRL-1 with everyone traced the trail is the counts, step by step (overflow rule %i)", (rule) => {
    const seen = new Set<string>();
    for (let world = 0; world < 4; world++) {
      // Cohorts larger than the junior schools have places.
      const state = { ...sixSites(), birthShare: 2e-5 };
      state.births.fill(180);
      for (let year = 2025; year < 2036; year++) {
        const trail = tracedYear(state, { ...BUSY, ...(year > 2029 && CLOSING) }, year, world, rule);
        const ended = endings(trail);
        for (const ending of ENDINGS) if (ended[ending] > 0) seen.add(ending);
        const { pupilFlows: flows, tally } = state;
        expect(ended).toEqual({
          graduated: flows.graduates,
          "left-county": flows.leavers - sum(state.returning),
          "returned-home": sum(state.returning),
          "not-progressed": flows.notProgressed,
          "dropped-out": flows.dropouts,
          "no-room": tally.unplacedNoRoom,
          "too-far": tally.unplacedTooFar,
          refused: tally.unplacedRefused,
        });
        expect(boarders(trail, 6)).toEqual(Array.from(state.sites.boarders));
        const young = trail.pools.filter((pool, i) => trail.boards[i] && placeOf(pool)!.grade < 3);
        const byGroup = Array.from({ length: m.GROUPS }, (_, k) => young.filter((p) => placeOf(p)!.group === k).length);
        expect(byGroup).toEqual(Array.from(state.youngBoarders));
        expect(young).toHaveLength(tally.youngBoarders);
      }
    }
    expect([...seen].sort()).toEqual([...ENDINGS].filter(REASONS[rule]!).sort());
  });

  it("TRL-1 a sample of pupils has the shares of all by setting, and of those still here", () => {
    // No pupil comes, so that the grade's counts are what is left of the entrants.
    const [traced, wholes] = [
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ];
    for (let world = 0; world < 60; world++) {
      const state = sixSites();
      const trail = startTrail(
        Array.from({ length: 20 }, (_, i) => i + 1),
        ENTERING,
      );
      let entrants = 0;
      for (let year = 2025; year < 2029; year++) {
        openYear(state.pupilFlows, state.teacherFlows, state.ledger, state.tally);
        const context = school(
          { ...BUSY, "consolidation.proposal_rate": 0 },
          { year, key: [world, 4], nation: { acceptance: ACCEPTANCE } },
        );
        trail.used.fill(0);
        for (const step of STEPS) step(state, { ...context, trail });
        if (year === 2025) entrants = state.pupilFlows.entrants;
      }
      for (let site = 0; site < 6; site++) {
        const setting = state.sites.setting[site]!;
        wholes[setting]! += m.gradeEnrolment(state.pupils, site, 3) / entrants;
        traced[setting]! += trail.pools.filter((pool) => placeOf(pool)?.site === site).length / 20;
      }
      traced[3]! += trail.pools.filter((pool) => endingOf(pool)).length / 20;
      wholes[3]! +=
        1 - [0, 1, 2, 3, 4, 5].reduce((n, site) => n + m.gradeEnrolment(state.pupils, site, 3), 0) / entrants;
    }
    for (let k = 0; k < 4; k++) {
      expect(wholes[k]).toBeGreaterThan(3);
      expect(Math.abs(traced[k]! - wholes[k]!) / 60).toBeLessThan(fourErrors(wholes[k]! / 60, 20 * 60));
    }
  });

  it("TRL-1 pupils who come from elsewhere are mixed with the traced ones", () => {
    const group = m.MIGRANT * m.HOMES + m.SEAT;
    const arrivals = new Int32Array(m.GRADES * m.INCOMES);
    arrivals[0] = 100;
    const worlds = 200;
    const excess = Array<number>(6).fill(0);
    for (let world = 0; world < worlds; world++) {
      const state = sixSites();
      state.pupils.fill(0);
      state.waiting[group] = 100;
      const trail = trailOf(Array<Pool>(100).fill(inWaiting(0, group)));
      // In the end everybody has a place, but at the seat only after schools have turned children away.
      const context = school(
        { "places.overflow_class_size": 200 },
        { key: [world, 5], nation: { acceptance: ACCEPTANCE, arrivals } },
      );
      admit(state, { ...context, trail });
      const placed = excess.map((_, site) => state.pupils[m.cell(site, 0, group)]!);
      expect(sum(placed)).toBeGreaterThan(100);
      excess.forEach((_, site) => {
        const own = trail.pools.filter((pool) => pool === inCell(site, 0, group)).length;
        excess[site]! += own - (100 * placed[site]!) / sum(placed);
      });
    }
    // Half of each school's are traced; the variance of each is below that of a draw with replacement.
    for (const sum of excess) expect(Math.abs(sum)).toBeLessThan(4 * Math.sqrt(worlds * 100 * 0.25));
  });

  it("TRL-1 a traced pupil boards with the share of boarders among those alike", () => {
    let [traced, expected, variance] = [0, 0, 0];
    for (let world = 0; world < 400; world++) {
      const state = sixSites();
      const all = everyone(state);
      const trail = trailOf(all.filter((_, i) => i % 5 === world % 5));
      board(state, { ...school({}, { key: [world, 6] }), trail });
      const share = sum(state.sites.boarders) / all.length;
      traced += sum(trail.boards);
      expected += share * trail.pools.length;
      variance += share * (1 - share) * trail.pools.length;
    }
    expect(expected).toBeGreaterThan(400);
    expect(Math.abs(traced - expected)).toBeLessThan(4 * Math.sqrt(variance));
  });

  it("TRL-1 those on their way choose with the others where the seat has no school; marks of boarding last a year", () => {
    const state = county({ sites: [{ rooms: 12, pupils: [] }] });
    const group = m.TOWN;
    state.relocating[group] = 5;
    state.waiting[group] = 5;
    const trail = trailOf([
      ...Array<Pool>(5).fill(inRelocating(0, group)),
      ...Array<Pool>(5).fill(inWaiting(0, group)),
    ]);
    trail.boards.fill(1);
    const context = { ...school(), trail };
    admit(state, context);
    expect(trail.pools).toEqual(Array<Pool>(10).fill(inCell(0, 0, group)));
    board(state, context);
    expect(sum(trail.boards)).toBe(0);
  });
});
