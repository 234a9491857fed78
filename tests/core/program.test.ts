import { describe, expect, it } from "vitest";
import { exp, log, pow } from "../../src/core/elementary.ts";
import { OPERATION, runProgram, type Program } from "../../src/core/program.ts";

/** A program from words: names of operations, `$k` for slot k, numbers for constants. */
function program(text: string): Program {
  const constants: number[] = [];
  const code = text.split(" ").flatMap((word) => {
    if (word.startsWith("$")) return [OPERATION.load, Number(word.slice(1))];
    if (word in OPERATION) return [OPERATION[word as keyof typeof OPERATION], 0];
    return [OPERATION.constant, constants.push(Number(word)) - 1];
  });
  return { code, constants };
}
const FRAME = Float64Array.of(3, -0.5, 2026);
const value = (text: string) => runProgram(program(text), FRAME);

describe("a program", () => {
  it.each([
    ["7", 7],
    ["$0 $1 add", 2.5],
    ["$0 $1 subtract", 3.5],
    ["$0 $1 multiply", -1.5],
    ["$0 $1 divide", -6],
    ["$0 negate", -3],
    ["$0 $1 max", 3],
    ["$0 $1 min", -0.5],
    ["$1 abs", 0.5],
    ["0.1 exp", exp(0.1)],
    ["$0 log", log(3)],
    ["16 sqrt", 4],
    ["2.5 round", 3],
    ["-2.5 round", -2],
    ["$1 floor", -1],
    ["$1 ceil", -0],
    ["$0 0.3 pow", pow(3, 0.3)],
    ["$0 0 2 clamp", 2],
    ["$1 0 2 clamp", 0],
    ["$0 2 1 clamp", NaN],
    ["$0 3 equal", 1],
    ["$0 2 equal", 0],
    ["$0 3 unequal", 0],
    ["$0 2 unequal", 1],
    ["$0 3 smaller", 0],
    ["2 $0 smaller", 1],
    ["$0 3 smallerEq", 1],
    ["$0 2 smallerEq", 0],
    ["$0 3 larger", 0],
    ["$0 2 larger", 1],
    ["$0 3 largerEq", 1],
    ["2 $0 largerEq", 0],
    ["1 0 and", 0],
    ["1 1 and", 1],
    ["1 0 or", 1],
    ["0 0 or", 0],
    ["0 not", 1],
    ["1 not", 0],
    ["1 5 6 select", 5],
    ["0 5 6 select", 6],
    ["7 5 tuck subtract subtract", 3], // 5, then 7 − 5 = 2, then 5 − 2
    ["7 5 swap subtract", -2],
  ])("%s is %d", (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it("leaves nothing behind: the same program gives the same number after any other", () => {
    const first = value("$0 2 multiply 1 add");
    value("1 2 3 4 add add add");
    expect(value("$0 2 multiply 1 add")).toBe(first);
  });

  it("is plain data: a copy through JSON runs the same", () => {
    const written = program("$2 2025 subtract 0.1 multiply exp");
    const copy = JSON.parse(JSON.stringify(written)) as Program;
    expect(runProgram(copy, FRAME)).toBe(runProgram(written, FRAME));
  });

  it("has a number of its own for every operation, and refuses any other", () => {
    const numbers = Object.values(OPERATION);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(() => runProgram({ code: [99, 0], constants: [] }, FRAME)).toThrow("operation 99 is unknown");
  });
});
