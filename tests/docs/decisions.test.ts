import { describe, expect, it } from "vitest";
import { filesUnder, readPage } from "./pages.ts";

const FILES = filesUnder("docs/decisions");
const HEADINGS = ["Context", "Decision", "Consequences", "What would change it"];

describe("docs/decisions", () => {
  it("are numbered from 0001 without gaps", () => {
    const numbers = FILES.map((file) => /^docs\/decisions\/(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1]);
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers).toEqual(FILES.map((_, i) => String(i + 1).padStart(4, "0")));
  });

  it.each(FILES)("%s has its number in the title and the four headings, each with text", (file) => {
    const [title, ...sections] = readPage(file).split(/^## /m);
    expect(title!.trim()).toMatch(new RegExp(`^# ${/\d{4}/.exec(file)![0]} \\S[^\\n]*$`));
    expect(sections.map((section) => section.split("\n")[0])).toEqual(HEADINGS);
    expect(sections.filter((section) => section.split("\n").slice(1).join("").trim() === "")).toEqual([]);
  });

  it.each(FILES)("%s names only files of src, data and the root that exist", (file) => {
    const all = filesUnder();
    const named = [...readPage(file).matchAll(/`((?:src|data)\/[^`]*|[a-z.]+\.(?:json|js))`/g)].map(
      ([, name]) => name!,
    );
    const isThere = (name: string) =>
      all.some((path) => path === name || path.startsWith(`${name.replace(/\/$/, "")}/`));
    const generated = ["run.json"];
    expect(named.filter((name) => !generated.includes(name) && !isThere(name))).toEqual([]);
  });

  it("the index lists each one under its title", () => {
    const index = readPage("docs/README.md");
    const missing = FILES.filter((file) => {
      const title = readPage(file)
        .split("\n")[0]!
        .replace(/^# \d{4} /, "");
      return !index.includes(`[${title}](${file.replace("docs/", "")})`);
    });
    expect(missing).toEqual([]);
  });
});
