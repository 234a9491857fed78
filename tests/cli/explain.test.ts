import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { explanationText } from "../../src/cli/explain-text.ts";
import { explainRun } from "../../src/cli/explain.ts";
import type { ComparisonSummary } from "../../src/experiment/comparison-summary.ts";
import { issuesOf } from "../scenarios/files.ts";
import { summaryFixture } from "../summary-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "junheng-explain-"));
afterAll(() => rmSync(folder, { recursive: true }));
const LOST_HEAD =
  "scenario,level,region,year,notReady,notApplied,failed,queued,tierCertified,certified,ready,applies,passes,binds_1,binds_1_share,binds_2,binds_2_share,binds_3,binds_3_share";
writeFileSync(
  join(folder, "where-lost.csv"),
  [
    LOST_HEAD,
    "baseline,nation,China,2027,0.6,0.1,0,0.1,0,0.2,0.5,0.8,0.5,classSize,0.3,balance,0.2,,",
    "baseline,nation,China,2035,0.5,0,0,0,0,0.5,0.6,0.9,0.9,balance,0.4,,,,",
    "baseline,province,51,2027,1,0,0,0,0,0,0,0,0,artRooms,0.9,,,,",
    "baseline,county,510525,2027,0.25,0,0,0,0,0.75,0.75,1,1,artRooms,0.2,,,,",
  ].join("\n"),
);
writeFileSync(
  join(folder, "counties.csv"),
  "scenario,code,name,province,kind,weight,odds_2027\nbaseline,510525,古蔺,51,county,3,0.75\n",
);

const title = { zh: "编制", en: "Posts" };
const rest = {
  scenario: "all-three",
  outcome: "certifiedShare" as const,
  year: 2027,
  standardError: 0.001,
  isSettled: true,
};
const summary: ComparisonSummary = summaryFixture({
  constraints: [
    {
      scenario: "baseline",
      decision: "hire",
      year: 2027,
      wanted: 1000,
      got: 600,
      short: { "post-quota": 300, "budget-recurrent": 100 } as never,
    },
  ],
  attribution: [
    {
      ...rest,
      package: "packages/faster-rotation",
      title: { zh: "加快交流轮岗", en: "Faster rotation" },
      value: 0.041,
    },
  ],
  ladder: [
    { ...rest, rung: 0, title: { zh: "没有约束", en: "no limit" }, mean: 0.5, step: 0 },
    { ...rest, rung: 1, constraint: "post-quota", title, mean: 0.3, step: -0.2, isSettled: false },
  ],
  countyStandings: [
    { scenario: "baseline", code: "510525", province: "51", year: 2026, item: "classSize", share: 0.6 },
  ],
  countyOdds: [
    { scenario: "baseline", code: "510525", name: "古蔺", province: "51", weight: 3, year: 2026, odds: 0.35 },
  ],
});
const flags = { results: "outputs" };
const explain = (changes: object = {}) => explainRun({ folder, summary }, { ...flags, ...changes });

describe("explain", () => {
  it("says where the odds of the nation are lost, what binds, which limits, whose part and who gains and loses", () => {
    const text = explanationText(explain({ year: [2027] }), "en");
    expect(text).toContain("ready 50% × applies if ready 80% × certified if applied 50% = certified 20%");
    expect(text).toContain("the others: in the queue 10%, ready, not applied 10%, not ready 60%");
    expect(text).toContain("what binds most often where not ready: Class size 30%, Balance between schools 20%");
    expect(text).toContain("2027, Hire teachers: wanted 1,000 persons, got 60%, posts 30%, recurrent money 10%");
    expect(text).toContain("part of each package (Shapley value)\n  All three, 2027, Faster rotation: +4.1 points");
    expect(text).toContain(
      "  All three, 2027, no limit: 50.0 %\n  All three, 2027, Posts: −20.0 points (sign not settled)",
    );
    expect(text).toMatch(/Counties certified: paired difference from the baseline\n {2}Faster rotation, 2027/);
    expect(explanationText(explain({ year: [2035] }), "en")).toMatch(/worse off: .* · .*/);
    expect(text).not.toContain("2035");
  });

  it("says the same in Chinese", () => {
    const text = explanationText(explain(), "zh");
    expect(text).toContain("曾达标 50% × 达标后申报 80% × 申报后认定 50% = 已认定 20%");
    expect(text).toContain("2027 年，补充教师：想要 1,000 人，得到 60%，编制 30%，经常性经费 10%");
    expect(text).toContain("2035 年");
    expect(text).not.toMatch(/[a-z]{4,} \d/);
  });

  it("explains a province by code or name", () => {
    for (const province of ["51", "四川", "Sichuan"]) {
      const { region, lost, binding, constraints } = explain({ province });
      expect(region).toMatchObject({ level: "province", region: "51" });
      expect(lost).toMatchObject([{ certified: 0, binds: [{ item: "artRooms", share: 0.9 }] }]);
      expect([binding, constraints]).toEqual([undefined, undefined]);
    }
  });

  it("traces a county by year", () => {
    for (const county of ["510525", "古蔺"]) {
      const explanation = explain({ county });
      expect(explanation.lost).toMatchObject([{ certified: 0.75 }]);
      expect(explanationText(explanation, "en")).toContain("    2026: certified in 35% of worlds, Class size (60%)");
      expect(explanationText(explanation, "zh")).toContain("    2026：已认定的世界 35%，班级规模 (60%)");
    }
  });

  it("takes another outcome", () => {
    expect(explain({ outcome: "boarders" }).differences!.every(({ outcome }) => outcome === "boarders")).toBe(true);
    expect(explain({ outcome: "boarders" }).attribution).toBeUndefined();
  });

  it("refuses what the run does not have", async () => {
    expect(await issuesOf(() => explain({ county: "古林" }))).toMatchObject([
      { code: "unknown-county", suggestion: 'did you mean "古蔺"?' },
    ]);
    expect(await issuesOf(() => explain({ province: "四州" }))).toMatchObject([
      { code: "bad-option", suggestion: 'did you mean "四川"?' },
    ]);
    expect(await issuesOf(() => explain({ outcome: "boarder" }))).toMatchObject([
      { suggestion: 'did you mean "boarders"?' },
    ]);
    expect(await issuesOf(() => explain({ year: [2027, 2050] }))).toMatchObject([
      { code: "bad-year", problem: "--year names 2050" },
    ]);
    expect(await issuesOf(() => explain({ county: "510525", province: "51" }))).toMatchObject([{ code: "bad-option" }]);
    expect(await issuesOf(() => explainRun({ folder: join(folder, "none"), summary }, flags))).toMatchObject([
      { code: "not-a-run" },
    ]);
  });

  it("does not pass over an option that has no effect", async () => {
    const issues = await issuesOf(() => explain({ province: "51", outcome: "boarders" }));
    expect(issues).toMatchObject([{ code: "bad-option", problem: "--outcome has no effect with a province" }]);
  });

  it("says so where a year has no rows", () => {
    expect(explanationText(explain({ year: [2026, 2027] }), "en")).toContain(
      "nothing for 2026: where-lost.csv holds the years of the goals",
    );
  });
});
