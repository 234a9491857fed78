import { emptyPupilFlows } from "../../src/model/accounts.ts";
import { formClasses } from "../../src/model/processes/classes.ts";
import * as m from "../../src/model/state.ts";
import { county, staff, sum } from "./worlds.ts";

/**
 * A small county with every kind of site and setting, beds, migrants and left-behind children: about 1,000 pupils, and rooms so few that
 * schools turn children away.
 */
export function sixSites(id = 7): m.CountyState {
  const grades = (primary: number, junior: number) => [...Array(6).fill(primary), ...Array(3).fill(junior)];
  const state = county({
    id,
    sites: [
      { kind: m.TEACHING_POINT, setting: m.VILLAGE, township: 1, x: 14, y: 2, rooms: 4, catchment: 0.4 },
      { kind: m.PRIMARY, setting: m.VILLAGE, township: 1, x: 11, y: 6, rooms: 6, catchment: 0.6, beds: 6 },
      { kind: m.PRIMARY, setting: m.TOWN, township: 1, x: 9, y: 0, rooms: 4, beds: 12 },
      { kind: m.JUNIOR, setting: m.TOWN, township: 1, x: 9, y: 1, rooms: 3, beds: 25 },
      { kind: m.PRIMARY, setting: m.SEAT, x: 0, y: 0, rooms: 4, quality: 0.2 },
      { kind: m.NINE_YEAR, setting: m.SEAT, x: 1, y: 0, rooms: 6, quality: 0.1, beds: 10 },
    ],
    teachers: [
      ...staff(2, { site: 0 }),
      ...staff(4, { site: 1 }),
      ...staff(8, { site: 2 }),
      ...staff(8, { site: 3, stage: 1 }),
      ...staff(10, { site: 4 }),
      ...staff(6, { site: 5 }),
      ...staff(6, { site: 5, stage: 1 }),
    ],
  });
  const central = { centralPrimary: Int16Array.of(4, 2), centralJunior: Int16Array.of(5, 3) };
  const rolls = [
    [8, 8, 8, 8, 0, 0, 0, 0, 0],
    grades(12, 0),
    grades(33, 0),
    grades(0, 48),
    grades(38, 0),
    grades(22, 55),
  ];
  rolls.forEach((roll, site) =>
    roll.forEach((n, grade) => fill(state.pupils, site, grade, n, state.sites.setting[site]!)),
  );
  state.births.fill(112);
  state.sites.travelKm.set(Array.from({ length: 12 }, (_, i) => [1.4, 2.5, 1.6][i % 3]!));
  for (let site = 2; site < 6; site++) state.sites.travelKm.set([site < 4 ? 5 : 14, site < 4 ? 1 : 10, 2], site * 6);
  for (let site = 2; site < 6; site++)
    state.sites.travelKm.set([site < 4 ? 6 : 14, site < 4 ? 1 : 10, 2], site * 6 + 3);
  formClasses(state);
  const pupilsLastYear = sum(state.pupils);
  Object.assign(state.pupilFlows, emptyPupilFlows(pupilsLastYear));
  return { ...state, ...central, pupilsLastYear, birthShare: 1.25e-5 };
}

/** Spreads a grade over groups: homes no higher than the setting, residencies and incomes in turn. */
function fill(pupils: Int32Array, site: number, grade: number, n: number, setting: number): void {
  for (let i = 0; i < n; i++) {
    const home = i % (setting + 1);
    const residency = home === m.VILLAGE ? i % 2 : i % 3;
    pupils[m.cell(site, grade, (i % 4 === 0 ? m.KINDS : 0) + residency * m.HOMES + home)]!++;
  }
}
