import { describe, expect, it } from "vitest";
import type { BindingItem } from "../../src/experiment/comparison-summary.ts";
import { parseProvinces } from "../../src/data/provinces.ts";
import { beeswarm } from "../../src/plots/beeswarm.ts";
import { bindingStrip } from "../../src/plots/binding-strip.ts";
import { REGIONS, regionOf } from "../../src/plots/county-regions.ts";
import type { Figure } from "../../src/plots/figure.ts";
import { provincePanels } from "../../src/plots/province-panels.ts";
import { slope } from "../../src/plots/slope.ts";
import { spaghetti } from "../../src/plots/spaghetti.ts";
import { readPage } from "../docs/pages.ts";
import { summaryFixture } from "../summary-fixture.ts";
import { edgeSummaries } from "./edge-summaries.ts";
import { parseSvg, textBoxes } from "./svg-geometry.ts";

const summary = summaryFixture();
const edge = (name: string) => edgeSummaries().find((one) => one.name === name)!.summary;
const texts = (figure: Figure) => textBoxes(parseSvg(figure.svg)).map((box) => box.text);
const count = (figure: Figure, pattern: RegExp) => [...figure.svg.matchAll(pattern)].length;

describe("spaghetti", () => {
  it("follows the same three worlds of the baseline's 5, 50 and 95 % points through every panel", async () => {
    const figure = await spaghetti(summary, "zh");
    const ends = summary.worldShares
      .filter((row) => row.scenario === "baseline" && row.year === 2035)
      .sort((a, b) => a.share - b.share);
    const named = (quantile: number) => [
      ...new Set(figure.rows.filter((row) => row["quantile"] === quantile).map((row) => row["world"])),
    ];
    expect([named(0.05), named(0.5), named(0.95)]).toEqual([[ends[2]!.world], [ends[20]!.world], [ends[37]!.world]]);
    expect(new Set(figure.rows.filter((row) => row["quantile"] === 0.5).map((row) => row["scenario"])).size).toBe(5);
    expect(texts(figure).filter((text) => /^[高中低] \d/.test(text)).length).toBe(3 * 5);
  });

  it("draws at most sixty worlds and six scenarios, and says what it leaves out", async () => {
    const worldShares = summary.worldShares.flatMap((row) => [row, { ...row, world: row.world + 40 }]);
    const figure = await spaghetti({ ...summary, worlds: 80, worldShares }, "en");
    const worlds = new Set(figure.rows.map((row) => Number(row["world"])));
    expect(worlds.size).toBeLessThanOrEqual(63);
    expect([...worlds].filter((world) => world < 60).length).toBe(60);
    expect(figure.subtitle).toContain("(60 drawn)");
    const many = await spaghetti(edge("seven scenarios"), "zh");
    const shown = [...new Set(many.rows.map((row) => row["scenario"]))];
    expect(shown).toEqual([
      "baseline",
      "faster-rotation",
      "careful-consolidation",
      "funding-formula",
      "all-three",
      "seventh",
    ]);
    expect(many.caption).toContain("另有 1 个情景未画");
  });
});

describe("province-panels", () => {
  it("draws two lines in each of 31 panels and outlines the three without data", async () => {
    const figure = await provincePanels(summary, "zh");
    expect(count(figure, /stroke="#6B7280" stroke-width="1.75"/g)).toBe(31);
    expect(count(figure, /stroke="#CC79A7" stroke-width="2"/g)).toBe(31);
    expect(texts(figure).filter((text) => text === "无数据").length).toBe(3);
    expect(figure.rows.length).toBe(31 * 2 * 16);
  });

  it("draws the scenario asked for, and one line where the baseline stands alone", async () => {
    const figure = await provincePanels(summary, "zh", { scenario: "faster-rotation" });
    expect(figure.id).toBe("province-panels-faster-rotation");
    expect(figure.name).toBe("各省逐年走势（加快轮岗）");
    expect(count(figure, /stroke="#0072B2" stroke-width="2"/g)).toBe(31);
    const alone = await provincePanels(edge("one scenario"), "zh");
    expect(alone.rows.length).toBe(31 * 16);
    const missing = await provincePanels(edge("provinces missing"), "zh");
    expect(texts(missing).filter((text) => text === "无数据").length).toBe(3 + 6);
  });
});

describe("slope", () => {
  it("joins the last observed to the last headline year and names extremes at both ends", async () => {
    const figure = await slope(summary, "zh");
    expect(texts(figure).filter((text) => text === "2024").length).toBe(2);
    expect(texts(figure).filter((text) => text === "2035").length).toBe(2);
    const first = figure.rows.find((row) => row["province"] === "37" && row["scenario"] === "baseline")!;
    const find = (year: number) =>
      summary.provinces.find((row) => row.scenario === "baseline" && row.province === "37" && row.year === year)!.share;
    expect([first["from"], first["to"]]).toEqual([find(2024), find(2035)]);
    expect(figure.title).toContain("山东变化最大（+66.1 个百分点），北京最小（+51.7）");
    const named = count(figure, /stroke="#6B7280" stroke-width="2.5"/g);
    expect(named).toBeGreaterThanOrEqual(3);
    expect(named).toBeLessThanOrEqual(5);
  });

  it("ends at the year asked for, and refuses a year without provinces", async () => {
    const figure = await slope(summary, "en", { years: [2024, 2030] });
    expect(figure.id).toBe("slope-2024-2030");
    expect(texts(figure)).toContain("2030");
    await expect(slope(summary, "en", { years: [2024, 2040] })).rejects.toThrow(RangeError);
    expect((await slope(edge("nothing certified"), "zh")).title).toContain("各省变化相同");
  });
});

describe("binding-strip", () => {
  it("orders counties by the year of their certificate and edges certified years darkly", async () => {
    const figure = await bindingStrip(summary, "zh");
    const codes = [...new Set(figure.rows.map((row) => row["code"]))];
    const certified = codes.map((code) => {
      const years = figure.rows.filter((row) => row["code"] === code && row["item"] === "certified");
      return years.length > 0 ? Number(years[0]!["year"]) : 9999;
    });
    expect(certified).toEqual([...certified].sort((a, b) => a - b));
    expect(codes.length).toBe(21);
    const held = certified.filter((year) => year < 9999).length;
    expect(held).toBeLessThan(21);
    expect(count(figure, /fill="#D1D5DB" stroke="#1F2937" stroke-width="1"/g)).toBe(held);
  });

  it("puts a county certified at once before one that waited longer, and those that never pass last", async () => {
    const path = (code: string, ...items: readonly (readonly [number, BindingItem])[]) =>
      summary.years.map((year) => {
        const item = items.filter(([since]) => year >= since).at(-1)![1];
        return { scenario: "baseline", code, province: "45", year, item, share: 1 };
      });
    const countyStandings = [
      ...path("45S003", [2020, "balance"]),
      ...path("45S002", [2020, "queue"], [2030, "certified"]),
      ...path("45S004", [2020, "balance"], [2033, "queue"]),
      ...path("45S001", [2020, "certified"], [2024, "balance"]),
      ...path("45S000", [2020, "balance"], [2026, "certified"]),
    ];
    const figure = await bindingStrip({ ...summary, countyStandings }, "en");
    const codes = [...new Set(figure.rows.map((row) => row["code"]))];
    expect(codes).toEqual(["45S000", "45S002", "45S001", "45S004", "45S003"]);
  });

  it("draws at most sixty counties, from all provinces, and says that it is a sample", async () => {
    const countyStandings = ["a", "b", "c", "d"].flatMap((mark) =>
      summary.countyStandings!.map((row) => ({ ...row, code: `${row.code}${mark}` })),
    );
    const figure = await bindingStrip({ ...summary, countyStandings }, "en");
    expect(new Set(figure.rows.map((row) => row["code"])).size).toBe(60);
    expect(new Set(figure.rows.map((row) => row["province"])).size).toBe(21);
    expect(figure.subtitle).toContain("an even sample by province");
  });

  it("shows the scenario asked for, and refuses one without standings", async () => {
    const figure = await bindingStrip(summary, "zh", { scenario: "all-three" });
    expect(new Set(figure.rows.map((row) => row["scenario"]))).toEqual(new Set(["all-three"]));
    await expect(bindingStrip(summary, "zh", { scenario: "faster-rotation" })).rejects.toThrow(RangeError);
  });
});

describe("beeswarm", () => {
  it("draws a dot a county, all of one size", async () => {
    const figure = await beeswarm(summary, "zh");
    expect(figure.rows.length).toBe(62 * 2);
    const dots = [...figure.svg.matchAll(/<circle cx="[\d.]+" cy="[\d.]+" r="([\d.]+)"\/>/g)];
    expect(dots.length).toBe(62 * 2);
    expect(new Set(dots.map((dot) => dot[1])).size).toBe(1);
    expect(figure.title).toContain("62 个模拟县");
  });

  it("places a dot at its odds", async () => {
    const countyOdds = summary.countyOdds!.filter((row) => row.code === "45S000" || row.code === "11S000");
    const drawn = async (odds: number) => {
      const own = countyOdds.map((row) => ({ ...row, odds: row.code === "11S000" ? 0 : odds }));
      const { svg } = await beeswarm({ ...summary, countyOdds: own }, "en");
      const dots = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="[\d.]+"\/>/g)];
      return dots.slice(0, 2).map((dot) => [Number(dot[1]), Number(dot[2])]);
    };
    const [[zero, east], [half, west]] = (await drawn(0.5)) as [[number, number], [number, number]];
    const full = (await drawn(1))[1]![0]!;
    expect(half - zero).toBeCloseTo(full - half, 1);
    expect(full - zero).toBeGreaterThan(300);
    expect(west - east).toBeCloseTo(2 * 116, 1);
  });

  it("keeps the dots of a whole nation within their bands", async () => {
    const countyOdds = Array.from({ length: 50 }, (_, n) => n).flatMap((n) =>
      summary.countyOdds!.map((row) => ({ ...row, code: `${row.code}-${n}`, odds: row.odds < 0.5 ? 0 : row.odds })),
    );
    const figure = await beeswarm({ ...summary, countyOdds }, "en");
    const heights = [...figure.svg.matchAll(/<circle cx="[\d.]+" cy="([\d.]+)" r="[\d.]+"\/>/g)].map((dot) =>
      Number(dot[1]),
    );
    expect(heights.length).toBe(400 * 2);
    expect(figure.rows.length).toBe(62 * 50 * 2);
    expect(figure.subtitle).toContain("an even sample of 400 by province is drawn");
    const floors = [0, 1, 2, 3].map((k) => 60 + (k + 1) * 116 - 4);
    expect(heights.filter((y) => !floors.some((floor) => y < floor && y > floor - 92)).slice(0, 3)).toEqual([]);
  });

  it("places every province in the region of the data tables", () => {
    const { provinces } = parse();
    expect(provinces.length).toBe(31);
    expect(provinces.filter(({ code, region }) => regionOf(code) !== region)).toEqual([]);
    expect(REGIONS.flatMap((region) => region.provinces.split(" ")).length).toBe(31);
  });
});

function parse(): { provinces: readonly { code: string; region: string }[] } {
  return { provinces: [...parseProvinces(readPage("data/provinces.csv"))] };
}
