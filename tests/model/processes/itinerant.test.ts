import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createObservation, observe } from "../../../src/model/observe.ts";
import { shareTeachers } from "../../../src/model/processes/itinerant.ts";
import { recruit } from "../../../src/model/processes/recruitment.ts";
import { staffing } from "../../../src/model/staffing.ts";
import { ART, CORE, MUSIC, PE } from "../../../src/model/state.ts";
import { recountStaff } from "../../../src/model/staff-counts.ts";
import { column, county, fourErrors, PRIMARY_CLASSES, school, staff, sum, type SiteRow } from "../worlds.ts";

/**
 * | mutant                                     | killed by |
 * | ------------------------------------------ | --------- |
 * | schools without teachers to spare give     | ITI-1     |
 * | core teachers shared                       | ITI-1     |
 * | radius ignored, or the farthest first      | ITI-1     |
 * | large schools served                       | ITI-1     |
 * | whole teachers given or taken              | ITI-2     |
 * | last year's second site kept               | ITI-2     |
 * | draws by row                               | ITI-2     |
 * | counted whole at home or at the second     | ITI-3     |
 * | a new teacher inherits a second site       | ITI-3     |
 * | halves given not counted                   | ITI-2     |
 */
/** 240 pupils: three specialists needed. */
const BIG: SiteRow = { pupils: PRIMARY_CLASSES };
/** A school of `n` pupils in one grade, `x` km east by the crow. */
const small = (n: number, x: number): SiteRow => ({ pupils: [n], x });
const ALL = { "teachers.itinerant_share": 1, "teachers.itinerant_radius_km": 10 } as const;

function shared(sites: SiteRow[], specialists: number, values: object = {}) {
  const teachers = [...staff(specialists, { site: 0, subject: MUSIC }), ...staff(10, { site: 0, subject: CORE })];
  const state = county({ sites, teachers });
  shareTeachers(state, school({ ...ALL, ...values }));
  return state;
}
const served = (state: ReturnType<typeof county>) => column(state.teachers, "secondSite").filter((site) => site >= 0);

describe("shared teachers", () => {
  it("one teacher too many, two schools without: two teachers go to the nearer one half of their time each: an example", () => {
    const state = shared([BIG, small(60, 7), small(60, 2)], 4);
    expect(served(state)).toEqual([2, 2]);
  });

  it("ITI-1 only from schools with teachers to spare to small schools without, within the radius", () => {
    expect(served(shared([BIG, small(60, 2)], 3))).toEqual([]);
    expect(served(shared([BIG, small(99, 2)], 6))).toHaveLength(2);
    expect(served(shared([BIG, small(100, 2)], 6))).toEqual([]);
    expect(served(shared([BIG, small(60, 7.7)], 6))).toEqual([]);
    expect(served(shared([BIG, small(60, 7.6)], 6))).toHaveLength(2);
    expect(served(shared([BIG, { ...small(60, 2), isOpen: false }], 6))).toEqual([]);
    const state = shared([BIG, small(60, 2)], 6);
    const subjects = column(state.teachers, "subject").filter((_, t) => state.teachers.secondSite[t]! >= 0);
    expect(subjects).toEqual([MUSIC, MUSIC]);
  });

  it("ITI-1 the share of those who could be shared; nobody at share 0", () => {
    const sites = [BIG, ...Array.from({ length: 600 }, () => small(60, 1))];
    const state = shared(sites, 1000, { "teachers.itinerant_share": 0.3 });
    expect(Math.abs(served(state).length / 1000 - 0.3)).toBeLessThan(fourErrors(0.3, 1000));
    expect(served(shared(sites, 1000, { "teachers.itinerant_share": 0 }))).toEqual([]);
  });

  it("ITI-2 one teacher to spare is two halves, however many schools lack one and however many could go", () => {
    expect(served(shared([BIG, small(60, 2), small(60, 3), small(60, 4)], 4))).toEqual([1, 1]);
    expect(served(shared([BIG, small(60, 2)], 20))).toEqual([1, 1]);
  });

  it("ITI-2 no school gives more than it has to spare or gets more than it lacks; a larger share only adds", () => {
    const teacher = fc.record({ site: fc.nat(5), subject: fc.constantFrom(CORE, PE, MUSIC, ART) });
    const sites = [BIG, BIG, small(60, 1), small(30, 4), small(90, 6), small(120, 2)];
    const share = fc.nat(10).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(fc.array(teacher, { maxLength: 30 }), share, share, (teachers, one, other) => {
        const run = (portion: number, rows = teachers.map((row, i) => ({ ...row, id: i + 1 }))) => {
          const state = county({ sites, teachers: rows });
          state.teachers.secondSite.fill(5);
          recountStaff(state);
          shareTeachers(state, school({ ...ALL, "teachers.itinerant_share": portion }));
          return state;
        };
        const more = run(Math.max(one, other));
        const before = sites.map((_, s) => teachers.filter((row) => row.site === s && row.subject !== CORE).length);
        const { specialists } = staffing(more, school());
        sites.forEach((row, s) => {
          const needed = Math.ceil(0.009 * sum(row.pupils!));
          const after = specialists[s * 2]!;
          if (before[s]! >= needed) expect(after).toBeGreaterThanOrEqual(needed);
          else expect(after).toBeLessThanOrEqual(needed);
        });
        expect(sum(specialists)).toBe(sum(before));
        const fewer = column(run(Math.min(one, other)).teachers, "secondSite");
        fewer.forEach((site, t) => site >= 0 && expect(more.teachers.secondSite[t]).toBe(site));
        const reversed = run(Math.min(one, other), teachers.map((row, i) => ({ ...row, id: i + 1 })).reverse());
        expect(column(reversed.teachers, "secondSite").reverse()).toEqual(fewer);
      }),
    );
  });

  it("ITI-3 half of the lessons at each school, in the return half at the own school only", () => {
    const returned = (n: number) => {
      const teachers = [...staff(3, { site: 0, subject: PE }), { site: 0, subject: PE, secondSite: 1 }];
      const state = county({ sites: [BIG, small(n, 2)], teachers });
      const { specialists } = staffing(state, school());
      expect([specialists[0], specialists[2]]).toEqual([3.5, 0.5]);
      const { tables, siteOf } = observe(state, createObservation(2));
      return [0, 1].map((site) => tables[0].amounts[Array.from(siteOf[0]).indexOf(site) * 7 + 2]);
    };
    for (const n of [50, 99, 100]) expect(returned(n)).toEqual([3.5, 0]);
  });

  it("ITI-3 a new teacher has no second school, whatever stood in the row before", () => {
    const state = county({ sites: [BIG], teachers: staff(4, { site: 0 }) });
    state.ledger.otherRecurrent = 1e9;
    state.sites.departures[0] = 4;
    state.teachers.secondSite.fill(0, 4);
    state.teachers.isUnwilling.fill(1, 4);
    recruit(state, school());
    expect(state.teachers.count).toBeGreaterThan(4);
    expect(new Set(column(state.teachers, "secondSite"))).toEqual(new Set([-1]));
    expect(sum(column(state.teachers, "isUnwilling"))).toBe(0);
  });
});
