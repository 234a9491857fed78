import { describe, expect, it } from "vitest";
import type { OutcomeId } from "../../src/experiment/comparison-summary.ts";
import { allFigures } from "../../src/plots/figures.ts";
import { FIGURE_NAMES } from "../../src/plots/labels.ts";
import { drawViews, VIEWS, viewProblem, type FigureView, type ViewType } from "../../src/plots/views.ts";
import { spreadOf, summaryFixture } from "../summary-fixture.ts";
import { overlaps, parseSvg, textBoxes } from "./svg-geometry.ts";

const summary = summaryFixture();
const usual = (await allFigures(summary, "zh")).map((figure) => figure.id);

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

describe("VIEWS", () => {
  it.each(Object.keys(VIEWS) as ViewType[])("%s without a wish is one of the usual figures", async (type) => {
    const { figures, undrawn } = await drawViews(summary, "zh", [{ type }]);
    expect(undrawn).toEqual([]);
    expect(usual).toContain(figures[0]!.id);
  });

  it("adds nothing to the usual figures that is there already", async () => {
    const views: FigureView[] = [{ type: "fan" }, { type: "fan", outcome: "certifiedShare" }, { type: "slope" }];
    expect((await allFigures(summary, "zh", views)).map((figure) => figure.id)).toEqual(usual);
  });

  it("adds a figure for every wish, named by it, each once", async () => {
    const views: FigureView[] = [
      { type: "slope", year: 2030 },
      { type: "tilegrid", year: 2030 },
      { type: "tilegrid-difference", year: 2030, scenario: "faster-rotation" },
      { type: "strip", scenario: "all-three" },
      { type: "swarm", year: 2035 },
      { type: "constraints", year: 2035 },
      { type: "cost-effect", outcome: "boarders", year: 2035 },
      { type: "waterfall", year: 2035 },
      { type: "slope", year: 2030 },
    ];
    const figures = (await allFigures(summary, "en", views)).slice(usual.length);
    expect(figures.map((figure) => figure.id)).toEqual([
      "slope-2030",
      "province-tiles-2030",
      "province-difference-tiles-2030-faster-rotation",
      "binding-strip-all-three",
      "beeswarm-2035",
      "constraint-bars-2035",
      "cost-effect-boarders-2035",
      "waterfall-2035",
    ]);
    expect(figures[6]!.name).toBe("Cost and effect (Pupils who board, 2035)");
    for (const figure of figures) {
      const root = parseSvg(figure.svg);
      expect(overlaps(textBoxes(root))).toEqual([]);
      const ids = [...root.querySelectorAll("[id]")].map((element) => element.id);
      expect(ids.filter((id) => !id.startsWith(figure.id))).toEqual([]);
    }
  });

  it("draws any outcome as a fan, money from 0 and shares not", async () => {
    const money = withYears("spending", 3e12);
    const { figures } = await drawViews(money, "zh", [{ type: "fan", outcome: "spending" }]);
    expect(figures[0]!.id).toBe("outcome-fan-spending");
    expect(figures[0]!.title).toContain("经常与基建支出到 2035 年：基准中位数");
    const texts = textBoxes(parseSvg(figures[0]!.svg)).map((box) => box.text);
    expect(texts).toContain("0");
    expect(figures[0]!.caption).not.toContain("不从 0 开始");
    const share = await drawViews(withYears("boarders", 0.3), "zh", [{ type: "fan", outcome: "boarders" }]);
    expect(share.figures[0]!.caption).toContain("纵轴不从 0 开始");
    expect(share.figures[0]!.rows.length).toBe(5 * 16);
  });

  it("draws no fan of an outcome known in one year only", async () => {
    const outcomes = summary.outcomes.filter((row) => row.year === 2035);
    const { figures, undrawn } = await drawViews({ ...summary, outcomes }, "zh", [
      { type: "fan", outcome: "boarders" },
    ]);
    expect([figures.length, undrawn.length]).toEqual([0, 1]);
  });

  it("refuses before a run what a kind of view cannot show", () => {
    expect(viewProblem({ type: "slope", year: 2030 })).toBeUndefined();
    expect(viewProblem({ type: "slope", outcome: "certifiedShare" })).toBeUndefined();
    expect(viewProblem({ type: "slope", outcome: "boarders" })!.en).toContain("cannot be given another outcome");
    expect(viewProblem({ type: "strip", year: 2030, outcome: "boarders" })!.zh).toContain("outcome、year");
    expect(viewProblem({ type: "spaghetti", scenario: "x" })!.en).toContain("(it can: —)");
  });

  it("names every view that is not drawn, with the reason", async () => {
    const views: FigureView[] = [
      { type: "slope", outcome: "boarders" },
      { type: "slope", year: 2050 },
      { type: "slope", scenario: "no-such" },
      { type: "cost-effect", year: 2031 },
      { type: "tornado", year: 2035 },
      { type: "swarm", year: 2030 },
      { type: "ladder" },
    ];
    const { figures, undrawn } = await drawViews(summary, "en", views);
    expect(figures.map((figure) => figure.id)).toEqual(["ladder"]);
    expect(undrawn.map(({ view }) => view)).toEqual(views.slice(0, 6));
    expect(undrawn[5]!.problem).toEqual({
      zh: "视图 swarm 没有可画的数据：2030",
      en: "there is nothing to draw for the view swarm: 2030",
    });
  });
});

describe("FIGURE_NAMES", () => {
  it("has a name in both languages for every figure", async () => {
    expect(usual.filter((id) => !FIGURE_NAMES[id]?.zh || !FIGURE_NAMES[id].en)).toEqual([]);
    const figures = await allFigures(summary, "en");
    expect(figures.map(({ id, name }) => [id, name])).toEqual(usual.map((id) => [id, FIGURE_NAMES[id]!.en]));
  });
});
