import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { InputError, type Issue } from "../../src/core/issue.ts";
import { SCHOOL_COLUMNS } from "../../src/data/returns-columns.ts";
import { COUNTY_ITEMS } from "../../src/data/returns-items.ts";
import { decodeText, parseReturns } from "../../src/data/returns.ts";

const COUNTY = "item,value\nyear,2026\n";
const HEAD = "school code,school name,school kind,primary pupils,junior pupils";

const read = (schools: string, county = COUNTY) =>
  parseReturns({ file: "schools.csv", text: schools }, { file: "county.csv", text: county });

/** The issues a pair of files is refused for. */
function issuesOf(schools: string, county = COUNTY): readonly Issue[] {
  try {
    read(schools, county);
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  return [];
}

describe("parseReturns", () => {
  it("reads a school and a county with English headers", () => {
    const { schools, county, warnings } = read(
      `${HEAD},primary teachers,teaching area,urban core,migrant share,relaxations claimed\nA1,First,primary,480,,31,"2,160.5",no,18%,sports-city-core;specialists-shared\n`,
      "item,value\ncounty name,Test\nrotation share,0.12\nSchool_Charters,yes\nmathematics level,III\nmathematics difference rate,12.5%\n",
    );
    expect(schools).toEqual([
      {
        code: "A1",
        name: "First",
        kind: "primary",
        pupils: { primary: 480 },
        teachers: { primary: 31 },
        teachingArea: 2160.5,
        isUrbanCore: false,
        migrantShare: 0.18,
        relaxationsClaimed: ["sports-city-core", "specialists-shared"],
      },
    ]);
    expect(county).toEqual({
      name: "Test",
      rotationShare: 0.12,
      hasSchoolCharters: true,
      monitoring: [{ subject: "mathematics", level: 3, differenceRate: 0.125 }],
    });
    expect(warnings).toEqual([]);
  });

  it("reads the same with Chinese headers, units in brackets, full-width digits and separators, and Ⅲ", () => {
    const { schools, county } = read(
      '\uFEFF学校代码,学校名称,学校类型,小学学生数（人）,初中学生数,教学及辅助用房面积(平方米),中心城区密集学校,随迁子女比例,申请放宽事项\r\nA1,第一（东）小学,小学,４８０,未报告,"２，１６０．５",否,１８％,中心城区场地；共享体艺教师\r\n',
      "项目,数值\r\n县级单位名称,测试\r\n交流轮岗比例,12%\r\n学校均有章程,是\r\n数学监测水平等级,Ⅲ级\r\n",
    );
    expect(schools[0]).toEqual({
      code: "A1",
      name: "第一（东）小学",
      kind: "primary",
      pupils: { primary: 480 },
      teachingArea: 2160.5,
      isUrbanCore: false,
      migrantShare: 0.18,
      relaxationsClaimed: ["sports-city-core", "specialists-shared"],
    });
    expect(county).toEqual({
      name: "测试",
      rotationShare: 0.12,
      hasSchoolCharters: true,
      monitoring: [{ subject: "mathematics", level: 3 }],
    });
  });

  it("leaves out what is empty and keeps a reported zero", () => {
    const { schools } = read(`${HEAD},music rooms,art rooms\nA1,First,primary,480,,0,-\n`);
    expect(schools[0].musicRooms).toBe(0);
    expect(schools[0]).not.toHaveProperty("artRooms");
  });

  it("finds every header in either language, and no two alike", () => {
    for (const language of ["zh", "en"] as const) {
      const headers = SCHOOL_COLUMNS.map(({ header }) => header[language]);
      expect(new Set(headers).size).toBe(headers.length);
      const { warnings } = read(`${headers.join(",")}\nA1,First,primary${",".repeat(headers.length - 3)}\n`);
      expect(warnings).toEqual([]);
      const items = COUNTY_ITEMS.map(({ header }) => header[language]);
      expect(new Set(items).size).toBe(items.length);
      expect(read(`${HEAD}\nA1,First,primary,480,\n`, items.map((item) => `${item},\n`).join("")).warnings).toEqual([]);
    }
  });

  it.each([
    [
      "unknown-column",
      `${HEAD},teaching aera\nA1,First,primary,480,,9\n`,
      { line: 1, column: 6, suggestion: 'did you mean "teaching area"?' },
    ],
  ])("warns of %s and reads on", (code, text, rest) => {
    expect(read(text).warnings).toMatchObject([{ code, severity: "warning", file: "schools.csv", ...rest }]);
  });

  it("warns of an unknown county item and names the nearest", () => {
    expect(read(`${HEAD}\nA1,First,primary,480,\n`, "rotation shares,0.1\n").warnings).toMatchObject([
      {
        code: "unknown-item",
        severity: "warning",
        file: "county.csv",
        line: 1,
        suggestion: 'did you mean "rotation share"?',
      },
    ]);
  });
});

describe("problems in schools.csv", () => {
  const row = (extra: string, cells: string) => `${HEAD}${extra}\nA1,First,primary,480,${cells}\n`;

  it.each<[string, string, Partial<Issue>]>([
    ["empty-file", "", { problem: "the file is empty" }],
    ["no-schools", `${HEAD}\n`, { problem: "there are no schools" }],
    [
      "missing-column",
      "school code,school name,primary pupils,junior pupils\nA1,First,480,\n",
      { line: 1, problem: 'column "学校类型" (school kind) is missing' },
    ],
    [
      "duplicate-column",
      `${HEAD},小学学生数\nA1,First,primary,480,,481\n`,
      { line: 1, column: 6, problem: 'column "小学学生数" occurs twice' },
    ],
    [
      "missing-value",
      `${HEAD}\nA1,First,,480,\n`,
      { line: 2, column: 3, problem: 'column "学校类型" (school kind) is empty' },
    ],
    [
      "unknown-choice",
      `${HEAD}\nA1,First,primry,480,\n`,
      { line: 2, column: 3, suggestion: 'did you mean "primary"?' },
    ],
    [
      "negative-number",
      `${HEAD}\nA1,First,primary,-480,\n`,
      { line: 2, column: 4, problem: 'column "小学学生数" (primary pupils): -480 is negative', expected: "0 or more" },
    ],
    [
      "not-a-number",
      `${HEAD}\nA1,First,primary,many,\n`,
      { line: 2, column: 4, problem: 'column "小学学生数" (primary pupils): "many" is not a number' },
    ],
    [
      "not-a-number",
      `${HEAD}\nA1,First,primary,"1,48",\n`,
      { problem: 'column "小学学生数" (primary pupils): "1,48" is not a number' },
    ],
    ["not-a-number", row(",books", ",90%"), { problem: 'column "图书册数" (books): "90%" is a percentage' }],
    [
      "not-whole",
      `${HEAD}\nA1,First,primary,480.5,\n`,
      { problem: 'column "小学学生数" (primary pupils): 480.5 is not whole' },
    ],
    ["not-a-year", row(",built year", ",98"), { problem: 'column "规划建成年份" (built year): 98 is not a year' }],
    ["not-a-share", row(",migrant share", ",18"), { suggestion: "write 18% or 0.18" }],
    ["not-a-share", row(",migrant share", ",118%"), { expected: "0 to 1, or 0% to 100%" }],
    ["not-yes-or-no", row(",urban core", ",maybe"), { expected: "是/否 or yes/no" }],
    [
      "duplicate-code",
      `${HEAD}\nA1,First,primary,480,\nA1,Second,primary,480,\n`,
      { line: 3, problem: "school code A1 already stands in line 2" },
    ],
    ["too-many-cells", `${HEAD}\nA1,First,primary,2,,480\n`, { line: 2, problem: "6 cells in a table of 5 columns" }],
    [
      "level-not-taught",
      `${HEAD}\nA1,First,primary,480,20\n`,
      { problem: "First is of kind primary but returns 20 junior pupils" },
    ],
    [
      "more-than-teachers",
      row(",primary teachers,primary qualified teachers", ",30,31"),
      { problem: "First returns 31 qualified teachers among 30 primary teachers" },
    ],
    ["more-than-teachers", row(",primary teachers,primary backbone teachers", ",30,31"), { expected: "at most 30" }],
    ["more-than-teachers", row(",primary teachers,primary pe and arts teachers", ",30,31"), { expected: "at most 30" }],
    ["more-than-teachers", row(",primary teachers,primary mid title teachers", ",30,31"), { expected: "at most 30" }],
    [
      "class-larger-than-school",
      row(",primary largest class", ",481"),
      { problem: "First returns a largest class of 481 among 480 primary pupils" },
    ],
    [
      "pupils-without-classes",
      row(",primary classes", ",0"),
      { problem: "First returns 480 primary pupils and no class" },
    ],
    [
      "class-below-average",
      row(",primary classes,primary largest class", ",10,47"),
      { expected: "a largest class of at least 48" },
    ],
  ])("%s", (code, text, rest) => {
    expect(issuesOf(text)).toMatchObject([{ code, severity: "error", file: "schools.csv", ...rest }]);
  });

  it("allows what stands at the edge of these rules", () => {
    const columns = ",primary teachers,primary qualified teachers,primary classes,primary largest class";
    expect(issuesOf(`${HEAD}${columns}\nA1,First,primary,480,,30,30,10,48\nA2,Second,primary,40,,3,3,1,40\n`)).toEqual(
      [],
    );
  });

  it("ignores blank cells at the end of rows, as spreadsheets leave them", () => {
    const { schools, warnings } = read(`${HEAD},,\nA1,First,primary,480,,,\n,,,,,,\n`);
    expect(schools).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  it("counts lines over blank rows and cells with line breaks", () => {
    const text = `${HEAD}\n\n"A1","First\nschool",primary,480,\nA2,Second,primary,x,\n`;
    expect(issuesOf(text)).toMatchObject([{ code: "not-a-number", line: 5 }]);
  });
});

describe("problems in county.csv", () => {
  const SCHOOLS = `${HEAD}\nA1,First,primary,480,\n`;

  it.each<[string, string, Partial<Issue>]>([
    ["empty-file", "\n", { problem: "the file is empty" }],
    [
      "duplicate-item",
      "year,2025\n数据年份,2026\n",
      { line: 2, column: 1, problem: 'item "数据年份" already stands in line 1' },
    ],
    ["not-a-share", "rotation share,12\n", { line: 1, column: 2, suggestion: "write 12% or 0.12" }],
    [
      "not-yes-or-no",
      "school charters,almost\n",
      { problem: 'item "学校均有章程" (school charters): "almost" is not an answer' },
    ],
    ["not-a-level", "pe level,6\n", { problem: 'item "体育监测水平等级" (pe level): 6 is not a level' }],
    ["not-whole", "junior graduates,93.5\n", { line: 1 }],
    ["not-a-number", "special education funding,enough\n", { line: 1 }],
  ])("%s", (code, text, rest) => {
    expect(issuesOf(SCHOOLS, text)).toMatchObject([{ code, severity: "error", file: "county.csv", ...rest }]);
  });

  it("are collected with those of schools.csv, warnings too", () => {
    const codes = issuesOf(`${HEAD},colour\nA1,First,primary,x,-1\n`, "rotation share,12\nyear,26\n").map(
      ({ code }) => code,
    );
    expect(codes).toEqual(["unknown-column", "not-a-number", "negative-number", "not-a-share", "not-a-year"]);
  });
});

describe("decodeText", () => {
  const text = "学校代码,甲";

  it("reads UTF-8 with and without a byte-order mark", () => {
    const bytes = new TextEncoder().encode(text);
    expect(decodeText(bytes)).toBe(text);
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes))).toBe(text);
  });

  it("falls back to GB 18030", () => {
    const bytes = Uint8Array.of(
      0xd1,
      0xa7,
      0xd0,
      0xa3,
      0xb4,
      0xfa,
      0xc2,
      0xeb,
      0x2c,
      0xd1,
      0xa7,
      0xd0,
      0xa3,
      0xc3,
      0xfb,
      0xb3,
      0xc6,
    );
    expect(decodeText(bytes)).toBe("学校代码,学校名称");
  });

  it("reads UTF-16 with a byte-order mark", () => {
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x66, 0x5b, 0x21, 0x68))).toBe("学校");
  });

  it("refuses other bytes", () => {
    expect(() => decodeText(Uint8Array.of(0xff, 0x00, 0xff), "schools.csv")).toThrow(
      "schools.csv: error: the text is in no known encoding; expected UTF-8 or GB 18030",
    );
  });
});

describe("docs/data/returns.md", () => {
  const page = readFileSync(new URL("../../docs/data/returns.md", import.meta.url), "utf8");

  it("documents every column and item with both headers, unit and clause", () => {
    const missing = [...SCHOOL_COLUMNS, ...COUNTY_ITEMS]
      .map(({ header, unit, clause }) => {
        const units = unit.zh === unit.en ? unit.zh : `${unit.zh} ${unit.en}`;
        const clauses = clause.zh === clause.en ? clause.zh : `${clause.zh} ${clause.en}`;
        return `| ${[header.zh, header.en, units, clauses].join(" | ")} |`;
      })
      .filter((line) => !page.replace(/ +/g, " ").includes(line));
    expect(missing).toEqual([]);
  });
});
