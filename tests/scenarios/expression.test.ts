import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { exp, log, pow } from "../../src/core/elementary.ts";
import type { Issue } from "../../src/core/issue.ts";
import type { ExpressionParser } from "../../src/scenarios/expression.ts";
import { compileExpression, loadExpressionParser } from "../../src/scenarios/expression.ts";

let parse: ExpressionParser;
beforeAll(async () => {
  parse = await loadExpressionParser();
});

const NAMES = ["year", "a", "b"];
const FRAME = Float64Array.of(2026, 3, -0.5);
const compiled = (text: string, wanted: "number" | "boolean", issues: Issue[] = []) =>
  compileExpression(parse, { text, place: { file: "test" } }, NAMES, wanted, issues);
const value = (text: string) => compiled(text, "number")?.run(FRAME);
const truth = (text: string) => compiled(text, "boolean")?.run(FRAME);

describe("a formula", () => {
  it.each([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["7 - 2 - 1", 4],
    ["8 / 4 / 2", 1],
    ["a - b", 3.5],
    ["-a + +b", -3.5],
    ["-2^2", -4],
    ["2^3^2", 512],
    ["1e3 + .5", 1000.5],
    ["year - 2025", 1],
    ["max(1, a, 2)", 3],
    ["min(1, a, b)", -0.5],
    ["max(a)", 3],
    ["abs(b)", 0.5],
    ["sqrt(a * 3)", 3],
    ["round(2.5) + round(-2.5)", 1],
    ["floor(b)", -1],
    ["ceil(b) + 1", 1],
    ["clamp(a, 0, 2)", 2],
    ["clamp(b, 0, 2)", 0],
    ["clamp(a, 0, 4)", 3],
    ["clamp(a, 2, 1)", NaN],
    ["a > b ? 1 : 2", 1],
    ["a < b ? 1 : a == 3 ? 5 : 6", 5],
    ["1 / 0", Infinity],
    ["0 / 0", NaN],
  ])("%s is %d", (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it.each([
    ["a >= 3", true],
    ["a > 3", false],
    ["a <= 2", false],
    ["a < 3.5", true],
    ["a == 3", true],
    ["a != 3", false],
    ["0.1 + 0.2 == 0.3", false],
    ["1 < a < 3", false],
    ["1 < a <= 3", true],
    ["not (a > b)", false],
    ["a > b and b > a", false],
    ["a > b or b > a", true],
    ["a > 5 or b < 0 and a > 1", true],
  ])("%s is %s", (text, expected) => {
    expect(truth(text)).toBe(expected);
  });

  it("takes exp, log, pow and ^ from the functions that give the same bits everywhere", () => {
    expect(value("exp(0.1)")).toBe(exp(0.1));
    expect(value("log(a)")).toBe(log(3));
    expect(value("pow(a, 0.3)")).toBe(pow(3, 0.3));
    expect(value("a ^ 0.3")).toBe(pow(3, 0.3));
  });

  it("says which names it reads", () => {
    expect([...compiled("a + max(a, 1)", "number")!.names]).toEqual(["a"]);
    expect([...compiled("1", "number")!.names]).toEqual([]);
  });
});

describe("refused", () => {
  const codes = (text: string, wanted: "number" | "boolean" = "number") => {
    const issues: Issue[] = [];
    expect(compiled(text, wanted, issues)).toBeUndefined();
    return issues.map((issue) => issue.code);
  };

  it.each([
    ["", "forbidden-expression"],
    ["# comment", "bad-expression"],
    ["1; 2", "bad-expression"],
    ["1\n2", "bad-expression"],
    ["((1)", "bad-expression"],
    ["pow(1)", "bad-expression"],
    ["a = 1", "forbidden-expression"],
    ["f(x) = x", "forbidden-expression"],
    ["[1, 2]", "forbidden-expression"],
    ["{a: 1}", "forbidden-expression"],
    ["a[1]", "forbidden-expression"],
    ["a.b", "forbidden-expression"],
    ["a.constructor('return 1')", "forbidden-expression"],
    ["1:3", "forbidden-expression"],
    ["'text'", "forbidden-expression"],
    ["true", "forbidden-expression"],
    ["null", "forbidden-expression"],
    ["NaN", "forbidden-expression"],
    ["1e999", "forbidden-expression"],
    ["5%", "forbidden-expression"],
    ["7 % 3", "forbidden-expression"],
    ["7 mod 3", "forbidden-expression"],
    ["3!", "forbidden-expression"],
    ["a'", "forbidden-expression"],
    ["2 a", "forbidden-expression"],
    ["2(3)", "forbidden-expression"],
    ["1 to 2", "forbidden-expression"],
    ["a ?? b", "forbidden-expression"],
    ["a .* b", "forbidden-expression"],
    ["1 | 2", "forbidden-expression"],
    ["constructor", "unknown-name"],
    ["__proto__", "unknown-name"],
    ["toString", "unknown-name"],
    ["pi", "unknown-name"],
    ["e", "unknown-name"],
    ["random()", "unknown-function"],
    ["evaluate(1)", "unknown-function"],
    ["config(1)", "unknown-function"],
    ["constructor(1)", "unknown-function"],
    ["hasOwnProperty(1)", "unknown-function"],
    ["a > 1", "mixed-expression"],
    ["a and b", "mixed-expression"],
    ["(a > 1) + 1", "mixed-expression"],
    ["a ? 1 : 2", "mixed-expression"],
    ["a > 1 ? 1 : a > 2", "mixed-expression"],
    ["max(a > 1, 2)", "mixed-expression"],
  ])("%j: %s", (text, code) => {
    expect(codes(text)).toEqual([code]);
  });

  it("a number where a comparison is needed", () => {
    expect(codes("a", "boolean")).toEqual(["mixed-expression"]);
    expect(codes("not a", "boolean")).toEqual(["mixed-expression"]);
  });

  it("every unknown name is reported", () => {
    expect(codes("x + max(y, z)")).toEqual(["unknown-name", "unknown-name", "unknown-name"]);
  });
});

/** Random formulas whose value a tree of closures in the test knows. */
const { formula } = fc.letrec<{ formula: { text: string; value: number } }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4 },
    fc.nat(99).map((n) => ({ text: `${n}`, value: n })),
    fc.constant({ text: "a", value: 3 }),
    fc.tuple(fc.constantFrom("+", "-", "*", "/"), tie("formula"), tie("formula")).map(([sign, x, y]) => ({
      text: `(${x.text} ${sign} ${y.text})`,
      value:
        sign === "+"
          ? x.value + y.value
          : sign === "-"
            ? x.value - y.value
            : sign === "*"
              ? x.value * y.value
              : x.value / y.value,
    })),
    tie("formula").map((x) => ({ text: `-(${x.text})`, value: -x.value })),
    fc
      .tuple(tie("formula"), tie("formula"))
      .map(([x, y]) => ({ text: `min(${x.text}, ${y.text})`, value: Math.min(x.value, y.value) })),
    fc.tuple(tie("formula"), tie("formula")).map(([x, y]) => ({
      text: `(${x.text} < ${y.text} ? 1 : ${y.text})`,
      value: x.value < y.value ? 1 : y.value,
    })),
  ),
}));

describe("random text", () => {
  it("a generated formula has the value its parts give", () => {
    fc.assert(
      fc.property(formula, ({ text, value: expected }) => {
        fc.pre(text.length <= 500);
        expect(value(text)).toBe(expected);
      }),
      { numRuns: 1000, seed: 11 },
    );
  });

  it("never does anything but compile or name the problem", () => {
    const words = [
      "a",
      "year",
      "max(",
      "sqrt(",
      ")",
      "(",
      "+",
      "-",
      "*",
      "^",
      "?",
      ":",
      ",",
      "1",
      "0.5",
      "[",
      "]",
      "{",
      "}",
      "=",
      "==",
      "<",
      ".",
      "'",
      "!",
      "%",
      "not ",
      " and ",
      "constructor",
      "__proto__",
      "import",
      "=>",
      "\\",
      "\u0000",
      "测",
      " ",
      "...",
    ];
    const text = fc.oneof(
      fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join("")),
      fc.string({ maxLength: 500, unit: "binary" }),
    );
    const before = Object.keys(Object.prototype).length;
    fc.assert(
      fc.property(text, fc.constantFrom("number" as const, "boolean" as const), (written, wanted) => {
        const issues: Issue[] = [];
        const expression = compiled(written, wanted, issues);
        expect(expression === undefined).toBe(issues.length > 0);
        if (expression) expect(typeof expression.run(FRAME)).toBe(wanted);
      }),
      { numRuns: 4000, seed: 12 },
    );
    expect(Object.keys(Object.prototype)).toHaveLength(before);
  });
});
