import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rotate, rotatingTeachers } from "../../../src/model/processes/rotation.ts";
import { chooseMovers } from "../../../src/model/processes/rotation-choice.ts";
import { reachOf } from "../../../src/model/processes/rotation-reach.ts";
import { wishOf } from "../../../src/model/processes/rotation-wish.ts";
import { openYear } from "../../../src/model/accounts.ts";
import { cloneCounty } from "../../../src/model/clone.ts";
import { NINE_YEAR, wayKm } from "../../../src/model/state.ts";
import { yearLots } from "../../../src/model/year-lots.ts";
import { column, county, fourErrors, PRIMARY_CLASSES, school, staff, sum, type TeacherRow } from "../worlds.ts";

/**
 * | mutant                                        | killed by |
 * | --------------------------------------------- | --------- |
 * | last mover keeps the post (or wrong stage)    | ROT-1     |
 * | service years ignored                         | ROT-2     |
 * | teachers on exchange eligible                 | ROT-2     |
 * | floor instead of round                        | ROT-3     |
 * | backbone quota ignored                        | ROT-4     |
 * | lots by row                                   | ROT-5     |
 * | paper movers move                             | ROT-6     |
 * | directed movers not sorted by quality         | ROT-7     |
 * | spell one year too long                       | ROT-8     |
 * | home post moves without county employment     | ROT-8     |
 * | candidates without a school in reach          | ROT-2, ROT-9 |
 * | others lose their place to a larger quota     | ROT-5     |
 * | who found no school counted as moved          | ROT-6     |
 * | radius or group not asked of the partner      | ROT-9     |
 * | subsidy moves senior teachers; age or way ignored | ROT-10 |
 * | the unwilling before the willing; keenest last | ROT-11   |
 * | surplus schools last                          | ROT-11    |
 * | one way up, beyond the open posts, or the strongest weak school first | ROT-12 |
 * | mark never cleared, or cleared a year early   | ROT-13    |
 * | those on paper, or home again, still counted  | ROT-14    |
 * | weakest school chooses first                  | ROT-7     |
 * | constants of the log odds 10 % off            | ROT-10    |
 */
const ALL = {
  "rotation.share": 1,
  "rotation.paper_share": 0,
  "rotation.directed_share": 0,
  "rotation.backbone_share": 0,
  "rotation.county_held_share": 0,
} as const;
/** Four nine-year schools in a row 2 km (by road 2.6 km) apart, the first three in one group. */
const FOUR_SITES = [0.3, 0.1, -0.1, -0.3].map((quality, i) => ({
  kind: NINE_YEAR,
  quality,
  x: 2 * i,
  group: i < 3 ? 0 : -1,
}));

/** Teachers who each have a school of their own, so that "moved" is "school changed". */
function alone(n: number, row: Partial<TeacherRow> = {}) {
  const sites = Array.from({ length: n }, (_, i) => ({ quality: -i / n }));
  return county({ sites, teachers: sites.map((_, site) => ({ site, ...row })) });
}

describe("rotation", () => {
  it("three teachers at three schools pass their posts on: an example", () => {
    const state = alone(3);
    rotate(state, school(ALL));
    expect(column(state.teachers, "site").sort()).toEqual([0, 1, 2]);
    expect(column(state.teachers, "site").every((site, t) => site !== t)).toBe(true);
    expect(column(state.teachers, "homeSite")).toEqual([0, 1, 2]);
    expect(column(state.teachers, "exchangeUntil")).toEqual([2028, 2028, 2028]);
    expect(state.tally).toMatchObject({ eligibleForRotation: 3, rotated: 3, rotatedOnPaper: 0, rotatedBackbone: 0 });
  });

  const teacher = fc.record({
    site: fc.nat(3),
    stage: fc.nat(1),
    arrived: fc.integer({ min: 2015, max: 2026 }),
    exchangeUntil: fc.constantFrom(0, 0, 2025, 2027),
    isBackbone: fc.boolean(),
    lot: fc.nat(65_535),
  });
  const share = fc.nat(100).map((p) => p / 100);
  const world = fc.record({
    teachers: fc.array(teacher, { minLength: 20, maxLength: 60 }),
    values: fc.record({
      "rotation.share": share,
      "rotation.backbone_share": share,
      "rotation.paper_share": share,
      "rotation.directed_share": share,
      "rotation.county_held_share": share,
      "rotation.rule": fc.nat(3),
      "rotation.direction": fc.constantFrom(0, 2),
      "rotation.radius_km": fc.constantFrom(3, 500),
      "rotation.subsidy": fc.constantFrom(0, 20_000),
    }),
  });

  it("ROT-1 posts are neither created nor lost", () => {
    fc.assert(
      fc.property(world, ({ teachers, values }) => {
        const rows = teachers.map((row) => ({ ...row, exchangeUntil: 0 }));
        const state = county({ sites: FOUR_SITES, teachers: rows });
        const before = posts(state);
        rotate(state, school(values));
        expect(posts(state)).toEqual(before);
      }),
    );
  });

  it("ROT-2 moves only teachers who have served long enough and are not on exchange", () => {
    const rows: TeacherRow[] = [
      { site: 0, arrived: 2020 },
      { site: 1, arrived: 2021 },
      { site: 2, arrived: 2010, exchangeUntil: 2027, homeSite: 3 },
      { site: 3, arrived: 2019 },
    ];
    const state = county({ sites: FOUR_SITES, teachers: rows });
    rotate(state, school({ ...ALL, "rotation.service_years": 6 }));
    expect(column(state.teachers, "site")).toEqual([3, 1, 2, 0]);
    expect(state.tally.eligibleForRotation).toBe(2);
  });

  it("ROT-3 moves round(share × eligible) teachers", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(100), (n, percent) => {
        const state = alone(n);
        rotate(state, school({ ...ALL, "rotation.share": percent / 100 }));
        const wanted = Math.round((percent / 100) * n);
        expect(state.tally.rotated).toBe(wanted);
        const moved = column(state.teachers, "site").filter((site, t) => site !== t).length;
        expect(moved).toBe(wanted === 1 ? 0 : wanted);
      }),
    );
  });

  it("ROT-4 takes the stated share of backbone teachers while there are any", () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(100), fc.nat(100), (backbone, percent, share) => {
        const teachers = Array.from({ length: 60 }, (_, site) => ({ site, isBackbone: site < backbone }));
        const state = county({ sites: teachers.map(() => ({})), teachers });
        const values = { ...ALL, "rotation.share": percent / 100, "rotation.backbone_share": share / 100 };
        rotate(state, school(values));
        const wanted = Math.round((percent * 60) / 100);
        expect(state.tally.rotatedBackbone).toBeGreaterThanOrEqual(
          Math.min(backbone, Math.ceil((wanted * share) / 100 - 1e-9)),
        );
        expect(state.tally.rotated).toBe(wanted);
      }),
    );
  });

  it("ROT-5 does not depend on the order of rows", () => {
    fc.assert(
      fc.property(world, fc.infiniteStream(fc.nat()), ({ teachers, values }, shuffle) => {
        const rows = teachers.map((row, i) => ({ ...row, id: 1000 + i }));
        const keys = rows.map(() => shuffle.next().value as number);
        const shuffled = rows.map((_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
        const straight = county({ sites: FOUR_SITES, teachers: rows });
        const mixed = county({ sites: FOUR_SITES, teachers: shuffled.map((i) => rows[i]!) });
        rotate(straight, school(values));
        rotate(mixed, school(values));
        expect(byId(mixed)).toEqual(byId(straight));
      }),
    );
  });

  it("ROT-5 under every rule a larger share adds movers and drops none", () => {
    fc.assert(
      fc.property(world, fc.nat(3), share, share, ({ teachers, values }, rule, one, other) => {
        const movers = (portion: number) => {
          const state = county({ sites: FOUR_SITES, teachers });
          const context = school({ ...values, "rotation.rule": rule, "rotation.share": portion });
          const reach = reachOf(state, context);
          return chooseMovers(state, context, reach, wishOf(state, context, reach)).movers;
        };
        const more = new Set(movers(Math.max(one, other)));
        expect(movers(Math.min(one, other)).filter((t) => !more.has(t))).toEqual([]);
      }),
    );
  });

  it("ROT-6 paper rotations count and move nobody", () => {
    const state = alone(40);
    const before = cloneCounty(state).teachers;
    rotate(state, school({ ...ALL, "rotation.paper_share": 1 }));
    expect(state.tally).toMatchObject({ rotated: 40, rotatedOnPaper: 40 });
    expect(column(state.teachers, "site")).toEqual(column(before, "site"));
    expect(column(state.teachers, "arrivedYear")).toEqual(column(before, "arrivedYear"));
    const half = alone(400);
    rotate(half, school({ ...ALL, "rotation.paper_share": 0.5 }));
    expect(Math.abs(half.tally.rotatedOnPaper - 200)).toBeLessThan(4 * Math.sqrt(100));
    const moved = column(half.teachers, "site").filter((site, t) => site !== t).length;
    expect(moved).toBe(400 - half.tally.rotatedOnPaper);
  });

  it("ROT-6 who finds nobody to swap with is counted as on paper", () => {
    const teachers = [...staff(3, { site: 0 }), { site: 1 }];
    const state = county({ sites: [{}, {}], teachers });
    rotate(state, school(ALL));
    expect(state.tally).toMatchObject({ rotated: 4, rotatedOnPaper: 2, rotating: 2 });
    expect(sum(state.sites.rotatedOut)).toBe(2);
  });

  it("ROT-7 the year's balance of backbone teachers tells schools that gave from schools that got", () => {
    const teachers = [{ site: 0, isBackbone: true }, { site: 1 }];
    const state = county({ sites: [{}, {}], teachers });
    rotate(state, school({ ...ALL, "rotation.paper_share": 0 }));
    expect(Array.from(state.sites.backboneBalance)).toEqual([-1, 1]);
    rotate(state, school({ "rotation.share": 0 }, { year: 2027 }));
    expect(Array.from(state.sites.backboneBalance)).toEqual([0, 0]);
  });

  it("ROT-7 directed movers swap the strongest school with the weakest, the others with the next in line", () => {
    const state = alone(6);
    state.sites.quality.set([0.1, 0.5, 0.3, 0.6, 0.2, 0.4]);
    rotate(state, school({ ...ALL, "rotation.directed_share": 1 }));
    expect(column(state.teachers, "site")).toEqual([3, 4, 5, 0, 1, 2]);
    const line = alone(40);
    rotate(line, school(ALL));
    const inOrder = Array.from({ length: 40 }, (_, t) => t).sort((a, b) => lot(line, a) - lot(line, b));
    for (let i = 0; i < 40; i += 2) expect(line.teachers.site[inOrder[i]!]).toBe(inOrder[i + 1]);
    const half = alone(40);
    rotate(half, school({ ...ALL, "rotation.directed_share": 0.5 }));
    const strongest = inOrder.slice(0, 20).sort((a, b) => a - b);
    strongest.forEach((t, i) => expect(half.teachers.site[t]).toBe(strongest[19 - i]));
  });

  it("ROT-7 the strongest school chooses first where the radius keeps it from the weakest", () => {
    const sites = FOUR_SITES.slice(0, 3);
    const state = county({ sites, teachers: sites.map((_, site) => ({ site })) });
    rotate(state, school({ ...ALL, "rotation.directed_share": 1, "rotation.radius_km": 2.7 }));
    expect(column(state.teachers, "site")).toEqual([1, 0, 2]);
  });

  it("ROT-8 county-held posts move for good, others come home after the spell", () => {
    const held = alone(4, { lot: 100 });
    rotate(held, school({ ...ALL, "rotation.county_held_share": 0.5 }));
    expect(column(held.teachers, "homeSite")).toEqual(column(held.teachers, "site"));
    expect(column(held.teachers, "exchangeUntil")).toEqual([0, 0, 0, 0]);

    const lent = alone(4, { lot: 60_000 });
    rotate(lent, school({ ...ALL, "rotation.county_held_share": 0.5, "rotation.spell_years": 3 }));
    const away = column(lent.teachers, "site");
    const still = { ...ALL, "rotation.share": 0 };
    rotate(lent, school(still, { year: 2028 }));
    expect(column(lent.teachers, "site")).toEqual(away);
    expect(column(lent.teachers, "arrivedYear")).toEqual([2026, 2026, 2026, 2026]);
    rotate(lent, school(still, { year: 2029 }));
    expect(column(lent.teachers, "site")).toEqual([0, 1, 2, 3]);
    expect(column(lent.teachers, "arrivedYear")).toEqual([2029, 2029, 2029, 2029]);
  });

  it("ROT-8 who swaps within one school keeps the years there", () => {
    const state = county({ sites: [{}, {}], teachers: [{ site: 0 }, { site: 0 }, { site: 0 }] });
    rotate(state, school(ALL));
    expect(column(state.teachers, "arrivedYear")).toEqual([2010, 2010, 2010]);
    expect(sum(state.sites.rotatedOut)).toBe(0);
  });

  it("ROT-2 nobody is eligible at the only school of a stage", () => {
    const teachers = [...staff(20, { site: 0, stage: 1 }), ...staff(10, { site: 1 }), ...staff(10, { site: 2 })];
    const state = county({ sites: [{ kind: NINE_YEAR, isOpen: true }, {}, {}], teachers });
    rotate(state, school({ ...ALL, "rotation.share": 0.25 }));
    expect(state.tally).toMatchObject({ eligibleForRotation: 20, rotated: 5 });
    expect(column(state.teachers, "site").slice(0, 20)).toEqual(Array(20).fill(0));
  });

  it("ROT-9 nobody is sent beyond the radius, by road", () => {
    const sites = Array.from({ length: 30 }, (_, i) => ({ x: i, quality: -i / 30 }));
    for (const radius of [1.3, 5.2, 500]) {
      const state = county({ sites, teachers: sites.map((_, site) => ({ site })) });
      rotate(state, school({ ...ALL, "rotation.directed_share": 0.5, "rotation.radius_km": radius }));
      const ways = column(state.teachers, "site").map((site, t) => wayKm(state.sites, t, site));
      expect(Math.max(...ways)).toBeLessThanOrEqual(radius);
      expect(Math.max(...ways)).toBeGreaterThan(radius === 500 ? 10 : radius / 2);
    }
    const far = county({ sites, teachers: sites.map((_, site) => ({ site })) });
    rotate(far, school({ ...ALL, "rotation.radius_km": 1.2 }));
    expect(far.tally).toMatchObject({ eligibleForRotation: 30, rotated: 0 });
  });

  it("ROT-9 inside groups only: nobody comes from or goes to another group, or to none", () => {
    const sites = [0, 0, 0, 3, 3, 3, -1, -1].map((group, i) => ({ group, quality: -i / 10 }));
    const teachers = sites.flatMap((_, site) => staff(5, { site }));
    const state = county({ sites, teachers });
    rotate(state, school({ ...ALL, "rotation.direction": 2, "rotation.directed_share": 0.5 }));
    const groups = column(state.teachers, "site").map((site) => state.sites.group[site]);
    expect(groups).toEqual(teachers.map(({ site }) => sites[site]!.group));
    expect(state.tally).toMatchObject({ eligibleForRotation: 40, rotated: 30 });
    expect(sum(state.sites.rotatedOut)).toBeGreaterThan(24);
  });

  /** Share of 4,000 teachers alike who are willing. */
  const willing = (values: object, row: Partial<TeacherRow> = {}, x = 10 / 1.3) => {
    const state = county({ sites: [{}, { x }], teachers: staff(4000, { site: 0, born: 1987, ...row }) });
    const context = school(values);
    const wish = wishOf(state, context, reachOf(state, context));
    return column(state.teachers, "id").filter((_, t) => wish(t) > 0).length / 4000;
  };
  const odds = (p: number, shift: number) => 1 / (1 + ((1 - p) / p) * Math.exp(-shift));

  it("ROT-10 willing by age, title, way and subsidy, which leaves senior teachers unmoved", () => {
    const base = { "rotation.willing_share": 0.3, "rotation.subsidy_effect": 0.5 };
    const paid = { ...base, "rotation.subsidy": 20_000 };
    // In September 2026 a teacher of January 1987 is 39 years and eight months old.
    const cases: [number, number][] = [
      [willing(base), odds(0.3, 0.01)],
      [willing(base, { born: 1967 }), odds(0.3, -0.59)],
      [willing(base, {}, 40 / 1.3), odds(0.3, -1.19)],
      [willing(base, { title: 3 }), odds(0.3, -0.39)],
      [willing(paid), odds(0.3, 1.01)],
      [willing(paid, { title: 3 }), odds(0.3, -0.39)],
    ];
    for (const [share, p] of cases) expect(Math.abs(share - p)).toBeLessThan(fourErrors(p, 4000));
    expect(willing(paid, { title: 3 })).toBe(willing(base, { title: 3 }));
  });

  it("ROT-10 the log odds: −0.03 a year above 40, −0.4 for the senior title, −0.04 a km above 10", () => {
    const teachers = [
      { site: 0, born: 1967, title: 2 },
      { site: 0, born: 1997, title: 3 },
    ];
    const state = county({ sites: [{}], teachers });
    const context = school({
      "rotation.willing_share": 0.3,
      "rotation.subsidy_effect": 0.5,
      "rotation.subsidy": 6000,
    });
    const wish = wishOf(state, context, { meanKm: () => 25 });
    const logit = (p: number) => Math.log(p / (1 - p));
    const own = (id: number) => logit(context.stream("teacher.volunteer").uniform(id));
    const usual = logit(0.3) - 0.04 * 15;
    // Ages in September 2026: 59 and 29 years and eight months.
    expect(wish(0)).toBeCloseTo(usual - 0.03 * (59 + 2 / 3 - 40) + 0.3 - own(1), 9);
    expect(wish(1)).toBeCloseTo(usual - 0.03 * (29 + 2 / 3 - 40) - 0.4 - own(2), 9);
  });

  /** Ids chosen under a rule with the wishes behind them; 40 teachers at each of two schools, the second overstaffed. */
  const chosen = (rule: number, portion: number, values: object = {}) => {
    const sites = [{ pupils: PRIMARY_CLASSES.map(() => 400), rooms: 80 }, { pupils: PRIMARY_CLASSES }];
    const state = county({ sites, teachers: [...staff(40, { site: 0 }), ...staff(40, { site: 1 })] });
    const context = school({ ...ALL, "rotation.share": portion, "rotation.rule": rule, ...values });
    const reach = reachOf(state, context);
    const wish = wishOf(state, context, reach);
    const { movers } = chooseMovers(state, context, reach, wish);
    return { movers, wish, state, able: column(state.teachers, "id").filter((_, t) => wish(t) > 0).length };
  };

  it("ROT-11 volunteers first, by lot; then the others, by lot", () => {
    const { able } = chosen(1, 0);
    expect(able).toBeGreaterThan(5);
    const { movers, wish, state } = chosen(1, (able + 8) / 80);
    expect(movers).toHaveLength(able + 8);
    expect(movers.map((t) => wish(t) > 0)).toEqual(movers.map((_, i) => i < able));
    for (const part of [movers.slice(0, able), movers.slice(able)])
      expect(part).toEqual([...part].sort((a, b) => lot(state, a) - lot(state, b)));
  });

  it("ROT-11 teachers of overstaffed schools first", () => {
    const { movers } = chosen(2, 0.6);
    expect(movers.map((t) => t >= 40)).toEqual(movers.map((_, i) => i < 40));
    expect(chosen(0, 0.5).movers.filter((t) => t < 40).length).toBeGreaterThan(8);
  });

  it("ROT-11 under the incentive rule only the willing go, the keenest first, more of them for a subsidy", () => {
    const { movers, wish, able } = chosen(3, 1);
    expect(movers).toHaveLength(able);
    expect(movers.map(wish)).toEqual(movers.map(wish).sort((a, b) => b - a));
    expect(wish(movers.at(-1)!)).toBeGreaterThan(0);
    expect(chosen(3, 1, { "rotation.subsidy": 40_000 }).movers.length).toBeGreaterThan(able + 5);
    expect(chosen(3, 0.05).movers).toEqual(movers.slice(0, 4));
  });

  it("ROT-12 one way: strong schools fill the open posts of the weakest school, and no more", () => {
    const full = { pupils: PRIMARY_CLASSES };
    const sites = [
      { ...full, quality: 0.5 },
      { ...full, quality: 0.2 },
      { ...full, quality: -0.1 },
      { ...full, quality: -0.5 },
    ];
    // 240 pupils want 12 teachers: 2 posts open at the third school, 3 at the fourth, 1 at the strongest.
    const teachers = [11, 20, 10, 9].flatMap((n, site) => staff(n, { site, arrived: site < 2 ? 2010 : 2026 }));
    const state = county({ sites, teachers });
    const values = {
      ...ALL,
      "teachers.pupils_per_teacher_primary": 20,
      "rotation.direction": 1,
      "rotation.directed_share": 1,
      "rotation.share": 12 / 31,
    };
    const twelve = Array.from({ length: 31 }, (_, t) => t)
      .sort((a, b) => lot(state, a) - lot(state, b))
      .slice(0, 12);
    // A stage with more than it aims at shares its surplus: 48 aimed at, 50 there.
    rotate(state, school(values));
    const after = [0, 1, 2, 3].map((site) => column(state.teachers, "site").filter((s) => s === site).length);
    expect(after[2]).toBe(12);
    expect(after[3]).toBe(12);
    expect(after[0]! + after[1]!).toBe(26);
    expect(state.tally.rotatedToWeaker).toBeGreaterThanOrEqual(5);
    // The directed of the strongest school come first and fill the weakest.
    const best = twelve.filter((t) => t < 11).length;
    const fourth = column(state.teachers, "site").flatMap((site, t) => (site === 3 && t < 31 ? [t] : []));
    expect(fourth.filter((t) => t < 11)).toHaveLength(Math.min(3, best));
    expect(best).toBeGreaterThan(0);
  });

  it("ROT-12 the weakest school is filled first", () => {
    const sites = [0.5, -0.1, -0.5].map((quality) => ({ pupils: PRIMARY_CLASSES, quality }));
    const teachers = [9, 10, 9].flatMap((n, site) => staff(n, { site, arrived: 2026 }));
    const state = county({ sites, teachers: [...staff(3, { site: 0 }), ...teachers] });
    rotate(state, school({ ...ALL, "rotation.direction": 1, "rotation.directed_share": 1 }));
    expect(column(state.teachers, "site").slice(0, 3)).toEqual([2, 2, 2]);
    expect(state.tally).toMatchObject({ rotated: 3, rotatedToWeaker: 3, rotatedOnPaper: 0 });
  });

  it("ROT-12 a weak school sends nobody up one way", () => {
    const sites = [
      { pupils: PRIMARY_CLASSES, quality: 0.5 },
      { pupils: PRIMARY_CLASSES, quality: 0 },
    ];
    const state = county({ sites, teachers: [...staff(5, { site: 0, arrived: 2026 }), ...staff(12, { site: 1 })] });
    rotate(state, school({ ...ALL, "rotation.direction": 1, "rotation.directed_share": 1 }));
    expect(sum(state.sites.rotatedOut)).toBe(0);
    expect(state.tally.rotatedOnPaper).toBe(state.tally.rotated);
  });

  it.each([
    ["an exchange", 60_000],
    ["a post that has moved", 100],
  ])("ROT-13 the unwilling stay marked for the spell: %s", (_what, lot) => {
    const values = { ...ALL, "rotation.county_held_share": 0.5, "rotation.spell_years": 2 };
    const state = alone(200, { lot });
    const context = school(values);
    const reach = reachOf(state, context);
    const wish = wishOf(state, context, reach);
    const expected = column(state.teachers, "id").map((_, t) => (wish(t) > 0 ? 0 : 1));
    rotate(state, context);
    expect(column(state.teachers, "isUnwilling")).toEqual(expected);
    expect(state.tally.rotatedUnwilling).toBe(sum(expected));
    expect(sum(expected)).toBeGreaterThan(100);
    rotate(state, school({ ...values, "rotation.share": 0 }, { year: 2027 }));
    expect(column(state.teachers, "isUnwilling")).toEqual(expected);
    rotate(state, school({ ...values, "rotation.share": 0 }, { year: 2028 }));
    expect(sum(column(state.teachers, "isUnwilling"))).toBe(0);
  });

  it("ROT-13 who is moved willingly, or on paper only, is not marked", () => {
    const able = alone(50);
    rotate(able, school({ ...ALL, "rotation.rule": 3 }));
    expect(able.tally.rotated).toBeGreaterThan(5);
    expect(sum(column(able.teachers, "isUnwilling"))).toBe(0);
    const paper = alone(50);
    rotate(paper, school({ ...ALL, "rotation.paper_share": 1 }));
    expect(paper.tally).toMatchObject({ rotatedUnwilling: 0, rotatedToWeaker: 0 });
    expect(sum(column(paper.teachers, "isUnwilling"))).toBe(0);
  });

  it("ROT-13 moves to weaker schools are counted: half of all swaps", () => {
    const state = alone(30);
    rotate(state, school(ALL));
    expect(state.tally.rotatedToWeaker).toBe(15);
  });

  it("ROT-14 counts those on exchange and those whose post has moved this year", () => {
    const state = county({
      sites: Array.from({ length: 20 }, () => ({})),
      teachers: Array.from({ length: 20 }, (_, site) => ({ site, lot: site < 10 ? 0 : 60_000 })),
    });
    const values = { ...ALL, "rotation.county_held_share": 0.5, "rotation.spell_years": 2 };
    rotate(state, school(values));
    expect(rotatingTeachers(state)).toBe(20);
    openYear(state.pupilFlows, state.teacherFlows, state.ledger, state.tally);
    expect(rotatingTeachers(state)).toBe(20);
    const still = { ...values, "rotation.share": 0 };
    rotate(state, school(still, { year: 2027 }));
    expect(rotatingTeachers(state)).toBe(10);
    rotate(state, school(still, { year: 2028 }));
    expect(rotatingTeachers(state)).toBe(0);
    const paper = alone(20);
    rotate(paper, school({ ...ALL, "rotation.paper_share": 1 }));
    expect(rotatingTeachers(paper)).toBe(0);
  });
});

/** Lot of a teacher in an ordinary school year. */
function lot({ teachers }: ReturnType<typeof county>, t: number): number {
  return yearLots(teachers, ORDINARY).rotation[t]!;
}
const ORDINARY = school();

function posts({ teachers, sites }: ReturnType<typeof county>): number[] {
  const counts = new Array<number>(sites.count * 2).fill(0);
  for (let t = 0; t < teachers.count; t++) counts[teachers.site[t]! * 2 + teachers.stage[t]!]!++;
  return counts;
}

function byId({ teachers }: ReturnType<typeof county>): [number, number, number, number][] {
  return column(teachers, "id")
    .map((id, t): [number, number, number, number] => [
      id,
      teachers.site[t]!,
      teachers.homeSite[t]!,
      teachers.exchangeUntil[t]!,
    ])
    .sort((a, b) => a[0] - b[0]);
}
