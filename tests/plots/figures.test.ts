import { describe, expect, it } from "vitest";
import type { Locale } from "../../src/core/bilingual.ts";
import { allFigures, rowsToCsv } from "../../src/plots/figures.ts";
import type { Figure } from "../../src/plots/figure.ts";
import { statusBadge } from "../../src/plots/labels.ts";
import { summaryFixture } from "../summary-fixture.ts";
import { edgeSummaries } from "./edge-summaries.ts";
import { overlaps, parseSvg, textBoxes, viewBoxSize } from "./svg-geometry.ts";

const LOCALES: readonly Locale[] = ["zh", "en"];
const IDS = [
  "certified-fan",
  "spaghetti",
  "end-range-bars",
  "paired-difference",
  "binding-items",
  "binding-strip",
  "province-tiles",
  "province-difference-tiles",
  "province-panels",
  "slope",
  "beeswarm",
  "tornado",
  "constraint-bars",
  "waterfall",
  "ladder",
  "cost-effect",
  "losers",
  "life-lines",
  "hindcast-check",
];

/** The fixture in both languages; the edges in one each, by turns, to keep the run short. */
const inputs = [
  ...LOCALES.map((locale) => ({ name: "fixture", summary: summaryFixture(), locale })),
  ...edgeSummaries().map((edge, k) => ({ ...edge, locale: LOCALES[k % 2]! })),
];
const cases = await Promise.all(
  inputs.map(async (input) => ({ ...input, figures: await allFigures(input.summary, input.locale) })),
);
const drawn = cases.flatMap(({ name, locale, summary, figures }) =>
  figures.map((figure) => ({ label: `${figure.id} (${name}, ${locale})`, locale, figure, summary })),
);

describe("allFigures", () => {
  it("draws every figure in reading order", () => {
    expect(cases[0]!.figures.map((figure) => figure.id)).toEqual(IDS);
  });

  it("leaves out comparisons where the baseline stands alone", () => {
    const alone = cases.find(({ name }) => name === "one scenario")!.figures.map((figure) => figure.id);
    expect(alone).toEqual([
      "certified-fan",
      "spaghetti",
      "end-range-bars",
      "binding-items",
      "binding-strip",
      "province-tiles",
      "province-panels",
      "slope",
      "beeswarm",
      "constraint-bars",
      "life-lines",
      "hindcast-check",
    ]);
  });

  it("leaves out figures whose rows a run does not have", async () => {
    const { constraints, attribution, ladder, tornado, countyOdds, countyStandings, lives, ...rest } = summaryFixture();
    expect([constraints, attribution, ladder, tornado, countyOdds, countyStandings, lives]).not.toContain(undefined);
    const ids = (await allFigures({ ...rest, worlds: 1, differences: [] }, "zh")).map((figure) => figure.id);
    const gone = ["spaghetti", "binding-strip", "beeswarm", "tornado", "constraint-bars", "waterfall", "ladder"];
    expect(IDS.filter((id) => !ids.includes(id))).toEqual([...gone, "cost-effect", "life-lines"]);
  });

  it("gives the same bytes for the same summary", async () => {
    const again = await allFigures(summaryFixture(), "zh");
    expect(again).toEqual(cases[0]!.figures);
  });
});

describe.each(drawn)("$label", ({ figure, locale, summary }) => {
  const root = parseSvg(figure.svg);
  const boxes = textBoxes(root);

  it("holds no number that is none", () => {
    expect(figure.svg + figure.title + figure.subtitle + figure.caption + figure.alt).not.toMatch(
      /NaN|undefined|Infinity|\[object/,
    );
  });

  it("keeps all text inside the view box, none below 11 px", () => {
    const { width, height } = viewBoxSize(root);
    const outside = boxes.filter((box) => box.left < 0 || box.right > width || box.top < 0 || box.bottom > height);
    expect(outside.map((box) => box.text)).toEqual([]);
    expect(Math.min(...boxes.map((box) => box.size))).toBeGreaterThanOrEqual(11);
  });

  it("has no two texts on top of each other", () => {
    expect(overlaps(boxes)).toEqual([]);
  });

  it("names itself for readers who cannot see it", () => {
    const names = root.getAttribute("aria-labelledby")!.split(" ");
    expect(names.map((id) => root.querySelector(`[id="${id}"]`)!.textContent)).toEqual([figure.title, figure.alt]);
    expect(figure.alt.length).toBeGreaterThan(20);
  });

  it("shows title, data status, run and seed", () => {
    const text = boxes.map((box) => box.text).join("");
    const squeeze = (words: string) => words.replace(/\s/g, "");
    expect(squeeze(text)).toContain(squeeze(figure.caption));
    expect(squeeze(text)).toContain(squeeze(figure.subtitle));
    expect(figure.caption).toContain("0123456789ab");
    expect(boxes.map((box) => box.text)).toContain(statusBadge(summary, locale));
    expect(figure.subtitle).toMatch(locale === "zh" ? /合成/ : /synthetic/);
  });

  it("refers to nothing outside itself", () => {
    const references = [...figure.svg.matchAll(/(?:href|src)="([^"]*)"|url\(([^)]*)\)/g)].map(
      (found) => found[1] ?? found[2],
    );
    const inside = [...root.querySelectorAll("pattern")].map((pattern) => `#${pattern.id}`);
    expect(references.filter((reference) => !inside.includes(reference!))).toEqual([]);
  });

  it("rounds coordinates to two decimals", () => {
    const geometry = [...figure.svg.matchAll(/ (?:x|y|x1|x2|y1|y2|d|cx|cy|width|height|transform)="([^"]*)"/g)];
    expect(geometry.length).toBeGreaterThan(10);
    expect(geometry.filter((found) => /\.\d{3}/.test(found[1]!)).map((found) => found[1])).toEqual([]);
  });

  it("gives ids of its own, so that figures can share a page", () => {
    const ids = [...root.querySelectorAll("[id]")].map((element) => element.id);
    expect(ids.filter((id) => !id.startsWith(figure.id))).toEqual([]);
  });
});

describe("rows", () => {
  it.each(cases[0]!.figures.map((figure) => [figure.id, figure] as const))("%s: CSV and rows agree", (_, figure) => {
    expect(parseCsv(rowsToCsv(figure.rows))).toEqual(figure.rows.map((row) => asText(row, figure)));
  });

  it("quotes commas, quotation marks and line breaks", () => {
    expect(
      rowsToCsv([
        { a: 'x, "y"', b: 1 },
        { b: 2, c: "l\nm" },
      ]),
    ).toBe('a,b,c\n"x, ""y""",1,\n,2,"l\nm"\n');
  });
});

function asText(row: Figure["rows"][number], figure: Figure): Record<string, string> {
  const keys = [...new Set(figure.rows.flatMap((one) => Object.keys(one)))];
  return Object.fromEntries(keys.map((key) => [key, String(row[key] ?? "")]));
}

function parseCsv(csv: string): Record<string, string>[] {
  const [head, ...lines] = csv
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  return lines.map((cells) => Object.fromEntries(head!.map((key, k) => [key, cells[k]!])));
}
