import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { alignedTable } from "../../src/cli/assess-table.ts";
import { displayWidth } from "../../src/core/display-width.ts";
import { formatVerdict } from "../../src/cli/assess-text.ts";
import { assess, type AssessIo } from "../../src/cli/assess.ts";
import { BilingualCommand } from "../../src/cli/bilingual-command.ts";
import { EDITION_YEARS, registerAssess } from "../../src/cli/commands/assess.ts";
import { chooseLocale } from "../../src/cli/locale.ts";
import { InputError } from "../../src/core/issue.ts";
import { certify } from "../../src/standard/certify.ts";
import { EDITIONS } from "../../src/standard/editions/editions.ts";
import type { Verdict } from "../../src/standard/verdict.ts";
import { comfortableSchool, GOOD_COUNTY, GOOD_SCHOOLS } from "../standard/returns-fixture.ts";

const ROOT = new URL("../../", import.meta.url);
const SAMPLE = "data/sample-county";
const SAMPLE_EN = "data/sample-county-en";

/** The real files, output kept in a list. */
function capture(env: AssessIo["env"] = {}) {
  const out: string[] = [];
  const warnings: string[] = [];
  const io: AssessIo = {
    read: (path) => readFileSync(new URL(path.replaceAll("\\", "/"), ROOT)),
    write: (text) => void out.push(text),
    warn: (text) => void warnings.push(text),
    env,
    thisYear: 2026,
  };
  return { io, warnings, text: () => out.join("") };
}

/** Files held in memory. */
function inMemory(files: Readonly<Record<string, string>>) {
  const { io, ...rest } = capture();
  const read = (path: string) => {
    const text = files[path.replaceAll("\\", "/")];
    if (text === undefined) throw new Error("no such file");
    return new TextEncoder().encode(text);
  };
  return { io: { ...io, read }, ...rest };
}

describe("assess", () => {
  it("fails the Chinese sample county in the ways it was made to", () => {
    const { io, text } = capture();
    expect(assess(SAMPLE, { locale: "zh" }, io)).toBe(1);
    const lines = text().split("\n");
    expect(lines[0]).toContain("示例县（合成数据）：未达到认定要求，5处需整改");
    const fails = lines.filter((line) => /^ {2}\d\. /.test(line));
    expect(fails[0]).toBe("  1. 交流轮岗教师占应交流教师比例: 8.6%，应不低于10% → 提高到10%");
    expect(fails[1]).toContain("示例县石桥小学 小学 每百名学生高于规定学历教师数（本校共缺2项）");
    expect(fails[2]).toContain("示例县城关第一小学 小学 最大班额: 53，应不高于45 → 至少增加1个班");
    expect(fails[3]).toContain("示例县石桥小学 小学 生均体育运动场馆面积");
    expect(fails[3]).toContain("增加280平方米");
    expect(fails[4]).toMatch(/初中 生均教学仪器设备值 差异系数: 0\.\d{3}，应不高于0\.45 → 为3所学校合计增加[\d,]+元/);
    expect(fails).toHaveLength(5);
  });

  it("says what was not assessed, what is out of scope and which relaxations run out when", () => {
    const { io, text } = capture();
    assess(SAMPLE, { locale: "zh" }, io);
    expect(text()).toContain("未评估\n  劳动实践占综合实践活动课时比例: 未报告");
    expect(text()).toContain("示例县岭上教学点 (3499009): 不足50人的教学点");
    expect(text()).toContain("示例县特殊教育学校 (3499015): 特殊教育学校");
    expect(text()).toMatch(/示例县双溪小学: 50–99人学校可计走教.*，须在2028年底前达到完整标准/);
  });

  it("certifies the English sample county", () => {
    const { io, text, warnings } = capture();
    expect(assess(SAMPLE_EN, {}, io)).toBe(0);
    expect(text()).toMatch(
      /^Sample County \(synthetic data\): can be certified\. By the quality-and-balanced standard/,
    );
    expect(text()).toContain(
      "South Street Primary: special rooms of schools planned and built by 2016; full standard by the end of 2028",
    );
    expect(text()).not.toContain("What fails");
    expect(warnings).toEqual([]);
  });

  it("says the same in both languages", () => {
    const figures = (locale: "zh" | "en") => {
      const { io, text } = capture();
      assess(SAMPLE, { locale }, io);
      return text()
        .split("\n")
        .filter((line) => / {2}(\d+\.\d\d[ *~!]?) /.test(line))
        .map((line) => line.match(/\d+\.\d+[*~!]?/g)?.join(" "));
    };
    expect(figures("en")).toEqual(figures("zh"));
    expect(figures("zh").length).toBeGreaterThan(25);
  });

  it("prints the verdict as JSON, from which the text can be had again", () => {
    const json = capture();
    expect(assess(SAMPLE, { json: true }, json.io)).toBe(1);
    const verdict = JSON.parse(json.text()) as Verdict;
    expect(verdict.overall).toBe("fails");
    const plain = capture();
    assess(SAMPLE, { locale: "en" }, plain.io);
    expect(formatVerdict(verdict, "en")).toBe(plain.text());
  });

  it("holds the same county against the 2012 edition, which leaves the private school out", () => {
    const { io, text } = capture();
    expect(assess(SAMPLE, { edition: "2012", locale: "en" }, io)).toBe(0);
    expect(text()).toContain("mean of the coefficients");
    expect(text()).toContain("示例县育才学校（民办） (3499014): private school");
  });

  it("takes the year of the returns unless another is asked for", () => {
    const of = (options: { asOf?: string }) => {
      const { io, text } = capture();
      assess(SAMPLE, { ...options, json: true }, io);
      return (JSON.parse(text()) as Verdict).asOf;
    };
    expect(of({})).toBe(2025);
    expect(of({ asOf: "2019" })).toBe(2019);
    expect(() => of({ asOf: "soon" })).toThrow("error: --as-of soon is not a year; expected a year such as 2026");
  });

  it("takes this year where the returns name none, warns and cannot decide", () => {
    const { io, text, warnings } = inMemory({
      "x/schools.csv": "school code,school name,school kind,primary pupils,junior pupils\nA,Alpha,primary,100,\n",
      "x/county.csv": "colour,red\n",
    });
    expect(assess("x", { json: true }, io)).toBe(1);
    const verdict = JSON.parse(text()) as Verdict;
    expect(verdict.asOf).toBe(2026);
    expect(verdict.overall).toBe("cannot-be-decided");
    expect(warnings).toEqual(['x/county.csv:1:1: warning: item "colour" is not known and is not read\n']);
    expect(formatVerdict(verdict, "zh")).toContain("本县：无法判定");
    expect(formatVerdict(verdict, "en")).toMatch(/The county: cannot be decided/);
  });

  it("refuses a folder without the files", () => {
    const { io } = inMemory({});
    expect(() => assess("x", {}, io)).toThrow(InputError);
    expect(() => assess("x", {}, io)).toThrow("x/schools.csv: error: the file cannot be read");
  });
});

describe("formatVerdict", () => {
  it("says where the rounding of the form would have hidden a miss, once", () => {
    const school = comfortableSchool("A", "primary", { primary: 1000 }, { teachingArea: 4498 });
    const verdict = certify([...GOOD_SCHOOLS, school], GOOD_COUNTY, EDITIONS["2017"], { asOf: 2026 });
    expect(formatVerdict(verdict, "en")).toMatch(
      /Rounding would change the answer\n {2}School A teaching and auxiliary area: 4\.498, at least 4\.5 needed\n$/,
    );
    expect(formatVerdict(verdict, "zh")).toContain(
      "四舍五入后结论不同\n  School A 生均教学及辅助用房面积: 4.498，应不低于4.5\n",
    );
  });
});

describe("registerAssess", () => {
  const before = process.exitCode;
  afterEach(() => {
    process.exitCode = before;
  });

  it("adds the command, which leaves exit code 1 for a county that fails and 0 for one that passes", async () => {
    const { io, text } = capture();
    const program = new BilingualCommand("junheng", "zh");
    registerAssess(program, io);
    await program.parseAsync(["node", "junheng", "assess", SAMPLE, "--as-of", "2025"]);
    expect(process.exitCode).toBe(1);
    expect(text()).toContain("未达到认定要求");
    await program.parseAsync(["node", "junheng", "assess", SAMPLE_EN]);
    expect(process.exitCode).toBe(0);
  });

  it("offers the editions there are, and refuses another", async () => {
    expect([...EDITION_YEARS]).toEqual(Object.keys(EDITIONS));
    const program = new BilingualCommand("junheng", "en").exitOverride();
    registerAssess(program, capture().io);
    program.commands[0].exitOverride().configureOutput({ writeErr: () => undefined });
    const attempt = program.parseAsync(["node", "junheng", "assess", SAMPLE, "--edition", "1999"]);
    await expect(attempt).rejects.toThrow("expected one of 2012, 2017");
  });
});

describe("defaultLocale", () => {
  it.each([
    [{}, "en"],
    [{ LANG: "zh_CN.UTF-8" }, "zh"],
    [{ LANG: "de_DE.UTF-8" }, "en"],
    [{ LANG: "zh_CN.UTF-8", JUNHENG_LOCALE: "en" }, "en"],
    [{ LANG: "C", JUNHENG_LOCALE: "zh" }, "zh"],
    [{ LANG: "en_US", JUNHENG_LOCALE: "zh_CN.UTF-8" }, "zh"],
  ])("for %j is %s", (env, locale) => {
    expect(chooseLocale(undefined, env)).toBe(locale);
  });
});

describe("alignedTable", () => {
  it("counts Chinese characters as two columns", () => {
    expect(displayWidth("示例a（）")).toBe(9);
    expect(
      alignedTable([
        ["学校", "1"],
        ["a", "22"],
      ]),
    ).toEqual(["学校   1", "a     22"]);
  });
});
