import { describe, expect, it } from "vitest";
import { bindingItems } from "../../src/plots/binding-items.ts";
import { certifiedFan } from "../../src/plots/certified-fan.ts";
import { endRangeBars } from "../../src/plots/end-range-bars.ts";
import type { Figure, Row } from "../../src/plots/figure.ts";
import { hindcastCheck } from "../../src/plots/hindcast-check.ts";
import { BINDING_GROUPS } from "../../src/plots/labels.ts";
import { losers } from "../../src/plots/losers.ts";
import { pairedDifference } from "../../src/plots/paired-difference.ts";
import { provinceDifferenceTiles } from "../../src/plots/province-difference-tiles.ts";
import { PROVINCE_GRID } from "../../src/plots/province-grid.ts";
import { provinceTiles } from "../../src/plots/province-tiles.ts";
import { scenarioColours } from "../../src/plots/theme.ts";
import { BINDING_ITEMS } from "../../src/experiment/comparison-summary.ts";
import { summaryFixture } from "../summary-fixture.ts";
import { edgeSummaries } from "./edge-summaries.ts";
import { overlaps, parseSvg, textBoxes } from "./svg-geometry.ts";

const summary = summaryFixture();
const edge = (name: string) => edgeSummaries().find((one) => one.name === name)!.summary;
const texts = (figure: Figure) => textBoxes(parseSvg(figure.svg)).map((box) => box.text);
const count = (figure: Figure, pattern: RegExp) => [...figure.svg.matchAll(pattern)].length;

describe("certified-fan", () => {
  it("draws two bands a panel and the baseline's ghost in all but its own", async () => {
    const figure = await certifiedFan(summary, "zh");
    expect(count(figure, /aria-label="area"/g)).toBe(2 * 5);
    expect(count(figure, /aria-label="line"/g)).toBe(2 * 5 + 4);
    expect(count(figure, /stroke-dasharray="5,3"/g)).toBe(5 + 1);
    expect(texts(figure).filter((text) => text === "目标 1/3").length).toBe(5);
  });

  it("says short of, meets, or cannot tell", async () => {
    const title = async (p05: number, p95: number) => {
      const certifiedShare = summary.certifiedShare.map((row) => ({ ...row, p05, p50: 0.3, p95 }));
      return (await certifiedFan({ ...summary, certifiedShare }, "zh")).title;
    };
    expect(await title(0.18, 0.27)).toContain("低于 1/3 的目标");
    expect(await title(0.35, 0.4)).toContain("达到 1/3 的目标");
    expect(await title(0.28, 0.38)).toContain("90% 区间 28–38% 跨过 1/3 的目标，能否达到未定");
  });

  it("starts the bands at the last observed year", async () => {
    const rows = (await certifiedFan(summary, "en")).rows;
    expect(rows.find((row) => row["isProjection"])!["year"]).toBe(2025);
  });
});

describe("end-range-bars", () => {
  it("counts worlds at the goal in words at both ends", async () => {
    expect((await endRangeBars(summary, "zh")).title).toContain("没有一个世界达到 90% 的目标");
    expect((await endRangeBars(edge("sure of the goal"), "en")).title).toContain("every world meets the goal of 90%");
  });
});

describe("paired-difference", () => {
  it("labels sign, unit, interval and error, and states the pairing", async () => {
    const figure = await pairedDifference(summary, "zh");
    const shown = summary.differences.find(
      (row) => row.scenario === "faster-rotation" && row.outcome === "certifiedShare" && row.year === 2035,
    )!;
    expect(texts(figure)).toContain(`+${(shown.mean * 100).toFixed(1)} 个百分点`);
    expect(figure.subtitle).toContain("同一随机数配对");
    expect(texts(figure).filter((text) => text.startsWith("蒙特卡洛误差 ±")).length).toBe(8);
  });

  it("marks a sign that is not settled by a hollow dot and a word", async () => {
    const figure = await pairedDifference(summary, "en");
    const open = summary.differences.filter((row) => row.outcome === "certifiedShare" && !row.isSettled).length;
    expect(open).toBe(2);
    expect(texts(figure).filter((text) => text === "sign not settled").length).toBe(open);
    expect(count(figure, /<circle [^>]*fill="#FFFFFF"[^>]*stroke="#D55E00"/g)).toBe(open);
  });

  it("does not announce an effect whose sign is not settled", async () => {
    const differences = summary.differences.map((row) => ({ ...row, isSettled: false }));
    const { title } = await pairedDifference({ ...summary, differences }, "zh");
    expect(title).toContain("正负未定");
    expect(title).not.toMatch(/提高|降低/);
  });

  it("says so where nothing changes, and refuses a lone baseline", async () => {
    expect((await pairedDifference(edge("no variance"), "zh")).title).toContain("与基准无差别");
    await expect(pairedDifference(edge("one scenario"), "zh")).rejects.toThrow(RangeError);
  });
});

describe("binding-items", () => {
  it("puts every item in one of at most nine groups and closes every year to one", async () => {
    expect(BINDING_GROUPS.flatMap((group) => group.items).sort()).toEqual([...BINDING_ITEMS].sort());
    expect(BINDING_GROUPS.length).toBeLessThanOrEqual(9);
    const { rows } = await bindingItems(summary, "zh");
    expect(rows.length).toBe(2 * 16 * BINDING_ITEMS.length);
    const total = rows.filter((row) => row["scenario"] === "all-three" && row["year"] === 2030);
    expect(total.reduce((sum, row) => sum + Number(row["share"]), 0)).toBeCloseTo(1, 9);
  });

  it("hatches the queue", async () => {
    const figure = await bindingItems(summary, "zh");
    expect(count(figure, /fill="url\(#binding-items-hatching\)"/g)).toBe(2 * 15 + 1);
  });
});

describe("tile grid", () => {
  it("has 34 units with codes of their own, none on another's place", () => {
    expect(new Set(PROVINCE_GRID.map((tile) => tile.code)).size).toBe(34);
    expect(new Set(PROVINCE_GRID.map((tile) => `${tile.column},${tile.row}`)).size).toBe(34);
    expect(PROVINCE_GRID.filter((tile) => tile.isOutsideTables).map((tile) => tile.name.zh)).toEqual([
      "台湾",
      "香港",
      "澳门",
    ]);
  });

  it("hatches provinces without a simulated county and outlines the three outside the tables", async () => {
    const figure = await provinceTiles(edge("provinces missing"), "zh");
    expect(count(figure, /fill="url\(#province-tiles-hatching\)"/g)).toBe(2 * 6 + 1);
    expect(texts(figure).filter((text) => text === "无数据").length).toBe(2 * (6 + 3));
    expect(figure.rows.length).toBe(2 * 25);
  });

  it("counts provinces up, down and open", async () => {
    const figure = await provinceDifferenceTiles(summary, "en");
    const counts = figure.title.match(
      /rise in (\d+) provinces, fall in (\d+), and the sign is not settled in (\d+), (\d+) stay/,
    )!;
    expect(counts.slice(1).map(Number)).toEqual([25, 0, 5, 1]);
    const isOpen = (row: Row) => Math.abs(Number(row["difference"])) <= 2 * Number(row["unpairedError"]);
    expect(figure.rows.filter((row) => isOpen(row) && row["difference"] !== 0).length).toBe(5);
    expect(count(figure, /<rect [^>]*rx="3"[^>]*stroke-dasharray/g)).toBe(5);
  });
});

describe("losers", () => {
  it("compares nine outcomes, each for the worse, the better or open", async () => {
    const { rows, title } = await losers(summary, "zh");
    expect(rows.length).toBe(9 * 4);
    const last = rows.filter((row) => row["scenario"] === "all-three");
    const worse = last.filter((row) => row["verdict"] === "worse").length;
    // The ratio of village to seat is shown and not counted.
    expect(title).toContain(`8 项后果中 ${worse} 项变差`);
    expect(last.find((row) => row["outcome"] === "closedSites")!["verdict"]).toBe("worse");
    expect(last.find((row) => row["outcome"] === "qualityVillage")!["verdict"]).toBe("worse");
    expect(last.find((row) => row["outcome"] === "backboneGap")!["verdict"]).toBe("changed");
  });
});

describe("hindcast-check", () => {
  it("counts figures within tolerance and marks those beyond", async () => {
    const figure = await hindcastCheck(summary, "en");
    expect(figure.title).toContain("19 of 20 published figures");
    expect(texts(figure)).toContain("Primary pupils (±3%)");
    expect(count(figure, /<circle [^>]*stroke="#D55E00"/g)).toBe(1 + 1);
    expect(texts(figure)).toContain("−31%");
  });
});

describe("tolerance", () => {
  it("is overstepped from below as from above", async () => {
    const hindcast = summary.hindcast.map((row) => ({ ...row, relativeError: row.year === 2021 ? -0.2 : 0.001 }));
    const figure = await hindcastCheck({ ...summary, hindcast }, "zh");
    expect(figure.title).toContain("20 个公布数中 15 个在容差内，最大偏差 20%");
    expect(figure.rows.filter((row) => row["isWithinTolerance"] === false).length).toBe(5);
    expect(texts(figure)).toContain("−20%");
  });

  it("finds room for the numbers of neighbouring years beyond the axis", async () => {
    const hindcast = summary.hindcast.map((row) => ({ ...row, relativeError: row.year % 2 === 0 ? 1.25 : Infinity }));
    for (const sign of [1, -1]) {
      const turned = hindcast.map((row) => ({ ...row, relativeError: sign * Math.min(row.relativeError, 3.1) }));
      const figure = await hindcastCheck({ ...summary, hindcast: turned }, "en");
      expect(overlaps(textBoxes(parseSvg(figure.svg)))).toEqual([]);
    }
    expect((await hindcastCheck({ ...summary, hindcast }, "en")).svg).not.toMatch(/Infinity|NaN/);
  });
});

describe("colours", () => {
  it("are grey for the baseline and each scenario's own", () => {
    const colours = scenarioColours(summary.scenarios);
    expect(colours.get("baseline")).toBe("#6B7280");
    expect(new Set(colours.values()).size).toBe(5);
  });
});
