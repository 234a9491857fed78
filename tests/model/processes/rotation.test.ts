import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rotate } from "../../../src/model/processes/rotation.ts";
import { cloneCounty } from "../../../src/model/clone.ts";
import { column, county, school, sum, type TeacherRow } from "../worlds.ts";

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
 */
const ALL = {
  "rotation.share": 1,
  "rotation.paper_share": 0,
  "rotation.directed_share": 0,
  "rotation.backbone_share": 0,
  "rotation.county_held_share": 0,
} as const;
const FOUR_SITES = [{ quality: 0.3 }, { quality: 0.1 }, { quality: -0.1 }, { quality: -0.3 }];

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

  it("ROT-7 directed movers swap the strongest school with the weakest", () => {
    const state = alone(6);
    state.sites.quality.set([0.1, 0.5, 0.3, 0.6, 0.2, 0.4]);
    rotate(state, school({ ...ALL, "rotation.directed_share": 1 }));
    expect(column(state.teachers, "site")).toEqual([3, 4, 5, 0, 1, 2]);
    const half = alone(40);
    rotate(half, school({ ...ALL, "rotation.directed_share": 0.5 }));
    const mirrored = column(half.teachers, "site").filter((site, t) => half.teachers.site[site] === t).length;
    expect(mirrored).toBeGreaterThanOrEqual(20);
    expect(mirrored).toBeLessThan(40);
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
});

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
