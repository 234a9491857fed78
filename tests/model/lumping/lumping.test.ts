import { beforeAll, describe, expect, it } from "vitest";
import { normalQuantile } from "../../../src/core/normal.ts";
import * as m from "../../../src/model/state.ts";
import { nearStandard } from "./county.ts";
import { LAST, runWorld, type Form } from "./world.ts";

/**
 * Counts of exchangeable pupils have the law of pupils taken one by one. The twin (`twin-*.ts`) is written from the rules of docs/ODD.md
 * 7.2 and 7.6–7.8 and holds every pupil; it shares with the model only what draws nothing: the weights of settings and schools
 * (CHO-1 to CHO-4), places, ways and the odds of boarding.
 *
 * Mutants killed: pupils who leave a rounded mean instead of a binomial number · one tier for all · beds to the youngest first ·
 * the cohort parted in fixed shares
 */
const WORLDS = 2000;
const LOOKED_AT = [2023, 2028, LAST];

/** Mean, variance and their standard errors, kept as sums of powers around a fixed first value. */
class Moments {
  private readonly sums = [0, 0, 0, 0];
  private first = NaN;
  private n = 0;

  add(x: number): void {
    if (this.n++ === 0) this.first = x;
    const d = x - this.first;
    for (let k = 0, power = d; k < 4; k++, power *= d) this.sums[k]! += power;
  }

  summary() {
    const [a, b, c, d] = this.sums.map((sum) => sum / this.n) as [number, number, number, number];
    const variance = b - a * a;
    const fourth = d - 4 * a * c + 6 * a * a * b - 3 * a ** 4;
    return {
      mean: this.first + a,
      variance,
      meanError2: variance / this.n,
      varianceError2: Math.max(0, fourth - variance * variance) / this.n,
    };
  }
}

/** What is compared in one September, by name. */
function lookAt(state: m.CountyState, year: number, soFar: Record<string, number>): [string, number][] {
  const found: [string, number][] = Object.entries(soFar);
  const { sites, pupils } = state;
  for (let site = 0; site < sites.count; site++) {
    for (let stage = 0; stage < 2; stage++) {
      if (!m.teaches(sites.kind[site]!, stage)) continue;
      found.push([`site ${site} stage ${stage}`, m.stageEnrolment(pupils, site, stage)]);
      found.push([`boarders of site ${site} stage ${stage}`, sites.boarders[site * 2 + stage]!]);
      found.push([`largest class of site ${site} stage ${stage}`, sites.largestClass[site * 2 + stage]!]);
    }
  }
  // Who is at the crowded schools: residents of the setting, of elsewhere, and migrants, whom tiers treat differently.
  for (const site of [2, 3, 4, 5]) {
    const tiers = [0, 0, 0];
    for (let at = m.cell(site, 0, 0); at < m.cell(site + 1, 0, 0); at++) {
      const group = at % m.GROUPS;
      tiers[m.residencyOf(group) === m.MIGRANT ? 2 : m.homeOf(group) === sites.setting[site] ? 0 : 1]! += pupils[at]!;
    }
    tiers.forEach((n, tier) => found.push([`site ${site} tier ${tier}`, n]));
  }
  for (let group = 0; group < m.GROUPS; group++) {
    let n = 0;
    for (let at = group; at < pupils.length; at += m.GROUPS) n += pupils[at]!;
    found.push([`group ${group}`, n]);
  }
  found.push(
    ["way of villagers", sites.travelKm[4 * 6]!],
    ["low-income boarders", state.tally.boardersLowIncome],
    ["young boarders", state.tally.youngBoarders],
  );
  return found.map(([name, x]) => [`${name} ${year}`, x]);
}

function runAll(form: Form) {
  const initial = nearStandard();
  const moments = new Map<string, Moments>();
  const certified = new Map<number, number>();
  for (let world = 0; world < WORLDS; world++) {
    const soFar = { unplaced: 0, leavers: 0, dropouts: 0, "not progressed": 0, refused: 0, "without bed": 0 };
    runWorld(initial, form, world, (state, year) => {
      soFar.unplaced += state.tally.unplaced;
      soFar.leavers += state.pupilFlows.leavers;
      soFar.dropouts += state.pupilFlows.dropouts;
      soFar["not progressed"] += state.pupilFlows.notProgressed;
      soFar.refused += state.tally.refusedMigrants;
      soFar["without bed"] += state.tally.longCommuters;
      if (LOOKED_AT.includes(year)) {
        for (const [name, x] of lookAt(state, year, soFar)) {
          if (!moments.has(name)) moments.set(name, new Moments());
          moments.get(name)!.add(x);
        }
      }
      if (year === LAST) certified.set(state.queue.certifiedYear, (certified.get(state.queue.certifiedYear) ?? 0) + 1);
    });
  }
  return { moments, certified };
}

/** Two-sided chance of exceeding four standard errors, shared out over the comparisons (Bonferroni). */
function limitFor(comparisons: number): number {
  return normalQuantile(1 - 3.17e-5 / comparisons);
}

describe("exact lumping", () => {
  let counts: ReturnType<typeof runAll>;
  let children: ReturnType<typeof runAll>;
  beforeAll(() => {
    counts = runAll("counts");
    children = runAll("children");
  }, 400_000);

  it.each(["mean", "variance"] as const)("the %s of every count is that of single pupils", (moment) => {
    const names = [...counts.moments.keys()];
    const limit = limitFor(2 * names.length);
    const apart = names.map((name) => {
      const [a, b] = [counts.moments.get(name)!.summary(), children.moments.get(name)!.summary()];
      const error = Math.sqrt(a[`${moment}Error2`] + b[`${moment}Error2`]);
      const difference = a[moment] - b[moment];
      return {
        name,
        z: error === 0 ? (difference === 0 ? 0 : Infinity) : difference / error,
        a: a[moment],
        b: b[moment],
      };
    });
    expect(apart.filter(({ z }) => Math.abs(z) > limit)).toEqual([]);
    // Together the differences scatter as chance would have it: their mean square is near 1.
    const square = apart.reduce((sum, { z }) => sum + z * z, 0) / apart.length;
    expect(square).toBeLessThan(1.6);
  });

  it("the year of certification has the same distribution", () => {
    const years = [...new Set([...counts.certified.keys(), ...children.certified.keys()])].sort();
    expect(years.length).toBeGreaterThan(4);
    let [chi, cells] = [0, 0];
    let rest = [0, 0];
    for (const year of years) {
      const both = [counts.certified.get(year) ?? 0, children.certified.get(year) ?? 0];
      rest = rest.map((n, i) => n + both[i]!);
      // Years with few certificates are taken together with the next.
      if (rest[0]! + rest[1]! < 20 && year !== years.at(-1)) continue;
      chi += (rest[0]! - rest[1]!) ** 2 / (rest[0]! + rest[1]!);
      cells++;
      rest = [0, 0];
    }
    // Wilson and Hilferty: the cube root of chi-square over its degrees of freedom is near normal.
    const df = cells - 1;
    const z = (Math.cbrt(chi / df) - (1 - 2 / (9 * df))) / Math.sqrt(2 / (9 * df));
    expect(z).toBeLessThan(4);
  });
});
