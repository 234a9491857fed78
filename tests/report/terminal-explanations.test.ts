import { describe, expect, it } from "vitest";
import { displayWidth } from "../../src/core/display-width.ts";
import type { ComparisonSummary, OutcomeId } from "../../src/experiment/comparison-summary.ts";
import { warningsOf } from "../../src/experiment/warnings.ts";
import { SWITCH_IDS, SWITCHES } from "../../src/model/constraint-switches.ts";
import { explanationTables } from "../../src/report/terminal-explanations.ts";
import { headlineTable } from "../../src/report/terminal-table.ts";
import { summaryFixture } from "../summary-fixture.ts";

/** A comparison that asks for no explanation. */
const PLAIN: ComparisonSummary = { ...summaryFixture(), ladder: [], attribution: [] };
const LAST = PLAIN.scenarios.at(-1)!.id;

/** The fixture with everything a comparison can ask to be explained. */
function explained(): ComparisonSummary {
  const step = [0, -0.004, -0.061, 0.012, -0.08, -0.02];
  const ladder = (["certifiedShare", "readyShare", "travelKm"] as OutcomeId[]).flatMap((outcome) =>
    step.map((own, rung) => ({
      scenario: LAST,
      rung,
      ...(rung > 0 && { constraint: SWITCH_IDS[rung - 1]! }),
      title: rung > 0 ? SWITCHES[SWITCH_IDS[rung - 1]!].title : { zh: "没有任何约束", en: "no constraint" },
      outcome,
      year: 2027,
      mean: 0.5 + step.slice(0, rung + 1).reduce((sum, one) => sum + one, 0),
      step: own,
      standardError: 0.01,
      isSettled: Math.abs(own) > 0.02,
    })),
  );
  const attribution = ["packages/a", "own"].flatMap((id, k) =>
    [2027, 2035].map((year) => ({
      scenario: LAST,
      package: id,
      title: { zh: `包${k}`, en: `Package ${k}` },
      outcome: "certifiedShare" as const,
      year,
      value: 0.05 - 0.06 * k,
      standardError: 0.01,
      isSettled: k === 0,
    })),
  );
  return { ...PLAIN, ladder, attribution, stepDifferences: PLAIN.differences, thresholds: [1, 5] };
}

describe("explanationTables", () => {
  it("reads as agreed", () => {
    for (const locale of ["zh", "en"] as const)
      expect(explanationTables(explained(), locale).join("\n\n")).toMatchSnapshot(locale);
  });

  it("says nothing where nothing is asked, pairing apart, and nothing of pairing in one world", () => {
    expect(explanationTables(PLAIN, "en")).toHaveLength(1);
    expect(explanationTables({ ...PLAIN, worlds: 1 }, "en")).toEqual([]);
  });

  it("is at most 110 columns wide, leaves out outcomes that are no share, and adds up", () => {
    const texts = (["zh", "en"] as const).flatMap((locale) => explanationTables(explained(), locale));
    const lines = texts.join("\n").split("\n");
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(110);
    expect(lines.join("\n")).not.toMatch(/NaN|undefined|Infinity|Mean way|平均上学/);
    expect(lines.filter((line) => /^(Sum|合计)/.test(line)).map((line) => line.replace(/^\S+\s+/, ""))).toEqual(
      Array(2)
        .fill("+4.0     +4.0")
        .map(() => expect.stringMatching(/^\+4\.0 +\+4\.0$/)),
    );
  });
});

it("the headline shows the size of differences where thresholds are given", () => {
  const [with_, without] = [explained(), PLAIN].map((summary) => headlineTable(summary, "en"));
  expect(with_).toMatch(/Size/);
  expect(with_).toMatch(/ (<1|1-5|>=5) /);
  expect(without).not.toMatch(/Size/);
});

describe("a warning of weak pairing", () => {
  const codes = (varianceRatio: number, worlds: number) => {
    const differences = PLAIN.differences.map((row) => ({ ...row, varianceRatio }));
    return warningsOf({ ...PLAIN, differences, worlds }, []).filter(({ code }) => code === "weak-pairing");
  };
  it("comes with a ratio above 0.8 over ten worlds or more, and names scenarios and years", () => {
    expect(codes(0.81, 9)).toEqual([]);
    expect(codes(0.8, 10)).toEqual([]);
    expect(codes(0.81, 10)).toHaveLength(1);
    expect(codes(0.81, 10)[0]!.text.en).toMatch(/2027 \(90 %\)/);
  });
});
