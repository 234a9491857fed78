import { describe, expect, it } from "vitest";
import { textWidth, wrapEvenly, wrapText } from "../../src/plots/text-width.ts";

describe("textWidth", () => {
  it("counts a Chinese character as one font size, a digit as less", () => {
    expect(textWidth("认定比例", 12)).toBe(48);
    expect(textWidth("2027", 12)).toBeLessThan(30);
    expect(textWidth("·“”±", 12)).toBe(48);
  });
});

describe("wrapText", () => {
  it("breaks Chinese between characters", () => {
    expect(wrapText("一二三四五六七", 36, 12)).toEqual(["一二三", "四五六", "七"]);
  });

  it("does not begin a line with a closing mark nor end one with an opening mark", () => {
    const lines = wrapText("到期，认定（合成）完成。再看", 48, 12);
    expect(lines.join("")).toBe("到期，认定（合成）完成。再看");
    expect(lines.filter((line) => /^[，。）]/.test(line) || /（$/.test(line))).toEqual([]);
  });

  it("keeps numbers and words whole", () => {
    expect(wrapText("到2027年认定比例22%以上", 60, 12).join("|")).not.toMatch(/\d\||\|%/);
    expect(wrapText("one two three", 40, 12)).toEqual(["one", "two", "three"]);
  });

  it("cuts a word wider than the line", () => {
    const lines = wrapText("x".repeat(40), 60, 12);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join("")).toBe("x".repeat(40));
  });

  it("ends in an ellipsis past the last line, within the width", () => {
    const lines = wrapText("一二三四五六七八九", 36, 12, 2);
    expect(lines).toEqual(["一二三", "四五…"]);
  });

  it("loses nothing of any text it breaks", () => {
    const text = "中位数22%（18–27%），“三项并用” raises 认定比例 by 6.1 points；完";
    for (let width = 20; width < 400; width += 7) {
      expect(wrapText(text, width, 13).join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
    }
  });
});

describe("wrapEvenly", () => {
  it("has as many lines as wrapText, none nearly empty", () => {
    const text = "一二三四五六七八九十一";
    expect(wrapText(text, 120, 12)).toEqual(["一二三四五六七八九十", "一"]);
    expect(wrapEvenly(text, 120, 12).map((line) => line.length)).toEqual([6, 5]);
  });
});
