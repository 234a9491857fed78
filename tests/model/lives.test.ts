import { describe, expect, it } from "vitest";
import { cloneCounty } from "../../src/model/clone.ts";
import { choosePeople } from "../../src/model/follow.ts";
import { pupilYears, type Lives, type PupilYear } from "../../src/model/lives.ts";
import { ENTERING, inCell, inWaiting, startTrail, type Pool } from "../../src/model/pupil-trail.ts";
import { simulateWorld } from "../../src/model/simulate.ts";
import { yearLots } from "../../src/model/year-lots.ts";
import { smallNation, tableOf } from "./nation.ts";
import { sixSites } from "./six-sites.ts";
import { school } from "./worlds.ts";

/**
 * Mutants killed:
 * TRL-2: people chosen anew for every scenario · counties drawn alike whatever their entrants · an ended line that goes on · lost pupils
 * passed over
 */

describe("a traced run", () => {
  const nation = smallNation(["45", "33"], 2);
  const plan = { pupils: 200, teachers: 20 };
  const key = [2026, 7] as const;
  const base = tableOf(nation);
  const levers = tableOf(nation, { "rotation.share": 0.3, "consolidation.min_pupils_primary": 200 }, { from: 2025 });
  const tables = [base, levers, tableOf(nation, { "teachers.exit_rate_urban": 0.1, "teachers.exit_rate_rural": 0.1 })];
  const [plain, changed, early] = simulateWorld(nation, tables, key, { follow: plan });
  const byPupil = new Map<number, PupilYear[]>();
  for (const row of changed!.lives!.pupils) byPupil.set(row.pupil, [...(byPupil.get(row.pupil) ?? []), row]);

  it("gives the counts of an untraced run", () => {
    const untraced = simulateWorld(nation, tables, key);
    [plain, changed, early].forEach((trace, s) =>
      expect({ ...trace, lives: undefined }).toEqual({ ...untraced[s], lives: undefined }),
    );
  });

  it("TRL-2 follows the same people in every scenario, in counties as they have entrants", () => {
    const first = (trace: typeof plain) => trace!.lives!.pupils.filter(({ year }) => year === 2025);
    expect(first(plain)).toHaveLength(200);
    expect(first(changed).map(({ pupil, county }) => [pupil, county])).toEqual(
      first(plain).map(({ pupil, county }) => [pupil, county]),
    );
    // A scenario that differs before 2025 has other teachers in post, but the same are followed.
    const teachers = (trace: typeof plain) => [...new Set(trace!.lives!.teachers.map(({ teacher }) => teacher))].sort();
    expect(teachers(early)).toEqual(teachers(plain));
    const one = cloneCounty(nation.counties[0]!);
    const none = cloneCounty(nation.counties[1]!);
    none.births.fill(0);
    const trails = choosePeople([none, one], { pupils: 50, teachers: 0 }, 2025, key);
    expect(trails.map(({ pupils }) => pupils.pools.length)).toEqual([0, 50]);
    expect(trails[1]!.pupils.pools.every((pool) => pool === ENTERING)).toBe(true);
  });

  it("TRL-2 chooses teachers by a lot of their own, not by one that has decided who moved", () => {
    const one = cloneCounty(nation.counties[0]!);
    const chosen = () => choosePeople([one], { pupils: 0, teachers: 40 }, 2025, key)[0]!.teachers.ids;
    const before = chosen();
    expect(chosen()).toEqual(before);
    expect(new Set(before).size).toBe(40);
    const { teachers } = one;
    for (const lots of Object.values<Uint32Array>({
      ...yearLots(teachers, school({}, { year: 2025, county: one.id, key })),
    }))
      for (const sign of [1, -1]) {
        const rows = Array.from({ length: teachers.count }, (_, t) => t).sort((a, b) => sign * (lots[a]! - lots[b]!));
        const first = new Set(rows.slice(0, 40).map((t) => teachers.id[t]!));
        expect(before.filter((id) => first.has(id)).length).toBeLessThan(15);
      }
  });

  it("TRL-2 follows no more children of a small county than surely enter it", () => {
    const small = cloneCounty(nation.counties[0]!);
    small.births.fill(8);
    const [trails] = choosePeople([small], { pupils: 500, teachers: 0 }, 2025, key);
    expect(trails!.pupils.ids).toHaveLength(6);
  });

  it("TRL-2 tells whole lives: a grade a year at a school of the grade, one ending at most, graduation after grade 9", () => {
    for (const rows of byPupil.values()) {
      rows.forEach((row, i) => {
        expect(row.year).toBe(2025 + i);
        if (row.status !== "in-school") {
          expect(i).toBe(rows.length - 1);
          if (row.status === "graduated") expect(rows[i - 1]!.grade).toBe(9);
          return;
        }
        expect(row.grade).toBe(i + 1);
        const kinds = row.grade! < 7 ? ["primary", "nine-year", "teaching-point"] : ["junior", "nine-year"];
        expect(kinds).toContain(row.kind);
        if (row.kind === "teaching-point") expect(row.grade).toBeLessThan(5);
      });
      const last = rows.at(-1)!;
      expect(last.status !== "in-school" || last.year === 2035).toBe(true);
    }
  });

  it("stops where a process has lost a pupil", () => {
    const state = sixSites();
    const lives: Lives = { pupils: [], teachers: [] };
    const lost = (pool: Pool) => () => pupilYears(state, startTrail([1, 2], pool), 2026, lives);
    expect(lost(inWaiting(0, 0))).toThrow(/2026: traced pupil 1 is lost/);
    expect(lost(inCell(0, 8, 0))).toThrow(/is lost/);
  });
});
