import { describe, expect, it } from "vitest";
import { PARAMETERS, PARAMETER_IDS } from "../../src/model/parameters.ts";
import { SITE_KINDS } from "../../src/model/site-table.ts";
import { TITLES } from "../../src/model/teacher-table.ts";
import { allFigures } from "../../src/plots/figures.ts";
import { unitName } from "../../src/plots/outcome-format.ts";
import { COLUMN_TITLES, KIND_WORDS, TITLE_WORDS } from "../../src/report/column-words.ts";
import { figureTable } from "../../src/report/figure-table.ts";
import { summaryFixture } from "../summary-fixture.ts";

const summary = summaryFixture();
const figures = { zh: await allFigures(summary, "zh"), en: await allFigures(summary, "en") };

/** Columns of codes and of titles that exist in one language only. */
const AS_THEY_ARE = new Set(["code", "county", "province", "source"]);
const HAN = /[\u4e00-\u9fff]/;

describe.each(figures.zh.map((figure, k) => ({ id: figure.id, zh: figure, en: figures.en[k]! })))("$id", (pair) => {
  it("has a heading for every column in both languages", () => {
    for (const locale of ["zh", "en"] as const) {
      const { columns } = figureTable(pair[locale], summary, locale);
      expect(columns.length).toBeGreaterThan(2);
      const untitled = columns.filter(({ key }) => COLUMN_TITLES[key] === undefined).map(({ key }) => key);
      expect(untitled).toEqual([]);
      expect(columns.filter(({ title }) => title === "" || (locale === "en" && HAN.test(title)))).toEqual([]);
    }
  });

  it("gives every row, with the reader's words in place of ids", () => {
    const zh = figureTable(pair.zh, summary, "zh");
    expect(zh.rows.length).toBe(pair.zh.rows.length);
    const raw = zh.columns.flatMap(({ key, isNumber }, k) =>
      isNumber || AS_THEY_ARE.has(key) ? [] : zh.rows.map((row) => row[k]!).filter((cell) => /[a-zA-Z]/.test(cell)),
    );
    expect([...new Set(raw)]).toEqual([]);
    const en = figureTable(pair.en, summary, "en");
    expect(en.rows.flat().filter((cell) => HAN.test(cell))).toEqual([]);
    expect(en.rows.flat().filter((cell) => /NaN|undefined/.test(cell))).toEqual([]);
  });
});

describe("figureTable", () => {
  it("writes numbers, names, truths and absent values", () => {
    const rows = [
      { scenario: "all-three", year: 2027, p50: 1234.5678, isSettled: true },
      { scenario: "baseline", year: 2035, isSettled: false, decision: "hire", constraint: "post-quota" },
    ];
    const table = figureTable({ rows }, summary, "zh");
    expect(table.columns.map(({ title }) => title)).toEqual(["情景", "学年", "中位数", "正负已定", "决策", "约束"]);
    expect(table.columns.map(({ isNumber }) => isNumber)).toEqual([false, true, true, false, false, false]);
    expect(table.rows).toEqual([
      ["三项并用", "2027", "1,235", "是", "", ""],
      ["基准情景", "2035", "", "否", "补充教师", "编制"],
    ]);
  });
});

describe("words", () => {
  it("cover kinds of schools and titles of teachers", () => {
    expect(Object.keys(KIND_WORDS)).toEqual([...SITE_KINDS]);
    expect(Object.keys(TITLE_WORDS)).toEqual([...TITLES]);
  });

  it("cover the unit of every parameter, since any of them may stand in a tornado", () => {
    const units = [...new Set(PARAMETER_IDS.map((id) => PARAMETERS[id].unit))];
    expect(units.length).toBeGreaterThan(20);
    expect(units.filter((unit) => !HAN.test(unitName(unit, "zh")))).toEqual([]);
    expect(units.filter((unit) => HAN.test(unitName(unit, "en")))).toEqual([]);
  });
});
