import { describe, expect, it } from "vitest";
import { filesUnder, readPage } from "./pages.ts";

/** Folders of one machine, and hosts of package registries: neither belongs into a file that others read. */
const FORBIDDEN = [
  ["a folder of one machine", /(?<![\w.~*-])\/(?:work|home|root|Users)\/[\w.-]/],
  ["a drive of one machine", /(?<![A-Za-z])[A-Z]:\\Users\\/],
  ["a registry host", new RegExp(["registry\\.(?:npmjs|yarnpkg|npmmirror)\\.", "npm\\.pkg\\.github\\."].join("|"))],
] as const;

const FILES = filesUnder().filter((file) => /\.(ts|js|json|md|ya?ml|csv|svg|html|txt|snap)$/.test(file));

describe("files of the repository", () => {
  it("the patterns find what they are for", () => {
    const folder = ["", "home", "someone", "x"].join("/");
    expect(FORBIDDEN[0][1].test(`see ${folder}`)).toBe(true);
    expect(FORBIDDEN[0][1].test("and/or, https://example.org/work/x")).toBe(false);
    expect(FORBIDDEN[2][1].test(["https://registry", "npmjs", "org"].join("."))).toBe(true);
  });

  it.each(FORBIDDEN)("hold nothing that is %s", (_what, pattern) => {
    expect(FILES.length).toBeGreaterThan(100);
    expect(FILES.filter((file) => pattern.test(readPage(file)))).toEqual([]);
  });
});
