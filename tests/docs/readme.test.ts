import { describe, expect, it } from "vitest";
import { createProgram } from "../../src/cli/program.ts";
import { allOptions, commandLines, faultOf } from "./command-lines.ts";
import { brokenLinks, codeBlocks, headingLevels, pages, prose, readPage, withoutHeadline } from "./pages.ts";

const ENGLISH = withoutHeadline(readPage("README.md"));
const CHINESE = withoutHeadline(readPage("README.zh-CN.md"));

describe("README.md and README.zh-CN.md", () => {
  it("have the same headings, level by level", () => {
    expect(headingLevels(ENGLISH).length).toBeGreaterThan(10);
    expect(headingLevels(CHINESE)).toEqual(headingLevels(ENGLISH));
  });

  it("have the same code blocks", () => {
    expect(codeBlocks(ENGLISH).length).toBeGreaterThan(5);
    expect(codeBlocks(CHINESE)).toEqual(codeBlocks(ENGLISH));
  });

  it("have tables and lists of the same length", () => {
    const shape = (text: string) =>
      prose(text)
        .split(/^#+ /m)
        .map((part) => [/^\|/gm, /^- /gm].map((line) => (part.match(line) ?? []).length));
    expect(shape(CHINESE)).toEqual(shape(ENGLISH));
  });

  it("keep a place for the headline of the main run", () => {
    for (const file of ["README.md", "README.zh-CN.md"])
      expect(readPage(file)).toMatch(/^<!-- headline -->\n[\s\S]*^<!-- \/headline -->$/m);
  });

  it("show the figure, each in its language", () => {
    expect(ENGLISH).toContain("(docs/images/certified-fan.en.svg)");
    expect(CHINESE).toContain("(docs/images/certified-fan.zh.svg)");
    expect(readPage("docs/images/certified-fan.en.svg")).toContain('lang="en"');
    expect(readPage("docs/images/certified-fan.zh.svg")).toMatch(/lang="zh/);
  });

  it("name the Node version that package.json asks for", () => {
    const { engines } = JSON.parse(readPage("package.json")) as { engines: { node: string } };
    const version = engines.node.replace(">=", "");
    expect(ENGLISH).toContain(`Node ${version}`);
    expect(CHINESE).toContain(`Node ${version}`);
  });

  it("draw every folder of src in its layer", () => {
    const diagram = codeBlocks(ENGLISH).find((block) => block.startsWith("text\n"))!;
    const order = diagram.match(/[a-z]+/g)!.slice(1);
    expect(order).toEqual("cli report plots experiment data scenarios model standard core".split(" "));
  });
});

describe("pages", () => {
  const documentation = pages();

  it.each(documentation)("%s has no broken relative link", (file) => {
    expect(brokenLinks(file, readPage(file))).toEqual([]);
  });

  const withCommands = documentation.filter((file) => commandLines(readPage(file)).length > 0);
  it("show commands in more than the two READMEs", () => {
    expect(withCommands.length).toBeGreaterThan(2);
  });

  it.each(withCommands)("the commands of %s exist", (file) => {
    const faults = commandLines(readPage(file)).flatMap((words) => faultOf(createProgram(), words) ?? []);
    expect(faults).toEqual([]);
  });

  it.each(documentation)("the options that %s mentions exist", (file) => {
    // --import is an option of Node that a decision speaks of.
    const known = new Set([...allOptions(createProgram()), "--import"]);
    const mentioned = [...prose(readPage(file)).matchAll(/`[^`\n]*?(--[a-z][a-z-]+)/g)].map(([, option]) => option!);
    expect(mentioned.filter((option) => !known.has(option))).toEqual([]);
  });

  it("every npm script that is mentioned exists", () => {
    const { scripts } = JSON.parse(readPage("package.json")) as { scripts: Record<string, string> };
    const mentioned = documentation.flatMap((file) =>
      [...readPage(file).matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name!),
    );
    expect(mentioned.length).toBeGreaterThan(0);
    expect(mentioned.filter((name) => !(name in scripts))).toEqual([]);
  });
});
