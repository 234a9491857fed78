import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import type { Locale } from "../../src/core/bilingual.ts";
import type { ComparisonSummary } from "../../src/experiment/comparison-summary.ts";
import { CONSTRAINT_IDS, type Constraint } from "../../src/model/constraints.ts";
import { answersBlock } from "../../src/report/answers.ts";
import { valuesTable } from "../../src/report/values-table.ts";
import { whySection } from "../../src/report/why-section.ts";
import { summaryFixture } from "../summary-fixture.ts";

const textOf = (html: string) => new JSDOM(html).window.document.body.textContent!.replace(/\s+/g, " ");
const answers = (summary: ComparisonSummary, locale: Locale = "en") => textOf(answersBlock(summary, locale).html);
const NONE = Object.fromEntries(CONSTRAINT_IDS.map((id) => [id, 0])) as Record<Constraint, number>;

const fixture = summaryFixture();
const [baseline, second] = fixture.scenarios.map(({ id }) => id) as [string, string];
const VALUES: NonNullable<ComparisonSummary["values"]> = [baseline, second].flatMap((scenario, s) =>
  [2025, 2035].map((year) => ({
    parameter: "rotation.share" as const,
    scenario,
    year,
    low: s === 0 ? 0.1 : 0.15,
    high: s === 0 ? 0.1 : 0.2,
    isChanged: s > 0,
  })),
);

describe("five questions", () => {
  it("are asked in both languages, each with a link to more", () => {
    for (const locale of ["zh", "en"] as const) {
      const document = new JSDOM(answersBlock(fixture, locale).html).window.document;
      expect(document.querySelectorAll("dt").length).toBe(5);
      expect([...document.querySelectorAll("dt a")].map((link) => link.getAttribute("href"))).toEqual([
        "#scenarios",
        "#figures",
        "#why",
        "#money",
        "#losers",
      ]);
      for (const answer of document.querySelectorAll("dd"))
        expect(answer.querySelectorAll("li").length).toBeGreaterThan(0);
    }
  });

  it("what differs: the value before and after, a range where counties differ", () => {
    expect(answers({ ...fixture, values: VALUES })).toContain(
      "Share of eligible teachers rotated in a year 0.1 → 0.15–0.2",
    );
  });

  it("who reaches: says so where no scenario does in any world, and names those that do", () => {
    const none = { ...fixture, goalChances: fixture.goalChances.map((row) => ({ ...row, chance: 0 })) };
    expect(answers(none)).toContain("None does, in any of the");
    const some = fixture.goalChances.map((row) => ({ ...row, chance: row.scenario === second ? 0.25 : 0 }));
    expect(answers({ ...fixture, goalChances: some })).toMatch(/: in 25% of worlds/);
  });

  it("why not: the largest part of a decision that was not got, with what stopped it", () => {
    const constraints = [
      {
        scenario: baseline,
        decision: "hire",
        year: 2027,
        wanted: 100,
        got: 80,
        short: { ...NONE, "post-quota": 15, "no-eligible-teacher": 5 },
      },
      { scenario: baseline, decision: "close", year: 2027, wanted: 10, got: 10, short: NONE },
    ] as const;
    const text = answers({ ...fixture, constraints });
    expect(text).toContain("Hire teachers 15% (posts)");
    expect(text).not.toContain("Close schools");
  });

  it("who loses: settled losses only", () => {
    const worse = fixture.differences.filter(
      (row) => row.outcome === "travelKm" && row.scenario === second && row.year === 2035,
    );
    const others = fixture.differences.filter((row) => !worse.includes(row) && row.scenario !== second);
    const lost = { ...worse[0]!, mean: 0.5, p05: 0.4, p95: 0.6, isSettled: true };
    const loses = (row: typeof lost) => answers({ ...fixture, equity: [], differences: [...others, row] });
    expect(loses(lost)).toContain("Mean way to school of village pupils +0.50 km");
    expect(loses({ ...lost, isSettled: false })).not.toContain("+0.50 km");
    expect(loses({ ...lost, mean: -0.5, p05: -0.6, p95: -0.4 })).not.toContain("0.50 km");
  });
});

describe("why not more", () => {
  it("gives each decision's parts as shares of what was wanted, and only constraints that bind", () => {
    const constraints = [
      { scenario: second, decision: "hire", year: 2027, wanted: 200, got: 150, short: { ...NONE, "post-quota": 50 } },
    ] as const;
    const text = textOf(whySection({ ...fixture, constraints }, [], "en").html);
    expect(text).toContain("75% 25%");
    expect(text).toContain("posts");
    expect(text).not.toContain("consent of the village");
  });

  it("adds the parts of an attribution up", () => {
    const rows = [0.03, 0.02].map((value, k) => ({
      ...{ scenario: second, package: `p${k}`, title: { zh: `包${k}`, en: `Package ${k}` } },
      ...{ outcome: "certifiedShare" as const, year: 2035, value, standardError: 0.001, isSettled: k === 0 },
    }));
    const text = textOf(whySection({ ...fixture, attribution: rows }, [], "en").html);
    expect(text).toContain("Package 0 +3.0");
    expect(text).toContain("Package 1 +2.0 sign not settled");
    expect(text).toContain("Sum +5.0");
  });
});

it("the table of values sets changed ones in bold and names choices", () => {
  const rule = VALUES.map((row) => ({
    ...row,
    parameter: "rotation.rule" as const,
    low: row.isChanged ? 2 : 0,
    high: row.isChanged ? 2 : 0,
  }));
  const html = valuesTable({ ...fixture, values: [...VALUES, ...rule] }, "en")[0]!.html;
  expect(html).toContain("<strong>0.15–0.2</strong> → <strong>0.15–0.2</strong>");
  expect(html).toContain("<strong>surplus-first</strong>");
  expect(html).toContain(">lot → lot<");
});
