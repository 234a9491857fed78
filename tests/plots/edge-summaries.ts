import type { ComparisonSummary, Spread } from "../../src/experiment/comparison-summary.ts";
import { summaryFixture } from "../summary-fixture.ts";

/** Summaries that strain figures and report: each a fixture with one thing pushed to its end. */
export function edgeSummaries(): { readonly name: string; readonly summary: ComparisonSummary }[] {
  const full = summaryFixture();
  return [
    { name: "one scenario", summary: onlyBaseline(full) },
    { name: "no variance", summary: withoutVariance(full) },
    { name: "provinces missing", summary: withoutProvinces(full) },
    { name: "long titles", summary: withLongTitles(full) },
    { name: "no goal, no hindcast", summary: { ...full, goals: [], goalChances: [], hindcast: [] } },
    { name: "seven scenarios", summary: withMoreScenarios(full) },
    { name: "observed counties", summary: { ...full, nation: { ...full.nation, status: "observed" } } },
    { name: "sure of the goal", summary: sureOfGoal(full) },
    { name: "nothing certified", summary: withNothing(full) },
    { name: "one world, one year", summary: withOneWorld(full) },
  ];
}

function onlyBaseline(summary: ComparisonSummary): ComparisonSummary {
  const scenarios = summary.scenarios.slice(0, 1);
  const only = <T extends { readonly scenario: string }>(rows: readonly T[]) =>
    rows.filter((row) => row.scenario === "baseline");
  return {
    ...summary,
    scenarios,
    differences: [],
    certifiedShare: only(summary.certifiedShare),
    goalChances: only(summary.goalChances),
    provinces: only(summary.provinces),
    binding: only(summary.binding),
    outcomes: only(summary.outcomes),
    constraints: only(summary.constraints!),
    countyOdds: only(summary.countyOdds!),
    countyStandings: only(summary.countyStandings!),
    worldShares: only(summary.worldShares),
  };
}

/** Every world alike, every scenario as the baseline. */
function withoutVariance(summary: ComparisonSummary): ComparisonSummary {
  const flat = (value: number): Spread => {
    return { p05: value, p25: value, p50: value, p75: value, p95: value, mean: value, standardError: 0 };
  };
  return {
    ...summary,
    certifiedShare: summary.certifiedShare.map((row) => ({ ...row, ...flat(0.25) })),
    differences: summary.differences.map((row) => ({ ...row, ...flat(0), isSettled: false, varianceRatio: 0 })),
    outcomes: summary.outcomes.map((row) => ({ ...row, ...flat(0) })),
    provinces: summary.provinces.map((row) => ({ ...row, share: 0.25, standardError: 0 })),
  };
}

/** Six provinces without a simulated county, one of them with a row that says so. */
function withoutProvinces(summary: ComparisonSummary): ComparisonSummary {
  const gone = ["11", "12", "31", "46", "54", "64"];
  const provinces = summary.provinces
    .filter((row) => !gone.includes(row.province) || row.province === "54")
    .map((row) => (row.province === "54" ? { ...row, counties: 0, share: 0 } : row));
  return { ...summary, provinces };
}

function withLongTitles(summary: ComparisonSummary): ComparisonSummary {
  const zh = "先行县全面推行县管校聘并在三年内把交流轮岗比例提高到符合条件教师的百分之二十五";
  const en =
    "County-managed appointment everywhere with rotation raised to a quarter of eligible teachers within three years";
  const scenarios = summary.scenarios.map((scenario) => ({
    ...scenario,
    title: { zh: zh + scenario.title.zh, en: `${en} (${scenario.title.en})` },
  }));
  return { ...summary, scenarios, title: { zh, en } };
}

/** Two more scenarios, the sixth and seventh, that copy the last. */
function withMoreScenarios(summary: ComparisonSummary): ComparisonSummary {
  const copy = <T extends { readonly scenario: string }>(rows: readonly T[]): T[] => [
    ...rows,
    ...["sixth", "seventh"].flatMap((id) =>
      rows.filter((row) => row.scenario === "all-three").map((row) => ({ ...row, scenario: id })),
    ),
  ];
  const more = ["sixth", "seventh"].map((id) => ({
    id,
    title: { zh: `情景${id}`, en: `Scenario ${id}` },
    isBaseline: false,
    changes: [],
  }));
  return {
    ...summary,
    scenarios: [...summary.scenarios, ...more],
    certifiedShare: copy(summary.certifiedShare),
    differences: copy(summary.differences),
    goalChances: copy(summary.goalChances),
    provinces: copy(summary.provinces),
    binding: copy(summary.binding),
    outcomes: copy(summary.outcomes),
    constraints: copy(summary.constraints!),
    attribution: copy(summary.attribution!),
    countyOdds: copy(summary.countyOdds!),
    worldShares: copy(summary.worldShares),
  };
}

/** All shares high and tight: the first goal is met in every world. */
function sureOfGoal(summary: ComparisonSummary): ComparisonSummary {
  const lift = (share: number) => 0.9 + share / 10;
  return {
    ...summary,
    certifiedShare: summary.certifiedShare.map((row) => {
      const { p05, p25, p50, p75, p95, mean } = row;
      return {
        ...row,
        p05: lift(p05),
        p25: lift(p25),
        p50: lift(p50),
        p75: lift(p75),
        p95: lift(p95),
        mean: lift(mean),
      };
    }),
    goalChances: summary.goalChances.map((row) => ({ ...row, chance: 1, standardError: 0 })),
    provinces: summary.provinces.map((row) => ({ ...row, share: lift(row.share) })),
  };
}

/** No county certified anywhere, nothing wanted, no factor that matters. */
function withNothing(summary: ComparisonSummary): ComparisonSummary {
  const none: Spread = { p05: 0, p25: 0, p50: 0, p75: 0, p95: 0, mean: 0, standardError: 0 };
  const zero = <T extends object>(rows: readonly T[]) => rows.map((row) => ({ ...row, ...none }));
  return {
    ...summary,
    certifiedShare: zero(summary.certifiedShare),
    worldShares: summary.worldShares.map((row) => ({ ...row, share: 0 })),
    differences: zero(summary.differences),
    outcomes: zero(summary.outcomes),
    provinces: summary.provinces.map((row) => ({ ...row, share: 0, standardError: 0 })),
    binding: summary.binding.map((row) => ({ ...row, share: row.item === "balance" ? 1 : 0 })),
    constraints: summary.constraints!.map((row) => {
      const short = Object.fromEntries(Object.keys(row.short).map((id) => [id, 0])) as typeof row.short;
      return { ...row, wanted: 0, got: 0, short };
    }),
    attribution: summary.attribution!.map((row) => ({ ...row, value: 0, standardError: 0 })),
    ladder: summary.ladder!.map((row) => ({ ...row, mean: 0, step: 0, standardError: 0 })),
    tornado: summary.tornado!.map((row) => ({ ...row, low: 0, high: 0, base: 0, standardError: 0 })),
    countyOdds: summary.countyOdds!.map((row) => ({ ...row, odds: 0 })),
    countyStandings: summary.countyStandings!.map((row) => ({ ...row, item: "balance", share: 1 })),
  };
}

/** A single world and a single goal, and one row of each of the figures that explain. */
function withOneWorld(summary: ComparisonSummary): ComparisonSummary {
  const early = <T extends { readonly year: number }>(rows: readonly T[]) => rows.filter((row) => row.year === 2027);
  return {
    ...summary,
    worlds: 1,
    goals: summary.goals.slice(0, 1),
    worldShares: summary.worldShares.filter((row) => row.world === 0),
    constraints: early(summary.constraints!),
    attribution: early(summary.attribution!).slice(0, 1),
    ladder: early(summary.ladder!).slice(0, 1),
    tornado: summary.tornado!.slice(0, 1),
    countyOdds: early(summary.countyOdds!).filter((row) => row.province === "45"),
    countyStandings: summary.countyStandings!.filter((row) => row.province === "45"),
  };
}
