import { describe, expect, it } from "vitest";
import { filesUnder, readPage } from "./pages.ts";

const SOURCE = filesUnder("src")
  .filter((file) => /\.(ts|yaml)$/.test(file))
  .map(readPage)
  .join("\n");

/** Rows of the glossary as cells: term, Chinese, identifiers, meaning, words not used. */
const ROWS = readPage("docs/GLOSSARY.md")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| term "))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const identifiersIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);

describe("docs/GLOSSARY.md", () => {
  it("has five cells in every row, none empty", () => {
    expect(ROWS.length).toBeGreaterThan(60);
    expect(ROWS.filter((cells) => cells.length !== 5 || cells.includes(""))).toEqual([]);
  });

  it("explains each term and each Chinese word once", () => {
    for (const column of [0, 1]) {
      const words = ROWS.map((cells) => cells[column]!);
      expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
    }
  });

  it.each(ROWS.map((cells) => [cells[0]!, cells[2]!]))("the identifiers of %s occur in src", (_term, cell) => {
    const names = identifiersIn(cell);
    expect(names.length > 0 || cell === "—").toBe(true);
    const isThere = (name: string) =>
      new RegExp(`(?<!\\w)${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!\\w)`).test(SOURCE);
    expect(names.filter((name) => !isThere(name))).toEqual([]);
  });
});
