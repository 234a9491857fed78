import { describe, expect, it } from "vitest";
import { boardersOf, boardingOdds, boardingTerms, expectedBoarders } from "../../../src/model/boarding.ts";
import { board } from "../../../src/model/processes/boarding.ts";
import * as m from "../../../src/model/state.ts";
import { county, fourErrors, school, sum } from "../worlds.ts";

/**
 * Mutants killed:
 * BOA-1: boarding from any way · grades of a band swapped · lowest grade off by one · low-income effect on everyone · way not capped
 * BOA-2: no limit of beds · the youngest first · lottery by order · those without a bed not counted
 * BOA-3: boarders kept from last year · young boarders of all grades · income or residency mixed up
 */
const FAR = 20;

/** A county whose only school takes pupils from a village 20 km away. */
function world(pupils: readonly number[], beds = 1e6): m.CountyState {
  const state = county({ sites: [{ kind: m.NINE_YEAR, setting: m.TOWN, rooms: 900, beds }] });
  pupils.forEach((n, grade) => (state.pupils[m.cell(0, grade, m.VILLAGE)] = n));
  for (const stage of [0, 1]) state.sites.travelKm[stage * 3 + m.VILLAGE] = FAR;
  return state;
}

const share = (odds: number) => odds / (1 + odds);

describe("boarding", () => {
  it("in a school whose pupils live near nobody boards: an example", () => {
    const state = county({ sites: [{ pupils: [40, 40, 40, 40, 40, 40], beds: 500 }] });
    board(state, school());
    expect([boardersOf(state, 0), state.tally.longCommuters]).toEqual([0, 0]);
  });

  it("BOA-1 the odds of boarding follow the way beyond 4 km, the grades and the income", () => {
    const terms = boardingTerms(school().value, 0);
    const ratio = (a: readonly [number, number, number], b: readonly [number, number, number]) =>
      Math.log(boardingOdds(terms, ...a) / boardingOdds(terms, ...b));
    expect(ratio([0, 0, 8], [0, 0, 6])).toBeCloseTo(2 * 0.35, 12);
    expect(ratio([0, 0, 30], [0, 0, 15])).toBe(0);
    expect(ratio([2, 0, 12], [3, 0, 12])).toBeCloseTo(-0.7, 12);
    expect(ratio([0, 1, 12], [0, 0, 12])).toBeCloseTo(0.2, 12);
  });

  it("BOA-1 a pupil boards with that chance, from the lowest grade on that may", () => {
    const { value } = school();
    const state = world([0, 20_000, 0, 20_000, 0, 0, 0, 0, 20_000]);
    board(state, school());
    const chance = (grade: number) => share(boardingOdds(boardingTerms(value, grade < 6 ? 0 : 1), grade, 0, FAR));
    expect(Math.abs(state.tally.youngBoarders / 20_000 - chance(1))).toBeLessThan(fourErrors(chance(1), 20_000));
    const middle = state.sites.boarders[0]! - state.tally.youngBoarders;
    expect(Math.abs(middle / 20_000 - chance(3))).toBeLessThan(fourErrors(chance(3), 20_000));
    expect(Math.abs(state.sites.boarders[1]! / 20_000 - chance(8))).toBeLessThan(fourErrors(chance(8), 20_000));
    expect(expectedBoarders(state, 0, boardingTerms(value, 0))).toBeCloseTo(20_000 * (chance(1) + chance(3)), 6);
    board(state, school({ "boarding.lowest_grade": 4 }));
    expect(state.sites.boarders[0]).toBe(middle);
    board(state, school({ "boarding.lowest_grade": 5 }));
    expect(state.sites.boarders[0]).toBe(0);
    board(state, school({ "boarding.from_km_primary": 20 }));
    expect([state.sites.boarders[0], state.sites.boarders[1]! > 0]).toEqual([0, true]);
  });

  it("BOA-2 beds go to the oldest first; whoever finds none commutes a long way", () => {
    const certain = {
      "boarding.disutility_grades_1_3": -99,
      "boarding.disutility_grades_4_6": -99,
      "boarding.disutility_grades_7_9": -99,
    };
    const after = (beds: number) => {
      const state = world([0, 0, 30, 0, 20, 0, 0, 10, 0], beds);
      board(state, school(certain));
      return [...state.sites.boarders, state.tally.youngBoarders, state.tally.longCommuters];
    };
    expect(after(60)).toEqual([50, 10, 30, 0]);
    expect(after(45)).toEqual([35, 10, 15, 15]);
    expect(after(25)).toEqual([15, 10, 0, 35]);
    expect(after(4)).toEqual([0, 4, 0, 56]);
    expect(after(0)).toEqual([0, 0, 0, 60]);
  });

  it("BOA-2 within the band the lot decides", () => {
    const seen = Array.from({ length: 200 }, (_, key) => {
      const state = world([], 40);
      state.pupils[m.cell(0, 0, m.VILLAGE)] = 40;
      state.pupils[m.cell(0, 1, m.KINDS + m.LEFT_BEHIND * m.HOMES + m.VILLAGE)] = 40;
      board(state, school({ "boarding.disutility_grades_1_3": -99 }, { key: [key, 6] }));
      return state.youngBoarders[m.KINDS + m.LEFT_BEHIND * m.HOMES + m.VILLAGE]!;
    });
    const variance = (40 * 0.25 * 40) / 79;
    expect(Math.abs(sum(seen) / 200 - 20)).toBeLessThan(4 * Math.sqrt(variance / 200));
    expect(Math.abs(sum(seen.map((n) => (n - 20) * (n - 20))) / 200 / variance - 1)).toBeLessThan(
      4 * Math.sqrt(2 / 200),
    );
  });

  it("BOA-3 counts boarders of low-income families, and the young ones by income and residency, anew each September", () => {
    const state = world([]);
    const put = (grade: number, income: number, residency: number, n: number) =>
      (state.pupils[m.cell(0, grade, income * m.KINDS + residency * m.HOMES + m.VILLAGE)] = n);
    put(0, 0, m.LOCAL, 3);
    put(1, 0, m.LEFT_BEHIND, 5);
    put(2, 1, m.LEFT_BEHIND, 7);
    put(2, 0, m.MIGRANT, 11);
    put(3, 1, m.LOCAL, 13);
    put(7, 1, m.MIGRANT, 17);
    const certain = school({
      "boarding.disutility_grades_1_3": -99,
      "boarding.disutility_grades_4_6": -99,
      "boarding.disutility_grades_7_9": -99,
    });
    board(state, certain);
    expect(state.tally).toMatchObject({
      boardersLowIncome: 7 + 13 + 17,
      youngBoarders: 26,
    });
    const young = (income: number, residency: number) =>
      state.youngBoarders[income * m.KINDS + residency * m.HOMES + m.VILLAGE];
    const seen = [m.LOCAL, m.LEFT_BEHIND, m.MIGRANT].map((r) => [young(0, r), young(1, r)]);
    expect(seen).toEqual([
      [3, 0],
      [5, 7],
      [11, 0],
    ]);
    expect(sum(state.youngBoarders)).toBe(26);
    expect(boardersOf(state, 0)).toBe(56);
    state.pupils.fill(0);
    board(state, certain);
    expect(boardersOf(state, 0)).toBe(0);
  });
});
