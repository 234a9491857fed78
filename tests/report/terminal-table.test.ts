import { describe, expect, it } from "vitest";
import { displayWidth } from "../../src/core/display-width.ts";
import { headlineTable } from "../../src/report/terminal-table.ts";
import { summaryFixture } from "../summary-fixture.ts";
import { edgeSummaries } from "../plots/edge-summaries.ts";

const cases = [{ name: "fixture", summary: summaryFixture() }, ...edgeSummaries()].flatMap((one) =>
  (["zh", "en"] as const).map((locale) => ({ ...one, locale })),
);

describe("displayWidth", () => {
  it("counts Chinese characters twice", () => {
    expect(displayWidth("认定 29%")).toBe(8);
  });
});

describe.each(cases)("headlineTable ($name, $locale)", ({ summary, locale }) => {
  const lines = headlineTable(summary, locale).trimEnd().split("\n");

  it("is at most 110 columns wide and holds no stray value", () => {
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(110);
    expect(lines.join("\n")).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("lines its columns up", () => {
    const rules = lines.flatMap((line, k) => (/^-+$/.test(line) ? [k] : []));
    expect(rules.length).toBeGreaterThan(0);
    for (const at of rules) {
      const block = [lines[at - 1]!, ...lines.slice(at + 1, at + 1 + summary.scenarios.length)];
      expect(new Set(block.map(displayWidth))).toEqual(new Set([lines[at]!.length]));
    }
  });
});

describe("headlineTable", () => {
  it("reads as agreed", () => {
    expect(headlineTable(summaryFixture(), "zh")).toMatchSnapshot();
    expect(headlineTable(summaryFixture(), "en")).toMatchSnapshot();
  });
});
