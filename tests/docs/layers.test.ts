import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { codeBlocks, filesUnder, readPage } from "./pages.ts";

/** The diagram of README.md from the bottom up; folders on one line are siblings. */
const LAYERS = codeBlocks(readPage("README.md"))
  .find((block) => block.startsWith("text\n"))!
  .split("\n")
  .slice(1)
  .map((line) => line.match(/[a-z]+/g) ?? [])
  .filter((folders) => folders.length > 0)
  .reverse();
const FILES = filesUnder("src").filter((file) => file.endsWith(".ts"));

/** Files of src itself, such as the library, stand above all layers. */
const isAboveLayers = (file: string) => file.split("/").length === 2;
const rank = (folder: string) => LAYERS.findIndex((layer) => layer.some((name) => name === folder));
const folderOf = (file: string) => file.split("/")[1]!;
const importsOf = (file: string) =>
  [...readPage(file).matchAll(/^(?:import|export) [^;]*?from "([^"]+)";/gms)].map(([, target]) => target!);

/** Imports of a file that go to a folder beside or above its own. */
function upward(file: string): string[] {
  if (isAboveLayers(file)) return [];
  return importsOf(file)
    .filter((target) => target.startsWith("."))
    .map((target) => join(dirname(file), target).replaceAll("\\", "/"))
    .filter((target) => folderOf(target) !== folderOf(file) && rank(folderOf(target)) >= rank(folderOf(file)))
    .map((target) => `${file} → ${target}`);
}

describe("the layers README.md draws", () => {
  it("are the folders of src", () => {
    const folders = [...new Set(FILES.filter((file) => file.split("/").length > 2).map(folderOf))];
    expect(LAYERS.flat().sort()).toEqual(folders.sort());
  });

  it("hold: a file imports from its own folder and from lower layers only", () => {
    expect(FILES.flatMap(importsOf).length).toBeGreaterThan(500);
    expect(FILES.flatMap(upward)).toEqual([]);
  });

  it("leave files and the machine to cli", () => {
    const others = FILES.filter((file) => folderOf(file) !== "cli");
    expect(others.filter((file) => importsOf(file).some((target) => target.startsWith("node:")))).toEqual([]);
  });
});
