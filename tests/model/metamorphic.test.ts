import { describe, expect, it } from "vitest";
import { normalProbability } from "../../src/core/normal.ts";
import { cloneCounty } from "../../src/model/clone.ts";
import { enterCohort } from "../../src/model/processes/births.ts";
import { certify } from "../../src/model/processes/certification.ts";
import { monitoringChance } from "../../src/model/monitoring.ts";
import { assessCounty, createAssessor, ITEMS, type Item } from "../../src/model/readiness.ts";
import { simulateWorld } from "../../src/model/simulate.ts";
import { birthIndex, PE, QUEUE_STAGES, type CountyState } from "../../src/model/state.ts";
import { sumIn, YEARS, type Trace } from "../../src/model/trace.ts";
import { smallNation, tableOf, type Values } from "./nation.ts";
import { county, fourErrors, PRIMARY_CLASSES, school, staff, sum } from "./worlds.ts";

/**
 * What must hold however the model's numbers are chosen.
 *
 * | mutant                                                        | killed by                       |
 * | ------------------------------------------------------------- | ------------------------------- |
 * | a lever read from another county's profile                    | a lever confined to a county    |
 * | draws keyed by the position of a county                       | order and names                 |
 * | an idle lever's value added to a draw's address               | idle levers                     |
 * | three births give two lives                                   | births                          |
 * | certificates given without a report that meets the standard   | nothing for nothing             |
 * | survey judged by its expectation                              | unlimited resources             |
 * | a margin that falls with its own stock                        | more resources                  |
 */
const nation = smallNation(["45", "33"], 2);
const KEY = [77, 1] as const;
/** Families stay and nobody is reviewed: nothing links the counties. */
const APART: Values = {
  "migration.leave_rate": 0,
  "migration.return_share": 0,
  "migration.return_share_strict": 0,
  "migration.return_rate": 0,
  "certification.capacity": 0,
};
const LEVERS: Values = {
  "rotation.share": 0.3,
  "consolidation.min_pupils_primary": 200,
  "funding.equipment_programme": 500,
  "teachers.rural_bonus_share": 0.4,
};

/** Everything a trace says of one county: its stages and binding items in all years. */
function lineOf({ stages, bindingItems }: Trace, c: number, counties: number): number[] {
  return YEARS.flatMap((_, y) => [stages[y * counties + c]!, bindingItems[y * counties + c]!]);
}

describe("worlds that must agree", () => {
  it("a lever confined to a county leaves every county it cannot reach identical", () => {
    const lever = tableOf(nation, { ...APART, ...LEVERS }, { where: (c) => c === 0, from: 2025 });
    lever.profiles[0]!.set(tableOf(nation, APART).profiles[1]!);
    const weighted = (weights: readonly number[]) => ({
      ...nation,
      counties: nation.counties.map((state, c) => ({ ...state, weight: weights[c]! })),
    });
    // The county of the lever has weight 0: sums over the others must be the same to the last bit.
    const others = weighted([0, 1, 1, 1]);
    const [still, moved] = simulateWorld(others, [tableOf(others, APART), lever], KEY);
    expect(moved!.sums).toEqual(still!.sums);
    expect(moved!.exposures).toEqual(still!.exposures);
    expect(moved!.levels).toEqual(still!.levels);
    for (const c of [1, 2, 3]) expect(lineOf(moved!, c, 4)).toEqual(lineOf(still!, c, 4));
    const own = weighted([1, 0, 0, 0]);
    const [a, b] = simulateWorld(own, [tableOf(own, APART), lever], KEY);
    expect(b!.sums).not.toEqual(a!.sums);
  });

  it("the order of counties and their names change no draw", () => {
    const turned = {
      ...nation,
      counties: [...nation.counties].reverse().map((state) => ({
        ...state,
        attributes: { ...state.attributes, name: `${state.attributes.name} renamed` },
      })),
    };
    const [plain] = simulateWorld(nation, [tableOf(nation, APART)], KEY);
    const [other] = simulateWorld(turned, [tableOf(turned, APART)], KEY);
    nation.counties.forEach((_, c) => expect(lineOf(other!, 3 - c, 4)).toEqual(lineOf(plain!, c, 4)));
    for (const name of ["pupils", "teachers", "spending", "classes"] as const)
      expect(sumIn(other!, name, 2035)).toBe(sumIn(plain!, name, 2035));
  });

  it("with no rotation and no closures the other levers of rotation and closure do nothing, bit for bit", () => {
    const none: Values = {
      "rotation.share": 0,
      "consolidation.min_pupils_point": 0,
      "consolidation.min_pupils_primary": 0,
      "consolidation.min_pupils_junior": 0,
    };
    const idle: Values = {
      ...none,
      "rotation.backbone_share": 0.5,
      "rotation.spell_years": 1,
      "rotation.service_years": 3,
      "rotation.directed_share": 0.9,
      "rotation.paper_share": 0,
      "consolidation.travel_limit_km": 30,
      "consolidation.consent_share": 0.1,
      "consolidation.proposal_rate": 0.9,
      "consolidation.leaver_share": 0.6,
    };
    const [plain, twin] = simulateWorld(nation, [tableOf(nation, none), tableOf(nation, idle)], KEY);
    expect(twin).toEqual(plain);
  });
});

describe("births", () => {
  it("three more births of one year give three more children in school over two years, and nobody else changes", () => {
    const entrants = (more: number) => {
      const state = county({ sites: [{ pupils: PRIMARY_CLASSES }] });
      state.births[birthIndex(2020)]! += more;
      const values = { "demography.entry_factor": 1, "demography.home_drift": 0 } as const;
      return [2026, 2027, 2028].map((year) => {
        state.pupilFlows.entrants = 0;
        enterCohort(state, school(values, { year }));
        return state.pupilFlows.entrants;
      });
    };
    const [before, after] = [entrants(0), entrants(3)];
    expect(after.map((n, k) => n - before[k]!)).toEqual([2, 1, 0]);
  });

  it("one more pupil is one more life: every later year balances with exactly one more", () => {
    const [home] = smallNation(["45"], 1).counties;
    const one = { counties: [home!], provinces: ["45"], coverage: 1 };
    const more = { ...one, counties: [cloneCounty(home!)] };
    more.counties[0]!.births[birthIndex(2016)]! += 300;
    const table = tableOf(one, { ...APART, "demography.entry_factor": 1 });
    const [a] = simulateWorld(one, [table], KEY);
    const [b] = simulateWorld(more, [table], KEY);
    const gap = YEARS.map((year) => sumIn(b!, "pupils", year) - sumIn(a!, "pupils", year));
    // 200 enter in 2022 and 100 in 2023; a few of them drop out or do not go on; all have graduated by 2032.
    expect(gap.slice(0, 4)).toEqual([0, 0, 200, 300]);
    for (const n of gap.slice(4, 11)) expect(n).toBeGreaterThan(280);
    for (const n of gap.slice(4, 11)) expect(n).toBeLessThan(320);
    expect(Math.abs(gap.at(-1)!)).toBeLessThan(20);
  });
});

describe("nothing for nothing", () => {
  const stage = (name: (typeof QUEUE_STAGES)[number]) => QUEUE_STAGES.indexOf(name);

  it("no capital and no rotation certify nobody who was not ready before", () => {
    const nothing: Values = {
      "rotation.share": 0,
      "funding.capital_share": 0,
      "funding.preparation_share": 0,
      "funding.equalisation": 0,
      "funding.equipment_programme": 0,
      "certification.capacity": 3000,
    };
    const many = smallNation(["33", "32", "37"], 4);
    const free: Values = { "certification.capacity": 3000 };
    const [usual, trace] = simulateWorld(
      many,
      [free, nothing].map((v) => tableOf(many, v, { from: 2025 })),
      KEY,
    );
    const wasReady = (c: number) =>
      YEARS.some((y, k) => y < 2025 && trace!.stages[k * many.counties.length + c] !== stage("not-ready"));
    const since2025 = ({ certifiedYear }: Trace) =>
      many.counties.map((_, c) => c).filter((c) => certifiedYear[c]! >= 2025);
    expect(since2025(trace!).filter((c) => !wasReady(c))).toEqual([]);
    // The same counties with their usual means do get certificates.
    expect(since2025(usual!).filter((c) => !wasReady(c)).length).toBeGreaterThan(0);
  });

  it("whoever is certified met the standard on its own report in that year", () => {
    const good = county({ id: 1, sites: [{}] });
    const poor = county({ id: 2, sites: [{}] });
    for (const state of [good, poor]) {
      Object.assign(state, { betweenSchoolShare: 0.01, satisfaction: 99 });
      state.queue.planYear = 2026;
    }
    const values = school({ "certification.capacity": 100, "certification.recheck_rate": 0 });
    const readiness = [true, false].map((looksReady) => ({
      ...assess(good),
      looksReady,
      forecast: 1,
      failingSchools: 0,
    }));
    certify([good, poor], readiness, 1, (_, id) => values.value(id), KEY, 2026);
    expect([good.queue.certifiedYear, poor.queue.certifiedYear]).toEqual([2026, 0]);
  });
});

function assess(state: CountyState) {
  return assessCounty(state, school(), createAssessor(state.sites.count), 0);
}

describe("unlimited resources", () => {
  it("leave only measurement between a ready county and its certificate", () => {
    const n = 3000;
    const counties = Array.from({ length: n }, (_, k) => {
      const state = county({ id: k + 1, attributes: { province: `p${k}` }, sites: [{}] });
      Object.assign(state, { betweenSchoolShare: 0.12, satisfaction: 86.5 });
      state.queue.planYear = 2026;
      return state;
    });
    const values = school({
      "certification.capacity": 3000,
      "certification.recheck_rate": 0,
      "certification.forecast_threshold": 0,
      "certification.survey_size": 1000,
    });
    const readiness = counties.map((state) => ({
      ...assess(state),
      looksReady: true,
      isReady: true,
      monitored: 20,
      failingSchools: 0,
    }));
    certify(counties, readiness, 1, (_, id) => values.value(id), KEY, 2026);
    const first = counties.map(({ queue }) => (queue.certifiedYear > 0 ? 1 : queue.mayApplyFrom > 0 ? -1 : 0));
    const judged = first.filter((v) => v !== 0).length;
    const passed = first.filter((v) => v === 1).length;
    const p = 0.865;
    const survey = normalProbability((p - 0.85 + 0.0005) / Math.sqrt((p * (1 - p)) / 1000));
    const expected = monitoringChance(0.12, 20) * survey * survey;
    expect(judged).toBe(n);
    expect(Math.abs(passed / judged - expected)).toBeLessThan(fourErrors(expected, judged) + 0.02);
  });
});

describe("more resources", () => {
  const ITEM_OF_STOCK: readonly (readonly [Item, (state: CountyState, site: number) => void])[] = [
    ["teachingArea", ({ sites }, i) => (sites.teachingArea[i]! *= 1.2)],
    ["sportsArea", ({ sites }, i) => (sites.sportsArea[i]! *= 1.2)],
    ["equipmentValue", ({ sites }, i) => (sites.equipment[i]! *= 1.2)],
    ["multimediaRooms", ({ sites }, i) => (sites.multimediaRooms[i]! *= 2)],
  ];
  const world = () =>
    county({
      sites: [
        { pupils: PRIMARY_CLASSES, teachingArea: 1100, sportsArea: 1700, equipment: 470_000, multimediaRooms: 6 },
        { pupils: PRIMARY_CLASSES, teachingArea: 2100, sportsArea: 2700, equipment: 970_000, multimediaRooms: 9 },
      ],
      teachers: [0, 1].flatMap((site) => [
        ...staff(3, { site, subject: PE, isBackbone: true }),
        ...staff(11, { site }),
      ]),
    });
  const equal = () => {
    const state = world();
    const { teachingArea, sportsArea, equipment, multimediaRooms } = state.sites;
    for (const stock of [teachingArea, sportsArea, equipment, multimediaRooms]) stock[0] = stock[1]!;
    return state;
  };
  const margin = (state: CountyState, item: Item) => assess(state).margins[ITEMS.indexOf(item)]!;

  it.each(ITEM_OF_STOCK)("more of %s for every school in proportion lowers no margin", (item, add) => {
    const [before, after] = [world(), world()];
    for (const site of [0, 1]) add(after, site);
    const [was, is] = [assess(before), assess(after)];
    is.margins.forEach((value, k) => expect(value).toBeGreaterThanOrEqual(was.margins[k]! - 1e-12));
    expect(margin(after, item)).toBeGreaterThan(margin(before, item));
  });

  it.each(ITEM_OF_STOCK)("more of %s for the poorer school lowers no margin", (_item, add) => {
    const [before, after] = [world(), world()];
    add(after, 0);
    assess(after).margins.forEach((value, k) =>
      expect(value).toBeGreaterThanOrEqual(assess(before).margins[k]! - 1e-12),
    );
  });

  it("more for the richer school alone lowers the margin of balance, and no other: that is what the coefficient measures", () => {
    for (const [, add] of ITEM_OF_STOCK.slice(0, 3)) {
      const [before, after] = [equal(), equal()];
      add(before, 1);
      add(after, 1);
      add(after, 1);
      const worse = ITEMS.filter((item) => margin(after, item) < margin(before, item) - 1e-12);
      expect(worse).toEqual(["balance"]);
    }
  });

  it("more pay for village teachers never lowers the number of teachers in villages, world by world on average", () => {
    const villages = smallNation(["52"], 2);
    const pairs = [1, 2, 3].map((k) => {
      const tables = [0, 0.5].map((share) =>
        tableOf(villages, { "teachers.rural_bonus_share": share }, { from: 2025 }),
      );
      const [plain, paid] = simulateWorld(villages, tables, [k, 9]);
      return sumIn(paid!, "teachers", 2030) - sumIn(plain!, "teachers", 2030);
    });
    expect(sum(pairs)).toBeGreaterThan(0);
  });
});
