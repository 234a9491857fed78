import { describe, expect, it } from "vitest";
import { canonicalJson, digest } from "../../src/core/digest.ts";
import { formatIssue, InputError, nearestName } from "../../src/core/issue.ts";
import { choleskyFactor } from "../../src/core/symmetric.ts";

describe("digest", () => {
  it("is SHA-256 in hex: the known answers of FIPS 180", async () => {
    expect(await digest("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(await digest("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });

  it("takes UTF-8 and the first digits on request", async () => {
    expect(await digest("均衡", 12)).toMatch(/^[0-9a-f]{12}$/);
    expect((await digest("均衡")).startsWith(await digest("均衡", 12))).toBe(true);
    expect(await digest("均衡")).not.toBe(await digest("均衝"));
  });
});

describe("canonicalJson", () => {
  it("does not depend on the order of keys, at any depth; lists keep theirs", () => {
    const left = canonicalJson({ b: [{ y: 2, x: 1 }, 3], a: null });
    expect(left).toBe('{"a":null,"b":[{"x":1,"y":2},3]}');
    expect(canonicalJson({ a: null, b: [{ x: 1, y: 2 }, 3] })).toBe(left);
    expect(canonicalJson([2, 1])).toBe("[2,1]");
  });
});

describe("nearestName", () => {
  const names = ["rotation.share", "rotation.spell_years", "teachers.cost"];
  it.each([
    ["rotation.shore", "rotation.share"],
    ["rotatoin.share", "rotation.share"],
    ["teachers.costs", "teachers.cost"],
    ["rotation.share", "rotation.share"],
  ])("takes %s for a slip of %s", (word, name) => {
    expect(nearestName(word, names)).toBe(name);
  });

  it("does not guess: far words, short words, very long words", () => {
    expect(nearestName("quality", names)).toBeUndefined();
    expect(nearestName("xyz", ["abc"])).toBeUndefined();
    expect(nearestName("a".repeat(300), ["a".repeat(299)])).toBeUndefined();
    expect(nearestName("word", [])).toBeUndefined();
  });
});

describe("issues", () => {
  const issue = { code: "bad", severity: "error" as const, file: "a.yaml", line: 3, column: 5, problem: "share is 2" };
  it("are one line with place, kind, expectation and remedy", () => {
    expect(formatIssue({ ...issue, expected: "0 to 1", suggestion: "write 0.2" })).toBe(
      "a.yaml:3:5: error: share is 2; expected 0 to 1; write 0.2",
    );
    expect(formatIssue({ code: "bad", severity: "warning", problem: "odd" })).toBe("warning: odd");
  });

  it("InputError carries every issue", () => {
    const error = new InputError([issue, { ...issue, line: 9 }]);
    expect(error.message.split("\n")).toEqual(["a.yaml:3:5: error: share is 2", "a.yaml:9:5: error: share is 2"]);
    expect(error.issues).toHaveLength(2);
  });
});

describe("choleskyFactor", () => {
  it("multiplies back to the matrix", () => {
    expect(Array.from(choleskyFactor([4, 2, 2, 10], 2))).toEqual([2, 0, 1, 3]);
  });

  it("gives a zero column where there is no variance", () => {
    expect(Array.from(choleskyFactor([0, 0, 0, 9], 2))).toEqual([0, 0, 0, 3]);
  });
});
