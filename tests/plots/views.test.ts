import { describe, expect, it } from "vitest";
import { refuseViews } from "../../src/cli/view-issues.ts";
import { InputError } from "../../src/core/issue.ts";
import type { OutcomeId } from "../../src/experiment/comparison-summary.ts";
import { allFigures } from "../../src/plots/figures.ts";
import { FIGURE_NAMES } from "../../src/plots/labels.ts";
import { drawViews, viewProblem, type ViewSupply } from "../../src/plots/views.ts";
import { WORDS } from "../../src/scenarios/grammar-words.ts";
import type { ResolvedComparison } from "../../src/scenarios/scenario.ts";
import type { View } from "../../src/scenarios/view.ts";
import { spreadOf, summaryFixture } from "../summary-fixture.ts";
import { overlaps, parseSvg, textBoxes } from "./svg-geometry.ts";

// Mutants killed: a key that a figure ignores let through; a view drawn twice; a label that does not reach the drawing;
// values drawn where differences are asked for; a waterfall let through without attribution.

const summary = summaryFixture();
const usual = (await allFigures(summary, "zh")).map((figure) => figure.id);
const TYPES = Object.keys(WORDS.view) as View["type"][];
const SUPPLY: ViewSupply = {
  alternative: true,
  attribution: true,
  provinces: true,
  tornado: true,
  years: [2027, 2035],
};
const NONE: ViewSupply = { alternative: false, attribution: false, provinces: false, tornado: false, years: [2035] };

/** The fixture with one outcome in every year. */
function withYears(outcome: OutcomeId, level: number) {
  const outcomes = summary.scenarios.flatMap(({ id }, s) =>
    summary.years.map((year) => {
      const values = [0.9, 0.95, 1, 1.05, 1.1].map((share) => level * share * (1 + s / 50 + (year - 2020) / 40));
      return { scenario: id, outcome, year, ...spreadOf(values) };
    }),
  );
  return { ...summary, outcomes: [...summary.outcomes.filter((row) => row.outcome !== outcome), ...outcomes] };
}

describe("drawViews", () => {
  it.each(TYPES)("%s without a wish is one of the usual figures", async (type) => {
    const [figure] = await drawViews(summary, "zh", [{ type }]);
    expect(usual).toContain(figure!.id);
  });

  it("adds a figure for every wish, named by it, each once", async () => {
    const views: View[] = [
      { type: "slope", years: [2025, 2030], by: "province" },
      { type: "tilegrid", year: 2030 },
      { type: "tilegrid", year: 2030, show: "difference" },
      { type: "beeswarm", year: 2035, by: "county" },
      { type: "scatter", outcome: "boarders", year: 2035 },
      { type: "waterfall", year: 2035 },
      { type: "slope", years: [2025, 2030] },
      { type: "slope", years: [2024, 2035] },
    ];
    const figures = (await allFigures({ ...summary, views }, "en")).slice(usual.length);
    expect(figures.map((figure) => figure.id)).toEqual([
      "slope-2025-2030",
      "province-tiles-2030",
      "province-difference-tiles-2030",
      "beeswarm-2035",
      "cost-effect-boarders-2035",
      "waterfall-2035",
    ]);
    expect(figures[0]!.name).toBe("Provinces from first to last (2025–2030)");
    expect(figures[4]!.name).toBe("Cost and effect (Pupils who board, 2035)");
    for (const figure of figures) {
      const root = parseSvg(figure.svg);
      expect(overlaps(textBoxes(root))).toEqual([]);
      const ids = [...root.querySelectorAll("[id]")].map((element) => element.id);
      expect(ids.filter((id) => !id.startsWith(figure.id))).toEqual([]);
    }
  });

  it("puts a title of the file in place of a usual figure's own, and no other figure", async () => {
    const label = { zh: "各省走势一览", en: "All provinces at a glance" };
    for (const type of TYPES) {
      const figures = await allFigures({ ...summary, views: [{ type, label }] }, "zh");
      expect(figures.map((figure) => figure.id)).toEqual(usual);
      expect(figures.filter(({ title, svg }) => title === label.zh && svg.includes(label.zh)).length).toBe(1);
    }
  });

  it("draws any outcome as a fan, money from 0 and shares not", async () => {
    const [figure] = await drawViews(withYears("spending", 3e12), "zh", [{ type: "fan", outcome: "spending" }]);
    expect(figure!.id).toBe("outcome-fan-spending");
    expect(figure!.title).toContain("经常与基建支出到 2035 年：基准中位数");
    expect(textBoxes(parseSvg(figure!.svg)).map((box) => box.text)).toContain("0");
    expect(figure!.caption).not.toContain("不从 0 开始");
    const [share] = await drawViews(withYears("boarders", 0.3), "zh", [{ type: "fan", outcome: "boarders" }]);
    expect(share!.caption).toContain("纵轴不从 0 开始");
    expect(share!.rows.length).toBe(5 * 16);
  });

  it("throws where a view cannot be drawn", async () => {
    await expect(drawViews(summary, "zh", [{ type: "paired", year: 2030 }])).rejects.toThrow(RangeError);
    await expect(drawViews({ ...summary, tornado: [] }, "zh", [{ type: "tornado" }])).rejects.toThrow(RangeError);
  });
});

describe("viewProblem", () => {
  const allowed: readonly View[] = [
    { type: "fan", outcome: "boarders", facet: "scenario", goal: "third-2027", label: { zh: "甲", en: "A" } },
    { type: "end-range", goal: "third-2027", outcome: "certifiedShare" },
    { type: "small-multiples", facet: "province" },
    { type: "slope", years: [2021, 2030], by: "province" },
    { type: "tilegrid", outcome: "certifiedShare", year: 2026, show: "difference" },
    { type: "beeswarm", year: 2027, by: "county", show: "value" },
    { type: "strip", what: "binding-item", by: "county", sort: "first-bind-year" },
    { type: "waterfall", outcome: "spending", year: 2035 },
  ];
  const refused: readonly (readonly [View, string])[] = [
    [{ type: "fan", facet: "province" }, "facet: province"],
    [{ type: "spaghetti", outcome: "boarders" }, "outcome: boarders"],
    [{ type: "end-range", years: [2030] }, "years: 2030"],
    [{ type: "slope", outcome: "schools", years: [2024, 2035] }, "outcome: schools"],
    [{ type: "slope", by: "scenario" }, "by: scenario"],
    [{ type: "strip", what: "binding-constraint", sort: "name" }, "what: binding-constraint; sort: name"],
    [{ type: "beeswarm", show: "difference" }, "show: difference"],
    [{ type: "beeswarm", year: 2030 }, "headline years only (2027, 2035), not 2030"],
    [{ type: "losers", year: 2027 }, "year: 2027"],
    [{ type: "binding", years: [2027] }, "years: 2027"],
  ];

  it.each(allowed)("$type can show what it is asked", (view) => {
    expect(viewProblem(view, SUPPLY)).toBeUndefined();
  });

  it.each(refused)("%o is refused", (view, words) => {
    const problem = viewProblem(view, SUPPLY)!;
    expect(problem.en).toContain(words);
    expect(problem.zh).toContain(`视图 ${view.type}`);
  });

  it.each([
    [{ type: "waterfall" }, "asks for no attribution"],
    [{ type: "tornado" }, "one at a time"],
    [{ type: "slope" }, "leaves provinces out"],
    [{ type: "scatter" }, "no scenario beside"],
  ] as const)("%o needs what the comparison lacks", (view, words) => {
    expect(viewProblem(view, NONE)!.en).toContain(words);
    expect(viewProblem(view, SUPPLY)).toBeUndefined();
  });
});

describe("refuseViews", () => {
  const goal = { ...summary.goals[0]!, year: 2027 };
  const comparison = (views: readonly View[]) =>
    ({
      file: "mine.yaml",
      scenarios: [{ goals: [goal] }, { goals: [goal] }],
      by: ["nation"],
      years: [2030],
      views,
    }) as unknown as ResolvedComparison;

  it("names every view that cannot be drawn, with the file", () => {
    const issues = () => refuseViews(comparison([{ type: "slope" }, { type: "fan" }, { type: "waterfall" }]));
    expect(issues).toThrow(InputError);
    try {
      issues();
    } catch (error) {
      const found = (error as InputError).issues;
      expect(found.map(({ code, file }) => [code, file])).toEqual(Array(2).fill(["view-not-drawn", "mine.yaml"]));
    }
  });

  it("lets pass what can be drawn, headline years included", () => {
    expect(() => refuseViews(comparison([{ type: "beeswarm", year: 2030 }, { type: "paired" }]))).not.toThrow();
    expect(() => refuseViews({ ...comparison([]), views: undefined } as never)).not.toThrow();
  });
});

describe("FIGURE_NAMES", () => {
  it("has a name in both languages for every figure", async () => {
    expect(usual.filter((id) => !FIGURE_NAMES[id]?.zh || !FIGURE_NAMES[id].en)).toEqual([]);
    const figures = await allFigures(summary, "en");
    expect(figures.map(({ id, name }) => [id, name])).toEqual(usual.map((id) => [id, FIGURE_NAMES[id]!.en]));
  });
});
