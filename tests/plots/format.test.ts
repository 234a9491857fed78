import { describe, expect, it } from "vitest";
import {
  amount,
  goalShare,
  percent,
  percentRange,
  points,
  pointSize,
  significant,
  toleranceText,
} from "../../src/plots/format.ts";
import { outcomeScale, scaled, scaledDifference, tickText } from "../../src/plots/outcome-format.ts";

describe("numbers for people", () => {
  it.each([
    [0, "0"],
    [12345.6, "12,300"],
    [0.071234, "0.0712"],
    [-3.456, "−3.46"],
    [999.9, "1,000"],
    [Infinity, "—"],
  ])("significant(%d) is %s", (value, text) => {
    expect(significant(value)).toBe(text);
  });

  it.each([
    [0, "0%"],
    [0.2234, "22%"],
    [0.0652, "6.5%"],
    [0.0001, "<0.1%"],
    [0.997, "99.7%"],
    [1, "100%"],
    [-0.31, "−31%"],
    [NaN, "—"],
  ])("percent(%d) is %s", (share, text) => {
    expect(percent(share)).toBe(text);
  });

  it("writes intervals with one per-cent sign", () => {
    expect(percentRange(0.182, 0.268)).toBe("18–27%");
  });

  it.each([
    [0.061, "+6.1"],
    [-0.0041, "−0.4"],
    [0.0001, "0.0"],
    [0.1032, "+10.3"],
  ])("points(%d) is %s", (difference, text) => {
    expect(points(difference)).toBe(text);
  });

  it("shows a Monte-Carlo error below a tenth of a point with two decimals", () => {
    expect([pointSize(0.0031), pointSize(0.0004), pointSize(0)]).toEqual(["0.3", "0.04", "0.0"]);
  });

  it("writes large numbers in the reader's own steps", () => {
    expect([amount(1234567, "zh"), amount(1234567, "en"), amount(987, "en")]).toEqual(["123 万", "1.23 m", "987"]);
  });

  it("says a third as people do, other goals in per cent, tolerances without needless decimals", () => {
    expect([goalShare(1 / 3), goalShare(0.9), toleranceText(0.03), toleranceText(0.025)]).toEqual([
      "1/3",
      "90%",
      "3%",
      "2.5%",
    ]);
  });
});

describe("outcomes in their units", () => {
  it("puts money into 亿元 or billions and shares into per cent", () => {
    const money = outcomeScale("spending", 2.94e12, "zh");
    expect([scaled(2.94e12, money), money.unit]).toEqual(["29,400", "亿元/年"]);
    expect(outcomeScale("spending", 2.94e12, "en").unit).toBe("billion yuan a year");
    expect(scaledDifference(0.061, outcomeScale("boarders", 0.3, "en"))).toBe("+6.1");
  });

  it("gives ticks just the decimals that tell them apart", () => {
    const scale = outcomeScale("boarders", 0.33, "zh");
    expect([tickText(0.325, 0.005, scale), tickText(0.33, 0.01, scale)]).toEqual(["32.5", "33"]);
  });
});
