import type { Font } from "opentype.js";
import { describe, expect, it } from "vitest";
import { loadPngFonts, pngFiles } from "../../src/cli/png-files.ts";
import { allFigures } from "../../src/plots/figures.ts";
import { figurePng } from "../../src/plots/figure-png.ts";
import { drawnText, missingGlyphs } from "../../src/plots/glyphs.ts";
import { textWidth } from "../../src/plots/text-width.ts";
import { summaryFixture } from "../summary-fixture.ts";
import { parseSvg, textBoxes } from "./svg-geometry.ts";

const fonts = loadPngFonts();
const figures = { zh: await allFigures(summaryFixture(), "zh"), en: await allFigures(summaryFixture(), "en") };

describe("missingGlyphs", () => {
  it("names each character without a glyph once, in order", () => {
    const onlyA = { charToGlyphIndex: (character: string) => (character === "A" ? 36 : 0) };
    const onlyB = { charToGlyphIndex: (character: string) => (character === "B" ? 7 : 0) };
    expect(missingGlyphs("BAXA\nYX", [onlyA, onlyB])).toEqual(["X", "Y"]);
    expect(missingGlyphs("BAXA", [onlyA])).toEqual(["B", "X"]);
    expect(missingGlyphs("", [])).toEqual([]);
  });

  it("counts a character outside the basic plane as one", () => {
    expect(missingGlyphs("县😺𠮷", fonts.tables)).toEqual(["😺", "𠮷"]);
  });
});

describe("the bundled fonts", () => {
  it.each(["zh", "en"] as const)("hold every character of every figure in %s", (locale) => {
    const texts = figures[locale].map((figure) => drawnText(figure.svg));
    expect(texts.every((text) => text.length > 100)).toBe(true);
    expect(missingGlyphs(texts.join(""), fonts.tables)).toEqual([]);
  });

  it("need the second file for signs that the first lacks", () => {
    const [regular, bold] = fonts.tables;
    expect(missingGlyphs("₂⁻ⁿ", [regular!])).toEqual(["₂", "⁻", "ⁿ"]);
    expect(missingGlyphs("₂⁻ⁿ−≈→鄠", fonts.tables)).toEqual([]);
    expect(missingGlyphs("优质均衡：第一约束“编制”＋1,200 元/年", [bold!])).toEqual([]);
  });
});

describe("textWidth", () => {
  it("never falls short of the real glyphs by more than the twentieth that the check of overlaps allows", () => {
    const shortfalls = [...figures.zh, ...figures.en].flatMap((figure) =>
      textBoxes(parseSvg(figure.svg)).flatMap(({ text, size, isBold }) => {
        const real = measure(text, size, isBold);
        return real * 0.95 > textWidth(text, size, isBold) + 1 ? [`${text}: ${real}`] : [];
      }),
    );
    expect([...new Set(shortfalls)]).toEqual([]);
  });
});

/** Width of a line in the bundled fonts, px. */
function measure(text: string, size: number, isBold: boolean): number {
  const [regular, bold] = fonts.tables as readonly Font[];
  return (isBold ? bold! : regular!).getAdvanceWidth(text, size);
}

describe("drawnText", () => {
  it("gives the words of text elements only, with entities resolved", () => {
    const svg = `<svg><title>no</title><desc>no</desc><text x="1">a &lt; b &amp; c</text><g><text>县</text></g></svg>`;
    expect(drawnText(svg)).toBe("a < b & c\n县");
  });
});

describe("pngFiles", () => {
  const [figure] = figures.zh;

  it("draws a picture twice the size of the drawing, the same every time", () => {
    const { files, issues } = pngFiles({ zh: [figure!] });
    const png = files.get(`figures/${figure!.id}.zh.png`)!;
    expect([...png.slice(1, 4)].map((code) => String.fromCharCode(code)).join("")).toBe("PNG");
    const header = new DataView(png.buffer, png.byteOffset);
    const height = Number(/viewBox="0 0 960 (\d+)"/.exec(figure!.svg)![1]);
    expect([header.getUint32(16), header.getUint32(20)]).toEqual([1920, 2 * height]);
    expect(Buffer.compare(png, pngFiles({ zh: [figure!] }).files.get(`figures/${figure!.id}.zh.png`)!)).toBe(0);
    expect(issues).toEqual([]);
  });

  it("draws letters with the fonts: without them the picture has less in it", () => {
    const without = figurePng(figure!, { files: [], tables: [] });
    expect(figurePng(figure!, fonts).length).toBeGreaterThan(1.5 * without.length);
  });

  it("warns of characters that the picture leaves out", () => {
    const strange = { ...figure!, svg: figure!.svg.replace("</text>", "𠮷</text>") };
    expect(pngFiles({ zh: [strange] }).issues).toMatchObject([
      { code: "missing-glyph", severity: "warning", problem: expect.stringContaining('"𠮷" (U+20BB7)') },
    ]);
  });
});
