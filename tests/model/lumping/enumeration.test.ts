import { describe, expect, it } from "vitest";
import { admit } from "../../../src/model/processes/admission.ts";
import { openSchools } from "../../../src/model/schools.ts";
import * as m from "../../../src/model/state.ts";
import { county, school, sum } from "../worlds.ts";

/**
 * Six children, two schools of a town with two places left each: all that can happen, with its exact chance, once by going through
 * the choices and lots of each child and once by the formulas for counts; and 200,000 draws of the model beside them.
 */
const PLACES = [2, 2] as const;
const VALUES = {
  "demography.urbanisation_drift": 0,
  "choice.perception_noise": 0,
  "places.overflow_rule": 2,
  "choice.residence_tier_share": 0.8,
} as const;
const GROUPS = [m.TOWN, m.VILLAGE, m.MIGRANT * m.HOMES + m.TOWN];
/** Tier of each child: at home in town, at home in a village, migrants by residence or points. */
const CHILDREN = [0, 0, 1, 1, 2, 2];

/** Chance of each end state: children of the three groups at the first school and at the second. */
type Law = Map<string, number>;
const add = (law: Law, key: string, chance: number) => law.set(key, (law.get(key) ?? 0) + chance);

function setting() {
  const state = county({
    sites: [
      { rooms: 6, pupils: [45] },
      { rooms: 9, pupils: [68] },
    ],
  });
  const context = school(VALUES);
  const [first, second] = openSchools(state, 0, context.value).choices[m.TOWN]!.weights;
  const byResidence = context.value("choice.residence_tier_share") * context.value("migration.entry_share_county");
  return { state, chances: [first!, second!] as const, byResidence };
}

/** All subsets of a list with so many members. */
function subsets<T>(list: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  if (list.length < size) return [];
  const [head, ...tail] = list as [T, ...T[]];
  return [...subsets(tail, size - 1).map((rest) => [head, ...rest]), ...subsets(tail, size)];
}

/** Ways in which a school can answer: who is admitted, each way as likely as the next. */
function answers(asking: readonly number[], tiers: readonly number[], room: number): number[][] {
  let ways: number[][] = [[]];
  for (let tier = 0; tier < 3; tier++) {
    const own = asking.filter((child) => tiers[child] === tier);
    const left = room - ways[0]!.length;
    const chosen = own.length <= left ? [own] : subsets(own, left);
    ways = ways.flatMap((way) => chosen.map((more) => [...way, ...more]));
  }
  return ways;
}

/** Child by child: schools chosen, tiers of the two migrants, lots of each round. */
function byChildren({ chances, byResidence }: ReturnType<typeof setting>): Law {
  const law: Law = new Map();
  for (let choice = 0; choice < 64; choice++) {
    const chosen = CHILDREN.map((_, child) => (choice >> child) & 1);
    for (let points = 0; points < 4; points++) {
      const isPoints = (child: number) => child >= 4 && ((points >> (child - 4)) & 1) === 1;
      const tiers = CHILDREN.map((group, child) => (group === 0 ? 0 : isPoints(child) ? 2 : 1));
      let chance = 1;
      CHILDREN.forEach((group, child) => {
        chance *= chances[chosen[child] as 0 | 1];
        if (group === 2) chance *= isPoints(child) ? 1 - byResidence : byResidence;
      });
      goOn(law, chosen, tiers, chance);
    }
  }
  return law;
}

/** Both schools answer; those turned away ask the other one, where places are left. */
function goOn(law: Law, chosen: readonly number[], tiers: readonly number[], chance: number): void {
  const asking = [0, 1].map((s) => CHILDREN.map((_, child) => child).filter((child) => chosen[child] === s));
  const first = asking.map((list, s) => answers(list, tiers, PLACES[s]!));
  for (const a of first[0]!) {
    for (const b of first[1]!) {
      const turned = [0, 1, 2, 3, 4, 5].filter((child) => !a.includes(child) && !b.includes(child));
      const other = a.length < PLACES[0] ? 0 : 1;
      const placed = [a, b];
      const second = answers(turned, tiers, PLACES[other]! - placed[other]!.length);
      for (const more of second) {
        const end = placed.map((list, s) => (s === other ? [...list, ...more] : list));
        const share = chance / first[0]!.length / first[1]!.length / second.length;
        add(
          law,
          end.map((list) => GROUPS.map((_, g) => list.filter((child) => CHILDREN[child] === g).length)).join(),
          share,
        );
      }
    }
  }
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 0; i < k; i++) ways = (ways * (n - i)) / (i + 1);
  return k < 0 || k > n ? 0 : Math.round(ways);
}

/** Kinds of applicant: town, village, migrants by residence, migrants by points. */
const TIERS = [0, 1, 1, 2];

/** What a school admits of each kind, with the multivariate hypergeometric chance of the lot. */
function lots(counts: readonly number[], room: number): { admitted: number[]; chance: number }[] {
  let found = [{ admitted: [0, 0, 0, 0], chance: 1 }];
  let left = room;
  for (let tier = 0; tier < 3; tier++) {
    const kinds = TIERS.flatMap((t, kind) => (t === tier ? [kind] : []));
    const all = kinds.reduce((n, kind) => n + counts[kind]!, 0);
    const taken = Math.min(left, all);
    const next: typeof found = [];
    for (const { admitted, chance } of found) {
      const [one, two] = kinds as [number, number?];
      for (let n = 0; n <= taken; n++) {
        if (two === undefined && n < taken) continue;
        const rest = taken - n;
        const ways = choose(counts[one]!, n) * (two === undefined ? 1 : choose(counts[two]!, rest));
        if (ways === 0) continue;
        const more = admitted.map((x, kind) => (kind === one ? n : kind === two ? rest : x));
        next.push({ admitted: more, chance: (chance * ways) / choose(all, taken) });
      }
    }
    found = next;
    left -= taken;
  }
  return found;
}

/** By counts: binomials for tiers and schools, hypergeometric lots. */
function byCounts({ chances, byResidence }: ReturnType<typeof setting>): Law {
  const law: Law = new Map();
  const [p, q] = chances;
  for (let points = 0; points <= 2; points++) {
    const all = [2, 2, 2 - points, points];
    const ofTiers = choose(2, points) * (1 - byResidence) ** points * byResidence ** (2 - points);
    for (let code = 0; code < 81; code++) {
      const atA = all.map((_, kind) => Math.floor(code / 3 ** kind) % 3);
      if (atA.some((n, kind) => n > all[kind]!)) continue;
      const ofChoice = atA.reduce((c, n, kind) => c * choose(all[kind]!, n) * p ** n * q ** (all[kind]! - n), ofTiers);
      const atB = all.map((n, kind) => n - atA[kind]!);
      for (const a of lots(atA, PLACES[0])) {
        for (const b of lots(atB, PLACES[1])) {
          const turned = all.map((n, kind) => n - a.admitted[kind]! - b.admitted[kind]!);
          const other = sum(a.admitted) < PLACES[0] ? 0 : 1;
          const free = PLACES[other]! - sum([a, b][other]!.admitted);
          for (const more of lots(turned, free)) {
            const end = [a, b].map(({ admitted }, s) =>
              admitted.map((n, kind) => n + (s === other ? more.admitted[kind]! : 0)),
            );
            const key = end
              .map(([town, village, residence, byPoints]) => [town, village, residence! + byPoints!])
              .join();
            add(law, key, ofChoice * a.chance * b.chance * more.chance);
          }
        }
      }
    }
  }
  return law;
}

describe("six children, two schools, four places", () => {
  const world = setting();
  const exact = byChildren(world);

  it("going through children and counting them give the same law", () => {
    const formula = byCounts(world);
    expect(sum([...exact.values()])).toBeCloseTo(1, 12);
    expect([...formula.keys()].sort()).toEqual([...exact.keys()].sort());
    for (const [key, chance] of exact) expect(formula.get(key)).toBeCloseTo(chance, 12);
    expect(exact.size).toBe(10);
  });

  it("the model draws from this law", () => {
    const draws = 200_000;
    const { state } = world;
    const before = state.pupils.slice();
    const values = new Map<string, number>();
    const { value } = school(VALUES);
    const known: typeof value = (id) => values.get(id) ?? (values.set(id, value(id)), values.get(id)!);
    const seen: Law = new Map();
    for (let draw = 0; draw < draws; draw++) {
      state.pupils.set(before);
      GROUPS.forEach((group) => (state.waiting[group] = 2));
      admit(state, { ...school({}, { key: [draw, 21] }), value: known });
      const end = [0, 1].map((site) =>
        GROUPS.map((group) => state.pupils[m.cell(site, 0, group)]! - before[m.cell(site, 0, group)]!),
      );
      add(seen, end.join(), 1);
    }
    expect([...seen.keys()].filter((key) => !exact.has(key))).toEqual([]);
    let [chi, cells] = [0, 0];
    for (const [key, chance] of exact) {
      chi += ((seen.get(key) ?? 0) - draws * chance) ** 2 / (draws * chance);
      cells++;
    }
    expect(Math.min(...exact.values()) * draws).toBeGreaterThan(5);
    // Chi-square has mean df and variance 2·df.
    expect(chi).toBeLessThan(cells - 1 + 4 * Math.sqrt(2 * (cells - 1)));
  });
});
