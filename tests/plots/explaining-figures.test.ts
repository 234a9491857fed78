import { describe, expect, it } from "vitest";
import type { ComparisonSummary } from "../../src/experiment/comparison-summary.ts";
import { constraintBars } from "../../src/plots/constraint-bars.ts";
import { CONSTRAINT_MARKS, GOT_MARK } from "../../src/plots/constraint-marks.ts";
import { costEffect } from "../../src/plots/cost-effect.ts";
import type { Figure } from "../../src/plots/figure.ts";
import { focusRows } from "../../src/plots/focus-rows.ts";
import { ladder } from "../../src/plots/ladder.ts";
import { tornado } from "../../src/plots/tornado.ts";
import { waterfall } from "../../src/plots/waterfall.ts";
import { summaryFixture } from "../summary-fixture.ts";
import { edgeSummaries } from "./edge-summaries.ts";
import { parseSvg, textBoxes } from "./svg-geometry.ts";

const summary = summaryFixture();
const edge = (name: string) => edgeSummaries().find((one) => one.name === name)!.summary;
const texts = (figure: Figure) => textBoxes(parseSvg(figure.svg)).map((box) => box.text);
const count = (figure: Figure, pattern: RegExp) => [...figure.svg.matchAll(pattern)].length;
const without = (key: "attribution" | "ladder" | "tornado" | "constraints"): ComparisonSummary => ({
  ...summary,
  [key]: [],
});

describe("focusRows", () => {
  const table = [
    { scenario: "all-three", outcome: "spending", year: 2035 },
    { scenario: "all-three", outcome: "certifiedShare", year: 2027 },
    { scenario: "all-three", outcome: "certifiedShare", year: 2030 },
    { scenario: "faster-rotation", outcome: "certifiedShare", year: 2035 },
  ] as const;

  it("takes the last scenario that has rows, the share certified, and headline years", () => {
    const found = focusRows(table, summary)!;
    expect([found.scenario.id, found.outcome, found.years]).toEqual(["all-three", "certifiedShare", [2027]]);
    expect(found.rows).toEqual([table[1]]);
  });

  it("takes what is asked for, all years where none is headlined, and nothing where there is none", () => {
    expect(focusRows(table, summary, { scenario: "faster-rotation" })!.rows).toEqual([table[3]]);
    expect(focusRows(table, summary, { outcome: "spending" })!.rows).toEqual([table[0]]);
    expect(focusRows(table, summary, { year: 2030 })!.years).toEqual([2030]);
    expect(focusRows(table, summary, { year: 2031 })).toBeUndefined();
    expect(focusRows(undefined, summary)).toBeUndefined();
  });
});

describe("waterfall", () => {
  it("starts at the baseline, ends at the scenario, and joins the parts between", async () => {
    const figure = await waterfall(summary, "zh");
    const year = 2035;
    const level = (id: string) =>
      summary.outcomes.find((row) => row.scenario === id && row.outcome === "certifiedShare" && row.year === year)!
        .mean;
    const parts = summary.attribution!.filter((row) => row.year === year).reduce((sum, row) => sum + row.value, 0);
    expect(level("baseline") + parts).toBeCloseTo(level("all-three"), 10);
    // The last step ends where the scenario's dot stands: the line that joins them is upright at the dot's place.
    const dots = [...figure.svg.matchAll(/<circle cx="([\d.]+)" cy="[\d.]+" r="6.5"/g)].map((found) => found[1]);
    const joints = [
      ...figure.svg.matchAll(/<line x1="([\d.]+)" x2="([\d.]+)" y1="[\d.]+" y2="[\d.]+" stroke="#9CA3AF"\/>/g),
    ];
    expect(dots.length).toBe(4);
    expect(joints.filter((joint) => joint[1] !== joint[2])).toEqual([]);
    for (const dot of dots) expect(joints.map((joint) => joint[1])).toContain(dot);
  });

  it("says that the parts are free of order, and leaves a part hollow whose sign is open", async () => {
    const figure = await waterfall(summary, "zh");
    expect(figure.subtitle).toContain("沙普利值");
    expect(figure.title).toContain("+10.3 个百分点，其中“加快轮岗” +6.4");
    expect(count(figure, /fill="#FFFFFF" stroke="#B24A00"/g)).toBe(2);
    expect(texts(figure).filter((text) => text.endsWith("正负未定")).length).toBe(2);
  });

  it("refuses where there is no attribution", async () => {
    await expect(waterfall(without("attribution"), "zh")).rejects.toThrow(RangeError);
    await expect(waterfall(summary, "zh", { outcome: "spending" })).rejects.toThrow(RangeError);
  });
});

describe("ladder", () => {
  it("prints the order and names the rung that weighs most", async () => {
    const figure = await ladder(summary, "en");
    expect(figure.caption).toContain("Order: posts → travel limit → places → money.");
    expect(figure.title).toContain('"posts" weighs most (−9.0 points)');
    expect(texts(figure).filter((text) => /^\d\. with/.test(text))).toEqual([
      "1. with posts",
      "2. with travel limit",
      "3. with places",
      "4. with money",
    ]);
    expect(figure.rows.map((row) => row["rung"])).toEqual([0, 1, 2, 3, 4, 0, 1, 2, 3, 4]);
  });

  it("refuses where there is none", async () => {
    await expect(ladder(without("ladder"), "zh")).rejects.toThrow(RangeError);
  });
});

describe("tornado", () => {
  it("orders by swing, shows eight and gathers the others", async () => {
    const figure = await tornado(summary, "zh");
    const swings = figure.rows.map((row) => Number(row["swing"]));
    expect(swings).toEqual([...swings].sort((a, b) => b - a));
    expect(figure.rows.length).toBe(12);
    expect(texts(figure).filter((text) => text.startsWith("因素")).length).toBe(8);
    expect(texts(figure)).toContain("其余 4 个参数");
  });

  it("states the parameter's values beside the bars and marks what decides the goal", async () => {
    const figure = await tornado(summary, "zh");
    expect(texts(figure)).toEqual(expect.arrayContaining(["12", "30", "10%", "30%", "目标 1/3"]));
    const decisive = figure.rows.filter((row) => row["isDecisive"]);
    expect(decisive.length).toBe(4);
    expect(texts(figure).filter((text) => text.startsWith("◆")).length).toBe(4);
    expect(decisive.every((row) => Number(row["low"]) < 1 / 3 || Number(row["high"]) < 1 / 3)).toBe(true);
  });

  it("leaves bars hollow that swing by less than two errors, and marks no goal where there is none", async () => {
    const figure = await tornado(summary, "zh");
    const open = figure.rows.slice(0, 8).filter((row) => Number(row["swing"]) <= 0.008).length;
    expect(open).toBe(2);
    expect(texts(figure).filter((text) => text.endsWith("（未定）")).length).toBe(open + 1);
    const plain = await tornado({ ...summary, goals: [] }, "zh");
    expect(texts(plain).filter((text) => /^(◆|目标)/.test(text))).toEqual([]);
    expect((await tornado(edge("nothing certified"), "en")).title).toContain("no parameter swings by more than two");
  });
});

describe("constraint-bars", () => {
  it("gives every constraint a letter and a fill of its own", () => {
    for (const locale of ["zh", "en"] as const) {
      const marks = [...Object.values(CONSTRAINT_MARKS), GOT_MARK];
      expect(new Set(marks.map((mark) => mark.letter[locale])).size).toBe(marks.length);
      expect(new Set(marks.map((mark) => mark.fill)).size).toBe(marks.length);
    }
  });

  it("names the decision that falls shortest and what it met first", async () => {
    const figure = await constraintBars(summary, "zh");
    expect(figure.title).toContain("“补充教师”离想要的最远：只得到 55%，首先卡在“编制”");
    expect(texts(figure)).toContain("没有提出");
    const hire = figure.rows.filter((row) => row["decision"] === "hire" && row["year"] === 2027);
    const lacks = hire.filter((row) => row["scenario"] === "baseline").map((row) => Number(row["shortShare"]));
    expect(lacks.reduce((sum, share) => sum + share, 0)).toBeCloseTo(0.45, 10);
  });

  it("fills every bar from what was got to what was wanted", async () => {
    const figure = await constraintBars(summary, "zh");
    const bars = [...figure.svg.matchAll(/<rect x="([\d.]+)" y="0" width="([\d.]+)" height="18" fill="(#\w+)"/g)];
    const ends = bars.map((bar) => Number(bar[1]) + Number(bar[2]));
    const full = Math.max(...ends);
    // Every decision, two scenarios and two years; one of them wanted nothing.
    expect(bars.filter((bar) => bar[3] === GOT_MARK.fill).length).toBe(5 * 2 * 2 - 1);
    expect(ends.filter((end) => full - end < 0.03).length).toBe(5 * 2 * 2 - 1);
  });

  it("says so where all was got or nothing wanted, and refuses without rows", async () => {
    expect((await constraintBars(edge("nothing certified"), "en")).title).toBe("Baseline, 2027: nothing was wanted");
    const full = summary.constraints!.map((row) => ({ ...row, got: row.wanted }));
    expect((await constraintBars({ ...summary, constraints: full }, "en")).title).toContain("got what it wanted");
    await expect(constraintBars(without("constraints"), "zh")).rejects.toThrow(RangeError);
  });
});

describe("cost-effect", () => {
  it("sets each scenario at its two differences, hollow where one of them is open", async () => {
    const figure = await costEffect(summary, "en");
    expect(figure.rows.length).toBe(4 * 2);
    const open = figure.rows.filter((row) => row["isSettled"] === false);
    expect(open.map((row) => row["scenario"])).toEqual(
      expect.arrayContaining(["careful-consolidation", "funding-formula"]),
    );
    expect(count(figure, /<circle [^>]*r="5.5" fill="#FFFFFF" stroke="#(?!1F2937)/g)).toBe(open.length);
    expect(texts(figure)).toEqual(
      expect.arrayContaining(["costs more, more certified", "costs more, fewer certified"]),
    );
  });

  it("announces the largest settled effect with its cost, and none where none is settled or good", async () => {
    expect((await costEffect(summary, "zh")).title).toContain("三项并用");
    const open = summary.differences.map((row) => ({ ...row, isSettled: false }));
    expect((await costEffect({ ...summary, differences: open }, "en")).title).toContain("is settled");
    expect((await costEffect(edge("nothing certified"), "en")).title).toContain("no scenario");
    await expect(costEffect({ ...summary, differences: [] }, "en")).rejects.toThrow(RangeError);
  });
});
