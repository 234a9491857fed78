import type { BindingItem, ComparisonSummary } from "../src/experiment/comparison-summary.ts";
import { CONSTRAINT_IDS, DECISIONS, type Constraint, type Decision } from "../src/model/constraints.ts";

/** What each scenario of the fixture does, for rows made here. */
export interface FixtureScenario {
  readonly id: string;
  readonly push: number;
}

/** Mean share certified of a scenario in a year. */
export type MeanShare = (push: number, year: number) => number;

const YEARS = Array.from({ length: 16 }, (_, k) => 2020 + k);
const COUNTIES = 62;

/** Made-up counties, two a province. */
export function counties(
  provinces: readonly string[],
): { code: string; name: string; province: string; weight: number }[] {
  return Array.from({ length: COUNTIES }, (_, c) => {
    const province = provinces[Math.floor((c * provinces.length) / COUNTIES)]!;
    return {
      code: `${province}S00${c % 2}`,
      name: `${"甲乙丙丁戊己庚辛壬癸"[c % 10]!}县`,
      province,
      weight: 40 + (c % 5),
    };
  });
}

/** A county's head start, between −1 and 1. */
function start(c: number): number {
  return ((c * 37) % COUNTIES) / (COUNTIES / 2) - 1;
}

/** Odds at the goal years: 0 for those far behind, 1 for those far ahead. */
export function countyOdds(
  scenarios: readonly FixtureScenario[],
  provinces: readonly string[],
  meanShare: MeanShare,
): NonNullable<ComparisonSummary["countyOdds"]> {
  return scenarios.flatMap(({ id, push }) =>
    [2027, 2035].flatMap((year) =>
      counties(provinces).map((county, c) => {
        const odds = Math.min(1, Math.max(0, meanShare(push, year) + 0.8 * start(c)));
        return { scenario: id, ...county, year, odds: Math.round(40 * odds) / 40 };
      }),
    ),
  );
}

/** Standings of 20 counties in two scenarios: an item, then the queue, then the certificate; some never get there. */
export function countyStandings(
  scenarios: readonly FixtureScenario[],
  provinces: readonly string[],
): NonNullable<ComparisonSummary["countyStandings"]> {
  const items: readonly BindingItem[] = ["backboneTeachers", "sportsArea", "multimediaRooms", "balance", "classSize"];
  const shown = counties(provinces).filter((_, c) => c % 3 === 0);
  return [scenarios[0]!, scenarios.at(-1)!].flatMap(({ id, push }) =>
    shown.flatMap(({ code, province }, c) => {
      const certified = 2023 + ((c * 7) % 16) - Math.round(push * 20);
      return YEARS.map((year) => {
        const item = items[(c + Math.floor((year - 2020) / 5)) % items.length]!;
        const standing = year >= certified ? "certified" : year >= certified - 2 ? "queue" : item;
        return { scenario: id, code, province, year, item: standing, share: 0.55 + 0.4 * ((c % 5) / 5) };
      });
    }),
  );
}

/** Which constraints each decision of the fixture meets, by weight. */
const MET: Readonly<Record<Decision, Partial<Record<Constraint, number>>>> = {
  hire: { "no-eligible-teacher": 3, "post-quota": 5, "budget-recurrent": 2 },
  rotate: { "no-eligible-teacher": 1, "policy-cap": 6 },
  close: { seats: 2, "travel-limit": 4, beds: 1, consent: 3 },
  place: { seats: 1, "entry-rule": 1, "travel-limit": 1 },
  build: { "budget-capital": 1 },
};
const WANTED: Readonly<Record<Decision, number>> = {
  hire: 412000,
  rotate: 538000,
  close: 9100,
  place: 7.9e7,
  build: 2.1e11,
};

/** Wanted and got by decision; a push eases every constraint. Nothing is wanted to be closed in the first scenario of 2035. */
export function constraints(scenarios: readonly FixtureScenario[]): NonNullable<ComparisonSummary["constraints"]> {
  return scenarios.flatMap(({ id, push }) =>
    (Object.keys(DECISIONS) as Decision[]).flatMap((decision) =>
      [2027, 2035].map((year) => {
        const wanted = push === 0 && decision === "close" && year === 2035 ? 0 : WANTED[decision] * (1 + push);
        const lack = decision === "place" ? 0.002 : 0.45 - 2 * push - (year - 2027) * 0.01;
        const met = MET[decision];
        const all = Object.values(met).reduce((sum, weight) => sum + weight, 0);
        const short = Object.fromEntries(
          CONSTRAINT_IDS.map((constraint) => [constraint, (wanted * lack * (met[constraint] ?? 0)) / all]),
        ) as Record<Constraint, number>;
        return { scenario: id, decision, year, wanted, got: wanted * (1 - lack), short };
      }),
    ),
  );
}

/** Three packages whose parts add up to what the last scenario changes, one of them for the worse and open. */
export function attribution(
  last: FixtureScenario,
  meanShare: MeanShare,
): NonNullable<ComparisonSummary["attribution"]> {
  const parts = [
    { package: "faster-rotation", title: { zh: "加快轮岗", en: "Faster rotation" }, part: 0.62 },
    { package: "careful-consolidation", title: { zh: "审慎撤并", en: "Careful consolidation" }, part: -0.04 },
    { package: "funding-formula", title: { zh: "经费公式", en: "Funding formula" }, part: 0.42 },
  ];
  return [2027, 2035].flatMap((year) => {
    const whole = meanShare(last.push, year) - meanShare(0, year);
    return parts.map(({ part, ...rest }) => {
      const value = part * whole;
      const standardError = 0.003;
      const isSettled = Math.abs(value) > 2 * standardError;
      return { scenario: last.id, ...rest, outcome: "certifiedShare" as const, year, value, standardError, isSettled };
    });
  });
}

/** From no constraint down to all of them. */
export function ladder(last: FixtureScenario, meanShare: MeanShare): NonNullable<ComparisonSummary["ladder"]> {
  const rungs = [
    { title: { zh: "没有约束", en: "No constraint" }, step: 0 },
    { constraint: "posts", title: { zh: "编制", en: "posts" }, step: -0.09 },
    { constraint: "travel", title: { zh: "路程上限", en: "travel limit" }, step: -0.02 },
    { constraint: "seats", title: { zh: "学位", en: "places" }, step: 0.001 },
    { constraint: "budget", title: { zh: "经费", en: "money" }, step: -0.06 },
  ];
  return [2027, 2035].flatMap((year) => {
    const end = meanShare(last.push, year);
    return rungs.map(({ step, ...rest }, rung) => {
      const later = rungs.slice(rung + 1).reduce((sum, one) => sum + one.step, 0);
      const standardError = rung === 0 ? 0 : 0.004;
      const isSettled = rung === 0 || Math.abs(step) > 2 * standardError;
      const outcome = "certifiedShare" as const;
      return { scenario: last.id, rung, ...rest, outcome, year, mean: end - later, step, standardError, isSettled };
    });
  });
}

/** Twelve factors of the first goal year; the strongest carry the outcome over the goal of a third. */
export function tornado(last: FixtureScenario, meanShare: MeanShare): NonNullable<ComparisonSummary["tornado"]> {
  const base = meanShare(last.push, 2027);
  return Array.from({ length: 12 }, (_, k) => {
    const reach = 0.052 / (1 + (k * k) / 2);
    const isFalling = k % 3 === 1;
    return {
      scenario: last.id,
      outcome: "certifiedShare" as const,
      year: 2027,
      parameter: `fixture.factor_${k + 1}`,
      title: { zh: `因素${"甲乙丙丁戊己庚辛壬癸子丑"[k]!}（年均变动）`, en: `Factor ${k + 1} (mean yearly change)` },
      unit: k % 2 ? "share" : "persons/year",
      lowValue: k % 2 ? 0.05 * (k + 1) : 12 + k,
      highValue: k % 2 ? 0.05 * (k + 1) + 0.2 : 30 + 1.5 * k,
      low: base + (isFalling ? reach : -1.3 * reach),
      high: base + (isFalling ? -0.8 * reach : reach),
      base,
      standardError: 0.004,
    };
  });
}
